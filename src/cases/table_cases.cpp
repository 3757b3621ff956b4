#include "cases/table_cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cases/times.h"
#include "tables/names.h"
#include "text/near.h"
#include "text/shortened.h"
#include "text/words.h"

namespace engage::cases {
namespace {

using tables::Column;
using tables::EntryUse;
using tables::NamedColumn;
using tables::Table;

constexpr std::size_t kMostTold = 10;

std::string_view cell_at(const std::vector<std::string_view>& cells, std::size_t column) {
  return column < cells.size() ? cells[column] : std::string_view();
}

// What the cell says in the end, for comparing.
std::string said(const Column& column, std::string_view cell) {
  std::string made;
  return std::string(said_by(column, cell, made).text);
}

std::string quoted_or_empty(std::string_view text) {
  return text.empty() ? "empty" : fmt::format("`{}`", shortened(text));
}

// What a described table leaves unused, its description leaves unused.
bool is_plain_entries(const tables::TableUse& use) {
  return !use.brings_cases && use.entries.size() == 1 && use.entries[0].absent == EntryUse::Absent::never;
}

}  // namespace

std::string not_utf8(std::string_view column) {
  return fmt::format(
      "`{}` is not UTF-8: save the table as CSV UTF-8, or say its encoding in a description of the source",
      shortened(column));
}

TableCases::TableCases(std::vector<TableInput> tables, const KnownNames& known) : known_facts_(known.facts) {
  std::sort(known_facts_.begin(), known_facts_.end());
  for (TableInput& input : tables) tables_.emplace_back().input = std::move(input);
  find_columns(known);
  if (!faults_.empty()) return;
  std::size_t lines = 0, cases = 0;
  for (const Input& table : tables_) {
    const std::string_view text = table.input.table->text();
    const auto here = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    lines += here + 1;
    if (table.input.use.brings_cases) cases += here + 1;
  }
  rows_.reserve(lines);
  cases_.reserve(cases);
  by_id_.reserve(cases);
  for (std::size_t i = 0; i < tables_.size(); ++i) read_table(i);
  place_lines_behind();
  settle_dates();
  if (faults_.empty()) settle_ids();
}

void TableCases::find_columns(const KnownNames& known) {
  for (Input& table : tables_) {
    auto& [input, use] = table.input;
    for (const std::string& fault : tables::find_columns(use, *input, known.facts, known.roles)) {
      faults_.push_back(fmt::format("{}: {}", input->name(), fault));
    }
    table.dates.resize(use.entries.size());
    if (!faults_.empty() || !is_plain_entries(use)) continue;
    const auto& columns = input->columns();
    for (const std::string& name : tables::unused_columns(use, *input)) {
      table.ignored.push_back(static_cast<std::size_t>(std::ranges::find(columns, name) - columns.begin()));
    }
  }
}

bool TableCases::knows_fact(std::string_view name) const {
  return std::binary_search(known_facts_.begin(), known_facts_.end(), name);
}

void TableCases::read_table(std::size_t number) {
  Input& input = tables_[number];
  Table& table = *input.input.table;
  last_case_ = kNone;
  while (const auto row = table.next()) {
    take_row(number, *row);
    table.cursor().forget();
  }
}

void TableCases::take_row(std::size_t number, const Table::Row& row) {
  Input& input = tables_[number];
  const auto& [table, use] = input.input;
  const auto& cells = table->cells();
  if (row.kind == Table::RowKind::empty) return void(++input.counts.empty);
  if (row.kind == Table::RowKind::footer) return void(++input.counts.footer);
  if (!table->is_utf8() && !tables::is_utf8(table->text().substr(row.begin, row.end - row.begin))) {
    ++input.rows_not_utf8;
  }
  const std::string_view id = cell_at(cells, use.id.index);
  Row ref{row.begin, static_cast<std::uint32_t>(row.line), kNone, static_cast<std::uint8_t>(number), row.fault, true,
          false};
  if (row.kind != Table::RowKind::read) {
    ++input.counts.broken;
    ref.whole = false;
    if (row.kind == Table::RowKind::behind_broken) {
      behind_broken_.emplace_back(ref, id);
      return;
    }
    last_case_ = kNone;
    return add(case_of(id, true), ref, use.brings_cases);
  }
  if (std::any_of(use.leave_out.begin(), use.leave_out.end(),
                  [&](const tables::Condition& each) { return each.holds(cell_at(cells, each.index)); })) {
    return void(++input.counts.left_out);
  }
  ++input.counts.read;
  if (row.lines_as_rows > 0) input.lines_as_rows.push_back(row.line);
  const std::uint32_t one = case_of(id, table->cursor().holds(id));
  survey_dates(one, input);
  ref.facts = (use.brings_cases || use.says_facts()) && says_more(one, input, row);
  if (ref.facts && use.brings_cases && cases_[one].policy.empty()) take_policy(cases_[one], input);
  add(one, ref, use.brings_cases);
  if (const std::uint32_t here = cases_[one].here; here == kNone || rows_[here].table != number) {
    cases_[one].here = cases_[one].last;
  }
  last_case_ = one;
}

// The case of that id, made on first sight; of none, a new one.
std::uint32_t TableCases::case_of(std::string_view id, bool copy) {
  const auto next = static_cast<std::uint32_t>(cases_.size());
  if (!id.empty()) {
    // Tables come sorted by case, mostly.
    if (last_case_ != kNone && cases_[last_case_].id == id) return last_case_;
    if (const auto found = by_id_.find(id); found != by_id_.end()) return found->second;
    if (copy) id = texts_.emplace_back(id);
    by_id_.emplace(id, next);
  }
  cases_.emplace_back().id = id;
  return next;
}

void TableCases::take_policy(Case& one, const Input& input) {
  const auto& [table, use] = input.input;
  one.policy = use.policy;
  if (!use.policy_column.there()) return;
  std::string made;
  const std::string_view text = said_by(use.policy_column, cell_at(table->cells(), use.policy_column.index), made).text;
  if (!text.empty()) one.policy = texts_.emplace_back(text);
}

void TableCases::add(std::uint32_t one, const Row& row, bool brings) {
  const auto number = static_cast<std::uint32_t>(rows_.size());
  rows_.push_back(row);
  Case& found = cases_[one];
  (found.first == kNone ? found.first : rows_[found.last].next) = number;
  found.last = number;
  if (brings && found.main == kNone) found.main = number;
}

// Of the rows of a case in one table it is the first that says the facts, or all of them together. What several tables
// say goes together.
bool TableCases::says_more(std::uint32_t one, Input& input, const Table::Row& row) {
  const tables::TableUse& use = input.input.use;
  const std::uint32_t here = cases_[one].here;
  if (here == kNone || &tables_[rows_[here].table] != &input || use.rows_together) return true;
  if (!use.first_row_counts) compare(one, input, rows_[here], row);
  return false;
}

// Two rows of one case are one if they say the same, else nobody knows which of them holds.
void TableCases::compare(std::uint32_t one, Input& input, const Row& first, const Table::Row& row) {
  const auto& [table, use] = input.input;
  tables::CsvCursor cursor(table->text(), table->separator());
  const std::vector<std::string_view> before = cursor.read(first.begin).cells;
  std::vector<std::string> differing;
  const auto look = [&](const Column& column) {
    if (!column.there()) return;
    const std::string a = said(column, cell_at(before, column.index));
    const std::string b = said(column, cell_at(table->cells(), column.index));
    if (a == b) return;
    differing.push_back(
        fmt::format("`{}` is {} and {}", shortened(column.name), quoted_or_empty(a), quoted_or_empty(b)));
  };
  look(use.policy_column);
  for (const NamedColumn& fact : use.facts) {
    if (knows_fact(fact.name)) look(fact.column);
  }
  for (const NamedColumn& assignee : use.assignees) look(assignee.column);
  if (differing.empty()) {
    ++input.repeated;
    return;
  }
  case_faults_[one].push_back(fmt::format("{}: lines {} and {} both tell of this case, and differ: {}", table->name(),
                                          first.line, row.line, fmt::join(differing, ", ")));
}

void TableCases::survey_dates(std::uint32_t one, Input& input) {
  const auto& [table, use] = input.input;
  std::string made;
  for (std::size_t i = 0; i < use.entries.size(); ++i) {
    const Column& at = use.entries[i].at;
    const std::string_view cell = cell_at(table->cells(), at.index);
    const bool formed = at.format.has_value();
    const tables::Said date = formed ? said_by(at, cell, made) : tables::Said{tables::Said::Kind::word, cell};
    if (date.kind == tables::Said::Kind::word) input.dates[i].look(date.text, one == last_case_);
  }
}

// A line behind a broken row that names a case touches it.
void TableCases::place_lines_behind() {
  for (const auto& [row, id] : behind_broken_) {
    const auto found = by_id_.find(id);
    if (found != by_id_.end()) add(found->second, row, false);
    else tables_[row.table].lines_of_none.push_back(row.line);
  }
}

void TableCases::settle_dates() {
  for (Input& table : tables_) {
    const auto& [input, use] = table.input;
    for (std::size_t i = 0; i < use.entries.size(); ++i) {
      const DateSurvey& dates = table.dates[i];
      table.newest_first = table.newest_first || dates.falls();
      if (use.entries[i].at.format || !dates.has_other_form() || dates.unreadable() < dates.values()) continue;
      const std::string& column = use.entries[i].at.name;
      std::string_view form = dates.forms().size() == 1 ? dates.forms().front() : std::string_view("D/M/YYYY");
      std::string fault = fmt::format(
          "{}: the column `{}`: {} of {} values are no dates such as 2026-01-31: {}; say which is meant in a "
          "description "
          "of the source (--source): at = {{ column = \"{}\", format = \"{}\" }}",
          input->name(), shortened(column), dates.unreadable(), dates.values(), dates.readings(), column, form);
      faults_.push_back(std::move(fault));
    }
  }
}

void TableCases::settle_ids() {
  std::vector<std::uint32_t> strays;
  for (std::uint32_t one = 0; one < cases_.size(); ++one) {
    (cases_[one].main != kNone ? order_ : strays).push_back(one);
  }
  const auto by_first_row = [this](std::uint32_t a, std::uint32_t b) {
    const auto row = [this](std::uint32_t one) {
      return cases_[one].main != kNone ? cases_[one].main : cases_[one].first;
    };
    return row(a) < row(b);
  };
  std::sort(order_.begin(), order_.end(), by_first_row);
  std::sort(strays.begin(), strays.end(), by_first_row);
  // Ids that differ by what gets lost on the way may be meant for the same case.
  std::vector<std::pair<std::size_t, std::uint32_t>> plain;
  plain.reserve(cases_.size());
  for (std::uint32_t one = 0; one < cases_.size(); ++one) {
    const std::string_view id = cases_[one].id;
    if (!id.empty()) plain.emplace_back(std::hash<std::string>()(tables::plain_id(id)), one);
  }
  std::sort(plain.begin(), plain.end());
  for (std::size_t i = 0, end = 0; i < plain.size(); i = end) {
    while (end < plain.size() && plain[end].first == plain[i].first) ++end;
    for (std::size_t a = i; a + 1 < end; ++a) {
      for (std::size_t b = a + 1; b < end && b < a + kMostTold; ++b) {
        const Case& one = cases_[plain[a].second];
        const Case& other = cases_[plain[b].second];
        if (tables::plain_id(one.id) != tables::plain_id(other.id)) continue;
        if (one.main != kNone && other.main != kNone) {
          near_ids_.push_back(fmt::format("the ids `{}` and `{}` are nearly the same: is it one case?",
                                          shortened(one.id), shortened(other.id)));
          continue;
        }
        if (one.main == kNone && other.main == kNone) continue;
        const std::size_t known = one.main != kNone ? a : b, stray = one.main != kNone ? b : a;
        const Case& lost = cases_[plain[stray].second];
        const Row& row = rows_[lost.first];
        case_faults_[plain[known].second].push_back(
            fmt::format("entries of `{}` ({}:{}) may be meant for it: give both the same id", shortened(lost.id),
                        tables_[row.table].input.table->name(), row.line));
        case_faults_[plain[stray].second].push_back(fmt::format("events for `{}`, but no such case; did you mean `{}`?",
                                                                shortened(lost.id),
                                                                shortened(cases_[plain[known].second].id)));
      }
    }
  }
  order_.insert(order_.end(), strays.begin(), strays.end());
}

void TableCases::read_header(std::size_t index, Header& header) const {
  header.policy.reset();
  header.faults.clear();
  const std::uint32_t number = order_[index];
  const Case& one = cases_[number];
  header.id = one.id;
  const auto faults = case_faults_.find(number);
  if (faults != case_faults_.end()) header.faults = faults->second;
  const Row& row = rows_[first_row(index)];
  const Input& table = tables_[row.table];
  if (!row.whole && one.id.empty()) return;  // what is wrong with the row tells more
  const std::string& column = table.input.use.id.name;
  if (!table.input.table->is_utf8()) {
    if (!tables::is_utf8(one.id)) header.faults.push_back(not_utf8(column));
    if (!tables::is_utf8(one.policy)) header.faults.push_back(not_utf8(table.input.use.policy_column.name));
  }
  if (one.main != kNone) {
    if (one.id.empty()) header.faults.push_back(fmt::format("`{}` is empty", column));
    if (!one.policy.empty()) header.policy = one.policy;
  } else if (header.faults.empty()) {
    const bool events = !table.input.use.entries.empty();
    header.faults.push_back(
        one.id.empty() ? fmt::format("{} without a `{}`", events ? "an event" : "a row", column)
                       : fmt::format("{} for `{}`, but no such case", events ? "events" : "facts", shortened(one.id)));
  }
}

std::vector<std::pair<std::string, std::uint64_t>> TableCases::unused(std::size_t number) const {
  const auto& [table, use] = tables_[number].input;
  const std::vector<std::string>& columns = table->columns();
  std::vector<std::size_t> filled(columns.size());
  tables::CsvCursor cursor(table->text(), table->separator());
  for (const Row& row : rows_) {
    if (row.table != number || !row.whole) continue;
    const auto& cells = cursor.read(row.begin).cells;
    for (std::size_t i = 0; i < std::min(cells.size(), columns.size()); ++i) filled[i] += cells[i].empty() ? 0u : 1u;
    cursor.forget();
  }
  std::vector<std::pair<std::string, std::uint64_t>> unused;
  for (const std::string& name : tables::unused_columns(use, *table)) {
    unused.emplace_back(name, filled[static_cast<std::size_t>(std::ranges::find(columns, name) - columns.begin())]);
  }
  return unused;
}

std::vector<std::string> TableCases::notes() const {
  std::vector<std::string> notes;
  for (const Input& table : tables_) {
    const auto& [input, use] = table.input;
    const std::string& name = input->name();
    for (std::size_t i = 0; i < std::min(table.lines_as_rows.size(), kMostTold); ++i) {
      notes.push_back(fmt::format(
          "{}:{}: a cell goes on over lines that look like rows of the table: if its closing quote stands too late, "
          "they are lost",
          name, table.lines_as_rows[i]));
    }
    if (table.lines_as_rows.size() > kMostTold) {
      notes.push_back(fmt::format("{}: {} more such cells", name, table.lines_as_rows.size() - kMostTold));
    }
    if (!table.lines_of_none.empty()) {
      notes.push_back(fmt::format("{}:{}: {} no known case: what its cell went on with, or rows that are lost", name,
                                  table.lines_of_none.front(),
                                  counted(table.lines_of_none.size(), "line behind a broken row fits no row and names",
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
    if (table.newest_first) {
      notes.push_back(
          fmt::format("{}: runs from the newest entry to the oldest; what has no time of day is taken in "
                      "that order too",
                      name));
    }
    for (std::size_t i = 0; i < use.entries.size(); ++i) {
      const DateSurvey& dates = table.dates[i];
      const std::string& column = use.entries[i].at.name;
      if (dates.only_midnights()) {
        notes.push_back(
            fmt::format("{}: every time in the column `{}` is 00:00: they are read as dates", name, column));
      }
      if (dates.unreadable() > 0 && !use.entries[i].at.format) {
        notes.push_back(fmt::format("{}: the column `{}`: {} of {} are no dates such as 2026-01-31{}", name, column,
                                    dates.unreadable(), counted(dates.values(), "value"),
                                    dates.has_other_form() ? ": " + dates.readings() : ""));
      }
    }
  }
  for (std::size_t i = 0; i < std::min(near_ids_.size(), kMostTold); ++i) notes.push_back(near_ids_[i]);
  if (near_ids_.size() > kMostTold) {
    notes.push_back(fmt::format("{} more pairs of ids are nearly the same", near_ids_.size() - kMostTold));
  }
  return notes;
}

std::string TableCases::counted_rows() const {
  std::string text;
  for (const Input& table : tables_) {
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
