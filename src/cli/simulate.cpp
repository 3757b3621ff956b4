#include <fmt/format.h>

#include <memory>

#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/load.h"
#include "cli/save_play.h"
#include "cli/simulate_case.h"
#include "cli/tell.h"
#include "cli/walk.h"
#include "play/every_start.h"
#include "play/play.h"
#include "play/setup.h"
#include "report/play/every_start.h"
#include "report/play/timeline.h"
#include "text/visible.h"

namespace engage::cli {
namespace {

constexpr std::string_view kSimulateExample = R"(Example:
  engage simulate policies/individual-entry.engage --start 2026-12-17 --set service=individual --set caseload_capacity=yes --worker deadline --client answers-after:4

  Plays a made-up case over Christmas: what comes up on which day and why, when the worker leaves
  everything to the last day and the client answers the fourth attempt. What is assumed is marked so.)";

struct SimulateOptions {
  play::Arguments arguments;
  std::string format, root, save;
  bool force = false, step = false;
  ColourOption colour;

  SaveOptions save_options() const { return {arguments.policy_file, root, save, {}, force}; }
};

// How many starts were played, on a terminal.
class Counting : public play::Progress {
 public:
  void played(std::size_t starts, std::size_t of) override {
    if (!standard_error_is_terminal()) return;
    draw(fmt::format("\rstarts: {} of {} …", starts, of));
    told_ = true;
  }
  ~Counting() override {
    if (told_) draw("\r\x1b[K");
  }

 private:
  bool told_ = false;
};

// The played case as a scenario, titled by how it was played.
Expected<void> keep(const play::AssumedPlay& play, const play::Timeline& timeline, const SimulateOptions& options) {
  SaveOptions save = options.save_options();
  save.title = fmt::format("From {}, worker {}, client {}", to_string(timeline.begin), play.worker, play.client);
  const auto saved = save_play(timeline, save);
  if (!saved) return std::unexpected(saved.error());
  tell(visible(*saved) + "\n");
  return {};
}

Expected<std::string> play_once(const play::Setup& setup, const Loaded& loaded, const SimulateOptions& options) {
  std::vector<play::Timeline> timelines;
  for (const play::AssumedPlay& play : setup.plays) {
    timelines.push_back(play::play_forward(*setup.family, setup.start, setup.begin, play.assumptions, setup.limits));
  }
  if (!options.save.empty()) {
    if (auto kept = keep(setup.plays.front(), timelines.front(), options); !kept) return std::unexpected(kept.error());
  }
  report::Simulation simulation{setup.family, &loaded.sources, setup.made_up, setup.roles, {}};
  for (std::size_t i = 0; i < timelines.size(); ++i) {
    simulation.plays.push_back({setup.plays[i].worker, setup.plays[i].client, &timelines[i]});
  }
  if (options.format == "json") return report::simulation_json(simulation);
  if (options.format == "html") return report::simulation_html(simulation);
  return report::simulation_text(simulation, options.colour.on_standard_output());
}

// How a start ends that does not finish.
std::vector<std::string> first_unfinished(const play::Setup& setup, const play::AssumedPlay& play, Date start) {
  play::Assumptions assumptions = play.assumptions;
  assumptions.planned.insert(assumptions.planned.begin(), {start_of(start), setup.started_by, {}});
  play::PlayLimits limits = setup.limits;
  limits.until = play::five_years_after(start_of(start));
  return report::ending_of(play::play_forward(*setup.family, setup.start, start_of(start), assumptions, limits));
}

Expected<std::string> play_every_start(const play::Setup& setup, const SimulateOptions& options) {
  report::EveryStarts starts{setup.family,
                             *setup.started_by,
                             *make_date(setup.years->first, 1, 1),
                             *make_date(setup.years->second, 12, 31),
                             report::words_of_facts(setup.family->words, setup.start),
                             {},
                             {}};
  const std::vector<std::optional<play::Pace>>& by_role = setup.plays.front().assumptions.by_role;
  for (std::size_t role = 0; role < by_role.size(); ++role) {
    if (!by_role[role]) continue;
    starts.roles.push_back(report::words_of_pace(setup.family->words.roles[role].name, *by_role[role]));
  }
  std::size_t played = 0, assessments = 0;
  for (const play::AssumedPlay& play : setup.plays) {
    Counting counting;
    starts.plays.push_back({play.worker,
                            play.client,
                            report::words_of_pace("everybody", play.assumptions.worker),
                            report::words_of_client(setup.family->words, play.assumptions.client),
                            play::play_every_start(*setup.family, setup.start, *setup.started_by, starts.first,
                                                   starts.last, play.assumptions, counting),
                            {}});
    report::EveryStartReport& told = starts.plays.back();
    if (!told.result.unfinished.empty()) {
      told.unfinished = first_unfinished(setup, play, told.result.unfinished.front());
    }
    played += starts.plays.back().result.starts;
    assessments += starts.plays.back().result.assessments;
  }
  tell(fmt::format("simulate: {} starts, {} assessments\n", played, assessments));
  return options.format == "json" ? report::every_start_json(starts) : report::every_start_text(starts);
}

// That one place is named from which a case comes.
Expected<void> case_fits(const play::Arguments& arguments) {
  if (arguments.source.empty()) return {};
  if (!arguments.case_file.empty()) {
    return fault(fmt::format("{} and --source both say where the case is: give one of them", arguments.case_file));
  }
  if (!arguments.events.empty()) {
    return fault("--events goes with a table of cases; --source names all its tables");
  }
  return {};
}

Expected<void> options_fit(const play::Setup& setup, const SimulateOptions& options) {
  if (options.force && options.save.empty() && !options.step) {
    return fault("--force is for --save FILE, which is not given");
  }
  if (setup.years && options.format == "html") return fault("--every-start is told as text or json");
  if (setup.years && !options.save.empty()) return fault("--save keeps one case, and --every-start plays many");
  if (setup.plays.size() > 1 && !options.save.empty()) {
    return fault("--save keeps one case: give one --worker and one --client");
  }
  if (!options.step) return {};
  if (setup.years) return fault("--step walks one case, and --every-start plays many");
  if (!options.save.empty()) return fault("--step has a command of its own for that: save FILE");
  if (options.format != "text") return fault("--step is told as text");
  if (options.arguments.policy_file == "-" || options.arguments.case_file == "-") {
    return fault("--step reads its commands from standard input");
  }
  const bool assumed = !options.arguments.worker.empty() || !options.arguments.client.empty();
  if (assumed) return fault("--step assumes nothing: --worker and --client are for cases that are played");
  return {};
}

Expected<int> run_simulate(const SimulateOptions& options) {
  if (options.arguments.policy_file == "-" && options.arguments.case_file == "-") {
    return fault("standard input can be read once only, and `-` is given more than once");
  }
  if (auto fits = case_fits(options.arguments); !fits) return std::unexpected(fits.error());
  const auto loaded = load_program({{options.arguments.policy_file}, options.root}, options.colour);
  if (!loaded) return std::unexpected(loaded.error());
  std::unique_ptr<FoundCase> found;
  const auto read_case = [&](const model::Family& family) -> Expected<const cases::Record*> {
    auto read = read_one_case(**loaded, family, options.arguments);
    if (!read) return std::unexpected(read.error());
    found = std::move(*read);
    return &found->record;
  };
  const auto setup = play::set_up(options.arguments, *(*loaded)->program, read_case);
  if (!setup) return std::unexpected(setup.error());
  if (found && found->findings.policy && *found->findings.policy != setup->family->name) {
    tell(fmt::format("the case names the policy {}; it is played against {}\n", visible(*found->findings.policy),
                     setup->family->name));
  }
  if (auto fits = options_fit(*setup, options); !fits) return std::unexpected(fits.error());
  if (options.step)
    return walk(*setup, (*loaded)->sources, options.save_options(), options.colour.on_standard_output());
  const auto out = setup->years ? play_every_start(*setup, options) : play_once(*setup, **loaded, options);
  if (!out) return std::unexpected(out.error());
  return write_as(options.format, *out);
}

}  // namespace

RunCommand simulate_command(CLI::App& app) {
  auto options = std::make_shared<SimulateOptions>();
  play::Arguments& arguments = options->arguments;
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
  app.add_option("CASE", arguments.case_file, "a file of case records; without it, a case is made up")
      ->option_text(" ");
  one("--policy", arguments.policy, "which policy, where the file holds several", "NAME");
  one("--case", arguments.case_id, "which case of the file or the source", "ID");
  one("--events", arguments.events, "the table of events that goes with a *.csv of cases", "FILE");
  one("--source", arguments.source,
      "in place of CASE: a description of tables, workbooks or a database (see engage source --help)", "FILE");
  one("--as-of", arguments.as_of, "the case is recorded up to then; default: up to its last entry", "DATE");
  one("--start", arguments.start, "when a made-up case starts, and by which event", "[EVENT@]DATE");
  one("--every-start", arguments.every_start, "start on every day of these years, and say how long it takes",
      "YEAR[-YEAR]");
  many("--set", arguments.set, "a fact of the case, from the beginning or from that date on", "FACT=VALUE[@DATE]");
  many("--happens", arguments.happens, "an event that happens then, perhaps `as OUTCOME done by ROLE`", "EVENT@DATE");
  many("--worker", arguments.worker, "prompt (default), deadline or late:N; several stand side by side", "[ROLE=]PACE");
  many("--client", arguments.client, "silent (default), answers:DATE or answers-after:N attempts", "CLIENT");
  one("--answer", arguments.answer, "the event by which the client answers; default: contact", "EVENT");
  one("--attempt", arguments.attempt, "what counts as an attempt; default: the group `attempt`", "NAME");
  one("--until", arguments.until, "the last day to play; default: five years on", "DATE");
  app.add_flag("--step", options->step, "walk day by day, by commands from standard input; `help` lists them");
  one("--save", options->save, "keep the case as a scenario with checks, in a new file", "FILE");
  app.add_flag("--force", options->force, "let --save write over a file that is there");
  add_format(app, options->format, {"text", "json", "html"});
  app.add_option("--root", options->root, "the folder that `use` may not leave")->option_text("DIR");
  options->colour.add_to(app);
  app.footer(std::string(kSimulateExample));
  return [options] { return run_simulate(*options); };
}

}  // namespace engage::cli
