#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <filesystem>
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

  static Expected<InputFile> open(const std::string& path, Wanted wanted = Wanted::any);
  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&&) = delete;
  ~InputFile();

  // Up to `size` bytes; 0 at the end. An error where a plain file is no longer, at its end, what it was when it
  // was opened: half of it may be of before and half of after.
  Expected<std::size_t> read(char* to, std::size_t size);

  // Of a plain file; of others nothing.
  std::size_t size() const { return S_ISREG(opened_.st_mode) ? static_cast<std::size_t>(opened_.st_size) : 0; }

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
Expected<std::string> read_file(const std::string& path, const Reading& reading = {});

// The policy files that the paths name: a file is itself, a folder every *.engage file below it, in
// order of name; none twice.
Expected<std::vector<std::string>> policy_files(const std::vector<std::string>& paths);

// Writes all of it to standard output.
Expected<void> write_out(std::string_view bytes);

// The same of a text for people, with what could take over a terminal written out: line ends and colours stay.
Expected<void> write_text(std::string_view text);

// What a command was asked for in this format: only `text` is for people. The exit code, when all is written.
Expected<int> write_as(std::string_view format, std::string_view bytes, int code = kNothingToReport);

// What a person calls a file: `-` is "<standard input>".
inline constexpr std::string_view kStandardInput = "<standard input>";
std::string_view shown_path(std::string_view path);

// From the root on, and without links; of standard input, a name in this folder.
std::filesystem::path whole_path(const std::string& path);

}  // namespace engage::cli
