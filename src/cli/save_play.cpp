#include "cli/save_play.h"

#include <fmt/format.h>

#include <filesystem>

#include "cli/load.h"
#include "cli/replace_file.h"
#include "form/layout.h"
#include "play/save.h"
#include "scenarios/scenario.h"
#include "text/words.h"

namespace engage::cli {
namespace {

namespace fs = std::filesystem;

std::unexpected<Error> cannot_save(const SaveOptions& options, std::string_view why) {
  return fault(fmt::format("{} is not written: {}", options.file, why));
}

// The scenario as `engage test` would play it, without a file; how many checks held.
Expected<std::size_t> try_out(const std::string& text, const SaveOptions& options) {
  auto loaded = load({{options.policy_file, options.file}, options.root, {{options.file, text}}});
  if (!loaded) return std::unexpected(loaded.error());
  if (!(*loaded)->program) {
    const std::string& message = (*loaded)->diagnostics.sorted().front().message;
    return cannot_save(options, "it would not be a scenario without faults: " + message);
  }
  const model::Program& program = *(*loaded)->program;
  scenarios::ScenarioRunner runner(program);
  std::size_t checks = 0;
  for (const model::Scenario& scenario : program.scenarios) {
    const Source& source = (*loaded)->sources[scenario.span.file];
    if (source.path() != options.file) continue;
    const scenarios::ScenarioResult result = runner.run(scenario);
    if (!result.passed()) {
      const scenarios::FailedCheck& failed = result.failures.front();
      const std::string_view check = (*loaded)->sources.text(failed.check->span);
      return cannot_save(options, fmt::format("`{}` would not hold: {}", check, failed.found));
    }
    checks += scenario.checks.size();
  }
  return checks;
}

}  // namespace

Expected<std::string> save_play(const play::Timeline& timeline, const SaveOptions& options) {
  if (options.policy_file == "-") return cannot_save(options, "a policy on standard input cannot be used from a file");
  if (options.file == "-") return cannot_save(options, "name a file to save to");
  std::error_code code;
  if (!fs::is_regular_file(options.policy_file, code)) {
    return cannot_save(options, "a policy that is no plain file cannot be used from a file");
  }
  if (fs::exists(options.file, code) && !options.force) {
    return cannot_save(options, "it is there already; --force writes over it");
  }
  const fs::path folder = whole_path(options.file).parent_path();
  const std::string use = whole_path(options.policy_file).lexically_relative(folder).generic_string();
  const auto text = play::scenario_of(timeline, {use, options.title});
  if (!text) return cannot_save(options, text.error());
  const auto checks = try_out(*text, options);
  if (!checks) return std::unexpected(checks.error());
  if (auto written = write_file(options.file, *text); !written) return std::unexpected(written.error());
  // What a file above the scenario's folder says is trusted only when it is named.
  std::string command = use.starts_with("../") ? fmt::format("{} {}", options.policy_file, options.file) : options.file;
  if (!options.root.empty()) command += " --root " + options.root;
  return fmt::format("saved {}, {}; try it: engage test {}", options.file, counted(*checks, "check"), command);
}

}  // namespace engage::cli
