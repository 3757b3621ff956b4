#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/load.h"
#include "cli/tell.h"
#include "show/chart.h"
#include "show/guide.h"
#include "show/outline.h"
#include "show/vocabulary_page.h"
#include "text/near.h"
#include "text/visible.h"

namespace engage::cli {
namespace {

constexpr std::string_view kShowExample = R"(Example:
  engage show policies/individual-entry.engage --as guide --format html

  The policy as people read it who never open a policy file: numbered steps in plain words, made from the
  policy alone. A title that is missing is listed, and the exit code is 1. `--as chart` draws it, `--as
  outline` says on which days its steps come when nobody answers, `--as vocabulary` lists its words.)";

struct ShowOptions {
  std::vector<std::string> paths;
  std::string as = "guide", format, policy, root;
  std::optional<int> version;
  ColourOption colour;
};

struct View {
  std::string_view name;
  std::vector<std::string_view> formats;  // the first where none is asked for
};

const View kViews[] = {
    {"guide", {"markdown", "html"}},
    {"chart", {"svg", "html", "dot", "mermaid"}},
    {"outline", {"text", "json"}},
    {"vocabulary", {"markdown", "text"}},
};

// The policy and version asked for.
Expected<const model::Family*> choose_family(const model::Program& program, const ShowOptions& options) {
  std::vector<std::string_view> names;
  for (const model::Family& family : program.families) {
    if (family.named || !options.policy.empty()) names.push_back(family.name);
  }
  if (!options.policy.empty()) {
    if (const model::Family* family = program.find(options.policy)) return family;
    return fault(with_near(fmt::format("there is no policy `{}`", options.policy), options.policy, names));
  }
  if (names.size() == 1) return program.find(names.front());
  return fault(names.empty() ? "there is no policy in what is given"
                             : fmt::format("there are several policies: {}; choose with `--policy NAME`",
                                           fmt::join(names, ", ")));
}

Expected<const model::Policy*> choose_version(const model::Family& family, const ShowOptions& options) {
  if (!options.version) return &family.versions.back();
  std::vector<int> numbers;
  for (const model::Policy& policy : family.versions) {
    if (policy.version == *options.version) return &policy;
    numbers.push_back(policy.version);
  }
  return fault(fmt::format("`{}` has no version {}; there {} {}", family.name, *options.version,
                           numbers.size() == 1 ? "is" : "are", fmt::join(numbers, ", ")));
}

Expected<int> show_guide(const model::Family& family, const model::Policy& policy, const Sources& sources,
                         std::string_view format) {
  const show::Guide guide = show::guide(policy, family.words, sources);
  for (const std::string& fault : guide.faults) tell(visible(fault) + "\n");
  return write_as(format, format == "html" ? form::html(guide.document, guide.edition) : form::markdown(guide.document),
                  guide.faults.empty() ? kNothingToReport : kFindings);
}

Expected<int> show_chart(const model::Family& family, const model::Policy& policy, std::string_view format) {
  const show::Chart chart = show::chart(policy, family.words);
  if (format == "dot") return write_as(format, show::chart_dot(chart));
  if (format == "mermaid") return write_as(format, show::chart_mermaid(chart));
  if (const auto drawn = format == "html" ? show::chart_html(chart) : show::chart_svg(chart)) {
    return write_as(format, *drawn);
  }
  return fault(
      fmt::format("`{}` is too large to be drawn: read it with `--as guide` or `--as outline`, or take "
                  "`--format dot` or `--format mermaid` to a program that draws larger ones",
                  policy.name));
}

// Of all policies that are named, unless one is asked for.
Expected<int> show_vocabulary(const Loaded& loaded, const ShowOptions& options, std::string_view format) {
  std::vector<const model::Family*> families;
  if (options.policy.empty()) {
    for (const model::Family& family : loaded.program->families) {
      if (family.named) families.push_back(&family);
    }
    if (families.empty()) return fault("there is no policy in what is given");
  } else {
    const auto family = choose_family(*loaded.program, options);
    if (!family) return std::unexpected(family.error());
    families.push_back(*family);
  }
  const form::Document page = show::vocabulary_page(families, loaded.sources);
  return write_as(format, format == "text" ? form::plain_text(page) : form::markdown(page));
}

Expected<int> show(const ShowOptions& options) {
  const View& view =
      *std::find_if(std::begin(kViews), std::end(kViews), [&](const View& v) { return v.name == options.as; });
  const std::string_view format = options.format.empty() ? view.formats.front() : std::string_view(options.format);
  if (std::find(view.formats.begin(), view.formats.end(), format) == view.formats.end()) {
    return fault(
        fmt::format("--format: the {} comes as {}, not as {}", view.name, fmt::join(view.formats, " or "), format));
  }
  const auto loaded = load_program({options.paths, options.root}, options.colour);
  if (!loaded) return std::unexpected(loaded.error());
  if (view.name == "vocabulary") return show_vocabulary(**loaded, options, format);
  const auto family = choose_family(*(*loaded)->program, options);
  if (!family) return std::unexpected(family.error());
  const auto policy = choose_version(**family, options);
  if (!policy) return std::unexpected(policy.error());
  if (view.name == "chart") return show_chart(**family, **policy, format);
  if (view.name == "guide") return show_guide(**family, **policy, (*loaded)->sources, format);
  const model::Words& words = (*family)->words;
  return write_as(format, format == "json" ? show::outline_json(**policy, words) : show::outline_text(**policy, words));
}

}  // namespace

RunCommand show_command(CLI::App& app) {
  auto options = std::make_shared<ShowOptions>();
  app.add_option("POLICY", options->paths, "policy files, or folders of them; `-` for standard input")
      ->required()
      ->option_text("...");
  std::vector<std::string_view> names, formats;
  for (const View& view : kViews) {
    names.push_back(view.name);
    for (const std::string_view format : view.formats) {
      if (std::find(formats.begin(), formats.end(), format) == formats.end()) formats.push_back(format);
    }
  }
  app.add_option("--as", options->as, "guide (default), chart, outline or vocabulary")
      ->check(one_of(names))
      ->option_text("VIEW");
  app.add_option(
         "--format", options->format,
         "guide: markdown, html; chart: svg, html, dot, mermaid; outline: text, json; vocabulary: markdown, text")
      ->check(one_of(formats))
      ->option_text("FORMAT");
  app.add_option("--policy", options->policy, "the policy, where there are several")
      ->check(not_empty())
      ->option_text("NAME");
  app.add_option("--version", options->version, "its version; default: the newest")
      ->transform(whole_number(0, 2'147'483'647))
      ->option_text("N");
  app.add_option("--root", options->root, "the folder that `use` may not leave")->option_text("DIR");
  options->colour.add_to(app);
  app.footer(std::string(kShowExample));
  return [options] { return show(*options); };
}

}  // namespace engage::cli
