#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/codes.h"

// Which advice is told of a file, and how grave it is. A fault of the language (E...) is always told, and is
// always an error.
namespace engage::lint {

// Codes or their beginnings, such as L301 or L3. Nothing selected selects all; what is ignored goes even if it
// is selected.
struct Selection {
  std::vector<std::string> select;
  std::vector<std::string> ignore;

  bool takes(Code code) const;
};

// Whether some code that can be selected begins so.
bool begins_a_code(std::string_view prefix);

// Another severity than the code's own.
struct SeverityOf {
  std::string prefix;                // a code, or how several begin
  std::optional<Severity> severity;  // none: off
};

class Rating {
 public:
  // Of several severities that fit a code the last counts. What is told on demand has to be selected, or
  // given a severity.
  explicit Rating(Selection selection = {}, std::vector<SeverityOf> severities = {})
      : selection_(std::move(selection)), severities_(std::move(severities)) {}

  // None: it is not told.
  std::optional<Severity> of(Code code) const;

 private:
  Selection selection_;
  std::vector<SeverityOf> severities_;
};

}  // namespace engage::lint
