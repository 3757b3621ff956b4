#include "text/near.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace engage {
namespace {

constexpr std::size_t kMostListed = 8;

// Optimal string alignment distance, with room that is used again for each name.
class Distance {
 public:
  // That of two words, or more than `most` where it is more.
  std::size_t operator()(std::string_view a, std::string_view b, std::size_t most) {
    if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > most) return most + 1;
    for (std::vector<std::size_t>* line : {&before_, &above_, &row_}) line->resize(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) above_[j] = j;
    std::size_t least_above = 0;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      std::size_t least = row_[0] = i;
      for (std::size_t j = 1; j <= b.size(); ++j) {
        const std::size_t replace = above_[j - 1] + (a[i - 1] != b[j - 1]);
        row_[j] = std::min({above_[j] + 1, row_[j - 1] + 1, replace});
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
          row_[j] = std::min(row_[j], before_[j - 2] + 1);
        }
        least = std::min(least, row_[j]);
      }
      if (std::min(least, least_above) > most) return most + 1;  // and no later row comes back below it
      least_above = least;
      before_.swap(above_);
      above_.swap(row_);
    }
    return above_[b.size()];
  }

 private:
  std::vector<std::size_t> before_, above_, row_;
};

constexpr std::size_t kMostNear = 4;
// Nobody's slip of the finger makes a name longer than this.
constexpr std::size_t kLongestCompared = 100;

}  // namespace

std::vector<std::string_view> near_names(std::string_view word, std::span<const std::string_view> names) {
  using Near = std::tuple<std::size_t, std::string_view>;
  std::vector<Near> found;  // the nearest, in order
  if (word.size() > kLongestCompared) return {};
  Distance distance;
  const std::size_t allowed = std::max<std::size_t>(1, word.size() / 3);
  for (std::string_view name : names) {
    if (name == word || name.size() > kLongestCompared) continue;
    const bool begins = word.size() >= 3 && name.size() >= 3 && (name.starts_with(word) || word.starts_with(name));
    const Near near{distance(word, name, begins ? kLongestCompared : allowed), name};
    if (!begins && std::get<0>(near) > allowed) continue;
    const auto place = std::lower_bound(found.begin(), found.end(), near);
    if (place - found.begin() == kMostNear || (place != found.end() && *place == near)) continue;
    found.insert(place, near);
    if (found.size() > kMostNear) found.pop_back();
  }
  std::vector<std::string_view> result;
  for (const auto& [apart, name] : found) {
    if (apart > std::get<0>(found.front()) + 2) break;  // much farther than the nearest is not meant
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

std::string with_near(std::string sentence, std::string_view word, std::span<const std::string_view> names) {
  const std::string near = did_you_mean(word, names);
  return near.empty() ? sentence : std::move(sentence) + "; " + near;
}

std::string did_you_mean_or_list(std::string_view word, std::span<const std::string_view> names,
                                 std::string_view what) {
  const std::string near = did_you_mean(word, names);
  if (!near.empty() || names.empty() || names.size() > kMostListed) return near;
  if (names.size() == 1) return "there is only " + listed(names, "");
  return "the " + std::string(what) + " are " + listed(names, " and ");
}

std::string did_you_mean(Diagnostics& told, std::string_view word, std::span<const std::string_view> names) {
  return told.may_compare(names.size()) ? did_you_mean(word, names) : std::string();
}

std::string did_you_mean_or_list(Diagnostics& told, std::string_view word, std::span<const std::string_view> names,
                                 std::string_view what) {
  return told.may_compare(names.size()) ? did_you_mean_or_list(word, names, what) : std::string();
}

}  // namespace engage
