#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "../golden_file.h"
#include "../reference/generate.h"
#include "../syntax/slips.h"
#include "lint/fix.h"
#include "linted.h"
#include "syntax/compare.h"
#include "syntax/parse.h"
#include "syntax/print.h"
#include "text/render.h"

// Properties of lint and of its safe fixes on files that nobody wrote.
//   ENGAGE_SEED    where to begin (20260105)
//   ENGAGE_ROUNDS  how many files of each kind (200)
namespace engage::lint {
namespace {

namespace fs = std::filesystem;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* given = std::getenv(name);
  const std::uint64_t value = given != nullptr ? std::strtoull(given, nullptr, 10) : otherwise;
  fmt::print("{}={}\n", name, value);
  return value;
}

std::vector<fs::path> files_to_spoil() {
  std::vector<fs::path> found;
  for (const char* folder : {"policies", "tests/golden", "tests/conformance"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(SOURCE_DIR) / folder)) {
      if (entry.path().extension() == ".engage") found.push_back(entry.path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<Diagnostic> own_findings(LintedFile& linted) {
  std::vector<Diagnostic> own = linted.diagnostics.sorted();
  std::erase_if(own, [](const Diagnostic& finding) { return finding.span.file != 0; });
  return own;
}

// As `--fix` does it, or less where it takes more than so many rounds.
std::string mended(const fs::path& path, std::string text) {
  for (int round = 0; round < 20; ++round) {
    LintedFile linted(path, text);
    const std::vector<Diagnostic> findings = own_findings(linted);
    Mended result = mend(text, 0, findings);
    if (result.findings.empty()) break;
    text = std::move(result.text);
  }
  return text;
}

bool same_meaning(const std::string& left, const std::string& right) {
  Sources sources;
  Diagnostics faults;
  const syntax::File a = syntax::parse(sources, sources.add("left", left), faults);
  const syntax::File b = syntax::parse(sources, sources.add("right", right), faults);
  return !faults.has_errors() && syntax::say_the_same(sources[0], a, sources[1], b);
}

TEST(Property, LintEndsOnSpoiledFilesAndMendingThemGoesNotRound) {
  const std::uint64_t seed = from_environment("ENGAGE_SEED", 20260105);
  const std::uint64_t rounds = from_environment("ENGAGE_ROUNDS", 200);
  const std::vector<fs::path> files = files_to_spoil();
  ASSERT_FALSE(files.empty());
  for (std::uint64_t round = 0; round < rounds && !testing::Test::HasFailure(); ++round) {
    syntax::Slips slips(seed + round);
    const fs::path& path = files[slips.below(files.size())];
    const std::string text = slips.apply(golden::read(path));
    LintedFile linted(path, text);
    for (const Diagnostic& finding : linted.diagnostics.sorted()) {
      const Source& source = linted.sources[finding.span.file];
      ASSERT_LE(finding.span.begin, finding.span.end);
      ASSERT_LE(finding.span.end, source.text().size());
      if (!finding.patch) continue;
      const Span& place = finding.patch->span;
      ASSERT_TRUE(place.begin <= place.end && place.end <= source.text().size()) << path << " round " << round;
      ASSERT_NE(linted.sources.text(place), finding.patch->text) << "a patch that changes nothing: " << finding.message;
    }
    const std::string result = mended(path, text);
    LintedFile again(path, result);
    for (const Diagnostic& finding : own_findings(again)) {
      EXPECT_FALSE(finding.patch) << path << " round " << round << " is still to be mended: " << finding.message;
    }
  }
}

// Slips whose mend is known: what was there before.
class KnownSlips {
 public:
  explicit KnownSlips(std::uint64_t seed) : slips_(seed) {}

  std::string apply(const std::string& text) {
    std::string result;
    const std::size_t file_wide = slips_.below(3);  // tabs, other blanks or neither
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      std::string line = text.substr(at, end - at);
      if (slips_.below(4) == 0) spoil(line);
      if (file_wide == 1) indent_by_tabs(line);
      if (file_wide == 2 && slips_.below(3) == 0) indent_by_blanks(line);
      result += line;
      result += '\n';
      at = end + 1;
    }
    return result;
  }

 private:
  void spoil(std::string& line) {
    const std::size_t first = line.find_first_not_of(' ');
    if (first == line.npos || line.find('#') != line.npos) return;
    switch (slips_.below(5)) {
      case 0:  // not of a fact of a scenario, whose name it would be
        if (line[first] >= 'a' && line[first] <= 'z' && line.find(" is ") != line.find(' ', first)) {
          line[first] = static_cast<char>(line[first] - 'a' + 'A');
        }
        break;
      case 1:  // not after a number, of which it would be a part
        if (line.back() > '9') line += ".:;"[slips_.below(3)];
        break;
      case 2: {
        const std::size_t open = line.find('"'), close = line.rfind('"');
        if (open == line.npos || open == close || line.find('"', open + 1) != close) break;
        line.replace(close, 1, "\xE2\x80\x9D");
        line.replace(open, 1, "\xE2\x80\x9C");
        break;
      }
      case 3: {
        const std::size_t blank = line.find(' ', first);
        if (blank != line.npos && blank < line.find('"')) line.replace(blank, 1, "\xC2\xA0");
        break;
      }
      default:
        if (const std::size_t days = line.find(" days"); days != line.npos && days > 0 && line[days - 1] <= '9') {
          if (line.find('"') > days) line.erase(days, 1);
        }
    }
  }

  static void indent_by_tabs(std::string& line) {
    const std::size_t blanks = line.find_first_not_of(' ');
    if (blanks != line.npos) line.replace(0, blanks, std::string(blanks / 2, '\t'));
  }

  static void indent_by_blanks(std::string& line) {
    for (std::size_t at = 0; at < line.size() && line[at] == ' '; at += 2) line.replace(at, 1, "\xC2\xA0");
  }

  syntax::Slips slips_;
};

// The file says afterwards what it said before the slips, or would have said when mended, and the findings
// are those it had.
TEST(Property, MendingKnownSlipsGivesTheFileBackAndAddsNoFinding) {
  const std::uint64_t seed = from_environment("ENGAGE_SEED", 20260105);
  const std::uint64_t rounds = from_environment("ENGAGE_ROUNDS", 200);
  std::vector<fs::path> shipped;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(SOURCE_DIR) / "policies")) {
    if (entry.path().extension() == ".engage") shipped.push_back(entry.path());
  }
  std::sort(shipped.begin(), shipped.end());
  std::uint64_t with_findings = 0;
  for (std::uint64_t round = 0; round < rounds && !testing::Test::HasFailure(); ++round) {
    reference::Dice dice(seed * 1'000'003 + round);
    const bool generated = round % 4 != 0;
    const fs::path path = generated ? fs::path("generated.engage") : shipped[round / 4 % shipped.size()];
    const std::string good = generated ? reference::generate_policy(dice) : golden::read(path);
    if (LintedFile(path, good).diagnostics.has_errors()) continue;  // some generated policies have faults
    const std::string best = mended(path, good);
    LintedFile before(path, best);
    const std::string spoiled = KnownSlips(seed + round).apply(good);
    with_findings += spoiled != good;
    const std::string result = mended(path, spoiled);
    EXPECT_TRUE(same_meaning(best, result)) << "round " << round << " of seed " << seed << "\n"
                                            << spoiled << "\nbecame\n"
                                            << result;
    LintedFile after(path, result);
    const auto was = own_findings(before), is = own_findings(after);
    ASSERT_EQ(was.size(), is.size()) << "round " << round << "\n" << render(is, after.sources);
    for (std::size_t i = 0; i < was.size(); ++i) EXPECT_EQ(was[i].message, is[i].message);
  }
  EXPECT_GT(with_findings, rounds / 4) << "too few files had anything to mend";
}

// An `if` around a line, with the same line under `otherwise`, is taken away again.
TEST(Property, AnIfThatDecidesNothingIsTakenOutAndTheRestStays) {
  const std::uint64_t seed = from_environment("ENGAGE_SEED", 20260105);
  const std::uint64_t rounds = from_environment("ENGAGE_ROUNDS", 200);
  std::uint64_t tried = 0;
  for (std::uint64_t round = 0; round < rounds && !testing::Test::HasFailure(); ++round) {
    reference::Dice dice(seed * 1'000'003 + round);
    const std::string good = reference::generate_policy(dice);
    LintedFile before("generated.engage", good);
    if (before.diagnostics.has_errors()) continue;
    const std::size_t at = good.find("\n    wait ");
    const std::size_t guard = good.find(" allowed if ");
    if (at == good.npos || guard == good.npos) continue;
    const std::size_t end = good.find('\n', at + 1);
    const std::string line = good.substr(at + 5, end - at - 5);
    const std::string condition = good.substr(guard + 12, good.find_first_of(" \n", guard + 12) - guard - 12);
    std::string twice = good;
    twice.replace(at + 1, end - at - 1,
                  fmt::format("    if {} is known  # why\n      # how\n      {}\n    otherwise\n      {}", condition,
                              line, line));
    LintedFile spoiled("generated.engage", twice);
    if (spoiled.diagnostics.has_errors()) continue;  // the guard asks no fact
    ++tried;
    std::string expected = good;
    expected.insert(at + 1, "    # why\n    # how\n");
    const std::string result = mended("generated.engage", twice);
    EXPECT_TRUE(same_meaning(mended("generated.engage", expected), result)) << twice << "\nbecame\n" << result;
  }
  EXPECT_GT(tried, 0U);
}

TEST(Property, GeneratedPoliciesKeepTheirMeaningWhenLaidOut) {
  const std::uint64_t seed = from_environment("ENGAGE_SEED", 20260105);
  const std::uint64_t rounds = from_environment("ENGAGE_ROUNDS", 200);
  for (std::uint64_t round = 0; round < rounds; ++round) {
    reference::Dice dice(seed * 1'000'003 + round);
    const std::string text = reference::generate_policy(dice);
    Sources sources;
    Diagnostics faults;
    const syntax::File file = syntax::parse(sources, sources.add("generated.engage", text), faults);
    if (faults.has_errors()) continue;
    const auto printed = syntax::print_checked(sources[0], file);
    ASSERT_TRUE(printed) << text;
    EXPECT_TRUE(same_meaning(text, *printed)) << text;
  }
}

}  // namespace
}  // namespace engage::lint
