#pragma once

#include <memory>
#include <optional>
#include <string>

#include "model/check.h"
#include "model/policy.h"
#include "scenarios/scenario.h"
#include "text/source.h"

namespace engage::scenarios {

// A text with policies and scenarios, read and checked.
struct Loaded {
  Sources sources;
  std::optional<model::Program> program;  // none: the text has faults
  std::string faults;
};

std::unique_ptr<Loaded> load(const std::string& text);

// A policy with most that a check can ask about: `care`, of outreach and closing.
extern const char* const kCare;

}  // namespace engage::scenarios
