#include <exception>
#include <new>

#include "cli/command.h"
#include "cli/error.h"
#include "cli/tell.h"

int main(int argc, char** argv) {
  try {
    return engage::cli::run(argc, argv);
  } catch (const std::bad_alloc&) {
    engage::cli::complain("this machine has no more memory to give");
    return engage::cli::kCouldNotRun;
  } catch (const std::exception& error) {
    engage::cli::complain(error.what());  // a fault of ours
    return engage::cli::kCouldNotRun;
  }
}
