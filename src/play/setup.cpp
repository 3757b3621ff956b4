#include "play/setup.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "cases/typing.h"
#include "play/play.h"
#include "text/near.h"

namespace engage::play {
namespace {

constexpr std::size_t kMostEntriesUnasked = 300;
constexpr std::size_t kMostEntries = 2000;

// What stands side by side is to be told apart.
Expected<void> all_different(std::string_view option, const std::vector<std::string>& values) {
  for (auto value = values.begin(); value != values.end(); ++value) {
    const bool again = std::find(values.begin(), value, *value) != value;
    if (again) return fault(fmt::format("{}: `{}` is given twice", option, *value));
  }
  return {};
}

class Reader {
 public:
  Reader(const Arguments& arguments, const model::Program& program, const ReadCase& read_case)
      : arguments_(arguments), program_(program), read_case_(read_case) {}

  Expected<Setup> read();

 private:
  Expected<void> choose_policy();
  Expected<void> read_case();
  Expected<void> make_up_case();
  Expected<void> read_years();
  Expected<void> choose_version(Instant start);
  Expected<void> read_until();
  Expected<void> read_happens();
  Expected<void> read_sets();
  Expected<void> read_set(std::string_view text);
  Expected<void> read_plays();
  Expected<void> not_before_begin(std::string_view option, Instant at) const;
  Expected<void> is_played(std::string_view option, Instant at) const;
  const Calendar& last_calendar() const;
  const model::Words& words() const { return setup_.family->words; }

  const Arguments& arguments_;
  const model::Program& program_;
  const ReadCase& read_case_;
  Setup setup_;
  const model::Policy* version_ = nullptr;                              // in effect when the play begins
  Assumptions shared_;                                                  // what all plays have in common
  std::vector<std::pair<model::FactId, std::optional<Instant>>> sets_;  // what was set so far, and from when on
};

Expected<void> Reader::choose_policy() {
  std::vector<std::string_view> names;
  const model::Family* last = nullptr;
  for (const model::Family& family : program_.families) {
    if (!family.named) continue;
    names.push_back(family.name);
    last = &family;
  }
  if (names.empty()) return fault("this file holds no policy");
  if (arguments_.policy.empty()) {
    if (names.size() > 1) {
      return fault(
          fmt::format("this file holds several policies: say which with --policy, one of {}", fmt::join(names, ", ")));
    }
    setup_.family = last;
    return {};
  }
  setup_.family = program_.find(arguments_.policy);
  if (!setup_.family) {
    return fault(
        with_near(fmt::format("--policy: there is no policy `{}`", arguments_.policy), arguments_.policy, names));
  }
  return {};
}

// The version in effect then; a start before there is one would be used up.
Expected<void> Reader::choose_version(Instant start) {
  for (const model::Policy& version : setup_.family->versions) {
    if (!version.effective || *version.effective <= date_of(start)) version_ = &version;
  }
  if (version_) return {};
  return fault(fmt::format("no version of {} is in effect on {}: the first is from {}", setup_.family->name,
                           to_string(date_of(start)), to_string(*setup_.family->versions.front().effective)));
}

Expected<void> Reader::read_case() {
  if (!arguments_.start.empty()) return fault("--start makes a case up, and a case was given");
  if (!arguments_.every_start.empty()) return fault("--every-start makes cases up, and a case was given");
  const auto read = read_case_(*setup_.family);
  if (!read) return std::unexpected(read.error());
  setup_.start = **read;
  const std::vector<cases::Entry>& entries = setup_.start.entries;
  if (!arguments_.as_of.empty()) {
    const auto as_of = read_moment("--as-of", arguments_.as_of);
    if (!as_of) return std::unexpected(as_of.error());
    // The whole of a day belongs to the record.
    setup_.begin = as_of->minute ? as_of->first() : start_of(as_of->date + 1);
    std::erase_if(setup_.start.entries, [&](const cases::Entry& entry) { return entry.at > as_of->last(); });
  } else if (entries.empty()) {
    return fault("the case has no entries: say with --as-of from which day on it is to be played");
  } else {
    setup_.begin = entries.back().at;
  }
  return choose_version(entries.empty() ? setup_.begin : std::max(entries.front().at, setup_.begin));
}

Expected<void> Reader::make_up_case() {
  if (!arguments_.as_of.empty()) return fault("--as-of says up to when a case is recorded, and no case was given");
  if (!arguments_.events.empty()) return fault("--events belongs to a table of cases, and no case was given");
  if (!arguments_.case_id.empty()) return fault("--case is the id of a case in a file, and no file was given");
  if (arguments_.start.empty() && arguments_.every_start.empty()) {
    return fault("give a case, or say when one starts: --start 2026-01-05");
  }
  if (!arguments_.every_start.empty()) {
    if (auto years = read_years(); !years) return years;
  }
  std::string_view event = arguments_.start, date;
  if (const std::size_t at = event.find('@'); at != event.npos) {
    date = event.substr(at + 1);
    event = event.substr(0, at);
  } else if (looks_like_a_date(event) || (!event.empty() && event.front() >= '0' && event.front() <= '9')) {
    std::swap(event, date);
  }
  if (!setup_.years && date.empty()) {
    if (!words().find_event(event)) {
      return fault(fmt::format("--start: `{}` is neither a date such as 2026-01-05 nor EVENT@DATE", arguments_.start));
    }
    return fault(fmt::format("--start: say when `{}` happens: {}@2026-01-05", event, event));
  }
  if (setup_.years && !date.empty()) return fault("--every-start plays every day of its years, and --start names one");
  if (setup_.years) {
    setup_.begin = start_of(*make_date(setup_.years->first, 1, 1));
  } else {
    auto at = read_instant("--start", date);
    if (!at) return std::unexpected(at.error());
    setup_.begin = *at;
  }
  const std::string_view option = setup_.years ? "--every-start" : "--start";
  if (auto chosen = choose_version(setup_.begin); !chosen) {
    return fault(fmt::format("{}: {}", option, chosen.error().message));
  }
  if (const Date last = last_calendar().last(); date_of(setup_.begin) > last) {
    return fault(fmt::format("{}: {} is after {}, where the calendar `{}` ends", option,
                             to_string(date_of(setup_.begin)), to_string(last), last_calendar().name()));
  }
  std::vector<std::string_view> starts;
  for (model::EventId id = 0; id < words().events.size(); ++id) {
    if (!version_->starts_on.contains(id)) continue;
    starts.push_back(words().events[id].name);
    if (event.empty() ? !setup_.started_by : words().events[id].name == event) setup_.started_by = id;
  }
  if (!setup_.started_by) {
    return fault(with_near(fmt::format("--start: `{}` does not start {}, which starts on {}", event,
                                       setup_.family->name, fmt::join(starts, ", ")),
                           event, starts));
  }
  setup_.made_up = true;
  setup_.start.id = "made up";
  for (const model::Fact& fact : words().facts) {
    setup_.start.facts.push_back(fact.fallback.value_or(model::Value::unknown()));
  }
  if (!setup_.years) shared_.planned.push_back({setup_.begin, setup_.started_by, {}});
  return {};
}

Expected<void> Reader::read_years() {
  const std::string_view text = arguments_.every_start;
  const auto year = [](std::string_view digits) -> std::optional<int> {
    int number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = digits.size() == 4 && read.ec == std::errc{} && read.ptr == digits.data() + 4;
    return whole && number >= kFirstYear && number <= kLastYear ? std::optional(number) : std::nullopt;
  };
  const std::size_t dash = text.find('-');
  const auto first = year(text.substr(0, dash));
  const auto last = dash == text.npos ? first : year(text.substr(dash + 1));
  if (!first || !last || *last < *first) {
    return fault(fmt::format("--every-start: `{}` is neither a year such as 2026 nor years such as 2026-2030", text));
  }
  setup_.years = {*first, *last};
  if (!arguments_.until.empty() || !arguments_.happens.empty()) {
    return fault("--every-start plays every day of its years; --until and --happens name single days");
  }
  return {};
}

Expected<void> Reader::not_before_begin(std::string_view option, Instant at) const {
  if (setup_.years) return fault(fmt::format("{}: --every-start plays every day, and this names one", option));
  if (at >= setup_.begin) return {};
  return fault(fmt::format("{}: {} is before {}, from when on the case is played", option, to_string(at),
                           to_string(setup_.begin)));
}

// What lies beyond the end of the play would be dropped without a word.
Expected<void> Reader::is_played(std::string_view option, Instant at) const {
  if (auto may = not_before_begin(option, at); !may) return may;
  const Instant until = setup_.limits.until, covered = last_minute_of(last_calendar().last());
  if (at > covered && covered <= until) {
    return fault(fmt::format("{}: {} is after {}, where the calendar `{}` ends", option, to_string(at),
                             to_string(date_of(covered)), last_calendar().name()));
  }
  if (at <= until) return {};
  return fault(fmt::format("{}: {} is after {}, up to when the case is played{}", option, to_string(at),
                           to_string(date_of(until)), arguments_.until.empty() ? "; --until goes on for longer" : ""));
}

// Of all versions, the one that covers most.
const Calendar& Reader::last_calendar() const {
  const model::Policy& last = *std::max_element(
      setup_.family->versions.begin(), setup_.family->versions.end(),
      [](const model::Policy& a, const model::Policy& b) { return a.calendar->last() < b.calendar->last(); });
  return *last.calendar;
}

Expected<void> Reader::read_until() {
  setup_.limits.until = five_years_after(setup_.begin);
  // Of a play that goes round, some rounds will do, unless somebody asks how far.
  setup_.limits.most_entries = setup_.start.entries.size() + kMostEntriesUnasked;
  if (arguments_.until.empty()) return {};
  setup_.limits.most_entries = setup_.start.entries.size() + kMostEntries;
  const auto until = read_moment("--until", arguments_.until);
  if (!until) return std::unexpected(until.error());
  if (until->date < date_of(setup_.begin)) return not_before_begin("--until", until->first());
  setup_.limits.until = until->last();
  return not_before_begin("--until", setup_.limits.until);
}

Expected<void> Reader::read_happens() {
  for (const std::string& text : arguments_.happens) {
    const std::size_t at = text.find('@');
    const bool undated = at == text.npos || at + 1 == text.size();
    auto what = read_occurrence("--happens", std::string_view(text).substr(0, at), words(), *version_);
    if (!what) return std::unexpected(what.error());
    const std::string& name = words().events[what->event].name;
    if (undated) return fault(fmt::format("--happens: say when `{}` happens: {}@2026-01-14", name, name));
    auto when = read_instant("--happens", std::string_view(text).substr(at + 1));
    if (!when) return std::unexpected(when.error());
    if (auto may = is_played("--happens", *when); !may) return may;
    shared_.planned.push_back({*when, what->event, {}, {what->outcome, what->role}});
  }
  return {};
}

Expected<void> Reader::read_sets() {
  for (const std::string& text : arguments_.set) {
    if (auto read = read_set(*setup_.texts.emplace_back(std::make_unique<const std::string>(text))); !read) return read;
  }
  return {};
}

// FACT=VALUE or FACT=VALUE@DATE.
Expected<void> Reader::read_set(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == text.npos || equals == 0) return fault(fmt::format("--set: `{}` is not of the form FACT=VALUE", text));
  const std::string_view name = text.substr(0, equals);
  std::string_view value = text.substr(equals + 1);
  const auto id = words().find_fact(name);
  if (!id) return fault(with_near(fmt::format("--set: there is no fact `{}`", name), name, names_of(words().facts)));
  const model::Fact& fact = words().facts[*id];
  std::optional<Instant> at;
  if (const std::size_t sign = value.rfind('@'); sign != value.npos && looks_like_a_date(value.substr(sign + 1))) {
    auto when = read_instant("--set", value.substr(sign + 1));
    if (!when) return std::unexpected(when.error());
    if (auto may = is_played("--set", *when); !may) return may;
    at = *when;
    value = value.substr(0, sign);
  }
  const cases::Written written{cases::Written::Kind::cell, false, value};
  model::Value typed;
  if (value.empty()) return fault(fmt::format("--set: `{}` has no value", name));
  if (!cases::type_value(fact, written, typed)) return fault("--set: " + cases::type_fault(fact, written));
  if (!at && !setup_.made_up) at = setup_.begin;  // of a case that has a history, from now on
  const bool again = std::find(sets_.begin(), sets_.end(), std::pair(*id, at)) != sets_.end();
  if (again) return fault(fmt::format("--set: `{}` is given two values for the same time", name));
  sets_.emplace_back(*id, at);
  if (at) {
    shared_.planned.push_back({*at, {}, cases::Change{*id, typed}});
  } else {
    setup_.start.facts[*id] = typed;
  }
  return {};
}

// Each way to work with each client; paces of single roles hold for all.
Expected<void> Reader::read_plays() {
  std::vector<std::string> workers, clients = arguments_.client;
  for (const std::string& text : arguments_.worker) {
    const std::size_t equals = text.find('=');
    auto pace = read_pace(equals == text.npos ? text : std::string_view(text).substr(equals + 1));
    if (!pace) return std::unexpected(pace.error());
    if (equals == text.npos) {
      workers.push_back(text);
      continue;
    }
    const std::string_view role = std::string_view(text).substr(0, equals);
    const auto id = words().find_role(role);
    if (!id) {
      return fault(with_near(fmt::format("--worker: there is no role `{}`", role), role, names_of(words().roles)));
    }
    shared_.by_role.resize(words().roles.size());
    if (shared_.by_role[*id]) return fault(fmt::format("--worker: the role `{}` is given two paces", role));
    shared_.by_role[*id] = *pace;
    setup_.roles.push_back(text);
  }
  if (auto different = all_different("--worker", workers); !different) return different;
  if (auto different = all_different("--client", clients); !different) return different;
  if (workers.empty()) workers.push_back("prompt");
  if (clients.empty()) clients.push_back("silent");
  bool answers = false, counts = false;
  for (const std::string& worker : workers) {
    for (const std::string& client : clients) {
      AssumedPlay play{worker, client, shared_};
      play.assumptions.worker = *read_pace(worker);
      auto assumed = ClientReader(arguments_, words(), *version_).read(client);
      if (!assumed) return std::unexpected(assumed.error());
      if (assumed->kind == Client::Kind::answers_on) {
        if (auto may = is_played("--client", assumed->at); !may) return may;
      }
      play.assumptions.client = *assumed;
      answers = answers || assumed->kind != Client::Kind::silent;
      counts = counts || assumed->kind == Client::Kind::answers_after;
      setup_.plays.push_back(std::move(play));
    }
  }
  if (!arguments_.answer.empty() && !answers) return fault("--answer is what the client answers, and no --client does");
  if (!arguments_.attempt.empty() && !counts) {
    return fault("--attempt is for --client answers-after:N, which is not given");
  }
  return {};
}

Expected<Setup> Reader::read() {
  if (auto chosen = choose_policy(); !chosen) return std::unexpected(chosen.error());
  auto made = arguments_.has_case() ? read_case() : make_up_case();
  if (!made) return std::unexpected(made.error());
  if (auto read = read_until(); !read) return std::unexpected(read.error());
  if (auto read = read_sets(); !read) return std::unexpected(read.error());
  if (auto read = read_happens(); !read) return std::unexpected(read.error());
  std::stable_sort(shared_.planned.begin(), shared_.planned.end(),
                   [](const Planned& a, const Planned& b) { return a.at < b.at; });
  if (auto read = read_plays(); !read) return std::unexpected(read.error());
  return std::move(setup_);
}

}  // namespace

Expected<Setup> set_up(const Arguments& arguments, const model::Program& program, const ReadCase& read_case) {
  return Reader(arguments, program, read_case).read();
}

}  // namespace engage::play
