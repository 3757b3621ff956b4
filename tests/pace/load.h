#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/check.h"
#include "model/policy.h"
#include "text/source.h"

namespace engage::pace {

// A text with policies, read and checked.
struct Loaded {
  Sources sources;
  std::optional<model::Program> program;  // none: the text has faults, which have been told

  const model::Family& family(const std::string& name) const { return *program->find(name); }
};

std::unique_ptr<Loaded> load(const std::string& text);
// Shipped files as one text, in the order given; what they use must be among them.
std::unique_ptr<Loaded> load_shipped(const std::vector<std::string>& names);

}  // namespace engage::pace
