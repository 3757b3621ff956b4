#pragma once

#include <optional>
#include <string>
#include <vector>

#include "text/codes.h"
#include "text/source.h"

namespace engage {

struct Label {
  Span span;
  std::string text;
};

// A replacement that mends the fault without changing the meaning otherwise.
struct Patch {
  Span span;
  std::string text;
};

// One fault of a policy file. The message is one plain sentence in lower case without a full stop,
// the fact first, in words that a program lead uses.
struct Diagnostic {
  Code code;
  Span span;
  std::string message;
  std::string label;          // stands at the caret; may be empty
  std::vector<Label> labels;  // further places
  std::string help;           // what to do; may be empty
  std::string note;           // what to know; may be empty
  std::optional<Patch> patch;
  std::optional<Severity> level;  // where it is told as more or less grave than its code is

  Severity severity() const { return level.value_or(info(code).severity); }
};

// Collects all faults of one run. They are handed out sorted by place, without duplicates.
class Diagnostics {
 public:
  Diagnostic& add(Code code, Span span, std::string message);
  void add(Diagnostic diagnostic);

  // Takes back what would only repeat a fault that has been told.
  template <typename Repeats>
  void drop_if(Repeats repeats) {
    std::erase_if(items_, repeats);
    count_errors();
  }

  // Whether a fault may still be held against so many names for one that is near. The first faults are helped; to
  // help tens of thousands of them, each among thousands of names, would take minutes.
  bool may_compare(std::size_t names) {
    compared_ += names;
    return compared_ <= kMostCompared;
  }

  bool has_errors() const { return errors_ > 0; }
  std::size_t error_count() const { return errors_; }
  bool empty() const { return items_.empty(); }

  // Sorted by file (in order of reading), place and code; equal ones once.
  const std::vector<Diagnostic>& sorted();

 private:
  static constexpr std::size_t kMostCompared = 5'000'000;  // some 2 s

  void count_errors();

  std::size_t compared_ = 0;
  std::vector<Diagnostic> items_;
  std::size_t errors_ = 0;
  bool sorted_ = true;
};

}  // namespace engage
