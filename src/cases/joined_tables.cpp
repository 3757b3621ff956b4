#include "cases/joined_tables.h"

#include <fmt/format.h>

#include "text/shortened.h"
#include "text/words.h"

namespace engage::cases {
namespace {

using tables::EntryUse;

// What a described table leaves unused, its description leaves unused.
bool is_plain_entries(const tables::TableUse& use) {
  return !use.brings_cases && use.entries.size() == 1 && use.entries[0].absent == EntryUse::Absent::never;
}

}  // namespace

std::string_view JoinedTable::id_of_row(std::string& made) const {
  const std::string_view id = cell_of(input.use.id, input.table->cells(), made);
  return tables::is_error(input.use, input.use.id.index, id) ? std::string_view() : id;
}

bool JoinedTable::runs_newest_first() const {
  return std::any_of(dates.begin(), dates.end(), [](const DateSurvey& each) { return each.falls(); });
}

bool JoinedTable::has_only_midnights(std::size_t entry) const {
  return input.use.entries[entry].midnight_is_no_time.value_or(dates[entry].only_midnights());
}

TableTraits JoinedTable::traits() const {
  TableTraits traits{input.table->is_utf8(), input.use.newest_first.value_or(runs_newest_first()), {}};
  for (std::size_t i = 0; i < dates.size(); ++i) traits.only_midnights.push_back(has_only_midnights(i));
  return traits;
}

bool JoinedTable::take_in_order(std::string_view id, std::uint64_t line) {
  if (id.empty()) return true;
  if (id != last_id) {
    if (id < last_id) return false;
    last_id = id;
  }
  last_line = line;
  return true;
}

std::string JoinedTable::out_of_order(std::string_view id, std::uint64_t line) const {
  return fmt::format(
      "{}:{}: `{}` stands behind `{}` (line {}), but the description says that the table is sorted by case: sort it by "
      "the bytes of its ids (`LC_ALL=C sort` does, or `order by`, with collation \"C\" in PostgreSQL), or take "
      "`sorted` out",
      name(), line, shortened(id), shortened(last_id), last_line);
}

JoinedTables::JoinedTables(std::vector<TableInput> inputs, const KnownNames& known) : known_facts(known.facts) {
  std::sort(known_facts.begin(), known_facts.end());
  for (TableInput& input : inputs) tables.emplace_back().input = std::move(input);
  for (JoinedTable& table : tables) {
    auto& [input, use] = table.input;
    for (const std::string& fault : tables::find_columns(use, *input, known.facts, known.roles)) {
      faults.push_back(fmt::format("{}: {}", input->name(), fault));
    }
    table.dates.resize(use.entries.size());
    if (!faults.empty() || !is_plain_entries(use)) continue;
    const auto& columns = input->columns();
    for (const std::string& name : tables::unused_columns(use, *input)) {
      table.ignored.push_back(static_cast<std::size_t>(std::ranges::find(columns, name) - columns.begin()));
    }
  }
}

void JoinedTables::check_forms_of_dates() {
  for (JoinedTable& table : tables) {
    const auto& [input, use] = table.input;
    for (std::size_t i = 0; i < use.entries.size(); ++i) {
      const DateSurvey& dates = table.dates[i];
      if (!use.entries[i].at.formats.empty() || !dates.has_other_form() || dates.unreadable() < dates.values())
        continue;
      const std::string& column = use.entries[i].at.name;
      std::string_view form = dates.forms().size() == 1 ? dates.forms().front() : std::string_view("D/M/YYYY");
      std::string fault = fmt::format(
          "{}: the column `{}`: {} of {} values are no dates such as 2026-01-31: {}; say which is meant in a "
          "description of the source (--source): at = {{ column = \"{}\", format = \"{}\" }}",
          input->name(), shortened(column), dates.unreadable(), dates.values(), dates.readings(), column, form);
      faults.push_back(std::move(fault));
    }
  }
}

std::vector<std::string> JoinedTables::notes() const {
  std::vector<std::string> notes;
  for (const JoinedTable& table : tables) {
    const auto& [input, use] = table.input;
    const std::string& name = input->name();
    for (std::size_t i = 0; i < table.lines_as_rows.first.size(); ++i) {
      notes.push_back(fmt::format(
          "{}:{}: a cell goes on over lines that look like rows of the table: if its closing quote stands too late, "
          "they are lost",
          name, table.lines_as_rows.first[i]));
    }
    if (table.lines_as_rows.left() > 0) {
      notes.push_back(fmt::format("{}: {} more such cells", name, table.lines_as_rows.left()));
    }
    if (table.lines_of_none > 0) {
      notes.push_back(fmt::format("{}:{}: {} no known case: what its cell went on with, or rows that are lost", name,
                                  table.line_of_none,
                                  counted(table.lines_of_none, "line behind a broken row fits no row and names",
                                          "lines behind broken rows fit no row and name")));
    }
    if (table.rows_not_utf8 > 0) {
      notes.push_back(
          fmt::format("{}: {} not UTF-8 throughout; cells that are looked at are, or their case is "
                      "rejected: save the table as CSV UTF-8",
                      name, table.rows_not_utf8 == 1 ? "1 row is" : fmt::format("{} rows are", table.rows_not_utf8)));
    }
    if (table.repeated > 0 && use.entries.empty()) {
      notes.push_back(
          fmt::format("{}: {} what a row before says of the case", name,
                      table.repeated == 1 ? "1 row repeats" : fmt::format("{} rows repeat", table.repeated)));
    }
    if (table.errors_unread > 0) {
      notes.push_back(fmt::format("{}: {} of the spreadsheet in columns that nobody reads", name,
                                  counted(table.errors_unread, "cell holds an error", "cells hold an error")));
    }
    if (!use.newest_first && table.runs_newest_first()) {
      notes.push_back(
          fmt::format("{}: runs from the newest entry to the oldest; what has no time of day is taken in "
                      "that order too",
                      name));
    }
    for (std::size_t i = 0; i < use.entries.size(); ++i) {
      const DateSurvey& dates = table.dates[i];
      const std::string& column = use.entries[i].at.name;
      if (!use.entries[i].midnight_is_no_time && dates.only_midnights()) {
        notes.push_back(
            fmt::format("{}: every time in the column `{}` is 00:00: they are read as dates", name, column));
      }
      if (dates.unreadable() > 0 && use.entries[i].at.formats.empty()) {
        notes.push_back(fmt::format("{}: the column `{}`: {} of {} are no dates such as 2026-01-31{}", name, column,
                                    dates.unreadable(), counted(dates.values(), "value"),
                                    dates.has_other_form() ? ": " + dates.readings() : ""));
      }
    }
  }
  notes.insert(notes.end(), near_ids.first.begin(), near_ids.first.end());
  if (near_ids.left() > 0) notes.push_back(fmt::format("{} more pairs of ids are nearly the same", near_ids.left()));
  return notes;
}

std::string JoinedTables::counted_rows() const {
  std::string text;
  for (const JoinedTable& table : tables) {
    const tables::RowCounts& counts = table.counts;
    text += fmt::format("{}{} {} read, {} passed over", text.empty() ? "" : "; ", table.input.table->name(),
                        counts.read, counts.passed_over());
    std::string kinds;
    const auto add = [&](std::uint64_t count, std::string_view kind) {
      if (count > 0) kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", count, kind);
    };
    add(counts.empty, "empty");
    add(counts.broken, "broken");
    add(counts.left_out, "left out");
    add(counts.footer, "below the table");
    if (!kinds.empty()) text += fmt::format(" ({})", kinds);
  }
  return text;
}

}  // namespace engage::cases
