#include "engine/evaluate.h"

// When a step is due and a limit runs out (language reference 6.5, 6.6).
namespace engage::engine {

// Only an anchor can move a deadline once the step is open.
std::optional<Deadline> Evaluator::deadline(const StepInstance& instance) {
  if (instance.deadline_fixed) return instance.deadline;
  const View context = view(instance);
  const model::Step& step = context.policy.steps[instance.step];
  using Source = DeadlineBasis::Source;
  DeadlineBasis& basis = instance.basis;
  basis = {};
  std::optional<Deadline> due;
  const auto consider = [&](const Counting& counting, Source source) {
    const Deadline date = counted(context.policy, counting, step.by_time);
    const bool counts =
        !due || (source == Source::given ? due->passed_at() < date.passed_at() : date.passed_at() < due->passed_at());
    if (counts) due = date, basis.source = source, basis.counting = counting;
    return counts;
  };
  bool fixed = true;
  std::size_t lines = step.deadlines.size();
  if (instance.carry && instance.carry->as_line) {
    ++lines;
    basis.statement = instance.carry->statement;
    consider({instance.carry->from, instance.carry->duration, Adjust::none, false}, Source::wait);
  }
  for (std::size_t i = 0; i < step.deadlines.size(); ++i) {
    fixed = fixed && step.deadlines[i].kind == model::DeadlineLine::Kind::after_opening;
    const std::optional<Counting> counting = counting_of(step.deadlines[i], instance, context);
    if (!counting) basis.unknown |= std::uint64_t{1} << i;
    else if (consider(*counting, Source::line)) basis.line = static_cast<std::uint8_t>(i);
  }
  basis.of_several = lines > 1 || step.give_at_least.has_value();
  if (!due && instance.carry) {
    basis.statement = instance.carry->statement;
    consider({instance.carry->from, instance.carry->duration, Adjust::none, false}, Source::wait);
  } else if (!due && context.policy.default_within) {
    consider({instance.opened, *context.policy.default_within, Adjust::none, false}, Source::by_default);
  }
  if (due && step.give_at_least) consider({instance.opened, *step.give_at_least, Adjust::none, false}, Source::given);
  if (fixed) {
    instance.deadline_fixed = true;
    instance.deadline = due;
  }
  return due;
}

std::optional<Deadline> Evaluator::line_deadline(const StepInstance& instance, std::size_t line) const {
  const View context = view(instance);
  const model::Step& step = context.policy.steps[instance.step];
  const std::optional<Counting> counting = counting_of(step.deadlines[line], instance, context);
  return counting ? std::optional(counted(context.policy, *counting, step.by_time)) : std::nullopt;
}

std::optional<Counting> Evaluator::counting_of(const model::DeadlineLine& line, const StepInstance& instance,
                                               const View& view) const {
  if (line.kind == model::DeadlineLine::Kind::after_opening) {
    return Counting{instance.opened, line.duration, line.adjust, false};
  }
  const Point from = point(line.anchor, view);
  if (from.known != Truth::yes) return std::nullopt;
  return Counting{from.at, line.duration, line.adjust, line.before};
}

// `by` turns a date into a minute of it, and so one in hours that was moved to another day.
Deadline Evaluator::counted(const model::Policy& policy, const Counting& counting,
                            const std::optional<std::int16_t>& by_time) const {
  Deadline due = counting.before ? deadline_before(policy, counting.from, counting.duration)
                                 : deadline_after(policy, counting.from, counting.duration, counting.adjust);
  if (!by_time) return due;
  const bool moved = !due.whole_day && counting.adjust != Adjust::none &&
                     due.at != deadline_after(policy, counting.from, counting.duration).at;
  return due.whole_day || moved ? at_time(due, *by_time) : due;
}

std::optional<Deadline> Evaluator::aim(const StepInstance& instance) const {
  const View context = view(instance);
  const std::optional<model::Aim>& aim = context.policy.steps[instance.step].aim;
  if (!aim) return std::nullopt;
  Instant from = instance.opened;
  if (aim->anchor) {
    const Point anchor = point(*aim->anchor, context);
    if (anchor.known != Truth::yes) return std::nullopt;
    from = anchor.at;
  }
  return deadline_after(context.policy, from, aim->duration);
}

// Nothing while its anchor is not known.
std::optional<Counting> Evaluator::counting_of(const model::Limit& limit, const EpisodeState& episode) const {
  Instant from = limit.stage ? episode.stage_start : episode.start;
  if (limit.since) {
    const Point since = point(*limit.since, {*episode.policy, &episode});
    if (since.known != Truth::yes) return std::nullopt;
    from = since.at;
  }
  return Counting{from, limit.duration, limit.adjust, false};
}

std::optional<Instant> Evaluator::runs_out(const model::Limit& limit, const EpisodeState& episode) {
  const std::optional<Counting> counting = counting_of(limit, episode);
  if (!counting) return std::nullopt;
  return deadline_after(*episode.policy, counting->from, counting->duration, counting->adjust).passed_at();
}

}  // namespace engage::engine
