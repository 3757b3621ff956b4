#include <fmt/format.h>

#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

struct Head {
  bool version = false;
  bool effective = false;
  bool source = false;
};

Head head_of(const syntax::Statement& policy) {
  Head head;
  for (const syntax::Statement& line : policy.block) {
    if (const auto* version = std::get_if<syntax::Version>(&line.node)) {
      head.version = true;
      head.effective = version->effective.has_value();
    }
    head.source = head.source || std::holds_alternative<syntax::SourceClause>(line.node);
  }
  return head;
}

// "no title, no version and no source"
std::string listed(const std::vector<std::string_view>& missing) {
  std::string text;
  for (std::size_t i = 0; i < missing.size(); ++i) {
    const std::string_view between = i == 0 ? "" : i + 1 == missing.size() ? " and " : ", ";
    text += fmt::format("{}no {}", between, missing[i]);
  }
  return text;
}

}  // namespace

// A policy that extends another has what it does not say from there, save its title.
void policy_head(const Input& input, Diagnostics& diagnostics) {
  for (const model::InputFile& file : input.files) {
    for (const syntax::Statement& statement : file.tree.statements) {
      const auto* policy = std::get_if<syntax::PolicyDecl>(&statement.node);
      if (!policy) continue;
      const Head head = head_of(statement);
      std::vector<std::string_view> missing;
      if (!policy->title) missing.push_back("title");
      if (!policy->extends && !head.version) missing.push_back("version");
      if (!policy->extends && head.version && !head.effective) missing.push_back("effective date");
      if (!policy->extends && !head.source) missing.push_back("source");
      if (missing.empty()) continue;
      diagnostics.add(Code::L503, statement.span, fmt::format("`{}` has {}", policy->name.text, listed(missing))).help =
          fmt::format(
              "write `policy {} \"TITLE\"`, and in it `version 1 effective DATE` and `source \"GUIDE, CHAPTER\"`",
              policy->name.text);
    }
  }
}

}  // namespace engage::lint
