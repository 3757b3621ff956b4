#include "show/vocabulary_page.h"

#include <algorithm>
#include <map>

#include "pace/sequence.h"
#include "show/policy_words.h"

namespace engage::show {
namespace {

// A declared word; policies that see the same declaration share it.
struct Word {
  std::vector<std::string> cells;
  std::vector<std::pair<std::string, std::vector<std::string>>> uses;  // a policy, and where in it
};

struct Shelf {
  std::vector<Word> words;
  std::map<Span, std::size_t> index;

  // The word declared there; `cells` describe a new one.
  std::size_t put(Span span, const std::vector<std::string>& cells) {
    const auto [found, added] = index.try_emplace(span, words.size());
    if (added) words.push_back({cells, {}});
    return found->second;
  }
  void use(Span span, const std::string& policy, const std::string& where) {
    auto& uses = words[index.at(span)].uses;
    if (uses.empty() || uses.back().first != policy) uses.push_back({policy, {}});
    auto& places = uses.back().second;
    if (std::find(places.begin(), places.end(), where) == places.end()) places.push_back(where);
  }
};

struct Shelves {
  Shelf facts, events, actions, outcomes, groups, defines, dates, roles;
};

// Puts the words of one policy on the shelves, and notes where it uses them.
class Collector {
 public:
  Collector(const model::Family& family, const model::Policy& policy, const Sources& sources, Shelves& shelves)
      : words_(family.words), policy_(policy), sources_(sources), shelves_(shelves), name_(policy.name) {
    if (family.versions.size() > 1) name_ += ", version " + std::to_string(policy.version);
  }

  void collect() {
    declare_words();
    declare_names();
    use_head();
    for (const model::Step& step : policy_.steps) use_step(step);
    for (const model::Stage& stage : policy_.stages) use_sequence(stage.body, {}, "stage " + quoted(stage.title));
    for (const model::Rule& rule : policy_.rules) use_rule(rule);
    for (const model::Limit& limit : policy_.limits) {
      const std::string where = "limit of " + to_string(limit.duration);
      if (limit.since) note(where, [&](PolicyWords& say) { say.anchor(*limit.since); });
    }
  }

 private:
  PolicyWords speaker() const {
    PolicyWords say(policy_, words_);
    say.name_every_define();
    return say;
  }

  void declare_words() {
    for (const model::Role& role : words_.roles) shelves_.roles.put(role.span, {role.name, role.title, at(role.span)});
    for (const model::Fact& fact : words_.facts) {
      shelves_.facts.put(fact.span, {fact.name, fact.title, values(fact),
                                     fact.fallback ? in_words(fact, *fact.fallback) : "", at(fact.span)});
    }
    for (model::EventId id = 0; id < words_.events.size(); ++id) {
      const model::Event& event = words_.events[id];
      if (!event.action) {
        shelves_.events.put(event.span, {event.name, event.title, at(event.span)});
        continue;
      }
      std::string allowed = event.never_allowed ? "never" : "always";
      if (policy_.guards[id]) allowed = "only if " + speaker().condition(*policy_.guards[id]);
      const std::string by = event.by ? words_.roles[*event.by].title : "";
      shelves_.actions.put(event.span, {event.name, event.title, by, allowed, at(event.span)});
      if (!event.outcomes.empty() || event.with_client) declare_outcomes(event);
    }
  }

  // What an action can come to, and whether it needs the client.
  void declare_outcomes(const model::Event& event) {
    std::vector<std::string> outcomes;
    for (const model::EventOutcome& outcome : event.outcomes) {
      outcomes.push_back(outcome.name + " (" + outcome.title + ")");
    }
    const std::string needs = event.with_client ? "yes" : "";
    shelves_.outcomes.put(event.span, {event.name, joined(outcomes, "or"), needs, at(event.span)});
  }

  void declare_names() {
    for (std::size_t i = 0; i < policy_.groups.size(); ++i) {
      const model::Group& group = policy_.groups[i];
      shelves_.groups.put(group.span, {group.name, group.title, speaker().group(i), at(group.span)});
    }
    for (std::size_t i = 0; i < policy_.defines.size(); ++i) {
      const model::Define& define = policy_.defines[i];
      shelves_.defines.put(define.span, {define.name, speaker().meaning(i), at(define.span)});
    }
    for (const model::DateWord& date : policy_.dates) {
      shelves_.dates.put(date.span, {date.name, date.title, speaker().rule_of(date), at(date.span)});
    }
    // Only when all are there may one be used by another.
    for (std::size_t i = 0; i < policy_.groups.size(); ++i) {
      for (model::EventId id = 0; id < words_.events.size(); ++id) {
        if (policy_.groups[i].events.contains(id)) use_event(id, "group " + quoted(policy_.groups[i].title));
      }
    }
    for (std::size_t i = 0; i < policy_.defines.size(); ++i) {
      note("define " + quoted(policy_.defines[i].name), [&](PolicyWords& say) { say.meaning(i); });
    }
    for (const model::DateWord& date : policy_.dates) {
      note("date " + quoted(date.title), [&](PolicyWords& say) { say.rule_of(date); });
    }
    for (model::EventId id = 0; id < words_.events.size(); ++id) {
      const model::Event& event = words_.events[id];
      const std::string where = "action " + quoted(event.title);
      if (event.by) shelves_.roles.use(words_.roles[*event.by].span, name_, where);
      if (policy_.guards[id]) note(where, [&](PolicyWords& say) { say.condition(*policy_.guards[id]); });
    }
  }

  void use_head() {
    note("its start", [&](PolicyWords& say) {
      say.events(policy_.starts_on);
      if (policy_.starts_when) say.condition(*policy_.starts_when);
    });
    if (policy_.applies_when) note("whom it is for", [&](PolicyWords& say) { say.condition(*policy_.applies_when); });
  }

  void use_step(const model::Step& step) {
    note("step " + quoted(step.title), [&](PolicyWords& say) {
      if (step.only_if) say.condition(*step.only_if);
      say.deadline(step);
      say.time_of(step);
      for (const model::DoLine& line : step.lines) {
        for (std::size_t i = 0; i < line.actions.size(); ++i) {
          say.action(line.actions[i]);
          say.narrowed(line.actions[i], line.narrowing(i));
        }
        if (line.condition) say.condition(*line.condition);
        if (line.varying) say.events(line.varying->among);
        if (line.role != model::DoLine::kNoRole) say.role(line.role);
      }
    });
  }

  void use_rule(const model::Rule& rule) {
    const std::string where = rule.escalation ? "escalation " + quoted(rule.escalation->title)
                              : rule.stage    ? "a rule of stage " + quoted(policy_.stages[*rule.stage].title)
                                              : "a rule of the policy";
    note(where, [&](PolicyWords& say) {
      say.events(rule.events);
      if (rule.condition) say.condition(*rule.condition);
      if (rule.escalation) say.role(rule.escalation->role);
    });
    use_sequence(rule.body, {}, where);
  }

  void use_sequence(model::Next from, model::Next until, const std::string& where) {
    pace::for_each_statement(policy_, from, until, [&](const model::Statement& statement, model::StatementId id) {
      note(where, [&](PolicyWords& say) { speak(statement.node, say); });
      if (const auto* repeat = std::get_if<model::Repeat>(&statement.node)) {
        use_sequence(repeat->body, {id, true}, where);
      }
      if (const auto* branch = std::get_if<model::If>(&statement.node)) {
        use_sequence(branch->then, statement.next, where);
        use_sequence(branch->otherwise, statement.next, where);
      }
    });
  }

  static void speak(const decltype(model::Statement::node)& node, PolicyWords& say) {
    if (const auto* wait = std::get_if<model::Wait>(&node)) {
      say.events(wait->events);
    } else if (const auto* wait_for = std::get_if<model::WaitFor>(&node)) {
      say.events(wait_for->events);
    } else if (const auto* wait_until = std::get_if<model::WaitUntil>(&node)) {
      say.condition(wait_until->condition);
    } else if (const auto* repeat = std::get_if<model::Repeat>(&node)) {
      if (repeat->until) say.condition(*repeat->until);
    } else if (const auto* branch = std::get_if<model::If>(&node)) {
      say.condition(branch->condition);
    }
  }

  // Whatever is spoken of is used there.
  template <typename Tell>
  void note(const std::string& where, const Tell& tell) {
    PolicyWords say = speaker();
    tell(say);
    const SpokenOf& spoken_of = say.spoken_of();
    for (const auto id : spoken_of.facts) shelves_.facts.use(words_.facts[id].span, name_, where);
    for (const auto id : spoken_of.events) use_event(id, where);
    for (const auto id : spoken_of.roles) shelves_.roles.use(words_.roles[id].span, name_, where);
    for (const auto id : spoken_of.groups) shelves_.groups.use(policy_.groups[id].span, name_, where);
    for (const auto id : spoken_of.defines) shelves_.defines.use(policy_.defines[id].span, name_, where);
    for (const auto id : spoken_of.dates) shelves_.dates.use(policy_.dates[id].span, name_, where);
  }
  void use_event(model::EventId id, const std::string& where) {
    const model::Event& event = words_.events[id];
    (event.action ? shelves_.actions : shelves_.events).use(event.span, name_, where);
    if (shelves_.outcomes.index.contains(event.span)) shelves_.outcomes.use(event.span, name_, where);
  }

  std::string at(Span span) const { return path_and_line(sources_, span); }

  const model::Words& words_;
  const model::Policy& policy_;
  const Sources& sources_;
  Shelves& shelves_;
  std::string name_;
};

void show(form::Document& page, const std::string& title, std::vector<std::string> head, const Shelf& shelf) {
  if (shelf.words.empty()) return;
  page.blocks.push_back({form::Heading{2, title}});
  head.push_back("Used by");
  form::Table table;
  table.head = std::move(head);
  for (const Word& word : shelf.words) {
    std::string uses;
    for (const auto& [policy, places] : word.uses) {
      if (!uses.empty()) uses += "; ";
      uses += policy + ": ";
      for (std::size_t i = 0; i < places.size(); ++i) uses += (i > 0 ? ", " : "") + places[i];
    }
    std::vector<std::string>& row = table.rows.emplace_back(word.cells);
    row.push_back(uses.empty() ? "nobody" : uses);
  }
  page.blocks.push_back({std::move(table)});
}

}  // namespace

form::Document vocabulary_page(std::span<const model::Family* const> families, const Sources& sources) {
  Shelves shelves;
  for (const model::Family* family : families) {
    for (const model::Policy& policy : family->versions) Collector(*family, policy, sources, shelves).collect();
  }
  form::Document page;
  std::vector<std::string> titles;
  for (const model::Family* family : families) titles.push_back(quoted(family->versions.back().title));
  page.blocks.push_back({form::Heading{1, "The words of " + joined(titles, "and")}});
  show(page, "Facts", {"Name", "Title", "Values", "Default", "Declared"}, shelves.facts);
  show(page, "Events", {"Name", "Title", "Declared"}, shelves.events);
  show(page, "Actions", {"Name", "Title", "By", "Allowed", "Declared"}, shelves.actions);
  show(page, "What actions come to", {"Action", "Outcomes", "With the client", "Declared"}, shelves.outcomes);
  show(page, "Groups", {"Name", "Title", "Members", "Declared"}, shelves.groups);
  show(page, "Defines", {"Name", "Meaning", "Declared"}, shelves.defines);
  show(page, "Dates that are worked out", {"Name", "Title", "Meaning", "Declared"}, shelves.dates);
  show(page, "Roles", {"Name", "Title", "Declared"}, shelves.roles);
  return page;
}

}  // namespace engage::show
