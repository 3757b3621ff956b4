#pragma once

#include <functional>
#include <string>

#include "calendar/date.h"
#include "generate.h"

namespace engage::reference {

// A policy's text, a case and an instant: what one comparison is made of.
struct Triple {
  std::string policy;
  Case of;
  Instant now;
};

// Takes away what can be taken while `fails` still holds: entries, facts, lines of the policy with
// their blocks; and brings the instant forward.
Triple shrink(Triple triple, const std::function<bool(const Triple&)>& fails);

}  // namespace engage::reference
