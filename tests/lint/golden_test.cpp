#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "../golden_file.h"
#include "lint/allow.h"
#include "lint/registry.h"
#include "syntax/parse.h"
#include "text/render.h"

// Beside each file what every rule says of it. A file is named after its code and holds what the rule
// finds and, below `# Near misses`, what it must not find. ENGAGE_ACCEPT=1 rewrites the results.
namespace engage::lint {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(SOURCE_DIR) / "tests/golden/lint";

// What is told only on demand is asked for in its own fixture.
Selection asked_for(const fs::path& fixture) {
  const std::string id = fixture.stem();
  for (const CodeInfo& code : all_codes()) {
    if (code.id == id && !Rating().of(code.code)) return {{id}, {}};
  }
  return {};
}

// One file as if named on a command line.
struct Linted {
  Sources sources;
  Findings findings;

  explicit Linted(const std::string& name, const std::string& text, const Selection& selection = {}) {
    std::vector<model::InputFile> files;
    Diagnostics found;
    files.push_back({syntax::parse(sources, sources.add(name, text), found), {}, true});
    const auto program = model::check(sources, files, {}, found);
    EXPECT_TRUE(program) << render(found.sorted(), sources);
    const std::vector<Rating> ratings(sources.size(), Rating(selection));
    if (program) run({sources, files, *program}, ratings, found);
    findings = settle(sources, files, std::move(found), ratings, [](Code) { return true; });
  }
};

TEST(Golden, EveryFindingReadsAsAccepted) {
  for (const fs::path& input : golden::policies_in(kFolder)) {
    Linted linted(input.filename(), golden::read(input), asked_for(input));
    golden::hold_beside(input, render(linted.findings.told, linted.sources));
  }
}

TEST(Golden, EveryRuleFindsItsOwnAndNothingAmongNearMisses) {
  std::set<std::string> names;
  for (const fs::path& input : golden::policies_in(kFolder)) {
    const std::string text = golden::read(input);
    const std::size_t near = text.find("# Near misses");
    ASSERT_NE(near, text.npos) << input;
    Linted linted(input.filename(), text, asked_for(input));
    bool hit = false;
    for (const Diagnostic& found : linted.findings.told) {
      const std::string_view id = info(found.code).id;
      // A rule that is never active needs a stage that nothing leads to.
      EXPECT_TRUE(id == input.stem().string() || (id == "L101" && input.stem() == "L106"))
          << input << ": " << found.message;
      EXPECT_LT(found.span.begin, near) << input << ": " << found.message;
      hit = hit || id == input.stem().string();
    }
    EXPECT_TRUE(hit) << input << " shows nothing that the rule finds";
    names.insert(input.stem());
  }
  for (const Rule& rule : rules()) EXPECT_TRUE(names.contains(std::string(info(rule.code).id))) << info(rule.code).id;
}

// What is not found by a rule of the table shows in a fixture all the same, or in a whole command line.
TEST(Golden, EveryCodeOfLintIsShown) {
  std::string transcripts;
  for (const auto& entry : fs::directory_iterator(fs::path(SOURCE_DIR) / "tests/golden/cli")) {
    if (entry.path().extension() == ".golden") transcripts += golden::read(entry.path());
  }
  for (const CodeInfo& code : all_codes()) {
    if (!code.id.starts_with('L') || code.id.starts_with("L0")) continue;  // L0: the checker's
    EXPECT_TRUE(fs::exists(kFolder / fmt::format("{}.engage", code.id)) ||
                transcripts.find(fmt::format("[{}]", code.id)) != transcripts.npos)
        << code.id;
  }
}

TEST(Registry, RulesAreInOrder) {
  for (std::size_t i = 0; i < rules().size(); ++i) {
    EXPECT_TRUE(info(rules()[i].code).id.starts_with('L'));
    if (i > 0) {
      EXPECT_LT(info(rules()[i - 1].code).id, info(rules()[i].code).id);
    }
  }
}

TEST(Registry, SelectionGoesByBeginnings) {
  const Selection some{{"L1", "L301"}, {"L104"}};
  EXPECT_TRUE(some.takes(Code::L101));
  EXPECT_TRUE(some.takes(Code::L301));
  EXPECT_FALSE(some.takes(Code::L104));
  EXPECT_FALSE(some.takes(Code::L501));
  EXPECT_TRUE(some.takes(Code::E201)) << "a fault of the language is always told";
  EXPECT_TRUE(Selection{}.takes(Code::L501));
  EXPECT_TRUE(begins_a_code("L5"));
  EXPECT_FALSE(begins_a_code("L99"));
  EXPECT_FALSE(begins_a_code("E2"));
  EXPECT_FALSE(begins_a_code(""));
}

TEST(Registry, WhatIsOnDemandIsToldWhereItIsAskedFor) {
  EXPECT_FALSE(Rating().of(Code::L408));
  EXPECT_EQ(Rating({{"L4"}, {}}).of(Code::L408), Severity::advice);
  EXPECT_EQ(Rating({}, {{"L408", Severity::warning}}).of(Code::L408), Severity::warning);
  EXPECT_FALSE(Rating({{"L4"}, {"L408"}}).of(Code::L408));
}

TEST(Registry, WhatIsNotSelectedIsNotTold) {
  const std::string text = golden::read(kFolder / "L101.engage");
  Linted linted("L101.engage", text, {{}, {"L101"}});
  EXPECT_TRUE(linted.findings.told.empty());
}

}  // namespace
}  // namespace engage::lint
