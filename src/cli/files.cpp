#include "cli/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <limits>
#include <set>

#include "text/bounds.h"

namespace engage::cli {
namespace {

namespace fs = std::filesystem;

Error cannot(std::string_view what, const std::string& path, int code) {
  return {fmt::format("cannot {} {}: {}", what, path, std::strerror(code))};
}

}  // namespace

std::expected<InputFile, Error> InputFile::open(const std::string& path) {
  if (path == "-") return InputFile(STDIN_FILENO, "standard input");
  std::error_code code;
  if (fs::is_directory(path, code)) return std::unexpected(Error{fmt::format("{} is a folder, and a file is wanted", path)});
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return std::unexpected(cannot("open", path, errno));
  return InputFile(descriptor, path);
}

InputFile::InputFile(InputFile&& other) noexcept : descriptor_(other.descriptor_), path_(std::move(other.path_)) {
  other.descriptor_ = -1;
}

InputFile::~InputFile() {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

std::expected<std::size_t, Error> InputFile::read(char* to, std::size_t size) {
  for (;;) {
    const ssize_t got = ::read(descriptor_, to, size);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return std::unexpected(cannot("read", path_, errno));
  }
}

namespace {

std::expected<std::string, Error> read_up_to(std::size_t most, const std::string& path) {
  auto file = InputFile::open(path);
  if (!file) return std::unexpected(file.error());
  std::string text;
  for (;;) {
    const std::size_t size = text.size();
    text.resize(size + 65536);
    auto got = file->read(text.data() + size, 65536);
    if (!got) return std::unexpected(got.error());
    text.resize(size + *got);
    if (*got == 0 || text.size() > most) return text;
  }
}

}  // namespace

std::expected<std::string, Error> read_file(const std::string& path) {
  return read_up_to(std::numeric_limits<std::size_t>::max(), path);
}

std::expected<std::string, Error> read_policy_file(const std::string& path) { return read_up_to(kLargestFile, path); }

std::expected<std::vector<std::string>, Error> policy_files(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  std::set<std::string> seen;
  auto add = [&](const std::string& path) {
    std::error_code code;
    const fs::path whole = path == "-" ? fs::path(path) : fs::weakly_canonical(path, code);
    if (seen.insert(whole.string()).second) files.push_back(path);
  };
  for (const std::string& path : paths) {
    std::error_code code;
    if (path != "-" && fs::is_directory(path, code)) {
      std::vector<std::string> below;
      for (fs::recursive_directory_iterator it(path, code), end; !code && it != end; it.increment(code)) {
        if (it->is_regular_file(code) && it->path().extension() == ".engage") below.push_back(it->path().string());
      }
      if (code) return std::unexpected(Error{fmt::format("cannot read the folder {}: {}", path, code.message())});
      if (below.empty()) return std::unexpected(Error{fmt::format("there is no *.engage file in {}", path)});
      std::sort(below.begin(), below.end());
      std::for_each(below.begin(), below.end(), add);
    } else if (path != "-" && !fs::exists(path, code)) {
      return std::unexpected(Error{fmt::format("there is no file {}", path)});
    } else {
      add(path);
    }
  }
  return files;
}

std::expected<void, Error> write_out(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      return std::unexpected(cannot("write to", "standard output", errno));
    }
  }
  return {};
}

}  // namespace engage::cli
