#include "model/check_settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/check_chains.h"
#include "text/near.h"

namespace engage::model {

bool SettingTable::is_period(std::string_view name) const {
  return own_ && std::ranges::find(own_->spec().periods, name, &Period::name) != own_->spec().periods.end();
}

bool SettingTable::find_period(const syntax::Name& name) {
  if (!own_) return false;  // told
  if (is_period(name.text)) return true;
  std::vector<std::string_view> names;
  for (const Period& period : own_->spec().periods) {
    if (std::ranges::find(names, period.name) == names.end()) names.push_back(period.name);
  }
  Diagnostic& d = diagnostics_.add(Code::E201, name.span, fmt::format("no period called `{}`", name.text));
  d.help = did_you_mean(diagnostics_, name.text, names);
  if (d.help.empty()) {
    d.help = fmt::format("declare it in the policy's calendar: `period {} \"TITLE\" from 2026-01-27 to 2026-04-10`",
                         name.text);
  }
  return false;
}

void SettingTable::declare(const syntax::Setting& setting) {
  auto [entry, fresh] = entries_.try_emplace(setting.name.text, Entry{&setting, nullptr, {}});
  if (fresh) {
    order_.push_back(setting.name.text);
  } else {
    diagnostics_
        .add(Code::E202, setting.name.span, fmt::format("there are two settings called `{}`", setting.name.text))
        .labels.push_back({entry->second.written->name.span, "declared here first"});
  }
}

void SettingTable::set(const syntax::Set& set) {
  Entry* entry = find(set.name);
  if (entry) entry->set = &set;
}

SettingTable::Entry* SettingTable::find(const syntax::Name& name) {
  auto found = entries_.find(name.text);
  if (found != entries_.end()) return &found->second;
  if (damaged_.contains(name.text)) return nullptr;
  if (const Symbol* symbol = words_.look_up(name.text); symbol && symbol->kind != Symbol::Kind::damaged) {
    tell_no_length(name, *symbol);
    return nullptr;
  }
  std::vector<std::string_view> names(order_.begin(), order_.end());
  Diagnostic& d = diagnostics_.add(Code::E201, name.span, fmt::format("no setting called `{}`", name.text));
  d.help = did_you_mean(diagnostics_, name.text, names);
  if (d.help.empty())
    d.help = fmt::format("declare it in the policy: `setting {} = 3 months`, or write a duration", name.text);
  return nullptr;
}

void SettingTable::tell_no_length(const syntax::Name& name, const Symbol& symbol) {
  std::string what(to_string(symbol.kind));
  if (symbol.kind == Symbol::Kind::fact) {
    what = fmt::format("{} fact", to_string(words_.words().facts[static_cast<FactId>(symbol.index)].type));
  }
  const bool vowel = what.starts_with('e') || what.starts_with('a');
  Diagnostic& d =
      diagnostics_.add(Code::E203, name.span,
                       fmt::format("`{}` is a{} {}, and a duration is wanted here", name.text, vowel ? "n" : "", what));
  d.labels.push_back({symbol.span, "declared here"});
  d.help = fmt::format(
      "a duration is a number with its unit, `3 days`, or the name of a setting: `setting {}_time = 3 days`",
      name.text);
}

std::optional<Duration> SettingTable::length(const syntax::Length& written) {
  if (const auto* duration = std::get_if<Duration>(&written.value)) return counted(*duration, written);
  Entry* entry = find(std::get<syntax::Name>(written.value));
  return entry ? entry->value : std::nullopt;
}

// With the calendar by which it is counted: the policy's own stands for itself, named or not.
std::optional<Duration> SettingTable::counted(Duration duration, const syntax::Length& written) {
  if (!is_business(duration)) return duration;
  std::shared_ptr<const Calendar> by = own_;
  if (written.calendar) {
    const CalendarTable::Entry* entry = calendars_.find(*written.calendar, file_);
    if (entry == nullptr || entry->calendar == nullptr) return std::nullopt;
    by = entry->calendar;
    if (by != own_) {
      duration.calendar = by.get();
      if (std::find(others_.begin(), others_.end(), by) == others_.end()) others_.push_back(by);
    }
  }
  if (duration.unit == Unit::business_hours && by != nullptr) require_hours(*by, written.span);
  return duration;
}

// Told once a calendar.
void SettingTable::require_hours(const Calendar& calendar, Span span) {
  const std::optional<Weekday> missing = calendar.weekday_without_hours();
  if (!missing || !asked_for_hours_.insert(&calendar).second) return;
  if (calendar.name().empty()) {
    diagnostics_.add(Code::E307, span, "business hours are counted here, and the policy names no calendar").help =
        "write `calendar NAME`: one that says `hours 09:00 to 17:00`";
    return;
  }
  diagnostics_
      .add(Code::E307, span,
           fmt::format("business hours are counted by `{}`, which has no hours on {}", calendar.name(), name(*missing)))
      .help = fmt::format("write `hours 09:00 to 17:00` in the calendar `{}`, or make {} a weekend", calendar.name(),
                          name(*missing));
}

std::optional<Duration> SettingTable::length(const std::optional<syntax::Length>& written) {
  return written ? length(*written) : std::nullopt;
}

std::optional<Duration> SettingTable::positive(const syntax::Length& written) {
  const std::optional<Duration> duration = length(written);
  if (duration && duration->count == 0) {
    diagnostics_.add(Code::E209, written.span, "no time would pass here").help = "write at least 1";
    return std::nullopt;
  }
  return duration;
}

// Each after the one that it takes its length from.
void SettingTable::work_out() {
  std::map<std::string_view, std::size_t> places;
  for (const std::string& name : order_) places.emplace(name, places.size());
  std::vector<std::vector<std::size_t>> taken_from(order_.size());
  for (std::size_t i = 0; i < order_.size(); ++i) {
    const auto* name = std::get_if<syntax::Name>(&written_value(entries_.at(order_[i])).value);
    const auto place = name ? places.find(name->text) : places.end();
    if (place != places.end()) taken_from[i].push_back(place->second);
  }
  const Chains chains = chains_of(taken_from);
  std::vector<const syntax::Name*> names;
  for (const std::string& name : order_) names.push_back(&entries_.at(name).written->name);
  report_chains(chains, {"setting", "needs itself", "give it a length of its own", "give it a length of its own"},
                names, diagnostics_);
  for (const std::size_t i : chains.order) {
    Entry& entry = entries_.at(order_[i]);
    entry.value = length(written_value(entry));
  }
}

void SettingTable::check_bounds(const Entry& entry) {
  if (!entry.value) return;
  const syntax::Name& name = entry.written->name;
  const Span place = entry.set ? entry.set->value.span : entry.written->value.span;
  auto outside = [&](Duration bound, const syntax::Length& written, std::string_view word, bool comparable) {
    Diagnostic& d =
        diagnostics_.add(Code::E208, place,
                         comparable ? fmt::format("{} is not certainly {} {}, the bound of `{}`",
                                                  to_string(*entry.value), word, to_string(bound), name.text)
                                    : fmt::format("{} and {} cannot be compared, so `{}` cannot be held to its bound",
                                                  to_string(*entry.value), to_string(bound), name.text));
    d.labels.push_back({written.span, "the bound"});
    if (comparable) {
      d.help = fmt::format("choose a length that is {} {} whatever day it begins on", word, to_string(bound));
    } else if (is_business(*entry.value) && is_business(bound)) {
      d.help = "write both in business days or both in business hours, and by the same calendar";
    } else {
      d.help = "write both in business days, or both in days, weeks, months or years";
    }
  };
  if (entry.written->at_most) {
    if (auto bound = length(*entry.written->at_most); bound && !certainly_at_most(*entry.value, *bound)) {
      outside(*bound, *entry.written->at_most, "at most", comparable(*entry.value, *bound));
    }
  }
  if (entry.written->at_least) {
    if (auto bound = length(*entry.written->at_least); bound && !certainly_at_least(*entry.value, *bound)) {
      outside(*bound, *entry.written->at_least, "at least", comparable(*entry.value, *bound));
    }
  }
}

// A period's name stands in places where a setting's may.
void SettingTable::check_name(const syntax::Name& name) {
  if (own_ == nullptr) return;
  const std::vector<Period>& periods = own_->spec().periods;
  if (std::none_of(periods.begin(), periods.end(), [&](const Period& p) { return p.name == name.text; })) return;
  diagnostics_
      .add(Code::E202, name.span,
           fmt::format("`{}` is a period of the calendar `{}`, and a setting here", name.text, own_->name()))
      .help = "call one of them something else";
}

std::vector<Setting> SettingTable::resolve() {
  work_out();
  std::vector<Setting> settings;
  for (const std::string& name : order_) {
    Entry& entry = entries_.at(name);
    check_name(entry.written->name);
    if (!entry.value) continue;
    check_bounds(entry);
    settings.push_back({name, entry.written->title ? entry.written->title->value : "", *entry.value,
                        length(entry.written->at_most), length(entry.written->at_least)});
  }
  return settings;
}

}  // namespace engage::model
