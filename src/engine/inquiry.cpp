#include "engine/inquiry.h"

#include <set>
#include <tuple>

#include "engine/describe.h"

namespace engage::engine {

std::expected<std::unique_ptr<Inquiry>, Undecided> Inquiry::open(const model::Family& family,
                                                                 const cases::Record& record, Instant now) {
  try {
    return std::unique_ptr<Inquiry>(new Inquiry(family, record, now));
  } catch (const CannotDecide& fault) {
    return std::unexpected(Undecided{fault.reason});
  }
}

Inquiry::Inquiry(const model::Family& family, const cases::Record& record, Instant now)
    : family_(family), record_(record), present_(family), ahead_(family) {
  const Regime regime = regime_at(family, date_of(now));
  present_.forget_ended();  // what it was stands in the trace
  ahead_.forget_ended();
  present_.begin(record, regime);
  present_.run_until(now, now);
  ahead_.keep(&trace_);
  ahead_.begin(record, regime);
  ahead_.run_until(now, now);
  happened_ = static_cast<std::uint32_t>(trace_.happenings.size());
  end_ = engine::end_of_view(policy(), now);
  run_ahead();
}

const model::Policy& Inquiry::policy() const {
  return episode() ? *episode()->policy : family_.versions[present_.version_in_effect()];
}

// Steps that open are noted by the replay; what becomes owed later is found by looking.
void Inquiry::run_ahead() {
  using Key = std::tuple<const model::Policy*, model::StepId, std::uint32_t, std::uint8_t>;
  std::set<Key> known;
  std::size_t noted = 0;
  const auto key = [](const OwedAction& owed) {
    return Key{owed.opening.policy, owed.opening.step, owed.opening.number, owed.line};
  };
  const auto look = [&](bool keep) {
    for (; noted < trace_.work.size(); ++noted) known.insert(key(trace_.work[noted].action));
    const State& state = ahead_.state();
    for (const StepInstance& instance : state.instances) {
      if (instance.state != StepInstance::State::open) continue;
      const model::Policy* policy = state.episodes[instance.episode].policy;
      for (std::size_t i = 0; i < policy->steps[instance.step].lines.size(); ++i) {
        if ((instance.settled >> i & 1) != 0) continue;
        const Evaluator::Line line = ahead_.evaluator().line(instance, i);
        if (line.owed != Truth::yes) continue;
        const std::optional<Deadline> due = ahead_.evaluator().deadline(instance);
        OwedAction owed = owed_action(record_, state, instance, i, line.allowed, due);
        if (!known.insert(key(owed)).second || !keep) continue;
        trace_.work.push_back({owed, state.now, trace_.find(owed.opening).value_or(Happening::kNone)});
        ++noted;
      }
    }
  };
  look(false);
  trace_.notes_work = true;
  try {
    while (ahead_.state().wake <= end_) {
      ahead_.wake();
      look(true);
    }
  } catch (const CannotDecide&) {
    // The way ahead ends before this instant; what was found on it stands.
    const Instant at = ahead_.state().now;
    std::erase_if(trace_.work, [&](const Trace::Work& work) { return work.from == at; });
    while (trace_.happenings.size() > happened_ && trace_.happenings.back().at == at) trace_.happenings.pop_back();
    end_ = Instant{at.minutes - 1};
  }
}

Truth Inquiry::truth(model::ConditionId condition, const model::Policy& policy, const EpisodeState* episode) {
  try {
    return evaluator().truth(condition, {policy, episode});
  } catch (const CannotDecide&) {
    return Truth::unknown;
  }
}

std::vector<DatedGround> Inquiry::grounds(model::ConditionId condition, const model::Policy& policy,
                                          const EpisodeState* episode, bool wanted) {
  std::vector<DatedGround> found;
  try {
    evaluator().add_dated_grounds(condition, {policy, episode}, wanted, found);
  } catch (const CannotDecide&) {
    found.clear();
  }
  return found;
}

}  // namespace engage::engine
