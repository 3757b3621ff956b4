#include "engine/assessor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cases/split.h"
#include "model/check.h"
#include "syntax/parse.h"

namespace engage::engine {
namespace {

constexpr std::string_view kWords = R"(
calendar working "Working days"
  covers 2026

vocabulary words "Words"
  role worker "Worker"
  fact service "Service" one of individual, family
  fact age "Age" number
  event referral "Referral"
  action call "Call"
)";

std::string policy(std::string_view name, std::string_view applies) {
  return "\npolicy " + std::string(name) + "\n  calendar working\n  applies when " + std::string(applies) + R"(
  starts on referral
  stage outreach "Outreach"
    limit 1 month then finish closed
    step attempt "Attempt"
      within 5 business days
      do call
)";
}

// The policies are of one family each: individuals, families, and (in some) whoever is old.
class AssessorTest : public ::testing::Test {
 protected:
  void given(std::vector<std::string> policies) {
    std::string text(kWords);
    for (const std::string& each : policies) text += each;
    Diagnostics diagnostics;
    std::vector<model::InputFile> files(1);
    files[0].tree = syntax::parse(sources_, sources_.add("p.engage", text), diagnostics);
    files[0].named = true;
    program_ = model::check(sources_, files, {}, diagnostics);
    if (!program_) throw std::runtime_error(diagnostics.sorted().front().message);
  }

  // The policy that the case belongs to, or why it is rejected: one sentence a fault.
  std::string of(std::string_view json) {
    cases::Splitter splitter(cases::Splitter::Form::lines);
    cases::Chunk chunk, end;
    splitter.feed(json, chunk);
    splitter.finish(end);
    const cases::RawCase& raw = chunk.cases.empty() ? end.cases.front() : chunk.cases.front();
    Assessor assessor(program_->families, {}, last_minute_of(*parse_date("2026-01-14")), {});
    const CaseReport report = assessor.assess({&raw, nullptr, 0}, "cases.jsonl");
    EXPECT_EQ(report.file, "cases.jsonl");
    EXPECT_EQ(report.rejected == nullptr, report.assessment != nullptr);
    if (report.assessment) return report.family->name;
    std::string faults;
    for (const std::string& fault : *report.rejected) faults += (faults.empty() ? "" : "; ") + fault;
    return faults;
  }

  Sources sources_;
  std::optional<model::Program> program_;
};

const std::string kOne = policy("one", "service is individual");
const std::string kTwo = policy("two", "service is family");
const std::string kOld = policy("old", "age is at least 65");

TEST_F(AssessorTest, TheOnlyPolicyIsAsked) {
  given({kOne});
  EXPECT_EQ(of(R"({"id":"1","facts":{"service":"individual"}})"), "one");
}

TEST_F(AssessorTest, ChoosesThePolicyThatACaseBelongsTo) {
  given({kOne, kTwo, kOld});
  const std::string none = "the case names no policy, and it belongs to none of those given: ";
  const struct {
    std::string_view json;
    std::string belongs;
  } kTable[] = {
      {R"({"id":"1","facts":{"service":"individual","age":30}})", "one"},
      {R"({"id":"1","facts":{"service":"family","age":30}})", "two"},
      // What it names counts, whatever applies.
      {R"({"id":"1","policy":"two","facts":{"service":"individual"}})", "two"},
      {R"({"id":"1","policy":"tow","facts":{}})", "no policy called `tow` was given; did you mean `two`?"},
      {R"({"id":"1","policy":"","facts":{}})", "`policy` is empty"},
      // None, and why of each.
      {R"({"id":"1","facts":{}})", none + "`one` does not apply (not recorded: service); `two` does not apply (not "
                                          "recorded: service); `old` does not apply (not recorded: age)"},
      // Several.
      {R"({"id":"1","facts":{"service":"family","age":80}})", "the case names no policy, and several apply: two, old"},
  };
  for (const auto& [json, belongs] : kTable) EXPECT_EQ(of(json), belongs) << json;
}

// A record that a policy cannot read is not handed to the next one, unless it is surely not that policy's.
TEST_F(AssessorTest, DoesNotSlipPastAPolicyThatCannotReadIt) {
  given({kOne, kTwo});
  EXPECT_THAT(of(R"({"id":"1","facts":{"service":"famly"}})"),
              ::testing::StartsWith("the case names no policy, and it may belong to `one`, which cannot read it: name "
                                    "the policy, or mend this; "));
}

TEST_F(AssessorTest, TellsWhatCannotBeReadOfTheCaseThatIsNamed) {
  given({kOne, kTwo});
  EXPECT_THAT(of(R"({"id":"1","policy":"one","facts":{"service":"famly"}})"), ::testing::HasSubstr("famly"));
}

}  // namespace
}  // namespace engage::engine
