#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/rule.h"

namespace engage::lint {

// All rules, in order of their codes.
std::span<const Rule> rules();

// Which advice is wanted: codes or their beginnings, such as L301 or L3. Nothing selected selects all;
// what is ignored goes even if it is selected. A fault of the language (E...) is always told.
struct Selection {
  std::vector<std::string> select;
  std::vector<std::string> ignore;

  bool takes(Code code) const;
};

// Whether some code that can be selected begins so.
bool begins_a_code(std::string_view prefix);

// Adds what the selected rules find in the files that were named, not in those that these use.
void run(const Input& input, const Selection& selection, Diagnostics& diagnostics);

}  // namespace engage::lint
