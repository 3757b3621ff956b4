#include <fmt/format.h>

#include <algorithm>

#include "form/layout.h"
#include "report/naming.h"
#include "report/play/every_start.h"
#include "text/words.h"

namespace engage::report {
namespace {

using play::EveryStart;
using play::Run;
using play::Runs;

constexpr std::size_t kBins = 8;  // of a histogram, at most
constexpr std::size_t kLongestBar = 40;
constexpr std::size_t kColumns = 100;

// "2026-01-05 to 2026-01-09 and 3 days more"
std::string days_told(const std::vector<Date>& dates) {
  if (dates.size() == 1) return "when started on " + to_string(dates.front());
  return fmt::format("when started on {} and {}, the last on {}", to_string(dates.front()),
                     counted(dates.size() - 1, "other day"), to_string(dates.back()));
}

void append_run(std::string& out, std::string_view which, const Run& run) {
  out += "    ";
  form::append_padded(out, fmt::format("{}:", which), 10);
  out += fmt::format("{}, when started on {} {}\n", counted(run.days, "day"), capitalized(name(weekday(run.start))),
                     to_string(run.start));
}

// How many runs took how long, in steps of equal length; the longest bar is of the most.
void append_histogram(std::string& out, const Runs& runs) {
  const int least = runs.shortest().days, most = runs.longest().days;
  const int step = std::max(1, (most - least) / static_cast<int>(kBins) + 1);
  std::vector<std::size_t> bins(static_cast<std::size_t>((most - least) / step) + 1);
  for (const Run& run : runs.runs) ++bins[static_cast<std::size_t>((run.days - least) / step)];
  const std::size_t highest = *std::max_element(bins.begin(), bins.end());
  for (std::size_t i = 0; i < bins.size(); ++i) {
    const int from = least + static_cast<int>(i) * step;
    const std::string range = step == 1 ? fmt::format("{}", from) : fmt::format("{}-{}", from, from + step - 1);
    // Of any run at all, at least one mark.
    const std::size_t bar = (bins[i] * kLongestBar + highest - 1) / highest;
    out += fmt::format("    {:>9} {:>6} {}\n", range, bins[i], std::string(bar, '#'));
    while (out.ends_with(" \n")) out.erase(out.size() - 2, 1);
  }
}

void append_sentence(std::string& out, std::string_view sentence, std::size_t indent) {
  out.append(indent, ' ');
  form::append_wrapped(out, sentence, indent, kColumns - indent);
  out += '\n';
}

void append_play(std::string& out, const EveryStartReport& play) {
  const EveryStart& result = play.result;
  out += fmt::format("Worker {}, client {}\n", play.worker, play.client);
  for (const std::string& text : {play.pace, play.answer}) append_sentence(out, text, 2);
  for (const auto& [outcome, runs] : result.outcomes) {
    out += fmt::format("\n  {}: {} of {}\n", outcome.title, runs.runs.size(), counted(result.starts, "start"));
    append_run(out, "shortest", runs.shortest());
    append_run(out, "median", runs.median());
    append_run(out, "longest", runs.longest());
    append_histogram(out, runs);
  }
  if (!result.unfinished.empty()) {
    out += fmt::format("\n  Not ended: {} of {}, {}\n", result.unfinished.size(), counted(result.starts, "start"),
                       days_told(result.unfinished));
    for (const std::string& sentence : play.unfinished) append_sentence(out, sentence, 4);
  }
  if (!result.not_started.empty()) {
    out += fmt::format("\n  Never begun: {} of {}, {}\n", result.not_started.size(), counted(result.starts, "start"),
                       days_told(result.not_started));
  }
  for (const auto& [reason, dates] : result.undecided) {
    out +=
        fmt::format("\n  Undecided: {} of {}, {}\n", dates.size(), counted(result.starts, "start"), days_told(dates));
    append_sentence(out, reason, 4);
  }
  if (!result.escalations.empty()) out += "\n  Escalations\n";
  for (const auto& [escalation, count] : result.escalations) {
    out += fmt::format("    {}: in {} of {}\n", escalation.title, count, counted(result.starts, "start"));
  }
}

}  // namespace

std::string every_start_text(const EveryStarts& starts) {
  std::string out = fmt::format("{} ({}): every start from {} to {}, each by {}\n",
                                starts.family->versions.back().title, starts.family->name, to_string(starts.first),
                                to_string(starts.last), starts.family->words.events[starts.event].name);
  append_sentence(out, "each case: " + starts.facts, 0);
  for (const std::string& role : starts.roles) append_sentence(out, role, 0);
  for (const EveryStartReport& play : starts.plays) {
    out += '\n';
    append_play(out, play);
  }
  return out;
}

}  // namespace engage::report
