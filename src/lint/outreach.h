#pragma once

#include <vector>

#include "model/policy.h"
#include "pace/flow.h"

// Who is tried to be reached, and where a case goes when nobody answers.
namespace engage::lint {

// Work on the file and not with the client, as far as the action's name says so: it begins with `close`,
// `complete`, `document`, `file`, `log`, `record` or `update`.
bool is_paperwork(const model::Event& action);

// The actions that some step of these statements asks for.
model::EventSet actions_of(const model::Policy& policy, const std::vector<model::StatementId>& statements);
// How many there are that are no paperwork.
std::size_t count_ways(const model::EventSet& actions, const model::Words& words);

// Where cases drift with no event to lead them: by sequences, limits and `when` rules.
class Drift {
 public:
  explicit Drift(const model::Policy& policy);

  const pace::Exits& exits(model::StageId stage) const { return exits_[stage]; }
  // At once or by way of other stages.
  bool leads(model::StageId from, model::StageId to) const { return leads_[from][to]; }

 private:
  std::vector<pace::Exits> exits_;
  std::vector<std::vector<bool>> leads_;
};

}  // namespace engage::lint
