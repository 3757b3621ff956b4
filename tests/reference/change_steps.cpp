#include "change_steps.h"

#include <fmt/format.h>

#include <sstream>

namespace engage::reference {
namespace {

using Lines = std::vector<std::string>;

Lines cut(const std::string& text) {
  Lines lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::size_t depth_of(const std::string& line) { return std::min(line.find_first_not_of(' '), line.size()); }

std::string second_word(const std::string& line) {
  std::istringstream in(line);
  std::string first, second;
  in >> first >> second;
  return second;
}

// A step of the first policy: its lines, and the stage around it.
struct Found {
  std::string stage, step;
  std::size_t first = 0, end = 0;
};

std::vector<Found> steps_of(const Lines& lines) {
  std::vector<Found> found;
  std::string stage;
  bool inside = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t depth = depth_of(lines[i]);
    if (depth == 0 && inside) break;
    inside = inside || lines[i].starts_with("policy ");
    if (depth == 2) stage = lines[i].starts_with("  stage ") ? second_word(lines[i]) : "";
    if (!inside || stage.empty() || lines[i].substr(depth, 5) != "step ") continue;
    std::size_t end = i + 1;
    while (end < lines.size() && depth_of(lines[end]) > depth) ++end;
    found.push_back({stage, second_word(lines[i]), i, end});
  }
  return found;
}

std::string shifted(const std::string& line, std::size_t by) { return std::string(by, ' ') + line; }

Lines make(Lines lines, const StepChange& change) {
  for (const Found& found : steps_of(lines)) {
    if (found.step != change.step) continue;
    const std::size_t depth = depth_of(lines[found.first]);
    const bool takes_out = change.how == "instead of" || change.how == "without";
    std::size_t at = change.how == "after" ? found.end : found.first;
    const auto begin = lines.begin();
    if (takes_out) lines.erase(begin + std::ptrdiff_t(found.first), begin + std::ptrdiff_t(found.end));
    for (const std::string& line : change.lines) {
      lines.insert(lines.begin() + std::ptrdiff_t(at++), shifted(line, depth));
    }
    return lines;
  }
  return lines;
}

std::string whole(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

}  // namespace

std::string StepChange::text() const {
  std::string text = fmt::format("  in stage {}, {} {}\n", stage, how, step);
  for (const std::string& line : lines) text += shifted(line, 4) + '\n';
  return text;
}

std::vector<StepChange> generate_changes(Dice& dice, const std::string& text) {
  Lines lines = cut(text);
  std::vector<StepChange> changes;
  for (int n = dice.between(1, 3); n > 0; --n) {
    const std::vector<Found> steps = steps_of(lines);
    if (steps.empty()) break;
    const Found& where = dice.pick(steps);
    const Found& model = dice.pick(steps);
    StepChange change{where.stage,
                      dice.pick<std::string>({"instead of", "instead of", "before", "after", "without"}),
                      where.step,
                      {}};
    if (change.how != "without") {
      if (dice.chance(30)) change.lines.push_back(fmt::format("wait {} days", dice.between(1, 4)));
      // Under the old name conditions that ask for the step have an answer.
      const std::string name = change.how == "instead of" && dice.chance(70)
                                   ? where.step
                                   : fmt::format("own_{}_{}", changes.size(), where.step);
      change.lines.push_back(fmt::format("step {} \"Own\"", name));
      const std::size_t depth = depth_of(lines[model.first]);
      for (std::size_t i = model.first + 1; i < model.end; ++i) change.lines.push_back(lines[i].substr(depth));
    }
    lines = make(lines, change);
    changes.push_back(std::move(change));
  }
  return changes;
}

std::string with_changes(const std::string& text, const std::vector<StepChange>& changes) {
  Lines lines = cut(text);
  for (const StepChange& change : changes) lines = make(lines, change);
  return whole(lines);
}

}  // namespace engage::reference
