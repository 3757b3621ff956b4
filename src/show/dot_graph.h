#pragma once

#include <cgraph.h>

#include <memory>
#include <string>

namespace engage::show {

struct CloseGraph {
  void operator()(Agraph_t* graph) const { agclose(graph); }
};
using DotGraph = std::unique_ptr<Agraph_t, CloseGraph>;

// A graph for Graphviz, read from its language. Left alone, Graphviz numbers what has a name by the address
// of that name in memory, and lays boxes out in the order of their numbers: no two pictures would be sure to
// be the same. Here numbers are given in the order of appearance.
DotGraph read_dot(const std::string& dot);

}  // namespace engage::show
