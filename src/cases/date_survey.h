#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/date.h"

namespace engage::cases {

// What a column of dates shows as a whole, and no single cell does.
class DateSurvey {
 public:
  // `at`: in the words of a case record, or as the cell stands; `same_case`: the row before was of the same case.
  void look(std::string_view at, bool same_case);

  // Every time is 00:00, and there are some: they are dates, as databases and converters write them.
  bool only_midnights() const { return midnights_ > 0 && !other_times_; }
  // Within the cases the dates fall somewhere, and rise nowhere.
  bool falls() const { return falls_ && !rises_; }
  // How many cells there are, and how many of them are no date.
  std::uint64_t values() const { return values_; }
  std::uint64_t unreadable() const { return unreadable_; }
  // Some form fits each cell that is no date: the column has another form than records have.
  bool has_other_form() const { return unreadable_ > 0 && !forms_.empty(); }
  // "`03/04/2026` may be 2026-04-03 (D/M/YYYY) or 2026-03-04 (M/D/YYYY)", and what decides it, if something does.
  std::string readings() const;
  // Forms that fit all cells.
  const std::vector<std::string_view>& forms() const { return forms_; }

 private:
  void look_at_form(std::string_view cell);

  std::uint64_t values_ = 0, unreadable_ = 0, midnights_ = 0;
  bool other_times_ = false, rises_ = false, falls_ = false;
  std::optional<Date> last_;
  std::vector<std::string_view> forms_;
  std::string first_, decides_;  // cells: the first, and the first that left one form only
};

// Whether a time as records write it is 00:00:00, in whatever zone.
bool is_midnight(std::string_view at);

}  // namespace engage::cases
