#include "syntax/build.h"

#include "syntax/build_lines.h"
#include "syntax/parts.h"

namespace engage::syntax {
namespace {

Node build_node(Form form, PartReader& r) {
  switch (form) {
    case Form::use: return Use{r.text(r.get(Kind::text))};
    case Form::calendar_decl: return CalendarDecl{r.name(r.get(Kind::name)), r.title()};
    case Form::vocabulary_decl: return VocabularyDecl{r.name(r.get(Kind::name)), r.title()};
    case Form::policy_decl: return policy_decl(r);
    case Form::scenario_decl: return scenario_decl(r);
    case Form::covers: return covers(r);
    case Form::timezone: return Timezone{r.text(r.get(Kind::text))};
    case Form::weekend: return weekend(r);
    case Form::hours: return hours(r);
    case Form::holiday: return holiday(r);
    case Form::closed: return closed(r);
    case Form::open_day: return open_day(r);
    case Form::include: return Include{r.name(r.get(Kind::name))};
    case Form::period: return period(r);
    case Form::role: return RoleDecl{r.name(r.get(Kind::name)), r.title()};
    case Form::fact: return fact(r);
    case Form::event: return EventDecl{r.name(r.get(Kind::name)), r.title()};
    case Form::action: return action(r);
    case Form::group: return group(r);
    case Form::define: return Define{r.name(r.get(Kind::name)), r.condition(r.get(Kind::condition))};
    case Form::date_word: return date_word(r);
    case Form::version: return version(r);
    case Form::source: return SourceClause{r.text(r.get(Kind::text))};
    case Form::calendar_ref: return CalendarRef{r.name(r.get(Kind::name))};
    case Form::applies_when: return AppliesWhen{r.condition(r.get(Kind::condition))};
    case Form::starts_on: return StartsOn{r.events(r.get(Kind::events)), r.condition_in(Kind::when_condition)};
    case Form::default_line: return default_line(r);
    case Form::setting: return setting(r);
    case Form::set: return Set{r.name(r.get(Kind::name)), r.length(r.get(Kind::length))};
    case Form::stage: return Stage{r.name(r.get(Kind::name)), r.title()};
    case Form::in_stage: return in_stage(r);
    case Form::limit: return limit(r);
    case Form::on: return on(r);
    case Form::when: return when(r);
    case Form::alongside: return alongside(r);
    case Form::escalate: return escalate(r);
    case Form::step: return Step{r.name(r.get(Kind::name)), r.title()};
    case Form::wait: return wait(r);
    case Form::repeat: return repeat(r);
    case Form::at_least_every: return at_least_every(r);
    case Form::every_from: return every_from(r);
    case Form::once_every: return once_every(r);
    case Form::if_line: return If{*r.condition_in(Kind::if_condition)};
    case Form::otherwise: return Otherwise{};
    case Form::go_to: return GoTo{r.name(r.get(r.get(Kind::go_to_stage), Kind::name))};
    case Form::finish: return finish(r);
    case Form::within: return within(r);
    case Form::no_later_than: return no_later_than(r);
    case Form::give_at_least: return GiveAtLeast{r.positive_length(r.get(Kind::length))};
    case Form::aim: return aim(r);
    case Form::by: return by(r);
    case Form::only_if: return OnlyIf{*r.condition_in(Kind::if_condition)};
    case Form::note: return Note{r.text(r.get(Kind::text))};
    case Form::do_line: return do_line(r);
    case Form::facts: return Facts{};
    case Form::fact_set: return fact_set(r, r.get(Kind::fact_is));
    case Form::happens: return happens(r);
    case Form::check: return check(r);
  }
  return Damaged{};
}

}  // namespace

std::optional<Node> build(Form form, const Match& match, std::string_view text, FileId file, Diagnostics& diagnostics) {
  PartReader reader(match, text, file, diagnostics);
  Node node = build_node(form, reader);
  if (!reader.ok()) return std::nullopt;
  return node;
}

}  // namespace engage::syntax
