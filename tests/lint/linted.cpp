#include "linted.h"

#include <algorithm>

#include "../golden_file.h"
#include "lint/registry.h"
#include "syntax/parse.h"

namespace engage::lint {

namespace fs = std::filesystem;

LintedFile::LintedFile(const fs::path& path, std::string text) {
  add(path, std::move(text));
  files.front().named = true;
  for (std::size_t i = 0; i < files.size(); ++i) {
    std::vector<fs::path> used;
    for (const syntax::Statement& statement : files[i].tree.statements) {
      if (const auto* use = std::get_if<syntax::Use>(&statement.node)) {
        used.push_back((paths_[i].parent_path() / use->path.value).lexically_normal());
      }
    }
    std::vector<std::optional<std::size_t>> uses;
    for (const fs::path& wanted : used) {
      const auto known = std::find(paths_.begin(), paths_.end(), wanted);
      if (known != paths_.end()) {
        uses.emplace_back(known - paths_.begin());
      } else if (std::error_code code; fs::is_regular_file(wanted, code)) {
        uses.emplace_back(add(wanted, golden::read(wanted)));
      } else {
        diagnostics.add(Code::E227, {files[i].tree.file, 0, 0}, "there is no such file");
        uses.emplace_back();
      }
    }
    files[i].uses = std::move(uses);
  }
  const model::CheckOptions options{[](const std::string& zone) { return zone.find('/') != zone.npos; }};
  program = model::check(sources, files, options, diagnostics);
  if (program) run({sources, files, *program}, std::vector<Rating>(sources.size()), diagnostics);
}

std::size_t LintedFile::add(const fs::path& path, std::string text) {
  const FileId id = sources.add(path.string(), std::move(text));
  model::InputFile file;
  file.tree = syntax::parse(sources, id, diagnostics);
  files.push_back(std::move(file));
  paths_.push_back(path);
  return files.size() - 1;
}

}  // namespace engage::lint
