#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "shell.h"

// The JSON Schemas of docs/schemas and what the program reads and writes say the same.
namespace engage {
namespace {

namespace fs = std::filesystem;

const std::string kPolicies =
    "policies/individual-entry.engage policies/existing-client.engage policies/youth-outreach.engage";

// Holds what commands write, a JSON value a line, to a schema. The validator is Debian's python3-jsonschema.
Ran hold(const std::vector<std::string>& commands, const std::string& schema) {
  return run_in_shell(
      fmt::format("{{ {}; }} | /usr/bin/python3 tests/cli/hold_to_schema.py docs/schemas/{}.schema.json",
                  fmt::join(commands, "; "), schema));
}

void expect_held(const std::vector<std::string>& commands, const std::string& schema) {
  const Ran ran = hold(commands, schema);
  EXPECT_EQ(ran.code, 0) << fmt::format("{}\n", fmt::join(commands, "\n")) << ran.out << ran.err;
}

std::string print(const std::string& line) { return fmt::format("printf '%s\\n' '{}'", line); }

std::string due(const std::string& policies, const std::string& cases, const std::string& day) {
  return fmt::format("engage due {} --cases {} --as-of {} --format jsonl 2>/dev/null", policies, cases, day);
}

TEST(Schema, EveryLineOfTheExamplesIsAnAssessment) {
  std::vector<std::string> commands;
  for (const char* cases : {"examples/small.jsonl", "examples/caseload.jsonl"}) {
    for (const char* day : {"2025-11-03", "2025-12-24", "2026-01-08T10:15", "2026-01-14", "2026-04-20", "2027-06-01"}) {
      commands.push_back(due(kPolicies, cases, day));
    }
  }
  expect_held(commands, "assessment");
}

TEST(Schema, EveryLineOfTheFixturesIsAnAssessment) {
  std::vector<std::string> commands;
  for (const auto& entry : fs::directory_iterator(fs::path(SOURCE_DIR) / "tests/golden/cli/fixtures")) {
    const std::string extension = entry.path().extension();
    if (extension == ".json" || extension == ".jsonl") commands.push_back(due(kPolicies, entry.path(), "2026-01-14"));
  }
  EXPECT_GE(commands.size(), 10u);
  expect_held(commands, "assessment");
}

// The second guide's policy has other words and other shapes of work.
TEST(Schema, EveryLineOfAnotherPolicyIsAnAssessment) {
  const std::string allocated = print(R"({"id": "F-1", "policy": "family_engagement", "facts": {"risk": "extreme"}, )"
                                      R"("events": [{"at": "2026-01-05", "event": "allocated"}]})");
  std::vector<std::string> commands;
  for (const char* day : {"2026-01-04", "2026-01-05", "2026-01-12", "2026-01-20", "2026-03-02"}) {
    commands.push_back(allocated + " | " + due("policies/family-support.engage", "-", day));
  }
  expect_held(commands, "assessment");
}

TEST(Schema, EveryExplanationIsHeld) {
  std::vector<std::string> commands;
  for (const char* id : {"C-1", "C-2", "C-3", "C-4", "C-5"}) {
    for (const char* day : {"2026-01-04", "2026-01-08T10:15", "2026-01-14", "2026-04-20"}) {
      for (const char* about : {"", "call_main", "letter", "two_weeks", "first_attempt.call_main#1"}) {
        commands.push_back(
            fmt::format("engage why policies/individual-entry.engage --cases examples/small.jsonl --as-of {} --case {} "
                        "{} --format json 2>/dev/null",
                        day, id, about));
      }
    }
  }
  expect_held(commands, "why");
}

// The last lines of both files are records that cannot be assessed, one of them for want of an id.
TEST(Schema, TheExampleRecordsAreCaseRecords) {
  expect_held({"sed '$d' examples/small.jsonl", "sed '75,$d' examples/caseload.jsonl"}, "case-record");
}

// What the program rejects for its shape, the schema rejects too.
TEST(Schema, ShapesThatAreRejectedAreNoCaseRecords) {
  for (const std::string record : {
           R"({"policy": "individual_entry"})",
           R"({"id": ""})",
           R"({"id": 17})",
           R"({"id": "C-1", "facts": []})",
           R"({"id": "C-1", "facts": {"risk": {"is": "high"}}})",
           R"({"id": "C-1", "events": {}})",
           R"({"id": "C-1", "events": ["contact"]})",
           R"({"id": "C-1", "events": [{"event": "contact"}]})",
           R"({"id": "C-1", "events": [{"at": "2026-01-05"}]})",
           R"({"id": "C-1", "events": [{"at": "2026-13-05", "event": "contact"}]})",
           R"({"id": "C-1", "events": [{"at": "2026-01-05T24:00", "event": "contact"}]})",
           R"({"id": "C-1", "assignees": {"worker": 5}})",
       }) {
    EXPECT_EQ(hold({print(record)}, "case-record").code, 1) << record;
    const Ran ran = run_in_shell(print(record) + " | " + due("policies/individual-entry.engage", "-", "2026-01-14"));
    EXPECT_THAT(ran.out, testing::HasSubstr("\"rejected\":[")) << record;
  }
}

TEST(Schema, EveryPlayIsASimulation) {
  const std::string facts = " --set service=individual --set caseload_capacity=yes --set consent_voicemail=yes";
  expect_held(
      {
          "engage simulate policies/individual-entry.engage --start 2026-12-17 --format json" + facts +
              " --worker prompt --worker late:3 --client silent --client answers-after:2 --client answers:2027-01-04",
          "engage simulate policies/individual-entry.engage --start 2026-12-17 --format json",
          "engage simulate policies/individual-entry.engage --start 2035-12-24 --format json" + facts,
          "engage simulate policies/individual-entry.engage examples/small.jsonl --case C-1 --format json "
          "--set risk=extreme --happens send_text@2026-01-08 --worker supervisor=late:2",
          "engage simulate policies/family-support.engage --start 2026-12-17 --format json",
          "engage simulate tests/golden/cli/fixtures/simulate-circle.engage --start 2026-01-05 --format json",
      },
      "simulation");
  EXPECT_EQ(
      hold({print(R"({"policy": "p", "version": 1, "case": null, "roles": [], "plays": []})")}, "simulation").code, 1);
}

TEST(Schema, EveryStartIsHeld) {
  const std::string facts = " --set service=individual --set caseload_capacity=yes --set family_violence=no";
  expect_held({"engage simulate policies/individual-entry.engage --every-start 2035 --format json --client silent "
               "--client answers-after:3" +
                   facts,
               "engage simulate policies/individual-entry.engage --every-start 2026 --format json"},
              "every-start");
  EXPECT_EQ(hold({print(R"({"policy": "p", "event": "e", "first": "2026-01-01", "plays": []})")}, "every-start").code,
            1);
}

// Descriptions of sources that are shipped; each names the schema for editors, which lies there.
TEST(Schema, EveryDescriptionOfASourceIsHeld) {
  const fs::path root = SOURCE_DIR;
  std::vector<std::string> files;
  for (const char* folder : {"examples", "tests/sources"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.path().extension() != ".toml" || entry.path().filename() == "engage.toml") continue;
      files.push_back(entry.path().lexically_relative(root).string());
      const std::string text = read_bytes(entry.path());
      const std::string first = text.substr(0, text.find('\n'));
      ASSERT_TRUE(first.starts_with("#:schema ")) << entry.path();
      EXPECT_TRUE(
          fs::equivalent(entry.path().parent_path() / first.substr(9), root / "docs/schemas/source.schema.json"))
          << entry.path();
    }
  }
  EXPECT_GE(files.size(), 9u);
  expect_held({fmt::format("/usr/bin/python3 tests/cli/toml_as_json.py {}", fmt::join(files, " "))}, "source");
}

// What the program refuses in a description, the schema refuses too.
TEST(Schema, WrongDescriptionsOfSourcesAreFound) {
  const fs::path file = scratch_folder() / "source.toml";
  for (const std::string wrong : {
           "",
           "tables = 1\n[[table]]\nfile = \"a.csv\"\nid = \"id\"\n",
           "[table]\nfile = \"a.csv\"\nid = \"id\"\n",
           "[[table]]\nid = \"id\"\n",
           "[[table]]\nfile = \"a.csv\"\n",
           "[[table]]\nfile = \"a.csv\"\nid = 5\n",
           "[[table]]\nfile = \"a.csv\"\nid = \"\"\n",
           "[[table]]\nfile = \"a.csv\"\nid = \"id\"\nfacst = {}\n",
           "[[table]]\nfile = \"a.csv\"\nid = \"id\"\nrows = \"last\"\n",
           "[[table]]\nfile = \"a.csv\"\nid = \"id\"\nbrings = \"all\"\n",
           "[[table]]\nfile = \"a.csv\"\nid = \"id\"\nheader = 0\n",
           "[[table]]\nfile = \"a.csv\"\nid = \"id\"\nseparator = \";;\"\n",
           "[[table]]\nfile = \"a.csv\"\nid = \"id\"\nsorted = 1\n",
           "[[table]]\nfile = \"a.csv\"\nid = \"id\"\nquery = \"q\"\n",
           "[[table]]\ndatabase = \"sqlite:a\"\nid = \"id\"\n",
           "[[table]]\nfolder = \"a\"\nfile = \"a.csv\"\nid = \"id\"\n",
           "[[table]]\nfolder = \"a\"\ndatabase = \"sqlite:a\"\nquery = \"q\"\nid = \"id\"\n",
           "[[table]]\nfolder = \"a\"\nsorted = true\nid = \"id\"\n",
           "[[table]]\nfolder = \"a\"\nheader = 2\nid = \"id\"\n",
           "[[table]]\nfile = \"a.JSON\"\nseparator = \";\"\nid = \"id\"\n",
           "[[table]]\nfile = \"a.csv\"\nrecords = \"all\"\nid = \"id\"\n",
           "[[table]]\nfile = \"a.csv\"\ndatabase = \"sqlite:a\"\nquery = \"q\"\nid = \"id\"\n",
           "[[table]]\nfile = \"a.csv\"\nid = { colum = \"id\" }\n",
           "[[table]]\nfile = \"a.csv\"\nid = { yes = 1 }\n",
           "[[table]]\nfile = \"a.csv\"\nid = { column = \"id\", decimal = \"x\" }\n",
           "[[table]]\nfile = \"a.csv\"\nid = \"id\"\nfacts = { risk = 4 }\n",
           "[[table]]\nfile = \"a.csv\"\nid = \"id\"\nleave_out = { a = {} }\n",
           "[[table]]\nfile = \"a.csv\"\nid = \"id\"\nevents = {}\n",
           "[[table]]\nfile = \"a.csv\"\nid = \"id\"\n[[table.events]]\nevent = \"contact\"\n",
           "[[table]]\nfile = \"a.csv\"\nid = \"id\"\n[[table.events]]\nat = \"at\"\n",
           "[[table]]\nfile = \"a.csv\"\nid = \"id\"\n[[table.events]]\nevent = \"e\"\nat = \"at\"\nset = 1\n",
       }) {
    write_bytes(file, wrong);
    const std::string path = file.string();
    EXPECT_EQ(hold({fmt::format("/usr/bin/python3 tests/cli/toml_as_json.py '{}'", path)}, "source").code, 1) << wrong;
    const Ran ran =
        run_in_shell(fmt::format("engage due policies/individual-entry.engage --source '{}' --as-of 2026-01-14", path));
    EXPECT_EQ(ran.code, 2) << wrong;
    EXPECT_THAT(ran.err, testing::HasSubstr("the description of the source")) << wrong;
  }
}

// A schema that lets everything pass holds nothing.
TEST(Schema, WrongAssessmentsAreFound) {
  for (const char* wrong : {
           R"({"case": "C-1"})",
           R"({"line": 1, "id": null, "rejected": []})",
           R"({"line": 0, "id": null, "rejected": ["why"]})",
           R"([])",
       }) {
    EXPECT_EQ(hold({print(wrong)}, "assessment").code, 1) << wrong;
  }
}

}  // namespace
}  // namespace engage
