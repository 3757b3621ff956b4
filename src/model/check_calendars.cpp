#include "model/check_calendars.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/near.h"

namespace engage::model {
namespace {

void visit(const std::vector<InputFile>& files, std::size_t file, std::vector<std::size_t>& order, std::vector<bool>& seen) {
  if (seen[file]) return;
  seen[file] = true;
  for (const std::optional<std::size_t>& used : files[file].uses) {
    if (used) visit(files, *used, order, seen);
  }
  order.push_back(file);
}

}  // namespace

std::vector<std::vector<std::size_t>> visible_files(const std::vector<InputFile>& files) {
  std::vector<std::vector<std::size_t>> visible(files.size());
  for (std::size_t file = 0; file < files.size(); ++file) {
    std::vector<bool> seen(files.size());
    visit(files, file, visible[file], seen);
  }
  return visible;
}

CalendarTable::CalendarTable(const std::vector<InputFile>& files, const std::vector<std::vector<std::size_t>>& visible,
                             const CheckOptions& options, Diagnostics& diagnostics)
    : visible_(visible), options_(options), diagnostics_(diagnostics) {
  for (std::size_t file = 0; file < files.size(); ++file) {
    for (const syntax::Statement& statement : files[file].tree.statements) {
      if (const auto* declaration = std::get_if<syntax::CalendarDecl>(&statement.node)) {
        entries_.push_back({declaration, &statement, file, nullptr, {}});
      } else if (const auto* damaged = std::get_if<syntax::Damaged>(&statement.node)) {
        if (damaged->keyword == "calendar" && damaged->declares) damaged_.emplace_back(file, damaged->declares->text);
      }
    }
  }
  for (std::size_t file = 0; file < files.size(); ++file) {
    std::map<std::string, Span> seen;
    for (std::size_t other : visible[file]) {
      for (const Entry& entry : entries_) {
        if (entry.file != other) continue;
        const syntax::Name& name = entry.declaration->name;
        auto [first, fresh] = seen.try_emplace(name.text, name.span);
        if (!fresh) {
          diagnostics.add(Code::E202, name.span, fmt::format("there are two calendars called `{}`", name.text))
              .labels.push_back({first->second, "declared here first"});
        }
      }
    }
  }
  for (Entry& entry : entries_) build(entry);
}

const CalendarTable::Entry* CalendarTable::find(const syntax::Name& name, std::size_t file) const {
  const std::vector<std::size_t>& seen = visible_[file];
  std::vector<std::string_view> names;
  for (const Entry& entry : entries_) {
    if (std::find(seen.begin(), seen.end(), entry.file) == seen.end()) continue;
    if (entry.declaration->name.text == name.text) return &entry;
    names.push_back(entry.declaration->name.text);
  }
  for (const auto& [at, damaged] : damaged_) {
    if (damaged == name.text && std::find(seen.begin(), seen.end(), at) != seen.end()) return nullptr;
  }
  diagnostics_.add(Code::E201, name.span, fmt::format("no calendar called `{}`", name.text)).help =
      names.empty() ? "this file sees no calendar; a `use` line makes those of another file visible"
                    : did_you_mean_or_list(name.text, names, "calendars");
  return nullptr;
}

void CalendarTable::build(Entry& entry) {
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
        diagnostics_.add(Code::E301, line.span, fmt::format("{} to {} covers no years", years->first, years->last)).help =
            fmt::format("write the first year, then the last, from {} to {}", kFirstYear, kLastYear);
        continue;
      }
      spec.first_year = years->first;
      spec.last_year = years->last;
    } else if (const auto* zone = std::get_if<syntax::Timezone>(&line.node)) {
      once(timezone, line, "timezone");
      if (options_.timezone_exists && !options_.timezone_exists(zone->name.value)) {
        diagnostics_.add(Code::E302, zone->name.span, fmt::format("there is no time zone called \"{}\"", zone->name.value))
            .help = "write an IANA name such as \"America/Toronto\" or \"Australia/Adelaide\"";
      }
      entry.timezone = zone->name.value;
    } else if (const auto* days = std::get_if<syntax::Weekend>(&line.node)) {
      once(weekend, line, "weekend");
      spec.weekend = days->days;
    } else if (std::holds_alternative<syntax::Damaged>(line.node)) {
      damaged = true;
    }
  }
  std::vector<const Entry*> taken, path;
  take_in(entry, spec, taken, path);
  if (!damaged && diagnostics_.error_count() == errors) entry.calendar = std::make_shared<const Calendar>(spec);
}

// Holidays, closures and openings, those of included calendars at the place of the `include`; a
// calendar that is reached twice counts once.
void CalendarTable::take_in(const Entry& entry, CalendarSpec& spec, std::vector<const Entry*>& taken,
                            std::vector<const Entry*>& path) {
  path.push_back(&entry);
  for (const syntax::Statement& line : entry.statement->block) {
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
      spec.openings.push_back({open->date, open->title ? open->title->value : ""});
    } else if (const auto* include = std::get_if<syntax::Include>(&line.node)) {
      const Entry* other = find(include->calendar, entry.file);
      if (!other) continue;
      if (std::find(path.begin(), path.end(), other) != path.end()) {
        diagnostics_.add(Code::E304, include->calendar.span,
                         fmt::format("the calendar `{}` includes itself", other->declaration->name.text));
        continue;
      }
      if (std::find(taken.begin(), taken.end(), other) != taken.end()) continue;
      taken.push_back(other);
      take_in(*other, spec, taken, path);
    }
  }
  path.pop_back();
}

}  // namespace engage::model
