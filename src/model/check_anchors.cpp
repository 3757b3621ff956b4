#include <fmt/format.h>

#include <algorithm>

#include "model/check_conditions.h"
#include "text/bounds.h"

// What conditions and deadlines count from, and in which part of the log they look.
namespace engage::model {
namespace {

using Kind = Symbol::Kind;

}  // namespace

std::optional<Anchor> ConditionChecker::anchor(const syntax::Anchor& written) {
  Anchor result;
  switch (written.kind) {
    case syntax::Anchor::Kind::later:
    case syntax::Anchor::Kind::earlier: return anchor_of_several(written);
    case syntax::Anchor::Kind::start:
      needs_episode(written.span, "`start`");
      result.kind = Anchor::Kind::start;
      return result;
    case syntax::Anchor::Kind::stage_start:
      needs_episode(written.span, "`stage start`");
      result.kind = Anchor::Kind::stage_start;
      return result;
    case syntax::Anchor::Kind::its_date:
      if (!its_date_) {
        diagnostics_.add(Code::E207, written.span, "`its date` has no meaning here").help =
            "it stands in the block of `every … counted from …` or `once every …`, whose rounds have a date";
        return std::nullopt;
      }
      result.kind = Anchor::Kind::its_date;
      return result;
    case syntax::Anchor::Kind::first: {
      const auto events = words_.events(written.what);
      if (!events) return std::nullopt;
      result.kind = Anchor::Kind::first_event;
      result.events = *events;
      return result;
    }
    case syntax::Anchor::Kind::latest: break;
  }
  if (const Symbol* named = words_.look_up(written.what.name.text); named && named->kind == Kind::date) {
    return date_word(written.what.name, named->index);
  }
  const Symbol* symbol = words_.find(written.what.name, {Kind::event, Kind::action, Kind::group, Kind::fact},
                                     "an event, action, group or date fact");
  if (!symbol) return std::nullopt;
  if (symbol->kind == Kind::fact) {
    return date_fact(written, static_cast<FactId>(symbol->index));
  }
  const auto events = words_.events(written.what);
  if (!events) return std::nullopt;
  result.kind = Anchor::Kind::latest_event;
  result.events = *events;
  return result;
}

std::optional<Anchor> ConditionChecker::date_fact(const syntax::Anchor& written, FactId id) {
  if (written.what.outcome || written.what.done_by) {
    diagnostics_.add(Code::E203, written.span,
                     fmt::format("`{}` is a fact, and facts have no outcomes and no doers", written.what.name.text));
    return std::nullopt;
  }
  const Fact& fact = words_.words().facts[id];
  if (fact.type != FactType::date) {
    diagnostics_
        .add(Code::E205, written.span,
             fmt::format("`{}` is a {} fact; time counts from a date or an event", fact.name, to_string(fact.type)))
        .labels.push_back({fact.span, "declared here"});
    return std::nullopt;
  }
  Anchor result;
  result.kind = Anchor::Kind::date_fact;
  result.fact = id;
  return result;
}

std::optional<Anchor> ConditionChecker::anchor_of_several(const syntax::Anchor& written) {
  Anchor result;
  result.kind = written.kind == syntax::Anchor::Kind::later ? Anchor::Kind::later : Anchor::Kind::earlier;
  for (const syntax::Anchor& one : written.of) {
    const auto part = anchor(one);
    if (!part) return std::nullopt;
    if (result.of.size() == kMostAlternatives) {
      diagnostics_.add(Code::E225, written.span, fmt::format("this list has more than {} anchors", kMostAlternatives));
      return std::nullopt;
    }
    result.events.add(part->events);
    result.of.push_back(*part);
  }
  return result;
}

// `ever` and `never` ask the whole log: what only an episode has is no part of it.
bool ConditionChecker::asks_episode(const syntax::Scope& scope) {
  using From = syntax::Anchor::Kind;
  const auto of_episode = [](const syntax::Anchor& anchor) {
    return anchor.kind == From::start || anchor.kind == From::stage_start;
  };
  if (scope.kind == syntax::Scope::Kind::stage) return true;
  return scope.anchor && (of_episode(*scope.anchor) || std::ranges::any_of(scope.anchor->of, of_episode));
}

std::optional<Scope> ConditionChecker::scope(const syntax::Scope& written, bool ever) {
  Scope result;
  if (ever && asks_episode(written)) {
    diagnostics_.add(Code::E207, written.span, "`ever` and `never` ask the whole log, of whatever episode").help =
        "leave out `ever`, or count from an event or a date";
    return std::nullopt;
  }
  switch (written.kind) {
    case syntax::Scope::Kind::episode: result.kind = Scope::Kind::episode; break;
    case syntax::Scope::Kind::this_calendar: result.kind = Scope::Kind::this_calendar; break;
    case syntax::Scope::Kind::last_calendar: result.kind = Scope::Kind::last_calendar; break;
    case syntax::Scope::Kind::this_period:
      result.kind = Scope::Kind::this_period;
      result.period = written.period.text;
      if (!settings_.find_period(written.period)) return std::nullopt;
      break;
    case syntax::Scope::Kind::stage:
      needs_episode(written.span, "`in this stage`");
      result.kind = Scope::Kind::stage;
      break;
    case syntax::Scope::Kind::last:
      result.kind = Scope::Kind::last;
      if (const auto* name = std::get_if<syntax::Name>(&written.length->value);
          name && settings_.is_period(name->text)) {
        result.kind = Scope::Kind::last_period;
        result.period = name->text;
        return result;
      }
      break;
    case syntax::Scope::Kind::since: result.kind = Scope::Kind::since; break;
    case syntax::Scope::Kind::within: result.kind = Scope::Kind::within; break;
  }
  result.unit = written.unit;
  if (written.length) {
    const auto duration = settings_.length(*written.length);
    if (!duration) return std::nullopt;
    result.duration = *duration;
  }
  if (written.anchor) {
    const auto from = anchor(*written.anchor);
    if (!from) return std::nullopt;
    result.anchor = *from;
  }
  return result;
}

}  // namespace engage::model
