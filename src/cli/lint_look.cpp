#include "cli/lint_look.h"

#include <algorithm>
#include <filesystem>

#include "cli/files.h"
#include "cli/replace_file.h"
#include "lint/registry.h"
#include "lint/whereabouts.h"
#include "scenarios/untried.h"

namespace engage::cli {
namespace {

namespace fs = std::filesystem;

const syntax::File& tree_of(const Loaded& loaded, FileId file) {
  return std::find_if(loaded.files.begin(), loaded.files.end(),
                      [&](const model::InputFile& one) { return one.tree.file == file; })
      ->tree;
}

// Names files by their paths from the baseline's folder.
class Namer {
 public:
  explicit Namer(const std::string& baseline) : folder_(whole_path(baseline).parent_path()) {}

  std::string name(const std::string& path) const {
    if (path == kStandardInput) return path;
    return whole_path(path).lexically_proximate(folder_).generic_string();
  }
  bool exists(const std::string& name) const {
    std::error_code code;
    return fs::exists(folder_ / name, code);
  }
  lint::Fingerprint fingerprint(const Diagnostic& finding, const Loaded& loaded) const {
    return {name(loaded.sources[finding.span.file].path()), std::string(info(finding.code).id),
            whereabouts(finding, loaded)};
  }

 private:
  fs::path folder_;
};

// Findings of these codes come from elsewhere than the table of rules.
bool is_looked_for(Code code, const Loaded& loaded, bool coverage) {
  if (!loaded.program) return false;
  return code != Code::L701 || coverage;
}

}  // namespace

Expected<Looker> Looker::open(const std::vector<std::string>& files, const LookOptions& options) {
  Looker looker;
  looker.options_ = options;
  auto configs = Configs::find(files, options.config);
  if (!configs) return std::unexpected(configs.error());
  looker.configs_ = std::move(*configs);
  if (options.baseline.empty()) return looker;
  auto text = read_file(options.baseline);
  if (!text) return std::unexpected(text.error());
  auto baseline = lint::Baseline::read(*text);
  if (!baseline) return std::unexpected(faulty("the baseline", options.baseline, baseline.error()));
  looker.baseline_ = std::move(*baseline);
  return looker;
}

std::vector<Diagnostic> Looker::look(Loaded& loaded) {
  const std::vector<lint::Rating> ratings = configs_.ratings(loaded.sources, options_.asked);
  Diagnostics found = loaded.diagnostics;
  if (loaded.program) {
    lint::run({loaded.sources, loaded.files, *loaded.program}, ratings, found);
    if (options_.coverage) {
      std::vector<bool> named(loaded.sources.size());
      for (const model::InputFile& file : loaded.files) named[file.tree.file] = file.named;
      scenarios::tell_untried(*loaded.program, named, found);
    }
  }
  const auto looked_for = [&](Code code) { return is_looked_for(code, loaded, options_.coverage); };
  lint::Findings findings = lint::settle(loaded.sources, loaded.files, std::move(found), ratings, looked_for);
  allowed_ = std::move(findings.allowed);
  if (!baseline_) return std::move(findings.told);

  const Namer namer(options_.baseline);
  lint::Baseline left = *baseline_;
  hidden_ = left.hide(findings.told, [&](const Diagnostic& one) { return namer.fingerprint(one, loaded); });
  gone_ = left.count([&](const lint::Fingerprint& one) {
    if (!namer.exists(one.file)) return true;
    return std::any_of(loaded.files.begin(), loaded.files.end(), [&](const model::InputFile& file) {
      const FileId id = file.tree.file;
      const Code code = *find_code(one.code);
      return file.named && namer.name(loaded.sources[id].path()) == one.file && ratings[id].of(code) &&
             looked_for(code);
    });
  });
  return std::move(findings.told);
}

Expected<std::size_t> write_baseline(const std::string& path, std::span<const Diagnostic> findings,
                                     const Loaded& loaded) {
  const Namer namer(path);
  lint::Baseline baseline;
  for (const Diagnostic& finding : findings) baseline.add(namer.fingerprint(finding, loaded));
  if (auto written = write_file(path, baseline.write()); !written) return std::unexpected(written.error());
  return baseline.size();
}

std::string whereabouts(const Diagnostic& finding, const Loaded& loaded) {
  return lint::whereabouts(loaded.sources[finding.span.file], tree_of(loaded, finding.span.file), finding.span);
}

}  // namespace engage::cli
