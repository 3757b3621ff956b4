#include "text/diagnostic.h"

#include <algorithm>
#include <tuple>

namespace engage {

Diagnostic& Diagnostics::add(Code code, Span span, std::string message) {
  add(Diagnostic{code, span, std::move(message), {}, {}, {}, {}, {}, {}});
  return items_.back();
}

void Diagnostics::add(Diagnostic diagnostic) {
  sorted_ = false;
  if (diagnostic.severity() == Severity::error) ++errors_;
  items_.push_back(std::move(diagnostic));
}

void Diagnostics::count_errors() {
  errors_ = static_cast<std::size_t>(
      std::count_if(items_.begin(), items_.end(), [](const Diagnostic& d) { return d.severity() == Severity::error; }));
}

const std::vector<Diagnostic>& Diagnostics::sorted() {
  if (!sorted_) {
    auto key = [](const Diagnostic& d) { return std::tie(d.span.file, d.span.begin, d.code, d.span.end, d.message); };
    std::stable_sort(items_.begin(), items_.end(),
                     [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
    auto same = [&](const Diagnostic& a, const Diagnostic& b) { return key(a) == key(b); };
    items_.erase(std::unique(items_.begin(), items_.end(), same), items_.end());
    count_errors();
    sorted_ = true;
  }
  return items_;
}

}  // namespace engage
