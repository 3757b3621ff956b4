#include <fmt/format.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <CLI/Validators.hpp>
#include <memory>

#include "cli/command.h"
#include "cli/files.h"
#include "cli/load.h"
#include "cli/simulate_setup.h"
#include "cli/terminal.h"
#include "report/every_start.h"
#include "report/timeline.h"
#include "simulate/every_start.h"
#include "simulate/play.h"

namespace engage::cli {
namespace {

constexpr std::string_view kExample = R"(Example:
  engage simulate policies/individual-entry.engage --start 2026-12-17 --set service=individual --set caseload_capacity=yes --worker deadline --client answers-after:4

  Plays a made-up case over Christmas: what comes up on which day and why, when the worker leaves
  everything to the last day and the client answers the fourth attempt. What is assumed is marked so.)";

struct Options {
  SimulateArguments arguments;
  std::string format = "text", root;
  ColourOption colour;
};

// How many starts were played, on a terminal.
class Counting : public simulate::Progress {
 public:
  void played(std::size_t starts, std::size_t of) override {
    if (!standard_error_is_terminal()) return;
    tell(fmt::format("\rstarts: {} of {} …", starts, of));
    told_ = true;
  }
  ~Counting() override {
    if (told_) tell("\r\x1b[K");
  }

 private:
  bool told_ = false;
};

std::string play_once(const SimulateSetup& setup, const Loaded& loaded, const Options& options) {
  std::vector<simulate::Timeline> timelines;
  for (const AssumedPlay& play : setup.plays) {
    timelines.push_back(
        simulate::play_forward(*setup.family, setup.start, setup.begin, play.assumptions, {setup.until}));
  }
  report::Simulation simulation{setup.family, &loaded.sources, setup.read == nullptr, setup.roles, {}};
  for (std::size_t i = 0; i < timelines.size(); ++i) {
    simulation.plays.push_back({setup.plays[i].worker, setup.plays[i].client, &timelines[i]});
  }
  return options.format == "json" ? report::simulation_json(simulation)
                                  : report::simulation_text(simulation, options.colour.on_standard_output());
}

std::string play_every_start(const SimulateSetup& setup, const Options& options) {
  report::EveryStarts starts{setup.family, *setup.started_by, *make_date(setup.years->first, 1, 1),
                             *make_date(setup.years->second, 12, 31), {}};
  for (const AssumedPlay& play : setup.plays) {
    Counting counting;
    starts.plays.push_back({play.worker, play.client, report::words_of_pace("everybody", play.assumptions.worker),
                            report::words_of_client(setup.family->words, play.assumptions.client),
                            simulate::play_every_start(*setup.family, setup.start, *setup.started_by, starts.first,
                                                       starts.last, play.assumptions, counting)});
  }
  return options.format == "json" ? report::every_start_json(starts) : report::every_start_text(starts);
}

int run_simulate(const Options& options) {
  if (options.arguments.policy_file == "-" && options.arguments.case_file == "-") {
    complain("standard input can be read once only, and `-` is given more than once");
    return kCouldNotRun;
  }
  const std::unique_ptr<Loaded> loaded = load_program({{options.arguments.policy_file}, options.root}, options.colour);
  if (!loaded) return kCouldNotRun;
  const auto setup = set_up_simulation(options.arguments, *loaded);
  if (!setup) {
    complain(setup.error().message);
    return kCouldNotRun;
  }
  if (setup->read && setup->read->findings.policy && *setup->read->findings.policy != setup->family->name) {
    tell(fmt::format("the case names the policy {}; it is played against {}\n", *setup->read->findings.policy,
                     setup->family->name));
  }
  const std::string out = setup->years ? play_every_start(*setup, options) : play_once(*setup, *loaded, options);
  if (auto written = write_out(out); !written) {
    complain(written.error().message);
    return kCouldNotRun;
  }
  return kNothingToReport;
}

}  // namespace

std::function<int()> simulate_command(CLI::App& app) {
  auto options = std::make_shared<Options>();
  SimulateArguments& arguments = options->arguments;
  const auto one = [&](const char* name, std::string& into, const char* what, const char* value) {
    app.add_option(name, into, what)->check(not_empty())->option_text(value);
  };
  const auto many = [&](const char* name, std::vector<std::string>& into, const char* what, const char* value) {
    app.add_option(name, into, what)
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->check(not_empty())
        ->option_text(value);
  };
  app.add_option("POLICY", arguments.policy_file, "the policy's file; `-` for standard input")
      ->required()
      ->option_text(" ");
  app.add_option("CASE", arguments.case_file, "a file of case records; without it, a case is made up")->option_text(" ");
  one("--policy", arguments.policy, "which policy, where the file holds several", "NAME");
  one("--case", arguments.case_id, "which case of the file", "ID");
  one("--events", arguments.events, "the table of events that goes with a *.csv of cases", "FILE");
  one("--as-of", arguments.as_of, "the case is recorded up to then; default: up to its last entry", "DATE");
  one("--start", arguments.start, "when a made-up case starts, and by which event", "[EVENT@]DATE");
  one("--every-start", arguments.every_start, "start on every day of these years, and say how long it takes",
      "YEAR[-YEAR]");
  many("--set", arguments.set, "a fact of the case, from the beginning or from that date on", "FACT=VALUE[@DATE]");
  many("--happens", arguments.happens, "an event that happens then", "EVENT@DATE");
  many("--worker", arguments.worker, "prompt (default), deadline or late:N; several stand side by side",
       "[ROLE=]PACE");
  many("--client", arguments.client, "silent (default), answers:DATE or answers-after:N attempts", "CLIENT");
  one("--answer", arguments.answer, "the event by which the client answers; default: contact", "EVENT");
  one("--attempt", arguments.attempt, "what counts as an attempt; default: the group `attempt`", "NAME");
  one("--until", arguments.until, "the last day to play; default: five years on", "DATE");
  app.add_option("--format", options->format, "text (default) or json")
      ->check(one_of({"text", "json"}))
      ->option_text("FORMAT");
  app.add_option("--root", options->root, "the folder that `use` may not leave")->option_text("DIR");
  options->colour.add_to(app);
  app.footer(std::string(kExample));
  return [options] { return run_simulate(*options); };
}

}  // namespace engage::cli
