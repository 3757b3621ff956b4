#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "calendar/calendar.h"
#include "model/check.h"

namespace engage::model {

// Which files each file sees.
class Visible {
 public:
  explicit Visible(const std::vector<InputFile>& files);

  // By index: those it uses first (in order, transitively), then itself.
  const std::vector<std::size_t>& from(std::size_t file) const { return order_[file]; }
  bool sees(std::size_t file, std::size_t other) const { return seen_[file][other]; }

 private:
  std::vector<std::vector<std::size_t>> order_;
  std::vector<std::vector<bool>> seen_;
};

// Reports that there is one more of `what` than can be held; false, for whoever cannot go on.
bool report_too_many(Diagnostics& diagnostics, const syntax::Statement& one, std::size_t most, std::string_view what);

// The calendars of all files, each worked out once.
class CalendarTable {
 public:
  struct Entry {
    const syntax::CalendarDecl* declaration = nullptr;
    const syntax::Statement* statement = nullptr;
    std::size_t file = 0;
    std::shared_ptr<const Calendar> calendar;  // null when it has faults
    std::optional<std::string> timezone;
  };

  CalendarTable(const std::vector<InputFile>& files, const Visible& visible, const CheckOptions& options,
                Diagnostics& diagnostics);

  bool complete() const { return complete_; }  // there are not too many of them

  // The calendar of that name that `file` sees; reports when there is none.
  const Entry* find(const syntax::Name& name, std::size_t file) const;

 private:
  bool collect(const std::vector<InputFile>& files);
  void report_doubles(const std::vector<InputFile>& files);
  void follow_includes();
  void build(std::size_t place);
  void take_hours(const Entry& entry, CalendarSpec& spec);
  void take_periods(const Entry& entry, CalendarSpec& spec);
  bool take_in(std::size_t place, CalendarSpec& spec, std::vector<bool>& taken);

  const Visible& visible_;
  const CheckOptions& options_;
  Diagnostics& diagnostics_;
  std::vector<Entry> entries_;
  std::vector<std::vector<std::size_t>> by_file_;  // here and below: places in entries_
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_name_;
  std::vector<std::vector<std::pair<const syntax::Include*, std::size_t>>> includes_;  // by place: those that lead on
  std::vector<std::pair<std::size_t, std::string>> damaged_;                           // file, name
  bool complete_ = true;
  std::size_t holidays_ = 0;  // so far, in all years
  bool full_ = false;         // there are too many of those: told
};

}  // namespace engage::model
