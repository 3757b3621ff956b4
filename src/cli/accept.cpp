#include "cli/accept.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cli/files.h"
#include "cli/replace_file.h"
#include "cli/tell.h"
#include "cli/unified_diff.h"
#include "scenarios/check.h"
#include "scenarios/redate.h"
#include "text/near.h"
#include "text/render.h"
#include "text/visible.h"
#include "text/words.h"

namespace engage::cli {
namespace {

// Other bytes in place of those of a span.
struct Edit {
  Span span;
  std::string text;
};

Expected<const model::Scenario*> find_scenario(const model::Program& program, const std::string& title) {
  std::vector<const model::Scenario*> whole, partly;
  std::vector<std::string_view> titles;
  for (const model::Scenario& scenario : program.scenarios) {
    if (!scenario.named) continue;
    titles.push_back(scenario.title);
    if (scenario.title == title) whole.push_back(&scenario);
    if (scenario.title.find(title) != title.npos) partly.push_back(&scenario);
  }
  const auto& found = whole.empty() ? partly : whole;
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    return fault(with_near(fmt::format("--accept: no scenario is called `{}`", title), title, titles));
  }
  std::string several;
  for (const model::Scenario* scenario : found) {
    several += fmt::format("{}  {}", several.empty() ? "" : "\n", visible(scenario->title));
  }
  return fault(fmt::format("--accept: {} scenarios fit `{}`, and one is changed at a time", found.size(), title),
               several);
}

const syntax::Check* find_check(const std::vector<syntax::Statement>& block, Span span) {
  for (const syntax::Statement& line : block) {
    if (line.span == span) return std::get_if<syntax::Check>(&line.node);
    if (const syntax::Check* inside = find_check(line.block, span)) return inside;
  }
  return nullptr;
}

// What makes the check as it is written the other.
void add_edits(const syntax::Check& line, const model::Check& was, const model::Check& is, std::vector<Edit>& edits) {
  if (was.at != is.at) edits.push_back({line.at.span, scenarios::say(is.at)});
  if (was.from && was.from != is.from) edits.push_back({line.from->span, scenarios::say(*is.from)});
  if (was.by && was.by != is.by) edits.push_back({line.by->span, scenarios::say(*is.by)});
}

std::string with(std::string_view text, std::vector<Edit> edits) {
  std::ranges::sort(edits, {}, &Edit::span);
  std::string result;
  std::size_t done = 0;
  for (const Edit& edit : edits) {
    result += text.substr(done, edit.span.begin - done);
    result += edit.text;
    done = edit.span.end;
  }
  result += text.substr(done);
  return result;
}

// The scenario as it stands in a text in place of its file's: how many of its checks fail.
Expected<std::size_t> failures_in(LoadOptions load_options, const std::string& path, const std::string& text,
                                  std::size_t index) {
  load_options.texts[path] = text;
  auto loaded = load(load_options);
  if (!loaded) return std::unexpected(loaded.error());
  if (!(*loaded)->program) {
    return fault(fmt::format(
        "{} is left as it is: with other dates it would have faults, which is a fault of this program", path));
  }
  const model::Program& program = *(*loaded)->program;
  return scenarios::ScenarioRunner(program).run(program.scenarios[index]).failures.size();
}

}  // namespace

Expected<int> accept_dates(LoadOptions load_options, Loaded& loaded, const AcceptOptions& options) {
  const model::Program& program = *loaded.program;
  const auto scenario = find_scenario(program, options.title);
  if (!scenario) return std::unexpected(scenario.error());
  const std::string path = loaded.sources[(*scenario)->span.file].path();
  const std::string before{loaded.sources[(*scenario)->span.file].text()};
  const auto file = std::ranges::find(loaded.files, (*scenario)->span.file,
                                      [](const model::InputFile& input) { return input.tree.file; });

  scenarios::ScenarioRunner runner(program);
  std::vector<Edit> edits;
  std::string left;
  const scenarios::ScenarioResult result = runner.run(**scenario);
  for (const scenarios::FailedCheck& failed : result.failures) {
    const auto moved = scenarios::redated(runner, **scenario, *failed.check);
    if (moved) add_edits(*find_check(file->tree.statements, failed.check->span), *failed.check, *moved, edits);
    else
      left += fmt::format("  {}: no date makes it hold: {}\n", path_and_line(loaded.sources, failed.check->span),
                          visible(failed.found));
  }
  const std::string after = with(before, edits);
  const auto failing =
      failures_in(load_options, path, after, static_cast<std::size_t>(*scenario - program.scenarios.data()));
  if (!failing) return std::unexpected(failing.error());
  if (auto shown = write_text(unified_diff(path, "with the dates that hold", before, after)); !shown)
    return std::unexpected(shown.error());
  if (path == kStandardInput && !options.diff && !edits.empty()) {
    return fault("--accept writes the file anew, and standard input is none: add --diff to see what would change");
  }
  if (!options.diff && !edits.empty()) {
    if (auto replaced = replace_file(path, after, before); !replaced) return std::unexpected(replaced.error());
  }
  tell(left);
  tell(fmt::format("accept: {} {}, {} still {}\n", counted(edits.size(), "date"),
                   options.diff ? "to change" : "changed", counted(*failing, "check"),
                   *failing == 1 ? "fails" : "fail"));
  return *failing == 0 && !(options.diff && !edits.empty()) ? kNothingToReport : kFindings;
}

}  // namespace engage::cli
