#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "model/policy.h"
#include "syntax/tree.h"
#include "text/diagnostic.h"

namespace engage::model {

// The settings of one policy, and every length that may be written as the name of one.
class SettingTable {
 public:
  explicit SettingTable(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

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

  void work_out();
  void check_bounds(const Entry& entry);
  Entry* find(const syntax::Name& name);
  static const syntax::Length& written_value(const Entry& entry) {
    return entry.set ? entry.set->value : entry.written->value;
  }

  Diagnostics& diagnostics_;
  std::vector<std::string> order_;
  std::map<std::string, Entry> entries_;
  std::unordered_set<std::string> damaged_;
};

}  // namespace engage::model
