#include "model/check_calendars.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

#include "model/check_chains.h"
#include "text/bounds.h"
#include "text/near.h"

namespace engage::model {
namespace {

// Those that a file uses first, then itself.
void visit(const std::vector<InputFile>& files, std::size_t file, std::vector<std::size_t>& order,
           std::vector<bool>& seen) {
  std::vector<std::pair<std::size_t, std::size_t>> path{{file, 0}};  // with the next of its uses
  seen[file] = true;
  while (!path.empty()) {
    auto& [at, next] = path.back();
    if (next == files[at].uses.size()) {
      order.push_back(at);
      path.pop_back();
      continue;
    }
    const std::optional<std::size_t> used = files[at].uses[next++];
    if (!used || seen[*used]) continue;
    seen[*used] = true;
    path.emplace_back(*used, 0);
  }
}

}  // namespace

Visible::Visible(const std::vector<InputFile>& files) : order_(files.size()), seen_(files.size()) {
  for (std::size_t file = 0; file < files.size(); ++file) {
    seen_[file].resize(files.size());
    visit(files, file, order_[file], seen_[file]);
  }
}

bool report_too_many(Diagnostics& diagnostics, const syntax::Statement& one, std::size_t most, std::string_view what) {
  diagnostics.add(Code::E225, one.span, fmt::format("there are more than {} {}", with_thousands(most), what)).help =
      "name fewer files at a time";
  return false;
}

CalendarTable::CalendarTable(const std::vector<InputFile>& files, const Visible& visible, const CheckOptions& options,
                             Diagnostics& diagnostics)
    : visible_(visible), options_(options), diagnostics_(diagnostics), by_file_(files.size()) {
  complete_ = collect(files);
  if (!complete_) return;
  report_doubles(files);
  follow_includes();
  for (std::size_t place = 0; place < entries_.size(); ++place) build(place);
}

bool CalendarTable::collect(const std::vector<InputFile>& files) {
  for (std::size_t file = 0; file < files.size(); ++file) {
    for (const syntax::Statement& statement : files[file].tree.statements) {
      if (const auto* declaration = std::get_if<syntax::CalendarDecl>(&statement.node)) {
        if (entries_.size() == kMostCalendars) {
          return report_too_many(diagnostics_, statement, kMostCalendars, "calendars");
        }
        by_file_[file].push_back(entries_.size());
        by_name_[declaration->name.text].push_back(entries_.size());
        entries_.push_back({declaration, &statement, file, nullptr, {}});
      } else if (const auto* damaged = std::get_if<syntax::Damaged>(&statement.node)) {
        if (damaged->keyword == "calendar" && damaged->declares) damaged_.emplace_back(file, damaged->declares->text);
      }
    }
  }
  return true;
}

void CalendarTable::report_doubles(const std::vector<InputFile>& files) {
  for (std::size_t file = 0; file < files.size(); ++file) {
    std::unordered_map<std::string_view, Span> seen;
    for (const std::size_t other : visible_.from(file)) {
      for (const std::size_t place : by_file_[other]) {
        const syntax::Name& name = entries_[place].declaration->name;
        auto [first, fresh] = seen.try_emplace(name.text, name.span);
        if (!fresh) {
          diagnostics_.add(Code::E202, name.span, fmt::format("there are two calendars called `{}`", name.text))
              .labels.push_back({first->second, "declared here first"});
        }
      }
    }
  }
}

const CalendarTable::Entry* CalendarTable::find(const syntax::Name& name, std::size_t file) const {
  if (const auto named = by_name_.find(name.text); named != by_name_.end()) {
    for (const std::size_t place : named->second) {
      if (visible_.sees(file, entries_[place].file)) return &entries_[place];
    }
  }
  for (const auto& [at, damaged] : damaged_) {
    if (damaged == name.text && visible_.sees(file, at)) return nullptr;
  }
  std::vector<std::string_view> names;
  for (const Entry& entry : entries_) {
    if (visible_.sees(file, entry.file)) names.push_back(entry.declaration->name.text);
  }
  diagnostics_.add(Code::E201, name.span, fmt::format("no calendar called `{}`", name.text)).help =
      names.empty() ? "this file sees no calendar; a `use` line makes those of another file visible"
                    : did_you_mean_or_list(diagnostics_, name.text, names, "calendars");
  return nullptr;
}

// Finds what each calendar includes. Those that lead back, or too far, are left out.
void CalendarTable::follow_includes() {
  includes_.resize(entries_.size());
  std::vector<std::vector<std::size_t>> included(entries_.size());
  for (std::size_t place = 0; place < entries_.size(); ++place) {
    const Entry& entry = entries_[place];
    for (const syntax::Statement& line : entry.statement->block) {
      const auto* include = std::get_if<syntax::Include>(&line.node);
      if (!include) continue;
      if (included[place].size() == kMostIncludes) {
        report_too_many(diagnostics_, line, kMostIncludes, "calendars included by one");
        break;
      }
      if (const Entry* other = find(include->calendar, entry.file)) {
        included[place].push_back(static_cast<std::size_t>(other - entries_.data()));
        includes_[place].emplace_back(include, included[place].back());
      }
    }
  }
  const Chains chains = chains_of(included);
  for (std::size_t place = 0; place < entries_.size(); ++place) {
    std::erase_if(includes_[place], [&](const auto& include) {
      const auto& [written, other] = include;
      const bool looped = chains.component[place] == chains.component[other];
      if (looped) {
        diagnostics_.add(Code::E304, written->calendar.span,
                         fmt::format("the calendar `{}` includes itself", entries_[other].declaration->name.text));
      }
      return looped || chains.length[place] > kLongestChain;
    });
  }
  std::vector<const syntax::Name*> names;
  for (const Entry& entry : entries_) names.push_back(&entry.declaration->name);
  report_long_chains(chains, {"calendar", "", "", "include the calendars that have the days themselves"}, names,
                     diagnostics_);
}

void CalendarTable::build(std::size_t place) {
  Entry& entry = entries_[place];
  const std::size_t errors = diagnostics_.error_count();
  CalendarSpec spec;
  spec.name = entry.declaration->name.text;
  spec.title = entry.declaration->title.value_or(syntax::Text{}).value;
  spec.weekend = {Weekday::saturday, Weekday::sunday};
  bool covers = false, timezone = false, weekend = false, damaged = false;
  auto once = [&](bool& seen, const syntax::Statement& line, std::string_view what) {
    if (seen) diagnostics_.add(Code::E212, line.span, fmt::format("`{}` stands twice in this calendar", what));
    seen = true;
  };
  for (const syntax::Statement& line : entry.statement->block) {
    if (const auto* years = std::get_if<syntax::Covers>(&line.node)) {
      once(covers, line, "covers");
      if (years->first > years->last || years->first < kFirstYear || years->last > kLastYear) {
        diagnostics_.add(Code::E301, line.span, fmt::format("{} to {} covers no years", years->first, years->last))
            .help = fmt::format("write the first year, then the last, from {} to {}", kFirstYear, kLastYear);
        continue;
      }
      spec.first_year = years->first;
      spec.last_year = years->last;
    } else if (const auto* zone = std::get_if<syntax::Timezone>(&line.node)) {
      once(timezone, line, "timezone");
      if (options_.timezone_exists && !options_.timezone_exists(zone->name.value)) {
        diagnostics_
            .add(Code::E302, zone->name.span, fmt::format("there is no time zone called \"{}\"", zone->name.value))
            .help = "write an IANA name such as \"America/Toronto\" or \"Australia/Adelaide\"";
      }
      entry.timezone = zone->name.value;
    } else if (const auto* days = std::get_if<syntax::Weekend>(&line.node)) {
      once(weekend, line, "weekend");
      spec.weekend = days->days;
    } else if (const auto* hours = std::get_if<syntax::Hours>(&line.node)) {
      if (hours->hours.closes <= hours->hours.opens) {
        diagnostics_.add(Code::E303, line.span, "these hours end before they begin");
      }
    } else if (const auto* period = std::get_if<syntax::PeriodLine>(&line.node)) {
      if (period->last < period->first) diagnostics_.add(Code::E303, line.span, "this period ends before it begins");
    } else if (std::holds_alternative<syntax::Damaged>(line.node)) {
      damaged = true;
    }
  }
  std::vector<bool> taken(entries_.size());
  take_hours(entry, spec);
  take_periods(entry, spec);
  if (!take_in(place, spec, taken)) {
    report_too_many(diagnostics_, *entry.statement, kMostDaysOff, "days off and on in one calendar");
  }
  holidays_ += spec.holidays.size() * static_cast<std::size_t>(spec.last_year - spec.first_year + 1);
  if (holidays_ > kMostHolidays && !std::exchange(full_, true)) {
    diagnostics_
        .add(Code::E225, entry.declaration->name.span,
             fmt::format("the calendars have more than {} holidays, each in every year that is covered",
                         with_thousands(kMostHolidays)))
        .help = "let each cover the years that it is needed for: `covers 2020 to 2040`";
  }
  if (damaged || full_ || diagnostics_.error_count() != errors) return;
  entry.calendar = std::make_shared<const Calendar>(spec);
}

// On each weekday the line counts that names the fewest weekdays.
void CalendarTable::take_hours(const Entry& entry, CalendarSpec& spec) {
  struct Line {
    const syntax::Statement* statement;
    const syntax::Hours* hours;
    std::size_t days;
  };
  std::array<std::vector<Line>, 7> lines;
  for (const syntax::Statement& line : entry.statement->block) {
    const auto* hours = std::get_if<syntax::Hours>(&line.node);
    if (!hours) continue;
    const std::size_t days = hours->days.empty() ? lines.size() : hours->days.size();
    for (std::size_t day = 0; day < lines.size(); ++day) {
      const auto named = std::find(hours->days.begin(), hours->days.end(), static_cast<Weekday>(day));
      if (hours->days.empty() || named != hours->days.end()) lines[day].push_back({&line, hours, days});
    }
  }
  std::set<std::pair<const syntax::Statement*, const syntax::Statement*>> told_of;
  for (std::size_t day = 0; day < lines.size(); ++day) {
    const auto less_exact = [](const Line& a, const Line& b) { return a.days > b.days; };
    std::stable_sort(lines[day].begin(), lines[day].end(), less_exact);
    if (lines[day].empty()) continue;
    const Line& counts = lines[day].back();
    spec.hours[day] = counts.hours->hours;
    if (lines[day].size() < 2) continue;
    const Line& other = lines[day][lines[day].size() - 2];
    const bool told = !told_of.insert({other.statement, counts.statement}).second;
    if (other.days != counts.days || told) continue;
    Diagnostic& d = diagnostics_.add(
        Code::E305, counts.statement->span,
        fmt::format("two lines give the hours of {}, and neither is the more exact", name(static_cast<Weekday>(day))));
    d.labels.push_back({other.statement->span, "the other one"});
    d.help =
        fmt::format("give that day a line of its own: `hours {}, 09:00 to 17:00`", name(static_cast<Weekday>(day)));
  }
}

void CalendarTable::take_periods(const Entry& entry, CalendarSpec& spec) {
  std::vector<std::pair<const syntax::PeriodLine*, Span>> written;
  for (const syntax::Statement& line : entry.statement->block) {
    if (const auto* period = std::get_if<syntax::PeriodLine>(&line.node)) written.emplace_back(period, line.span);
  }
  const auto by_date = [](const auto& a, const auto& b) {
    return std::tie(a.first->name.text, a.first->first) < std::tie(b.first->name.text, b.first->first);
  };
  std::stable_sort(written.begin(), written.end(), by_date);
  for (std::size_t i = 0; i < written.size(); ++i) {
    const auto& [period, span] = written[i];
    spec.periods.push_back({period->name.text, period->title ? period->title->value : "", period->first, period->last});
    if (i == 0) continue;
    const auto& [before, other] = written[i - 1];
    if (before->name.text != period->name.text || before->last < period->first) continue;
    Diagnostic& d =
        diagnostics_.add(Code::E306, span, fmt::format("two periods called `{}` overlap", period->name.text));
    d.labels.push_back({other, "the other one"});
    d.help = "let each begin after the one before has ended, or give them different names";
  }
}

// Holidays, closures and openings, those of included calendars at the place of the `include`; a
// calendar that is reached twice counts once. False where there are too many.
bool CalendarTable::take_in(std::size_t place, CalendarSpec& spec, std::vector<bool>& taken) {
  taken[place] = true;
  auto include = includes_[place].begin();
  for (const syntax::Statement& line : entries_[place].statement->block) {
    if (const auto* holiday = std::get_if<syntax::Holiday>(&line.node)) {
      const int from = holiday->from.value_or(kFirstYear), until = holiday->until.value_or(kLastYear);
      if (from > until) {
        diagnostics_.add(Code::E303, line.span, fmt::format("\"{}\" ends before it begins", holiday->name.value));
      }
      spec.holidays.push_back({holiday->name.value, holiday->day, from, until, holiday->substitutes});
    } else if (const auto* closed = std::get_if<syntax::Closed>(&line.node)) {
      if (closed->last < closed->first) {
        diagnostics_.add(Code::E303, line.span, "this closure ends before it begins");
      }
      spec.closures.push_back({closed->first, closed->last, closed->title ? closed->title->value : "closed"});
    } else if (const auto* open = std::get_if<syntax::OpenDay>(&line.node)) {
      if (open->last < open->first) diagnostics_.add(Code::E303, line.span, "this opening ends before it begins");
      spec.openings.push_back({open->first, open->last, open->title ? open->title->value : ""});
    } else if (const auto* written = std::get_if<syntax::Include>(&line.node)) {
      if (include == includes_[place].end() || include->first != written) continue;
      const std::size_t other = include++->second;
      if (!taken[other] && !take_in(other, spec, taken)) return false;
    }
    if (spec.holidays.size() + spec.closures.size() + spec.openings.size() + spec.periods.size() > kMostDaysOff) {
      return false;
    }
  }
  return true;
}

}  // namespace engage::model
