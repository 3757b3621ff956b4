#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cases/date_survey.h"
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

// What a table shows as a whole, and decides how each of its rows is read.
struct TableTraits {
  bool is_utf8 = true;
  bool newest_first = false;
  std::vector<bool> only_midnights;  // of each entry: 00:00 is no time of day
};

// Of many things, how many there are and the first ones.
template <typename T>
struct Told {
  static constexpr std::size_t kMost = 10;
  std::uint64_t count = 0;
  std::vector<T> first;

  void add(T one) {
    if (++count <= kMost) first.push_back(std::move(one));
  }
  std::uint64_t left() const { return count - first.size(); }
};

// A table of a source, and what is learned and counted while it is read.
struct JoinedTable {
  TableInput input;
  tables::RowCounts counts;
  std::vector<DateSurvey> dates;  // of each entry of the use
  std::uint64_t rows_not_utf8 = 0, repeated = 0;
  std::uint64_t errors_unread = 0;    // cells with errors of a spreadsheet in columns that nobody reads
  Told<std::uint64_t> lines_as_rows;  // lines of rows that may have swallowed others
  std::uint64_t lines_of_none = 0;    // behind broken rows: they name no case that is there
  std::uint64_t line_of_none = 0;     // the first of them
  std::vector<std::size_t> ignored;   // columns of a plain table of events that nobody knows
  std::string last_id;                // of a table that is sorted by case
  std::uint64_t last_line = 0;

  const std::string& name() const { return input.table->name(); }
  void add_line_of_none(std::uint64_t line) {
    if (++lines_of_none == 1 || line < line_of_none) line_of_none = line;
  }
  // What the row at hand has for an id, in `made` where it is joined of several cells; an error is none.
  std::string_view id_of_row(std::string& made) const;
  bool holds_id_elsewhere(std::string_view id) const {
    return !input.use.id.more.empty() || input.table->cursor().holds(id);
  }
  bool runs_newest_first() const;
  bool has_only_midnights(std::size_t entry) const;
  // As the rows so far show it, and the description says.
  TableTraits traits() const;
  // Whether the row may follow in a table that is sorted by case; else why not.
  bool take_in_order(std::string_view id, std::uint64_t line);
  std::string out_of_order(std::string_view id, std::uint64_t line) const;
};

// The tables of a source, and all that is known of them beyond single cases.
struct JoinedTables {
  std::vector<JoinedTable> tables;
  std::vector<std::string> faults;       // why they cannot be read at all
  std::vector<std::string> known_facts;  // sorted
  Told<std::string> near_ids;            // notes

  JoinedTables(std::vector<TableInput> inputs, const KnownNames& known);
  bool knows_fact(std::string_view name) const {
    return std::binary_search(known_facts.begin(), known_facts.end(), name);
  }
  // A fault for each column of dates that has another form than records.
  void check_forms_of_dates();
  std::vector<std::string> notes() const;
  std::string counted_rows() const;
};

}  // namespace engage::cases
