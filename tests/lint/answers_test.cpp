#include "lint/answers.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "model/check.h"
#include "syntax/parse.h"
#include "text/render.h"

// What a condition can answer, over everything that a record may say.
namespace engage::lint {
namespace {

constexpr std::string_view kWords = R"(vocabulary words
  role worker
  fact asked yes/no
  fact other yes/no, default no
  fact risk scale low < medium < high
  fact kind one of red, green
  fact age number
  fact born date
  fact town text
  event referral
  event contact
  action call_main
  group either of referral, contact
policy tried
  starts on referral
  stage trying
    step call
      only if {}
      do call_main
)";

// "no unknown yes", or those of them that some case gives.
std::string answers_of(const std::string& condition, Asking asking = Asking::in_episode) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("test.engage", fmt::format(fmt::runtime(kWords), condition));
  std::vector<model::InputFile> files;
  files.push_back({syntax::parse(sources, file, diagnostics), {}, true});
  const auto program = model::check(sources, files, {}, diagnostics);
  if (!program) return render(diagnostics.sorted(), sources);
  const model::Family& family = program->families.front();
  const model::Policy& policy = family.versions.front();
  const model::ConditionId asked = *policy.steps.front().only_if;
  Answers answers(policy, family.words, {asked}, asking);
  if (answers.too_many()) return "too many";
  std::set<Truth> found;
  do {
    found.insert(answers.of(asked));
  } while (answers.next());
  std::string text;
  if (found.contains(Truth::no)) text += " no";
  if (found.contains(Truth::unknown)) text += " unknown";
  if (found.contains(Truth::yes)) text += " yes";
  return text.substr(1);
}

struct Row {
  std::string condition;
  std::string answers;
};

TEST(Answers, OfEveryForm) {
  const Row rows[] = {
      {"asked", "no unknown yes"},
      {"other", "no unknown yes"},  // a record may set it to unknown
      {"asked and not asked", "no unknown"},
      {"asked or not asked", "unknown yes"},
      {"asked is known and (asked or not asked)", "no yes"},
      {"asked is known or asked is unknown", "yes"},
      {"risk is above high", "no unknown"},
      {"risk is at least low", "unknown yes"},
      {"risk is above low and risk is below high", "no unknown yes"},
      {"risk is above low and risk is below medium", "no unknown"},
      {"kind is one of red, green", "unknown yes"},
      {"kind is not red and kind is not green", "no unknown"},
      {"age is above 18 and age is below 19", "no unknown yes"},  // numbers have decimals
      {"age is at least 18 or age is below 18", "unknown yes"},
      {"born is after 2026-01-01 and born is before 2026-01-02", "no unknown"},  // dates have not
      {"born is after 2026-01-01 and born is before 2026-01-03", "no unknown yes"},
      {"born is before 1900-01-01", "no unknown"},
      {"town is \"Oslo\" and town is \"Bergen\"", "no unknown"},
      {"town is not \"Oslo\" and town is not \"Bergen\"", "no unknown yes"},
      {"contact happened or no contact", "yes"},
      {"contact happened at least 2 times and not contact happened", "no"},
      {"contact happened in the last 1 week or no contact in the last 1 week", "no yes"},
      {"contact happened since contact or no contact since contact", "no yes"},
      {"contact happened since born or no contact since born", "unknown yes"},
      {"born is known and (contact happened since born or no contact since born)", "no yes"},
      {"referral happened", "yes"},
      {"either happened", "yes"},
      {"no contact", "no yes"},
      {"referral happened at least 2 times", "no yes"},
      {"referral happened since start", "no yes"},
      {"1 week after born", "no unknown yes"},
      {"call is done and call is skipped", "no"},
      {"call is over and not (call is done or call is skipped)", "no"},
  };
  for (const Row& row : rows) EXPECT_EQ(answers_of(row.condition), row.answers) << row.condition;
}

TEST(Answers, OfAStageThatHasJustBegun) {
  const Row rows[] = {
      {"contact happened in this stage", "no"},
      {"no contact in this stage", "yes"},
      {"contact happened since stage start", "no"},
      {"contact happened within 1 day of stage start", "no yes"},  // in the same minute, before it
      {"no contact within 1 day of stage start", "no"},
      {"1 day after stage start", "no"},
      {"0 days after stage start", "no yes"},
      {"1 day before stage start", "yes"},
      {"contact happened", "no yes"},
  };
  for (const Row& row : rows) EXPECT_EQ(answers_of(row.condition, Asking::on_entry), row.answers) << row.condition;
}

TEST(Answers, TheStartHasNotHappenedBeforeAnEpisode) {
  EXPECT_EQ(answers_of("referral happened", Asking::before_episode), "no yes");
}

TEST(Answers, MoreQuestionsThanAreLookedAt) {
  std::string condition = "contact happened in the last 1 day";
  for (int i = 2; i <= 6; ++i) condition += fmt::format(" or contact happened in the last {} days", i);
  EXPECT_EQ(answers_of(condition), "no yes");
  for (int i = 7; i <= 20; ++i) condition += fmt::format(" or contact happened in the last {} days", i);
  EXPECT_EQ(answers_of(condition), "too many");
}

}  // namespace
}  // namespace engage::lint
