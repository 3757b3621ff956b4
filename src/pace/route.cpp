#include "pace/route.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "pace/flow.h"
#include "pace/silence.h"
#include "pace/walk.h"

namespace engage::pace {
namespace {

constexpr std::size_t kMostRoutes = 256;
constexpr std::size_t kMostTried = 2048;        // some are the same when they have been followed
constexpr std::size_t kMostLegs = 2000;         // rounds are written out
constexpr std::size_t kMostVisits = 1'000'000;  // legs of all ways together, times the start dates: some 0.05 s

class Builder {
 public:
  Builder(const model::Policy& policy, const model::Words& words, model::StageId root, Pace pace)
      : policy_(policy), silence_(policy, words), root_(root), pace_(pace) {
    for (const model::Rule& rule : policy.rules) {
      const Exits exits = exits_of(policy, statements_from(policy, rule.body));
      leads_away_.push_back(exits.finish || !exits.stages.empty());
    }
    most_legs_in_all_ = kMostVisits / static_cast<std::size_t>(starts_of(policy).count());
  }

  Routes build() {
    Cursor cursor;
    enter(cursor, root_);
    follow(std::move(cursor));
    return std::move(routes_);
  }

 private:
  using End = Route::End;
  using Kind = Leg::Kind;

  struct Cursor {
    model::Next next;
    model::StageId stage = 0;
    std::array<int, model::kMaxRepeatDepth> rounds{};
    std::vector<Leg> legs;
    std::vector<model::StageId> entered;
    std::map<std::string_view, bool> decided;  // conditions on facts alone, as written: time changes no others
    Passed passed;
    std::optional<End> end;
  };

  bool silent() const { return pace_ != Pace::fastest; }

  void add(Cursor& cursor, Kind kind) const { cursor.legs.push_back({kind, cursor.stage, cursor.next.statement}); }

  // Time passes: at least so much, where that can be told.
  static void spend(Cursor& cursor, std::optional<Duration> least) {
    for (Passed::Since* since : {&cursor.passed.start, &cursor.passed.stage_start}) {
      since->some = true;
      if (!least || std::find(since->least.begin(), since->least.end(), *least) != since->least.end()) continue;
      since->least.push_back(*least);
    }
  }

  void enter(Cursor& cursor, model::StageId stage) const {
    cursor.stage = stage;
    cursor.entered.push_back(stage);
    cursor.legs.push_back({Kind::enter, stage, model::kEnd});
    cursor.next = policy_.stages[stage].body;
    cursor.passed.stage_start = {true, false, {}};
    if (cursor.legs.size() == 1 && root_ == 0) cursor.passed.start = {true, false, {}};
    if (silent() && time_may_lead_away(stage)) cursor.end = End::interrupted;
  }

  // Whether a `when` rule that asks for more than facts leads out of the stage's sequence.
  bool time_may_lead_away(model::StageId stage) const {
    for (std::size_t i = 0; i < policy_.rules.size(); ++i) {
      const model::Rule& rule = policy_.rules[i];
      if (rule.kind == model::Rule::Kind::when && rule.active[stage] && leads_away_[i] &&
          !asks_facts_only(policy_, *rule.condition)) {
        return true;
      }
    }
    return false;
  }

  bool work_may_lead_away(const Cursor& cursor, const model::Step& step) const {
    for (std::size_t i = 0; i < policy_.rules.size(); ++i) {
      const model::Rule& rule = policy_.rules[i];
      if (rule.kind != model::Rule::Kind::on || !rule.active[cursor.stage] || !leads_away_[i]) continue;
      for (const model::DoLine& line : step.lines) {
        if (std::any_of(line.actions.begin(), line.actions.end(),
                        [&](model::EventId action) { return rule.events.contains(action); })) {
          return true;
        }
      }
    }
    return false;
  }

  // Whether the condition is true there; nothing where it may be or not.
  std::optional<bool> decide(const Cursor& cursor, model::ConditionId condition) const {
    if (!silent()) return {};
    const auto known = cursor.decided.find(policy_.conditions[condition].text);
    if (known != cursor.decided.end()) return known->second;
    return silence_.decide(condition, cursor.passed);
  }

  void follow(Cursor cursor) {
    ++tried_;
    while (!cursor.end) {
      if (legs_in_all_ > most_legs_in_all_) {
        routes_.complete = false;
        return;
      }
      if (cursor.next.statement == model::kEnd) {
        cursor.end = End::at_rest;
      } else if (cursor.legs.size() >= kMostLegs) {
        routes_.complete = false;
        cursor.end = End::interrupted;
      } else {
        pass(cursor);
      }
    }
    Route route{*cursor.end, std::move(cursor.legs)};
    legs_in_all_ += route.legs.size();
    if (std::find(routes_.all.begin(), routes_.all.end(), route) == routes_.all.end()) {
      routes_.all.push_back(std::move(route));
    }
  }

  // Whether a second way may be followed.
  bool may_part() {
    if (routes_.all.size() < kMostRoutes && tried_ < kMostTried && legs_in_all_ <= most_legs_in_all_) return true;
    routes_.complete = false;
    return false;
  }

  // Goes on past one statement. Where there are two ways, one is followed to its end first.
  void pass(Cursor& cursor) {
    const model::Statement& statement = policy_.statements[cursor.next.statement];
    if (const auto* open = std::get_if<model::OpenStep>(&statement.node)) {
      pass_step(cursor, open->step);
      cursor.next = statement.next;
    } else if (const auto* wait = std::get_if<model::Wait>(&statement.node)) {
      add(cursor, Kind::wait);
      spend(cursor, wait->events.empty() ? std::optional(wait->low) : std::nullopt);
      cursor.next = statement.next;
    } else if (const auto* wait_for = std::get_if<model::WaitFor>(&statement.node)) {
      pass_hold(cursor, wait_for->at_most.has_value(), statement.next);
    } else if (const auto* until = std::get_if<model::WaitUntil>(&statement.node)) {
      if (decide(cursor, until->condition) == true) {
        cursor.next = statement.next;
      } else {
        pass_hold(cursor, until->at_most.has_value(), statement.next);
      }
    } else if (const auto* repeat = std::get_if<model::Repeat>(&statement.node)) {
      pass_repeat(cursor, *repeat, statement.next);
    } else if (const auto* branch = std::get_if<model::If>(&statement.node)) {
      pass_if(cursor, *branch);
    } else if (const auto* go = std::get_if<model::GoTo>(&statement.node)) {
      pass_go_to(cursor, go->stage);
    } else {
      add(cursor, Kind::finish);
      cursor.end = End::finished;
    }
  }

  void pass_step(Cursor& cursor, model::StepId id) const {
    const model::Step& step = policy_.steps[id];
    if (step.only_if && decide(cursor, *step.only_if) == false) return;
    add(cursor, Kind::step);
    cursor.passed.steps.push_back(id);
    if (pace_ == Pace::slowest) spend(cursor, {});
    if (silent() && work_may_lead_away(cursor, step)) cursor.end = End::interrupted;
  }

  void pass_hold(Cursor& cursor, bool bounded, model::Next next) const {
    add(cursor, Kind::hold);
    spend(cursor, {});
    if (silent() && !bounded) cursor.end = End::held;
    cursor.next = next;
  }

  void pass_repeat(Cursor& cursor, const model::Repeat& repeat, model::Next after) {
    int& rounds = cursor.rounds[repeat.depth];
    if (!cursor.next.round_ended) {
      rounds = 0;
      begin_round(cursor, repeat, after);
    } else if (repeat.times && rounds >= *repeat.times) {
      cursor.next = after;
    } else if (!repeat.times || (!silent() && repeat.until)) {
      cursor.end = End::round_again;  // who is fast has left it before
    } else {
      add(cursor, Kind::rest);
      spend(cursor, repeat.every);
      begin_round(cursor, repeat, after);
    }
  }

  void begin_round(Cursor& cursor, const model::Repeat& repeat, model::Next after) {
    const std::optional<bool> over = repeat.until ? decide(cursor, *repeat.until) : false;
    if (over == true) {
      cursor.next = after;
      return;
    }
    if (!silent() && !over && may_part()) {
      Cursor past = cursor;
      past.next = after;
      follow(std::move(past));
    }
    ++cursor.rounds[repeat.depth];
    cursor.next = repeat.body;
  }

  void pass_if(Cursor& cursor, const model::If& branch) {
    const std::optional<bool> so = decide(cursor, branch.condition);
    if (so) {
      cursor.next = *so ? branch.then : branch.otherwise;
      return;
    }
    const std::string_view text = policy_.conditions[branch.condition].text;
    const bool lasts = asks_facts_only(policy_, branch.condition);
    Cursor other = cursor;
    if (lasts) cursor.decided[text] = true;
    cursor.next = branch.then;
    if (!may_part()) return;
    follow(std::move(cursor));
    cursor = std::move(other);
    if (lasts) cursor.decided[text] = false;
    cursor.next = branch.otherwise;
  }

  void pass_go_to(Cursor& cursor, model::StageId stage) const {
    add(cursor, Kind::go_to);
    const bool again = std::find(cursor.entered.begin(), cursor.entered.end(), stage) != cursor.entered.end();
    if (again) {
      cursor.end = End::round_again;
    } else if (root_ != 0) {
      cursor.end = End::left;
    } else {
      enter(cursor, stage);
    }
  }

  const model::Policy& policy_;
  Silence silence_;
  model::StageId root_;
  Pace pace_;
  std::vector<bool> leads_away_;  // by RuleId
  Routes routes_;
  std::size_t tried_ = 0;
  std::size_t legs_in_all_ = 0;
  std::size_t most_legs_in_all_ = 0;
};

}  // namespace

Routes routes_from(const model::Policy& policy, const model::Words& words, model::StageId stage, Pace pace) {
  return Builder(policy, words, stage, pace).build();
}

}  // namespace engage::pace
