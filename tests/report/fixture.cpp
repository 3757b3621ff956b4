#include "fixture.h"

#include <algorithm>
#include <charconv>

namespace engage::report {
namespace {

enum Words : std::uint16_t { kWorker, kSupervisor };
enum Facts : std::uint16_t { kConsent, kViolence };
enum Events : std::uint16_t { kCall, kText, kMail, kVisit, kConsult };

model::Fact fact(std::string name, std::string title) {
  model::Fact fact;
  fact.name = std::move(name);
  fact.title = std::move(title);
  return fact;
}

model::Event action(std::string name, std::string title) {
  model::Event event;
  event.name = std::move(name);
  event.title = std::move(title);
  event.action = true;
  return event;
}

model::Step step(std::string name, std::string title) {
  model::Step step;
  step.name = std::move(name);
  step.title = std::move(title);
  return step;
}

model::DoLine line(std::vector<model::EventId> actions, model::RoleId role, std::string id, Span span) {
  model::DoLine line;
  line.any_of = actions.size() > 1;
  line.actions = std::move(actions);
  line.role = role;
  line.id = std::move(id);
  line.span = span;
  return line;
}

model::Policy make_policy(int version, FileId file) {
  model::Policy policy;
  policy.name = "entry";
  policy.title = "Upon entry";
  policy.version = version;
  policy.starts_on.add(kCall);
  policy.stages.resize(2);
  policy.stages[0].name = "outreach";
  policy.stages[1].name = "closing";
  policy.outcomes = {{"no_contact", "Closed, no contact"}, {"engaged", "Engaged"}};

  model::Rule rule;
  rule.escalation = model::Escalation{"two_weeks", "No contact within \"two\" weeks", kSupervisor};
  policy.rules.push_back(std::move(rule));

  model::Step first = step("first", "First attempt");
  first.clause = "step 2";
  first.note = "Ask whether it is a good time; be kind,\nand brief.";
  first.lines.push_back(line({kCall}, kWorker, "first.call", {file, 8, 12}));
  first.lines.push_back(line({kText, kMail, kVisit}, kWorker, "first.any(text,mail,visit)", {file, 8, 12}));
  policy.steps.push_back(std::move(first));

  model::Step consult = step("consult", "Consult");
  consult.rule = 0;
  consult.lines.push_back(line({kConsult}, kSupervisor, "consult.consult", {file, 17, 20}));
  policy.steps.push_back(std::move(consult));

  model::Step letter = step("letter", "Send the letter");
  letter.lines.push_back(line({kMail}, kWorker, "letter.mail", {file, 26, 30}));
  policy.steps.push_back(std::move(letter));
  return policy;
}

}  // namespace

std::unique_ptr<CaseWriter> writer(std::string_view format, const Fixture& fixture) {
  const auto formats = case_formats();
  const auto found =
      std::find_if(formats.begin(), formats.end(), [&](const auto& each) { return each.name == format; });
  return found->make({fixture.families, fixture.sources, fixture.context});
}

Date day(std::string_view text) { return parse_date(text.substr(0, 10)).value(); }

Instant at(std::string_view text) {
  Instant instant = start_of(day(text));
  if (text.size() > 10) {
    int hour = 0;
    int minute = 0;
    std::from_chars(text.data() + 11, text.data() + 13, hour);
    std::from_chars(text.data() + 14, text.data() + 16, minute);
    instant.minutes += hour * 60 + minute;
  }
  return instant;
}

Fixture::Fixture() {
  const FileId file = sources.add("p.engage", "policy\n\n  line 3\n  line 4\n  line 5\n  line 6\n");
  model::Family family;
  family.name = "entry";
  family.words.roles = {{"worker", "Assigned worker", {}}, {"supervisor", "Program supervisor", {}}};
  family.words.facts = {fact("consent", "May text"), fact("violence", "Family violence")};
  family.words.events = {action("call", "Call the main phone number"), action("text", "Send a \"text\" message"),
                         action("mail", "Mail a letter"), action("visit", ""),
                         action("consult", "Consult the line supervisor")};
  family.versions.push_back(make_policy(1, file));
  family.versions.push_back(make_policy(2, file));
  families.push_back(std::move(family));

  record.id = "C-1";
  record.assignees = {{"worker", "J. \"Jo\" Okafor"}};
  context.as_of = last_minute_of(day("2026-01-14"));
  assessment.policy = &policy();
  assessment.status = engine::Status::not_started;
  assessment.pending.emplace().applies = true;
}

engine::OwedAction Fixture::owed(model::StepId step, std::uint8_t line) const {
  engine::OwedAction owed;
  owed.opening = opening(step);
  owed.line = line;
  owed.allowed = step == 0 && line == 1 ? 7 : 1;
  owed.opens = at("2026-01-09");
  owed.due = Deadline{at("2026-01-13"), true};
  owed.state = engine::DueState::overdue;
  owed.days_late = 1;
  if (step == 1) owed.escalation = 0;
  return owed;
}

void Fixture::fill() {
  assessment.status = engine::Status::active;
  assessment.pending.reset();
  assessment.episode = 1;
  assessment.stage = 0;
  assessment.since = at("2026-01-05");

  engine::OwedAction call = owed(0, 0);
  call.avoid = {{Weekday::tuesday, 0, std::nullopt}, {Weekday::friday, 2, kCall}};
  engine::OwedAction some = owed(0, 1);
  some.allowed = 0b101;
  some.due = Deadline{at("2026-01-14"), true};
  some.state = engine::DueState::due_today;
  some.days_late = 0;
  engine::OwedAction consult = owed(1, 0);
  consult.opens = at("2026-01-12T10:15");
  consult.due = Deadline{at("2026-01-15T00:00"), false};
  consult.state = engine::DueState::open;
  consult.days_late = 0;
  assessment.actions = {call, some, consult};

  engine::BlockedStep blocked;
  blocked.opening = opening(2);
  blocked.opens = at("2026-01-10");
  blocked.due = Deadline{at("2026-01-14"), true};
  blocked.state = engine::DueState::due_today;
  blocked.find_out = {kConsent, kViolence};
  assessment.blocked = {blocked};

  engine::OwedAction later = owed(2, 0);
  later.opening.number = 2;
  later.opens = at("2026-01-20");
  later.due.reset();
  assessment.upcoming = {later};
  const engine::Ground refused{nullptr, engine::Truth::no, kConsent, model::Value::yes_no(false)};
  const engine::Ground unknown{nullptr, engine::Truth::unknown, kViolence, {}};
  assessment.withheld = {{opening(0), kText, {refused}}};
  assessment.passed_over = {{opening(2), kMail, {unknown}}};
  assessment.escalations = {{&policy(), 0, at("2026-01-12T10:15")}};
  assessment.lapsed = {{opening(0, 2), 1, at("2026-01-11")}};
  assessment.breaches = {{kText, at("2026-01-08T09:00")}};
  assessment.late = {{opening(2), 0, {at("2026-01-06"), true}, at("2026-01-08T17:05"), 2}};
  assessment.repeated_slots = {{opening(0), 0, at("2026-01-07T11:00")}};
  assessment.unknown = {kConsent, kViolence};
  assessment.next_change = at("2026-01-15");
}

}  // namespace engage::report
