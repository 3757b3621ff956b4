#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cases/record.h"
#include "engine/assessment.h"
#include "model/policy.h"

namespace engage::report {

// Which work somebody wants to see. It selects among owed and upcoming actions and blocked steps; what
// else an assessment says (withheld, passed over, escalations fired, …) stays as it is.
struct Filter {
  enum class Only : std::uint8_t {
    all,
    due,        // owed now, whatever the deadline: nothing upcoming
    overdue,    // owed or blocked, and past the deadline
    escalated,  // the work of an escalation
  };

  std::optional<std::string> role;      // by name
  std::optional<std::string> assignee;  // exactly as in the record
  Only only = Only::all;

  bool selects_all() const { return !role && !assignee && only == Only::all; }
};

// Takes out of the assessment what the filter does not select. Whether any work remains, or, of the cases of an
// assignee, one that has not started: text, CSV and iCalendar leave a case without any out; in JSON it stays, with
// empty lists.
bool apply(const Filter& filter, const model::Family& family, const cases::Record& record,
           engine::Assessment& assessment);

}  // namespace engage::report
