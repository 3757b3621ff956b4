#include "fixture.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "calendar/date.h"

namespace engage::syntax {
namespace {

std::string show(const Length& length) {
  if (const auto* name = std::get_if<Name>(&length.value)) return name->text;
  return to_string(std::get<Duration>(length.value)) + (length.calendar ? " in " + length.calendar->text : "");
}

std::string show(const Literal& literal) {
  if (const auto* name = std::get_if<Name>(&literal.value)) return name->text;
  if (const auto* number = std::get_if<Number>(&literal.value)) return "number " + number->spelling;
  if (const auto* date = std::get_if<Date>(&literal.value)) return to_string(*date);
  if (const auto* text = std::get_if<Text>(&literal.value)) return '"' + text->value + '"';
  return std::get<YesNo>(literal.value).yes ? "yes" : "no";
}

std::string show(const EventUse& event) {
  std::string text = event.name.text;
  if (event.outcome) text += " as " + event.outcome->text;
  if (event.done_by) text += " done by " + event.done_by->text;
  return text;
}

std::string show(const Anchor& anchor) {
  switch (anchor.kind) {
    case Anchor::Kind::start: return "start";
    case Anchor::Kind::stage_start: return "stage start";
    case Anchor::Kind::its_date: return "its date";
    case Anchor::Kind::first: return "first " + show(anchor.what);
    case Anchor::Kind::latest: return show(anchor.what);
    case Anchor::Kind::later:
    case Anchor::Kind::earlier: break;
  }
  std::string text = anchor.kind == Anchor::Kind::later ? "later(" : "earlier(";
  for (const Anchor& one : anchor.of) text += (text.back() == '(' ? "" : ", ") + show(one);
  return text + ")";
}

std::string show(const Scope& scope) {
  switch (scope.kind) {
    case Scope::Kind::episode: return "";
    case Scope::Kind::stage: return " in this stage";
    case Scope::Kind::last: return " in the last " + show(*scope.length);
    case Scope::Kind::since: return " since " + show(*scope.anchor);
    case Scope::Kind::within: return fmt::format(" within {} of {}", show(*scope.length), show(*scope.anchor));
    case Scope::Kind::this_calendar: return fmt::format(" in this calendar {}", name(scope.unit));
    case Scope::Kind::last_calendar: return fmt::format(" in the last calendar {}", name(scope.unit));
    case Scope::Kind::this_period: return " in this " + scope.period.text;
  }
  return {};
}

constexpr std::string_view kComparisons[] = {"at least", "at most", "above", "below", "before", "after"};

struct Show {
  std::string operator()(const Both& c) const { return fmt::format("({} and {})", show(c.left), show(c.right)); }
  std::string operator()(const Either& c) const { return fmt::format("({} or {})", show(c.left), show(c.right)); }
  std::string operator()(const Negated& c) const { return fmt::format("not({})", show(c.inner)); }
  std::string operator()(const Holds& c) const { return c.subject.text; }
  std::string operator()(const Is& c) const {
    const std::string by = c.by ? fmt::format(" by {}", engage::syntax::show(*c.by)) : "";
    return fmt::format("{} is{} {}{}", c.subject.text, c.negated ? " not" : "", engage::syntax::show(c.value), by);
  }
  std::string operator()(const IsOneOf& c) const {
    std::string text = c.subject.text + " in";
    for (const Literal& value : c.values) text += " " + engage::syntax::show(value);
    return text;
  }
  std::string operator()(const Compares& c) const {
    const std::string_view how = kComparisons[static_cast<int>(c.how)];
    return fmt::format("{} {} {}", c.subject.text, how, engage::syntax::show(c.value));
  }
  std::string operator()(const IsKnown& c) const { return c.subject.text + (c.known ? " known" : " unknown"); }
  std::string operator()(const Happened& c) const {
    const std::string_view days = c.count == Happened::Count::times            ? ""
                                  : c.count == Happened::Count::different_days ? " days"
                                                                               : " days in a row";
    return fmt::format("{} {}x{}{}{}", engage::syntax::show(c.event), c.ever ? "ever " : "", c.at_least, days,
                       engage::syntax::show(c.scope));
  }
  std::string operator()(const NoneHappened& c) const {
    return fmt::format("no {}{}{}", engage::syntax::show(c.event), c.ever ? " ever" : "",
                       engage::syntax::show(c.scope));
  }
  std::string operator()(const Elapsed& c) const {
    return fmt::format("{} {} {}", engage::syntax::show(c.length), c.before ? "before" : "after",
                       engage::syntax::show(c.anchor));
  }
  std::string operator()(const AnyOverdue& c) const {
    return c.by ? fmt::format("any overdue by {}", engage::syntax::show(*c.by)) : "any overdue";
  }
  std::string operator()(const IsBusinessDay& c) const {
    return c.subject.text + " is a business day" + (c.calendar ? " in " + c.calendar->text : "");
  }
  std::string operator()(const DueWithin& c) const {
    return fmt::format("{} due within {}", c.step.text, engage::syntax::show(c.length));
  }
  static std::string show(const ConditionPtr& c) { return std::visit(Show{}, c->node); }
};

}  // namespace

Parsed::Parsed(std::string text) {
  file = parse(sources, sources.add("test.engage", std::move(text)), diagnostics);
  for (const Diagnostic& d : diagnostics.sorted()) {
    const Position at = sources[0].position(d.span.begin);
    faults.push_back(fmt::format("{}:{} {}", at.line, at.column, info(d.code).id));
  }
}

const Statement& Parsed::last(int depth) const {
  const Statement* statement = &file.statements.back();
  for (; depth > 0; --depth) statement = &statement->block.back();
  return *statement;
}

std::string shape(std::string_view condition) {
  const Parsed parsed(fmt::format("vocabulary v\n  define x as {}\n", condition));
  EXPECT_TRUE(parsed.faults.empty()) << condition;
  if (!parsed.faults.empty()) return {};
  return std::visit(Show{}, parsed.last_as<Define>(1).condition.node);
}

}  // namespace engage::syntax
