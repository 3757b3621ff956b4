#include "cli/load.h"

#include <fmt/format.h>

#include <filesystem>

#include "cli/files.h"
#include "syntax/parse.h"
#include "text/bounds.h"
#include "text/render.h"

namespace engage::cli {
namespace {

namespace fs = std::filesystem;

class Loader {
 public:
  Loader(Loaded& loaded, const LoadOptions& options, fs::path root)
      : loaded_(loaded), options_(options), root_(std::move(root)) {}

  Expected<void> add_named(const std::string& path);
  // Follows the `use` lines of all files, those of the files found on the way too.
  void follow_uses();

 private:
  Expected<std::string> text_of(const std::string& path, InputFile::Wanted wanted) const;
  std::size_t add(const std::string& path, const fs::path& whole, std::string text, bool named);
  std::optional<std::size_t> follow(std::size_t file, const syntax::Use& use);
  std::optional<std::string> text_for(std::size_t file, const syntax::Use& use, const fs::path& path);

  Loaded& loaded_;
  const LoadOptions& options_;
  fs::path root_;
  std::map<fs::path, std::size_t> known_;
  std::vector<std::size_t> depths_;  // by file: how many `use` lines led to it
};

bool is_inside(const fs::path& path, const fs::path& folder) {
  auto [end, rest] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end() || (std::next(end) == folder.end() && end->empty());
}

Expected<std::string> Loader::text_of(const std::string& path, InputFile::Wanted wanted) const {
  const auto given = options_.texts.find(shown_path(path));
  if (given != options_.texts.end()) return given->second;
  return read_file(path, {wanted, kLargestFile + 1});
}

std::size_t Loader::add(const std::string& path, const fs::path& whole, std::string text, bool named) {
  const FileId id = loaded_.sources.add(std::string(shown_path(path)), std::move(text));
  model::InputFile file;
  file.tree = syntax::parse(loaded_.sources, id, loaded_.diagnostics);
  file.named = named;
  loaded_.files.push_back(std::move(file));
  depths_.push_back(0);
  known_[whole] = loaded_.files.size() - 1;
  return loaded_.files.size() - 1;
}

Expected<void> Loader::add_named(const std::string& path) {
  const bool any = path == "-" || !options_.written_back;
  auto text = text_of(path, any ? InputFile::Wanted::any : InputFile::Wanted::plain_file);
  if (!text) return std::unexpected(text.error());
  add(path, whole_path(path), std::move(*text), true);
  return {};
}

void Loader::follow_uses() {
  for (std::size_t i = 0; i < loaded_.files.size(); ++i) {
    std::vector<std::optional<std::size_t>> uses;
    // The tree moves when files are added; the paths are copied first.
    std::vector<syntax::Use> written;
    for (const syntax::Statement& statement : loaded_.files[i].tree.statements) {
      const auto* use = std::get_if<syntax::Use>(&statement.node);
      if (use && written.size() <= kMostUses) written.push_back(*use);
    }
    for (const syntax::Use& use : written) uses.push_back(follow(i, use));
    if (written.size() == kMostUses + 1) {
      loaded_.diagnostics
          .add(Code::E225, written.back().path.span,
               fmt::format("this file uses more than {} others", with_thousands(kMostUses)))
          .help = "let it use files that use the others";
    }
    loaded_.files[i].uses = std::move(uses);
  }
}

std::optional<std::size_t> Loader::follow(std::size_t file, const syntax::Use& use) {
  const std::string& from = loaded_.sources[loaded_.files[file].tree.file].path();
  const fs::path path =
      (fs::path(from == kStandardInput ? "" : from).parent_path() / use.path.value).lexically_normal();
  const fs::path whole = whole_path(path.string());
  if (auto found = known_.find(whole); found != known_.end()) return found->second;
  if (!is_inside(whole, root_)) {
    loaded_.diagnostics
        .add(Code::E227, use.path.span, fmt::format("\"{}\" lies outside of the trusted folder", use.path.value))
        .help = fmt::format("files may be used from the folder `{}`; name another with `--root DIR`",
                            root_.lexically_proximate(whole_path(".")).string());
    return std::nullopt;
  }
  auto text = text_for(file, use, path);
  if (!text) return std::nullopt;
  const std::size_t added = add(path.string(), whole, std::move(*text), false);
  depths_[added] = depths_[file] + 1;
  return added;
}

// Reports a file that cannot be used.
std::optional<std::string> Loader::text_for(std::size_t file, const syntax::Use& use, const fs::path& path) {
  Diagnostics& diagnostics = loaded_.diagnostics;
  if (loaded_.files.size() == kMostFiles) {
    diagnostics.add(Code::E225, use.path.span, fmt::format("there are more than {} files", with_thousands(kMostFiles)))
        .help = "name fewer files at a time";
    return std::nullopt;
  }
  if (depths_[file] == kLongestChain) {
    diagnostics
        .add(Code::E237, use.path.span,
             fmt::format("\"{}\" lies behind more than {} files that use each other", use.path.value, kLongestChain))
        .help = "use the files that have the words themselves";
    return std::nullopt;
  }
  auto text = text_of(path.string(), InputFile::Wanted::plain_file);
  if (text) return std::move(*text);
  diagnostics.add(Code::E227, use.path.span, text.error().message).help =
      "the path is relative to the file that uses it";
  return std::nullopt;
}

Expected<fs::path> trusted_folder(const LoadOptions& options, const std::vector<std::string>& files) {
  std::error_code code;
  if (!options.root.empty()) {
    if (!fs::is_directory(options.root, code)) {
      return fault(fmt::format("--root: {} is no folder", options.root));
    }
    return fs::weakly_canonical(options.root, code);
  }
  fs::path root;
  for (const std::string& file : files) {
    const fs::path folder = whole_path(file).parent_path();
    if (root.empty()) root = folder;
    while (!is_inside(folder, root)) root = root.parent_path();
  }
  return root;
}

}  // namespace

Expected<std::unique_ptr<Loaded>> load(const LoadOptions& options) {
  // A file whose text is given need not be there yet.
  std::vector<std::string> there, to_come;
  for (const std::string& path : options.paths) {
    std::error_code code;
    (options.texts.contains(path) && !fs::exists(path, code) ? to_come : there).push_back(path);
  }
  auto files = policy_files(there);
  if (!files) return std::unexpected(files.error());
  files->insert(files->end(), to_come.begin(), to_come.end());
  if (files->size() > kMostFiles) {
    return fault(fmt::format("there are {} policy files, and no more than {} can be read at once",
                             with_thousands(files->size()), with_thousands(kMostFiles)));
  }
  auto root = trusted_folder(options, *files);
  if (!root) return std::unexpected(root.error());

  auto loaded = std::make_unique<Loaded>();
  Loader loader(*loaded, options, *root);
  for (const std::string& file : *files) {
    if (auto added = loader.add_named(file); !added) return std::unexpected(added.error());
  }
  loader.follow_uses();

  model::CheckOptions check_options;
  check_options.timezone_exists = [&](const std::string& name) {
    if (loaded->zones.contains(name)) return true;
    auto zone = cases::load_timezone(name);
    if (zone) loaded->zones.emplace(name, std::move(*zone));
    return zone.has_value();
  };
  loaded->program = model::check(loaded->sources, loaded->files, check_options, loaded->diagnostics);
  return loaded;
}

Expected<std::unique_ptr<Loaded>> load_program(const LoadOptions& options, const ColourOption& colour) {
  auto loaded = load(options);
  if (!loaded || (*loaded)->program) return loaded;
  const auto& all = (*loaded)->diagnostics.sorted();
  RenderOptions render_options;
  render_options.colour = colour.on_standard_error();
  tell(render(all, (*loaded)->sources, render_options));
  return fault(fmt::format("the policies have faults: {}", summary(all)));
}

}  // namespace engage::cli
