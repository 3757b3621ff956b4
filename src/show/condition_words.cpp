#include <algorithm>

#include "show/policy_words.h"

namespace engage::show {
namespace {

using model::ConditionId;

// "1 week has passed", "2 weeks have passed"
std::string passed(Duration duration) {
  return to_string(duration) + (duration.count == 1 ? " has passed" : " have passed");
}

// How many claims of a define are told in its place; a longer one is called by its name.
constexpr std::size_t kMostClaims = 2;

}  // namespace

std::string PolicyWords::condition(ConditionId id) { return phrase(id, false, Join::none); }

std::string PolicyWords::condition_before_start(ConditionId id) {
  before_start_ = true;
  std::string text = condition(id);
  before_start_ = false;
  return text;
}

std::string PolicyWords::meaning(std::size_t define) {
  defining_ = define;
  std::string text = condition(policy_.defines[define].condition);
  defining_.reset();
  return text;
}

std::optional<std::size_t> PolicyWords::term(ConditionId id) const {
  for (std::size_t i = 0; i < policy_.defines.size(); ++i) {
    if (policy_.defines[i].condition != id || defining_ == i) continue;
    if (names_every_define_ || claims(id) > kMostClaims) return i;
  }
  return std::nullopt;
}

std::size_t PolicyWords::claims(ConditionId id) const {
  const auto& node = policy_.conditions[id].node;
  if (const auto* both = std::get_if<model::And>(&node)) return claims(both->left) + claims(both->right);
  if (const auto* either = std::get_if<model::Or>(&node)) return claims(either->left) + claims(either->right);
  if (const auto* negated = std::get_if<model::Not>(&node)) return claims(negated->inner);
  return 1;
}

// `not` turns `and` into `or` of the opposites, in three-valued logic too.
std::optional<PolicyWords::Join> PolicyWords::join_of(ConditionId id, bool negated) const {
  if (term(id)) return std::nullopt;
  const auto& node = policy_.conditions[id].node;
  if (std::holds_alternative<model::And>(node)) return negated ? Join::any : Join::all;
  if (std::holds_alternative<model::Or>(node)) return negated ? Join::all : Join::any;
  return std::nullopt;
}

std::string PolicyWords::phrase(ConditionId id, bool negated, Join outer) {
  if (const auto define = term(id)) {
    spoken_of_.defines.insert(*define);
    std::string name = policy_.defines[*define].name;
    std::replace(name.begin(), name.end(), '_', ' ');
    return quoted(name) + (negated ? " is known not to hold" : " holds");
  }
  if (const auto* inner = std::get_if<model::Not>(&policy_.conditions[id].node)) {
    return phrase(inner->inner, !negated, outer);
  }
  if (const auto join = join_of(id, negated)) {
    const std::string text = claims_joined(id, negated, *join);
    return outer == Join::none || outer == *join ? text : "(" + text + ")";
  }
  return std::visit([&](const auto& node) { return claim(node, negated); }, policy_.conditions[id].node);
}

// All parts of one `and`, or of one `or`, side by side.
void PolicyWords::gather(ConditionId id, bool negated, Join join, std::vector<std::pair<ConditionId, bool>>& parts) {
  const auto& node = policy_.conditions[id].node;
  if (const auto* inner = std::get_if<model::Not>(&node); inner && !term(id)) {
    gather(inner->inner, !negated, join, parts);
  } else if (join_of(id, negated) != join) {
    parts.emplace_back(id, negated);
  } else if (const auto* both = std::get_if<model::And>(&node)) {
    gather(both->left, negated, join, parts);
    gather(both->right, negated, join, parts);
  } else {
    const auto& either = std::get<model::Or>(node);
    gather(either.left, negated, join, parts);
    gather(either.right, negated, join, parts);
  }
}

// Yes/no facts with the same answer share their verb: “A” and “B” are both recorded as no.
std::string PolicyWords::claims_joined(ConditionId id, bool negated, Join join) {
  std::vector<std::pair<ConditionId, bool>> parts;
  gather(id, negated, join, parts);
  const auto answer = [&](const std::pair<ConditionId, bool>& part) -> std::optional<bool> {
    const auto* is = std::get_if<model::FactIs>(&policy_.conditions[part.first].node);
    const bool alone = is != nullptr && is->values.size() == 1 && !term(part.first);
    if (!alone || is->values[0].kind != model::Value::Kind::yes_no) return {};
    return (is->values[0].index == 1) != part.second;
  };
  std::vector<std::string> phrases;
  std::vector<bool> told(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (told[i]) continue;
    const std::optional<bool> yes = answer(parts[i]);
    std::vector<std::string> facts;
    for (std::size_t j = i; yes && j < parts.size(); ++j) {
      if (answer(parts[j]) != yes) continue;
      facts.push_back(fact(std::get<model::FactIs>(policy_.conditions[parts[j].first].node).fact));
      told[j] = true;
    }
    const std::string value = yes && *yes ? "yes" : "no";
    if (facts.size() < 2) {
      phrases.push_back(phrase(parts[i].first, parts[i].second, join));
    } else if (join == Join::all) {
      phrases.push_back(joined(facts, "and") + (facts.size() == 2 ? " are both" : " are all") + " recorded as " +
                        value);
    } else {
      phrases.push_back(joined(facts, "or") + " is recorded as " + value);
    }
  }
  std::string text;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    if (i > 0) text += i + 1 < phrases.size() ? ", " : join == Join::all ? ", and " : ", or ";
    text += phrases[i];
  }
  return text;
}

std::string PolicyWords::claim(const model::FactIs& is, bool negated) {
  const model::Fact& fact = words_.facts[is.fact];
  if (fact.type == model::FactType::yes_no && is.values.size() == 1) {
    return this->fact(is.fact) + " is recorded as " + ((is.values[0].index == 1) != negated ? "yes" : "no");
  }
  std::vector<std::string> values;
  for (const model::Value& value : is.values) values.push_back(in_words(fact, value));
  return this->fact(is.fact) + (negated ? " is recorded, but not as " : " is ") + joined(values, "or");
}

std::string PolicyWords::claim(const model::FactCompares& compares, bool negated) {
  using model::Comparison;
  const model::Fact& fact = words_.facts[compares.fact];
  const bool date = fact.type == model::FactType::date;
  std::string_view how;
  switch (compares.how) {
    case Comparison::at_least: how = negated ? "below" : "at least"; break;
    case Comparison::at_most: how = negated ? "above" : "at most"; break;
    case Comparison::above: how = date ? (negated ? "on or before" : "after") : negated ? "at most" : "above"; break;
    case Comparison::below: how = date ? (negated ? "on or after" : "before") : negated ? "at least" : "below"; break;
  }
  return this->fact(compares.fact) + " is " + std::string(how) + " " + in_words(fact, compares.value);
}

std::string PolicyWords::claim(const model::FactKnown& known, bool negated) {
  return fact(known.fact) + (known.known != negated ? " is recorded" : " is not recorded");
}

bool PolicyWords::only_actions(const model::EventSet& events) const {
  for (model::EventId id = 0; id < words_.events.size(); ++id) {
    if (events.contains(id) && !words_.events[id].action) return false;
  }
  return true;
}

std::string PolicyWords::happened(const model::EventSet& events, std::string_view not_or_nothing) {
  const std::string_view verb = only_actions(events) ? "been done" : "happened";
  return this->events(events) + " has " + std::string(not_or_nothing) + std::string(verb);
}

// What the calendar calls it.
std::string PolicyWords::period(const std::string& name) {
  std::string text = name;
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string PolicyWords::scope(const model::Scope& scope) {
  using Kind = model::Scope::Kind;
  switch (scope.kind) {
    case Kind::episode: return before_start_ ? " since the case was last closed" : "";
    case Kind::stage: return " in this part";
    case Kind::last: return " in the last " + to_string(scope.duration);
    case Kind::since: return " since " + anchor(scope.anchor);
    case Kind::within: return " within " + to_string(scope.duration) + " of " + anchor(scope.anchor);
    case Kind::this_period: return " in this " + period(scope.period);
    case Kind::last_period: return " in the last " + period(scope.period);
    case Kind::this_calendar: return " in this calendar " + std::string(name(scope.unit));
    case Kind::last_calendar: return " in the last calendar " + std::string(name(scope.unit));
  }
  return {};
}

namespace {

// Whether the opposite of "has happened" is plainly "has not happened": a scope that counts from
// something that may not be there yet makes both untrue.
bool has_plain_opposite(const model::Scope& scope) {
  return scope.kind == model::Scope::Kind::episode || scope.kind == model::Scope::Kind::stage;
}

}  // namespace

std::string PolicyWords::claim(const model::Happened& happened, bool negated) {
  const std::string where = happened.ever && happened.scope.kind == model::Scope::Kind::episode
                                ? " at any time, whenever the case began"
                                : scope(happened.scope) + (happened.ever ? ", whenever the case began" : "");
  if (negated && !has_plain_opposite(happened.scope)) return "it is not so that " + claim(happened, false);
  using Count = model::Happened::Count;
  if (happened.count != Count::times) {
    const std::string days = happened.count == Count::different_days ? " different days" : " days in a row";
    return this->happened(happened.events, "") + (negated ? " on fewer than " : " on at least ") +
           std::to_string(happened.at_least) + days + where;
  }
  if (happened.at_least == 1) return this->happened(happened.events, negated ? "not " : "") + where;
  const std::string times = std::to_string(happened.at_least) + " times";
  return this->happened(happened.events, "") + (negated ? " fewer than " : " at least ") + times + where;
}

std::string PolicyWords::claim(const model::NoneHappened& none, bool negated) {
  using Kind = model::Scope::Kind;
  if (negated && !has_plain_opposite(none.scope)) return "it is not so that " + claim(none, false);
  if (none.scope.kind == Kind::within) {
    return passed(none.scope.duration) + " since " + anchor(none.scope.anchor) + " without " + events(none.events);
  }
  if (none.scope.kind == Kind::last && !none.ever) {
    return happened(none.events, "not ") + " for " + to_string(none.scope.duration);
  }
  if (none.ever) {
    return happened(none.events, negated ? "" : "never ") +
           (none.scope.kind == Kind::episode ? "" : scope(none.scope)) + ", whenever the case began";
  }
  return happened(none.events, negated ? "" : "not ") + scope(none.scope);
}

std::string PolicyWords::claim(const model::Elapsed& elapsed, bool negated) {
  const bool hours = is_exact(elapsed.duration);
  return (hours ? "the hour " : "the day ") + to_string(elapsed.duration) + (elapsed.before ? " before " : " after ") +
         anchor(elapsed.anchor) + (negated ? " has not come yet" : " has come");
}

std::string PolicyWords::claim(const model::StepState& state, bool negated) {
  using State = model::StepState::State;
  const std::string is = negated ? " was not " : " was ";
  switch (state.state) {
    case State::done: return step(state.step) + is + "done";
    case State::skipped: return step(state.step) + is + "skipped";
    case State::over: return step(state.step) + (negated ? " is not over" : " is over");
  }
  return {};
}

std::string PolicyWords::claim(const model::StepOverdue& overdue, bool negated) {
  std::string text = overdue.step ? step(*overdue.step) : negated ? "no step" : "any step";
  text += overdue.step && negated ? " is not overdue" : " is overdue";
  if (overdue.by) text += " by " + to_string(*overdue.by);
  return text;
}

std::string PolicyWords::claim(const model::StepDue& due, bool negated) {
  return "the step " + step(due.step) + (negated ? " is not due within " : " is due within ") + to_string(due.within);
}

std::string PolicyWords::claim(const model::Today& today, bool negated) {
  const std::string is = negated ? "today is not " : "today is ";
  if (today.business_day) return is + "a business day" + (today.calendar ? " of " + today.calendar->name() : "");
  std::vector<std::string> days;
  for (int i = 1; i <= 7; ++i) {
    const auto day = static_cast<Weekday>(i % 7);
    if ((today.weekdays >> static_cast<unsigned>(day) & 1) != 0) days.push_back(capitalized(name(day)));
  }
  return is + joined(days, "or");
}

std::string PolicyWords::claim(const model::AboutDate& date, bool negated) {
  const std::string subject = anchor(date.date);
  if (const auto* known = std::get_if<model::FactKnown>(&date.asked)) {
    return subject + (known->known != negated ? " is known" : " is not known");
  }
  if (const auto* compares = std::get_if<model::FactCompares>(&date.asked)) {
    const bool above = compares->how == model::Comparison::above;
    const std::string_view how = negated ? (above ? "on or before " : "on or after ") : above ? "after " : "before ";
    return subject + " is " + std::string(how) + in_words(compares->value.date());
  }
  std::vector<std::string> values;
  for (const model::Value& value : std::get<model::FactIs>(date.asked).values) values.push_back(in_words(value.date()));
  return subject + (negated ? " is known, but not " : " is ") + joined(values, "or");
}

}  // namespace engage::show
