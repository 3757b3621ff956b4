#pragma once

#include <expected>
#include <memory>
#include <string>

#include "cases/record.h"
#include "engine/assessment.h"
#include "engine/coverage.h"
#include "model/policy.h"

namespace engage::engine {

// Why a case could not be decided: a sentence for the person who keeps the case or the calendar.
struct Undecided {
  std::string reason;
};

// Holds records against one policy. An engine keeps its working memory between cases: use one a
// thread. Its answers depend on nothing but its arguments.
class Engine {
 public:
  explicit Engine(const model::Family& family);
  Engine(Engine&&) noexcept;
  ~Engine();

  // The assessment of `record` as of `now`, with all that the log holds up to then; `result` is
  // overwritten (and keeps its memory). Entries after `now` are not seen.
  std::expected<void, Undecided> assess(const cases::Record& record, Instant now, Assessment& result);

  // The same of the record of the call before, to whose end nothing but entries has been added, none of them
  // earlier than the instant of that call; nor is `now`. It costs what is new, not the whole log again.
  std::expected<void, Undecided> go_on(const cases::Record& record, Instant now, Assessment& result);

  // How often it has asked, in all calls so far, what time alone brings about: the measure of its work.
  std::uint64_t wakes() const;

  // Notes in `coverage` what the cases assessed from now on reach by their instant (not what lies ahead
  // of it); null: nothing is noted. It must have been made for the same family.
  void observe(Coverage* coverage);

  // Whether `applies when` of the version in effect is true as of `now`; and, for the reader of a
  // refusal, the facts that left it undecided.
  struct Applies {
    bool applies = false;
    bool refused = false;   // it is not true whatever the unknown facts are
    bool by_facts = false;  // it asks facts alone, no events
    std::vector<model::FactId> unknown;
  };
  std::expected<Applies, Undecided> applies(const cases::Record& record, Instant now);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace engage::engine
