#include "engine/engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/describe.h"
#include "engine/replay.h"
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
  EXPECT_EQ(to_string(result_.withheld[0].because, family().words), "consent is not recorded");
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
  EXPECT_EQ(undecided[0],
            "undecided: counting business days needs 2027-01-01, and the calendar `working` covers 2026 to 2026");
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

// Policies of a text, and a case of the last family.
struct Tried {
  explicit Tried(const std::string& text) {
    Diagnostics diagnostics;
    const FileId file = sources.add("p.engage", text);
    std::vector<model::InputFile> files(1);
    files[0].tree = syntax::parse(sources, file, diagnostics);
    files[0].named = true;
    program = model::check(sources, files, {}, diagnostics);
    if (!program) throw std::runtime_error(diagnostics.sorted().front().message);
    record.facts.assign(family().words.facts.size(), model::Value::unknown());
  }

  const model::Family& family() const { return program->families.back(); }
  void happens(Instant at, std::string_view event) {
    record.entries.push_back({at, *family().words.find_event(event), 0, 0});
  }

  Sources sources;
  std::optional<model::Program> program;
  cases::Record record;
};

constexpr std::string_view kLasting = R"(
vocabulary words "Words"
  role worker "Worker"
  role supervisor "Supervisor"
  event referral "Referral"
  event reply "Reply"
  action consult "Consult"
)";

// A version, with what it calls its step.
std::string lasting(std::string_view version, std::string_view title, std::string_view lines_before = "") {
  return std::string(lines_before) + "policy lasting \"Lasting\"\n  version " + std::string(version) +
         "\n  starts on referral\n  stage main\n    wait for reply\n"
         "    finish answered\n  escalate alarm \"Alarm\" to supervisor\n    when 3 days after start\n    step ask \"" +
         std::string(title) + "\"\n      do consult\n";
}

std::optional<Instant> next_change(const std::string& policies, bool answered) {
  Tried tried(std::string(kLasting) + policies);
  tried.happens(start_of(*parse_date("2026-01-05")), "referral");
  if (answered) tried.happens(start_of(*parse_date("2026-01-20")), "reply");
  Assessment found;
  EXPECT_TRUE(Engine(tried.family()).assess(tried.record, last_minute_of(*parse_date("2026-02-10")), found));
  EXPECT_EQ(found.actions.size(), 1u);
  return found.next_change;
}

TEST(NextChange, AVersionThatSaysTheSameIsNone) {
  const std::string first = lasting("1 effective 2026-01-01", "Ask"), same = "2 effective 2026-03-01 for all cases";
  const Instant march = start_of(*parse_date("2026-03-01"));
  for (const bool answered : {false, true}) {
    EXPECT_EQ(next_change(first + lasting(same, "Ask"), answered), std::nullopt) << answered;
    EXPECT_EQ(next_change(first + lasting(same, "Ask again"), answered), march) << answered;
  }
}

// Two parts that ask for the same fact are one reason; a part that asks for none is quoted.
TEST(Reasons, AreThePartsThatAreNotSoEachOnce) {
  Tried tried(R"(
vocabulary words "Words"
  role worker "Worker"
  fact age "Age" number
  fact seen "Seen on" date
  event referral "Referral"
  event contact "Contact"
  action call "Call"
  action visit "Visit" allowed if (age is at least 18 or age is below 5) and contact happened and 2 days after seen

policy p "P"
  starts on referral
  stage here "Here"
    step look "Look"
      do call
      do visit
)");
  const auto reasons = [&] {
    Engine engine(tried.family());
    Assessment found;
    EXPECT_TRUE(engine.assess(tried.record, start_of(*parse_date("2026-01-05")), found));
    EXPECT_EQ(found.withheld.size(), 1u);
    return to_string(found.withheld.front().because, tried.family().words);
  };
  tried.happens(start_of(*parse_date("2026-01-05")), "referral");
  EXPECT_EQ(reasons(), "age is not recorded, `contact happened` is not so, seen is not recorded");
  tried.record.facts = {model::Value::of(7.5), model::Value::of(*parse_date("2026-01-04"))};
  EXPECT_EQ(reasons(), "age is 7.5, `contact happened` is not so, `2 days after seen` is not so");
}

// What a long case has left behind is forgotten, which nobody can see.
TEST(LongCase, IsTheSameWhenWhatHasEndedIsForgotten) {
  Tried tried(R"(
vocabulary words "Words"
  role worker "Worker"
  event referral "Referral"
  event asked "Asked"
  event reply "Reply"
  action call "Call"
  action letter "Letter"
  action visit "Visit"

policy p "P"
  starts on referral
  stage here "Here"
    repeat every 2 hours
      step ring
        within 1 hour
        do call
  stage there "There"
    wait 1 day
    go to here
  on asked
    step answer
      within 2 days
      do letter
      do visit if ring is done and answer is not over
  on reply
    go to there
  escalate late "Late" to worker
    when answer is overdue by 1 day
    step look
      do visit
)");
  std::uint64_t dice = 1;
  Instant at = start_of(*parse_date("2026-01-05"));
  tried.happens(at, "referral");
  constexpr std::string_view kEvents[] = {"asked", "asked", "call", "letter", "letter", "visit", "reply"};
  for (int i = 0; i < 3000; ++i) {
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    at.minutes += static_cast<std::int32_t>(dice >> 33) % 90;
    tried.happens(at, kEvents[(dice >> 40) % std::size(kEvents)]);
  }
  Engine engine(tried.family());
  Replay whole(tried.family());
  for (const std::size_t taken : {std::size_t{500}, std::size_t{1800}, tried.record.entries.size()}) {
    const Instant now = tried.record.entries[taken - 1].at;
    Assessment found, expected;
    ASSERT_TRUE(engine.assess(tried.record, now, found));
    whole.begin(tried.record, regime_at(tried.family(), date_of(now)));
    whole.run_until(now, now);
    describe(whole, expected);
    EXPECT_FALSE(found.actions.empty());
    EXPECT_EQ(found.actions, expected.actions);
    EXPECT_EQ(found.escalations, expected.escalations);
    EXPECT_EQ(found.lapsed, expected.lapsed);
    EXPECT_EQ(found.late, expected.late);
    EXPECT_EQ(found.breaches, expected.breaches);
    EXPECT_EQ(found.stage, expected.stage);
  }
  EXPECT_GT(whole.state().instances.size(), 900u);
}

}  // namespace
}  // namespace engage::engine
