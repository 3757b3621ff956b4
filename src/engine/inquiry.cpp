#include "engine/inquiry.h"

#include <set>
#include <tuple>

#include "engine/ahead.h"
#include "engine/decided.h"
#include "engine/describe.h"

namespace engage::engine {

std::expected<std::unique_ptr<Inquiry>, Undecided> Inquiry::open(const model::Family& family,
                                                                 const cases::Record& record, Instant now) {
  return decided([&] { return std::unique_ptr<Inquiry>(new Inquiry(family, record, now)); });
}

Inquiry::Inquiry(const model::Family& family, const cases::Record& record, Instant now)
    : family_(family), present_(family), ahead_(family) {
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
    for (; noted < coming_.size(); ++noted) known.insert(key(coming_[noted].action));
    const State& state = ahead_.state();
    for (const StepInstance& instance : state.instances) {
      if (instance.state != StepInstance::State::open) continue;
      for_each_owed(ahead_, instance, [&](OwedAction owed) {
        if (!known.insert(key(owed)).second || !keep) return;
        const std::uint32_t opened = trace_.find(owed.opening).value_or(Happening::kNone);
        coming_.push_back({std::move(owed), state.now, {}, opened});
        ++noted;
      });
    }
  };
  look(false);
  ahead_.collect(&coming_, Replay::Of::all);
  const Instant at = engine::run_ahead(ahead_, end_, coming_, [] { return true; }, [&] { look(true); });
  if (at == kNever) return;
  while (trace_.happenings.size() > happened_ && trace_.happenings.back().at == at) trace_.happenings.pop_back();
  end_ = Instant{at.minutes - 1};
}

Truth Inquiry::truth(model::ConditionId condition, const model::Policy& policy, const EpisodeState* episode) {
  try {
    return evaluator().truth(condition, {policy, episode});
  } catch (const CannotDecide&) {
    return Truth::unknown;
  }
}

std::optional<Deadline> Inquiry::line_deadline(const StepInstance& instance, std::size_t line) {
  try {
    return evaluator().line_deadline(instance, line);
  } catch (const CannotDecide&) {
    return std::nullopt;
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
