#include "cases/sorted_cases.h"

#include <fmt/format.h>

#include <utility>

#include "text/shortened.h"

namespace engage::cases {

using tables::Table;

SortedCases::SortedCases(std::vector<TableInput> tables, const KnownNames& known, std::size_t window)
    : joined_(std::make_shared<JoinedTables>(std::move(tables), known)),
      places_(joined_->tables.size()),
      window_(window) {}

Expected<std::shared_ptr<const TableCases>> SortedCases::next() {
  const auto made = std::shared_ptr<TableCases>(new TableCases(joined_));
  TableCases& window = *made;
  window_bytes_ = 0;
  const auto& faults = joined_->faults;
  if (!begun_ && faults.empty()) {
    for (std::size_t i = 0; i < places_.size(); ++i) read_on(window, i);
  }
  begun_ = true;
  const auto any_left = [this] {
    return std::any_of(places_.begin(), places_.end(), [](const Place& place) { return place.row.has_value(); });
  };
  while (faults.empty() && window_bytes_ < window_ && any_left()) take_case(window);
  for (const JoinedTable& table : joined_->tables) {
    if (table.input.table->error()) return std::unexpected(*table.input.table->error());
  }
  if (faults.empty() && !ended_) {
    const bool last = !any_left();
    close(window, last);
    ended_ = last;
  }
  if (!faults.empty()) return fault(fmt::format("{}", fmt::join(faults, "; ")));
  return window.size() > 0 || !ended_ ? made : nullptr;
}

// To the next row that belongs to a case with an id. Rows on the way that are cases by themselves are taken.
void SortedCases::read_on(TableCases& window, std::size_t number) {
  JoinedTable& joined = joined_->tables[number];
  Table& table = *joined.input.table;
  Place& place = places_[number];
  while (true) {
    table.cursor().forget();
    place.row = table.next();
    if (!place.row) return;
    if (window.pass_over(number, *place.row)) {
      let_wait(window);
      continue;
    }
    place.id = joined.id_of_row(place.made);
    place.copy = joined.holds_id_elsewhere(place.id);
    if (!place.id.empty()) break;
    window.take(number, *place.row, window.new_case({}, false));
  }
  if (joined.take_in_order(place.id, place.row->line)) return;
  joined_->faults.push_back(joined.out_of_order(place.id, place.row->line));
  place.row.reset();
}

// The rows of the least id that a table stands at.
void SortedCases::take_case(TableCases& window) {
  const Place* least = nullptr;
  for (const Place& place : places_) {
    if (place.row && (!least || place.id < least->id)) least = &place;
  }
  const std::uint32_t one = window.new_case(least->id, least->copy);
  const std::string_view id = window.cases_[one].id;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    Place& place = places_[i];
    while (place.row && place.id == id) {
      window_bytes_ += place.row->end - place.row->begin;
      window.take(i, *place.row, one);
      read_on(window, i);
    }
  }
  take_lines_behind(window, one);
}

// A line behind a broken row that names a case touches it.
void SortedCases::take_lines_behind(TableCases& window, std::uint32_t one) {
  const std::string_view id = window.cases_[one].id;
  while (!waiting_.empty() && waiting_.begin()->first <= id) {
    const TableCases::Row& row = waiting_.begin()->second;
    if (waiting_.begin()->first == id) window.add(one, row, false);
    else joined_->tables[row.table].add_line_of_none(row.line);
    waiting_.erase(waiting_.begin());
  }
}

void SortedCases::let_wait(TableCases& window) {
  for (auto& [row, id] : window.behind_broken_) {
    if (id.empty() || waiting_.size() == kMostWaiting) joined_->tables[row.table].add_line_of_none(row.line);
    else waiting_.emplace(std::move(id), row);
  }
  window.behind_broken_.clear();
}

void SortedCases::close(TableCases& window, bool last) {
  if (last) {
    for (const auto& [id, row] : waiting_) joined_->tables[row.table].add_line_of_none(row.line);
    waiting_.clear();
  }
  window.order_.resize(window.cases_.size());
  for (std::uint32_t one = 0; one < window.cases_.size(); ++one) window.order_[one] = one;
  window.find_near_ids();
  joined_->check_forms_of_dates();
  const bool first = given_.empty();
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const JoinedTable& table = joined_->tables[i];
    TableTraits now = table.traits();
    if (first) given_.push_back(now);
    check_traits(table, given_[i], now, last);
    // The order was settled by the first window; of times, what was not seen yet may be settled by a later one.
    given_[i].only_midnights = now.only_midnights;
    now.newest_first = given_[i].newest_first;
    window.traits_.push_back(std::move(now));
  }
}

// What the first rows of a table show has to hold to its end.
void SortedCases::check_traits(const JoinedTable& table, const TableTraits& given, const TableTraits& now, bool last) {
  const auto& use = table.input.use;
  for (std::size_t i = 0; i < now.only_midnights.size(); ++i) {
    if (!given.only_midnights[i] || now.only_midnights[i]) continue;
    joined_->faults.push_back(fmt::format(
        "{}: the column `{}` has times of day, after a long while in which every time was 00:00; the table is sorted, "
        "and its first cases were read already: say in [[table.events]] whether 00:00 is no time of day "
        "(`midnight_is_no_time = true`) or midnight (`midnight_is_no_time = false`)",
        table.name(), shortened(use.entries[i].at.name)));
  }
  if (given.newest_first == now.newest_first || (now.newest_first && !last)) return;
  joined_->faults.push_back(fmt::format(
      "{}: whether entries run from the newest to the oldest is not to be seen in the first cases, or differs further "
      "down; the table is sorted, and its first cases were read already: say `newest_first = true` or `newest_first = "
      "false` in its [[table]]",
      table.name()));
}

}  // namespace engage::cases
