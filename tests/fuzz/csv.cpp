#include <algorithm>
#include <map>

#include "cases/csv_table.h"
#include "hold.h"
#include "reading.h"
#include "targets.h"

namespace engage::fuzz {
namespace {

// Of a table without quotation marks: the lines that are not blank are its rows, and the first its header.
void hold_rows(std::string_view bytes, const cases::CsvTable& table, std::string_view input) {
  std::uint64_t before = 1;
  for (const cases::CsvTable::Row& row : table.rows()) {
    HOLD(row.line > before, input);
    before = row.line;
  }
  if (bytes.find('"') != bytes.npos) return;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::size_t lines = 0;
  for (; !bytes.empty(); ++lines) {
    const std::size_t text = bytes.find_first_not_of(" \t\r\n");
    if (text == bytes.npos) break;
    bytes.remove_prefix(std::min(bytes.find('\n', text), bytes.size()));
  }
  HOLD(table.rows().size() + 1 == std::max(lines, std::size_t{1}), input);
}

std::size_t column(const cases::CsvTable& table, std::string_view one, std::string_view other) {
  return table.column(one).value_or(table.column(other).value_or(0));
}

}  // namespace

// Every row of the cases is one case, every row of the events an entry of each case of its id, or, without one,
// part of a case that is rejected. A case becomes the same whatever the reader has read before.
void hold_csv(std::string_view input) {
  const std::size_t end = std::min(input.find(kSeparator), input.size());
  const std::string_view cases_bytes = input.substr(0, end);
  const std::string_view events_bytes = input.substr(std::min(end + 1, input.size()));
  const cases::CsvTable rows(cases_bytes), events(events_bytes);
  hold_rows(cases_bytes, rows, input);
  hold_rows(events_bytes, events, input);
  const cases::CsvCases tables(cases_bytes, events_bytes);
  HOLD(rows.fault().empty() || !tables.faults().empty(), input);
  if (!tables.faults().empty()) return;

  const std::size_t id = column(rows, "id", "case_id"), case_id = column(events, "case_id", "id");
  std::map<std::string_view, std::size_t> entries;  // by case
  for (const auto& row : events.rows()) ++entries[events.cell(row, case_id)];
  for (const auto& row : rows.rows()) entries.try_emplace(rows.cell(row, id));

  Reading reading(input);
  std::size_t strays = 0;  // events without a case
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const Outcome read = reading.read(tables, i);
    HOLD(read == Reading(input).read(tables, i), input);
    if (tables.in_events_file(i)) {
      HOLD(!read.faults.empty(), input);
      strays += read.id.empty() ? 1 : entries[read.id];
      continue;
    }
    HOLD(read.line == rows.rows()[i].line, input);
    HOLD(read.id == rows.cell(rows.rows()[i], id), input);
    HOLD(!read.faults.empty() || rows.rows()[i].fault.empty(), input);
    HOLD(!read.faults.empty() || read.entries == entries[read.id], input);
  }
  for (const auto& row : rows.rows()) {
    if (const auto cell = rows.cell(row, id); !cell.empty()) entries.erase(cell);
  }
  std::size_t without = 0;
  for (const auto& [name, count] : entries) without += count;
  HOLD(strays == without, input);
}

}  // namespace engage::fuzz
