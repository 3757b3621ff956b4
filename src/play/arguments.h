#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/times.h"
#include "model/policy.h"
#include "play/assumptions.h"
#include "text/error.h"

namespace engage::play {

// The arguments of `engage simulate`, as given.
struct Arguments {
  std::string policy_file, case_file, events, source, case_id, policy, as_of, start, until, answer, attempt,
      every_start;
  std::vector<std::string> set, worker, client, happens;

  // A case that is recorded is played on; else one is made up.
  bool has_case() const { return !case_file.empty() || !source.empty(); }
};

bool looks_like_a_date(std::string_view text);

// A date or a date with a time; an instant: its first minute, as in a record. `option` is what a fault is told of.
Expected<cases::Moment> read_moment(std::string_view option, std::string_view text);
Expected<Instant> read_instant(std::string_view option, std::string_view text);

// An event or action, by its name.
Expected<model::EventId> read_event(std::string_view option, std::string_view name, const model::Words& words,
                                    const model::Policy& version);

// The same, with what came of it and who did it: "visit_home as seen done by worker".
Expected<model::Occurrence> read_occurrence(std::string_view option, std::string_view text, const model::Words& words,
                                            const model::Policy& version);

// "prompt", "deadline", "late:3"
Expected<Pace> read_pace(std::string_view text);

// "silent", "answers:2026-01-14", "answers-after:2"
class ClientReader {
 public:
  ClientReader(const Arguments& arguments, const model::Words& words, const model::Policy& version)
      : arguments_(arguments), words_(words), version_(version) {}

  Expected<Client> read(std::string_view text) const;

 private:
  Expected<void> read_attempts(Client& client, std::string_view text) const;

  const Arguments& arguments_;
  const model::Words& words_;
  const model::Policy& version_;
};

}  // namespace engage::play
