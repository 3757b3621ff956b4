#include "cli/case_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <optional>

#include "calendar/words.h"
#include "cases/times.h"
#include "cli/arguments.h"
#include "cli/tell.h"
#include "report/naming.h"

namespace engage::cli {
namespace {

// Nothing where the clock stands outside the years that there are.
std::optional<Date> today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  if (localtime_r(&now, &local) == nullptr) return std::nullopt;
  if (local.tm_year < kFirstYear - 1900 || local.tm_year > kLastYear - 1900) return std::nullopt;
  return make_date(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

Expected<Date> read_known_on(std::string_view text) {
  const auto moment = cases::read_moment(text);
  if (!moment) return fault("--known-on: " + moment.error());
  if (moment->minute) {
    return fault(fmt::format("--known-on: `{}` has a time, and a date such as 2026-01-14 is wanted", text));
  }
  return moment->date;
}

}  // namespace

Expected<Instant> read_as_of(std::string_view text) {
  if (text.empty()) {
    if (const auto date = today()) return last_minute_of(*date);
    return fault(
        fmt::format("the clock of this machine shows no year from {} to {}: say with --as-of "
                    "from which day to look",
                    kFirstYear, kLastYear));
  }
  const auto moment = cases::read_moment(text);
  if (!moment) return fault("--as-of: " + moment.error());
  return moment->last();
}

void CaseOptions::add_to(CLI::App& app) {
  app.add_option("--cases", cases, "case records: JSON, JSON lines, *.csv, `-` for standard input")
      ->option_text("FILE...");
  app.add_option("--events", events, "the table of events that goes with a *.csv of cases")->option_text("FILE");
  app.add_option("--source", source,
                 "in place of --cases: a description of tables, workbooks or a database (see engage source --help)")
      ->check(not_empty())
      ->option_text("FILE");
  app.add_option("--as-of", as_of, "the day (its last minute) or the minute to look from; default: today")
      ->check(not_empty())
      ->option_text("DATE");
  app.add_option("--known-on", known_on, "see only what had been recorded by the end of this day")
      ->check(not_empty())
      ->option_text("DATE");
  app.add_option("--repeats", repeats,
                 "entries that stand more than once, the same in all: count them once (default), keep them, or reject "
                 "their case")
      ->check(one_of({"once", "keep", "reject"}))
      ->option_text("WHAT");
}

Expected<CaseRunOptions> CaseOptions::read() const {
  if (cases.empty() == source.empty()) {
    return fault(cases.empty() ? "say where the cases are: --cases FILE, or --source FILE"
                               : "--cases and --source both say where the cases are: give one of them");
  }
  if (!source.empty() && !events.empty()) return fault("--events goes with --cases; --source names all its tables");
  if (!events.empty() && cases.size() != 1) return fault("--events belongs to one table of cases");
  const std::string& first = cases.empty() ? source : cases.front();
  if (!events.empty() && (first.ends_with(".json") || first.ends_with(".jsonl") || first.ends_with(".ndjson"))) {
    return fault(fmt::format("--events belongs to a table of cases, and {} holds its events itself", first));
  }
  CaseRunOptions run;
  run.files = cases;
  run.events = events;
  run.source = source;
  if (repeats == "keep") run.repeats = cases::Repeats::keep;
  if (repeats == "reject") run.repeats = cases::Repeats::reject;
  const auto instant = read_as_of(as_of);
  if (!instant) return std::unexpected(instant.error());
  run.as_of = *instant;
  if (!known_on.empty()) {
    const auto date = read_known_on(known_on);
    if (!date) return std::unexpected(date.error());
    run.known_on = *date;
  }
  const auto from_standard_input = std::count(policies.begin(), policies.end(), "-") +
                                   std::count(cases.begin(), cases.end(), "-") + (events == "-" ? 1 : 0);
  if (from_standard_input > 1) {
    return fault("standard input can be read once only, and `-` is given more than once");
  }
  return run;
}

void CaseOptions::tell_today(Instant instant) const {
  if (!as_of.empty()) return;
  std::string day;
  append_as_of(day, instant);
  tell(fmt::format("as of {} (today)\n", day));
}

}  // namespace engage::cli
