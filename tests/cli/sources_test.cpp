#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "../golden_file.h"
#include "shell.h"

// The exports of tests/sources: what is read of each, what is due by it, that no row is lost, and that the dates are
// those which its README counts by hand. ENGAGE_ACCEPT=1 accepts the first two.
namespace engage {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(SOURCE_DIR) / "tests/sources";

std::vector<std::string> exports() {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.is_directory()) found.push_back(entry.path().filename().string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

Ran due(const std::string& name) {
  return run_in_shell(fmt::format("engage due policy.engage --source {}/source.toml --as-of 2026-04-14", name),
                      kFolder);
}

// Both outputs, and how it ended.
std::string told(const Ran& ran) {
  return fmt::format("{}{}--- standard error\n{}--- exit code {}\n", ran.out,
                     ran.out.empty() || ran.out.ends_with('\n') ? "" : "\n", ran.err, ran.code);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string last_line(const std::string& text) {
  const std::vector<std::string> lines = lines_of(text);
  return lines.empty() ? "" : lines.back();
}

// Lines of a file that are not inside of a cell with quotes.
std::size_t rows_in(const std::string& bytes) {
  std::size_t rows = 0;
  bool quoted = false;
  for (const char c : bytes) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) ++rows;
  }
  return rows;
}

// `header = 5` in the description of a table; 1 where it says nothing.
std::size_t header_line(const std::string& source) {
  std::smatch found;
  return std::regex_search(source, found, std::regex("\nheader = ([0-9]+)")) ? std::stoul(found[1].str()) : 1;
}

TEST(Sources, AreReadAndAssessedAsAccepted) {
  ASSERT_EQ(exports().size(), 8u);
  for (const std::string& name : exports()) {
    golden::hold(kFolder / name / "due.expected", told(due(name)));
    const Ran check =
        run_in_shell(fmt::format("engage source check {}/source.toml --policy policy.engage", name), kFolder);
    golden::hold(kFolder / name / "check.expected", told(check));
  }
}

// As many rows as a count of lines finds, whatever became of them.
TEST(Sources, EveryRowIsAccountedFor) {
  for (const std::string& name : exports()) {
    const std::string counted = last_line(due(name).err);
    for (const auto& entry : fs::directory_iterator(kFolder / name)) {
      const std::string file = entry.path().filename().string();
      if (!file.ends_with(".csv") && !file.ends_with(".txt")) continue;
      std::smatch found;
      const std::regex rows(fmt::format("{}/{} ([0-9]+) read, ([0-9]+) passed over", name, file));
      ASSERT_TRUE(std::regex_search(counted, found, rows)) << file << " in " << counted;
      EXPECT_EQ(std::stoul(found[1].str()) + std::stoul(found[2].str()) +
                    header_line(read_bytes(kFolder / name / "source.toml")),
                rows_in(read_bytes(entry.path())))
          << entry.path();
    }
  }
}

// "C-1 Send a letter 2026-04-10 to 2026-04-14"
using Lines = std::multiset<std::string>;

// The tables of the README, by folder.
Lines by_hand(const std::string& name) {
  Lines lines;
  bool inside = false;
  const std::regex row(R"(\| (\S+) \| ([^|]+) \| (\d[-0-9: ]+) \| (\d[-0-9: ]+) \| .+ \|)");
  for (const std::string& line : lines_of(read_bytes(kFolder / "README.md"))) {
    if (line.starts_with("## ")) inside = line.ends_with(": `" + name + "`");
    std::smatch found;
    if (inside && std::regex_match(line, found, row)) {
      lines.insert(fmt::format("{} {} {} to {}", found[1].str(), found[2].str(), found[3].str(), found[4].str()));
    }
  }
  return lines;
}

Lines by_program(const std::string& name) {
  Lines lines;
  const std::regex action(R"( +(\S+) +(\S.*\S) +(\d{4}-\d\d-\d\d( \d\d:\d\d)?) to (\d{4}-\d\d-\d\d)( .*)?)");
  for (const std::string& line : lines_of(due(name).out)) {
    std::smatch found;
    if (!std::regex_match(line, found, action)) continue;
    lines.insert(fmt::format("{} {} {} to {}", found[1].str(), found[2].str(), found[3].str(), found[5].str()));
  }
  return lines;
}

TEST(Sources, DatesAreThoseCountedByHand) {
  for (const std::string& name : exports()) {
    EXPECT_FALSE(by_hand(name).empty()) << name;
    EXPECT_EQ(by_program(name), by_hand(name)) << name;
  }
}

// Facts come from every table, and from every row where they go together.
class SeveralTables : public testing::Test {
 protected:
  SeveralTables() {
    write_bytes(folder_ / "clients.csv", "id,risk\nC-1,low\nC-1,\nC-2,high\n");
    write_bytes(folder_ / "asked.csv", "client,risk,mail\nC-1,,\nC-1,,yes\nC-2,low,no\nC-3,low,yes\n");
  }

  std::string check(const std::string& rows, const std::string& more = "") {
    write_bytes(folder_ / "source.toml",
                "[[table]]\nfile = \"clients.csv\"\nid = \"id\"\nrows = \"" + rows +
                    "\"\nfacts = { risk = \"risk\" }\n[[table]]\nfile = \"asked.csv\"\nid = \"client\"\n"
                    "brings = \"facts\"\nrows = \"" +
                    rows + "\"\nfacts = { risk = \"risk\", consent_voicemail = \"mail\"" + more + " }\n");
    const std::string source = (folder_ / "source.toml").string();
    const Ran ran = run_in_shell("engage source check '" + source + "' --policy policy.engage", kFolder);
    return ran.out + ran.err;
  }

  bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

  const fs::path folder_ = scratch_folder();
};

TEST_F(SeveralTables, SayTheFactsOfACaseTogether) {
  const std::string told = check("together");
  EXPECT_TRUE(says(told, "  C-1  consent_voicemail is yes, risk is low\n")) << told;
}

TEST_F(SeveralTables, ThatDifferRejectTheCase) {
  const std::string told = check("together");
  EXPECT_TRUE(says(told, "clients.csv:4 and ")) << told;
  EXPECT_TRUE(says(told, "asked.csv:4 both tell of this case, and differ: `risk` is `high` and `low`\n")) << told;
  EXPECT_TRUE(says(told, "  C-3  facts for `C-3`, but no such case\n")) << told;
}

TEST_F(SeveralTables, HaveTheirFirstRowsWhereThatIsAskedFor) {
  const std::string told = check("first");
  EXPECT_TRUE(says(told, "  C-1  risk is low\n")) << told;
}

TEST_F(SeveralTables, HaveOneRowOfACaseOrSeveralThatAgree) {
  const std::string told = check("agree");
  EXPECT_TRUE(says(told, "clients.csv: lines 2 and 3 both tell of this case, and differ: `risk` is `low` and empty"))
      << told;
}

TEST_F(SeveralTables, MayMeanAFactThatNoColumnHolds) {
  EXPECT_TRUE(
      says(check("together", ", age = { always = 41 }"), "  C-1  consent_voicemail is yes, risk is low, age is 41"));
  const std::string wrong = check("together", ", age = { always = \"old\" }");
  EXPECT_TRUE(says(wrong, "fact `age` cannot be `old`")) << wrong;
}

// A row that does not count names no policy either.
TEST(Sources, TheFirstRowNamesThePolicyOrNoneDoes) {
  const fs::path source = scratch_folder() / "first.toml";
  write_bytes(scratch_folder() / "first.csv", "id,policy,came\nC-1,,2026-04-13\nC-1,another,2026-04-13\n");
  write_bytes(source,
              "[[table]]\nfile = \"first.csv\"\nid = \"id\"\npolicy = { column = \"policy\" }\nrows = \"first\"\n"
              "brings = \"cases\"\n[[table.events]]\nevent = \"referral\"\nat = \"came\"\n");
  const Ran ran = run_in_shell(
      "engage due policy.engage --source '" + source.string() + "' --as-of 2026-04-14 --format csv", kFolder);
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  EXPECT_NE(ran.out.find("C-1,outreach_calls,"), std::string::npos) << ran.out;
}

// What docs/bringing-your-cases.md shows of the examples is what lies there.
TEST(Sources, DocumentShowsTheExamples) {
  const std::string page = read_bytes(fs::path(SOURCE_DIR) / "docs/bringing-your-cases.md");
  const fs::path examples = fs::path(SOURCE_DIR) / "examples/export";
  for (const char* folder : {"", "two-tables", "json"}) {
    const std::string text = read_bytes(examples / folder / "source.toml");
    const std::string description = text.substr(text.find("[[table]]"));
    EXPECT_NE(page.find("```toml\n" + description + "```"), std::string::npos) << folder;
  }
}

}  // namespace
}  // namespace engage
