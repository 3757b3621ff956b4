#include "pace/handed_on.h"

#include <algorithm>

#include "pace/sequence.h"

namespace engage::pace {
namespace {

constexpr HandedOn kNone{false, true, false};

HandedOn either(HandedOn a, HandedOn b) {
  return {a.by_wait || b.by_wait, a.by_none || b.by_none, a.by_round || b.by_round};
}

class Tracer {
 public:
  explicit Tracer(const model::Policy& policy) : policy_(policy), steps_(policy.steps.size()) {}

  // What comes out at `until` when `in` goes in at `from`.
  HandedOn follow(model::Next from, model::Next until, HandedOn in) {
    for_each_statement(policy_, from, until, [&](const model::Statement& statement, model::StatementId id) {
      in = std::visit([&](const auto& node) { return pass(node, statement, id, in); }, statement.node);
    });
    return in;
  }

  std::vector<HandedOn> take() { return std::move(steps_); }

 private:
  HandedOn pass(const model::OpenStep& open, const model::Statement&, model::StatementId, HandedOn in) {
    steps_[open.step] = either(steps_[open.step], in);
    return may_be_skipped_at_once(policy_.steps[open.step]) ? either(in, kNone) : kNone;
  }
  HandedOn pass(const model::Wait& wait, const model::Statement&, model::StatementId, HandedOn) {
    return {wait.high.has_value(), !wait.high || !wait.events.empty(), false};
  }
  HandedOn pass(const model::If& branch, const model::Statement& statement, model::StatementId, HandedOn in) {
    return either(follow(branch.then, statement.next, in), follow(branch.otherwise, statement.next, in));
  }
  HandedOn pass(const model::Repeat& repeat, const model::Statement&, model::StatementId id, HandedOn in) {
    if (repeat.kind != model::Repeat::Kind::rest) {  // its date is for its own steps
      follow(repeat.body, {id, true}, {false, false, true});
      return kNone;
    }
    const bool rests = !repeat.times || *repeat.times > 1;
    const HandedOn begins = rests ? either(in, {repeat.to.has_value(), !repeat.to, false}) : in;
    const HandedOn out = follow(repeat.body, {id, true}, begins);
    return repeat.until ? either(out, begins) : out;
  }
  HandedOn pass(const model::WaitFor&, const model::Statement&, model::StatementId, HandedOn) { return kNone; }
  HandedOn pass(const model::WaitUntil&, const model::Statement&, model::StatementId, HandedOn) { return kNone; }
  HandedOn pass(const model::GoTo&, const model::Statement&, model::StatementId, HandedOn) { return kNone; }
  HandedOn pass(const model::Finish&, const model::Statement&, model::StatementId, HandedOn) { return kNone; }

  bool may_be_skipped_at_once(const model::Step& step) const {
    if (step.only_if) return true;
    return std::all_of(step.lines.begin(), step.lines.end(), [&](const model::DoLine& line) {
      return line.condition || std::all_of(line.actions.begin(), line.actions.end(),
                                           [&](model::EventId action) { return policy_.guards[action].has_value(); });
    });
  }

  const model::Policy& policy_;
  std::vector<HandedOn> steps_;
};

}  // namespace

std::vector<HandedOn> handed_on(const model::Policy& policy) {
  Tracer tracer(policy);
  for (const model::Stage& stage : policy.stages) tracer.follow(stage.body, {}, kNone);
  for (const model::Rule& rule : policy.rules) tracer.follow(rule.body, {}, kNone);
  return tracer.take();
}

}  // namespace engage::pace
