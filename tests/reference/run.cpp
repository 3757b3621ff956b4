#include "run.h"
#include "count.h"

#include <algorithm>
#include <tuple>

// Time, events and episodes (language reference, sections 6.2 to 6.4, 6.6 and 6.7).
namespace engage::reference {

using model::Rule;

namespace {

bool needs_episode(const model::Policy& policy, const model::Anchor& anchor) {
  using Kind = model::Anchor::Kind;
  if (anchor.kind == Kind::date_word) return needs_episode(policy, policy.dates[anchor.fact].anchor);
  return anchor.kind == Kind::start || anchor.kind == Kind::stage_start ||
         std::ranges::any_of(anchor.of, [&](const model::Anchor& one) { return needs_episode(policy, one); });
}

}  // namespace

void Run::changed() {
  ++changes_;
  count_hours_from(now_);
}

// "Before an event at t, all that time alone brings about up to and including t is done, in order of
// its instant. Then the event."
void Run::replay(Instant now) {
  if (!record_->entries.empty()) now_ = std::min(now, record_->entries.front().at);
  for (const cases::Entry& entry : record_->entries) {
    if (entry.at > now) break;  // "Events after the as-of instant are not seen"
    for (Instant at = next_instant(); at < entry.at; at = next_instant()) let_time_come(at);
    let_time_come(entry.at);
    take(entry);
  }
  if (record_->entries.empty() || record_->entries.front().at > now) now_ = now;
  for (Instant at = next_instant(); at < now; at = next_instant()) let_time_come(at);
  let_time_come(now);
}

// Day-based counts come at 00:00 only, but for deadlines by a time of day.
Instant Run::next_instant() const {
  std::int32_t next = start_of(date_of(now_) + 1).minutes;
  const auto time = times_of_day_.upper_bound(minute_of_day(now_));
  if (time != times_of_day_.end()) next = std::min(next, start_of(date_of(now_)).minutes + *time);
  const auto by_hours = by_hours_.upper_bound(now_.minutes);
  return {by_hours == by_hours_.end() ? next : std::min(next, *by_hours)};
}

// Hours come so many hours after (or before) something, or a minute after that; on another day,
// where one is moved to a business day.
void Run::count_hours_from(Instant at) {
  if (!bases_.insert(at.minutes).second) return;
  const auto consider = [&](std::int32_t minute) {
    if (minute > now_.minutes) by_hours_.insert(minute);
    if (minute + 1 > now_.minutes) by_hours_.insert(minute + 1);
  };
  for (const int hours : hours_) {
    consider(at.minutes + 60 * hours);
    consider(at.minutes - 60 * hours);
  }
  for (const int hours : moved_hours_) {
    for (int day = -20; day <= 20; ++day) consider(at.minutes + 60 * hours + day * kMinutesPerDay);
  }
  for (const BusinessHours& hours : business_hours_) {
    const auto after = opening_after(*hours.policy, at, hours.duration);
    const auto before = opening_before(*hours.policy, at, hours.duration);
    if (before) consider(before->minutes);
    if (!after) continue;  // nothing comes of it that anybody could count
    const int days = hours.moved ? 20 : 0;
    for (int day = -days; day <= days; ++day) consider(after->minutes + day * kMinutesPerDay);
  }
}

// "At an instant that time alone brings, only the settling down happens." An episode starts "at the
// first instant when …", be that an instant that time alone brings.
void Run::let_time_come(Instant at) {
  now_ = at;
  if (!in_episode()) start_episode_if_due();
  settle_down();
  count_hours_from_dates();
}

// Dates that are worked out are known only when what they rest on is.
void Run::count_hours_from_dates() {
  if (!counts_hours()) return;
  const auto count_from = [&](const Context& context) {
    for (const model::DateWord& word : context.policy->dates) {
      if (!context.episode && needs_episode(*context.policy, word.anchor)) continue;
      try {
        if (const auto date = worked_out(context, word)) count_hours_from(start_of(*date));
      } catch (const Undecided&) {
        continue;  // whoever asks for it will be told
      }
    }
  };
  for (const model::Policy* version : versions_) count_from({version, std::nullopt, {}});
  for (std::size_t i = 0; i < episodes_.size(); ++i) count_from(context_of(i));
}

void Run::take(const cases::Entry& entry) {
  now_ = entry.at;
  const bool in_an_episode = in_episode();
  // (1) "its facts are set"
  for (std::uint32_t i = 0; i < entry.change_count; ++i) {
    const cases::Change& change = record_->changes[entry.first_change + i];
    facts_[change.fact] = change.value;
  }
  // What the lists hold from before the event: it goes if the event starts an episode.
  const std::size_t lapsed = lapsed_.size();
  const std::size_t breaches = breaches_.size();
  const std::size_t late = late_.size();
  const std::size_t repeated = repeated_.size();
  const std::size_t passed_over = passed_over_.size();
  if (entry.event) {
    // (2) "it settles what it settles and ends waits `for` it that had begun; from now on it counts as happened"
    open_rounds_early(entry.what());
    const std::vector<std::size_t> settled = settle(entry.what());
    end_waits_for(entry.what());
    log_.push_back({entry.what(), now_});
    changed();
    for (const std::size_t opening : settled) {
      StepOpening& settled_opening = openings_[opening];
      if (settled_opening.state == StepOpening::State::open && would_end(settled_opening)) end_step(settled_opening);
    }
  }
  if (!in_an_episode) {
    // "An event outside an episode only sets facts, settles and ends waits of surviving escalations,
    // and may start an episode."
    const std::vector<engine::LapsedAction> all_lapsed = lapsed_;
    const std::vector<engine::Breach> all_breaches = breaches_;
    const std::vector<engine::LateAction> all_late = late_;
    const std::vector<engine::RepeatedSlot> all_repeated = repeated_;
    const std::vector<engine::WithheldAction> all_passed_over = passed_over_;
    if (start_episode_if_due()) {
      const auto from = [](const auto& list, std::size_t begin) {
        return std::vector(list.begin() + static_cast<std::ptrdiff_t>(begin), list.end());
      };
      lapsed_ = from(all_lapsed, lapsed);
      breaches_ = from(all_breaches, breaches);
      late_ = from(all_late, late);
      repeated_ = from(all_repeated, repeated);
      passed_over_ = from(all_passed_over, passed_over);
      // "a starting event never is" a breach
      const bool starting = entry.event && episodes_.back().starting_event + 1 == log_.size();
      if (starting) breaches_.clear();
    }
  } else if (entry.event) {
    fire_on_rules(entry.what());  // (3)
  }
  settle_down();
  count_hours_from_dates();
}

// "An event settles, at each `do` line that owes it, the oldest open instance: one event, one
// instance a line." Gives the openings where it settled a line.
std::vector<std::size_t> Run::settle(const model::Occurrence& what) {
  const model::EventId event = what.event;
  if (!family_->words.events[event].action) return {};
  if (in_episode() && guard(context_of(episodes_.size() - 1), event) != Truth::yes) {
    // "Within an episode, recording an action whose guard is not true settles nothing and is a breach"
    breaches_.push_back({event, now_});
    return {};
  }
  struct Found {
    std::size_t opening;
    std::size_t line;
  };
  std::vector<Found> found;
  std::set<std::tuple<const model::Policy*, model::StepId, std::size_t>> taken;
  bool refused = false;
  for (std::size_t i = 0; i < openings_.size(); ++i) {  // oldest first
    const StepOpening& opening = openings_[i];
    if (opening.state != StepOpening::State::open) continue;
    const model::Step& step = step_of(opening);
    for (std::size_t line = 0; line < step.lines.size(); ++line) {
      // "`do visit_home as seen` is settled by that outcome only"; "`do see_family done by case_manager` is settled
      // only so"
      const auto& actions = step.lines[line].actions;
      bool settles = false;
      for (std::size_t a = 0; a < actions.size(); ++a) {
        const model::Narrowing asked_for = step.lines[line].narrowing(a);
        const bool outcome = asked_for.outcome == model::kNone || asked_for.outcome == what.outcome;
        const bool role = asked_for.role == model::kNone || asked_for.role == what.role;
        if (actions[a] == event && outcome && role) settles = true;
      }
      if (!settles) continue;
      if (is_settled(opening, line) || asked(opening, line) != Truth::yes) continue;
      if (guard(context_of(opening), event) != Truth::yes) {
        refused = true;
        continue;
      }
      if (taken.insert({&policy_of(opening.episode), opening.step, line}).second) found.push_back({i, line});
    }
  }
  // "(outside one, only where a surviving escalation asks for it …)"; one that is allowed settles it, and it is none
  if (refused && found.empty() && !in_episode()) breaches_.push_back({event, now_});

  std::vector<std::size_t> settled;
  for (const auto& [index, line] : found) {
    const StepOpening& opening = openings_[index];
    const auto number = static_cast<std::uint8_t>(line);
    // "An action settled after its deadline is *late*."
    const std::optional<Deadline> deadline = due(opening);
    if (deadline && deadline->passed_at() <= now_) {
      late_.push_back({name_of(opening), number, *deadline, now_, date_of(now_) - date_of(deadline->at)});
    }
    // "settling it in a used one is a *repeated slot*"
    if (const auto& varying = step_of(opening).lines[line].varying) {
      const std::vector<engine::Slot> used = used_slots(opening, *varying);
      const auto this_slot = slot(*varying, {what, now_});
      if (std::find(used.begin(), used.end(), this_slot) != used.end())
        repeated_.push_back({name_of(opening), number, now_});
    }
    settled.push_back(index);
  }
  for (const auto& [index, line] : found) openings_[index].settled |= std::uint64_t{1} << line;
  return settled;
}

void Run::end_waits_for(const model::Occurrence& what) {
  for (Sequence& sequence : sequences_) {
    if (!sequence.alive || sequence.where != Sequence::Where::waiting) continue;
    const auto& node = policy_of(sequence.episode).statements[sequence.at.statement].node;
    const auto* wait = std::get_if<model::Wait>(&node);
    const auto* hold = std::get_if<model::WaitFor>(&node);
    if ((wait != nullptr && wait->events.contains(what)) || (hold != nullptr && hold->events.contains(what))) {
      sequence.event_came = true;
    }
  }
}

// "(3) `on` rules fire, in the order written: those of the stage in which the event came, then those
// of the policy, each if it is active when its turn comes"
void Run::fire_on_rules(const model::Occurrence& what) {
  const std::size_t episode = episodes_.size() - 1;
  const model::Policy& policy = policy_of(episode);
  std::vector<model::RuleId> rules = policy.stages[episodes_[episode].stage].rules;
  rules.insert(rules.end(), policy.policy_rules.begin(), policy.policy_rules.end());
  for (const model::RuleId id : rules) {
    const Rule& rule = policy.rules[id];
    if (episodes_[episode].finished) return;
    if (rule.kind != Rule::Kind::on || !rule.events.contains(what)) continue;
    if (!rule.active[episodes_[episode].stage]) continue;
    // "does not fire while an earlier firing of it runs"
    if (rule.again == Rule::Again::unless_open && runs(episode, id)) continue;
    if (ask(context_of(episode), rule.condition) == Truth::yes) fire(id);
  }
}

// "A rule that fires goes on as far as it can at once."
void Run::fire(model::RuleId id) {
  const std::size_t episode = episodes_.size() - 1;
  const Rule& rule = policy_of(episode).rules[id];
  // "ends its earlier firings first (their open work lapses)"
  if (rule.again == Rule::Again::starting_over) {
    std::vector<std::size_t> earlier;
    for (std::size_t i = 0; i < sequences_.size(); ++i) {
      if (sequences_[i].alive && sequences_[i].episode == episode && sequences_[i].rule == id) earlier.push_back(i);
    }
    end_sequences(earlier);
  }
  Sequence sequence;
  sequence.episode = episode;
  sequence.rule = id;
  sequence.escalation = rule.escalation.has_value();
  sequence.at = rule.body;
  const std::size_t index = sequences_.size();
  sequences_.push_back(sequence);
  if (rule.escalation) escalated_.push_back({{&policy_of(episode), id, now_}, episode, index});
  changed();
  advance(index);
}

// "then **settle down**: repeat, until nothing changes: …"
void Run::settle_down() {
  for (round_ = 1;; ++round_) {
    if (round_ > 1001) throw Undecided{"more than 1,000 rounds at one instant"};
    end_steps();
    bool moved = limits_run_out();
    if (rules_become_true()) moved = true;
    // "every sequence goes on as far as it can, oldest first"; "a sequence that begins by `go to`
    // waits for the next round"
    const std::size_t count = sequences_.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (!sequences_[i].alive) continue;
      if (sequences_[i].waits_for_round == round_) {
        moved = true;
        continue;
      }
      sequences_[i].waits_for_round = -1;
      if (advance(i)) moved = true;
    }
    if (count != sequences_.size()) moved = true;
    if (!moved) break;
  }
  round_ = 0;
  if (!counts_hours()) return;
  for (const StepOpening& opening : openings_) {  // "overdue by" hours counts from the deadline
    if (opening.state != StepOpening::State::open) continue;
    const auto deadline = count_deadline(opening);
    if (!deadline || !*deadline) continue;  // nobody asks for it here: that it cannot be counted is no fault
    count_hours_from((*deadline)->at);
    count_hours_from((*deadline)->passed_at());
  }
}

// "in each round of settling down, steps of which nothing is owed any more have ended before limits and
// `when` rules are asked"
void Run::end_steps() {
  for (const Sequence& sequence : sequences_) {
    if (!sequence.alive || sequence.where != Sequence::Where::at_step) continue;
    StepOpening& opening = openings_[sequence.opening];
    if (opening.state == StepOpening::State::open && would_end(opening)) end_step(opening);
  }
}

// "A stage's limit counts from the stage's start (or `since ANCHOR`, once known) and runs out when
// its deadline has passed. A policy's limit counts from the episode's start (or ANCHOR)."
bool Run::limit_ran_out(const model::Limit& limit) const {
  const std::size_t episode = episodes_.size() - 1;
  Point from;
  from.at = limit.stage ? episodes_[episode].stage_start : episodes_[episode].start;
  if (limit.since) from = resolve(context_of(episode), *limit.since);
  if (from.known != Truth::yes) return false;
  return must(deadline_after(policy_of(episode), from.at, limit.duration, limit.adjust)).passed_at() <= now_;
}

void Run::act(const model::Limit& limit) {
  const std::size_t episode = episodes_.size() - 1;
  if (limit.go_to) {
    go_to(episode, *limit.go_to);
  } else {
    finish(episode, *limit.finish);
  }
}

// "limits that have run out (the stage's, then the policy's)"
bool Run::limits_run_out() {
  if (!in_episode()) return false;
  const std::size_t episode = episodes_.size() - 1;
  const model::Policy& policy = policy_of(episode);
  const model::StageId stage = episodes_[episode].stage;
  bool acted = false;
  for (const model::LimitId id : policy.stages[stage].limits) {
    if (episodes_[episode].finished || episodes_[episode].stage != stage) break;
    if (!limit_ran_out(policy.limits[id])) continue;
    act(policy.limits[id]);
    acted = true;
  }
  for (const model::LimitId id : policy.policy_limits) {
    const model::Limit& limit = policy.limits[id];
    Episode& present = episodes_[episode];
    if (present.finished || present.limit_spent[id]) continue;
    const bool there = limit.go_to && *limit.go_to == present.stage;
    if (!there && !limit.active[present.stage]) continue;
    if (!limit_ran_out(limit)) continue;
    // "being in, or entering, the stage it leads to once it has run out spends it"
    present.limit_spent[id] = true;
    if (there) continue;
    act(limit);
    acted = true;
  }
  return acted;
}

// "`when` rules that have become true, in the order written"; "rules of the stage come before those
// of the policy".
// "`when COND, also after closing`: asked on until the case's next episode starts, … as though the last stage went on"
bool Run::rules_become_true() {
  if (episodes_.empty()) return false;
  const bool closed = !in_episode();
  const std::size_t episode = episodes_.size() - 1;
  const model::Policy& policy = policy_of(episode);
  std::vector<model::RuleId> rules = policy.stages[episodes_[episode].stage].rules;
  rules.insert(rules.end(), policy.policy_rules.begin(), policy.policy_rules.end());
  bool fired = false;
  for (const model::RuleId id : rules) {
    const Rule& rule = policy.rules[id];
    if (episodes_[episode].finished && !closed) break;
    if (closed && !rule.after_closing) continue;
    if (rule.kind != Rule::Kind::when || !rule.active[episodes_[episode].stage]) continue;
    const bool is_true = ask(context_of(episode), *rule.condition) == Truth::yes;
    const bool was_true = episodes_[episode].rule_was_true[id];
    episodes_[episode].rule_was_true[id] = is_true;
    if (!is_true || was_true) continue;
    // "a change to true while its last firing in this episode still runs is lost"
    if (runs(episode, id)) continue;
    fire(id);
    fired = true;
  }
  return fired;
}

bool Run::runs(std::size_t episode, model::RuleId rule) const {
  return std::any_of(sequences_.begin(), sequences_.end(), [&](const Sequence& sequence) {
    return sequence.alive && sequence.episode == episode && sequence.rule == rule;
  });
}

// "`alongside "Visits"` + block …: a sequence of its own that begins when the stage is entered and runs beside the
// stage's; leaving works as for a rule's firing." It goes on in the next round, as what a `go to` begins does.
void Run::begin_alongside(model::RuleId id) {
  Sequence sequence;
  sequence.episode = episodes_.size() - 1;
  sequence.rule = id;
  sequence.at = policy_of(sequence.episode).rules[id].body;
  sequence.waits_for_round = round_;
  sequences_.push_back(sequence);
}

}  // namespace engage::reference
