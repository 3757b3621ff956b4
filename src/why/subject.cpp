#include "why/subject.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "text/called.h"

namespace engage::why {

bool Subject::holds(const model::Step& step, const model::DoLine& line) const {
  switch (kind) {
    case Kind::whole_case: return true;
    case Kind::action: return std::find(line.actions.begin(), line.actions.end(), *action) != line.actions.end();
    case Kind::step: return step.name == name;
    case Kind::line: return line.id == name;
    case Kind::escalation: return false;
  }
  return false;
}

namespace {

using Kind = Subject::Kind;

// The things of one kind that a question may be about, of all versions.
std::vector<Called> things_of(const model::Family& family, Kind kind) {
  std::vector<Called> things;
  for (const model::Event& event : family.words.events) {
    if (kind == Kind::action && event.action) things.push_back({event.name, event.title});
  }
  for (const model::Policy& policy : family.versions) {
    for (const model::Step& step : policy.steps) {
      if (kind == Kind::step) things.push_back({step.name, step.title});
      for (const model::DoLine& line : step.lines) {
        if (kind == Kind::line) things.push_back({line.id, {}});
      }
    }
    for (const model::Rule& rule : policy.rules) {
      if (kind == Kind::escalation && rule.escalation) {
        things.push_back({rule.escalation->name, rule.escalation->title});
      }
    }
  }
  return things;
}

// What is asked about by name is that; of several kinds with one title the first here.
constexpr Kind kKinds[] = {Kind::action, Kind::step, Kind::line, Kind::escalation};

struct Found {
  Kind kind;
  std::string name;
};

std::expected<Found, std::string> find_thing(const model::Family& family, std::string_view about) {
  std::vector<Called> all;
  for (const bool by_name : {true, false}) {
    for (const Kind kind : kKinds) {
      const std::vector<Called> things = things_of(family, kind);
      const auto found = find_called(things, about, "");
      if (found && (!by_name || things[*found].name == about)) return Found{kind, std::string(things[*found].name)};
      all.insert(all.end(), things.begin(), things.end());
    }
  }
  const auto none = find_called(all, about, "action, step or escalation");
  return std::unexpected(none ? std::string() : none.error());
}

// What is no work: an event, a fact.
std::string_view kind_of_no_work(const model::Words& words, std::string_view about) {
  std::vector<Called> events, facts;
  for (const model::Event& event : words.events) events.push_back({event.name, event.title});
  for (const model::Fact& fact : words.facts) facts.push_back({fact.name, fact.title});
  return find_called(events, about, "") ? "an event" : find_called(facts, about, "") ? "a fact" : "";
}

}  // namespace

std::expected<Subject, std::string> find_subject(const model::Family& family, std::string_view about) {
  Subject subject;
  if (about.empty()) return subject;
  std::string_view name = about;
  if (const std::size_t mark = about.rfind('#'); mark != about.npos) {
    std::uint32_t number = 0;
    const char* end = about.data() + about.size();
    const auto read = std::from_chars(about.data() + mark + 1, end, number);
    if (read.ec != std::errc() || read.ptr != end || number == 0) {
      return std::unexpected(fmt::format("`{}`: behind `#` stands how often the step has opened, from 1", about));
    }
    subject.number = number;
    name = about.substr(0, mark);
  }
  const auto found = find_thing(family, name);
  if (!found) {
    if (const std::string_view kind = kind_of_no_work(family.words, name); !kind.empty()) {
      return std::unexpected(fmt::format("`{}` is {} of `{}`, and no work that could be due", name, kind, family.name));
    }
    return std::unexpected(fmt::format("`{}` has {}", family.name, found.error()));
  }
  subject.kind = found->kind;
  subject.name = found->name;
  if (subject.kind == Kind::action) subject.action = family.words.find_event(subject.name);
  if (subject.number && subject.kind != Kind::step && subject.kind != Kind::line) {
    return std::unexpected(fmt::format("`{}`: only a step, or a line of one, has a number", about));
  }
  return subject;
}

}  // namespace engage::why
