#include "cli/lint_fix.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

#include "cli/files.h"
#include "cli/replace_file.h"
#include "cli/tell.h"
#include "cli/unified_diff.h"
#include "lint/fix.h"
#include "text/visible.h"

namespace engage::cli {
namespace {

// What is mended may show another thing to mend in the same place; more often than this it is going round.
constexpr int kMostRounds = 20;

class Fixer {
 public:
  Fixer(LoadOptions load_options, const Look& look, const FixOptions& options)
      : load_options_(std::move(load_options)), look_(look), options_(options) {
    load_options_.written_back = !options.diff;
  }

  Expected<Fixed> run() {
    if (auto read = read_again(); !read) return std::unexpected(read.error());
    std::vector<std::string> named;
    for (const model::InputFile& file : result_.loaded->files) {
      if (!file.named) continue;
      const std::string& path = result_.loaded->sources[file.tree.file].path();
      if (path != kStandardInput) named.push_back(path);
      const Source& source = result_.loaded->sources[file.tree.file];
      files_[source.path()].before = source.text();
      load_options_.texts[source.path()] = source.text();
    }
    if (!options_.diff) clear_leftovers(named);
    for (int round = 0; round < kMostRounds && mend_all(); ++round) {
      if (auto read = read_again(); !read) return std::unexpected(read.error());
      if (!leave_unreadable()) continue;
      if (auto read = read_again(); !read) return std::unexpected(read.error());
    }
    bool any_left = false;
    for (const auto& [path, file] : files_) {
      auto handed_out = hand_out(path, file);
      if (!handed_out) return std::unexpected(handed_out.error());
      if (*handed_out) continue;
      any_left = true;
      load_options_.texts[path] = file.before;
    }
    if (!any_left) return std::move(result_);
    if (auto read = read_again(); !read) return std::unexpected(read.error());
    return std::move(result_);
  }

 private:
  struct File {
    std::string before;
    std::string done;  // what was mended, a line each
    bool left = false;
    std::size_t unreadable = 0;  // lines, before the last round
    bool mended = false;         // in the last round
  };

  Expected<void> read_again() {
    auto loaded = load(load_options_);
    if (!loaded) return std::unexpected(loaded.error());
    result_.loaded = std::move(*loaded);
    result_.findings = look_(*result_.loaded);
    return {};
  }

  // Into the texts of the next reading; whether there was anything to mend.
  bool mend_all() {
    const Sources& sources = result_.loaded->sources;
    bool any = false;
    for (const model::InputFile& input : result_.loaded->files) {
      const FileId id = input.tree.file;
      const auto found = files_.find(sources[id].path());
      if (!input.named || found == files_.end() || found->second.left) continue;
      File& file = found->second;
      lint::Mended mended = lint::mend(sources[id].text(), id, result_.findings);
      file.mended = !mended.findings.empty();
      if (!file.mended) continue;
      any = true;
      file.unreadable = lint::unreadable_lines(sources[id], id, result_.findings);
      for (const std::size_t i : mended.findings) {
        const Diagnostic& finding = result_.findings[i];
        const Position at = sources[id].position(finding.span.begin);
        file.done +=
            fmt::format("{}:{}:{}: {} {}: {}\n", visible(found->first), at.line, at.column,
                        options_.diff ? "would mend" : "mended", info(finding.code).id, visible(finding.message));
      }
      load_options_.texts[found->first] = std::move(mended.text);
    }
    return any;
  }

  bool leave_unreadable() {
    bool any = false;
    const Sources& sources = result_.loaded->sources;
    for (const model::InputFile& input : result_.loaded->files) {
      const FileId id = input.tree.file;
      const auto found = files_.find(sources[id].path());
      if (!input.named || found == files_.end() || !found->second.mended) continue;
      File& file = found->second;
      if (lint::unreadable_lines(sources[id], id, result_.findings) <= file.unreadable) continue;
      any = file.left = true;
      load_options_.texts[found->first] = file.before;
      ++result_.left;
      complain(fmt::format("{} is left as it is: mended, less of it could be read, which is a fault of this program",
                           found->first));
    }
    return any;
  }

  // False where the file could not be written to, which has been told.
  Expected<bool> hand_out(const std::string& path, const File& file) {
    const std::string& after = load_options_.texts.at(path);
    const bool changes = after != file.before;
    Expected<void> written;
    if (options_.diff) {
      written = write_out(unified_diff(path, "mended", file.before, after));
    } else if (path == kStandardInput) {
      written = write_out(after);
    } else if (changes) {
      if (auto replaced = replace_file(path, after, file.before); !replaced) {
        complain(replaced.error().message);
        ++result_.left;
        return false;
      }
    }
    if (!written) return std::unexpected(written.error());
    if (changes) {
      ++result_.changed;
      tell(file.done);
    }
    return true;
  }

  LoadOptions load_options_;
  const Look& look_;
  const FixOptions& options_;
  std::map<std::string, File> files_;  // those named, by path as shown
  Fixed result_;
};

}  // namespace

Expected<Fixed> fix(LoadOptions load_options, const Look& look, const FixOptions& options) {
  return Fixer(std::move(load_options), look, options).run();
}

}  // namespace engage::cli
