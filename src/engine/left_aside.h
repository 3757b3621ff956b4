#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "cases/findings.h"

namespace engage::engine {

// What records said that nobody could use, counted over a run: names that are not known, and cells of tables that
// their columns cannot have.
struct LeftAside {
  std::map<std::pair<cases::Ignored::Kind, std::string>, std::uint64_t> names;

  struct Cells {
    std::uint64_t count = 0;
    std::map<std::string, std::uint64_t> examples;  // the first few in order of bytes, so that threads do not matter
  };
  std::map<std::pair<cases::Misfit::Kind, std::string>, Cells> cells;

  void add(const cases::Findings& findings);
  void add(const LeftAside& other);
};

}  // namespace engage::engine
