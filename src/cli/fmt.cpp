#include <fmt/format.h>

#include <memory>

#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/replace_file.h"
#include "cli/tell.h"
#include "cli/unified_diff.h"
#include "syntax/parse.h"
#include "syntax/print.h"
#include "text/bounds.h"
#include "text/render.h"
#include "text/visible.h"
#include "text/words.h"

namespace engage::cli {
namespace {

constexpr std::string_view kFmtExample = R"(Example:
  engage fmt --diff policies

  Shows what would change, and changes nothing; without `--diff` the files are rewritten. In scripts use
  `--check`: exit code 1 where a file is not laid out yet. Spaces, indentation and empty lines are all
  that ever changes: words, texts and comments stay as written.)";

struct FmtOptions {
  std::vector<std::string> paths;
  bool check = false, diff = false;
  ColourOption colour;
};

class Formatter {
 public:
  explicit Formatter(const FmtOptions& options) : options_(options) {}

  Expected<int> run() {
    auto files = policy_files(options_.paths);
    if (!files) return std::unexpected(files.error());
    if (writes()) clear_leftovers(*files);
    for (const std::string& path : *files) {
      if (auto done = format(path); !done) {
        ++left_;
        complain(done.error().message);
      }
    }
    tell_summary(files->size());
    if (left_ > 0) return kCouldNotRun;
    return options_.check && changed_ > 0 ? kFindings : kNothingToReport;
  }

 private:
  bool writes() const { return !options_.check && !options_.diff; }

  Expected<void> format(const std::string& path) {
    const auto wanted = path == "-" || !writes() ? InputFile::Wanted::any : InputFile::Wanted::plain_file;
    auto text = read_file(path, {wanted, kLargestFile + 1});
    if (!text) return std::unexpected(text.error());
    const std::string name(shown_path(path));
    Sources sources;
    Diagnostics diagnostics;
    const FileId id = sources.add(name, std::move(*text));
    const syntax::File file = syntax::parse(sources, id, diagnostics);
    if (diagnostics.has_errors()) {
      RenderOptions render_options;
      render_options.colour = options_.colour.on_standard_error();
      const auto& all = diagnostics.sorted();
      tell(render(all, sources, render_options));
      return fault(fmt::format("{} is left as it is: {}", name, summary(all)));
    }
    const auto formatted = syntax::print_checked(sources[id], file);
    if (!formatted) {
      return fault(fmt::format(
          "{} is left as it is: formatted it would not say the same, which is a fault of this program", name));
    }
    return hand_out(path, name, sources[id].text(), *formatted);
  }

  Expected<void> hand_out(const std::string& path, const std::string& name, std::string_view before,
                          std::string_view after) {
    const bool changes = before != after;
    Expected<void> done;
    if (options_.diff) {
      done = write_out(unified_diff(name, "formatted", before, after));
    } else if (path == "-" && !options_.check) {
      done = write_out(after);
    } else if (changes) {
      done = options_.check ? write_out(visible(name) + "\n") : replace_file(path, after, before);
    }
    if (done && changes) ++changed_;
    return done;
  }

  // A filter that did its work says nothing.
  void tell_summary(std::size_t files) const {
    if (options_.paths == std::vector<std::string>{"-"} && !options_.check && !options_.diff) return;
    std::string line = fmt::format("fmt: {}, {} {}", counted(files, "file"), changed_,
                                   options_.check || options_.diff ? "to change" : "changed");
    if (left_ > 0) line += fmt::format(", {} left as {}", left_, left_ == 1 ? "it is" : "they are");
    tell(line + "\n");
  }

  const FmtOptions& options_;
  std::size_t changed_ = 0;
  std::size_t left_ = 0;  // with faults, or not to be read or written
};

}  // namespace

RunCommand fmt_command(CLI::App& app) {
  auto options = std::make_shared<FmtOptions>();
  app.add_option("PATH", options->paths, "policy files, or folders of them; `-` for standard input, to standard output")
      ->required()
      ->option_text("...");
  app.add_flag("--check", options->check,
               "list the files that would change, and write none; exit code 1 if there are any");
  app.add_flag("--diff", options->diff, "show what would change, and write nothing");
  options->colour.add_to(app);
  app.footer(std::string(kFmtExample));
  return [options] { return Formatter(*options).run(); };
}

}  // namespace engage::cli
