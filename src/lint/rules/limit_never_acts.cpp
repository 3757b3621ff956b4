#include <algorithm>
#include <optional>

#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "pace/flow.h"

namespace engage::lint {
namespace {

bool same_beginning(const model::Limit& one, const model::Limit& other) {
  if (one.since.has_value() != other.since.has_value()) return false;
  if (!one.since) return true;
  return one.since->kind == other.since->kind && one.since->fact == other.since->fact &&
         one.since->events == other.since->events;
}

// From the same moment on, whatever day that is.
bool never_later(const model::Limit& one, const model::Limit& other) {
  const bool in_order = one.adjust == other.adjust || one.adjust == Adjust::previous_business_day ||
                        other.adjust == Adjust::next_business_day;
  return in_order && certainly_at_most(one.duration, other.duration);
}

bool sooner(const model::Limit& one, const model::Limit& other) {
  return one.adjust == Adjust::none && other.adjust == Adjust::none && one.duration.unit == other.duration.unit &&
         one.duration.calendar == other.duration.calendar && one.duration.count < other.duration.count;
}

// Whether the other limit has always done its work when this one would. Limits of one stage leave it; of
// the policy's, which act once, only one that ends the episode lets no other come after it.
bool always_before(const model::Policy& policy, model::LimitId before, model::LimitId limit) {
  const model::Limit &one = policy.limits[before], &other = policy.limits[limit];
  if (other.stage) {
    const model::StageId stage = *other.stage;
    const bool first_asked = one.stage && before < limit;
    if (one.stage == other.stage) {
      return same_beginning(one, other) && (first_asked ? never_later(one, other) : sooner(one, other));
    }
    // An episode begins no later than its stages.
    return !one.stage && one.finish && one.active[stage] && !one.since && !other.since && sooner(one, other);
  }
  if (one.stage || !one.finish || before > limit) return false;
  for (std::size_t i = 0; i < other.active.size(); ++i) {
    if (other.active[i] && !one.active[i]) return false;
  }
  return same_beginning(one, other) && never_later(one, other);
}

// Being in the stage that a limit of the policy leads to spends it.
bool acts_somewhere(const model::Limit& limit, const pace::Flow& flow) {
  for (std::size_t i = 0; i < limit.active.size(); ++i) {
    const auto stage = static_cast<model::StageId>(i);
    if (limit.active[i] && flow.reached(stage) && limit.go_to != stage) return true;
  }
  return false;
}

void tell_unreached(const model::Policy& policy, const model::Limit& limit, const pace::Flow& flow,
                    Diagnostics& diagnostics) {
  Diagnostic& found =
      diagnostics.add(Code::L109, limit.span, "this limit never acts: no case is in a stage where it could");
  for (std::size_t i = 0; i < limit.active.size(); ++i) {
    const auto stage = static_cast<model::StageId>(i);
    if (!limit.active[i]) continue;
    found.labels.push_back(
        {policy.stages[i].span, flow.reached(stage) ? "it leads here itself" : "nothing leads here"});
  }
  found.help = "name a stage after `during` that a case can get to, other than the one that the limit leads to";
}

}  // namespace

// A limit that is written in a stage that nothing leads to goes with the stage, which is told.
void limit_never_acts(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    const pace::Flow flow(policy);
    for (std::size_t i = 0; i < policy.limits.size(); ++i) {
      const model::Limit& limit = policy.limits[i];
      if (!limit.stage && !acts_somewhere(limit, flow)) {
        tell_unreached(policy, limit, flow, diagnostics);
        continue;
      }
      for (std::size_t j = 0; j < policy.limits.size(); ++j) {
        if (i == j || !always_before(policy, static_cast<model::LimitId>(j), static_cast<model::LimitId>(i))) continue;
        Diagnostic& found =
            diagnostics.add(Code::L109, limit.span, "this limit never acts: another one always comes first");
        found.labels.push_back({policy.limits[j].span, "this one"});
        found.help = "make one of them shorter or longer, or take this one out";
        break;
      }
    }
  });
}

}  // namespace engage::lint
