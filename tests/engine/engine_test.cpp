#include "engine/engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "model/check.h"
#include "syntax/parse.h"

namespace engage::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kWords = R"(
calendar working "Working days"
  covers 2026

vocabulary words "Words"
  role worker "Worker"
  fact service "Service" one of individual, family
  fact consent "Consent" yes/no
  event referral "Referral"
  event contact "Contact"
  action call "Call"
  action message "Leave a message" allowed if consent

policy p "P"
  calendar working
  applies when service is individual
  starts on referral
  stage outreach "Outreach"
    limit 1 month then finish closed
    step attempt "Attempt"
      within 5 business days
      do call
      do message
    wait 3 to 5 business days
    step again "Again"
      do call
  on contact
    finish engaged
)";

// One policy and records for it, with events by name.
class EngineTest : public ::testing::Test {
 protected:
  EngineTest() {
    Diagnostics diagnostics;
    const FileId file = sources_.add("p.engage", std::string(kWords));
    std::vector<model::InputFile> files(1);
    files[0].tree = syntax::parse(sources_, file, diagnostics);
    files[0].named = true;
    program_ = model::check(sources_, files, {}, diagnostics);
    if (!program_) throw std::runtime_error(diagnostics.sorted().front().message);
    engine_ = std::make_unique<Engine>(family());
    record_.facts.assign(family().words.facts.size(), model::Value::unknown());
    record_.facts[*family().words.find_fact("service")] = model::Value::option(0);
  }

  const model::Family& family() const { return program_->families.front(); }

  void happens(std::string_view date, std::string_view event) {
    record_.entries.push_back({start_of(*parse_date(date)), *family().words.find_event(event), 0, 0});
  }

  // "step.action: opens to due", for each owed action as of the end of that day.
  std::vector<std::string> due(std::string_view date) {
    const auto assessed = engine_->assess(record_, last_minute_of(*parse_date(date)), result_);
    if (!assessed) return {"undecided: " + assessed.error().reason};
    return in_words(result_.actions);
  }

  static std::vector<std::string> in_words(const std::vector<OwedAction>& actions) {
    std::vector<std::string> words;
    for (const OwedAction& action : actions) {
      const model::DoLine& line = action.opening.policy->steps[action.opening.step].lines[action.line];
      words.push_back(line.id + ": " + to_string(action.opens) + " to " +
                      (action.due ? to_string(date_of(action.due->at)) : "no day"));
    }
    return words;
  }

  Sources sources_;
  std::optional<model::Program> program_;
  std::unique_ptr<Engine> engine_;
  cases::Record record_;
  Assessment result_;
};

TEST_F(EngineTest, SaysWhatIsDueAndWhatIsUpcoming) {
  happens("2026-01-05", "referral");
  EXPECT_THAT(due("2026-01-05"), ElementsAre("attempt.call: 2026-01-05 to 2026-01-12"));
  ASSERT_EQ(result_.withheld.size(), 1u);
  EXPECT_EQ(result_.withheld[0].because, "consent is not recorded");
  happens("2026-01-06", "call");
  EXPECT_THAT(due("2026-01-07"), IsEmpty());
  EXPECT_THAT(in_words(result_.upcoming), ElementsAre("again.call: 2026-01-09 to 2026-01-13"));
  EXPECT_EQ(result_.next_change, start_of(*parse_date("2026-01-09")));
}

TEST_F(EngineTest, EntriesAfterNowAreNotSeen) {
  happens("2026-01-05", "referral");
  happens("2026-01-06", "contact");
  EXPECT_THAT(due("2026-01-05"), ElementsAre("attempt.call: 2026-01-05 to 2026-01-12"));
  EXPECT_EQ(result_.status, Status::active);
  EXPECT_THAT(due("2026-01-06"), IsEmpty());
  EXPECT_EQ(result_.status, Status::finished);
}

TEST_F(EngineTest, AnUndecidedCaseLeavesNothingBehind) {
  happens("2026-12-28", "referral");
  const auto undecided = due("2026-12-28");
  ASSERT_EQ(undecided.size(), 1u);
  EXPECT_EQ(undecided[0], "undecided: counting business days needs 2027-01-01, and the calendar `working` covers 2026 to 2026");
  record_.entries.clear();
  happens("2026-01-05", "referral");
  EXPECT_THAT(due("2026-01-05"), ElementsAre("attempt.call: 2026-01-05 to 2026-01-12"));
}

TEST_F(EngineTest, OneEngineGivesTheSameAnswersInAnyOrder) {
  happens("2026-01-05", "referral");
  const auto first = due("2026-01-08");
  due("2026-02-20");
  due("2026-01-04");
  EXPECT_EQ(due("2026-01-08"), first);
}

TEST_F(EngineTest, SaysWhetherThePolicyAppliesAndWhatIsMissing) {
  const Instant now = start_of(*parse_date("2026-01-05"));
  EXPECT_TRUE(engine_->applies(record_, now)->applies);
  record_.facts[*family().words.find_fact("service")] = model::Value::unknown();
  const auto answer = engine_->applies(record_, now);
  EXPECT_FALSE(answer->applies);
  EXPECT_THAT(answer->unknown, ElementsAre(*family().words.find_fact("service")));
}

TEST_F(EngineTest, DatesOutsideTheLanguagesYearsAreNoWrap) {
  happens("2199-12-20", "referral");
  EXPECT_THAT(due("2199-12-20").front(), ::testing::StartsWith("undecided: "));
}

}  // namespace
}  // namespace engage::engine
