#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/policy.h"
#include "play/timeline.h"
#include "text/source.h"

// Cases played forward, for people and for programs.
namespace engage::report {

// One play, and the names of its assumptions as they were given.
struct PlayReport {
  std::string worker;  // "late:3"
  std::string client;  // "answers-after:2"
  const play::Timeline* timeline = nullptr;
};

// Plays of one case under different assumptions.
struct Simulation {
  const model::Family* family = nullptr;
  const Sources* sources = nullptr;
  bool made_up = false;            // the case stands in no file
  std::vector<std::string> roles;  // paces of single roles: "supervisor=late:3"
  std::vector<PlayReport> plays;   // at least one
};

// One line of a timeline in words: what belongs together, such as the lines of one step, is one line.
struct TimelineLine {
  Instant at;
  std::string_view kind;  // "opens", "done", "overdue": one word, or two
  std::string text;
  std::vector<std::string> why;         // sentences without a full stop
  bool assumed = false;                 // recorded by no one but the assumptions
  std::vector<std::size_t> happenings;  // of the timeline
};

// The lines in order of time. Of a play that goes round, the rounds after the second are left out.
std::vector<TimelineLine> lines_of(const play::Timeline& timeline);

// How its episodes finished, and how a play ended, in sentences without a full stop.
std::vector<std::string> outcomes_of(const play::Timeline& timeline);
std::vector<std::string> ending_of(const play::Timeline& timeline);

// "the worker does everything on the day it comes up, at 09:00"
std::string words_of_pace(std::string_view who, const play::Pace& pace);
std::string words_of_client(const model::Words& words, const play::Client& client);

// "service is individual, risk is high": the facts that a case begins with, but for what is so by default.
std::string words_of_facts(const model::Words& words, const cases::Record& record);
// The same with whose case it is: "made up; service is individual".
std::string words_of_case(const Simulation& simulation);
// "2026-12-17 Thu"
std::string weekday_date(Date date);

// The lines below each other, each day named once.
std::string lines_text(std::span<const TimelineLine> lines, bool colour);
std::string simulation_text(const Simulation& simulation, bool colour);
std::string simulation_json(const Simulation& simulation);
// One page that needs nothing else: pictures, and all that they show in a table.
std::string simulation_html(const Simulation& simulation);

}  // namespace engage::report
