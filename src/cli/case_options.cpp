#include "cli/case_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <optional>

#include "cli/arguments.h"
#include "cli/tell.h"
#include "report/naming.h"

namespace engage::cli {
namespace {

Date today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return *make_date(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

// A date (its last minute), or a date and a time.
std::optional<Instant> parse_as_of(std::string_view text) {
  if (text.empty()) return last_minute_of(today());
  const std::optional<Date> date = parse_date(text.substr(0, 10));
  if (!date) return std::nullopt;
  if (text.size() == 10) return last_minute_of(*date);
  auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if (text.size() != 16 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':' || !digit(11) || !digit(12) ||
      !digit(14) || !digit(15)) {
    return std::nullopt;
  }
  const int hour = (text[11] - '0') * 10 + (text[12] - '0'), minute = (text[14] - '0') * 10 + (text[15] - '0');
  if (hour > 23 || minute > 59) return std::nullopt;
  return Instant{start_of(*date).minutes + hour * 60 + minute};
}

}  // namespace

void CaseOptions::add_to(CLI::App& app) {
  app.add_option("--cases", cases, "case records: JSON, JSON lines, *.csv, `-` for standard input")
      ->required()
      ->option_text("FILE...");
  app.add_option("--events", events, "the table of events that goes with a *.csv of cases")->option_text("FILE");
  app.add_option("--as-of", as_of, "the day (its last minute) or the minute to look from; default: today")
      ->check(not_empty())
      ->option_text("DATE");
  app.add_option("--known-on", known_on, "see only what had been recorded by the end of this day")
      ->check(not_empty())
      ->option_text("DATE");
}

std::expected<CaseRunOptions, Error> CaseOptions::read() const {
  if (!events.empty() && cases.size() != 1) return std::unexpected(Error{"--events belongs to one table of cases"});
  const std::string& first = cases.front();
  if (!events.empty() && (first.ends_with(".json") || first.ends_with(".jsonl") || first.ends_with(".ndjson"))) {
    return std::unexpected(
        Error{fmt::format("--events belongs to a table of cases, and {} holds its events itself", first)});
  }
  CaseRunOptions run;
  run.files = cases;
  run.events = events;
  const auto instant = parse_as_of(as_of);
  if (!instant) {
    return std::unexpected(Error{fmt::format(
        "--as-of: `{}` is neither a date such as 2026-01-14 nor a time such as 2026-01-14T09:30", as_of)});
  }
  run.as_of = *instant;
  if (!known_on.empty()) {
    run.known_on = parse_date(known_on);
    if (!run.known_on) {
      return std::unexpected(Error{fmt::format("--known-on: `{}` is no date such as 2026-01-14", known_on)});
    }
  }
  const auto from_standard_input = std::count(policies.begin(), policies.end(), "-") +
                                   std::count(cases.begin(), cases.end(), "-") + (events == "-" ? 1 : 0);
  if (from_standard_input > 1) {
    return std::unexpected(Error{"standard input can be read once only, and `-` is given more than once"});
  }
  return run;
}

void CaseOptions::tell_today(Instant instant) const {
  if (!as_of.empty()) return;
  std::string day;
  report::append_as_of(day, instant);
  tell(fmt::format("as of {} (today)\n", day));
}

}  // namespace engage::cli
