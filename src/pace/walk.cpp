#include "pace/walk.h"

#include <utility>

namespace engage::pace {
namespace {

class Walker {
 public:
  Walker(const model::Policy& policy, Pace pace, Instant start, bool first_stage)
      : policy_(policy), calendar_(*policy.calendar), pace_(pace), now_(start), stage_start_(start) {
    if (first_stage) start_ = start;
  }

  // False where it goes no further.
  bool pass(const Leg& leg, Walk& walk) {
    Visit visit{now_, now_, {}};
    bool dated = true;
    switch (leg.kind) {
      case Leg::Kind::enter:
        stage_start_ = now_;
        carry_.reset();
        break;
      case Leg::Kind::step: return pass_step(std::get<model::OpenStep>(node(leg)).step, visit, walk);
      case Leg::Kind::wait: dated = pass_wait(std::get<model::Wait>(node(leg))); break;
      case Leg::Kind::hold: dated = pass_hold(node(leg)); break;
      case Leg::Kind::rest: dated = pass_rest(std::get<model::Repeat>(node(leg))); break;
      case Leg::Kind::go_to:
      case Leg::Kind::finish: break;
    }
    if (!dated) return halt(walk, Walk::Halt::no_date);
    visit.left = now_;
    walk.visits.push_back(visit);
    return true;
  }

 private:
  using Node = decltype(model::Statement::node);

  const Node& node(const Leg& leg) const { return policy_.statements[leg.statement].node; }

  static bool halt(Walk& walk, Walk::Halt why) {
    walk.halt = why;
    return false;
  }

  bool wait_until(const std::expected<Instant, DateFault>& at) {
    if (at) now_ = *at;
    return at.has_value();
  }

  bool pass_wait(const model::Wait& wait) {
    carry_.reset();
    if (pace_ == Pace::fastest && !wait.events.empty()) return true;
    if (wait.high) carry_ = {now_, *wait.high};
    return wait_until(calendar_.opening_after(now_, wait.low));
  }

  bool pass_hold(const Node& held) {
    carry_.reset();
    if (pace_ == Pace::fastest) return true;
    const auto* wait_for = std::get_if<model::WaitFor>(&held);
    const auto& at_most = wait_for ? wait_for->at_most : std::get<model::WaitUntil>(held).at_most;
    if (!at_most) return true;  // the route's end
    const auto deadline = calendar_.deadline_after(now_, *at_most);
    if (deadline) now_ = deadline->passed_at();
    return deadline.has_value();
  }

  bool pass_rest(const model::Repeat& repeat) {
    carry_.reset();
    if (repeat.to) carry_ = {now_, *repeat.to};
    if (repeat.kind == model::Repeat::Kind::periods) {
      const DateSpan span = span_of(repeat.unit, date_of(now_));
      now_ = start_of(span.last + 1);
      carry_ = {now_, Duration{span.last - span.first, Unit::days}};
      return in_range(span.last + 1);
    }
    return wait_until(calendar_.opening_after(now_, repeat.every));
  }

  bool pass_step(model::StepId id, Visit& visit, Walk& walk) {
    const model::Step& step = policy_.steps[id];
    if (pace_ != Pace::fastest) {
      const Due due = deadline(step);
      if (due.fault) return halt(walk, Walk::Halt::no_date);
      visit.due = due.deadline;
      if (due.deadline && due.deadline->passed_at() <= now_) {
        walk.visits.push_back(visit);
        return halt(walk, Walk::Halt::late);
      }
      if (pace_ == Pace::slowest) {
        if (!due.deadline) {
          walk.visits.push_back(visit);
          return halt(walk, Walk::Halt::no_deadline);
        }
        now_ = {due.deadline->passed_at().minutes - 1};
      }
    }
    carry_.reset();
    for (const model::DoLine& line : step.lines) note_done(line);
    visit.left = now_;
    walk.visits.push_back(visit);
    return true;
  }

  // A choice may have been made otherwise.
  void note_done(const model::DoLine& line) {
    for (const model::EventId action : line.actions) {
      line.any_of ? unsure_.add(action) : done_.push_back({action, now_});
    }
  }

  struct Due {
    std::optional<Deadline> deadline;
    bool fault = false;
  };

  struct Count {
    Instant from;
    Duration duration;
    Adjust adjust = Adjust::none;
    bool before = false;
  };

  Due due(const Count& count, const model::Step& step) const {
    const auto deadline = count.before ? calendar_.deadline_before(count.from, count.duration)
                                       : calendar_.deadline_after(count.from, count.duration, count.adjust);
    if (!deadline) return {{}, true};
    if (!step.by_time) return {*deadline, false};
    const auto unmoved = calendar_.deadline_after(count.from, count.duration);
    const bool moved = count.adjust != Adjust::none && unmoved && unmoved->at != deadline->at;
    return {deadline->whole_day || moved ? at_time(*deadline, *step.by_time) : *deadline, false};
  }

  // As the engine finds it (language reference 6.5).
  Due deadline(const model::Step& step) const {
    std::vector<Count> counts;
    for (const model::DeadlineLine& line : step.deadlines) {
      const Point from =
          line.kind == model::DeadlineLine::Kind::after_opening ? Point{now_, false} : point(line.anchor);
      if (from.unsure) return {};
      if (from.at) counts.push_back({*from.at, line.duration, line.adjust, line.before});
    }
    if (counts.empty() && carry_) counts.push_back({carry_->first, carry_->second});
    else if (counts.empty() && policy_.default_within) counts.push_back({now_, *policy_.default_within});
    Due found;
    for (const Count& count : counts) {
      const Due one = due(count, step);
      if (one.fault) return one;
      if (!found.deadline || one.deadline->passed_at() < found.deadline->passed_at()) found = one;
    }
    if (!found.deadline || !step.give_at_least) return found;
    const Due given = due({now_, *step.give_at_least}, step);
    return given.fault || found.deadline->passed_at() < given.deadline->passed_at() ? given : found;
  }

  struct Point {
    std::optional<Instant> at;
    bool unsure = false;  // the way does not tell when, or whether, it was
  };

  Point point_of_several(const model::Anchor& anchor) const {
    Point found;
    for (const model::Anchor& one : anchor.of) {
      const Point part = point(one);
      if (part.unsure) return part;
      if (!part.at) continue;
      const bool takes =
          !found.at || (anchor.kind == model::Anchor::Kind::later ? *found.at < *part.at : *part.at < *found.at);
      if (takes) found = part;
    }
    return found;
  }

  Point point(const model::Anchor& anchor) const {
    using Kind = model::Anchor::Kind;
    switch (anchor.kind) {
      case Kind::later:
      case Kind::earlier: return point_of_several(anchor);
      case Kind::start: return {start_, !start_};
      case Kind::stage_start: return {stage_start_, false};
      case Kind::date_fact:
      case Kind::its_date: return {};
      case Kind::date_word: return {{}, true};
      case Kind::latest_event:
      case Kind::first_event: break;
    }
    if (!start_ || anchor.events.meets(unsure_)) return {{}, true};
    Point found;
    if (anchor.events.includes(policy_.starts_on)) {
      found.at = start_;
    } else if (anchor.events.meets(policy_.starts_on)) {
      return {{}, true};
    }
    for (const Done& done : done_) {
      if (!anchor.events.contains(done.action)) continue;
      if (!found.at || anchor.kind == Kind::latest_event) found.at = done.at;
    }
    return found;
  }

  struct Done {
    model::EventId action;
    Instant at;
  };

  const model::Policy& policy_;
  const Calendar& calendar_;
  Pace pace_;
  Instant now_;
  std::optional<Instant> start_;  // of the episode
  Instant stage_start_;
  std::optional<std::pair<Instant, Duration>> carry_;  // a wait's upper end, from where it began
  std::vector<Done> done_;                             // oldest first
  model::EventSet unsure_;                             // alternatives of choices that were made
};

constexpr int kTenYears = 3652;  // days
const Date kAnyDate = *make_date(2024, 1, 1);

}  // namespace

void take(const model::Policy& policy, const Route& route, Pace pace, Instant start, Walk& walk) {
  walk.halt = Walk::Halt::none;
  walk.visits.clear();
  Walker walker(policy, pace, start, route.legs.front().stage == 0);
  for (const Leg& leg : route.legs) {
    if (!walker.pass(leg, walk)) return;
  }
}

bool counts_from_start(const model::Limit& limit) {
  using Kind = model::Anchor::Kind;
  return !limit.since || limit.since->kind == (limit.stage ? Kind::stage_start : Kind::start);
}

std::optional<Instant> runs_out(const model::Policy& policy, const model::Limit& limit, Instant start) {
  const auto deadline = policy.calendar->deadline_after(start, limit.duration, limit.adjust);
  return deadline ? std::optional(deadline->passed_at()) : std::nullopt;
}

Starts starts_of(const model::Policy& policy) {
  const Calendar& calendar = *policy.calendar;
  if (calendar.last() - calendar.first() < kLastDate - kFirstDate) return {calendar.first(), calendar.last()};
  const Date first = policy.effective.value_or(kAnyDate);
  return {first, std::min(first + (kTenYears - 1), kLastDate)};
}

}  // namespace engage::pace
