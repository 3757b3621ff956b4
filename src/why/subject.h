#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "model/policy.h"

namespace engage::why {

// What a question is about.
struct Subject {
  enum class Kind : std::uint8_t { whole_case, action, step, line, escalation } kind = Kind::whole_case;
  std::optional<model::EventId> action;  // action
  std::string name;                      // of the step or escalation; of the line: its id, without a number
  std::optional<std::uint32_t> number;   // of the step's opening

  // Whether a `do` line is asked about.
  bool holds(const model::Step& step, const model::DoLine& line) const;
};

// A name, or an id such as `second_attempt.call_main#1`, in whichever version of the policy. Where there is
// none, or it is no work, the sentence to say so.
std::expected<Subject, std::string> find_subject(const model::Family& family, std::string_view about);

}  // namespace engage::why
