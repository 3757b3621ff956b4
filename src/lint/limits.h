#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/policy.h"
#include "pace/flow.h"
#include "pace/route.h"
#include "pace/walk.h"

namespace engage::lint {

// A limit that counts from the start of its stage or of the episode, and the ways that it can cut short.
struct LimitWays {
  const model::Policy* policy;
  const model::Limit* limit;
  pace::Routes routes;
  std::vector<bool> interrupted;  // by StageId: a rule, a limit or an escalation may lead there at any time

  // Whether what a route says of the stage holds for the limit: it acts there, and nothing but the route
  // leads there.
  bool acts_in(model::StageId stage) const;
  // Whether the case is the worse for not coming to the leg: work, or another way out than the limit's own.
  bool is_missed(const pace::Leg& leg) const;
  // How many statements the routes pass.
  std::size_t statements() const;
  // "`first_attempt`", "`go to closing`", "`finish engaged`"
  std::string name_of(const pace::Leg& leg) const;
};

// Of those of stages that cases come to, and of the policy's, which count from their start.
std::vector<const model::Limit*> limits_that_act(const model::Policy& policy);
LimitWays ways_under(const model::Policy& policy, const model::Words& words, const model::Limit& limit,
                     pace::Pace pace);

// What lies behind a limit that runs out too early whatever the start date.
struct TooShort {
  LimitWays ways;
  const pace::Route* route;  // of `ways`
  std::size_t leg;           // the first that is missed
};
// Only ways that were all followed to their ends prove that there is no faster one.
std::optional<TooShort> too_short(const model::Policy& policy, const model::Words& words, const model::Limit& limit);

}  // namespace engage::lint
