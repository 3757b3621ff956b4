#include "shuffle.h"

#include <algorithm>
#include <sstream>
#include <vector>

namespace engage::reference {

namespace {

bool begins(const std::string& block, const std::string& with) { return block.starts_with(with); }

// Statements with all that is indented below them, where the outermost stand at `indent`.
std::vector<std::string> blocks_of(const std::string& text, std::size_t indent) {
  std::vector<std::string> blocks;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    if (line.find_first_not_of(' ') == indent) blocks.emplace_back();
    blocks.back() += line + '\n';
  }
  return blocks;
}

// Changes the order of those that `moves` says may move, in the places that they have.
template <typename Moves>
void shuffle(Dice& dice, std::vector<std::string>& blocks, Moves moves) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (moves(blocks[i])) places.push_back(i);
  }
  for (std::size_t n = places.size(); n > 1; --n) {
    std::swap(blocks[places[n - 1]], blocks[places[static_cast<std::size_t>(dice.below(static_cast<int>(n)))]]);
  }
}

std::string joined(const std::vector<std::string>& blocks) {
  std::string text;
  for (const std::string& block : blocks) text += block;
  return text;
}

std::string shuffle_inside(Dice& dice, const std::string& declaration) {
  const std::size_t end_of_head = declaration.find('\n') + 1;
  std::vector<std::string> blocks = blocks_of(declaration.substr(end_of_head), 2);
  if (!begins(declaration, "policy")) {
    shuffle(dice, blocks, [](const std::string& block) { return !begins(block, "  role "); });
  } else {
    const auto first =
        std::find_if(blocks.begin(), blocks.end(), [](const auto& block) { return begins(block, "  stage "); });
    std::vector<std::string> of_itself(blocks.begin(), first);
    // What a variant changes first, it changes first.
    shuffle(dice, of_itself, [](const std::string& block) { return !begins(block, "  in stage "); });
    std::copy(of_itself.begin(), of_itself.end(), blocks.begin());
    const std::string first_stage = first == blocks.end() ? "" : *first;
    shuffle(dice, blocks, [&](const std::string& block) { return begins(block, "  stage ") && block != first_stage; });
  }
  return declaration.substr(0, end_of_head) + joined(blocks);
}

}  // namespace

std::string shuffle_declarations(Dice& dice, const std::string& text) {
  std::vector<std::string> declarations = blocks_of(text, 0);
  for (std::string& declaration : declarations) declaration = shuffle_inside(dice, declaration);
  shuffle(dice, declarations, [](const std::string&) { return true; });
  return joined(declarations);
}

}  // namespace engage::reference
