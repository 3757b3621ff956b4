#include "model/check_chains.h"

#include <fmt/format.h>

#include "text/bounds.h"

namespace engage::model {

void report_chains(const Chains& chains, const ChainWords& words, const std::vector<const syntax::Name*>& names,
                   Diagnostics& diagnostics) {
  for (const std::size_t i : chains.loops) {
    diagnostics.add(Code::E206, names[i]->span, fmt::format("the {} `{}` {}", words.kind, names[i]->text, words.loops))
        .help = words.untie;
  }
  report_long_chains(chains, words, names, diagnostics);
}

void report_long_chains(const Chains& chains, const ChainWords& words, const std::vector<const syntax::Name*>& names,
                        Diagnostics& diagnostics) {
  for (const std::size_t i : too_long(chains)) {
    diagnostics
        .add(Code::E237, names[i]->span,
             fmt::format("the {0} `{1}` leads through more than {2} {0}s", words.kind, names[i]->text, kLongestChain))
        .help = words.shorten;
  }
}

}  // namespace engage::model
