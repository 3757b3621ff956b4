#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "cli/error.h"

namespace engage::cli {

// A file open for reading, or standard input. Folders, sockets and disks are refused, and devices but a terminal
// and /dev/null: they never end, or have no text.
class InputFile {
 public:
  enum class Wanted : std::uint8_t {
    any,        // a pipe too, as `<(command)` gives one
    plain_file  // what a policy names, or what is to be written back
  };

  static std::expected<InputFile, Error> open(const std::string& path, Wanted wanted = Wanted::any);
  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&&) = delete;
  ~InputFile();

  // Up to `size` bytes; 0 at the end. An error where a plain file is no longer, at its end, what it was when it
  // was opened: half of it may be of before and half of after.
  std::expected<std::size_t, Error> read(char* to, std::size_t size);

 private:
  InputFile(int descriptor, std::string path);
  int descriptor_;
  std::string path_;
  struct stat opened_{};
};

struct Reading {
  InputFile::Wanted wanted = InputFile::Wanted::any;
  std::size_t at_most = std::string::npos;  // bytes; what comes after them is left
};

// All bytes of a file; `-` is standard input.
std::expected<std::string, Error> read_file(const std::string& path, const Reading& reading = {});

// The policy files that the paths name: a file is itself, a folder every *.engage file below it, in
// order of name; none twice.
std::expected<std::vector<std::string>, Error> policy_files(const std::vector<std::string>& paths);

// Writes all of it to standard output.
std::expected<void, Error> write_out(std::string_view bytes);

// The same of a text for people, with what could take over a terminal written out: line ends and colours stay.
std::expected<void, Error> write_text(std::string_view text);

}  // namespace engage::cli
