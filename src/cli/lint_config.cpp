#include "cli/lint_config.h"

#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "cli/files.h"
#include "cli/load.h"
#include "text/visible.h"

namespace engage::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kName = ".engage.toml";

// The nearest, as seen from here.
std::optional<std::string> nearest(fs::path folder) {
  for (;; folder = folder.parent_path()) {
    std::error_code code;
    const fs::path file = folder / kName;
    if (fs::exists(file, code)) return file.lexically_proximate(fs::current_path(code)).string();
    if (folder == folder.parent_path()) return std::nullopt;
  }
}

bool is_warning(const Diagnostic& finding) { return finding.severity() == Severity::warning; }

}  // namespace

Error faulty(std::string_view what, const std::string& path, std::span<const TomlFault> faults) {
  Error error{fmt::format("{} cannot be used", what)};
  for (const TomlFault& fault : faults) {
    error.below += fmt::format("{}{}:{}:{}: {}", error.below.empty() ? "" : "\n", visible(path), fault.line,
                               fault.column, visible(fault.message));
  }
  return error;
}

Expected<std::size_t> Configs::read(const std::string& path) {
  if (const auto known = read_.find(path); known != read_.end()) return known->second;
  auto text = read_file(path, {InputFile::Wanted::plain_file});
  if (!text) return std::unexpected(text.error());
  auto config = lint::read_config(*text);
  if (!config) return std::unexpected(faulty("the configuration", path, config.error()));
  configs_.push_back(std::move(*config));
  return read_[path] = configs_.size() - 1;
}

Expected<Configs> Configs::find(const std::vector<std::string>& files, const ConfigOptions& options) {
  Configs found;
  if (options.none) return found;
  for (const std::string& file : files) {
    const fs::path whole = whole_path(file);
    const auto path = options.file.empty() ? nearest(whole.parent_path()) : options.file;
    if (!path) continue;
    auto config = found.read(*path);
    if (!config) return std::unexpected(config.error());
    const fs::path inside = whole.lexically_proximate(whole_path(*path).parent_path());
    found.files_[file == "-" ? std::string(kStandardInput) : file] = {*config, inside.generic_string()};
  }
  return found;
}

std::vector<lint::Rating> Configs::ratings(const Sources& sources, const lint::Selection& asked) const {
  std::vector<lint::Rating> ratings;
  for (FileId id = 0; id < sources.size(); ++id) {
    const auto place = files_.find(sources[id].path());
    ratings.push_back(place == files_.end() ? lint::Rating(asked)
                                            : configs_[place->second.config].rating(place->second.path, asked));
  }
  return ratings;
}

bool Configs::too_many_warnings(std::span<const Diagnostic> findings, const Sources& sources,
                                std::optional<std::size_t> most) const {
  std::vector<std::size_t> warnings(configs_.size());
  std::size_t all = 0;
  for (const Diagnostic& finding : findings) {
    if (!is_warning(finding)) continue;
    ++all;
    const auto place = files_.find(sources[finding.span.file].path());
    if (place != files_.end()) ++warnings[place->second.config];
  }
  for (std::size_t i = 0; i < configs_.size(); ++i) {
    if (configs_[i].strict && warnings[i] > 0) return true;
    if (!most && configs_[i].max_warnings && warnings[i] > *configs_[i].max_warnings) return true;
  }
  return most && all > *most;
}

}  // namespace engage::cli
