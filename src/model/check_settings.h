#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "model/check_calendars.h"
#include "model/check_words.h"
#include "model/policy.h"
#include "syntax/tree.h"
#include "text/diagnostic.h"

namespace engage::model {

// The settings of one policy, and every length that may be written as the name of one.
class SettingTable {
 public:
  SettingTable(const WordTable& words, const CalendarTable& calendars, std::size_t file, Diagnostics& diagnostics)
      : words_(words), calendars_(calendars), file_(file), diagnostics_(diagnostics) {}

  // The policy's own calendar: before any length is asked for. Null where it has faults.
  void count_by(std::shared_ptr<const Calendar> own) { own_ = std::move(own); }
  // The others by which some length is counted.
  std::vector<std::shared_ptr<const Calendar>> other_calendars() const { return others_; }

  // Of the policy's own calendar. The second reports where there is none.
  bool is_period(std::string_view name) const;
  bool find_period(const syntax::Name& name);

  void declare(const syntax::Setting& setting);
  void declare_damaged(const std::string& name) { damaged_.insert(name); }
  // What an extending policy sets; later calls win over earlier ones (the outer extension last).
  void set(const syntax::Set& set);
  // Values and bounds of all; call when all are declared and set.
  std::vector<Setting> resolve();

  std::optional<Duration> length(const syntax::Length& written);
  std::optional<Duration> length(const std::optional<syntax::Length>& written);
  // At least 1: where time has to pass.
  std::optional<Duration> positive(const syntax::Length& written);

 private:
  struct Entry {
    const syntax::Setting* written = nullptr;
    const syntax::Set* set = nullptr;
    std::optional<Duration> value;  // none before it has been worked out, and where it has faults
  };

  std::optional<Duration> counted(Duration duration, const syntax::Length& written);
  void require_hours(const Calendar& calendar, Span span);
  void work_out();
  void check_bounds(const Entry& entry);
  void check_name(const syntax::Name& name);
  Entry* find(const syntax::Name& name);
  void tell_no_length(const syntax::Name& name, const Symbol& symbol);
  static const syntax::Length& written_value(const Entry& entry) {
    return entry.set ? entry.set->value : entry.written->value;
  }

  const WordTable& words_;  // a word is no length, and is told so
  const CalendarTable& calendars_;
  std::size_t file_;
  Diagnostics& diagnostics_;
  std::shared_ptr<const Calendar> own_;
  std::vector<std::shared_ptr<const Calendar>> others_;
  std::set<const Calendar*> asked_for_hours_;
  std::vector<std::string> order_;
  std::map<std::string, Entry> entries_;
  std::unordered_set<std::string> damaged_;
};

}  // namespace engage::model
