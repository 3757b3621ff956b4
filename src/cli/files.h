#pragma once

#include <expected>
#include <string>
#include <vector>

#include "cli/error.h"

namespace engage::cli {

// All bytes of a file; `-` is standard input.
std::expected<std::string, Error> read_file(const std::string& path);
// The same of a policy file; of one that is larger than any, so much that whoever reads it can tell.
std::expected<std::string, Error> read_policy_file(const std::string& path);

// The policy files that the paths name: a file is itself, a folder every *.engage file below it, in
// order of name; none twice.
std::expected<std::vector<std::string>, Error> policy_files(const std::vector<std::string>& paths);

// A file open for reading, or standard input.
class InputFile {
 public:
  static std::expected<InputFile, Error> open(const std::string& path);
  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&&) = delete;
  ~InputFile();

  // Up to `size` bytes; 0 at the end.
  std::expected<std::size_t, Error> read(char* to, std::size_t size);

 private:
  InputFile(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  int descriptor_;
  std::string path_;
};

// Writes all of it to standard output.
std::expected<void, Error> write_out(std::string_view bytes);

}  // namespace engage::cli
