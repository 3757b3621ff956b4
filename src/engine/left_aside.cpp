#include "engine/left_aside.h"

#include <iterator>

namespace engage::engine {
namespace {

constexpr std::size_t kMostExamples = 12;

void add_example(LeftAside::Cells& cells, const std::string& example, std::uint64_t count) {
  cells.examples[example] += count;
  if (cells.examples.size() > kMostExamples) cells.examples.erase(std::prev(cells.examples.end()));
}

}  // namespace

void LeftAside::add(const cases::Findings& findings) {
  for (const cases::Ignored& name : findings.ignored) ++names[{name.kind, std::string(name.name)}];
  for (const cases::Misfit& misfit : findings.misfits) {
    Cells& found = cells[{misfit.kind, std::string(misfit.name)}];
    ++found.count;
    add_example(found, std::string(misfit.cell), 1);
  }
}

void LeftAside::add(const LeftAside& other) {
  for (const auto& [name, count] : other.names) names[name] += count;
  for (const auto& [name, found] : other.cells) {
    Cells& here = cells[name];
    here.count += found.count;
    for (const auto& [example, count] : found.examples) add_example(here, example, count);
  }
}

}  // namespace engage::engine
