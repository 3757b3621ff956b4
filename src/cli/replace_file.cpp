#include "cli/replace_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace engage::cli {
namespace {

namespace fs = std::filesystem;

// A new file beside another, which goes unless it takes the other's name.
class Replacement {
 public:
  explicit Replacement(const fs::path& target)
      : target_(target),
        name_((target.parent_path() / fmt::format(".{}.XXXXXX", target.filename().string())).string()) {
    descriptor_ = ::mkostemp(name_.data(), O_CLOEXEC);
  }
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;
  ~Replacement() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    if (!taken_) ::unlink(name_.c_str());
  }

  bool opened() const { return descriptor_ >= 0; }

  // Each of these tells by `errno` why it failed.
  bool take_owner_and_permissions(const struct stat& of) const {
    struct stat own {};
    if (::fstat(descriptor_, &own) != 0) return false;
    const bool same_owner = own.st_uid == of.st_uid && own.st_gid == of.st_gid;
    if (!same_owner && ::fchown(descriptor_, of.st_uid, of.st_gid) != 0) return false;
    return ::fchmod(descriptor_, of.st_mode & 07777) == 0;
  }

  bool take_permissions_of_a_new_file() const {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return ::fchmod(descriptor_, 0666 & ~mask) == 0;
  }

  bool write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno != EINTR) return false;
      if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor_) == 0;
  }

  bool take_name() {
    taken_ = ::rename(name_.c_str(), target_.c_str()) == 0;
    return taken_;
  }

 private:
  fs::path target_;
  std::string name_;
  int descriptor_ = -1;
  bool taken_ = false;
};

// So that the new name, too, is on the disk.
bool sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::fsync(descriptor) == 0 || errno == EINVAL;  // some file systems know no such thing
  ::close(descriptor);
  return synced;
}

std::unexpected<Error> cannot_write(const std::string& path, int code) {
  return std::unexpected(Error{fmt::format("cannot write to {}: {}", path, std::strerror(code))});
}

}  // namespace

std::expected<void, Error> replace_file(const std::string& path, std::string_view bytes) {
  std::error_code code;
  const fs::path target = fs::canonical(path, code);
  if (code) return cannot_write(path, code.value());
  struct stat before {};
  if (::stat(target.c_str(), &before) != 0) return cannot_write(path, errno);
  if (!S_ISREG(before.st_mode)) {
    return std::unexpected(Error{fmt::format("cannot write to {}: it is no plain file", path)});
  }
  if (::access(target.c_str(), W_OK) != 0) return cannot_write(path, errno);

  Replacement replacement(target);
  if (!replacement.opened() || !replacement.take_owner_and_permissions(before) || !replacement.write(bytes) ||
      !replacement.take_name() || !sync_folder(target.parent_path())) {
    return cannot_write(path, errno);
  }
  return {};
}

std::expected<void, Error> write_file(const std::string& path, std::string_view bytes) {
  std::error_code code;
  if (fs::exists(path, code)) return replace_file(path, bytes);
  const fs::path target = fs::absolute(path, code);
  Replacement replacement(target);
  if (!replacement.opened() || !replacement.take_permissions_of_a_new_file() || !replacement.write(bytes) ||
      !replacement.take_name() || !sync_folder(target.parent_path())) {
    return cannot_write(path, errno);
  }
  return {};
}

}  // namespace engage::cli
