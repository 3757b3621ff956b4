#include "report/due/details.h"

#include <algorithm>
#include <bit>

#include "calendar/words.h"
#include "report/naming.h"
#include "text/words.h"

namespace engage::report {
namespace {

const std::string& titled(const model::Role& role) { return role.title.empty() ? role.name : role.title; }

}  // namespace

Uses uses_of(std::span<const model::Family> families) {
  Uses uses;
  for (const model::Family& family : families) {
    for (const model::Policy& policy : family.versions) {
      if (!policy.outcomes_asked.empty() || !policy.roles_asked.empty()) uses.outcomes = true;
      for (const model::Step& step : policy.steps) {
        if (step.deadlines.size() > 1 || step.give_at_least) uses.deadlines = true;
        if (step.aim) uses.aims = true;
      }
      // The date of a round is one more.
      for (const model::Statement& statement : policy.statements) {
        const auto* rounds = std::get_if<model::Repeat>(&statement.node);
        if (rounds && rounds->kind != model::Repeat::Kind::rest) uses.deadlines = true;
      }
    }
  }
  return uses;
}

std::string deadline_of(const engine::OwedAction& owed, const Sources& sources) {
  using Source = engine::DeadlineBasis::Source;
  const model::Step& step = step_of(owed.opening);
  if (!owed.basis.of_several) return {};
  const model::Policy& policy = *owed.opening.policy;
  switch (owed.basis.source) {
    case Source::none: return {};
    case Source::line: return step.deadlines[owed.basis.line].text;
    case Source::wait: return std::string(sources.text(policy.statements[owed.basis.statement].span));
    case Source::by_default: return "default within " + to_string(*policy.default_within);
    case Source::given: return "give at least " + to_string(*step.give_at_least);
  }
  return {};
}

std::string anchors_not_known(const engine::OwedAction& owed) {
  std::vector<std::string_view> anchors;
  const model::Step& step = step_of(owed.opening);
  if (!owed.basis.of_several) return {};
  for (std::uint64_t left = owed.basis.unknown; left != 0; left &= left - 1) {
    anchors.push_back(step.deadlines[static_cast<std::size_t>(std::countr_zero(left))].anchor_text);
  }
  return joined(anchors, "; ");
}

std::string deadline_sentence(const engine::OwedAction& owed, const Sources& sources) {
  std::string text = deadline_of(owed, sources);
  if (const std::string unknown = anchors_not_known(owed); !unknown.empty()) {
    text += (text.empty() ? "not known: " : "; not known: ") + unknown;
  }
  return text;
}

std::string outcome_asked(const model::Words& words, const model::DoLine& line) {
  const std::uint16_t outcome = line.narrowing(0).outcome;
  if (line.any_of || outcome == model::kNone) return {};
  return words.events[line.actions.front()].outcomes[outcome].name;
}

std::string doer_asked(const model::Words& words, const model::DoLine& line) {
  const std::uint16_t role = line.narrowing(0).role;
  return line.any_of || role == model::kNone ? std::string() : words.roles[role].name;
}

std::string doers_sentence(const model::Words& words, const model::DoLine& line, std::uint64_t alternatives) {
  std::vector<std::string> all;
  bool alike = true;
  for (std::size_t i = 0; i < line.actions.size(); ++i) {
    if ((alternatives >> i & 1) == 0) continue;
    const std::uint16_t role = line.narrowing(i).role;
    alike = alike && role == line.narrowing(static_cast<std::size_t>(std::countr_zero(alternatives))).role;
    if (role == model::kNone) continue;
    all.push_back(title_of(words, line, std::uint64_t{1} << i) + ": " + titled(words.roles[role]));
  }
  if (all.empty()) return {};
  if (!alike) return joined(all, "; ");
  return titled(words.roles[line.narrowing(static_cast<std::size_t>(std::countr_zero(alternatives))).role]);
}

std::string aim_sentence(const engine::OwedAction& owed) {
  if (!owed.aim) return {};
  return say(*owed.aim) + (owed.aim_missed ? ", missed" : "");
}

}  // namespace engage::report
