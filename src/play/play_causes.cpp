#include "play/play_causes.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/words.h"
#include "engine/inquiry.h"
#include "text/words.h"
#include "why/days.h"
#include "why/deadline.h"
#include "why/play_reasons.h"

namespace engage::play {
namespace {

using engine::Trace;
using Cause = engine::Happening;

class Causes {
 public:
  Causes(const Timeline& timeline, const Trace& trace)
      : timeline_(timeline), words_(timeline.family->words), trace_(trace) {}

  std::string of_work(const Window& window) const;
  std::string of_stage(const Stay& stay) const;
  std::string of_finish(const Happening& finish) const;

 private:
  std::string told(std::uint32_t index) const;
  std::string counted(const Cause& cause) const;
  std::string event_of(const Cause& cause) const;
  const std::string& title_of_step(const Cause& cause) const;

  const Timeline& timeline_;
  const model::Words& words_;
  const Trace& trace_;
};

// "3 business days after 2026-01-06; skipped: 2026-01-10 and 11 weekend"
std::string Causes::counted(const Cause& cause) const {
  const engine::Counting& counting = *cause.counting;
  return fmt::format("{} after {}{}", to_string(counting.duration), say(counting.from),
                     why::skipped_text(why::days_of(*cause.policy->calendar, counting)));
}

std::string Causes::event_of(const Cause& cause) const {
  if (!cause.entry || !timeline_.record.entries[*cause.entry].event) return "what was recorded";
  return words_.events[*timeline_.record.entries[*cause.entry].event].name;
}

const std::string& Causes::title_of_step(const Cause& cause) const {
  const model::Step& step = cause.policy->steps[cause.id];
  return step.title.empty() ? step.name : step.title;
}

std::string Causes::told(std::uint32_t index) const {
  if (index == Cause::kNone) return {};
  const Cause& cause = trace_.happenings[index];
  switch (cause.kind) {
    case Cause::Kind::episode_started: return {};
    case Cause::Kind::stage_entered:
    case Cause::Kind::round_began:
    case Cause::Kind::rounds_over:
    case Cause::Kind::branch_taken:
    case Cause::Kind::finished:
    case Cause::Kind::step_opened: return told(cause.cause);
    case Cause::Kind::rule_fired: return why::text_of_rule(cause.policy->rules[cause.id], *cause.policy, words_);
    case Cause::Kind::limit_ran_out:
      return cause.counting ? "its limit ran out: " + counted(cause) : "its limit ran out";
    case Cause::Kind::step_done: return fmt::format("`{}` is done", title_of_step(cause));
    case Cause::Kind::step_skipped: {
      // With nothing to do it ends as it opens: what led to it led on.
      const bool at_once = cause.cause != Cause::kNone && trace_.happenings[cause.cause].at == cause.at;
      return at_once ? told(cause.cause) : fmt::format("`{}` is over, with nothing done", title_of_step(cause));
    }
    case Cause::Kind::line_settled: return {};
    case Cause::Kind::step_left: return fmt::format("`{}` was left", title_of_step(cause));
    case Cause::Kind::wait_ended:
    case Cause::Kind::rest_ended:
    case Cause::Kind::hold_ended:
      if (cause.so) return cause.entry ? event_of(cause) + " ended the wait" : "what was waited for is so";
      if (!cause.counting) return "the wait is over";
      // `at most` is a deadline: it is over when its last day has passed.
      return cause.kind == Cause::Kind::hold_ended ? "nothing came in " + counted(cause) : counted(cause);
  }
  return {};
}

std::string Causes::of_work(const Window& window) const {
  const auto opened = trace_.find(window.owed.opening);
  if (!opened) return {};
  if (window.from != trace_.happenings[*opened].at) {
    return fmt::format("its step is open since {}, and its condition is true now", say(window.owed.opens));
  }
  return told(trace_.happenings[*opened].cause);
}

std::string Causes::of_stage(const Stay& stay) const {
  for (const Cause& cause : trace_.happenings) {
    if (cause.kind == Cause::Kind::stage_entered && cause.at == stay.from && cause.id == stay.stage) {
      return told(cause.cause);
    }
  }
  return {};
}

// Empty where the work that was done last led to it: that stands right above.
std::string Causes::of_finish(const Happening& finish) const {
  for (const Cause& cause : trace_.happenings) {
    if (cause.kind != Cause::Kind::finished || cause.at != finish.at || cause.id != *finish.outcome) continue;
    const bool by_work = cause.cause != Cause::kNone && trace_.happenings[cause.cause].kind == Cause::Kind::step_done;
    return by_work ? std::string() : told(cause.cause);
  }
  return {};
}

// What the sequences that hold are waiting for: "wait for replied".
std::vector<std::string> holds_of(const engine::State& state, const model::Words& words) {
  std::vector<std::string> holds;
  for (const engine::Thread& thread : state.threads) {
    if (thread.state != engine::Thread::State::holding) continue;
    const model::Policy& policy = *state.episodes[thread.episode].policy;
    const auto& node = policy.statements[thread.at.statement].node;
    if (const auto* hold = std::get_if<model::WaitFor>(&node)) holds.push_back(why::names_of(hold->events, words));
    if (const auto* until = std::get_if<model::WaitUntil>(&node)) {
      holds.push_back(fmt::format("`{}`", policy.conditions[until->condition].text));
    }
  }
  return holds;
}

}  // namespace

void tell_causes(Timeline& timeline) {
  const bool undecided = timeline.end == Timeline::End::undecided;
  const Instant last{timeline.end_at.minutes - (undecided ? 1 : 0)};
  const auto inquiry = engine::Inquiry::open(*timeline.family, timeline.record, last);
  if (!inquiry) return;
  const Causes causes(timeline, (*inquiry)->trace());
  for (Happening& happening : timeline.happenings) {
    if (happening.kind == Happening::Kind::opened) {
      happening.because = causes.of_work(timeline.windows[*happening.window]);
    } else if (happening.kind == Happening::Kind::stage) {
      happening.because = causes.of_stage(timeline.stays[*happening.stay]);
    } else if (happening.kind == Happening::Kind::finished) {
      happening.because = causes.of_finish(happening);
    } else if (happening.kind == Happening::Kind::escalated) {
      const model::Policy& policy = *happening.opening.policy;
      happening.because = why::text_of_rule(policy.rules[*happening.rule], policy, timeline.family->words);
    }
  }
  if (timeline.end != Timeline::End::nothing_more) return;
  timeline.end_reason = why::what_it_waits_for(timeline.last, holds_of((*inquiry)->state(), timeline.family->words),
                                               timeline.family->words);
}

}  // namespace engage::play
