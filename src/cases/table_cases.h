#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cases/date_survey.h"
#include "cases/header.h"
#include "tables/source.h"
#include "tables/table.h"

namespace engage::cases {

// A table, and what its columns mean.
struct TableInput {
  std::unique_ptr<tables::Table> table;
  tables::TableUse use;
};

// The names of facts and roles that the policies of a run know, by which columns are found that nobody has described.
struct KnownNames {
  std::vector<std::string> facts, roles;
};

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
  const std::vector<std::string>& faults() const { return faults_; }

  std::size_t size() const { return order_.size(); }
  std::uint64_t line(std::size_t index) const { return rows_[first_row(index)].line; }
  std::string_view file(std::size_t index) const { return tables_[rows_[first_row(index)].table].input.table->name(); }
  void read_header(std::size_t index, Header& header) const;

  std::size_t table_count() const { return tables_.size(); }
  const std::string& name(std::size_t table) const { return tables_[table].input.table->name(); }
  // With its columns found.
  const tables::TableUse& use(std::size_t table) const { return tables_[table].input.use; }
  const tables::RowCounts& counts(std::size_t table) const { return tables_[table].counts; }
  // Columns that nothing reads, and how many of their cells hold something.
  std::vector<std::pair<std::string, std::uint64_t>> unused(std::size_t number) const;

  // What is to be told once of the tables, one line each without a line end.
  std::vector<std::string> notes() const;
  // "cases.csv 3 read, 0 passed over; events.csv 5 read, 2 passed over (1 empty, 1 broken)"
  std::string counted_rows() const;

 private:
  friend class TableReader;

  static constexpr std::uint32_t kNone = UINT32_MAX;
  struct Row {
    std::size_t begin = 0;
    std::uint32_t line = 0;
    std::uint32_t next = kNone;  // of the same case
    std::uint8_t table = 0;
    tables::Table::RowFault fault = {};
    bool whole = true;   // not broken
    bool facts = false;  // says some that no row before it says
  };
  struct Case {
    std::string_view id, policy;                // empty: none is named
    std::uint32_t first = kNone, last = kNone;  // rows
    std::uint32_t main = kNone;                 // the first row that brings it
    std::uint32_t here = kNone;                 // its first whole row in the table that was read last
  };
  struct Input {
    TableInput input;
    tables::RowCounts counts;
    std::vector<DateSurvey> dates;  // of each entry of `use`
    bool newest_first = false;
    std::uint64_t rows_not_utf8 = 0, repeated = 0;
    std::vector<std::uint64_t> lines_as_rows;  // lines of rows that may have swallowed others
    std::vector<std::uint64_t> lines_of_none;  // behind broken rows: they name no case that is there
    std::vector<std::size_t> ignored;          // columns of a plain table of events that nobody knows
  };

  std::uint32_t first_row(std::size_t index) const {
    const Case& one = cases_[order_[index]];
    return one.main != kNone ? one.main : one.first;
  }
  void find_columns(const KnownNames& known);
  bool knows_fact(std::string_view name) const;
  void read_table(std::size_t number);
  void take_row(std::size_t number, const tables::Table::Row& row);
  void add(std::uint32_t one, const Row& row, bool brings);
  bool says_more(std::uint32_t one, Input& input, const tables::Table::Row& row);
  std::uint32_t case_of(std::string_view id, bool copy);
  void take_policy(Case& one, const Input& input);
  void compare(std::uint32_t one, Input& input, const Row& first, const tables::Table::Row& row);
  void survey_dates(std::uint32_t one, Input& input);
  void place_lines_behind();
  void settle_dates();
  void settle_ids();

  std::vector<Input> tables_;
  std::vector<std::string> faults_, known_facts_;
  std::vector<Row> rows_;
  std::vector<Case> cases_;
  std::vector<std::uint32_t> order_;  // cases
  std::unordered_map<std::string_view, std::uint32_t> by_id_;
  std::unordered_map<std::uint32_t, std::vector<std::string>> case_faults_;
  std::deque<std::string> texts_;                           // ids and policies that do not stand so in a table
  std::vector<std::pair<Row, std::string>> behind_broken_;  // and what stands in the place of an id
  std::vector<std::string> near_ids_;                       // notes
  std::uint32_t last_case_ = kNone;                         // of the row before, in the same table
};

}  // namespace engage::cases
