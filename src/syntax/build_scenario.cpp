#include "syntax/build_lines.h"

namespace engage::syntax {
namespace {

using Index = PartReader::Index;

std::optional<Moment> moment_in(PartReader& r, Index parent, Kind kind) {
  const auto part = r.find(parent, kind);
  return part ? std::optional(r.moment(r.only(*part))) : std::nullopt;
}

void read_due(PartReader& r, Index part, Check& result) {
  if (r.find(part, Kind::check_negated)) result.negated = !result.negated;
  if (const auto role = r.find(part, Kind::to_role)) result.role = r.name(r.only(*role));
  result.from = moment_in(r, part, Kind::from_moment);
  result.by = moment_in(r, part, Kind::by_moment);
}

}  // namespace

Node scenario_decl(PartReader& r) {
  ScenarioDecl result{r.text(r.get(Kind::text)), r.name(r.get(Kind::name)), {}, r.find(Kind::todo).has_value()};
  if (const auto version = r.find(Kind::version_number)) {
    result.version = r.number(r.only(*version), 1, 999'999, "a version");
  }
  return result;
}

FactSet fact_set(PartReader& r, Index fact_is) {
  FactSet result{r.name(r.get(fact_is, Kind::name)), {}};
  if (const auto value = r.find(fact_is, Kind::literal)) result.value = r.literal(*value);
  return result;
}

Entry entry(PartReader& r, Index item) {
  Entry result;
  result.done = !r.find(item, Kind::planned) && !r.find(item, Kind::cancelled);
  if (const auto retracted = r.find(item, Kind::retracted)) result.retracted = r.date(r.only(*retracted));
  if (const auto set = r.find(item, Kind::set_item)) result.what = fact_set(r, r.only(*set));
  else result.what = r.event(r.get(item, Kind::event_use));
  return result;
}

Node happens(PartReader& r) {
  Happens result;
  result.at = r.moment(r.get(Kind::moment));
  for (Index i : r.top()) {
    if (r.kind(i) == Kind::item) result.items.push_back(entry(r, i));
  }
  return result;
}

Node check(PartReader& r) {
  Check result;
  for (Index i : r.top()) {
    const auto inner_name = [&] {
      const Name name = r.name(r.get(i, Kind::name));
      return EventUse{name, {}, {}, name.span};
    };
    switch (r.kind(i)) {
      case Kind::moment: result.at = r.moment(i); break;
      case Kind::check_negated: result.negated = !result.negated; break;
      case Kind::event_use: result.subject = r.event(i); break;
      case Kind::nothing_due: result.kind = Check::Kind::nothing_due; break;
      case Kind::due: result.kind = Check::Kind::due, read_due(r, i, result); break;
      case Kind::overdue: result.kind = Check::Kind::overdue; break;
      case Kind::upcoming: result.kind = Check::Kind::upcoming, read_due(r, i, result); break;
      case Kind::withheld: result.kind = Check::Kind::withheld; break;
      case Kind::was_late: result.kind = Check::Kind::was_late; break;
      case Kind::lapsed: result.kind = Check::Kind::lapsed; break;
      case Kind::repeated_slot: result.kind = Check::Kind::repeated_slot; break;
      case Kind::aims_at:
        result.kind = Check::Kind::aims_at;
        result.by = r.moment(r.only(i));
        break;
      case Kind::blocked: result.kind = Check::Kind::blocked; break;
      case Kind::passed_over: result.kind = Check::Kind::passed_over; break;
      case Kind::fact_unknown: result.kind = Check::Kind::fact_unknown; break;
      case Kind::finished: result.kind = Check::Kind::finished; break;
      case Kind::not_started: result.kind = Check::Kind::not_started; break;
      case Kind::not_applicable: result.kind = Check::Kind::not_applicable; break;
      case Kind::undecided: result.kind = Check::Kind::undecided; break;
      case Kind::no_breach: result.kind = Check::Kind::no_breach; break;
      case Kind::stage_is: result.kind = Check::Kind::stage_is, result.subject = inner_name(); break;
      case Kind::step_is: result.kind = Check::Kind::step_is, result.subject = inner_name(); break;
      case Kind::escalated: result.kind = Check::Kind::escalated, result.subject = inner_name(); break;
      case Kind::finished_as: result.kind = Check::Kind::finished_as, result.subject = inner_name(); break;
      case Kind::breach: result.kind = Check::Kind::breach, result.subject = inner_name(); break;
      case Kind::episode_is:
        result.kind = Check::Kind::episode_is;
        result.number = r.number(r.only(i), 0, 9999, "the number of an episode");
        break;
      case Kind::next_change:
        result.kind = Check::Kind::next_change;
        result.by = r.moment(r.only(i));
        break;
      default: break;
    }
  }
  return result;
}

}  // namespace engage::syntax
