#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "calendar/calendar.h"
#include "model/check.h"

namespace engage::model {

// For each file the files it sees, by index: those it uses first (in order, transitively), then itself.
std::vector<std::vector<std::size_t>> visible_files(const std::vector<InputFile>& files);

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

  CalendarTable(const std::vector<InputFile>& files, const std::vector<std::vector<std::size_t>>& visible,
                const CheckOptions& options, Diagnostics& diagnostics);

  // The calendar of that name that `file` sees; reports when there is none.
  const Entry* find(const syntax::Name& name, std::size_t file) const;

 private:
  void build(Entry& entry);
  void take_in(const Entry& entry, CalendarSpec& spec, std::vector<const Entry*>& taken, std::vector<const Entry*>& path);

  const std::vector<std::vector<std::size_t>>& visible_;
  const CheckOptions& options_;
  Diagnostics& diagnostics_;
  std::vector<Entry> entries_;
  std::vector<std::pair<std::size_t, std::string>> damaged_;  // file, name
};

}  // namespace engage::model
