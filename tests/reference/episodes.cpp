#include <algorithm>

#include "run.h"

// How episodes start, and by which version (language reference, section 6.3).
namespace engage::reference {

namespace {

// Collects every duration in hours of a policy.
class Hours {
 public:
  std::vector<int> found;
  std::vector<int> moved;  // those of deadlines that may move to a business day
  std::vector<std::pair<Duration, Adjust>> business;

  void add(Duration duration, Adjust adjust = Adjust::none) {
    if (duration.unit == Unit::business_hours) business.emplace_back(duration, adjust);
    if (duration.unit != Unit::hours) return;
    found.push_back(duration.count);
    if (adjust != Adjust::none) moved.push_back(duration.count);
  }
  void add(const std::optional<Duration>& duration) {
    if (duration) add(*duration);
  }
  void add(const model::Policy& policy) {
    add(policy.default_within);
    for (const auto& limit : policy.limits) add(limit.duration, limit.adjust);
    for (const auto& step : policy.steps) {
      for (const auto& line : step.deadlines) add(line.duration, line.adjust);
      add(step.give_at_least);
      if (step.aim) add(step.aim->duration);
    }
    for (const auto& statement : policy.statements) {
      if (const auto* wait = std::get_if<model::Wait>(&statement.node)) {
        add(wait->low);
        add(wait->high);
      } else if (const auto* hold = std::get_if<model::WaitFor>(&statement.node)) {
        add(hold->at_most);
      } else if (const auto* until = std::get_if<model::WaitUntil>(&statement.node)) {
        add(until->at_most);
      } else if (const auto* repeat = std::get_if<model::Repeat>(&statement.node)) {
        add(repeat->every);
        add(repeat->to);
        add(repeat->listed);
      }
    }
    for (const auto& condition : policy.conditions) {
      if (const auto* happened = std::get_if<model::Happened>(&condition.node)) add(happened->scope.duration);
      if (const auto* none = std::get_if<model::NoneHappened>(&condition.node)) add(none->scope.duration);
      if (const auto* elapsed = std::get_if<model::Elapsed>(&condition.node)) add(elapsed->duration);
      if (const auto* overdue = std::get_if<model::StepOverdue>(&condition.node)) add(overdue->by);
      if (const auto* due = std::get_if<model::StepDue>(&condition.node)) add(due->within);
    }
  }
};

}  // namespace

Run::Run(const model::Family& family, const cases::Record& record, const model::Policy* alone)
    : family_(&family), record_(&record), facts_(record.facts) {
  if (alone != nullptr) {
    versions_ = {alone};
    windows_ = false;
  } else {
    for (const model::Policy& version : family.versions) versions_.push_back(&version);
  }
  unused_from_.assign(versions_.size(), 0);
  too_early_.assign(versions_.size(), false);

  Hours hours;
  for (const model::Policy* version : versions_) {
    hours.add(*version);
    for (const model::Step& step : version->steps) {
      if (!step.by_time) continue;
      times_of_day_.insert(*step.by_time);
      times_of_day_.insert(*step.by_time + 1);
    }
    for (const auto& [duration, adjust] : hours.business) {
      business_hours_.push_back({version, duration, adjust != Adjust::none});
    }
    hours.business.clear();
  }
  std::sort(hours.found.begin(), hours.found.end());
  hours.found.erase(std::unique(hours.found.begin(), hours.found.end()), hours.found.end());
  hours_ = hours.found;
  moved_hours_ = hours.moved;
  if (!counts_hours()) return;
  for (const cases::Entry& entry : record.entries) count_hours_from(entry.at);
  const auto add_date = [&](const model::Value& value) {
    if (value.kind == model::Value::Kind::date) count_hours_from(start_of(value.date()));
  };
  for (const model::Value& value : record.facts) add_date(value);
  for (const cases::Change& change : record.changes) add_date(change.value);
}

// The latest event since the previous finish, and since a start that was used up, that may start an
// episode by this version's text.
std::optional<std::size_t> Run::unused_start(std::size_t version) const {
  const std::size_t from = std::max(unused_from_[version], finished_up_to_);
  for (std::size_t i = log_.size(); i-- > from;) {
    if (versions_[version]->starts_on.contains(log_[i].what)) return i;
  }
  return std::nullopt;
}

// "A version governs the episodes that start, by its own text, on or after its effective date and
// before the next version's"
bool Run::in_window(std::size_t version) const {
  if (!windows_) return true;
  const Date today = date_of(now_);
  const auto begun = [&](std::size_t v) { return !versions_[v]->effective || *versions_[v]->effective <= today; };
  return begun(version) && (version + 1 == versions_.size() || !begun(version + 1));
}

// "An episode starts at the first instant when one of the `starts on` events has happened …, the
// `when` condition is true and `applies when` is true. The latest such event is its starting event."
bool Run::start_episode_if_due() {
  for (std::size_t version = 0; version < versions_.size(); ++version) {
    const model::Policy& policy = *versions_[version];
    const std::optional<std::size_t> starting = unused_start(version);
    if (!starting) continue;
    const Context context{&policy, std::nullopt};
    const Truth when = ask(context, policy.starts_when);
    const Truth applies = ask(context, policy.applies_when);
    if (when != Truth::yes || applies != Truth::yes) continue;
    if (in_window(version)) {
      begin_episode(policy, *starting);
      return true;
    }
    // "a start before the first version's date is used up … until a new starting event"
    unused_from_[version] = log_.size();
    too_early_[version] = versions_.front()->effective && date_of(now_) < *versions_.front()->effective;
  }
  return false;
}

void Run::begin_episode(const model::Policy& policy, std::size_t starting_event) {
  lapsed_.clear();
  breaches_.clear();
  late_.clear();
  repeated_.clear();
  passed_over_.clear();

  Episode episode;
  episode.policy = &policy;
  episode.starting_event = starting_event;
  episode.finish_before = finished_up_to_;
  episode.start = now_;
  // "The first stage is where an episode starts; it starts with the episode."
  episode.stage = 0;
  episode.stage_start = now_;
  episode.stage_from = log_.size();  // "(the first stage: after the episode began)"
  episode.rule_was_true.assign(policy.rules.size(), false);
  episode.limit_spent.assign(policy.limits.size(), false);
  episodes_.push_back(episode);

  Sequence sequence;
  sequence.episode = episodes_.size() - 1;
  sequence.at = policy.stages[0].body;
  sequences_.push_back(sequence);
  for (const model::RuleId id : policy.stages[0].rules) {
    if (policy.rules[id].kind == model::Rule::Kind::alongside) begin_alongside(id);
  }
  for (const model::RuleId id : policy.policy_rules) {
    const model::Rule& rule = policy.rules[id];
    if (rule.kind == model::Rule::Kind::alongside && rule.active[0]) begin_alongside(id);
  }
  changed();
}

// The version whose window holds now; before the first version's date, the first.
const model::Policy& Run::version_in_effect() const {
  for (std::size_t version = 0; version < versions_.size(); ++version) {
    if (in_window(version)) return *versions_[version];
  }
  return *versions_.front();
}

}  // namespace engage::reference
