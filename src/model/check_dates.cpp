#include <fmt/format.h>

#include "model/check_chains.h"
#include "model/check_conditions.h"

// Dates that are worked out from others (`date NAME as …`), and what conditions ask of them.
namespace engage::model {
namespace {

using Kind = Symbol::Kind;

// For values that are compared with a date that is worked out.
Fact date_like(const syntax::Name& name) {
  Fact fact;
  fact.name = name.text;
  fact.type = FactType::date;
  fact.span = name.span;
  return fact;
}

}  // namespace

// Each after those that it builds on.
void ConditionChecker::check_dates() {
  std::vector<std::vector<std::size_t>> named(words_.date_count());
  for (std::size_t i = 0; i < named.size(); ++i) {
    const auto collect = [&](const syntax::Anchor& anchor) {
      const Symbol* symbol = words_.look_up(anchor.what.name.text);
      if (symbol != nullptr && symbol->kind == Kind::date) named[i].push_back(symbol->index);
    };
    const syntax::Anchor& anchor = words_.date(i).written->rule.anchor;
    collect(anchor);
    for (const syntax::Anchor& one : anchor.of) collect(one);
  }
  const Chains chains = chains_of(named);
  std::vector<const syntax::Name*> names;
  for (std::size_t i = 0; i < named.size(); ++i) names.push_back(&words_.date(i).written->name);
  report_chains(chains, {"date", "needs itself", "", "let it build on a fact or an event itself"}, names, diagnostics_);
  for (const std::size_t i : chains.order) check_date(i);
}

void ConditionChecker::check_date(std::size_t index) {
  WordTable::DateEntry& entry = words_.date(index);
  const syntax::DateRule& rule = entry.written->rule;
  needed_.reset();
  defining_ = true;
  const auto anchor = this->anchor(rule.anchor);
  defining_ = false;
  entry.needs_episode = needed_;
  DateWord date;
  date.name = entry.written->name.text;
  date.title = entry.written->title ? entry.written->title->value : date.name;
  date.titled = entry.written->title.has_value();
  date.span = entry.written->name.span;
  date.kind = static_cast<DateWord::Kind>(rule.kind);
  date.before = rule.before;
  date.adjust = rule.adjust;
  date.day = rule.day;
  date.next_month = rule.next_month;
  if (rule.length) {
    const auto duration = settings_.length(*rule.length);
    if (!duration) return;
    if (is_exact(*duration)) {
      diagnostics_.add(Code::E210, rule.length->span, "a date is counted in days, not hours").help =
          "write days, business days, weeks, months or years";
      return;
    }
    date.duration = *duration;
  }
  if (!anchor) return;
  date.anchor = *anchor;
  entry.date = std::move(date);
}

// Null where the date has faults, which have been told.
std::optional<Anchor> ConditionChecker::date_word(const syntax::Name& name, std::size_t index) {
  const WordTable::DateEntry& entry = words_.date(index);
  if (entry.needs_episode) needs_episode(name.span, fmt::format("`{}`", name.text));
  if (!entry.date) return std::nullopt;
  Anchor result;
  result.kind = Anchor::Kind::date_word;
  result.fact = static_cast<FactId>(index);
  result.word = name.text;
  result.events = entry.date->anchor.events;
  return result;
}

std::optional<ConditionId> ConditionChecker::about_date(const syntax::Name& name, std::size_t index,
                                                        decltype(AboutDate::asked) asked, Span span) {
  const auto date = date_word(name, index);
  return date ? add(AboutDate{*date, std::move(asked)}, span) : std::nullopt;
}

std::optional<ConditionId> ConditionChecker::date_is_one_of(const syntax::Name& subject, std::size_t index,
                                                            const std::vector<syntax::Literal>& values, Span span) {
  FactIs node{0, {}, {}};
  for (const syntax::Literal& value : values) {
    if (const auto found = value_of(date_like(subject), value, node.storage.emplace_back(), diagnostics_)) {
      node.values.push_back(*found);
    }
  }
  if (node.values.size() != values.size()) return std::nullopt;
  return about_date(subject, index, std::move(node), span);
}

std::optional<ConditionId> ConditionChecker::compares_date(const syntax::Compares& written, std::size_t index,
                                                           Span span) {
  const bool before = written.how == syntax::Comparison::before;
  if (!before && written.how != syntax::Comparison::after) {
    diagnostics_
        .add(Code::E205, span, fmt::format("`{}` is a date and cannot be compared like this", written.subject.text))
        .help = "of a date, write `is before` or `is after` and a date";
    return std::nullopt;
  }
  std::string storage;
  const auto value = value_of(date_like(written.subject), written.value, storage, diagnostics_);
  if (!value) return std::nullopt;
  return about_date(written.subject, index, FactCompares{0, before ? Comparison::below : Comparison::above, *value},
                    span);
}

}  // namespace engage::model
