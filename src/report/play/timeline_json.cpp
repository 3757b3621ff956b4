#include "form/json.h"
#include "report/naming.h"
#include "report/play/timeline.h"
#include "why/deadline.h"

namespace engage::report {
namespace {

using form::Json;
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

Json value_of(const model::Fact& fact, const model::Value& value) {
  using Kind = model::Value::Kind;
  switch (value.kind) {
    case Kind::unknown: return nullptr;
    case Kind::yes_no: return value.index != 0;
    case Kind::number: return value.number;
    case Kind::text: return value.text;
    case Kind::option:
    case Kind::date: return to_string(fact, value);
  }
  return nullptr;
}

// What the case begins with: all that is known, and what is not although its fact has a default.
Json facts_of(const Timeline& timeline) {
  Json facts = Json::object();
  for (model::FactId id = 0; id < timeline.record.facts.size(); ++id) {
    const model::Fact& fact = timeline.family->words.facts[id];
    const model::Value& value = timeline.record.facts[id];
    if (value.kind != model::Value::Kind::unknown || fact.fallback) facts[fact.name] = value_of(fact, value);
  }
  return facts;
}

Json entry_of(const Timeline& timeline, std::size_t index) {
  const cases::Entry& entry = timeline.record.entries[index];
  const model::Words& words = timeline.family->words;
  Json json{{"at", entry.at}};
  if (entry.event) json["event"] = words.events[*entry.event].name;
  if (entry.outcome != model::kNone) json["outcome"] = words.events[*entry.event].outcomes[entry.outcome].name;
  if (entry.role != model::kNone) json["role"] = words.roles[entry.role].name;
  for (std::uint32_t i = 0; i < entry.change_count; ++i) {
    const cases::Change& change = timeline.record.changes[entry.first_change + i];
    const model::Fact& fact = words.facts[change.fact];
    json["set"][fact.name] = value_of(fact, change.value);
  }
  json["from"] = name(timeline.origins[index]);
  return json;
}

Json happening_of(const Timeline& timeline, const Happening& happening) {
  const model::Words& words = timeline.family->words;
  Json json{{"at", happening.at}, {"what", name(happening.kind)}};
  if (happening.window) {
    json["id"] = play::id_of(timeline.windows[*happening.window]);
  } else if (happening.kind == Happening::Kind::lapsed) {
    json["id"] = id_of(happening.opening, happening.line);
  }
  if (happening.block) {
    const play::Block& block = timeline.blocks[*happening.block];
    json["step"] = step_of(block.step.opening).name;
    json["find_out"] = form::list_of(block.step.find_out, [&](model::FactId fact) { return words.facts[fact].name; });
  }
  if (happening.kind == Happening::Kind::withheld || happening.kind == Happening::Kind::passed_over) {
    json["step"] = step_of(happening.opening).name;
  }
  if (happening.event) json["event"] = words.events[*happening.event].name;
  if (happening.stay) {
    const play::Stay& stay = timeline.stays[*happening.stay];
    json["stage"] = stay.policy->stages[stay.stage].name;
  }
  if (happening.rule) {
    const model::Escalation& escalation = *happening.opening.policy->rules[*happening.rule].escalation;
    json["escalation"] = escalation.name;
    json["to"] = words.roles[escalation.role].name;
  }
  if (happening.outcome) json["outcome"] = happening.opening.policy->outcomes[*happening.outcome].name;
  if (happening.kind == Happening::Kind::done) {
    const Window& window = timeline.windows[*happening.window];
    json["by"] = words.events[*timeline.record.entries[*window.entry].event].name;
  }
  if (!happening.because.empty()) json["because"] = happening.because;
  if (happening.entry) {
    json["entry"] = *happening.entry;
    json["from"] = name(timeline.origins[*happening.entry]);
  }
  return json;
}

Json window_of(const Simulation& simulation, const Window& window) {
  const model::Words& words = simulation.family->words;
  const model::DoLine& line = line_of(window.owed);
  Json json{{"id", play::id_of(window)},
            {"step", step_of(window.owed.opening).name},
            {"title", title_of(words, line, window.owed.allowed)}};
  if (line.role != model::DoLine::kNoRole) json["role"] = words.roles[line.role].name;
  json["opens"] = window.owed.opens;
  json["owed_from"] = window.from;
  json["due"] = window.owed.due;
  if (window.owed.due) json["due_because"] = why::reason_of_deadline(window.owed, words);
  json["end"] = name(window.end);
  json["ended"] = window.until;
  if (window.days_late) json["days_late"] = *window.days_late;
  if (window.repeated_slot) json["repeated_slot"] = true;
  if (const model::Escalation* escalation = escalation_of(window.owed.opening)) json["escalation"] = escalation->name;
  json["source"] = path_and_line(*simulation.sources, line.span);
  return json;
}

Json loop_of(const Timeline& timeline, const play::Loop& loop) {
  const std::span<const Window> round(&timeline.windows[loop.first], loop.size);
  return {{"since", round.front().from},
          {"rounds", loop.rounds},
          {"round", form::list_of(round, [](const Window& window) { return line_of(window.owed).id; })}};
}

Json play_of(const Simulation& simulation, const PlayReport& play) {
  const Timeline& timeline = *play.timeline;
  Json json{{"worker", play.worker},
            {"client", play.client},
            {"begin", timeline.begin},
            {"end", name(timeline.end)},
            {"end_at", timeline.end_at}};
  if (!timeline.end_reason.empty()) json["end_because"] = timeline.end_reason;
  json["status"] = report::name(timeline.last.status);
  json["outcome"] = nullptr;
  if (timeline.last.outcome) json["outcome"] = timeline.last.policy->outcomes[*timeline.last.outcome].name;
  if (timeline.loop) json["loop"] = loop_of(timeline, *timeline.loop);
  json["entries"] = Json::array();
  for (std::size_t i = 0; i < timeline.record.entries.size(); ++i) json["entries"].push_back(entry_of(timeline, i));
  json["timeline"] =
      form::list_of(timeline.happenings, [&](const Happening& happening) { return happening_of(timeline, happening); });
  json["windows"] =
      form::list_of(timeline.windows, [&](const Window& window) { return window_of(simulation, window); });
  return json;
}

}  // namespace

std::string simulation_json(const Simulation& simulation) {
  const Timeline& first = *simulation.plays.front().timeline;
  Json json{{"policy", simulation.family->name}, {"version", first.last.policy->version}, {"case", nullptr}};
  if (!simulation.made_up) json["case"] = first.record.id;
  json["facts"] = facts_of(first);
  json["roles"] = simulation.roles;
  json["plays"] = form::list_of(simulation.plays, [&](const PlayReport& play) { return play_of(simulation, play); });
  return form::written(json) + '\n';
}

}  // namespace engage::report
