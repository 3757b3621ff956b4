#include "play/walk.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/words.h"
#include "engine/engine.h"
#include "play/play.h"
#include "why/deadline.h"

namespace engage::play {
namespace {

// Days begin when work does.
Instant morning_of(Date date) { return {start_of(date).minutes + kWorkBegins}; }

}  // namespace

Walk::Walk(const model::Family& family, cases::Record start, Instant begin, std::vector<Planned> planned, Instant until)
    : family_(family),
      start_(std::move(start)),
      begin_(begin),
      until_(until),
      now_(std::max(begin, morning_of(date_of(begin)))) {
  assumptions_.worker.kind = Pace::Kind::never;
  assumptions_.planned = std::move(planned);
  play();
}

void Walk::play() {
  timeline_ = play_forward(family_, start_, begin_, assumptions_, {now_});
  timeline_.loop.reset();  // somebody walks round by hand, and sees each round
}

std::expected<engine::Assessment, std::string> Walk::standing() const {
  engine::Engine engine(family_);
  engine::Assessment now;
  auto decided = engine.assess(timeline_.record, now_, now);
  if (!decided) return std::unexpected(std::move(decided.error().reason));
  return now;
}

std::expected<void, std::string> Walk::move_to(Instant at) {
  if (at < now_) {
    return std::unexpected(fmt::format("it is {} already; `back` takes back the last command", say(now_)));
  }
  if (at > until_) return std::unexpected(fmt::format("the walk ends on {}", say(until_)));
  if (timeline_.end == Timeline::End::undecided && at >= timeline_.end_at) {
    return std::unexpected(
        fmt::format("from {} on it cannot be decided: {}", say(timeline_.end_at), timeline_.end_reason));
  }
  now_ = at;
  return {};
}

std::expected<void, std::string> Walk::go_back() {
  if (history_.empty()) return std::unexpected("there is nothing to take back");
  now_ = history_.back().now;
  assumptions_.planned.resize(history_.back().planned);
  history_.pop_back();
  play();
  return {};
}

void Walk::add(const WalkCommand& command) {
  if (command.kind == WalkCommand::Kind::set) assumptions_.planned.push_back({now_, {}, command.change});
  for (const model::Occurrence& what : command.events) {
    assumptions_.planned.push_back({now_, what.event, {}, {what.outcome, what.role}});
  }
}

std::expected<void, std::string> Walk::run(const WalkCommand& command) {
  using Kind = WalkCommand::Kind;
  if (command.kind == Kind::back) return go_back();
  const Before before{now_, assumptions_.planned.size()};
  Instant at = now_;
  if (command.kind == Kind::next) at = morning_of(date_of(now_) + command.days);
  if (command.kind == Kind::next_change) {
    const std::optional<Instant> change = timeline_.last.next_change;
    if (!change) return std::unexpected("nothing changes by time alone");
    at = std::max(*change, morning_of(date_of(*change)));
  }
  if (command.at) at = *command.at;
  if (auto moved = move_to(at); !moved) return moved;
  add(command);
  history_.push_back(before);
  play();
  return {};
}

}  // namespace engage::play
