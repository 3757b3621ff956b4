#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cases/table_cases.h"
#include "counselling.h"
#include "hold.h"
#include "reading.h"
#include "tables/decode.h"
#include "targets.h"

namespace engage::fuzz {
namespace {

using tables::Table;

// What a table's rows say of one id, or of none.
struct Rows {
  std::size_t read = 0, broken = 0;
};

struct Walked {
  std::map<std::string, Rows> ids;
  std::string counts;  // as TableCases tells them
};

// The rows stand one behind the other, on the lines that they name, to the end of the text. `use` has its columns.
Walked walk(Table& table, const tables::TableUse& use, std::string_view input) {
  const std::string_view text = table.text();
  const auto lines_before = [text](std::size_t at) {
    return static_cast<std::uint64_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
  };
  Walked walked;
  tables::RowCounts counts;
  std::size_t at = 0;
  bool first = true;
  while (const auto row = table.next()) {
    HOLD(first || row->begin == at, input);
    HOLD(row->begin < row->end && row->end <= text.size(), input);
    HOLD(row->line == lines_before(row->begin) + 1, input);
    HOLD(row->end == text.size() || lines_before(row->end) == lines_before(row->begin) + row->lines, input);
    HOLD(row->kind != Table::RowKind::broken || row->fault != Table::RowFault::none, input);
    HOLD(table.cells().size() <= table.columns().size(), input);
    first = false;
    at = row->end;
    const std::string id(use.id.index < table.cells().size() ? table.cells()[use.id.index] : std::string_view());
    switch (row->kind) {
      case Table::RowKind::read: ++counts.read, ++walked.ids[id].read; break;
      case Table::RowKind::broken: ++counts.broken, ++walked.ids[id].broken; break;
      case Table::RowKind::behind_broken: ++counts.broken; break;
      case Table::RowKind::empty: ++counts.empty; break;
      case Table::RowKind::footer: ++counts.footer; break;
    }
    table.cursor().forget();
  }
  HOLD(first || at == text.size(), input);
  std::string kinds = counts.empty > 0 ? fmt::format("{} empty", counts.empty) : "";
  if (counts.broken > 0) kinds += fmt::format("{}{} broken", kinds.empty() ? "" : ", ", counts.broken);
  walked.counts = fmt::format("{} {} read, {} passed over{}", table.name(), counts.read, counts.passed_over(),
                              kinds.empty() ? "" : fmt::format(" ({})", kinds));
  return walked;
}

Walked walk(const std::string& name, const std::string& text, tables::TableUse use, const cases::KnownNames& known,
            std::string_view input) {
  Table table(name, text, use.form);
  HOLD(tables::find_columns(use, table, known.facts, known.roles).empty(), input);
  return walk(table, use, input);
}

cases::KnownNames known_names() {
  cases::KnownNames known;
  for (const model::Fact& fact : counselling().words.facts) known.facts.push_back(fact.name);
  for (const model::Role& role : counselling().words.roles) known.roles.push_back(role.name);
  return known;
}

void add(std::vector<cases::TableInput>& inputs, const std::string& name, const std::string& text,
         tables::TableUse use) {
  inputs.push_back({std::make_unique<Table>(name, text, use.form), std::move(use)});
}

// Each id comes out once, and each row without one; who has a broken row is rejected, and so is who has no row in the
// table of cases. A case becomes the same whatever the reader has read before.
void hold_cases(const cases::TableCases& tables, const Walked& cases, const Walked& events, std::string_view input) {
  std::map<std::string, Rows> open = cases.ids;  // that have not come out
  for (const auto& [id, rows] : events.ids) open[id].read += rows.read, open[id].broken += rows.broken;
  Reading reading(input);
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const Outcome read = reading.read(tables, i);
    HOLD(read == Reading(input).read(tables, i), input);
    const auto found = open.find(read.id);
    HOLD(found != open.end(), input);
    if (read.id.empty()) {
      HOLD(!read.faults.empty(), input);
      Rows& rows = found->second;
      --(rows.read > 0 ? rows.read : rows.broken);
      if (rows.read + rows.broken == 0) open.erase(found);
      continue;
    }
    HOLD(found->second.broken == 0 || !read.faults.empty(), input);
    open.erase(found);
    HOLD(cases.ids.contains(read.id) || !read.faults.empty(), input);
    if (!read.faults.empty()) continue;
    const auto entries = events.ids.find(read.id);
    HOLD(read.entries + read.repeats == (entries == events.ids.end() ? 0 : entries->second.read), input);
  }
  HOLD(open.empty(), input);
}

// The same table as one that is both.
void hold_both(const std::string& text, const cases::KnownNames& known, std::string_view input) {
  std::vector<cases::TableInput> inputs;
  add(inputs, "both.csv", text, tables::plain_both());
  const cases::TableCases tables(std::move(inputs), known);
  if (!tables.faults().empty()) return;
  HOLD(tables.counted_rows() == walk("both.csv", text, tables::plain_both(), known, input).counts, input);
  Reading reading(input);
  for (std::size_t i = 0; i < tables.size(); ++i)
    HOLD(reading.read(tables, i) == Reading(input).read(tables, i), input);
}

}  // namespace

void hold_csv(std::string_view input) {
  const std::size_t end = std::min(input.find(kSeparator), input.size());
  const auto cases_text = tables::decode(std::string(input.substr(0, end)), "");
  const auto events_text = tables::decode(std::string(input.substr(std::min(end + 1, input.size()))), "");
  if (!cases_text || !events_text) return;
  static const cases::KnownNames known = known_names();
  hold_both(*cases_text, known, input);
  std::vector<cases::TableInput> inputs;
  add(inputs, "cases.csv", *cases_text, tables::plain_cases());
  if (end < input.size()) add(inputs, "events.csv", *events_text, tables::plain_entries());
  const cases::TableCases tables(std::move(inputs), known);
  if (!tables.faults().empty()) return;
  const Walked cases = walk("cases.csv", *cases_text, tables::plain_cases(), known, input);
  Walked events;
  if (end < input.size()) events = walk("events.csv", *events_text, tables::plain_entries(), known, input);
  HOLD(tables.counted_rows() == cases.counts + (end < input.size() ? "; " + events.counts : ""), input);
  HOLD(tables.notes() == tables.notes(), input);
  hold_cases(tables, cases, events, input);
}

}  // namespace engage::fuzz
