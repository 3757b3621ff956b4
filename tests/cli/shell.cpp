#include "shell.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace engage {
namespace {

namespace fs = std::filesystem;

class Scratch {
 public:
  Scratch() {
    std::string pattern = (fs::temp_directory_path() / "engage-cli-test-XXXXXX").string();
    EXPECT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  ~Scratch() {
    std::error_code code;
    fs::remove_all(folder_, code);
  }
  const fs::path& folder() const { return folder_; }

 private:
  fs::path folder_;
};

Ran run(const std::string& command, const fs::path& from, std::string_view err_to) {
  const fs::path& folder = scratch_folder();
  write_bytes(folder / "command", command + "\n");
  const std::string line = fmt::format("cd '{}' && PATH='{}':\"$PATH\" /bin/sh '{}' </dev/null >'{}' 2>{}",
                                       from.string(), fs::path(ENGAGE_BINARY).parent_path().string(),
                                       (folder / "command").string(), (folder / "out").string(), err_to);
  const int status = std::system(line.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_bytes(folder / "out"), {}};
}

}  // namespace

const fs::path& scratch_folder() {
  static const Scratch scratch;
  return scratch.folder();
}

Ran run_in_shell(const std::string& command, const fs::path& from) {
  const fs::path err = scratch_folder() / "err";
  Ran ran = run(command, from, fmt::format("'{}'", err.string()));
  ran.err = read_bytes(err);
  return ran;
}

Ran run_in_terminal_order(const std::string& command, const fs::path& from) { return run(command, from, "&1"); }

std::string read_bytes(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(const fs::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

unsigned seed_of_run() {
  const char* seed = std::getenv("ENGAGE_SEED");
  return seed == nullptr ? 20260114u : static_cast<unsigned>(std::strtoul(seed, nullptr, 10));
}

}  // namespace engage
