#include "cli/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>

#include "text/visible.h"

namespace engage::cli {
namespace {

namespace fs = std::filesystem;

Error cannot(std::string_view what, const std::string& path, int code) {
  return {fmt::format("cannot {} {}: {}", what, path, std::strerror(code))};
}

// What something is that is not read; empty for what is.
std::string_view refused(mode_t mode, InputFile::Wanted wanted) {
  const bool plain = wanted == InputFile::Wanted::plain_file;
  if (S_ISDIR(mode)) return "folder";
  if (S_ISSOCK(mode)) return "socket";
  if (S_ISBLK(mode) || (S_ISCHR(mode) && plain)) return "device";
  if (S_ISFIFO(mode) && plain) return "pipe";
  return {};
}

std::unexpected<Error> is_a(const std::string& path, std::string_view kind) {
  return fault(fmt::format("{} is a {}, and a file is wanted", path, kind));
}

bool is_null(const struct stat& device) { return major(device.st_rdev) == 1 && minor(device.st_rdev) == 3; }

bool same(const timespec& a, const timespec& b) { return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec; }

}  // namespace

Expected<InputFile> InputFile::open(const std::string& path, Wanted wanted) {
  if (path == "-") return InputFile(STDIN_FILENO, "standard input");
  struct stat there{};
  if (::stat(path.c_str(), &there) != 0) return std::unexpected(cannot("open", path, errno));
  if (const auto kind = refused(there.st_mode, wanted); !kind.empty()) return is_a(path, kind);
  // Only a pipe is worth waiting for; whatever takes its place meanwhile is not.
  const int wait = S_ISFIFO(there.st_mode) ? 0 : O_NONBLOCK;
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | wait);
  if (descriptor < 0) return std::unexpected(cannot("open", path, errno));
  InputFile file(descriptor, path);
  const mode_t mode = file.opened_.st_mode;
  if (const auto kind = refused(mode, wanted); !kind.empty()) return is_a(path, kind);
  if (S_ISCHR(mode) && !is_null(file.opened_) && ::isatty(descriptor) == 0) return is_a(path, "device");
  ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) & ~O_NONBLOCK);
  return file;
}

InputFile::InputFile(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {
  if (::fstat(descriptor_, &opened_) != 0) opened_ = {};  // a closed standard input: reading tells
}

InputFile::InputFile(InputFile&& other) noexcept
    : descriptor_(other.descriptor_), path_(std::move(other.path_)), opened_(other.opened_) {
  other.descriptor_ = -1;
}

InputFile::~InputFile() {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

Expected<std::size_t> InputFile::read(char* to, std::size_t size) {
  ssize_t got = 0;
  do {
    got = ::read(descriptor_, to, size);
  } while (got < 0 && errno == EINTR);
  if (got < 0) return std::unexpected(cannot("read", path_, errno));
  struct stat now{};
  if (got == 0 && S_ISREG(opened_.st_mode) && ::fstat(descriptor_, &now) == 0 &&
      (now.st_size != opened_.st_size || !same(now.st_mtim, opened_.st_mtim))) {
    return fault(fmt::format("{} changed while it was read", path_));
  }
  return static_cast<std::size_t>(got);
}

Expected<std::string> read_file(const std::string& path, const Reading& reading) {
  auto file = InputFile::open(path, reading.wanted);
  if (!file) return std::unexpected(file.error());
  constexpr std::size_t kPart = 65536;
  std::string text;
  text.reserve(std::min(file->size(), reading.at_most - std::min(reading.at_most, kPart)) + kPart);
  while (text.size() < reading.at_most) {
    const std::size_t size = text.size();
    const std::size_t room = std::min<std::size_t>(reading.at_most - size, kPart);
    text.resize(size + room);
    auto got = file->read(text.data() + size, room);
    if (!got) return std::unexpected(got.error());
    text.resize(size + *got);
    if (*got == 0) break;
  }
  return text;
}

Expected<std::vector<std::string>> policy_files(const std::vector<std::string>& paths) {
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
      if (code) return fault(fmt::format("cannot read the folder {}: {}", path, code.message()));
      if (below.empty()) return fault(fmt::format("there is no *.engage file in {}", path));
      std::sort(below.begin(), below.end());
      std::for_each(below.begin(), below.end(), add);
    } else if (path != "-" && !fs::exists(path, code)) {
      return fault(fmt::format("there is no file {}", path));
    } else {
      add(path);
    }
  }
  return files;
}

Expected<void> write_out(std::string_view bytes) {
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

Expected<void> write_text(std::string_view text) { return write_out(visible_painted(text)); }

Expected<int> write_as(std::string_view format, std::string_view bytes, int code) {
  if (auto written = format == "text" ? write_text(bytes) : write_out(bytes); !written) {
    return std::unexpected(written.error());
  }
  return code;
}

std::string_view shown_path(std::string_view path) { return path == "-" ? kStandardInput : path; }

fs::path whole_path(const std::string& path) {
  std::error_code code;
  if (path == "-") return fs::current_path(code) / "-";
  return fs::weakly_canonical(fs::absolute(path, code), code);  // one that is not there would stay relative
}

}  // namespace engage::cli
