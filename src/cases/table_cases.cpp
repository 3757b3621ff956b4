#include "cases/table_cases.h"

#include <fmt/format.h>

#include <algorithm>

#include "tables/names.h"
#include "text/near.h"
#include "text/shortened.h"
#include "text/words.h"

namespace engage::cases {
namespace {

using tables::Column;
using tables::NamedColumn;
using tables::Table;

constexpr std::size_t kMostTold = 10;

// What the cell says in the end, for comparing.
std::string said(const Column& column, std::span<const std::string_view> cells) {
  std::string made, joined;
  return std::string(said_by(column, cell_of(column, cells, joined), made).text);
}

std::string quoted_or_empty(std::string_view text) {
  return text.empty() ? "empty" : fmt::format("`{}`", shortened(text));
}

// Of a column that is joined of several, each.
std::vector<std::string> cells_of(const Column& column, std::span<const std::string_view> cells) {
  const auto at = [&](std::size_t index) { return std::string(index < cells.size() ? cells[index] : ""); };
  std::vector<std::string> found = {at(column.index)};
  for (const tables::JoinedColumn& each : column.more) found.push_back(at(each.index));
  return found;
}

// "export.xlsx, cell C7 (`Risk`)" of a sheet, "export.csv, line 7, column `Risk`" of another table.
std::string place_of(const TableInput& input, std::uint64_t line, std::size_t index) {
  const std::string& column = input.table->columns()[index];
  const tables::Place place = input.table->place(line);
  if (input.use.form.first_row == 0 || input.use.form.origins) {
    return fmt::format("{}, line {}, column `{}`", place.file, place.line, shortened(column));
  }
  std::string letters;
  for (std::size_t left = index + 1; left > 0; left = (left - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
  }
  return fmt::format("{}, cell {}{} (`{}`)", place.file, letters, line, shortened(column));
}

}  // namespace

std::string not_utf8(std::string_view column) {
  return fmt::format(
      "`{}` is not UTF-8: save the table as CSV UTF-8, or say its encoding in a description of the source",
      shortened(column));
}

TableCases::TableCases(std::vector<TableInput> tables, const KnownNames& known)
    : TableCases(std::make_shared<JoinedTables>(std::move(tables), known)) {
  if (!faults().empty()) return;
  std::size_t lines = 0, cases = 0;
  for (const JoinedTable& table : tables_) {
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
  for (const JoinedTable& table : tables_) traits_.push_back(table.traits());
  joined_->check_forms_of_dates();
  if (!faults().empty()) return;
  order_cases();
  find_near_ids();
}

TableCases::TableCases(std::shared_ptr<JoinedTables> joined)
    : joined_(std::move(joined)), last_case_(tables_.size(), kNone), held_(tables_.size()) {}

void TableCases::read_table(std::size_t number) {
  JoinedTable& input = tables_[number];
  Table& table = *input.input.table;
  bool sorted = input.input.use.sorted;
  std::string made;
  while (const auto row = table.next()) {
    if (!pass_over(number, *row)) {
      const std::string_view id = input.id_of_row(made);
      if (sorted && !input.take_in_order(id, row->line)) {
        sorted = false;
        joined_->faults.push_back(input.out_of_order(id, row->line));
      }
      const bool whole = row->kind == Table::RowKind::read;
      if (!whole) last_case_[number] = kNone;
      take(number, *row, case_of(number, id, !whole || input.holds_id_elsewhere(id)));
    }
    table.cursor().forget();
  }
}

// Counts the row. True for one that belongs to no case, or not yet.
bool TableCases::pass_over(std::size_t number, const Table::Row& row) {
  JoinedTable& input = tables_[number];
  const auto& [table, use] = input.input;
  if (row.kind == Table::RowKind::empty) return ++input.counts.empty > 0;
  if (row.kind == Table::RowKind::footer) return ++input.counts.footer > 0;
  if (!table->is_utf8() && !tables::is_utf8(table->text().substr(row.begin, row.end - row.begin))) {
    ++input.rows_not_utf8;
  }
  if (row.kind != Table::RowKind::read) {
    ++input.counts.broken;
    if (row.kind != Table::RowKind::behind_broken) return false;
    std::string made;
    behind_broken_.emplace_back(placed(number, row), input.id_of_row(made));
    return true;
  }
  if (tables::is_left_out(use, table->cells())) return ++input.counts.left_out > 0;
  ++input.counts.read;
  if (row.lines_as_rows > 0) input.lines_as_rows.add(row.line);
  return false;
}

TableCases::Row TableCases::placed(std::size_t number, const Table::Row& row) {
  const Table& table = *tables_[number].input.table;
  const std::string_view text = table.text().substr(row.begin, row.end - row.begin);
  const bool whole = row.kind == Table::RowKind::read;
  if (held_[number].empty() || held_[number].back() != table.held()) held_[number].push_back(table.held());
  if (text.size() > UINT32_MAX) {
    joined_->faults.push_back(fmt::format("{}: the row is longer than 4 GiB", table.place_words(row.line)));
  }
  return {text.data(),
          static_cast<std::uint32_t>(text.size()),
          static_cast<std::uint32_t>(row.line),
          kNone,
          static_cast<std::uint8_t>(number),
          row.fault,
          whole,
          false};
}

// A row that was not passed over, into its case.
void TableCases::take(std::size_t number, const Table::Row& row, std::uint32_t one) {
  JoinedTable& input = tables_[number];
  const tables::TableUse& use = input.input.use;
  Row ref = placed(number, row);
  if (!ref.whole) {
    last_case_[number] = kNone;
    return add(one, ref, use.brings_cases);
  }
  look_for_errors(one, input, row);
  hold_id(one, input, row);
  survey_dates(one, number);
  ref.facts = (use.brings_cases || use.says_facts()) && says_more(one, input, row);
  if (ref.facts && use.brings_cases && cases_[one].policy.empty()) take_policy(cases_[one], input);
  add(one, ref, use.brings_cases);
  if (const std::uint32_t here = cases_[one].here; here == kNone || rows_[here].table != number) {
    cases_[one].here = cases_[one].last;
  }
  last_case_[number] = one;
}

// A cell that holds a spreadsheet's error says nothing that could be relied on.
void TableCases::look_for_errors(std::uint32_t one, JoinedTable& input, const Table::Row& row) {
  const auto& [table, use] = input.input;
  const auto& cells = table->cells();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].starts_with('#') || !tables::is_error(use, i, cells[i])) continue;
    if (!tables::is_read(use, i)) {
      ++input.errors_unread;
      continue;
    }
    case_faults_[one].push_back(fmt::format(
        "{}: `{}` is an error of the spreadsheet, and no value: mend the cell; where it means that nobody knows, "
        "write `unknown = [\"{}\"]` at the column",
        place_of(input.input, row.line, i), cells[i], cells[i]));
  }
}

// Ids that are joined of several cells are the same only if their cells are.
void TableCases::hold_id(std::uint32_t one, const JoinedTable& input, const Table::Row& row) {
  const auto& [table, use] = input.input;
  const std::uint32_t first = cases_[one].first;
  if (use.id.more.empty() || cases_[one].id.empty() || first == kNone || !rows_[first].whole) return;
  const TableInput& other = tables_[rows_[first].table].input;
  before_.forget();
  before_.look_into(rows_[first].text(), other.table->separator());
  const auto parts = cells_of(use.id, table->cells()), known = cells_of(other.use.id, before_.read(0).cells);
  if (parts.size() != known.size() || parts == known) return;
  case_faults_[one].push_back(fmt::format(
      "{}: `{}` is made of `{}`, and above of `{}`: two cases may read as one; say `join` with something that "
      "stands in no cell",
      table->place_words(row.line), shortened(cases_[one].id), fmt::join(parts, "` and `"),
      fmt::join(known, "` and `")));
}

// The case of that id, made on first sight; of none, a new one.
std::uint32_t TableCases::case_of(std::size_t number, std::string_view id, bool copy) {
  if (id.empty()) return new_case(id, false);
  // Tables come sorted by case, mostly.
  if (const std::uint32_t last = last_case_[number]; last != kNone && cases_[last].id == id) return last;
  if (const auto found = by_id_.find(id); found != by_id_.end()) return found->second;
  const std::uint32_t made = new_case(id, copy);
  by_id_.emplace(cases_[made].id, made);
  return made;
}

std::uint32_t TableCases::new_case(std::string_view id, bool copy) {
  if (copy) id = texts_.emplace_back(id);
  cases_.emplace_back().id = id;
  return static_cast<std::uint32_t>(cases_.size() - 1);
}

void TableCases::take_policy(Case& one, const JoinedTable& input) {
  const auto& [table, use] = input.input;
  one.policy = use.policy;
  if (!use.policy_column.there()) return;
  std::string made, cells;
  const std::string_view text =
      said_by(use.policy_column, cell_of(use.policy_column, table->cells(), cells), made).text;
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
bool TableCases::says_more(std::uint32_t one, JoinedTable& input, const Table::Row& row) {
  const tables::TableUse& use = input.input.use;
  const std::uint32_t here = cases_[one].here;
  if (here == kNone || &tables_[rows_[here].table] != &input || use.rows_together) return true;
  if (!use.first_row_counts) compare(one, input, rows_[here], row);
  return false;
}

// Two rows of one case are one if they say the same, else nobody knows which of them holds.
void TableCases::compare(std::uint32_t one, JoinedTable& input, const Row& first, const Table::Row& row) {
  const auto& [table, use] = input.input;
  before_.forget();
  before_.look_into(first.text(), table->separator());
  const std::vector<std::string_view>& before = before_.read(0).cells;
  std::vector<std::string> differing;
  const auto look = [&](const Column& column) {
    if (!column.there()) return;
    const std::string a = said(column, before);
    const std::string b = said(column, table->cells());
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
  const tables::Place above = table->place(first.line), here = table->place(row.line);
  const std::string places = above.file == here.file
                                 ? fmt::format("{}: lines {} and {}", above.file, above.line, here.line)
                                 : fmt::format("{}:{} and {}:{}", above.file, above.line, here.file, here.line);
  case_faults_[one].push_back(
      fmt::format("{} both tell of this case, and differ: {}", places, fmt::join(differing, ", ")));
}

void TableCases::survey_dates(std::uint32_t one, std::size_t number) {
  JoinedTable& input = tables_[number];
  const auto& [table, use] = input.input;
  std::string made, joined;
  for (std::size_t i = 0; i < use.entries.size(); ++i) {
    const Column& at = use.entries[i].at;
    const std::string_view cell = cell_of(at, table->cells(), joined);
    if (tables::is_error(use, at.index, cell)) continue;
    const tables::Said date =
        at.formats.empty() ? tables::Said{tables::Said::Kind::word, cell} : said_by(at, cell, made);
    if (date.kind == tables::Said::Kind::word) input.dates[i].look(date.text, one == last_case_[number]);
  }
}

// A line behind a broken row that names a case touches it.
void TableCases::place_lines_behind() {
  for (const auto& [row, id] : behind_broken_) {
    const auto found = by_id_.find(id);
    if (found != by_id_.end()) add(found->second, row, false);
    else tables_[row.table].add_line_of_none(row.line);
  }
}

void TableCases::order_cases() {
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
  order_.insert(order_.end(), strays.begin(), strays.end());
}

// Ids that differ by what gets lost on the way may be meant for the same case.
void TableCases::find_near_ids() {
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
          joined_->near_ids.add(fmt::format("the ids `{}` and `{}` are nearly the same: is it one case?",
                                            shortened(one.id), shortened(other.id)));
          continue;
        }
        if (one.main == kNone && other.main == kNone) continue;
        const std::size_t known = one.main != kNone ? a : b, stray = one.main != kNone ? b : a;
        const Case& lost = cases_[plain[stray].second];
        const Row& row = rows_[lost.first];
        case_faults_[plain[known].second].push_back(
            fmt::format("entries of `{}` ({}) may be meant for it: give both the same id", shortened(lost.id),
                        tables_[row.table].input.table->place_words(row.line)));
        case_faults_[plain[stray].second].push_back(fmt::format("events for `{}`, but no such case; did you mean `{}`?",
                                                                shortened(lost.id),
                                                                shortened(cases_[plain[known].second].id)));
      }
    }
  }
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
  const JoinedTable& table = tables_[row.table];
  if (!row.whole && one.id.empty()) return;  // what is wrong with the row tells more
  const std::string column = table.input.use.id.called();
  if (!traits_[row.table].is_utf8) {
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
  tables::CsvCursor cursor({}, table->separator());
  for (const Row& row : rows_) {
    if (row.table != number || !row.whole) continue;
    cursor.look_into(row.text());
    const auto& cells = cursor.read(0).cells;
    for (std::size_t i = 0; i < std::min(cells.size(), columns.size()); ++i) filled[i] += cells[i].empty() ? 0u : 1u;
    cursor.forget();
  }
  std::vector<std::pair<std::string, std::uint64_t>> unused;
  for (const std::string& name : tables::unused_columns(use, *table)) {
    unused.emplace_back(name, filled[static_cast<std::size_t>(std::ranges::find(columns, name) - columns.begin())]);
  }
  return unused;
}

}  // namespace engage::cases
