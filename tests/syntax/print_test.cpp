#include "syntax/print.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "../golden_file.h"
#include "fixture.h"
#include "syntax/compare.h"

namespace engage::syntax {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_of(std::string_view folder, std::string_view ending) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(SOURCE_DIR) / folder)) {
    if (entry.path().string().ends_with(ending)) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

// Nothing where the text cannot be read, or does not keep its meaning.
std::optional<std::string> formatted(const std::string& text) {
  const Parsed parsed(text);
  if (!parsed.faults.empty()) return std::nullopt;
  return print_checked(parsed.sources[0], parsed.file);
}

// Pairs NAME.engage and NAME.expected; ENGAGE_ACCEPT=1 rewrites the latter.
TEST(Print, LaysOutAsAccepted) {
  const std::vector<fs::path> inputs = files_of("tests/golden/fmt", ".engage");
  ASSERT_FALSE(inputs.empty());
  for (const fs::path& input : inputs) {
    const std::optional<std::string> found = formatted(golden::read(input));
    ASSERT_TRUE(found) << input;
    golden::hold_beside(input, *found);
  }
}

TEST(Print, EveryShippedFileIsLaidOut) {
  for (const char* folder : {"policies", "examples"}) {
    for (const fs::path& path : files_of(folder, ".engage")) {
      EXPECT_EQ(formatted(golden::read(path)), golden::read(path)) << path;
    }
  }
}

TEST(Print, KeepsLineEndingsAndByteOrderMark) {
  EXPECT_EQ(formatted("use  \"a\"\r\npolicy p extends q"), "use \"a\"\r\n\r\npolicy p extends q\r\n");
  EXPECT_EQ(formatted("use  \"a\"\nuse \"b\"\r\n"), "use \"a\"\nuse \"b\"\n");
  EXPECT_EQ(formatted("# a\n# b\r"), "# a\n# b\n");
  EXPECT_EQ(formatted("\xEF\xBB\xBF\n\nuse \"a\""), "\xEF\xBB\xBFuse \"a\"\n");
}

TEST(Print, NothingStaysNothing) {
  EXPECT_EQ(formatted(""), "");
  EXPECT_EQ(formatted(" \n\n \t\n"), "");
  EXPECT_EQ(formatted("  # alone  "), "# alone\n");
}

// The comparison is what stands between a fault of the printer and a policy.
TEST(Compare, TellsWhatSaysSomethingElse) {
  const auto same = [](std::string_view left, std::string_view right) {
    const Parsed a{std::string(left)}, b{std::string(right)};
    return say_the_same(a.sources[0], a.file, b.sources[0], b.file);
  };
  const std::string_view step = "policy p\n  stage a\n    step b\n      do c if d and not e, varying way\n";
  EXPECT_TRUE(same(step, "policy   p\n\n stage a\n  step b\n   do c   if d and (not e),varying way"));
  for (const char* other : {
           "policy p \"\"\n  stage a\n    step b\n      do c if d and not e, varying way\n",
           "policy p\n  stage a\n    step b\n      do c if d or not e, varying way\n",
           "policy p\n  stage a\n    step b\n      do c if d and e, varying way\n",
           "policy p\n  stage a\n    step b\n      do c if d and not f, varying way\n",
           "policy p\n  stage a\n    step b\n      do c if d and not e, varying weekday\n",
           "policy p\n  stage a\n    step b\n      do c if d and not e\n",
           "policy p\n  stage a\n    step b\n      do c if d and not e, varying way\n      do f\n",
       }) {
    EXPECT_FALSE(same(step, other)) << other;
  }
  EXPECT_FALSE(same("use \"a\"\n# b\nuse \"c\"\n", "# b\nuse \"a\"\nuse \"c\"\n"));
  EXPECT_FALSE(same("use \"a\"\n# b\n", "use \"a\"  # b\n"));
  EXPECT_FALSE(same("use \"a\"\n# b\n", "use \"a\"\n# c\n"));
  EXPECT_FALSE(same("use \"a\"\n# b\n", "use \"a\"\n"));
}

class Dice {
 public:
  Dice() {
    const char* given = std::getenv("ENGAGE_SEED");
    seed_ = given != nullptr ? std::strtoull(given, nullptr, 10) : 20260105;
    random_.seed(seed_);
  }
  std::uint64_t seed() const { return seed_; }
  std::size_t below(std::size_t n) { return n == 0 ? 0 : random_() % n; }
  bool one_in(std::size_t n) { return below(n) == 0; }

 private:
  std::uint64_t seed_ = 0;
  std::mt19937_64 random_;
};

std::string blanks(Dice& dice) {
  std::string text(1 + dice.below(3), ' ');
  if (dice.one_in(8)) text += '\t';
  return text;
}

// Another layout of a file: other indentation, more blanks between words, and with `lines` more empty
// lines and comments.
std::string shaken(const std::string& text, Dice& dice, bool lines) {
  const std::size_t width = 1 + dice.below(7);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    if (lines && dice.one_in(6)) out += std::string(dice.below(9), ' ') + "\n";
    if (lines && dice.one_in(9)) out += std::string(dice.below(9), ' ') + "#  put in \n";
    out.append(indent / 2 * width, ' ');
    bool quoted = false, comment = false;
    for (std::size_t i = indent; i < line.size(); ++i) {
      if (line[i] == '"' && !comment && line[i - 1] != '\\') quoted = !quoted;
      if (line[i] == '#' && !quoted) comment = true;
      const bool free = !quoted && !comment;
      if (free && line[i] == ',' && dice.one_in(2)) out += ' ';
      out += line[i];
      if (free && line[i] == ' ') out += blanks(dice);
    }
    if (line.size() > indent && dice.one_in(3)) out += blanks(dice);
    if (lines && line.size() > indent && !comment && dice.one_in(12)) out += "# beside";
    out += '\n';
  }
  return out;
}

TEST(PrintProperty, ShakenPoliciesComeOutAsTheyWere) {
  Dice dice;
  SCOPED_TRACE(dice.seed());
  for (const fs::path& path : files_of("policies", ".engage")) {
    const std::string text = golden::read(path);
    for (int round = 0; round < 10; ++round) EXPECT_EQ(formatted(shaken(text, dice, false)), text) << path;
  }
}

TEST(PrintProperty, WhateverIsPutInSaysTheSame) {
  Dice dice;
  SCOPED_TRACE(dice.seed());
  for (const fs::path& path : files_of("policies", ".engage")) {
    for (int round = 0; round < 10; ++round) {
      const std::string text = shaken(golden::read(path), dice, true);
      ASSERT_EQ(Parsed(text).faults, std::vector<std::string>()) << text;
      const std::optional<std::string> once = formatted(text);
      ASSERT_TRUE(once) << path << "\n" << text;
      EXPECT_EQ(formatted(*once), once);
      EXPECT_THAT(*once, testing::Not(testing::HasSubstr("\n\n\n")));
      EXPECT_THAT(*once, testing::Not(testing::HasSubstr(" \n")));
    }
  }
}

// Whatever can still be read can be laid out.
TEST(PrintProperty, FilesWithSlipsThatCanBeReadKeepTheirMeaning) {
  Dice dice;
  SCOPED_TRACE(dice.seed());
  const std::string good = golden::read(fs::path(SOURCE_DIR) / "tests/golden/syntax/good.engage");
  static constexpr std::string_view kBits[] = {"\"", "#",    "\t", "\r",   "\r\n",     "  ",      "(", ")", ",",
                                               "\\", "\xFF", "\n", "\n\n", "\xC2\xA0", "\n   # ", "<", "="};
  std::size_t kept = 0;
  for (int round = 0; round < 400; ++round) {
    std::string text = good;
    for (std::size_t n = 1 + dice.below(3); n > 0; --n) {
      const std::size_t at = dice.below(text.size());
      if (dice.one_in(4)) text.erase(at, 1 + dice.below(5));
      else text.insert(at, kBits[dice.below(std::size(kBits))]);
    }
    const Parsed parsed(text);
    if (!parsed.faults.empty()) continue;
    ++kept;
    EXPECT_TRUE(print_checked(parsed.sources[0], parsed.file)) << text;
  }
  EXPECT_GE(kept, 20u);
}

}  // namespace
}  // namespace engage::syntax
