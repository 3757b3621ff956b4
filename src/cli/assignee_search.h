#pragma once

#include <atomic>
#include <mutex>
#include <set>
#include <string>

#include "cases/record.h"

namespace engage::cli {

// Whether any case of a run has somebody for an assignee. A misspelt name selects nothing, and an empty list must not
// be taken for a day without work. May be asked by several threads at once.
class AssigneeSearch {
 public:
  explicit AssigneeSearch(std::string name) : name_(std::move(name)) {}

  void look(const cases::Record& record);
  bool found() const { return found_.load(std::memory_order_relaxed); }
  // What to say where nobody was found: the names that may have been meant, or all where they are few.
  std::string fault() const;

 private:
  const std::string name_;
  std::atomic<bool> found_ = false;
  std::mutex mutex_;
  std::set<std::string, std::less<>> others_;  // up to a number that is still searched quickly
};

}  // namespace engage::cli
