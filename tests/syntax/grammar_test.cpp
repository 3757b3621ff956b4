#include "grammar/rules.h"
#include "grammar/scenario_rules.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <tao/pegtl/contrib/analyze.hpp>
#include <tao/pegtl/visit.hpp>

#include "syntax/forms.h"

namespace engage {
namespace {

// clang-format off
struct any_line : grammar::sor<
    grammar::use, grammar::calendar_decl, grammar::vocabulary_decl, grammar::policy_decl, grammar::scenario_decl,
    grammar::covers, grammar::timezone, grammar::weekend, grammar::hours, grammar::holiday, grammar::closed,
    grammar::open_day, grammar::include, grammar::period, grammar::role, grammar::fact, grammar::event, grammar::action, grammar::group, grammar::define,
    grammar::version, grammar::source, grammar::calendar_ref, grammar::applies_when, grammar::starts_on,
    grammar::default_line, grammar::setting, grammar::set, grammar::stage, grammar::limit, grammar::on, grammar::when,
    grammar::alongside, grammar::at_least_every, grammar::every_from, grammar::once_every, grammar::give_at_least, grammar::aim,
    grammar::escalate, grammar::step, grammar::wait, grammar::repeat, grammar::if_line, grammar::otherwise,
    grammar::go_to, grammar::finish, grammar::within, grammar::no_later_than, grammar::by, grammar::only_if,
    grammar::note, grammar::do_line, grammar::facts, grammar::fact_set, grammar::happens, grammar::check> {};
// clang-format on

// Takes the words of a rule, and of those that are made of one.
template <typename Rule>
struct Collect {
  template <grammar::Spelling S, typename I>
  static void take(const grammar::word<S, I>*, std::set<std::string>& words) {
    words.insert(S.text);
  }
  static void take(const void*, std::set<std::string>&) {}
  static void visit(std::set<std::string>& words) { take(static_cast<const Rule*>(nullptr), words); }
};

template <typename Rule>
std::set<std::string> words_of() {
  std::set<std::string> words;
  tao::pegtl::visit<Rule, Collect>(words);
  return words;
}

TEST(Grammar, CanNeitherLoopNorFailToMoveOn) { EXPECT_EQ(tao::pegtl::analyze<any_line>(), 0U); }

TEST(Grammar, ReservedWordsAreThoseOfTheRule) {
  std::set<std::string> listed;
  for (std::string_view word : syntax::reserved_words()) listed.insert(std::string(word));
  EXPECT_EQ(words_of<grammar::reserved>(), listed);
}

TEST(Grammar, EveryLineBeginsWithAWordOfTheGrammar) {
  const std::set<std::string> words = words_of<any_line>();
  for (std::size_t i = 0; i < syntax::kForms; ++i) {
    const auto& form = syntax::info(static_cast<syntax::Form>(i));
    if (!form.keyword.empty()) {
      EXPECT_TRUE(words.contains(std::string(form.keyword))) << form.keyword;
    }
    EXPECT_TRUE(form.phrase.starts_with(form.keyword)) << form.phrase;
  }
}

}  // namespace
}  // namespace engage
