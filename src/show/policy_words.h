#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/policy.h"
#include "text/words.h"

// A policy's parts in plain words, made from its titles. What a condition asks is said so that one reading
// is left: nested groups stand in parentheses, `not` has gone into the claims, and "is recorded as no" is
// not "is not recorded".
namespace engage::show {

// What has been spoken of, so that the end of a document can say what it means.
struct SpokenOf {
  std::set<model::FactId> facts;
  std::set<model::EventId> events;
  std::set<model::RoleId> roles;
  std::set<std::size_t> groups;   // indices into Policy::groups
  std::set<std::size_t> defines;  // indices into Policy::defines
  std::set<std::size_t> dates;    // indices into Policy::dates
};

class PolicyWords {
 public:
  PolicyWords(const model::Policy& policy, const model::Words& words) : policy_(policy), words_(words) {}

  const SpokenOf& spoken_of() const { return spoken_of_; }
  // Short defines too are called by their names from now on, instead of being told in their place.
  void name_every_define() { names_every_define_ = true; }

  std::string fact(model::FactId id);                         // “Assessed risk”
  std::string role(model::RoleId id);                         // Assigned worker
  std::string action(model::EventId id);                      // Call the main phone number
  std::string events(const model::EventSet& events);          // “Client responded” or “Client missed an appointment”
  std::string group(std::size_t index);                       // “Contact attempt”: one of Call the main phone number, …
  std::string stage(model::StageId id) const;                 // part 2, “Close for no contact”
  std::string stages(const std::vector<bool>& active) const;  // part 1 or part 2
  // “ with the outcome “Child seen” by the Worker”; empty where nothing is asked of it
  std::string narrowed(model::EventId event, model::Narrowing to);
  static std::string period(const std::string& name);  // pay period
  std::string step(model::StepId id) const;            // “First attempt”
  std::string outcome(model::OutcomeId id) const;      // “Closed, no contact”

  // “Service type” is individual, and “Already admitted to the service” is recorded as no
  std::string condition(model::ConditionId id);
  // The same where no episode has started yet.
  std::string condition_before_start(model::ConditionId id);
  // What a define stands for, though it would be called by its name elsewhere.
  std::string meaning(std::size_t define);
  // How it is worked out: 3 years after “Born”
  std::string rule_of(const model::DateWord& date);
  std::string anchor(const model::Anchor& anchor);
  // within 2 weeks of “Case allocated”, or the next business day; empty where the step sets itself none
  std::string deadline(const model::Step& step);
  // “, by 17:00 of that day, but never earlier than 2 days after it opens”; empty where nothing is said
  std::string hour_of(const model::Step& step);
  // “; to aim at: within 1 day”
  std::string aim_of(const model::Step& step);
  std::string time_of(const model::Step& step);  // both

 private:
  using Member = model::EventSet::Narrowed;
  std::vector<Member> members_of(const model::EventSet& events) const;
  std::string claim(const model::AboutDate& date, bool negated);
  std::string deadline(const model::DeadlineLine& line);
  // Where the condition stands: what it is joined by, if by anything.
  enum class Join : std::uint8_t { none, all, any };

  std::string phrase(model::ConditionId id, bool negated, Join outer);
  std::string claims_joined(model::ConditionId id, bool negated, Join join);
  void gather(model::ConditionId id, bool negated, Join join, std::vector<std::pair<model::ConditionId, bool>>& parts);
  std::optional<Join> join_of(model::ConditionId id, bool negated) const;
  std::optional<std::size_t> term(model::ConditionId id) const;
  std::size_t claims(model::ConditionId id) const;

  std::string claim(const model::And&, bool) { return {}; }
  std::string claim(const model::Or&, bool) { return {}; }
  std::string claim(const model::Not&, bool) { return {}; }
  std::string claim(const model::FactIs& is, bool negated);
  std::string claim(const model::FactCompares& compares, bool negated);
  std::string claim(const model::FactKnown& known, bool negated);
  std::string claim(const model::Happened& happened, bool negated);
  std::string claim(const model::NoneHappened& none, bool negated);
  std::string claim(const model::Elapsed& elapsed, bool negated);
  std::string claim(const model::StepState& state, bool negated);
  std::string claim(const model::StepOverdue& overdue, bool negated);
  std::string claim(const model::StepDue& due, bool negated);
  std::string claim(const model::Today& today, bool negated);
  std::string scope(const model::Scope& scope);
  // has happened; has been done, of actions
  std::string happened(const model::EventSet& events, std::string_view not_or_nothing);
  bool only_actions(const model::EventSet& events) const;

  const model::Policy& policy_;
  const model::Words& words_;
  SpokenOf spoken_of_;
  bool before_start_ = false;
  bool names_every_define_ = false;
  std::optional<std::size_t> defining_;
};

std::string quoted(std::string_view text);                                         // “text”
std::string joined(const std::vector<std::string>& parts, std::string_view word);  // a, b and c
std::string in_words(Date date);                                                   // 1 January 2026
std::string in_words(Duration low, const std::optional<Duration>& high);           // 3 to 5 business days
std::string in_words(const model::Fact& fact, const model::Value& value);
std::string values(const model::Fact& fact);            // from low to high: low or medium
bool is_always_known(const model::DeadlineLine& line);  // whatever is recorded
std::string adjusted(Adjust adjust);                    // , or the next business day if that is none

std::string version_in_words(const model::Policy& policy);  // 2, for work that starts from 1 January 2026 on
std::string edition(const model::Policy& policy);           // its title, version 2, for work that starts …

}  // namespace engage::show
