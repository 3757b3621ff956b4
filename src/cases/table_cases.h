#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cases/header.h"
#include "cases/joined_tables.h"

namespace engage::cases {

// That a cell which is looked at is no text.
std::string not_utf8(std::string_view column);

// Cases in tables, joined by their ids: every row of every table belongs to one case, or is told. The cases come in the
// order of their first row in a table that brings cases, and behind them one for each id, or row without one, that no
// such table speaks of.
class TableCases {
 public:
  TableCases(std::vector<TableInput> tables, const KnownNames& known);
  TableCases(const TableCases&) = delete;
  TableCases& operator=(const TableCases&) = delete;

  // Why the tables cannot be read at all, one sentence each, with the table's name; else empty.
  const std::vector<std::string>& faults() const { return joined_->faults; }

  std::size_t size() const { return order_.size(); }
  std::uint64_t line(std::size_t index) const { return place(rows_[first_row(index)]).line; }
  std::string_view file(std::size_t index) const { return place(rows_[first_row(index)]).file; }
  void read_header(std::size_t index, Header& header) const;

  std::size_t table_count() const { return tables_.size(); }
  const std::string& name(std::size_t table) const { return tables_[table].input.table->name(); }
  // With its columns found.
  const tables::TableUse& use(std::size_t table) const { return tables_[table].input.use; }
  const tables::RowCounts& counts(std::size_t table) const { return tables_[table].counts; }
  // Columns that nothing reads, and how many of their cells hold something.
  std::vector<std::pair<std::string, std::uint64_t>> unused(std::size_t number) const;

  // What is to be told once of the tables, one line each without a line end.
  std::vector<std::string> notes() const { return joined_->notes(); }
  // "cases.csv 3 read, 0 passed over; events.csv 5 read, 2 passed over (1 empty, 1 broken)"
  std::string counted_rows() const { return joined_->counted_rows(); }

 private:
  friend class TableReader;
  friend class SortedCases;

  static constexpr std::uint32_t kNone = UINT32_MAX;
  struct Row {
    const char* begin = nullptr;
    std::uint32_t size = 0;
    std::uint32_t line = 0;
    std::uint32_t next = kNone;  // of the same case
    std::uint8_t table = 0;
    tables::Table::RowFault fault = {};
    bool whole = true;   // not broken
    bool facts = false;  // says some that no row before it says

    std::string_view text() const { return {begin, size}; }
  };
  struct Case {
    std::string_view id, policy;                // empty: none is named
    std::uint32_t first = kNone, last = kNone;  // rows
    std::uint32_t main = kNone;                 // the first row that brings it
    std::uint32_t here = kNone;                 // its first whole row in the table that was read last
  };

  // A window of tables that are sorted by case: what SortedCases puts into it.
  explicit TableCases(std::shared_ptr<JoinedTables> joined);

  std::uint32_t first_row(std::size_t index) const {
    const Case& one = cases_[order_[index]];
    return one.main != kNone ? one.main : one.first;
  }
  tables::Place place(const Row& row) const { return tables_[row.table].input.table->place(row.line); }
  bool knows_fact(std::string_view name) const { return joined_->knows_fact(name); }
  void read_table(std::size_t number);
  bool pass_over(std::size_t number, const tables::Table::Row& row);
  void take(std::size_t number, const tables::Table::Row& row, std::uint32_t one);
  Row placed(std::size_t number, const tables::Table::Row& row);
  void add(std::uint32_t one, const Row& row, bool brings);
  bool says_more(std::uint32_t one, JoinedTable& input, const tables::Table::Row& row);
  std::uint32_t case_of(std::size_t number, std::string_view id, bool copy);
  std::uint32_t new_case(std::string_view id, bool copy);
  void look_for_errors(std::uint32_t one, JoinedTable& input, const tables::Table::Row& row);
  void hold_id(std::uint32_t one, const JoinedTable& input, const tables::Table::Row& row);
  void take_policy(Case& one, const JoinedTable& input);
  void compare(std::uint32_t one, JoinedTable& input, const Row& first, const tables::Table::Row& row);
  void survey_dates(std::uint32_t one, std::size_t number);
  void place_lines_behind();
  void order_cases();
  void find_near_ids();

  std::shared_ptr<JoinedTables> joined_;
  std::vector<JoinedTable>& tables_ = joined_->tables;
  std::vector<TableTraits> traits_;  // of each, as these cases are to be read
  std::vector<Row> rows_;
  std::vector<Case> cases_;
  std::vector<std::uint32_t> order_;  // cases
  std::unordered_map<std::string_view, std::uint32_t> by_id_;
  std::unordered_map<std::uint32_t, std::vector<std::string>> case_faults_;
  std::deque<std::string> texts_;                               // ids and policies that do not stand so in a table
  std::vector<std::pair<Row, std::string>> behind_broken_;      // and what stands in the place of an id
  std::vector<std::uint32_t> last_case_;                        // of the row before, in each table
  std::vector<std::vector<std::shared_ptr<const void>>> held_;  // the bytes of the rows of each
  tables::CsvCursor before_{{}, ','};                           // scratch
};

}  // namespace engage::cases
