#pragma once

#include <string_view>
#include <vector>

#include "model/chains.h"
#include "syntax/tree.h"
#include "text/diagnostic.h"

namespace engage::model {

// How messages speak of things of one kind that name each other.
struct ChainWords {
  std::string_view kind;     // "define"; of several with an s
  std::string_view loops;    // "needs itself"
  std::string_view untie;    // what to do about a loop; may be empty
  std::string_view shorten;  // what to do about a chain that is too long
};

// Reports each loop once, and each chain that is longer than `kLongestChain`. `names`: of the things, by index.
void report_chains(const Chains& chains, const ChainWords& words, const std::vector<const syntax::Name*>& names,
                   Diagnostics& diagnostics);
// The chains alone, where loops are told in their own way.
void report_long_chains(const Chains& chains, const ChainWords& words, const std::vector<const syntax::Name*>& names,
                        Diagnostics& diagnostics);

}  // namespace engage::model
