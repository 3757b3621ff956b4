#include "model/check_bounds.h"

#include <fmt/format.h>

#include <set>
#include <string_view>

#include "text/bounds.h"

namespace engage::model {
namespace {

class Tally {
 public:
  explicit Tally(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  bool within_bounds() const { return within_bounds_; }

  void count(const syntax::Statement& line) {
    const Span span = line.span;
    if (is<syntax::Setting>(line)) one_more(settings_, kMostSettings, "settings", span);
    if (is<syntax::Stage>(line)) one_more(stages_, kMostStages, "stages", span);
    if (is<syntax::Step>(line)) one_more(steps_, kMostSteps, "steps", span);
    if (is<syntax::Limit>(line)) one_more(limits_, kMostLimits, "limits", span);
    if (is<syntax::On>(line) || is<syntax::When>(line) || is<syntax::Alongside>(line) || is<syntax::Escalate>(line)) {
      one_more(rules_, kMostRules, "rules and escalations", span);
    }
    if (is<syntax::Step>(line) || is<syntax::Wait>(line) || is<syntax::WaitFor>(line) || is<syntax::WaitUntil>(line) ||
        is<syntax::Repeat>(line) || is<syntax::AtLeastEvery>(line) || is<syntax::EveryFrom>(line) ||
        is<syntax::OnceEvery>(line) || is<syntax::If>(line) || is<syntax::GoTo>(line) || is<syntax::Finish>(line)) {
      one_more(statements_, kMostStatements, "statements in its sequences", span);
    }
    if (const auto* finish = std::get_if<syntax::Finish>(&line.node)) count_outcome(finish->outcome);
    const auto* limit = std::get_if<syntax::Limit>(&line.node);
    if (limit && limit->finish) count_outcome(limit->target);
    // The first line of an escalation is its own `on` or `when`.
    for (std::size_t i = is<syntax::Escalate>(line) ? 1 : 0; i < line.block.size(); ++i) count(line.block[i]);
  }

 private:
  template <typename T>
  static bool is(const syntax::Statement& line) {
    return std::holds_alternative<T>(line.node);
  }

  void one_more(std::size_t& number, std::size_t most, std::string_view what, Span span) {
    if (++number != most + 1) return;
    within_bounds_ = false;
    diagnostics_.add(Code::E225, span, fmt::format("this policy has more than {} {}", with_thousands(most), what))
        .help = "nobody can follow a policy of this size: split it";
  }

  void count_outcome(const syntax::Name& name) {
    if (!outcomes_.insert(name.text).second) return;
    std::size_t number = outcomes_.size() - 1;
    one_more(number, kMostOutcomes, "outcomes", name.span);
  }

  Diagnostics& diagnostics_;
  bool within_bounds_ = true;
  std::size_t settings_ = 0, stages_ = 0, steps_ = 0, limits_ = 0, rules_ = 0, statements_ = 0;
  std::set<std::string_view> outcomes_;
};

}  // namespace

bool within_bounds(const PolicyText& text, Diagnostics& diagnostics) {
  Tally tally(diagnostics);
  for (const syntax::Statement* line : text.body) tally.count(*line);
  return tally.within_bounds();
}

}  // namespace engage::model
