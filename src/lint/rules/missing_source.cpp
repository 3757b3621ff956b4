#include <fmt/format.h>

#include <algorithm>

#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

bool is_source(const syntax::Statement& line) { return std::holds_alternative<syntax::SourceClause>(line.node); }

// The steps of a policy, by whether they, their rule or their stage say which clause they come from.
struct Steps {
  std::size_t with = 0;
  std::vector<const syntax::Statement*> without;

  void collect(const std::vector<syntax::Statement>& block, bool said) {
    for (const syntax::Statement& statement : block) {
      const bool here = said || std::any_of(statement.block.begin(), statement.block.end(), is_source);
      if (!std::holds_alternative<syntax::Step>(statement.node)) {
        collect(statement.block, here);
      } else if (here) {
        ++with;
      } else {
        without.push_back(&statement);
      }
    }
  }
};

}  // namespace

// Told where most steps say it: then the policy follows its guide clause by clause, and one was forgotten.
void missing_source(const Input& input, Diagnostics& diagnostics) {
  for (const model::InputFile& file : input.files) {
    for (const syntax::Statement& statement : file.tree.statements) {
      if (!std::holds_alternative<syntax::PolicyDecl>(statement.node)) continue;
      Steps steps;
      steps.collect(statement.block, false);
      if (steps.with <= steps.without.size()) continue;
      for (const syntax::Statement* step : steps.without) {
        diagnostics
            .add(Code::L505, step->span,
                 fmt::format("the step `{}` does not say which clause it comes from, and most others do",
                             std::get<syntax::Step>(step->node).name.text))
            .help = "write `source \"CLAUSE\"` in it, or in its stage or rule";
      }
    }
  }
}

}  // namespace engage::lint
