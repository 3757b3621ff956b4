#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "lint/names.h"
#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

using Lines = std::vector<syntax::Statement>;

// A policy as it is written, and what it extends, itself first.
using Chain = std::vector<const syntax::Statement*>;

Chain chain_of(const Input& input, const model::Policy& policy) {
  std::map<Span, const model::Policy*> checked;
  for_each_policy(input, [&](const model::Policy& each, const model::Words&) { checked.emplace(each.span, &each); });
  std::map<Span, const syntax::Statement*> written;
  for (const model::InputFile& file : input.files) {
    for (const syntax::Statement& statement : file.tree.statements) {
      const auto* declared = std::get_if<syntax::PolicyDecl>(&statement.node);
      if (declared != nullptr) written.emplace(declared->name.span, &statement);
    }
  }
  Chain chain{written.at(policy.span)};
  for (const model::Policy* each = &policy; each->extends; each = checked.at(*each->extends)) {
    chain.push_back(written.at(*each->extends));
  }
  return chain;
}

const syntax::Statement* find_step(const Lines& block, std::string_view name) {
  for (const syntax::Statement& line : block) {
    const auto* step = std::get_if<syntax::Step>(&line.node);
    if (step != nullptr && step->name.text == name) return &line;
    if (const syntax::Statement* inside = step == nullptr ? find_step(line.block, name) : nullptr) return inside;
  }
  return nullptr;
}

// A step that a policy of a chain takes out of one that it extends.
struct TakenOut {
  const syntax::Statement* step;
  const syntax::Statement* line;  // that does; null: a line of one that is extended
};

std::vector<TakenOut> taken_out(const Chain& chain) {
  std::vector<TakenOut> steps;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    for (const syntax::Statement& line : chain[i]->block) {
      const auto* change = std::get_if<syntax::InStage>(&line.node);
      using How = syntax::InStage::How;
      if (change == nullptr || change->how == How::before || change->how == How::after) continue;
      for (std::size_t k = i + 1; k < chain.size(); ++k) {
        const syntax::Statement* step = find_step(chain[k]->block, change->step.text);
        if (step == nullptr) continue;
        steps.push_back({step, i == 0 ? &line : nullptr});
        break;
      }
    }
  }
  return steps;
}

bool is_kept(NameKind kind) { return kind == NameKind::setting || kind == NameKind::group || kind == NameKind::define; }

void look_at(const Chain& chain, Diagnostics& diagnostics) {
  const std::vector<TakenOut> gone = taken_out(chain);
  if (gone.empty()) return;
  const auto is_gone = [&](const syntax::Statement& line) {
    return std::ranges::find(gone, &line, &TakenOut::step) != gone.end();
  };
  UsedNames used;
  for (const syntax::Statement* policy : chain) used.collect(policy->block, is_gone);
  for (const auto& [step, line] : gone) {
    if (line == nullptr) continue;
    UsedNames asked;
    asked.collect(step->block, [](const syntax::Statement&) { return false; });
    for (const syntax::Statement* policy : chain) {
      for (const DeclaredName& declared : declared_names(*policy)) {
        const std::string& name = declared.name->text;
        if (!is_kept(declared.kind) || !asked.contains(declared.kind, name)) continue;
        if (used.contains(declared.kind, name)) continue;
        diagnostics
            .add(Code::L506, line->span,
                 fmt::format("with the step `{}` gone, nothing in this policy uses the {} `{}`",
                             std::get<syntax::Step>(step->node).name.text, to_string(declared.kind), name))
            .labels.push_back({declared.name->span, "declared here"});
      }
    }
  }
}

}  // namespace

// Actions that are no longer to be done are meant to be gone; what only the step used to be told by is not.
void orphaned_by_change(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words&) {
    if (policy.extends) look_at(chain_of(input, policy), diagnostics);
  });
}

}  // namespace engage::lint
