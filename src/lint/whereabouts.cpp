#include "lint/whereabouts.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace engage::lint {
namespace {

std::string single_spaced(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t';
    if (!blank) out += c;
    if (blank && !out.ends_with(' ')) out += ' ';
  }
  return out;
}

// Empty for what has none.
template <typename Node>
std::string_view name_of(const Node& node) {
  if constexpr (requires { node.name.text; }) {
    return node.name.text;
  } else {
    return {};
  }
}
std::string_view name_of(const syntax::ScenarioDecl& scenario) { return scenario.title.value; }

std::string segment(const Source& source, const syntax::Statement& statement) {
  const std::string_view text = source.text().substr(statement.span.begin, statement.span.end - statement.span.begin);
  const std::string_view name = std::visit([](const auto& node) { return name_of(node); }, statement.node);
  if (name.empty()) return single_spaced(text);
  return fmt::format("{} {}", text.substr(0, text.find(' ')), name);
}

}  // namespace

std::string whereabouts(const Source& source, const syntax::File& file, Span span) {
  std::string out;
  for (const std::vector<syntax::Statement>* block = &file.statements; block;) {
    // The last that begins at or before it.
    auto after = std::find_if(block->begin(), block->end(),
                              [&](const syntax::Statement& statement) { return statement.span.begin > span.begin; });
    if (after == block->begin()) break;
    const syntax::Statement& around = *std::prev(after);
    if (!out.empty()) out += " / ";
    out += segment(source, around);
    block = span.begin > around.span.end ? &around.block : nullptr;
  }
  return out;
}

}  // namespace engage::lint
