#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cases/builder.h"
#include "cases/header.h"
#include "cases/table_cases.h"

namespace engage::cases {

// Reads cases of tables with the words of one family of policies; the same rules as for JSON. Keeps its working memory;
// one a thread. `zones` holds those that the tables' columns name.
class TableReader {
 public:
  TableReader(const model::Family& family, const TimeZone* zone, const TimeZones& zones)
      : builder_(family, zone), zones_(zones) {}

  // Records hold until the next call; the cases of all calls are to outlive this.
  void read(const TableCases& cases, std::size_t index, const ReadOptions& options, Record& record, Findings& findings);

 private:
  void read_facts(const TableCases::Row& row);
  bool is_told(const TableCases::Row& row, char kind, std::string_view name, std::string_view text);
  void read_entries(const TableCases::Row& row);
  void read_entry(const TableCases::Row& row, const tables::EntryUse& use, bool only_midnights, std::string_view event);
  void begin_entry(const TableCases::Row& row);
  void read_events(const TableCases::Row& row, const tables::EntryUse& use, bool only_midnights);
  void misfit(const tables::Column& column, std::string_view cell);
  void read_change(std::string_view fact, std::string_view said);
  void take(const TableCases::Row& row);
  std::string_view cell(const tables::Column& column);
  std::string_view said(const tables::Column& column);
  std::string_view taken(const tables::Column& column, std::string_view cell, const tables::Said& said,
                         std::string& made);
  std::string_view moment(const tables::Column& column, bool only_midnights);

  RecordBuilder builder_;
  const TimeZones& zones_;
  const TableCases* cases_ = nullptr;
  Findings* findings_ = nullptr;
  tables::CsvCursor cursor_{{}, ','};
  const JoinedTable* table_ = nullptr;  // of the row at hand
  const TableTraits* traits_ = nullptr;
  std::span<const std::string_view> cells_;  // of it
  std::vector<std::uint32_t> rows_;
  std::deque<std::string> made_;  // texts that no table holds so
  // What the record's rows have said of it.
  struct Told {
    char kind;  // of a fact or an assignee
    std::string_view name, text;
    const TableCases::Row* row;
  };
  std::vector<Told> told_;
};

}  // namespace engage::cases
