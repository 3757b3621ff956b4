#include <exception>

#include "cli/command.h"
#include "cli/error.h"
#include "cli/tell.h"

int main(int argc, char** argv) {
  try {
    return engage::cli::run(argc, argv);
  } catch (const std::exception& error) {
    engage::cli::complain(error.what());  // out of memory, or a fault of ours
    return engage::cli::kCouldNotRun;
  }
}
