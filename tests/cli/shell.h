#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace engage {

// What a command left behind.
struct Ran {
  int code = 0;
  std::string out, err;
};

// Runs a command line as a person would: by the shell, from the project's folder (or another), with the
// program that was just built first on the PATH.
Ran run_in_shell(const std::string& command, const std::filesystem::path& from = SOURCE_DIR);

// The same with both outputs in one, in the order in which they came, as a terminal shows them.
Ran run_in_terminal_order(const std::string& command, const std::filesystem::path& from = SOURCE_DIR);

std::string read_bytes(const std::filesystem::path& path);
void write_bytes(const std::filesystem::path& path, std::string_view bytes);

// A folder of this test program's own, which goes with it.
const std::filesystem::path& scratch_folder();

// For properties: ENGAGE_SEED, else a fixed one.
unsigned seed_of_run();

}  // namespace engage
