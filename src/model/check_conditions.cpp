#include "model/check_conditions.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "model/check_chains.h"
#include "text/bounds.h"

namespace engage::model {
namespace {

using Kind = Symbol::Kind;

}  // namespace

std::optional<ConditionId> ConditionChecker::check(const std::optional<syntax::Condition>& written) {
  return written ? check(*written) : std::nullopt;
}

std::optional<ConditionId> ConditionChecker::check_without_episode(const syntax::Condition* written) {
  without_episode_ = true;
  const std::optional<ConditionId> id = written ? check(*written) : std::nullopt;
  without_episode_ = false;
  return id;
}

// Each after those that it names, so that none is worked out while another is, however many there are.
void ConditionChecker::check_defines() {
  std::vector<std::vector<std::size_t>> named(words_.define_count());
  for (std::size_t i = 0; i < named.size(); ++i) collect_defines(words_.define(i).written->condition, named[i]);
  const Chains chains = chains_of(named);
  std::vector<const syntax::Name*> names;
  for (std::size_t i = 0; i < named.size(); ++i) names.push_back(&words_.define(i).written->name);
  report_chains(chains, {"define", "needs itself", "", "nobody can follow it: let it ask facts and events themselves"},
                names, diagnostics_);
  for (const std::size_t i : chains.order) check_define(i);
}

void ConditionChecker::collect_defines(const syntax::Condition& written, std::vector<std::size_t>& found) const {
  const syntax::Name* name = nullptr;
  if (const auto* both = std::get_if<syntax::Both>(&written.node)) {
    collect_defines(*both->left, found);
    collect_defines(*both->right, found);
  } else if (const auto* either = std::get_if<syntax::Either>(&written.node)) {
    collect_defines(*either->left, found);
    collect_defines(*either->right, found);
  } else if (const auto* negated = std::get_if<syntax::Negated>(&written.node)) {
    collect_defines(*negated->inner, found);
  } else if (const auto* holds = std::get_if<syntax::Holds>(&written.node)) {
    name = &holds->subject;
  } else if (const auto* is = std::get_if<syntax::Is>(&written.node)) {
    name = &is->subject;
  }
  const Symbol* symbol = name ? words_.look_up(name->text) : nullptr;
  if (symbol && symbol->kind == Kind::define) found.push_back(symbol->index);
}

std::size_t ConditionChecker::size_of(const Node& node) const {
  if (const auto* both = std::get_if<And>(&node)) return 1 + sizes_[both->left] + sizes_[both->right];
  if (const auto* either = std::get_if<Or>(&node)) return 1 + sizes_[either->left] + sizes_[either->right];
  if (const auto* negated = std::get_if<Not>(&node)) return 1 + sizes_[negated->inner];
  return 1;
}

// Whoever goes through a condition goes through its defines, once for each time that they are named: what
// is small here is small everywhere.
std::optional<ConditionId> ConditionChecker::add(Node node, Span span) {
  const std::size_t size = size_of(node);
  if (size > kMostPartsInAll) {
    diagnostics_
        .add(Code::E124, span,
             fmt::format("this condition has more than {} parts, with its defines written out",
                         with_thousands(kMostPartsInAll)))
        .help = "nobody can follow it: let its defines ask less, or name each of them once";
    return std::nullopt;
  }
  if (conditions_.size() >= kMostConditionsOfPolicy) {
    if (!std::exchange(full_, true)) {
      diagnostics_
          .add(Code::E225, span,
               fmt::format("there are more than {} parts of conditions", with_thousands(kMostConditionsOfPolicy)))
          .help = "no policy has so many: split it";
    }
    return std::nullopt;
  }
  conditions_.push_back({std::move(node), std::string(words_.sources().text(span)), span});
  sizes_.push_back(size);
  return static_cast<ConditionId>(conditions_.size() - 1);
}

std::optional<ConditionId> ConditionChecker::negated(std::optional<ConditionId> inner, Span span) {
  return inner ? add(Not{*inner}, span) : std::nullopt;
}

// In a define the need is remembered and told where the define is used.
void ConditionChecker::needs_episode(Span span, std::string_view form) {
  if (defining_) {
    if (!needed_) needed_ = span;
  } else if (without_episode_) {
    diagnostics_.add(Code::E207, span, fmt::format("{} has no meaning here: no episode has started yet", form)).help =
        "`applies when` and `starts on … when` are asked before there is an episode; ask facts, or events `since` "
        "another";
  }
}

std::optional<ConditionId> ConditionChecker::check(const syntax::Condition& written) {
  const Span span = written.span;
  if (const auto* both = std::get_if<syntax::Both>(&written.node)) {
    const auto left = check(*both->left), right = check(*both->right);
    return left && right ? add(And{*left, *right}, span) : std::nullopt;
  }
  if (const auto* either = std::get_if<syntax::Either>(&written.node)) {
    if (values_without_fact(*either)) return std::nullopt;
    const auto left = check(*either->left), right = check(*either->right);
    return left && right ? add(Or{*left, *right}, span) : std::nullopt;
  }
  if (const auto* negated = std::get_if<syntax::Negated>(&written.node)) {
    return this->negated(check(*negated->inner), span);
  }
  if (const auto* subject = std::get_if<syntax::Holds>(&written.node)) return holds(subject->subject, span);
  if (const auto* equals = std::get_if<syntax::Is>(&written.node)) return is(*equals, span);
  if (const auto* among = std::get_if<syntax::IsOneOf>(&written.node))
    return one_of(among->subject, among->values, span);
  if (const auto* comparison = std::get_if<syntax::Compares>(&written.node)) return compares(*comparison, span);
  if (const auto* known = std::get_if<syntax::IsKnown>(&written.node)) {
    return is_known(*known, span);
  }
  if (const auto* happened = std::get_if<syntax::Happened>(&written.node)) return this->happened(*happened, span);
  if (const auto* none = std::get_if<syntax::NoneHappened>(&written.node)) return none_happened(*none, span);
  if (const auto* elapsed = std::get_if<syntax::Elapsed>(&written.node)) {
    const auto length = settings_.length(elapsed->length);
    const auto from = anchor(elapsed->anchor);
    return length && from ? add(Elapsed{*length, elapsed->before, *from}, span) : std::nullopt;
  }
  if (const auto* day = std::get_if<syntax::IsBusinessDay>(&written.node)) return business_day(*day, span);
  if (const auto* due = std::get_if<syntax::DueWithin>(&written.node)) {
    needs_episode(span, "when a step is due");
    const Symbol* step = words_.find(due->step, {Kind::step}, "a step");
    const auto within = settings_.length(due->length);
    return step && within ? add(StepDue{static_cast<StepId>(step->index), *within}, span) : std::nullopt;
  }
  const auto& overdue = std::get<syntax::AnyOverdue>(written.node);
  needs_episode(span, "`any step is overdue`");
  const auto by = settings_.length(overdue.by);
  if (overdue.by && !by) return std::nullopt;
  return add(StepOverdue{std::nullopt, by}, span);
}

std::optional<ConditionId> ConditionChecker::is_known(const syntax::IsKnown& written, Span span) {
  const Symbol* named = words_.look_up(written.subject.text);
  if (named && named->kind == Kind::date) {
    return about_date(written.subject, named->index, FactKnown{0, written.known}, span);
  }
  const std::optional<FactId> id = fact(written.subject);
  return id ? add(FactKnown{*id, written.known}, span) : std::nullopt;
}

std::optional<ConditionId> ConditionChecker::happened(const syntax::Happened& written, Span span) {
  const auto events = words_.events(written.event);
  const auto where = scope(written.scope, written.ever);
  using Count = syntax::Happened::Count;
  Happened::Count count = Happened::Count::times;
  if (written.count == Count::different_days) count = Happened::Count::different_days;
  if (written.count == Count::consecutive_days) count = Happened::Count::consecutive_days;
  return events && where ? add(Happened{count, *events, written.ever, written.at_least, *where}, span) : std::nullopt;
}

std::optional<ConditionId> ConditionChecker::none_happened(const syntax::NoneHappened& written, Span span) {
  const auto events = words_.events(written.event);
  const auto where = scope(written.scope, written.ever);
  using Where = syntax::Scope::Kind;
  const bool asks_start = written.scope.kind == Where::last || written.scope.kind == Where::last_calendar;
  if (asks_start && !written.ever) needs_episode(span, "`no … in the last`");
  return events && where ? add(NoneHappened{*events, written.ever, *where}, span) : std::nullopt;
}

// `risk is high or extreme`: the second half asks nothing.
bool ConditionChecker::values_without_fact(const syntax::Either& written) {
  const auto* value = std::get_if<syntax::Holds>(&written.right->node);
  const auto* is = std::get_if<syntax::Is>(&written.left->node);
  const auto* first = is ? std::get_if<syntax::Name>(&is->value.value) : nullptr;
  if (!value || !first || words_.look_up(value->subject.text)) return false;
  const Symbol* symbol = words_.look_up(is->subject.text);
  if (!symbol || symbol->kind != Kind::fact) return false;
  const std::vector<std::string>& options = words_.words().facts[symbol->index].options;
  if (std::find(options.begin(), options.end(), value->subject.text) == options.end()) return false;
  diagnostics_
      .add(Code::E201, value->subject.span,
           fmt::format("`{}` is a value of `{}` and asks nothing alone", value->subject.text, is->subject.text))
      .help = fmt::format("write `{} is one of {}, {}`", is->subject.text, first->text, value->subject.text);
  return true;
}

std::optional<FactId> ConditionChecker::fact(const syntax::Name& name) {
  const Symbol* symbol = words_.find(name, {Kind::fact}, "a fact");
  return symbol ? std::optional(static_cast<FactId>(symbol->index)) : std::nullopt;
}

std::optional<ConditionId> ConditionChecker::holds(const syntax::Name& subject, Span span) {
  const Symbol* named = words_.look_up(subject.text);
  if (named && (named->kind == Kind::event || named->kind == Kind::action || named->kind == Kind::group)) {
    diagnostics_.add(Code::E203, subject.span, fmt::format("`{}` is not a fact that is yes or no", subject.text)).help =
        fmt::format("ask whether it happened: `{} happened`", subject.text);
    return std::nullopt;
  }
  if (named && named->kind == Kind::step) {
    diagnostics_.add(Code::E203, subject.span, fmt::format("`{}` is a step, not a fact", subject.text)).help =
        fmt::format("write `{0} is done`, `{0} is skipped`, `{0} is over` or `{0} is overdue`", subject.text);
    return std::nullopt;
  }
  const Symbol* symbol = words_.find(subject, {Kind::fact, Kind::define}, "a fact or define");
  if (!symbol) return std::nullopt;
  if (symbol->kind == Kind::define) return define(symbol->index, span);
  const auto id = static_cast<FactId>(symbol->index);
  const Fact& fact = words_.words().facts[id];
  if (fact.type != FactType::yes_no) {
    diagnostics_
        .add(Code::E205, subject.span,
             fmt::format("`{}` is a {} fact and is neither yes nor no", subject.text, to_string(fact.type)))
        .help = "say what it is compared with: `is`, `is one of`, `is known` …";
    return std::nullopt;
  }
  return add(FactIs{id, {Value::yes_no(true)}, {}}, span);
}

void ConditionChecker::check_define(std::size_t index) {
  WordTable::DefineWord& word = words_.define(index);
  needed_.reset();
  defining_ = true;
  word.condition = check(word.written->condition);
  defining_ = false;
  word.needs_episode = needed_;
}

// Null in a loop of defines too, which has been told.
std::optional<ConditionId> ConditionChecker::define(std::size_t index, Span use) {
  const WordTable::DefineWord& done = words_.define(index);
  if (done.needs_episode) {
    if (defining_) {
      if (!needed_) needed_ = done.needs_episode;
    } else if (without_episode_) {
      diagnostics_
          .add(Code::E207, use,
               fmt::format("`{}` has no meaning here: no episode has started yet", done.written->name.text))
          .labels.push_back({*done.needs_episode, "this needs an episode"});
    }
  }
  return done.condition;
}

// `today`, where no word is called so.
bool ConditionChecker::is_today(const syntax::Name& subject) const {
  return subject.text == "today" && words_.look_up(subject.text) == nullptr;
}

std::optional<ConditionId> ConditionChecker::business_day(const syntax::IsBusinessDay& written, Span span) {
  if (!is_today(written.subject)) {
    diagnostics_
        .add(Code::E205, written.subject.span,
             fmt::format("`{}` is not asked whether it is a business day", written.subject.text))
        .help = "write `today is a business day`";
    return std::nullopt;
  }
  if (!written.calendar) return add(Today{0, true, nullptr}, span);
  const CalendarTable::Entry* entry = calendars_.find(*written.calendar, file_);
  if (entry == nullptr || !entry->calendar) return std::nullopt;
  return add(Today{0, true, entry->calendar}, span);
}

std::optional<ConditionId> ConditionChecker::weekdays(const std::vector<syntax::Literal>& days, Span span) {
  Today node;
  for (const syntax::Literal& day : days) {
    const auto* named = std::get_if<syntax::Name>(&day.value);
    int found = 7;
    for (int i = 0; named != nullptr && i < 7; ++i) {
      if (name(static_cast<Weekday>(i)) == named->text) found = i;
    }
    if (found == 7) {
      diagnostics_.add(Code::E204, day.span, "this is no weekday").help =
          "`today is` takes the days from `monday` to `sunday`, or `a business day`";
      return std::nullopt;
    }
    node.weekdays = static_cast<std::uint8_t>(node.weekdays | 1u << found);
  }
  return add(std::move(node), span);
}

std::optional<ConditionId> ConditionChecker::is(const syntax::Is& written, Span span) {
  if (is_today(written.subject) && !written.by) {
    const auto id = weekdays({written.value}, span);
    return written.negated ? negated(id, span) : id;
  }
  const Symbol* named = words_.look_up(written.subject.text);
  if (named && named->kind == Kind::step) return step_is(written, static_cast<StepId>(named->index), span);
  std::optional<ConditionId> id;
  if (named && named->kind == Kind::date) {
    id = one_of(written.subject, {written.value}, span);
  } else if (named && named->kind == Kind::define) {
    const auto* yes = std::get_if<syntax::YesNo>(&written.value.value);
    if (!yes) {
      diagnostics_.add(Code::E205, written.value.span,
                       fmt::format("the define `{}` is yes or no", written.subject.text));
      return std::nullopt;
    }
    id = define(named->index, span);
    if (!yes->yes) id = negated(id, span);
  } else {
    const auto* state = std::get_if<syntax::Name>(&written.value.value);
    if (!named && state &&
        (written.by || state->text == "done" || state->text == "skipped" || state->text == "over" ||
         state->text == "overdue")) {
      words_.find(written.subject, {Kind::step}, "a step");
      return std::nullopt;
    }
    if (written.by) {
      words_.find(written.subject, {Kind::step}, "a step");
      return std::nullopt;
    }
    const std::optional<FactId> subject = fact(written.subject);
    if (!subject) return std::nullopt;
    FactIs node{*subject, {}, {}};
    node.storage.resize(1);
    const auto value = value_of(words_.words().facts[*subject], written.value, node.storage[0], diagnostics_);
    if (!value) return std::nullopt;
    node.values.push_back(*value);
    id = add(std::move(node), span);
  }
  if (written.negated) id = negated(id, span);
  return id;
}

std::optional<ConditionId> ConditionChecker::step_is(const syntax::Is& written, StepId step, Span span) {
  needs_episode(span, "what became of a step");
  const auto* state = std::get_if<syntax::Name>(&written.value.value);
  std::optional<ConditionId> id;
  if (state && state->text == "done") {
    id = add(StepState{StepState::State::done, step}, span);
  } else if (state && state->text == "skipped") {
    id = add(StepState{StepState::State::skipped, step}, span);
  } else if (state && state->text == "over") {
    id = add(StepState{StepState::State::over, step}, span);
  } else if (state && state->text == "overdue") {
    const auto by = settings_.length(written.by);
    if (written.by && !by) return std::nullopt;
    id = add(StepOverdue{step, by}, span);
  } else {
    diagnostics_.add(Code::E204, written.value.span, "this is no state of a step").help =
        "a step is `done`, `skipped`, `over` or `overdue`";
    return std::nullopt;
  }
  if (written.negated) id = negated(id, span);
  return id;
}

std::optional<ConditionId> ConditionChecker::one_of(const syntax::Name& subject,
                                                    const std::vector<syntax::Literal>& values, Span span) {
  if (is_today(subject)) return weekdays(values, span);
  if (const Symbol* named = words_.look_up(subject.text); named && named->kind == Kind::date) {
    return date_is_one_of(subject, named->index, values, span);
  }
  const std::optional<FactId> id = fact(subject);
  if (!id) return std::nullopt;
  FactIs node{*id, {}, {}};
  node.storage.resize(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto value = value_of(words_.words().facts[*id], values[i], node.storage[i], diagnostics_);
    if (value) node.values.push_back(*value);
  }
  if (node.values.size() != values.size()) return std::nullopt;
  return add(std::move(node), span);
}

std::optional<ConditionId> ConditionChecker::compares(const syntax::Compares& written, Span span) {
  if (const Symbol* named = words_.look_up(written.subject.text); named && named->kind == Kind::date) {
    return compares_date(written, named->index, span);
  }
  const std::optional<FactId> id = fact(written.subject);
  if (!id) return std::nullopt;
  const Fact& fact = words_.words().facts[*id];
  using Written = syntax::Comparison;
  const bool of_dates = written.how == Written::before || written.how == Written::after;
  if (of_dates ? fact.type != FactType::date : fact.type != FactType::scale && fact.type != FactType::number) {
    Diagnostic& d = diagnostics_.add(
        Code::E205, span,
        fmt::format("`{}` is a {} fact and cannot be compared like this", fact.name, to_string(fact.type)));
    d.help = fact.type == FactType::date ? "of a date, write `is before` or `is after` and a date"
             : of_dates                  ? "`is before` and `is after` are for dates"
                                         : "`is at least`, `at most`, `above` and `below` are for scales and numbers";
    d.labels.push_back({fact.span, fmt::format("declared as {}", to_string(fact.type))});
    return std::nullopt;
  }
  std::string storage;
  const auto value = value_of(fact, written.value, storage, diagnostics_);
  if (!value) return std::nullopt;
  Comparison how = Comparison::at_least;
  switch (written.how) {
    case Written::at_least: how = Comparison::at_least; break;
    case Written::at_most: how = Comparison::at_most; break;
    case Written::above:
    case Written::after: how = Comparison::above; break;
    case Written::below:
    case Written::before: how = Comparison::below; break;
  }
  return add(FactCompares{*id, how, *value}, span);
}

}  // namespace engage::model
