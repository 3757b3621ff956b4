#include "play/save.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <span>
#include <vector>

#include "calendar/words.h"
#include "engine/engine.h"
#include "scenarios/check.h"
#include "scenarios/scenario.h"
#include "text/bounds.h"
#include "why/deadline.h"
#include "why/status.h"

namespace engage::play {
namespace {

using Kind = Happening::Kind;

// A date alone would be the end of its day.
std::string with_time(Instant at) { return to_string(date_of(at)) + " " + clock_time(at); }

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

// The version that it is of; null where it is of none.
const model::Policy* policy_of(const Timeline& timeline, const Happening& happening) {
  if (happening.window) return timeline.windows[*happening.window].owed.opening.policy;
  if (happening.block) return timeline.blocks[*happening.block].step.opening.policy;
  if (happening.stay) return timeline.stays[*happening.stay].policy;
  return happening.opening.policy;
}

// As the language writes it; a number never with an exponent.
std::string literal(const model::Fact& fact, const model::Value& value) {
  switch (value.kind) {
    case model::Value::Kind::unknown: return "unknown";
    case model::Value::Kind::text: return quoted(value.text);
    case model::Value::Kind::number: {
      char digits[400];
      const auto end = std::to_chars(digits, digits + sizeof digits, value.number, std::chars_format::fixed).ptr;
      return std::string(digits, end);
    }
    default: return to_string(fact, value);
  }
}

// What was brought about by one entry, or by time alone at one instant.
using Group = std::span<const Happening>;

std::vector<Group> groups_of(const std::vector<Happening>& all) {
  std::vector<Group> groups;
  for (std::size_t first = 0; first < all.size();) {
    std::size_t end = first + 1;
    while (end < all.size() && all[end].at == all[first].at && all[end].entry == all[first].entry) ++end;
    groups.emplace_back(all.data() + first, end - first);
    first = end;
  }
  return groups;
}

class Writer {
 public:
  Writer(const Timeline& timeline, std::size_t version)
      : timeline_(timeline),
        words_(timeline.family->words),
        alone_(scenarios::only(*timeline.family, version)),
        engine_(alone_) {
    record_.id = timeline.record.id;
    record_.facts = timeline.record.facts;
  }

  std::expected<std::string, std::string> write(const SavedAs& as);

 private:
  const model::Policy& policy() const { return alone_.versions.front(); }
  void facts();
  void entry(const cases::Entry& entry);
  void item(Instant at, const std::string& text);
  void check(const std::string& what, bool holds);
  std::expected<void, std::string> group(Group group, bool last_of_day);
  void happening(const Happening& happening);
  void undecided();
  std::string window_name(const Window& window) const;
  const engine::OwedAction* owed_now(const Window& window) const;
  void due(const Window& window);
  void done(const Window& window);
  bool ends_open(Date date) const;

  const Timeline& timeline_;
  const model::Words& words_;
  model::Family alone_;
  engine::Engine engine_;
  cases::Record record_;  // as the scenario tells it so far
  engine::Assessment now_;
  std::string out_;
  std::optional<Instant> listing_;   // the last line is `on` that instant, and may take more
  std::string when_;                 // of the checks of this group
  std::vector<std::string> checks_;  // of this group
  std::string fault_;
  std::size_t told_ = 0;  // facts, events and checks
};

void Writer::facts() {
  std::string lines;
  for (model::FactId id = 0; id < words_.facts.size(); ++id) {
    const model::Fact& fact = words_.facts[id];
    const model::Value& value = record_.facts[id];
    if (value == fact.fallback.value_or(model::Value::unknown())) continue;
    lines += fmt::format("    {} is {}\n", fact.name, literal(fact, value));
    ++told_;
  }
  if (!lines.empty()) ++told_;  // `facts` itself
  if (!lines.empty()) out_ += "  facts\n" + lines;
}

void Writer::item(Instant at, const std::string& text) {
  if (listing_ == at) {
    out_.pop_back();
    out_ += ", " + text + '\n';
  } else {
    out_ += fmt::format("  on {} {}\n", say(at), text);
  }
  listing_ = at;
  ++told_;
}

// A scenario tells changes and events one by one; those of one entry are made first.
void Writer::entry(const cases::Entry& entry) {
  for (std::uint32_t i = 0; i < entry.change_count; ++i) {
    const cases::Change& change = timeline_.record.changes[entry.first_change + i];
    const model::Fact& fact = words_.facts[change.fact];
    item(entry.at, fmt::format("set {} is {}", fact.name, literal(fact, change.value)));
    cases::Entry& told = record_.entries.emplace_back();
    told.at = entry.at;
    told.first_change = static_cast<std::uint32_t>(record_.changes.size());
    told.change_count = 1;
    record_.changes.push_back(change);
  }
  if (!entry.event) return;
  const model::Event& event = words_.events[*entry.event];
  std::string text = event.name;
  if (entry.outcome != model::kNone) text += " as " + event.outcomes[entry.outcome].name;
  if (entry.role != model::kNone) text += " done by " + words_.roles[entry.role].name;
  item(entry.at, text);
  cases::Entry told = entry;
  told.first_change = told.change_count = 0;
  record_.entries.push_back(told);
}

void Writer::check(const std::string& what, bool holds) {
  if (!holds && fault_.empty()) fault_ = fmt::format("on {}, `{}` is not so", when_, what);
  if (std::find(checks_.begin(), checks_.end(), what) == checks_.end()) checks_.push_back(what);
}

const engine::OwedAction* Writer::owed_now(const Window& window) const {
  const auto found = std::find_if(now_.actions.begin(), now_.actions.end(), [&](const engine::OwedAction& owed) {
    return owed.line == window.owed.line && owed.opening.step == window.owed.opening.step &&
           owed.opening.number == window.owed.opening.number;
  });
  return found == now_.actions.end() ? nullptr : &*found;
}

// The first alternative that is not withheld.
std::string Writer::window_name(const Window& window) const {
  const engine::OwedAction* owed = owed_now(window);
  const std::vector<model::EventId>& actions = policy().steps[window.owed.opening.step].lines[window.owed.line].actions;
  for (const model::EventId action : actions) {
    if (!owed || why::asks_for(*owed, action)) return words_.events[action].name;
  }
  return words_.events[actions.front()].name;
}

void Writer::due(const Window& window) {
  const engine::OwedAction* owed = owed_now(window);
  const std::string by = owed && owed->due ? " by " + say(owed->due) : "";
  check(fmt::format("{} is due{}", window_name(window), by), owed != nullptr);
}

void Writer::done(const Window& window) {
  const std::string& action = words_.events[*timeline_.record.entries[*window.entry].event].name;
  if (window.days_late) check(action + " was late", !now_.late.empty());
  if (window.repeated_slot) check(action + " repeated its slot", !now_.repeated_slots.empty());
}

void Writer::happening(const Happening& happening) {
  const auto event = [&] { return words_.events[*happening.event].name; };
  const auto step = [&](const engine::Opening& opening) { return policy().steps[opening.step].name; };
  const Window* window = happening.window ? &timeline_.windows[*happening.window] : nullptr;
  const auto of_step = [&](const auto& item) { return item.opening.step == happening.opening.step; };
  switch (happening.kind) {
    case Kind::started:
      if (now_.episode > 1) check(fmt::format("episode is {}", now_.episode), true);
      break;
    case Kind::stage: {
      const model::StageId stage = timeline_.stays[*happening.stay].stage;
      check("stage is " + policy().stages[stage].name, now_.stage == stage);
      break;
    }
    case Kind::opened:
    case Kind::moved: due(*window); break;
    case Kind::overdue:
      if (window) {
        const engine::OwedAction* owed = owed_now(*window);
        check(window_name(*window) + " is overdue", owed && owed->state == engine::DueState::overdue);
      }
      break;
    case Kind::done: done(*window); break;
    case Kind::lapsed: {
      const model::DoLine& line = policy().steps[happening.opening.step].lines[happening.line];
      check(words_.events[line.actions.front()].name + " lapsed", std::ranges::any_of(now_.lapsed, of_step));
      break;
    }
    case Kind::withheld: check(event() + " is withheld", std::ranges::any_of(now_.withheld, of_step)); break;
    case Kind::blocked: {
      const engine::Opening& opening = timeline_.blocks[*happening.block].step.opening;
      const auto same = [&](const engine::BlockedStep& block) { return block.opening.step == opening.step; };
      check(step(opening) + " is blocked", std::ranges::any_of(now_.blocked, same));
      break;
    }
    case Kind::passed_over:
      check(step(happening.opening) + " is passed over", std::ranges::any_of(now_.passed_over, of_step));
      break;
    case Kind::escalated: {
      const auto same = [&](const engine::FiredEscalation& fired) { return fired.rule == *happening.rule; };
      check("escalated " + policy().rules[*happening.rule].escalation->name,
            std::ranges::any_of(now_.escalations, same));
      break;
    }
    case Kind::breach: check("breach " + event(), !now_.breaches.empty()); break;
    case Kind::finished:
      check("finished as " + policy().outcomes[*happening.outcome].name, now_.outcome == happening.outcome);
      break;
    case Kind::unstarted:
      check(now_.status == engine::Status::not_started ? "not started" : "not applicable",
            now_.status == engine::Status::not_started || now_.status == engine::Status::not_applicable);
      break;
    case Kind::event:
    case Kind::fact:
    case Kind::due:
    case Kind::dropped:
    case Kind::unblocked: break;
  }
}

// Whether the rest of that day was not played.
bool Writer::ends_open(Date date) const {
  const bool ended = timeline_.end == Timeline::End::finished || timeline_.end == Timeline::End::nothing_more;
  return !ended && date_of(timeline_.end_at) == date;
}

std::expected<void, std::string> Writer::group(Group group, bool last_of_day) {
  const Instant at = group.front().at;
  if (group.front().entry) entry(timeline_.record.entries[*group.front().entry]);
  const Date date = date_of(at);
  const bool whole_day = last_of_day && !ends_open(date);
  const Instant as_of = whole_day ? last_minute_of(date) : at;
  auto decided = engine_.assess(record_, as_of, now_);
  if (!decided) {
    return std::unexpected(fmt::format("on {} it cannot be decided: {}", say(at), decided.error().reason));
  }
  when_ = whole_day ? to_string(date) : with_time(at);
  checks_.clear();
  for (const Happening& each : group) happening(each);
  if (whole_day) {
    if (now_.actions.empty() && now_.episode > 0) check("nothing is due", true);
    if (now_.next_change) check("next change is " + say(*now_.next_change), true);
  }
  if (!fault_.empty()) return std::unexpected(fault_);
  told_ += checks_.size();
  for (const std::string& what : checks_) out_ += fmt::format("  check {} {}\n", when_, what);
  if (!checks_.empty()) listing_.reset();
  return {};
}

// That nothing can be said any more is checked as well.
void Writer::undecided() {
  if (timeline_.end != Timeline::End::undecided || engine_.assess(record_, timeline_.end_at, now_)) return;
  out_ += fmt::format("  check {} undecided\n", with_time(timeline_.end_at));
  ++told_;
}

std::expected<std::string, std::string> Writer::write(const SavedAs& as) {
  out_ = fmt::format("use {}\n\nscenario {} for {}", quoted(as.use), quoted(as.title), alone_.name);
  if (timeline_.family->versions.size() > 1) out_ += fmt::format(" version {}", policy().version);
  out_ += '\n';
  facts();
  const std::vector<Group> groups = groups_of(timeline_.happenings);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const bool last = i + 1 == groups.size() || date_of(groups[i + 1].front().at) != date_of(groups[i].front().at);
    if (auto told = group(groups[i], last); !told) return std::unexpected(told.error());
  }
  undecided();
  if (told_ > kMostScenarioLines) {
    return std::unexpected(fmt::format("it has {} facts, events and checks, and a scenario has at most {}",
                                       with_thousands(told_), with_thousands(kMostScenarioLines)));
  }
  return std::move(out_);
}

}  // namespace

std::expected<std::string, std::string> scenario_of(const Timeline& timeline, const SavedAs& as) {
  const model::Policy* governing = timeline.last.policy;
  if (timeline.happenings.empty() || !governing) {
    return std::unexpected("nothing happens in it: " + timeline.end_reason);
  }
  for (const Happening& happening : timeline.happenings) {
    const model::Policy* other = policy_of(timeline, happening);
    if (!other || other == governing) continue;
    return std::unexpected(fmt::format("versions {} and {} of {} have a part in it, and a scenario tries one alone",
                                       other->version, governing->version, governing->name));
  }
  const model::Policy* first = timeline.family->versions.data();
  return Writer(timeline, static_cast<std::size_t>(governing - first)).write(as);
}

}  // namespace engage::play
