#include "lint/config.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace engage::lint {
namespace {

// Every fault, a line each.
std::string faults_of(std::string_view text) {
  const auto config = read_config(text);
  if (config) return "none";
  std::string out;
  for (const TomlFault& fault : config.error())
    out += fmt::format("{}:{}: {}\n", fault.line, fault.column, fault.message);
  return out;
}

TEST(Config, AnEmptyOneSaysNothing) {
  const auto config = read_config("");
  ASSERT_TRUE(config);
  EXPECT_EQ(config->rating("a.engage", {}).of(Code::L301), Severity::advice);
  EXPECT_FALSE(config->strict);
  EXPECT_FALSE(config->max_warnings);
}

TEST(Config, TheMoreExactCodeAndTheLaterPathCount) {
  const auto config = read_config(R"(
[lint]
ignore = ["L503"]
max_warnings = 3
strict = true
[lint.severity]
L301 = "error"
L3 = "off"
L501 = "warning"
[[lint.paths]]
path = "drafts/**"
severity = {L1 = "advice", L301 = "warning"}
[[lint.paths]]
path = "drafts/old/*.engage"
severity = {L301 = "off"}
)");
  ASSERT_TRUE(config);
  EXPECT_EQ(config->max_warnings, 3u);
  EXPECT_TRUE(config->strict);
  const Rating elsewhere = config->rating("entry.engage", {});
  EXPECT_EQ(elsewhere.of(Code::L301), Severity::error);
  EXPECT_EQ(elsewhere.of(Code::L501), Severity::warning);
  EXPECT_EQ(elsewhere.of(Code::L101), Severity::warning);
  EXPECT_EQ(elsewhere.of(Code::L503), std::nullopt);
  EXPECT_EQ(config->rating("drafts/a/b.engage", {}).of(Code::L301), Severity::warning);
  EXPECT_EQ(config->rating("drafts/a/b.engage", {}).of(Code::L101), Severity::advice);
  EXPECT_EQ(config->rating("drafts/old/b.engage", {}).of(Code::L301), std::nullopt);
}

TEST(Config, WhatWasAskedForOnTheCommandLineWins) {
  const auto config = read_config(R"(
[lint]
select = ["L1"]
ignore = ["L102"]
severity = {L103 = "off", L104 = "error"}
)");
  ASSERT_TRUE(config);
  const Rating less = config->rating("a.engage", {{}, {"L101"}});
  EXPECT_EQ(less.of(Code::L101), std::nullopt);
  EXPECT_EQ(less.of(Code::L102), std::nullopt);
  EXPECT_EQ(less.of(Code::L103), std::nullopt);
  EXPECT_EQ(less.of(Code::L301), std::nullopt);
  const Rating others = config->rating("a.engage", {{"L102", "L103", "L104", "L3"}, {}});
  EXPECT_EQ(others.of(Code::L101), std::nullopt);
  EXPECT_EQ(others.of(Code::L102), Severity::warning);
  EXPECT_EQ(others.of(Code::L103), Severity::warning);
  EXPECT_EQ(others.of(Code::L104), Severity::error) << "what is not off stays as grave as the file says";
  EXPECT_EQ(others.of(Code::L301), Severity::advice);
}

TEST(Config, NothingReachesAFaultOfTheLanguage) {
  const auto config = read_config("[lint]\nselect = [\"L1\"]\n");
  ASSERT_TRUE(config);
  EXPECT_EQ(config->rating("a.engage", {{"L1"}, {"L1"}}).of(Code::E201), Severity::error);
}

TEST(Config, EveryFaultIsToldWithItsPlace) {
  EXPECT_EQ(faults_of("[lnt]\n"), "1:2: there is no key `lnt` at the top; did you mean `lint`?\n");
  EXPECT_EQ(faults_of("lint = 3\n"), "1:8: `lint` wants a table\n");
  EXPECT_EQ(faults_of("[lint]\nselct = []\nstrict = 1\nmax_warnings = -1\n"),
            "2:1: there is no key `selct` in [lint]; did you mean `select`?\n"
            "3:10: `strict` wants true or false\n"
            "4:16: `max_warnings` wants a whole number, 0 or more\n");
  EXPECT_EQ(faults_of("[lint]\nselect = \"L1\"\nignore = [1, \"L999\", \"E201\"]\n"),
            "2:10: `select` wants a list of codes, such as [\"L1\", \"L301\"]\n"
            "3:11: `ignore` wants codes in quotation marks, such as \"L301\"\n"
            "3:14: no warning or advice has a code that begins with `L999`\n"
            "3:22: `E201` is a fault of the language: it is always told, and always an error\n");
  EXPECT_EQ(faults_of("[lint.severity]\nL301 = \"warnig\"\nL503 = 2\nE1 = \"off\"\n"),
            "2:8: `L301` wants \"error\", \"warning\", \"advice\", \"off\"; did you mean `warning`?\n"
            "3:8: `L503` wants \"error\", \"warning\", \"advice\", \"off\"\n"
            "4:1: no warning or advice has a code that begins with `E1`\n");
  EXPECT_EQ(faults_of("[[lint.paths]]\npath = \"\"\nseverty = {}\n"),
            "1:1: `severity` is missing here\n"
            "2:8: `path` wants a path, such as \"tests/**\"\n"
            "3:1: there is no key `severty` in [[lint.paths]]; did you mean `severity`?\n");
  EXPECT_EQ(faults_of("[lint]\npaths = {path = \"a\"}\n"), "2:9: `paths` wants tables, each headed [[lint.paths]]\n");
}

TEST(Config, WhatIsNoTomlIsTold) {
  const auto config = read_config("[lint]\nstrict = yes\n");
  ASSERT_FALSE(config);
  ASSERT_EQ(config.error().size(), 1u);
  EXPECT_EQ(config.error().front().line, 2u);
  EXPECT_FALSE(config.error().front().message.empty());
}

// Such letters begin no name and are no blank space either; all of them, wherever one may stand.
TEST(Config, LettersOutsideOfQuotationMarksAreToldOf) {
  for (const std::string_view letter :
       {"\u00a1", "\u00e9", "\u00df", "\u034f", "\u0416", "\u0499", "\u2010", "\u2061", "\u3001", "\U0001f600"}) {
    for (const std::string_view text : {"{} = 1", "a{} = 1", "[{}]", "[a{}]", "a = {}", "a = 1{}", "a = [1{}]",
                                        "a = {{b{} = 1}}", "a = 1 {}", "{}"}) {
      const auto config = read_config(fmt::format(fmt::runtime(text), letter));
      ASSERT_FALSE(config) << text << letter;
      EXPECT_EQ(config.error().front().line, 1u) << text << letter;
      EXPECT_FALSE(config.error().front().message.empty()) << text << letter;
    }
  }
}

struct Glob {
  std::string_view glob, path;
  bool fits;
};

class Globs : public testing::TestWithParam<Glob> {};

TEST_P(Globs, Fit) { EXPECT_EQ(fits_glob(GetParam().glob, GetParam().path), GetParam().fits); }

constexpr Glob kGlobs[] = {
    {"entry.engage", "entry.engage", true},
    {"entry.engage", "a/entry.engage", false},
    {"*.engage", "entry.engage", true},
    {"*.engage", "a/entry.engage", false},
    {"**/*.engage", "entry.engage", true},
    {"**/*.engage", "a/b/entry.engage", true},
    {"a/**", "a/b/entry.engage", true},
    {"a/**", "ab/entry.engage", false},
    {"a/**", "a", false},
    {"a/", "a/b/entry.engage", true},
    {"a/", "ab", false},
    {"a/**/c.engage", "a/c.engage", true},
    {"a/**/c.engage", "a/b/b/c.engage", true},
    {"a/**/c.engage", "a/b/bc.engage", false},
    {"v?.engage", "v1.engage", true},
    {"v?.engage", "v12.engage", false},
    {"v?engage", "v/engage", false},
    {"", "", true},
    {"", "a", false},
    {"*", "", true},
    {"**", "", false},
};
INSTANTIATE_TEST_SUITE_P(Config, Globs, testing::ValuesIn(kGlobs));

// Neither years for many stars nor a stack for each character.
TEST(Config, AGlobOfAnyShapeIsHeldAtOnce) {
  std::string stars, folders;
  for (int i = 0; i < 50; ++i) stars += "*a", folders += "**/a/";
  const std::string path = std::string(100, 'a') + "/" + std::string(100, 'a');
  EXPECT_TRUE(fits_glob(stars, std::string(100, 'a')));
  EXPECT_FALSE(fits_glob(stars + "b", path));
  EXPECT_FALSE(fits_glob(folders + "b", fmt::format("{}/c", fmt::join(std::vector<char>(100, 'a'), "/"))));
  EXPECT_TRUE(fits_glob(folders + "b", fmt::format("{}/b", fmt::join(std::vector<char>(100, 'a'), "/"))));
  EXPECT_FALSE(fits_glob(std::string(200'000, 'a'), path));
}

}  // namespace
}  // namespace engage::lint
