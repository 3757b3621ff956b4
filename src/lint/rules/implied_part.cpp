#include <fmt/format.h>

#include <algorithm>

#include "lint/asked.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"
#include "lint/written.h"

namespace engage::lint {
namespace {

// Looks through a condition for parts of one `and` or `or` of which one makes another idle.
class Search {
 public:
  Search(const model::Policy& policy, const model::Words& words, Asking asking, Diagnostics& diagnostics)
      : policy_(policy), words_(words), asking_(asking), diagnostics_(diagnostics) {}

  void look(model::ConditionId id) {
    const model::Condition& condition = policy_.conditions[id];
    const bool both = std::holds_alternative<model::And>(condition.node);
    if (!both && !std::holds_alternative<model::Or>(condition.node)) {
      for (const model::ConditionId part : parts_of(condition)) look(part);
      return;
    }
    std::vector<model::ConditionId> chain;
    collect(id, condition.node.index(), condition.span, chain);
    for (const model::ConditionId part : chain) look(part);
    std::erase_if(chain, [&](model::ConditionId part) { return !plain(part, condition.span); });
    std::vector<bool> idle(chain.size());
    for (std::size_t i = chain.size(); i-- > 0;) {
      for (std::size_t j = 0; j < chain.size() && !idle[i]; ++j) {
        if (i == j || idle[j] || !implied(chain[j], chain[i], both)) continue;
        idle[i] = true;
        tell(chain[i], chain[j]);
      }
    }
  }

 private:
  // The parts of a chain of one kind, as written in one place.
  void collect(model::ConditionId id, std::size_t kind, Span place, std::vector<model::ConditionId>& chain) const {
    const model::Condition& condition = policy_.conditions[id];
    if (condition.node.index() != kind || !written_in(id, place)) {
      chain.push_back(id);
      return;
    }
    for (const model::ConditionId part : parts_of(condition)) collect(part, kind, place, chain);
  }

  bool written_in(model::ConditionId id, Span place) const {
    const Span span = policy_.conditions[id].span;
    return span.file == place.file && place.begin <= span.begin && span.end <= place.end;
  }

  // Written out here, and of no length of time: what a define stands for, and how long a setting is, may
  // change without this place.
  bool plain(model::ConditionId root, Span place) const {
    const std::vector<model::ConditionId> parts = all_parts(policy_, {root});
    return std::all_of(parts.begin(), parts.end(), [&](model::ConditionId id) {
      const auto& node = policy_.conditions[id].node;
      using Kind = model::Scope::Kind;
      auto timed = [](const model::Scope& scope) { return scope.kind == Kind::last || scope.kind == Kind::within; };
      if (const auto* happened = std::get_if<model::Happened>(&node)) {
        if (timed(happened->scope)) return false;
      } else if (const auto* none = std::get_if<model::NoneHappened>(&node)) {
        if (timed(none->scope)) return false;
      } else if (std::holds_alternative<model::Elapsed>(node) || std::holds_alternative<model::StepOverdue>(node)) {
        return false;
      }
      return written_in(id, place);
    });
  }

  // Whether both together answer what `one` answers alone, unknown included.
  bool implied(model::ConditionId one, model::ConditionId other, bool both) const {
    Answers answers(policy_, words_, {one, other}, asking_);
    if (answers.too_many()) return false;
    do {
      const Truth alone = answers.of(one), also = answers.of(other);
      if ((both ? std::min(alone, also) : std::max(alone, also)) != alone) return false;
    } while (answers.next());
    return true;
  }

  void tell(model::ConditionId idle, model::ConditionId by) {
    const model::Condition &part = policy_.conditions[idle], &enough = policy_.conditions[by];
    Diagnostic& found = diagnostics_.add(Code::L305, part.span, fmt::format("`{}` changes nothing here", part.text));
    found.labels.push_back({enough.span, "the answer is this one's"});
    found.help = "take it out, or mend it: something else may be meant";
  }

  const model::Policy& policy_;
  const model::Words& words_;
  Asking asking_;
  Diagnostics& diagnostics_;
};

void tell_doubles(const Sources& sources, const syntax::IsOneOf& is, Diagnostics& diagnostics) {
  for (std::size_t i = 1; i < is.values.size(); ++i) {
    const std::string_view value = sources.text(is.values[i].span);
    const auto end = is.values.begin() + static_cast<std::ptrdiff_t>(i);
    const auto first = std::find_if(is.values.begin(), end,
                                    [&](const syntax::Literal& other) { return sources.text(other.span) == value; });
    if (first == end) continue;
    Diagnostic& found =
        diagnostics.add(Code::L305, is.values[i].span, fmt::format("`{}` stands here a second time", value));
    found.labels.push_back({first->span, "the first time"});
    found.help = "take it out, or write the value that is meant";
  }
}

}  // namespace

// Where a condition has a worse fault, that is told alone.
void implied_part(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    for (const Asked& asked : conditions_asked(policy)) {
      if (!judge(policy, words, asked).empty()) continue;
      Search(policy, words, asked.asking(), diagnostics).look(asked.condition);
    }
  });
  auto look = [&](const syntax::Condition& condition) {
    if (const auto* is = std::get_if<syntax::IsOneOf>(&condition.node)) tell_doubles(input.sources, *is, diagnostics);
  };
  for (const model::InputFile& file : input.files) for_each_condition(file.tree.statements, look);
}

}  // namespace engage::lint
