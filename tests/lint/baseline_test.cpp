#include "lint/baseline.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "lint/whereabouts.h"
#include "syntax/parse.h"

namespace engage::lint {
namespace {

const Fingerprint kRepeat{"a.engage", "L104", "policy a / stage s / repeat every 1 week"};
const Fingerprint kOdd{"odd \"name\".engage", "L301", "policy b / only if note is \"a\\b\"\t\x01 é"};

Diagnostic finding(Code code) { return {code, {}, "told", {}, {}, {}, {}, {}, {}}; }

TEST(Baseline, IsReadAsItWasWritten) {
  Baseline baseline;
  for (const Fingerprint& one : {kRepeat, kOdd, kRepeat}) baseline.add(one);
  EXPECT_EQ(baseline.size(), 3u);
  const std::string text = baseline.write();
  const auto read = Baseline::read(text);
  ASSERT_TRUE(read) << text << read.error().front().message;
  EXPECT_EQ(read->size(), 3u);
  EXPECT_EQ(read->write(), text);
  EXPECT_EQ(read->count([](const Fingerprint& one) { return one == kOdd; }), 1u);
}

TEST(Baseline, IsTheSameInWhateverOrderItWasFilled) {
  Baseline one, other;
  one.add(kOdd);
  one.add(kRepeat);
  other.add(kRepeat);
  other.add(kOdd);
  EXPECT_EQ(one.write(), other.write());
  EXPECT_TRUE(Baseline::read(Baseline().write()));
}

TEST(Baseline, HidesAsManyAsItHolds) {
  Baseline baseline;
  baseline.add(kRepeat);
  baseline.add(kOdd);
  std::vector<Diagnostic> findings{finding(Code::L104), finding(Code::L104), finding(Code::L503)};
  findings[1].message = "told later";
  const auto fingerprint = [](const Diagnostic& one) {
    return one.code == Code::L104 ? kRepeat : Fingerprint{"a.engage", "L503", ""};
  };
  const std::vector<Diagnostic> hidden = baseline.hide(findings, fingerprint);
  ASSERT_EQ(hidden.size(), 1u);
  EXPECT_EQ(hidden[0].message, "told");
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].message, "told later");
  EXPECT_EQ(findings[1].code, Code::L503);
  EXPECT_EQ(baseline.count([](const Fingerprint&) { return true; }), 1u) << "what it held and nobody found";
}

std::string faults_of(std::string_view text) {
  const auto baseline = Baseline::read(text);
  if (baseline) return "none";
  std::string out;
  for (const TomlFault& fault : baseline.error())
    out += fmt::format("{}:{}: {}\n", fault.line, fault.column, fault.message);
  return out;
}

TEST(Baseline, EveryFaultIsToldWithItsPlace) {
  EXPECT_EQ(faults_of(""), "1:1: this is no baseline: `baseline = 1` is missing\n");
  EXPECT_EQ(faults_of("baseline = 2\nfindings = []\n"), "1:1: this is no baseline: `baseline = 1` is missing\n");
  // A number with a fraction is no number of a form, whichever it is.
  EXPECT_EQ(faults_of("baseline = 1.0\nfindings = []\n"), "1:1: this is no baseline: `baseline = 1` is missing\n");
  EXPECT_EQ(faults_of("baseline = 1\n"), "1:1: the list `findings` is missing\n");
  EXPECT_EQ(
      faults_of("baseline = 1\nfindings = [\n  3,\n  {file = \"a\", code = \"E201\", at = \"\"},\n"
                "  {file = \"a\", code = \"L301\"},\n  {file = \"a\", code = \"L301\", at = \"\", count = 0},\n]\n"),
      "3:3: this is no finding: it wants `file`, `code` and `at`\n"
      "4:3: no warning or advice has the code `E201`\n"
      "5:3: `at` is missing here\n"
      "6:48: `count` wants a whole number, 1 or more\n");
}

std::string whereabouts_of(std::string text) {
  const std::size_t mark = text.find('^');
  text.erase(mark, 1);
  Sources sources;
  Diagnostics diagnostics;
  const FileId id = sources.add("a.engage", text);
  const syntax::File file = syntax::parse(sources, id, diagnostics);
  const auto at = static_cast<std::uint32_t>(mark);
  return whereabouts(sources[id], file, {id, at, at + 1});
}

TEST(Whereabouts, AreTheOutlineAndTheLine) {
  EXPECT_EQ(whereabouts_of("^# nothing yet\npolicy a \"A\"\n"), "");
  EXPECT_EQ(whereabouts_of("policy a ^\"A\"\n  starts on b\n"), "policy a");
  EXPECT_EQ(whereabouts_of("policy a \"A\"\n  starts on   b ^  when c\n"), "policy a / starts on b when c");
  EXPECT_EQ(whereabouts_of("vocabulary v \"V\"\n  fact f ^\"F\" yes/no\n  event e \"E\"\n"), "vocabulary v / fact f");
  EXPECT_EQ(whereabouts_of(
                "policy a \"A\"\n  stage s \"S\"\n    step t \"T\"\n      do call\n    step u \"U\"\n      do ^call\n"),
            "policy a / stage s / step u / do call");
}

TEST(Whereabouts, StayWhenLinesMove) {
  const std::string before = whereabouts_of(
      "policy a \"A\"\n  stage s \"S\"\n    repeat ^every 1 week\n      step t \"T\"\n        do call\n");
  const std::string after = whereabouts_of(
      "# A comment\n\nvocabulary v \"V\"\n  event e \"E\"\n\npolicy a \"Another title\"\n  version 2\n\n  stage r "
      "\"R\"\n    finish x\n\n"
      "  stage s \"S\"\n    # and here\n    repeat   ^every 1 week  # and here\n      step t \"T\"\n        do call\n");
  EXPECT_EQ(before, "policy a / stage s / repeat every 1 week");
  EXPECT_EQ(after, before);
}

}  // namespace
}  // namespace engage::lint
