#pragma once

#include <set>
#include <vector>

#include "model/parts.h"

// Where a policy's sequences can lead. Every condition is taken for one that may be true or not, and
// every event for one that may happen: what is not reached here is reached by no case at all.
namespace engage::pace {

struct Exits {
  std::set<model::StageId> stages;  // by `go to`
  bool finish = false;

  void add(const Exits& other);
  // To another stage than this one, or out of the episode.
  bool leave(model::StageId stage) const;
};

Exits exits_of(const model::Policy& policy, const std::vector<model::StatementId>& statements);

class Flow {
 public:
  explicit Flow(const model::Policy& policy);

  bool reached(model::StageId stage) const { return reached_[stage]; }
  bool finish_reached() const { return finish_reached_; }
  // By which a case that is in the stage may leave its sequence: rules that are active there, limits
  // that count there, and escalations, which run on wherever they were fired.
  Exits interruptions(model::StageId stage) const;
  // By those and by the stage's own sequence.
  Exits exits(model::StageId stage) const;

 private:
  const model::Policy& policy_;
  std::vector<Exits> by_rule_;
  std::vector<bool> reached_;
  Exits by_escalations_;  // of those that can be fired at all
  bool finish_reached_ = false;
};

// Repeats without a bound of their own that nothing else ends either: no `go to` or `finish` inside, no
// rule or limit.
std::vector<model::StatementId> rounds_without_end(const model::Policy& policy);

}  // namespace engage::pace
