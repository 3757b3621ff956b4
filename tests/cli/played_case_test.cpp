#include <fmt/format.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "shell.h"

// What `engage simulate` tells of the shipped policies and what `engage due` says of the played case, given to it
// as a record, are the same on each date of the timeline.
namespace engage {
namespace {

using simdjson::dom::element;

std::string_view text(element of, const char* key) {
  std::string_view value;
  return of[key].get(value) == simdjson::SUCCESS ? value : std::string_view();
}

// A date is the first minute of its day, or the last.
std::string minute(std::string_view at, std::string_view otherwise) {
  return std::string(at) + (at.size() == 10 ? "T" + std::string(otherwise) : "");
}
std::string from(std::string_view at) { return minute(at, "00:00"); }

struct Standing {
  std::set<std::string> owed;
  std::string stage, outcome;
  std::multiset<std::string> escalations;
  friend bool operator==(const Standing&, const Standing&) = default;
};

std::ostream& operator<<(std::ostream& out, const Standing& standing) {
  return out << fmt::format("stage {}, outcome {}, escalated {}; owed\n  {}", standing.stage, standing.outcome,
                            fmt::join(standing.escalations, " "), fmt::join(standing.owed, "\n  "));
}

std::string line_of(element work, std::string_view due, bool overdue) {
  return fmt::format("{} from {} due {} by {}{}", text(work, "id"), text(work, "opens"), due, text(work, "role"),
                     overdue ? ", overdue" : "");
}

// How a play tells that the case stands at the end of a day.
Standing told_by_timeline(element play, std::string_view date) {
  const std::string end = minute(date, "23:59");
  Standing standing;
  std::set<std::string_view> overdue;
  for (const element happening : play["timeline"].get_array()) {
    if (from(text(happening, "at")) > end) break;
    const std::string_view what = text(happening, "what");
    if (what == "overdue") overdue.insert(text(happening, "id"));
    if (what == "escalated") standing.escalations.emplace(text(happening, "escalation"));
    if (what == "stage") standing.stage = text(happening, "stage");
    if (what == "finished") standing.stage.clear(), standing.outcome = text(happening, "outcome");
  }
  for (const element window : play["windows"].get_array()) {
    const std::string_view ended = text(window, "ended");
    if (from(text(window, "owed_from")) > end || (!ended.empty() && from(ended) <= end)) continue;
    standing.owed.insert(line_of(window, text(window, "due"), overdue.contains(text(window, "id"))));
  }
  return standing;
}

Standing told_by_due(element assessment) {
  Standing standing;
  standing.stage = text(assessment, "stage");
  standing.outcome = text(assessment, "outcome");
  for (const element fired : assessment["escalations"].get_array()) standing.escalations.emplace(text(fired, "name"));
  for (const element action : assessment["actions"].get_array()) {
    standing.owed.insert(line_of(action, text(action, "due"), text(action, "state") == "overdue"));
  }
  return standing;
}

// As a person would hand it on: the facts, and the entries as events.
std::string record_of(element simulation, element play, std::size_t number) {
  return fmt::format("{{\"id\":\"P-{}\",\"policy\":\"{}\",\"facts\":{},\"events\":{}}}\n", number,
                     text(simulation, "policy"), simdjson::minify(simulation["facts"].value()),
                     simdjson::minify(play["entries"].value()));
}

struct Play {
  const char* policy;
  const char* of_the_case;
};

class PlayedCase : public testing::TestWithParam<Play> {};

TEST_P(PlayedCase, IsDueOnEachDateAsTheTimelineTells) {
  const std::string policy = fmt::format("policies/{}.engage", GetParam().policy);
  const Ran played =
      run_in_shell(fmt::format("engage simulate {} {} --format json --worker prompt --worker deadline --worker late:2 "
                               "--client silent --client answers:2026-12-28T10:30 --client answers-after:4",
                               policy, GetParam().of_the_case));
  ASSERT_EQ(played.code, 0) << played.err;
  simdjson::dom::parser parser, line_parser;
  const element simulation = parser.parse(played.out);
  std::vector<element> plays;
  std::set<std::string> dates;
  std::string records;
  for (const element play : simulation["plays"].get_array()) {
    records += record_of(simulation, play, plays.size());
    plays.push_back(play);
    for (const element happening : play["timeline"].get_array()) dates.emplace(text(happening, "at").substr(0, 10));
  }
  ASSERT_EQ(plays.size(), 9u);
  const auto file = scratch_folder() / (std::string(GetParam().policy) + ".jsonl");
  write_bytes(file, records);
  std::size_t owed = 0;
  for (const std::string& date : dates) {
    const Ran due =
        run_in_shell(fmt::format("engage due {} --cases '{}' --as-of {} --format jsonl", policy, file.string(), date));
    ASSERT_EQ(due.code, 0) << due.err;
    std::size_t number = 0;
    for (const element assessment : line_parser.parse_many(due.out, due.out.size())) {
      const element play = plays.at(number++);
      if (text(play, "end_at").substr(0, 10) < date && text(play, "end") == "cut") continue;
      const Standing told = told_by_timeline(play, date);
      owed += told.owed.size();
      EXPECT_EQ(told, told_by_due(assessment)) << fmt::format("{}, worker {}, client {}, as of {}", policy,
                                                              text(play, "worker"), text(play, "client"), date);
    }
    EXPECT_EQ(number, plays.size());
  }
  EXPECT_GT(owed, plays.size() * 5) << "hardly anything was owed: the plays hold nothing";
}

constexpr Play kPlays[] = {
    {"individual-entry",
     "--start 2026-12-17 --set service=individual --set caseload_capacity=yes --set consent_voicemail=yes "
     "--set family_violence=no --set referral_source='Dr \"Lee\"' --set risk=extreme@2026-12-21"},
    {"existing-client",
     "--start contact_lost@2026-12-17T15:30 --set service=individual --set in_service=yes --set family_violence=no "
     "--set consent_email=yes --set limited_literacy=no --until 2027-04-15"},
    {"youth-outreach",
     "--policy youth_outreach --start 2026-12-18 --set service=individual --set caseload_capacity=yes --set age=17.5 "
     "--set family_violence=yes@2026-12-22 --set alternate_number=unknown"},
    {"family-support",
     "--start 2026-12-17 --set purpose_clear=no --set risk=high --set partner_agencies=School "
     "--set interpreter_needed=yes --set first_meeting=2027-01-06 --set next_appointment=2027-01-04@2026-12-29 --set "
     "family_violence=no "
     "--set limited_literacy=no --happens appointment_missed@2027-01-04T11:00 --happens not_engaging@2027-01-25 "
     "--until 2027-02-26"},
};

INSTANTIATE_TEST_SUITE_P(Shipped, PlayedCase, testing::ValuesIn(kPlays), [](const auto& play) {
  std::string name = play.param.policy;
  std::erase(name, '-');
  return name;
});

}  // namespace
}  // namespace engage
