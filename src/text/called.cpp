#include "text/called.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "text/near.h"

namespace engage {
namespace {

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_title(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lowered(x) == lowered(y); });
}

}  // namespace

AtFront called_at_front(std::span<const Called> things, std::string_view text) {
  if (text.starts_with('"')) {
    const std::size_t end = text.find('"', 1);
    if (end != text.npos) return {text.substr(1, end - 1), end + 1};
  }
  std::size_t longest = 0;
  for (const Called& thing : things) {
    for (const std::string_view word : {thing.name, thing.title}) {
      const bool ends = word.size() == text.size() || text.find_first_of(" \t,=", word.size()) == word.size();
      if (word.size() > longest && ends && same_title(text.substr(0, word.size()), word)) longest = word.size();
    }
  }
  return {text.substr(0, longest), longest};
}

std::expected<std::size_t, std::string> find_called(std::span<const Called> things, std::string_view word,
                                                    std::string_view kind) {
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (things[i].name == word) return i;
  }
  std::vector<std::string_view> titled, known;
  std::size_t found = 0;
  for (std::size_t i = 0; i < things.size(); ++i) {
    known.push_back(things[i].name);
    if (!things[i].title.empty() && things[i].title != things[i].name) known.push_back(things[i].title);
    if (things[i].title.empty() || !same_title(things[i].title, word)) continue;
    const bool again = std::ranges::find(titled, things[i].name) != titled.end();  // in another version
    if (titled.empty()) found = i;
    if (!again) titled.push_back(things[i].name);
  }
  if (titled.size() == 1) return found;
  if (titled.size() > 1) {
    std::string names;
    for (const std::string_view name : titled) names += fmt::format("{}`{}`", names.empty() ? "" : ", ", name);
    return std::unexpected(fmt::format("`{}` is the title of {}: say which by its name", word, names));
  }
  std::ranges::sort(known);
  known.erase(std::unique(known.begin(), known.end()), known.end());
  const std::string near = did_you_mean(word, known);
  return std::unexpected(fmt::format("no {} called `{}`{}{}", kind, word, near.empty() ? "" : "; ", near));
}

}  // namespace engage
