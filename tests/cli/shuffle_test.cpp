#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shell.h"

// What is said of a case does not depend on the cases around it, on how the file is laid out, or on the
// number of threads; and no case gets lost, whatever its bytes.
namespace engage {
namespace {

namespace fs = std::filesystem;

const std::string kDue =
    "engage due policies/individual-entry.engage policies/existing-client.engage policies/youth-outreach.engage "
    "--as-of 2026-01-14";

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string join(const std::vector<std::string>& lines, std::string_view between = "\n") {
  return fmt::format("{}\n", fmt::join(lines, between));
}

// The example caseload without what depends on its neighbours: a repeated id.
std::vector<std::string> caseload() {
  std::vector<std::string> lines = lines_of(read_bytes(fs::path(SOURCE_DIR) / "examples/caseload.jsonl"));
  std::set<std::string> ids;
  std::erase_if(lines, [&](const std::string& line) {
    const std::string head = line.substr(0, line.find(','));
    return head.starts_with("{\"id\"") && !ids.insert(head).second;
  });
  return lines;
}

// Lines of the output, each without the place in the input that a rejected case tells.
std::vector<std::string> placeless(std::string_view out) {
  std::vector<std::string> lines = lines_of(out);
  for (std::string& line : lines) {
    if (line.starts_with("{\"line\":")) line.erase(1, line.find(','));
  }
  return lines;
}

Ran due(const std::string& name, std::string_view bytes, const std::string& options) {
  const fs::path file = scratch_folder() / name;
  write_bytes(file, bytes);
  return run_in_shell(fmt::format("{} --cases '{}' {}", kDue, file.string(), options));
}

struct Counts {
  std::size_t assessed = 0, rejected = 0;
};

Counts counts_of(const std::string& err) {
  Counts counts;
  const std::size_t at = err.rfind("cases: ");
  EXPECT_NE(at, err.npos) << err;
  if (at != err.npos) {
    EXPECT_EQ(std::sscanf(err.c_str() + at, "cases: %zu assessed, %zu rejected\n", &counts.assessed, &counts.rejected),
              2);
  }
  return counts;
}

TEST(Shuffle, OrderOfTheCasesMakesNoDifferenceToAny) {
  std::vector<std::string> cases = caseload();
  const Ran straight = due("straight.jsonl", join(cases), "--format jsonl");
  std::vector<std::string> expected = placeless(straight.out);
  EXPECT_EQ(expected.size(), cases.size());
  const unsigned seed = seed_of_run();
  SCOPED_TRACE(fmt::format("ENGAGE_SEED={}", seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 5; ++round) {
    std::vector<std::size_t> order(cases.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), random);
    std::vector<std::string> shuffled, expected_now;
    for (const std::size_t i : order) {
      shuffled.push_back(cases[i]);
      expected_now.push_back(expected[i]);
    }
    const Ran ran = due("shuffled.jsonl", join(shuffled), "--format jsonl");
    ASSERT_EQ(placeless(ran.out), expected_now);
    EXPECT_EQ(ran.err, straight.err);
  }
}

// Enough cases that every thread has several batches.
TEST(Shuffle, NumberOfThreadsMakesNoDifference) {
  std::string many;
  const std::vector<std::string> cases = caseload();
  for (int copy = 0; many.size() < (std::size_t{6} << 20); ++copy) {
    for (const std::string& line : cases) {
      // Every seventh copy keeps its ids and so repeats those of the copy before.
      std::string renamed = line;
      if (const std::size_t at = renamed.find("\"C-"); at != renamed.npos) {
        renamed.insert(at + 3, fmt::format("{}-", copy % 7 == 6 ? copy - 1 : copy));
      }
      many += renamed + "\n";
    }
  }
  for (const std::string format : {"jsonl", "json", "csv", "ics"}) {
    const Ran one = due("many.jsonl", many, "--jobs 1 --format " + format);
    EXPECT_EQ(one.code, 1);
    for (const int jobs : {2, 5}) {
      const Ran several = due("many.jsonl", many, fmt::format("--jobs {} --format {}", jobs, format));
      EXPECT_TRUE(several.out == one.out) << format << " with " << jobs << " threads";
      EXPECT_EQ(several.err, one.err) << format << " with " << jobs << " threads";
      EXPECT_EQ(several.code, one.code);
    }
  }
}

TEST(Shuffle, NumberOfThreadsMakesNoDifferenceToTables) {
  std::string cases = "id,policy,service,caseload_capacity\n", events = "case_id,at,event\n";
  for (int i = 0; i < 6000; ++i) {
    // Some ids stand twice, some rows are broken, some events belong to no case.
    cases += fmt::format("C-{},individual_entry,individual,{}\n", i % 5990, i % 500 == 0 ? "maybe" : "yes");
    events += fmt::format("C-{},2026-01-{:02},referral_assigned\n", i % 400 == 0 ? i + 100000 : i, 1 + i % 14);
  }
  const fs::path events_file = scratch_folder() / "events.csv";
  write_bytes(events_file, events);
  for (const std::string format : {"jsonl", "csv"}) {
    const std::string options = fmt::format("--events '{}' --format {} --jobs ", events_file.string(), format);
    const Ran one = due("cases.csv", cases, options + "1");
    EXPECT_EQ(one.code, 1);
    const Ran several = due("cases.csv", cases, options + "5");
    EXPECT_TRUE(several.out == one.out) << format;
    EXPECT_EQ(several.err, one.err);
    EXPECT_GT(counts_of(one.err).assessed, 5900u);
    EXPECT_GE(counts_of(one.err).rejected, 10u + 12u + 15u);
  }
}

TEST(Shuffle, LayoutOfTheFileMakesNoDifference) {
  const std::vector<std::string> cases = caseload();
  const std::vector<std::string> expected = placeless(due("lines.jsonl", join(cases), "--format jsonl").out);
  const std::string tight = "[" + join(cases, ",") + "]";
  const std::string loose = "\n [\n" + join(cases, "\n ,\n") + " ]\n\n";
  std::string blank_lines;
  for (const std::string& line : cases) blank_lines += line + "\r\n \n";
  std::string spread;  // each case over many lines
  for (char c : join(cases)) {
    spread += c;
    if (c == '{' || c == '[') spread += "\n  ";
  }
  std::string spread_array = "[";
  for (const std::string& line : cases) spread_array += (spread_array.size() > 1 ? ",\n" : "\n") + line;
  spread_array += "\n]";
  EXPECT_EQ(placeless(due("tight.json", tight, "--format jsonl").out), expected);
  EXPECT_EQ(placeless(due("loose.json", loose, "--format jsonl").out), expected);
  EXPECT_EQ(placeless(due("array.json", spread_array, "--format jsonl").out), expected);
  EXPECT_EQ(placeless(due("blank.jsonl", blank_lines, "--format jsonl").out), expected);
  EXPECT_EQ(placeless(due("spread.json", spread, "--format jsonl").out), expected);
  EXPECT_EQ(placeless(due("unnamed", join(cases), "--format jsonl").out), expected);
}

// A few bytes changed, dropped, doubled, or put in, but never a line break.
std::string mutated(std::string line, std::mt19937& random) {
  const auto any = [&](std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random); };
  static constexpr std::string_view kInteresting("{}[]\",:\\ \t0-9.eunft\x00\x01\x7f\x80\xc3\xff", 25);
  for (std::size_t slips = 1 + any(3); slips > 0 && !line.empty(); --slips) {
    const std::size_t at = any(line.size());
    switch (any(5)) {
      case 0: line[at] = kInteresting[any(kInteresting.size())]; break;
      case 1: line.erase(at, 1 + any(8)); break;
      case 2: line.insert(at, 1, kInteresting[any(kInteresting.size())]); break;
      case 3: line.insert(at, line.substr(at, 1 + any(40))); break;
      case 4: line.resize(at); break;
    }
  }
  std::erase_if(line, [](char c) { return c == '\n' || c == '\r'; });
  return line;
}

bool is_blank(const std::string& line) { return line.find_first_not_of(" \t") == line.npos; }

TEST(Shuffle, EveryCaseComesOutExactlyOnce) {
  const unsigned seed = seed_of_run();
  SCOPED_TRACE(fmt::format("ENGAGE_SEED={}", seed));
  std::mt19937 random(seed);
  const std::vector<std::string> cases = caseload();
  std::vector<std::string> written;
  std::vector<std::size_t> line_numbers;  // of those that are not blank
  for (int copy = 0; copy < 12; ++copy) {
    for (const std::string& line : cases) {
      const bool whole = random() % 3 == 0;
      std::string next = whole ? line : mutated(line, random);
      if (const std::size_t at = next.find("C-"); at != next.npos) next.insert(at + 2, fmt::format("{}-", copy));
      written.push_back(next);
      if (!is_blank(next)) line_numbers.push_back(written.size());
    }
  }
  const Ran ran = due("mutated.jsonl", join(written), "--format jsonl --jobs 3");
  const std::vector<std::string> out = lines_of(ran.out);
  ASSERT_EQ(out.size(), line_numbers.size());
  simdjson::dom::parser parser;
  Counts seen;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::string& input = written[line_numbers[i] - 1];
    simdjson::dom::element line;
    ASSERT_EQ(parser.parse(out[i]).get(line), simdjson::SUCCESS) << "said of: " << input << "\nsaid: " << out[i];
    std::uint64_t number = 0;
    if (line["line"].get(number) == simdjson::SUCCESS) {
      EXPECT_EQ(number, line_numbers[i]) << out[i];
      ++seen.rejected;
      continue;
    }
    std::string_view id;
    ASSERT_EQ(line["case"].get(id), simdjson::SUCCESS) << out[i];
    // It is told of the very case that stands there.
    simdjson::dom::element record;
    simdjson::dom::parser of_input;
    ASSERT_EQ(of_input.parse(input).get(record), simdjson::SUCCESS) << "assessed, and yet no JSON: " << input;
    std::string_view id_there;
    ASSERT_EQ(record["id"].get(id_there), simdjson::SUCCESS);
    EXPECT_EQ(id, id_there);
    ++seen.assessed;
  }
  const Counts told = counts_of(ran.err);
  EXPECT_EQ(told.assessed, seen.assessed);
  EXPECT_EQ(told.rejected, seen.rejected);
  EXPECT_GT(seen.assessed, 0u);
  EXPECT_GT(seen.rejected, 0u);
  EXPECT_EQ(due("mutated.jsonl", join(written), "--format jsonl --jobs 1").out, ran.out);
}

TEST(Shuffle, ALineOfTwentyMebibytesHarmsNoOther) {
  const std::vector<std::string> cases = caseload();
  std::string long_note = cases[1];
  long_note.insert(long_note.rfind('}'), ", \"about\": \"" + std::string(std::size_t{20} << 20, 'x') + "\"");
  const std::string noise(std::size_t{20} << 20, '[');
  const Ran ran = due("long.jsonl", join({cases[0], long_note, cases[2], noise, cases[3]}), "--format jsonl");
  const std::vector<std::string> out = lines_of(ran.out);
  ASSERT_EQ(out.size(), 5u);
  const std::vector<std::string> expected =
      lines_of(due("short.jsonl", join({cases[0], cases[2], cases[3]}), "--format jsonl").out);
  EXPECT_EQ(out[0], expected[0]);
  EXPECT_EQ(out[2], expected[1]);
  EXPECT_EQ(out[4], expected[2]);
  EXPECT_THAT(out[1], testing::HasSubstr("\"line\":2,\"id\":\"C-1002\",\"rejected\":["));
  EXPECT_THAT(out[3], testing::HasSubstr("\"line\":4,\"id\":null,\"rejected\":["));
  EXPECT_LT(out[1].size() + out[3].size(), 1000u) << "a rejected case must not be repeated at length";
  const Counts told = counts_of(ran.err);
  EXPECT_EQ(told.assessed, 3u);
  EXPECT_EQ(told.rejected, 2u);
}

}  // namespace
}  // namespace engage
