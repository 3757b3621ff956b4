#include "play/play_causes.h"

#include <fmt/format.h>

#include "calendar/words.h"
#include "engine/inquiry.h"
#include "play/standstill.h"
#include "why/causes.h"
#include "why/words.h"

namespace engage::play {
namespace {

using engine::Trace;
using Cause = engine::Happening;

std::string cause_of_work(const Window& window, const Trace& trace, const why::Causes& causes) {
  const auto opened = trace.find(window.owed.opening);
  if (!opened) return {};
  if (window.from != trace.happenings[*opened].at) {
    return fmt::format("its step is open since {}, and its condition is true now", say(window.owed.opens));
  }
  return causes.briefly(*opened);
}

std::string cause_of_stage(const Stay& stay, const Trace& trace, const why::Causes& causes) {
  for (std::uint32_t i = 0; i < trace.happenings.size(); ++i) {
    const Cause& cause = trace.happenings[i];
    if (cause.kind == Cause::Kind::stage_entered && cause.at == stay.from && cause.stage == stay.stage) {
      return causes.briefly(i);
    }
  }
  return {};
}

// Empty where the work that was done last led to it: that stands right above.
std::string cause_of_finish(const Happening& finish, const Trace& trace, const why::Causes& causes) {
  for (std::uint32_t i = 0; i < trace.happenings.size(); ++i) {
    const Cause& cause = trace.happenings[i];
    if (cause.kind != Cause::Kind::finished || cause.at != finish.at || cause.outcome != *finish.outcome) continue;
    const bool by_work = cause.cause != Cause::kNone && trace.happenings[cause.cause].kind == Cause::Kind::step_done;
    return by_work ? std::string() : causes.briefly(i);
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
  const Trace& trace = (*inquiry)->trace();
  const why::Causes causes(*timeline.family, timeline.record, **inquiry);
  for (Happening& happening : timeline.happenings) {
    if (happening.kind == Happening::Kind::opened) {
      happening.because = cause_of_work(timeline.windows[*happening.window], trace, causes);
    } else if (happening.kind == Happening::Kind::stage) {
      happening.because = cause_of_stage(timeline.stays[*happening.stay], trace, causes);
    } else if (happening.kind == Happening::Kind::finished) {
      happening.because = cause_of_finish(happening, trace, causes);
    } else if (happening.kind == Happening::Kind::escalated) {
      const model::Policy& policy = *happening.opening.policy;
      happening.because = why::text_of_rule(policy.rules[*happening.rule], policy, timeline.family->words);
    }
  }
  if (timeline.end != Timeline::End::nothing_more) return;
  timeline.end_reason =
      what_it_waits_for(timeline.last, holds_of((*inquiry)->state(), timeline.family->words), timeline.family->words);
}

}  // namespace engage::play
