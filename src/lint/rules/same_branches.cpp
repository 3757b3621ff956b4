#include <algorithm>

#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

using Block = std::vector<syntax::Statement>;

bool same(const Sources& sources, const Block& one, const Block& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [&](const syntax::Statement& a, const syntax::Statement& b) {
                      return sources.text(a.span) == sources.text(b.span) && same(sources, a.block, b.block);
                    });
}

void look_in(const Sources& sources, const Block& block, Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < block.size(); ++i) {
    look_in(sources, block[i].block, diagnostics);
    if (i + 1 == block.size() || !std::holds_alternative<syntax::If>(block[i].node)) continue;
    const syntax::Statement& otherwise = block[i + 1];
    if (!std::holds_alternative<syntax::Otherwise>(otherwise.node)) continue;
    if (!same(sources, block[i].block, otherwise.block)) continue;
    Diagnostic& found = diagnostics.add(Code::L105, block[i].span, "both ways do the same, whatever the answer");
    found.labels.push_back({otherwise.span, "the other way"});
    found.help = "change one of them, or write it once without `if`";
  }
}

}  // namespace

// Exactly as written: blocks that mean the same in other words are missed.
void same_branches(const Input& input, Diagnostics& diagnostics) {
  for (const model::InputFile& file : input.files) look_in(input.sources, file.tree.statements, diagnostics);
}

}  // namespace engage::lint
