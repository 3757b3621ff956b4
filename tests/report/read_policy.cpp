#include "read_policy.h"

#include <fstream>
#include <map>
#include <sstream>

#include "model/check.h"
#include "syntax/parse.h"

namespace engage::report {

namespace fs = std::filesystem;

std::string read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

std::unique_ptr<ReadPolicies> read_policies(const fs::path& path, const std::string& text) {
  auto read = std::make_unique<ReadPolicies>();
  std::vector<model::InputFile> files;
  std::map<fs::path, std::size_t> known;
  const auto add = [&](const fs::path& whole, std::string bytes) {
    const FileId id = read->sources.add(whole.filename().string(), std::move(bytes));
    model::InputFile& file = files.emplace_back();
    file.tree = syntax::parse(read->sources, id, read->diagnostics);
    file.named = files.size() == 1;
    known[whole] = files.size() - 1;
    return files.size() - 1;
  };
  add(fs::weakly_canonical(path), text);
  std::vector<fs::path> folders{fs::weakly_canonical(path).parent_path()};
  for (std::size_t i = 0; i < files.size(); ++i) {
    std::vector<std::string> used;
    for (const syntax::Statement& statement : files[i].tree.statements) {
      if (const auto* use = std::get_if<syntax::Use>(&statement.node)) used.push_back(use->path.value);
    }
    std::vector<std::optional<std::size_t>> uses;
    for (const std::string& name : used) {
      const fs::path whole = fs::weakly_canonical(folders[i] / name);
      const auto found = known.find(whole);
      if (found == known.end()) folders.push_back(whole.parent_path());
      uses.push_back(found != known.end() ? found->second : add(whole, read_text(whole)));
    }
    files[i].uses = std::move(uses);
  }
  read->program = model::check(read->sources, files, {}, read->diagnostics);
  return read;
}

std::unique_ptr<ReadPolicies> read_policies(const fs::path& path) { return read_policies(path, read_text(path)); }

}  // namespace engage::report
