#include <fmt/format.h>

#include <algorithm>

#include "lint/names.h"
#include "lint/rules/rules.h"
#include "text/ascii.h"

namespace engage::lint {
namespace {

constexpr std::size_t kShort = 5;  // in shorter names one letter is a word's difference

// Who slips seldom slips at a word's first letter: `mail` and `email` are two words, and so are the `a`
// and the `b` of `visit_a` and `visit_b`.
bool deliberate(std::string_view name, std::size_t at) { return is_digit(name[at]) || at == 0 || name[at - 1] == '_'; }

// One letter added, replaced, or swapped with its neighbour, and not on purpose.
bool slip_apart(std::string_view one, std::string_view other) {
  if (one.size() > other.size()) std::swap(one, other);
  if (one.size() < kShort || other.size() - one.size() > 1) return false;
  const auto at = static_cast<std::size_t>(std::mismatch(one.begin(), one.end(), other.begin()).first - one.begin());
  if (one.size() < other.size()) return one.substr(at) == other.substr(at + 1) && !deliberate(other, at);
  if (at == one.size()) return false;  // the same name: a fault of its own
  if (one.substr(at + 1) == other.substr(at + 1)) return !deliberate(one, at) && !deliberate(other, at);
  return at + 1 < one.size() && one[at] == other[at + 1] && one[at + 1] == other[at] && !is_digit(one[at]) &&
         !is_digit(one[at + 1]) && one.substr(at + 2) == other.substr(at + 2);
}

void look_in(const syntax::Statement& declaration, Diagnostics& diagnostics) {
  const std::vector<DeclaredName> names = declared_names(declaration);
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (std::size_t j = i + 1; j < names.size(); ++j) {
      const std::string &first = names[i].name->text, &second = names[j].name->text;
      if (names[i].kind != names[j].kind || !slip_apart(first, second)) continue;
      Diagnostic& found = diagnostics.add(Code::L502, names[j].name->span,
                                          fmt::format("`{}` and `{}` are easily taken for one another", second, first));
      found.labels.push_back({names[i].name->span, "the other one"});
      found.help = "if both are meant, give one a name that cannot be mistaken";
    }
  }
}

}  // namespace

void near_twins(const Input& input, Diagnostics& diagnostics) {
  for (const model::InputFile& file : input.files) {
    for_each_declaration_of_words(file.tree, [&](const syntax::Statement& words) { look_in(words, diagnostics); });
  }
}

}  // namespace engage::lint
