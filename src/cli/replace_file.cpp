#include "cli/replace_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <set>

#include "cli/files.h"
#include "cli/tell.h"

namespace engage::cli {
namespace {

namespace fs = std::filesystem;

// The file beside `policy.engage` is `.policy.engage.engage-tmp-PID-XXXXXX`.
constexpr std::string_view kMark = ".engage-tmp-";
constexpr std::size_t kLongestName = 200;  // taken of a file's own; file systems take 255 bytes in all

// A new file beside another, which goes unless it takes the other's name.
class Replacement {
 public:
  explicit Replacement(const fs::path& target)
      : target_(target),
        name_((target.parent_path() /
               fmt::format(".{}{}{}-XXXXXX", target.filename().string().substr(0, kLongestName), kMark, ::getpid()))
                  .string()) {
    descriptor_ = ::mkostemp(name_.data(), O_CLOEXEC);
  }
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;
  ~Replacement() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    if (!gone_) ::unlink(name_.c_str());
  }

  bool opened() const { return descriptor_ >= 0; }
  const std::string& name() const { return name_; }

  // Each of these tells by `errno` why it failed.
  bool take_owner_and_permissions(const struct stat& of) const {
    struct stat own{};
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
    gone_ = ::rename(name_.c_str(), target_.c_str()) == 0;
    return gone_;
  }

  // Where nothing has the name yet.
  bool take_new_name() {
    gone_ = ::renameat2(AT_FDCWD, name_.c_str(), AT_FDCWD, target_.c_str(), RENAME_NOREPLACE) == 0;
    return gone_ || ((errno == EINVAL || errno == ENOSYS) && take_name());
  }

  // Each gets the other's name; done twice, each has its own again.
  bool swap_names() const {
    return ::renameat2(AT_FDCWD, name_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) == 0;
  }

  // Whether this, and not what somebody made meanwhile, stands under its own name.
  bool has_own_name() const {
    struct stat own{}, named{};
    return ::fstat(descriptor_, &own) == 0 && ::lstat(name_.c_str(), &named) == 0 && own.st_dev == named.st_dev &&
           own.st_ino == named.st_ino;
  }

  void leave() { gone_ = true; }

 private:
  fs::path target_;
  std::string name_;
  int descriptor_ = -1;
  bool gone_ = false;
};

// Holds a file as long as no other program has it open to write to it. Where the system knows no such thing, or
// the file is somebody else's, nobody can tell.
class Hold {
 public:
  explicit Hold(const fs::path& target) : descriptor_(::open(target.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    if (descriptor_ < 0) return;
    ::fcntl(descriptor_, F_SETSIG, SIGURG);  // when somebody wants it, which is looked at below; ignored by itself
    held_ = ::fcntl(descriptor_, F_SETLEASE, F_RDLCK) == 0;
    written_to_ = !held_ && errno == EAGAIN;
  }
  Hold(const Hold&) = delete;
  Hold& operator=(const Hold&) = delete;
  ~Hold() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  bool written_to() const { return written_to_ || (held_ && ::fcntl(descriptor_, F_GETLEASE) != F_RDLCK); }

 private:
  int descriptor_;
  bool held_ = false;
  bool written_to_ = false;
};

bool holds(const std::string& path, std::string_view bytes) {
  const auto text = read_file(path, {InputFile::Wanted::plain_file, bytes.size() + 1});
  return text && *text == bytes;
}

// So that the new name, too, is on the disk. The file has been changed all the same.
void sync_folder(const fs::path& folder, const std::string& path) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && (::fsync(descriptor) == 0 || errno == EINVAL);  // some know no such thing
  const int code = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (!synced) {
    complain(fmt::format("{} is changed, but it may be as before after a power cut: its folder is not written: {}",
                         path, std::strerror(code)));
  }
}

std::unexpected<Error> cannot_write(const std::string& path, int code) {
  return fault(fmt::format("cannot write to {}: {}", path, std::strerror(code)));
}

std::unexpected<Error> changed_meanwhile(const std::string& path, std::string_view how = "changed since it was read") {
  return fault(fmt::format("{} {}: it is left as it is", path, how));
}

// Only a swap shows what was there at the very moment; where names cannot be swapped, one look has to do.
Expected<void> put_in_place(Replacement& replacement, const fs::path& target, const std::string& path,
                            std::string_view bytes, std::string_view before) {
  const Hold hold(target);
  if (hold.written_to()) return changed_meanwhile(path, "is being written to by another program");
  if (!holds(target.string(), before)) {
    if (holds(target.string(), bytes)) return {};  // somebody else did the same
    return changed_meanwhile(path);
  }
  if (!replacement.swap_names()) {
    if (errno != EINVAL && errno != ENOSYS) return cannot_write(path, errno);
    if (!replacement.take_name()) return cannot_write(path, errno);
    return {};
  }
  if (holds(replacement.name(), before) && !hold.written_to()) return {};  // what was there goes
  if (!replacement.swap_names()) {
    const int code = errno;
    replacement.leave();
    return fault(fmt::format("{} changed since it was read; what it held then is kept in {}: {}", path,
                             replacement.name(), std::strerror(code)));
  }
  if (replacement.has_own_name()) return changed_meanwhile(path);
  // Changed once more in between: the last change stays where it belongs, the one before it is kept.
  replacement.swap_names();
  replacement.leave();
  return fault(fmt::format("{} changed twice since it was read; what it held in between is kept in {}", path,
                           replacement.name()));
}

struct Target {
  fs::path path;
  struct stat status{};
};

// A plain file that may be written to.
Expected<Target> find_target(const std::string& path) {
  std::error_code code;
  Target target{fs::canonical(path, code), {}};
  if (code) return cannot_write(path, code.value());
  if (::stat(target.path.c_str(), &target.status) != 0) return cannot_write(path, errno);
  if (!S_ISREG(target.status.st_mode)) {
    return fault(fmt::format("cannot write to {}: it is no plain file", path));
  }
  if (::access(target.path.c_str(), W_OK) != 0) return cannot_write(path, errno);
  return target;
}

Expected<void> replace(const std::string& path, std::string_view bytes, std::optional<std::string_view> before) {
  const auto target = find_target(path);
  if (!target) return std::unexpected(target.error());
  Replacement replacement(target->path);
  if (!replacement.opened() || !replacement.take_owner_and_permissions(target->status) || !replacement.write(bytes)) {
    return cannot_write(path, errno);
  }
  if (before) {
    if (auto placed = put_in_place(replacement, target->path, path, bytes, *before); !placed) return placed;
  } else if (!replacement.take_name()) {
    return cannot_write(path, errno);
  }
  sync_folder(target->path.parent_path(), path);
  return {};
}

// Whether a file of this name is one of ours whose program is gone.
bool is_leftover(const fs::path& file) {
  const std::string name = file.filename().string();
  const std::size_t mark = name.rfind(kMark);
  if (!name.starts_with('.') || mark == name.npos) return false;
  const char* begin = name.data() + mark + kMark.size();
  pid_t process = 0;
  const auto [end, fault] = std::from_chars(begin, name.data() + name.size(), process);
  const std::string_view random(end, static_cast<std::size_t>(name.data() + name.size() - end));
  if (fault != std::errc() || process <= 0 || random.size() != 7 || random.front() != '-') return false;
  struct stat status{};
  if (::lstat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode) || status.st_uid != ::geteuid()) return false;
  return ::kill(process, 0) != 0 && errno == ESRCH;
}

}  // namespace

Expected<void> replace_file(const std::string& path, std::string_view bytes, std::string_view before) {
  return replace(path, bytes, before);
}

Expected<void> write_file(const std::string& path, std::string_view bytes) {
  std::error_code code;
  if (fs::exists(path, code)) return replace(path, bytes, std::nullopt);
  const fs::path target = fs::absolute(path, code);
  Replacement replacement(target);
  if (!replacement.opened() || !replacement.take_permissions_of_a_new_file() || !replacement.write(bytes) ||
      !replacement.take_new_name()) {
    return cannot_write(path, errno);
  }
  sync_folder(target.parent_path(), path);
  return {};
}

void clear_leftovers(const std::vector<std::string>& paths) {
  std::set<fs::path> folders;
  std::error_code code;
  for (const std::string& path : paths) {
    if (path != "-") folders.insert(fs::canonical(path, code).parent_path());
  }
  for (const fs::path& folder : folders) {
    for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
      if (is_leftover(it->path())) ::unlink(it->path().c_str());
    }
  }
}

}  // namespace engage::cli
