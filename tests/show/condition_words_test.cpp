#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "read_policy.h"
#include "show/policy_words.h"

// Every form of a condition in words, and that one reading is left.
namespace engage::show {

using report::read_policies;
using report::read_text;
using report::ReadPolicies;
namespace {

std::string words_of(std::string_view condition) {
  const auto read = read_policies(std::filesystem::path(SOURCE_DIR) / "made-up.engage", fmt::format(R"(vocabulary v
  role worker "Worker"
  fact risk "Assessed risk" scale low < medium < high
  fact service "Service type" one of individual, family, a_group
  fact violence "Family violence" yes/no
  fact consent "May write" yes/no
  fact reads "Can read" yes/no
  fact age "Age" number
  fact visit "Next visit" date
  fact referrer "Referral source" text
  event begun "Referral assigned"
  event contact "Client responded"
  action call "Call the client"
  action write "Write to the client"
  group attempt "Attempt" of call, write
  define unsafe as violence or not reads
  define ready as consent and reads and risk is low
policy p "P"
  starts on begun
  stage outreach "Reach out"
    step try "First try"
      do call
    if {}
      step again "Second try"
        do call
    finish over_now "Over"
)",
                                                                                                    condition));
  EXPECT_TRUE(read->program) << condition;
  if (!read->program) return {};
  const model::Family& family = read->program->families[0];
  const model::Policy& policy = family.versions[0];
  for (const model::Statement& statement : policy.statements) {
    const auto* branch = std::get_if<model::If>(&statement.node);
    if (branch) return PolicyWords(policy, family.words).condition(branch->condition);
  }
  return {};
}

struct Row {
  std::string_view condition, words;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.condition; }

class ConditionWords : public testing::TestWithParam<Row> {};

TEST_P(ConditionWords, AreThese) { EXPECT_EQ(words_of(GetParam().condition), GetParam().words); }

INSTANTIATE_TEST_SUITE_P(
    Facts, ConditionWords,
    testing::Values(Row{"consent", "“May write” is recorded as yes"},
                    Row{"not consent", "“May write” is recorded as no"},
                    Row{"consent is no", "“May write” is recorded as no"},
                    Row{"consent is not no", "“May write” is recorded as yes"},
                    Row{"service is a_group", "“Service type” is a group"},
                    Row{"service is not family", "“Service type” is recorded, but not as family"},
                    Row{"service is one of individual, family", "“Service type” is individual or family"},
                    Row{"referrer is \"Dr Lee\"", "“Referral source” is “Dr Lee”"},
                    Row{"visit is 2026-01-31", "“Next visit” is 31 January 2026"},
                    Row{"risk is at least medium", "“Assessed risk” is at least medium"},
                    Row{"not risk is at least medium", "“Assessed risk” is below medium"},
                    Row{"risk is at most medium", "“Assessed risk” is at most medium"},
                    Row{"not risk is at most medium", "“Assessed risk” is above medium"},
                    Row{"age is above 2.5", "“Age” is above 2.5"}, Row{"not age is above 18", "“Age” is at most 18"},
                    Row{"age is below 25", "“Age” is below 25"}, Row{"not age is below 25", "“Age” is at least 25"},
                    Row{"visit is before 2026-01-31", "“Next visit” is before 31 January 2026"},
                    Row{"not visit is before 2026-01-31", "“Next visit” is on or after 31 January 2026"},
                    Row{"visit is after 2026-01-31", "“Next visit” is after 31 January 2026"},
                    Row{"not visit is after 2026-01-31", "“Next visit” is on or before 31 January 2026"},
                    Row{"referrer is known", "“Referral source” is recorded"},
                    Row{"not referrer is known", "“Referral source” is not recorded"},
                    Row{"referrer is unknown", "“Referral source” is not recorded"}));

INSTANTIATE_TEST_SUITE_P(
    Logic, ConditionWords,
    testing::Values(
        Row{"consent and reads", "“May write” and “Can read” are both recorded as yes"},
        Row{"consent or reads", "“May write” or “Can read” is recorded as yes"},
        Row{"not (consent or reads)", "“May write” and “Can read” are both recorded as no"},
        Row{"not (consent and reads)", "“May write” or “Can read” is recorded as no"},
        Row{"consent and reads and violence", "“May write”, “Can read” and “Family violence” are all recorded as yes"},
        Row{"consent and risk is low or reads",
            "(“May write” is recorded as yes, and “Assessed risk” is low), or “Can read” is recorded as yes"},
        Row{"consent and (risk is low or reads)",
            "“May write” is recorded as yes, and (“Assessed risk” is low, or “Can read” is recorded as yes)"},
        Row{"not (consent and (risk is high or not reads))",
            "“May write” is recorded as no, or (“Assessed risk” is recorded, but not as high, and “Can read” is "
            "recorded "
            "as yes)"},
        Row{"unsafe", "“Family violence” is recorded as yes, or “Can read” is recorded as no"},
        Row{"consent and not unsafe",
            "“May write” and “Can read” are both recorded as yes, and “Family violence” is recorded as no"},
        Row{"ready", "“ready” holds"},
        Row{"not ready or violence", "“ready” is known not to hold, or “Family violence” is recorded as yes"}));

INSTANTIATE_TEST_SUITE_P(
    Events, ConditionWords,
    testing::Values(
        Row{"contact happened", "“Client responded” has happened"},
        Row{"not contact happened", "“Client responded” has not happened"},
        Row{"no contact", "“Client responded” has not happened"},
        Row{"attempt happened at least 3 times in this stage", "“Attempt” has been done at least 3 times in this part"},
        Row{"not attempt happened at least 3 times", "“Attempt” has been done fewer than 3 times"},
        Row{"call happened in the last 2 weeks", "“Call the client” has been done in the last 2 weeks"},
        Row{"not call happened in the last 1 week",
            "it is not so that “Call the client” has been done in the last 1 week"},
        Row{"no contact in the last 2 weeks", "“Client responded” has not happened for 2 weeks"},
        Row{"not no contact in the last 2 weeks", "it is not so that “Client responded” has not happened for 2 weeks"},
        Row{"contact happened since begun", "“Client responded” has happened since “Referral assigned”"},
        Row{"no contact since first call", "“Client responded” has not happened since the first “Call the client”"},
        Row{"no contact since stage start", "“Client responded” has not happened since the beginning of this part"},
        Row{"contact happened within 3 days of start", "“Client responded” has happened within 3 days of the start"},
        Row{"no contact within 2 weeks of begun",
            "2 weeks have passed since “Referral assigned” without “Client responded”"},
        Row{"no contact within 1 week of visit", "1 week has passed since “Next visit” without “Client responded”"}));

INSTANTIATE_TEST_SUITE_P(
    Others, ConditionWords,
    testing::Values(Row{"2 business days before visit", "the day 2 business days before “Next visit” has come"},
                    Row{"not 1 day after visit", "the day 1 day after “Next visit” has not come yet"},
                    Row{"24 hours after begun", "the hour 24 hours after “Referral assigned” has come"},
                    Row{"try is done", "“First try” was done"},
                    Row{"not try is skipped", "“First try” was not skipped"}, Row{"try is over", "“First try” is over"},
                    Row{"try is overdue", "“First try” is overdue"},
                    Row{"not try is overdue by 2 days", "“First try” is not overdue by 2 days"},
                    Row{"any step is overdue by 1 week", "any step is overdue by 1 week"},
                    Row{"not any step is overdue", "no step is overdue"}));

}  // namespace
}  // namespace engage::show
