#include "cases/builder.h"

#include <fmt/format.h>
#include <algorithm>
#include <compare>
#include <span>
#include <tuple>

#include "text/near.h"
#include "text/shortened.h"
#include "text/words.h"

namespace engage::cases {
namespace {

constexpr std::size_t kMostFaults = 20;

const std::vector<std::string_view> kCaseKeys = {"id", "policy", "facts", "assignees", "events"};
const std::vector<std::string_view> kEventKeys = {"at",   "event",   "set",  "recorded", "by",
                                                  "note", "outcome", "role", "status",   "retracted"};

// Few entries, nearly in order: no memory is asked for.
template <typename T, typename Before>
void sort_stably(std::vector<T>& items, Before before) {
  if (std::is_sorted(items.begin(), items.end(), before)) return;
  if (items.size() > 64) {
    std::stable_sort(items.begin(), items.end(), before);
    return;
  }
  for (auto item = items.begin(); item != items.end(); ++item) {
    std::rotate(std::upper_bound(items.begin(), item, *item, before), item, item + 1);
  }
}

}  // namespace

RecordBuilder::RecordBuilder(const model::Family& family, const TimeZone* zone)
    : words_(family.words),
      zone_(zone),
      role_names_(names_of(words_.roles)),
      fact_names_(names_of(words_.facts)),
      event_names_(names_of(words_.events)),
      roles_(role_names_),
      facts_(fact_names_),
      events_(event_names_),
      facts_seen_(words_.facts.size()),
      changes_seen_(words_.facts.size()),
      roles_seen_(words_.roles.size()) {
  for (const model::Fact& fact : words_.facts) defaults_.push_back(fact.fallback.value_or(model::Value::unknown()));
}

void RecordBuilder::begin(const ReadOptions& options, Record& record, Findings& findings) {
  options_ = options;
  record_ = &record;
  findings_ = &findings;
  record.clear();
  findings.clear();
  record.facts.assign(defaults_.begin(), defaults_.end());
  listed_.clear();
  number_ = line_ = 0;
  in_entry_ = false;
  faults_left_out_ = 0;
  record_stamp_ = ++stamp_;
}

void RecordBuilder::fact(std::string_view name, const Written& value) {
  const auto fact = find_fact(name, facts_seen_, record_stamp_);
  if (!fact || type_value(words_.facts[*fact], value, record_->facts[*fact])) return;
  findings_->doubt.facts.push_back(*fact);
  if (value.kind == Written::Kind::cell) misfit(Misfit::Kind::fact, words_.facts[*fact].name, value.text);
  if (may_tell()) tell(type_fault(words_.facts[*fact], value));
}

void RecordBuilder::assignee(std::string_view role, std::string_view name) {
  const std::uint32_t found = roles_.find(role);
  if (found == WordIndex::kNone) return ignore(Ignored::Kind::role, role);
  if (roles_seen_[found] == record_stamp_) return repeated(role);
  roles_seen_[found] = record_stamp_;
  record_->assignees.emplace_back(role, name);
}

void RecordBuilder::begin_entry() {
  ++number_;
  in_entry_ = true;
  open_ = {};
  listed_before_ = listed_.size();
  open_.entry.first_change = static_cast<std::uint32_t>(record_->changes.size());
  recorded_.reset();
  time_doubtful_ = false;
  status_ = Status::done;
  outcome_ = {};
}

void RecordBuilder::begin_entry_of(std::string_view file, std::uint64_t line) {
  begin_entry();
  file_ = file;
  line_ = line;
}

void RecordBuilder::at(std::string_view time) { local_time(time, open_.time); }

void RecordBuilder::recorded(std::string_view time) {
  LocalTime local;
  if (local_time(time, local)) recorded_ = local.date;
}

void RecordBuilder::event(std::string_view name) {
  const std::uint32_t found = events_.find(name);
  if (found != WordIndex::kNone) {
    open_.entry.event = static_cast<model::EventId>(found);
  } else {
    findings_->doubt.log = true;
    misfit(Misfit::Kind::event, {}, name);
    if (may_tell()) tell(unknown_event(name));
  }
}

void RecordBuilder::role(std::string_view name) {
  const std::uint32_t found = roles_.find(name);
  if (found != WordIndex::kNone) {
    open_.entry.role = static_cast<std::uint16_t>(found);
    return;
  }
  findings_->doubt.log = true;
  if (may_tell()) tell(unknown_name(Ignored::Kind::role, name));
}

void RecordBuilder::status(std::string_view name) {
  status_ = name == "planned" ? Status::planned : name == "cancelled" ? Status::cancelled : Status::done;
  if (status_ != Status::done || name == "done") return;
  findings_->doubt.log = true;
  if (may_tell()) tell(fmt::format("`status` is `{}`: it is `done`, `planned` or `cancelled`", shortened(name)));
}

// Nobody knew of it by then: as if it stood.
void RecordBuilder::retracted(std::string_view time) {
  LocalTime local;
  if (!local_time(time, local) || (options_.known_on && local.date > *options_.known_on)) return;
  open_.entry.retracted = local.date;
}

// What came of the event; known when the whole entry has been read.
void RecordBuilder::find_outcome() {
  if (outcome_.empty() || !open_.entry.event) return;
  const model::Event& event = words_.events[*open_.entry.event];
  const auto found = std::ranges::find(event.outcomes, outcome_, &model::EventOutcome::name);
  if (found != event.outcomes.end()) {
    open_.entry.outcome = static_cast<std::uint16_t>(found - event.outcomes.begin());
    return;
  }
  findings_->doubt.log = true;
  if (!may_tell()) return;
  std::vector<std::string_view> names;
  for (const model::EventOutcome& outcome : event.outcomes) names.push_back(outcome.name);
  tell(with_near(fmt::format("`{}` has no outcome `{}`", event.name, shortened(outcome_)), outcome_, names));
}

void RecordBuilder::begin_changes() { changes_stamp_ = ++stamp_; }

void RecordBuilder::change(std::string_view name, const Written& value) {
  const auto fact = find_fact(name, changes_seen_, changes_stamp_);
  if (!fact) return;
  Change& change = record_->changes.emplace_back(Change{*fact, {}});
  if (type_value(words_.facts[*fact], value, change.value)) return;
  findings_->doubt.facts.push_back(*fact);
  if (may_tell()) tell(type_fault(words_.facts[*fact], value));
}

void RecordBuilder::end_entry(bool has_time, bool has_content) {
  if (status_ != Status::done) return end_not_done(has_time, has_content);
  keep_entry(has_time, has_content);
}

void RecordBuilder::keep_entry(bool has_time, bool has_content) {
  find_outcome();
  if (!has_time) fault("`at` is missing");
  if (!has_content) fault("there is neither `event` nor `set`");
  in_entry_ = false;
  if (time_doubtful_) {
    for (std::size_t i = open_.entry.first_change; i < record_->changes.size(); ++i) {
      findings_->doubt.facts.push_back(record_->changes[i].fact);
    }
  }
  if (options_.known_on && recorded_.value_or(open_.time.date) > *options_.known_on) {
    record_->changes.resize(open_.entry.first_change);
    return;
  }
  open_.entry.change_count = static_cast<std::uint32_t>(record_->changes.size()) - open_.entry.first_change;
  listed_.push_back(open_);
}

void RecordBuilder::end_not_done(bool has_time, bool has_content) {
  keep_entry(has_time, has_content);
  if (listed_.empty() || listed_.size() == listed_before_) return;  // not recorded by then
  record_->changes.resize(listed_.back().entry.first_change);
  listed_.pop_back();
  ++findings_->not_done;
  if (status_ == Status::planned) ++findings_->planned;
  if (status_ == Status::cancelled) ++findings_->cancelled;
}

void RecordBuilder::ignore(Ignored::Kind kind, std::string_view name) {
  if (!options_.strict) {
    findings_->ignored.push_back({kind, name});
  } else if (may_tell()) {
    tell(unknown_name(kind, name));
  }
}

void RecordBuilder::check_repeats(Ignored::Kind kind, std::size_t from) {
  if (ignored_count() < from + 2) return;
  repeats_.clear();
  for (std::size_t i = from; i < findings_->ignored.size(); ++i) {
    if (findings_->ignored[i].kind == kind) repeats_.push_back(findings_->ignored[i].name);
  }
  std::sort(repeats_.begin(), repeats_.end());
  for (std::size_t i = 1; i < repeats_.size(); ++i) {
    if (repeats_[i] == repeats_[i - 1] && (i == 1 || repeats_[i] != repeats_[i - 2])) repeated(repeats_[i]);
  }
}

void RecordBuilder::misfit(Misfit::Kind kind, std::string_view name, std::string_view cell) {
  if (line_ > 0 || kind == Misfit::Kind::fact) findings_->misfits.push_back({kind, name, cell});
}

void RecordBuilder::fault(std::string sentence) {
  findings_->doubt.everything = true;
  if (may_tell()) tell(std::move(sentence));
}

void RecordBuilder::tell(std::string sentence) {
  if (in_entry_ && line_ > 0) {
    sentence = fmt::format("{}:{}: {}", file_, line_, sentence);
  } else if (in_entry_) {
    sentence = fmt::format("event {}: {}", number_, sentence);
  }
  findings_->faults.push_back(std::move(sentence));
}

void RecordBuilder::end() {
  order_entries();
  if (faults_left_out_ > 0) findings_->faults.push_back(fmt::format("and {} more", faults_left_out_));
}

// Whether one more fault is told; else it is counted.
bool RecordBuilder::may_tell() {
  if (findings_->faults.size() < kMostFaults) return true;
  ++faults_left_out_;
  return false;
}

void RecordBuilder::repeated(std::string_view name) { fault(fmt::format("`{}` stands there twice", shortened(name))); }

bool RecordBuilder::local_time(std::string_view text, LocalTime& time) {
  WrittenTime written;
  TimeFault problem = parse_time(text, written);
  if (problem == TimeFault::none) problem = to_local(written, zone_, time);
  if (problem == TimeFault::none) return true;
  findings_->doubt.log = time_doubtful_ = true;
  if (may_tell()) tell(sentence(problem, text));
  return false;
}

// Nothing for a fact that is not known, or that the same object has named before.
std::optional<model::FactId> RecordBuilder::find_fact(std::string_view name, std::vector<std::uint32_t>& seen,
                                                      std::uint32_t stamp) {
  const std::uint32_t found = facts_.find(name);
  if (found == WordIndex::kNone) {
    ignore(Ignored::Kind::fact, name);
    return std::nullopt;
  }
  if (seen[found] == stamp) {
    repeated(name);
    return std::nullopt;
  }
  seen[found] = stamp;
  return static_cast<model::FactId>(found);
}

std::string RecordBuilder::unknown_name(Ignored::Kind kind, std::string_view name) const {
  const std::string shown = shortened(name);
  switch (kind) {
    case Ignored::Kind::fact: return with_near(fmt::format("no fact called `{}`", shown), name, fact_names_);
    case Ignored::Kind::role: return with_near(fmt::format("no role called `{}`", shown), name, role_names_);
    case Ignored::Kind::key: return with_near(fmt::format("a case has no key `{}`", shown), name, kCaseKeys);
    case Ignored::Kind::event_key: return with_near(fmt::format("an event has no key `{}`", shown), name, kEventKeys);
  }
  return {};
}

std::string RecordBuilder::unknown_event(std::string_view name) const {
  if (facts_.find(name) != WordIndex::kNone) {
    return fmt::format("`{}` is a fact, no event: write its change under `set`", name);
  }
  return with_near(fmt::format("no event or action called `{}`", shortened(name)), name, event_names_);
}

// An event without a time takes the time of the nearest one listed before it on the same date, or
// 00:00; then they are ordered by time, ties as listed.
void RecordBuilder::order_entries() {
  sort_stably(listed_, [](const Listed& a, const Listed& b) { return a.time.date < b.time.date; });
  if (line_ > 0) count_midnights();
  bool again = false;
  std::optional<std::size_t> lender;  // of a time: what is retracted lends none
  for (std::size_t i = 0; i < listed_.size(); ++i) {
    Listed& listed = listed_[i];
    if (!listed.time.minute) {
      const bool same_date = lender && listed_[*lender].time.date == listed.time.date;
      listed.time.minute = same_date ? *listed_[*lender].time.minute : std::int16_t{0};
      listed.time.again = same_date && listed_[*lender].time.again;
    }
    if (listed.entry.retracted == kNeverRetracted) lender = i;
    else record_->has_retracted = true;
    again = again || listed.time.again;
    listed.entry.at = {start_of(listed.time.date).minutes + *listed.time.minute};
  }
  if (again) {
    // The clock went back: they are put in order by what it would show had it not.
    const auto real = [&](const Listed& listed) { return zone_->utc(listed.entry.at, listed.time.again); };
    sort_stably(listed_, [&](const Listed& a, const Listed& b) { return real(a) < real(b); });
  } else {
    sort_stably(listed_, [](const Listed& a, const Listed& b) { return a.entry.at < b.entry.at; });
  }
  if (options_.repeats != Repeats::keep) leave_out_repeats();
  for (const Listed& listed : listed_) record_->entries.push_back(listed.entry);
  if (!options_.as_of) return;
  if (record_->has_retracted) {
    findings_->retracted = static_cast<std::uint32_t>(std::ranges::count_if(
        record_->entries, [&](const Entry& entry) { return entry.retracted <= date_of(*options_.as_of); }));
  }
  auto entry = record_->entries.rbegin();
  while (entry != record_->entries.rend() && *options_.as_of < entry->at) ++entry;
  findings_->later = static_cast<std::uint32_t>(entry - record_->entries.rbegin());
}

// By what makes two entries of the same minute one that was written twice.
std::strong_ordering RecordBuilder::compare(const Listed& a, const Listed& b) const {
  const auto said = [](const Listed& listed) {
    const Entry& entry = listed.entry;
    return std::tuple(entry.event, entry.outcome, entry.role, entry.retracted, listed.by, listed.note);
  };
  if (const auto order = said(a) <=> said(b); order != 0) return order;
  const auto changes = [this](const Listed& listed) {
    return std::span(record_->changes).subspan(listed.entry.first_change, listed.entry.change_count);
  };
  const auto one = changes(a), other = changes(b);
  return std::lexicographical_compare_three_way(
      one.begin(), one.end(), other.begin(), other.end(), [](const Change& x, const Change& y) {
        if (const auto order = std::tie(x.fact, x.value.kind, x.value.index, x.value.text) <=>
                               std::tie(y.fact, y.value.kind, y.value.index, y.value.text);
            order != 0) {
          return order;
        }
        return std::strong_order(x.value.number, y.value.number);
      });
}

// What a program writes as JSON without a person or a note may well be two of the same: two notes written at once, two
// calls of a day.
bool RecordBuilder::may_repeat(const Listed& listed) const {
  return line_ > 0 || !listed.by.empty() || !listed.note.empty();
}

void RecordBuilder::leave_out_repeats() {
  repeated_.clear();
  const auto same_minute = [this](std::size_t a, std::size_t b) {
    return listed_[a].entry.at == listed_[b].entry.at && listed_[a].time.again == listed_[b].time.again;
  };
  for (std::size_t begin = 0, end = 0; begin < listed_.size(); begin = end) {
    for (end = begin + 1; end < listed_.size() && same_minute(begin, end);) ++end;
    if (end - begin < 2) continue;
    in_minute_.clear();
    for (std::size_t i = begin; i < end; ++i) {
      if (may_repeat(listed_[i])) in_minute_.push_back(i);
    }
    std::stable_sort(in_minute_.begin(), in_minute_.end(),
                     [this](std::size_t a, std::size_t b) { return compare(listed_[a], listed_[b]) < 0; });
    for (std::size_t i = 1; i < in_minute_.size(); ++i) {
      if (compare(listed_[in_minute_[i - 1]], listed_[in_minute_[i]]) == 0) repeated_.push_back(in_minute_[i]);
    }
  }
  std::sort(repeated_.begin(), repeated_.end());
  if (repeated_.empty()) return;
  if (options_.repeats == Repeats::reject) {
    fault(fmt::format("{} stand more than once, with the same time, event, changes, `by` and `note`",
                      counted(repeated_.size(), "entry", "entries")));
    return;
  }
  findings_->repeats = static_cast<std::uint32_t>(repeated_.size());
  std::size_t kept = repeated_.front(), next = 0;
  for (std::size_t i = kept; i < listed_.size(); ++i) {
    if (next < repeated_.size() && repeated_[next] == i) ++next;
    else listed_[kept++] = listed_[i];
  }
  listed_.resize(kept);
}

// In a table, 00:00 may stand for a date alone; behind a later time of the same day it looks so.
void RecordBuilder::count_midnights() {
  for (std::size_t i = 1; i < listed_.size(); ++i) {
    const Listed &before = listed_[i - 1], &listed = listed_[i];
    if (listed.time.minute == 0 && before.time.date == listed.time.date && before.time.minute.value_or(0) > 0) {
      ++findings_->midnights;
    }
  }
}

}  // namespace engage::cases
