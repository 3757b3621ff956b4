#include "text/near.h"

#include <algorithm>
#include <tuple>

namespace engage {
namespace {

constexpr std::size_t kMostListed = 8;
constexpr std::size_t kLongest = 256;  // a longer word is no slip of a name

// Optimal string alignment distance.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = above[j - 1] + (a[i - 1] != b[j - 1]);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, replace});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    before.swap(above);
    above.swap(row);
  }
  return above[b.size()];
}

}  // namespace

std::vector<std::string_view> near_names(std::string_view word, std::span<const std::string_view> names) {
  std::vector<std::tuple<std::size_t, std::string_view>> found;
  const std::size_t allowed = std::max<std::size_t>(1, word.size() / 3);
  if (word.size() > kLongest) return {};
  for (std::string_view name : names) {
    if (name == word) continue;
    const std::size_t longer = std::max(word.size(), name.size()) - std::min(word.size(), name.size());
    const bool begins = word.size() >= 3 && name.size() >= 3 && (name.starts_with(word) || word.starts_with(name));
    if (longer > allowed && !begins) continue;  // nor can they be less apart
    const std::size_t apart = begins ? longer : distance(word, name);
    if (apart <= allowed || begins) found.emplace_back(apart, name);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<std::string_view> result;
  for (const auto& [apart, name] : found) {
    // Much farther than the nearest is not meant.
    if (result.size() == 4 || apart > std::get<0>(found.front()) + 2) break;
    result.push_back(name);
  }
  return result;
}

namespace {

// "`a`, `b` or `c`"
std::string listed(std::span<const std::string_view> names, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? last : ", ";
    text += '`';
    text += names[i];
    text += '`';
  }
  return text;
}

}  // namespace

std::string did_you_mean(std::string_view word, std::span<const std::string_view> names) {
  const auto near = near_names(word, names);
  return near.empty() ? std::string() : "did you mean " + listed(near, " or ") + '?';
}

std::string did_you_mean_or_list(std::string_view word, std::span<const std::string_view> names,
                                 std::string_view what) {
  const std::string near = did_you_mean(word, names);
  if (!near.empty() || names.empty() || names.size() > kMostListed) return near;
  if (names.size() == 1) return "there is only " + listed(names, "");
  return "the " + std::string(what) + " are " + listed(names, " and ");
}

}  // namespace engage
