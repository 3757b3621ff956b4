#include "why/subject.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <vector>

#include "text/near.h"

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
  subject.name = name;
  std::set<std::string_view> known;
  for (const model::Policy& policy : family.versions) {
    for (const model::Step& step : policy.steps) {
      known.insert(step.name);
      if (step.name == name) subject.kind = Subject::Kind::step;
      for (const model::DoLine& line : step.lines) {
        known.insert(line.id);
        if (line.id == name) subject.kind = Subject::Kind::line;
      }
    }
    for (const model::Rule& rule : policy.rules) {
      if (!rule.escalation) continue;
      known.insert(rule.escalation->name);
      if (rule.escalation->name == name && subject.kind == Subject::Kind::whole_case) {
        subject.kind = Subject::Kind::escalation;
      }
    }
  }
  for (model::EventId id = 0; id < family.words.events.size(); ++id) {
    const model::Event& event = family.words.events[id];
    if (event.action) known.insert(event.name);
    if (event.name != name || subject.kind != Subject::Kind::whole_case) continue;
    if (!event.action) {
      return std::unexpected(fmt::format("`{}` is an event of `{}`, and no work that could be due", name, family.name));
    }
    subject.kind = Subject::Kind::action;
    subject.action = id;
  }
  if (subject.kind != Subject::Kind::whole_case) {
    if (subject.number && subject.kind != Subject::Kind::step && subject.kind != Subject::Kind::line) {
      return std::unexpected(fmt::format("`{}`: only a step, or a line of one, has a number", about));
    }
    return subject;
  }
  if (family.words.find_fact(name)) {
    return std::unexpected(fmt::format("`{}` is a fact of `{}`, and no work that could be due", name, family.name));
  }
  const std::vector<std::string_view> names(known.begin(), known.end());
  const std::string near = did_you_mean(name, names);
  return std::unexpected(fmt::format("`{}` has no action, step or escalation called `{}`{}{}", family.name, name,
                                     near.empty() ? "" : "; ", near));
}

}  // namespace engage::why
