#include "play/play.h"

#include <gtest/gtest.h>

#include "fixture.h"
#include "play/timeline.h"

// How far a play goes.
namespace engage::play {

using scenarios::kCare;
using scenarios::load;
using scenarios::Loaded;
namespace {

// A step lies ahead of the waits, though nobody comes to it: the engine has to look for it each time anew.
constexpr const char* kWaits = R"(
vocabulary words "Words"
  role worker "Worker"
  fact wanted "Wanted" yes/no
  event asked "Asked"
  action call "Call"

policy waits "Waits"
  version 1
  starts on asked
  stage here
    wait 1 hour
    if wanted is yes
      step ring
        do call
    go to there
  stage there
    wait 1 hour
    go to here
)";

class PlayTest : public testing::Test {
 protected:
  Timeline played(std::size_t most_assessments, std::uint64_t most_wakes) const {
    const model::Family& family = loaded_->program->families.back();
    cases::Record record;
    record.facts.assign(family.words.facts.size(), model::Value::unknown());
    const Instant begin = start_of(*parse_date("2026-01-05"));
    Assumptions assumptions;
    assumptions.planned.push_back({begin, *family.words.find_event("asked"), {}});
    return play_forward(family, record, begin, assumptions,
                        {five_years_after(begin), 2000, false, most_assessments, most_wakes});
  }

  std::unique_ptr<Loaded> loaded_ = load(kWaits);
};

TEST_F(PlayTest, StopsWhereTimeAloneGoesRoundAndSaysSo) {
  ASSERT_TRUE(loaded_->program) << loaded_->faults;
  const Timeline by_count = played(50, 100'000'000);
  EXPECT_EQ(by_count.assessments, 50u);
  EXPECT_EQ(to_string(by_count.end_at), "2026-01-07T01:00");
  // Each look ahead goes on for five years.
  const Timeline by_work = played(1'000'000, 1'000'000);
  EXPECT_LT(by_work.assessments, 40u);
  for (const Timeline& timeline : {by_count, by_work}) {
    EXPECT_EQ(timeline.end, Timeline::End::cut);
    EXPECT_EQ(timeline.end_reason, "the play stops: too much comes and goes by time alone");
  }
}

}  // namespace
}  // namespace engage::play
