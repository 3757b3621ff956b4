#include <fmt/format.h>

#include "form/appender.h"
#include "report/naming.h"
#include "report/play/timeline.h"
#include "why/deadline.h"

namespace engage::report {
namespace {

using play::Happening;
using play::Origin;
using play::Timeline;
using play::Window;

std::string_view name(Happening::Kind kind) {
  using Kind = Happening::Kind;
  switch (kind) {
    case Kind::event: return "event";
    case Kind::fact: return "fact";
    case Kind::started: return "started";
    case Kind::stage: return "stage";
    case Kind::opened: return "opened";
    case Kind::due: return "due";
    case Kind::overdue: return "overdue";
    case Kind::moved: return "moved";
    case Kind::done: return "done";
    case Kind::dropped: return "dropped";
    case Kind::lapsed: return "lapsed";
    case Kind::withheld: return "withheld";
    case Kind::blocked: return "blocked";
    case Kind::unblocked: return "unblocked";
    case Kind::passed_over: return "passed_over";
    case Kind::escalated: return "escalated";
    case Kind::breach: return "breach";
    case Kind::finished: return "finished";
    case Kind::unstarted: return "unstarted";
  }
  return {};
}

std::string_view name(Origin origin) {
  switch (origin) {
    case Origin::record: return "record";
    case Origin::planned: return "planned";
    case Origin::client: return "client";
    case Origin::worker: return "worker";
  }
  return {};
}

std::string_view name(Window::End end) {
  switch (end) {
    case Window::End::none: return "open";
    case Window::End::done: return "done";
    case Window::End::lapsed: return "lapsed";
    case Window::End::dropped: return "dropped";
  }
  return {};
}

std::string_view name(Timeline::End end) {
  switch (end) {
    case Timeline::End::finished: return "finished";
    case Timeline::End::nothing_more: return "nothing_more";
    case Timeline::End::cut: return "cut";
    case Timeline::End::in_a_minute: return "in_a_minute";
    case Timeline::End::undecided: return "undecided";
  }
  return {};
}

class TimelineJson {
 public:
  TimelineJson(std::string& out, const Simulation& simulation) : to_(out), simulation_(simulation) {}

  void put();

 private:
  void text(std::string_view value) {
    to_.put('"');
    to_.put_json(value);
    to_.put('"');
  }
  void member(std::string_view key, std::string_view value) {
    to_.put(',');
    text(key);
    to_.put(':');
    text(value);
  }
  void instant(std::string_view key, const std::optional<Instant>& at) {
    to_.put(",\"");
    to_.put(key);
    if (!at) {
      to_.put("\":null");
      return;
    }
    to_.put("\":\"");
    to_.put_instant(*at);
    to_.put('"');
  }
  void due(const std::optional<Deadline>& deadline) {
    if (!deadline) {
      to_.put(",\"due\":null");
      return;
    }
    to_.put(",\"due\":\"");
    to_.put_deadline(*deadline);
    to_.put('"');
  }
  template <typename Items, typename Put>
  void list(std::string_view key, const Items& items, Put put_item) {
    to_.put(",\"");
    to_.put(key);
    to_.put("\":[");
    bool first = true;
    for (const auto& item : items) {
      if (!first) to_.put(',');
      first = false;
      put_item(item);
    }
    to_.put(']');
  }
  void fact(const model::Fact& fact, const model::Value& value);
  void facts(const Timeline& timeline);
  void play(const PlayReport& play);
  void entry(const Timeline& timeline, std::size_t index);
  void happening(const Timeline& timeline, const Happening& happening);
  void window(const Timeline& timeline, const Window& window);

  form::Appender to_;
  const Simulation& simulation_;
};

void TimelineJson::fact(const model::Fact& fact, const model::Value& value) {
  text(fact.name);
  to_.put(':');
  using Kind = model::Value::Kind;
  switch (value.kind) {
    case Kind::unknown: to_.put("null"); break;
    case Kind::yes_no: to_.put(std::string_view(value.index != 0 ? "true" : "false")); break;
    case Kind::number: to_.put(fmt::format("{}", value.number)); break;
    case Kind::text: text(value.text); break;
    case Kind::option:
    case Kind::date: text(to_string(fact, value)); break;
  }
}

// What the case begins with: all that is known, and what is not although its fact has a default.
void TimelineJson::facts(const Timeline& timeline) {
  to_.put(",\"facts\":{");
  bool first = true;
  for (model::FactId id = 0; id < timeline.record.facts.size(); ++id) {
    const model::Fact& each = timeline.family->words.facts[id];
    const model::Value& value = timeline.record.facts[id];
    if (value.kind == model::Value::Kind::unknown && !each.fallback) continue;
    if (!first) to_.put(',');
    first = false;
    fact(each, value);
  }
  to_.put('}');
}

void TimelineJson::entry(const Timeline& timeline, std::size_t index) {
  const cases::Entry& entry = timeline.record.entries[index];
  const model::Words& words = timeline.family->words;
  to_.put("{\"at\":\"");
  to_.put_instant(entry.at);
  to_.put('"');
  if (entry.event) member("event", words.events[*entry.event].name);
  if (entry.change_count > 0) {
    to_.put(",\"set\":{");
    for (std::uint32_t i = 0; i < entry.change_count; ++i) {
      const cases::Change& change = timeline.record.changes[entry.first_change + i];
      if (i > 0) to_.put(',');
      fact(words.facts[change.fact], change.value);
    }
    to_.put('}');
  }
  member("from", name(timeline.origins[index]));
  to_.put('}');
}

void TimelineJson::happening(const Timeline& timeline, const Happening& happening) {
  const model::Words& words = timeline.family->words;
  to_.put("{\"at\":\"");
  to_.put_instant(happening.at);
  to_.put("\",\"what\":\"");
  to_.put(name(happening.kind));
  to_.put('"');
  if (happening.window) {
    member("id", play::id_of(timeline.windows[*happening.window]));
  } else if (happening.kind == Happening::Kind::lapsed) {
    member("id", id_of(happening.opening, happening.line));
  }
  if (happening.block) {
    const play::Block& block = timeline.blocks[*happening.block];
    member("step", step_of(block.step.opening).name);
    list("find_out", block.step.find_out, [&](model::FactId fact) { text(words.facts[fact].name); });
  }
  if (happening.kind == Happening::Kind::withheld || happening.kind == Happening::Kind::passed_over) {
    member("step", step_of(happening.opening).name);
  }
  if (happening.event) member("event", words.events[*happening.event].name);
  if (happening.stay) {
    const play::Stay& stay = timeline.stays[*happening.stay];
    member("stage", stay.policy->stages[stay.stage].name);
  }
  if (happening.rule) {
    const model::Escalation& escalation = *happening.opening.policy->rules[*happening.rule].escalation;
    member("escalation", escalation.name);
    member("to", words.roles[escalation.role].name);
  }
  if (happening.outcome) member("outcome", happening.opening.policy->outcomes[*happening.outcome].name);
  if (happening.kind == Happening::Kind::done) {
    const Window& window = timeline.windows[*happening.window];
    member("by", words.events[*timeline.record.entries[*window.entry].event].name);
  }
  if (!happening.because.empty()) member("because", happening.because);
  if (happening.entry) {
    to_.put(",\"entry\":");
    to_.put_number(static_cast<std::int64_t>(*happening.entry));
    to_.put(",\"from\":\"");
    to_.put(name(timeline.origins[*happening.entry]));
    to_.put('"');
  }
  to_.put('}');
}

void TimelineJson::window(const Timeline& timeline, const Window& window) {
  const model::Words& words = timeline.family->words;
  const model::DoLine& line = line_of(window.owed);
  to_.put("{\"id\":");
  text(play::id_of(window));
  member("step", step_of(window.owed.opening).name);
  member("title", title_of(words, line, window.owed.allowed));
  if (line.role != model::DoLine::kNoRole) member("role", words.roles[line.role].name);
  instant("opens", window.owed.opens);
  instant("owed_from", window.from);
  due(window.owed.due);
  if (window.owed.due) member("due_because", why::reason_of_deadline(window.owed, words));
  member("end", name(window.end));
  instant("ended", window.until);
  if (window.days_late) {
    to_.put(",\"days_late\":");
    to_.put_number(*window.days_late);
  }
  if (window.repeated_slot) to_.put(",\"repeated_slot\":true");
  if (const model::Escalation* escalation = escalation_of(window.owed.opening)) member("escalation", escalation->name);
  member("source", path_and_line(*simulation_.sources, line.span));
  to_.put('}');
}

void TimelineJson::play(const PlayReport& play) {
  const Timeline& timeline = *play.timeline;
  to_.put("{\"worker\":");
  text(play.worker);
  member("client", play.client);
  instant("begin", timeline.begin);
  member("end", name(timeline.end));
  instant("end_at", timeline.end_at);
  if (!timeline.end_reason.empty()) member("end_because", timeline.end_reason);
  member("status", report::name(timeline.last.status));
  if (timeline.last.outcome) {
    member("outcome", timeline.last.policy->outcomes[*timeline.last.outcome].name);
  } else {
    to_.put(",\"outcome\":null");
  }
  if (timeline.loop) {
    const play::Loop& loop = *timeline.loop;
    to_.put(",\"loop\":{\"since\":\"");
    to_.put_instant(timeline.windows[loop.first].from);
    to_.put("\",\"rounds\":");
    to_.put_number(static_cast<std::int64_t>(loop.rounds));
    const auto first = timeline.windows.begin() + static_cast<std::ptrdiff_t>(loop.first);
    list("round", std::vector<Window>(first, first + static_cast<std::ptrdiff_t>(loop.size)),
         [&](const Window& window) { text(line_of(window.owed).id); });
    to_.put('}');
  }
  std::vector<std::size_t> entries(timeline.record.entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) entries[i] = i;
  list("entries", entries, [&](std::size_t index) { entry(timeline, index); });
  list("timeline", timeline.happenings, [&](const Happening& each) { happening(timeline, each); });
  list("windows", timeline.windows, [&](const Window& each) { window(timeline, each); });
  to_.put('}');
}

void TimelineJson::put() {
  const Timeline& first = *simulation_.plays.front().timeline;
  to_.put("{\"policy\":");
  text(simulation_.family->name);
  to_.put(",\"version\":");
  to_.put_number(first.last.policy->version);
  if (simulation_.made_up) {
    to_.put(",\"case\":null");
  } else {
    member("case", first.record.id);
  }
  facts(first);
  list("roles", simulation_.roles, [&](const std::string& role) { text(role); });
  list("plays", simulation_.plays, [&](const PlayReport& each) { play(each); });
  to_.put("}\n");
}

}  // namespace

std::string simulation_json(const Simulation& simulation) {
  std::string out;
  TimelineJson(out, simulation).put();
  return out;
}

}  // namespace engage::report
