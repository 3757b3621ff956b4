#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cases/builder.h"
#include "cases/csv_table.h"
#include "cases/read_json.h"

namespace engage::cases {

// Cases in two tables. Of the cases: a row a case, with the columns `id` (or `case_id`), `policy`,
// `assignee.ROLE`, and every other column a fact. Of the events: a row an event, with the columns
// `case_id` (or `id`), `at`, `event`, `by`, `note`, `recorded`, and `fact` and `value` for a change.
class CsvCases {
 public:
  // The bytes of the two files, which have to outlive this; of no events, nothing.
  CsvCases(std::string_view cases, std::string_view events);

  // Why the tables cannot be read at all, one sentence each; else empty.
  const std::vector<std::string>& faults() const { return faults_; }

  // The cases in the order of their table, and behind them the ones that only events speak of.
  std::size_t size() const { return cases_.rows().size() + strays_.size(); }
  bool in_events_file(std::size_t index) const { return index >= cases_.rows().size(); }
  std::uint64_t line(std::size_t index) const;
  void read_header(std::size_t index, Header& header) const;

 private:
  friend class CsvReader;

  static constexpr std::size_t kNone = SIZE_MAX;
  struct Events {
    std::size_t first = kNone, last = kNone;  // rows of the events
  };

  std::string_view event_cell(std::size_t row, std::size_t column) const {
    return column == kNone ? std::string_view() : events_.cell(events_.rows()[row], column);
  }
  void find_columns(bool has_events);
  void group_events();

  CsvTable cases_, events_;
  std::vector<std::string> faults_;
  std::size_t id_ = kNone, policy_ = kNone;
  std::size_t case_id_ = kNone, at_ = kNone, event_ = kNone, by_ = kNone, note_ = kNone, recorded_ = kNone,
              fact_ = kNone, value_ = kNone;
  std::unordered_map<std::string_view, Events> by_case_;
  std::vector<std::size_t> next_;    // by row of the events: the next one of the same case
  std::vector<std::size_t> strays_;  // rows of the events: the first of each case that there is not
};

// Reads cases with the words of one family of policies; the same rules as for JSON.
class CsvReader {
 public:
  CsvReader(const model::Family& family, const TimeZone* zone) : builder_(family, zone) {}

  void read(const CsvCases& cases, std::size_t index, const ReadOptions& options, Record& record, Findings& findings);

 private:
  void read_row(const CsvCases& cases, std::size_t index);
  void read_event(const CsvCases& cases, std::size_t row);

  RecordBuilder builder_;
};

}  // namespace engage::cases
