#include "model/check_shared_words.h"

#include <fmt/format.h>

#include <type_traits>

#include "syntax/print.h"

namespace engage::model {
namespace {

// The word that a line declares; null where it declares none, or could not be read.
const syntax::Name* declared_name(const syntax::Node& node) {
  return std::visit(
      []<typename Line>(const Line& line) -> const syntax::Name* {
        constexpr bool declares = std::is_same_v<Line, syntax::RoleDecl> || std::is_same_v<Line, syntax::FactDecl> ||
                                  std::is_same_v<Line, syntax::EventDecl> || std::is_same_v<Line, syntax::ActionDecl> ||
                                  std::is_same_v<Line, syntax::GroupDecl> || std::is_same_v<Line, syntax::Define> ||
                                  std::is_same_v<Line, syntax::DateDecl>;
        if constexpr (declares) return &line.name;
        else return nullptr;
      },
      node);
}

}  // namespace

bool SharedWords::repeats(const syntax::Statement& line) {
  const syntax::Name* name = declared_name(line.node);
  if (name == nullptr) return false;
  auto& words = std::holds_alternative<syntax::RoleDecl>(line.node) ? roles_ : others_;
  std::string text = syntax::printed_line(sources_.text(line.span));
  const auto [first, fresh] = words.try_emplace(name->text, Declared{text, vocabulary_, name->span});
  if (fresh || first->second.vocabulary == vocabulary_) return false;  // twice in one is told like any name
  if (first->second.text == text) return true;
  Diagnostic& d =
      diagnostics_.add(Code::E202, name->span, fmt::format("another vocabulary declares `{}` differently", name->text));
  d.labels.push_back({first->second.span, "declared here first"});
  d.help = "declared alike in both it is one word; for another meaning choose another name";
  return true;
}

}  // namespace engage::model
