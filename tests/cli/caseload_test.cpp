#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shell.h"

// The example caseload shows everything that an assessment can say.
namespace engage {
namespace {

constexpr std::string_view kEverything[] = {
    "status not_applicable",  // because it is not for this case
    "status not_applicable, with a reason",
    "status not_started",
    "status active",
    "status finished",
    "rejected",
    "state open",
    "state due_today",
    "state overdue",
    "action",
    "any_of",
    "action of an escalation",
    "avoid",
    "note",
    "blocked",
    "upcoming",
    "withheld",
    "passed_over",
    "escalations",
    "lapsed",
    "breaches",
    "late",
    "repeated_slots",
    "unknown",
    "second episode",
    "finished, and an escalation still due",
};

std::map<std::string, std::size_t, std::less<>> count(const std::string& out) {
  std::map<std::string, std::size_t, std::less<>> counts;
  simdjson::dom::parser parser;
  for (const simdjson::dom::element line : parser.parse_many(out.data(), out.size(), std::size_t{1} << 20)) {
    std::string_view status;
    if (line["status"].get(status) != simdjson::SUCCESS) {
      EXPECT_FALSE(line["rejected"].error()) << line;
      ++counts["rejected"];
      continue;
    }
    ++counts["status " + std::string(status) + (line["reason"].error() ? "" : ", with a reason")];
    if (line["episode"].get_uint64().value() >= 2) ++counts["second episode"];
    for (const char* list : {"blocked", "upcoming", "withheld", "passed_over", "escalations", "lapsed", "breaches",
                             "late", "repeated_slots", "unknown"}) {
      counts[list] += line[list].get_array().size();
    }
    for (const simdjson::dom::element action : line["actions"].get_array()) {
      ++counts["state " + std::string(action["state"].get_string().value())];
      for (const char* key : {"action", "any_of", "avoid", "note"}) {
        if (!action[key].error()) ++counts[key];
      }
      if (action["escalation"].error()) continue;
      ++counts["action of an escalation"];
      if (status == "finished") ++counts["finished, and an escalation still due"];
    }
  }
  return counts;
}

TEST(Caseload, EverythingThatCanBeSaidIsSaidOfSomeCase) {
  const Ran ran = run_in_shell(
      "engage due policies/individual-entry.engage policies/existing-client.engage policies/youth-outreach.engage "
      "--cases examples/caseload.jsonl --as-of 2026-01-14 --format jsonl");
  EXPECT_EQ(ran.code, 1);
  const auto counts = count(ran.out);
  for (const std::string_view what : kEverything) {
    const auto found = counts.find(what);
    EXPECT_TRUE(found != counts.end() && found->second > 0) << "no case of examples/caseload.jsonl shows: " << what;
  }
  const auto lines = static_cast<std::size_t>(std::count(ran.out.begin(), ran.out.end(), '\n'));
  EXPECT_GE(lines, 60u);
  std::size_t in_all = counts.at("rejected");
  for (const auto& [what, number] : counts) {
    if (what.starts_with("status ")) in_all += number;
  }
  EXPECT_EQ(in_all, lines);
}

}  // namespace
}  // namespace engage
