#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/joined_tables.h"
#include "cases/table_cases.h"
#include "text/error.h"

namespace engage::cases {

// Cases in tables that are all sorted by case: they are joined by reading on in all tables in step, a window of cases
// after the other. Only the windows that somebody holds take memory. Cases come in the order of their ids, and rows
// without one where they stand.
class SortedCases {
 public:
  // So many bytes of rows make a window.
  static constexpr std::size_t kWindow = std::size_t{1} << 20;

  SortedCases(std::vector<TableInput> tables, const KnownNames& known, std::size_t window = kWindow);

  // The next cases; nothing behind the last. An error where a table cannot be read, is not sorted, or shows something
  // that would have had its earlier rows read otherwise.
  Expected<std::shared_ptr<const TableCases>> next();

  // What is to be told once of the tables, when the last cases have been read.
  std::vector<std::string> notes() const { return joined_->notes(); }
  std::string counted_rows() const { return joined_->counted_rows(); }

 private:
  // Lines behind broken rows that may belong to cases further on.
  static constexpr std::size_t kMostWaiting = 1000;

  // Where a table stands: a row that belongs to the case of that id.
  struct Place {
    std::optional<tables::Table::Row> row;
    std::string_view id;
    std::string made;   // the id, where it is joined of several cells
    bool copy = false;  // of the id is needed: it does not stand so in the table
  };

  void read_on(TableCases& window, std::size_t number);
  void take_case(TableCases& window);
  void take_lines_behind(TableCases& window, std::uint32_t one);
  void let_wait(TableCases& window);
  void close(TableCases& window, bool last);
  void check_traits(const JoinedTable& table, const TableTraits& given, const TableTraits& now, bool last);

  std::shared_ptr<JoinedTables> joined_;
  std::vector<Place> places_;
  std::size_t window_;
  bool begun_ = false, ended_ = false;
  std::size_t window_bytes_ = 0;
  std::vector<TableTraits> given_;                                    // by which the windows so far are read
  std::multimap<std::string, TableCases::Row, std::less<>> waiting_;  // by what stands in the place of an id
  std::string last_id_;                                               // of the case that was taken last
};

}  // namespace engage::cases
