#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "text/near.h"
#include "text/toml.h"

namespace engage {

// What readers of TOML files have in common: all faults are collected, with their places.
class TomlReader {
 public:
  // In order of place.
  std::vector<TomlFault> take_faults() {
    std::sort(faults_.begin(), faults_.end(), [](const TomlFault& a, const TomlFault& b) {
      return std::tie(a.line, a.column, a.message) < std::tie(b.line, b.column, b.message);
    });
    return std::move(faults_);
  }
  bool sound() const { return faults_.empty(); }

 protected:
  void fault(const toml::source_region& at, std::string message) {
    faults_.push_back({at.begin.line, at.begin.column, std::move(message)});
  }
  void fault(const toml::node& at, std::string message) { fault(at.source(), std::move(message)); }

  // Calls `take(key, value)` for the keys that there are, and tells of those that there are not.
  template <typename Take>
  void each(const toml::table& from, std::string_view where, std::initializer_list<std::string_view> keys, Take take) {
    for (const auto& [key, value] : from) {
      if (std::find(keys.begin(), keys.end(), key.str()) != keys.end()) {
        take(key.str(), value);
        continue;
      }
      const std::string near = did_you_mean(key.str(), std::span(keys.begin(), keys.size()));
      fault(key.source(), fmt::format("there is no key `{}` {}; {}", key.str(), where,
                                      near.empty() ? fmt::format("known there: {}", fmt::join(keys, ", ")) : near));
    }
  }

  const toml::table* table(const toml::node& value, std::string_view key) {
    if (!value.is_table()) fault(value, fmt::format("`{}` wants a table", key));
    return value.as_table();
  }

 private:
  std::vector<TomlFault> faults_;
};

}  // namespace engage
