#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "cli/arguments.h"
#include "cli/case_options.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/replace_file.h"
#include "cli/sample.h"
#include "cli/tell.h"
#include "syntax/forms.h"

namespace engage::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kInitExample = R"(Example:
  engage init youth-outreach

  Makes a folder with a first policy called youth_outreach, its words, a calendar, scenarios and five
  made-up cases with work due today, all of it explained line by line. README.md there says what to run.)";

struct InitOptions {
  std::string folder, as_of;
};

std::unexpected<Error> cannot_make(std::string_view folder, std::string_view why) {
  return fault(fmt::format("cannot make {}: {}", folder, why));
}

// youth-outreach: youth_outreach
Expected<std::string> policy_name(const std::string& folder) {
  std::string name = fs::path(folder).filename().string();
  std::replace(name.begin(), name.end(), '-', '_');
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  if (name.empty() || name.front() < 'a' || name.front() > 'z' || !std::all_of(name.begin(), name.end(), fits)) {
    return cannot_make(folder,
                       "its name becomes that of the policy, and is made of small letters, digits, `-` and "
                       "`_`, a letter first: youth-outreach");
  }
  if (syntax::is_reserved(name)) {
    return cannot_make(folder, fmt::format("`{}` is a word of the language, and cannot be the name of a policy; "
                                           "take another, such as our-{}",
                                           name, name));
  }
  return name;
}

Expected<void> may_be_made(const std::string& folder) {
  std::error_code code;
  const fs::file_status status = fs::symlink_status(folder, code);
  if (status.type() == fs::file_type::not_found) return {};
  if (status.type() == fs::file_type::none) return cannot_make(folder, code.message());
  if (status.type() != fs::file_type::directory) return cannot_make(folder, "it is there already, and is no folder");
  const bool empty = fs::is_empty(folder, code);
  if (code) return cannot_make(folder, code.message());
  if (!empty) return cannot_make(folder, "it is there already, and is not empty; nothing in it was changed");
  return {};
}

// A folder beside the one that is wanted, which goes unless it takes the other's name.
class NewFolder {
 public:
  explicit NewFolder(const fs::path& target)
      : target_(target),
        path_(target.parent_path() / fmt::format(".{}.engage-init-{}", target.filename().string(), ::getpid())) {}
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;
  ~NewFolder() {
    std::error_code code;
    if (made_) fs::remove_all(path_, code);
  }

  const fs::path& path() const { return path_; }

  // These two tell by `errno` why they failed.
  bool make() {
    made_ = ::mkdir(path_.c_str(), 0777) == 0;
    return made_;
  }
  bool take_name() {
    made_ = ::rename(path_.c_str(), target_.c_str()) != 0;
    return !made_;
  }

 private:
  fs::path target_, path_;
  bool made_ = false;
};

Expected<void> make_folder(const std::string& folder, const std::vector<SampleFile>& files) {
  NewFolder made(folder);
  if (!made.make()) return cannot_make(folder, std::strerror(errno));
  for (const SampleFile& file : files) {
    if (auto written = write_file((made.path() / file.name).string(), file.bytes); !written) return written;
  }
  if (!made.take_name()) return cannot_make(folder, std::strerror(errno));
  return {};
}

std::string told(const std::string& folder, const std::vector<SampleFile>& files) {
  std::string text = fmt::format("{} holds a first policy, and what goes with it:\n", folder);
  for (const SampleFile& file : files) text += fmt::format("  {:<18}{}\n", file.name, file.purpose);
  return text + "Next, in that folder:\n  engage due policy.engage --cases cases.csv --events events.csv\n";
}

Expected<void> init(const InitOptions& options) {
  std::string folder = options.folder;
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  const auto name = policy_name(folder);
  if (!name) return std::unexpected(name.error());
  const auto as_of = read_as_of(options.as_of);
  if (!as_of) return std::unexpected(as_of.error());
  const int year = ymd(date_of(*as_of)).year;
  if (year < kFirstYearOfSample || year > kLastYearOfSample) {
    return fault(
        fmt::format("--as-of: a day of the years {} to {} is wanted, so that the calendar "
                    "can reach beyond it",
                    kFirstYearOfSample, kLastYearOfSample));
  }
  if (auto free = may_be_made(folder); !free) return free;
  const std::vector<SampleFile> files = sample(*name, date_of(*as_of));
  if (auto made = make_folder(folder, files); !made) return made;
  return write_text(told(folder, files));
}

}  // namespace

RunCommand init_command(CLI::App& app) {
  auto options = std::make_shared<InitOptions>();
  app.add_option("NAME", options->folder, "the folder to make, and the name of the policy in it")
      ->required()
      ->check(not_empty())
      ->option_text(" ");
  app.add_option("--as-of", options->as_of, "the day on which the made-up cases have work due; default: today")
      ->check(not_empty())
      ->option_text("DATE");
  app.footer(std::string(kInitExample));
  return [options]() -> Expected<int> {
    if (auto done = init(*options); !done) return std::unexpected(done.error());
    return kNothingToReport;
  };
}

}  // namespace engage::cli
