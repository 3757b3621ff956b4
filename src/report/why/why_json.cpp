#include <cassert>

#include "calendar/words.h"
#include "form/json.h"
#include "report/naming.h"
#include "report/why/why.h"

namespace engage::report {
namespace {

using form::Json;
using why::Account;
using why::Reason;

std::string_view name(Reason::Kind kind) {
  switch (kind) {
    case Reason::Kind::event: return "event";
    case Reason::Kind::episode: return "episode";
    case Reason::Kind::stage: return "stage";
    case Reason::Kind::finish: return "finish";
    case Reason::Kind::rule: return "rule";
    case Reason::Kind::limit: return "limit";
    case Reason::Kind::step: return "step";
    case Reason::Kind::wait: return "wait";
    case Reason::Kind::round: return "round";
    case Reason::Kind::branch: return "branch";
    case Reason::Kind::deadline: return "deadline";
    case Reason::Kind::condition: return "condition";
    case Reason::Kind::fact: return "fact";
    case Reason::Kind::ahead: return "ahead";
    case Reason::Kind::more: return "more";
  }
  assert(false);
  return {};
}

void member_if(Json& json, const char* key, std::string_view text) {
  if (!text.empty()) json[key] = text;
}

Json days_of(const std::vector<why::DayRun>& days) {
  return form::list_of(days, [](const why::DayRun& run) {
    Json json{{"from", std::min(run.first, run.last)}, {"to", std::max(run.first, run.last)}};
    if (run.counted()) json["number"] = run.number;
    else json["skipped"] = run.reason;
    return json;
  });
}

// A reason with those below it. `due`: of a deadline, the deadline.
Json reason_of(const Reason& reason, const Sources& sources, const std::optional<Deadline>& due = {}) {
  Json json{{"kind", name(reason.kind)}};
  if (due) json["due"] = *due;
  else if (reason.at) json["at"] = *reason.at;
  json["text"] = reason.text;
  member_if(json, "fact", reason.fact);
  if (!reason.days.empty()) json["days"] = days_of(reason.days);
  member_if(json, "clause", reason.clause);
  if (reason.span) json["source"] = path_and_line(sources, *reason.span);
  for (const Reason& below : reason.because) json["because"].push_back(reason_of(below, sources));
  return json;
}

Json reasons_of(const std::vector<Reason>& reasons, const Sources& sources) {
  return form::list_of(reasons, [&](const Reason& reason) { return reason_of(reason, sources); });
}

// What is known of a `do` line.
void add_work(Json& json, const Account& account, const WhyReport& why) {
  const model::Words& words = why.report.family->words;
  const model::Step& step = account.policy->steps[*account.step];
  const model::DoLine& line = step.lines[*account.line];
  const std::uint64_t alternatives = account.allowed != 0 ? account.allowed : all_alternatives(line);
  json["step"] = step.name;
  if (line.any_of) {
    for (std::size_t i = 0; i < line.actions.size(); ++i) {
      if ((alternatives >> i & 1) != 0) json["any_of"].push_back(words.events[line.actions[i]].name);
    }
  } else {
    json["action"] = words.events[line.actions.front()].name;
  }
  json["title"] = title_of(words, line, alternatives);
  if (line.role != model::DoLine::kNoRole) json["role"] = words.roles[line.role].name;
  member_if(json, "assignee", assignee_of(words, *why.report.record, line.role));
  json["opens"] = account.opens;
  json["due"] = account.due;
  json["days_late"] = account.days_late;
  member_if(json, "clause", step.clause);
  member_if(json, "note", step.note);
  json["source"] = path_and_line(why.sources, line.span);
}

Json account_of(const Account& account, const WhyReport& why) {
  Json json{{"id", account.id}, {"standing", report::name(account.standing)}};
  if (account.line) add_work(json, account, why);
  if (account.escalation) {
    const model::Rule& rule = account.policy->rules[*account.escalation];
    json["escalation"] = rule.escalation->name;
    json["to"] = why.report.family->words.roles[rule.escalation->role].name;
    if (!account.line) {
      json["at"] = account.opens;
      member_if(json, "clause", rule.clause);
      json["source"] = path_and_line(why.sources, rule.span);
    }
  }
  json["chain"] = reasons_of(account.chain, why.sources);
  json["deadline"] = nullptr;
  if (account.deadline) json["deadline"] = reason_of(*account.deadline, why.sources, account.due);
  if (!account.beside.empty()) json["beside"] = reasons_of(account.beside, why.sources);
  json["missing"] = reasons_of(account.missing, why.sources);
  json["ahead"] = nullptr;
  if (account.ahead) json["ahead"] = reason_of(*account.ahead, why.sources);
  return json;
}

}  // namespace

std::string_view name(why::Standing standing) {
  switch (standing) {
    case why::Standing::open: return "open";
    case why::Standing::due_today: return "due_today";
    case why::Standing::overdue: return "overdue";
    case why::Standing::upcoming: return "upcoming";
    case why::Standing::withheld: return "withheld";
    case why::Standing::blocked: return "blocked";
    case why::Standing::not_asked: return "not_asked";
    case why::Standing::done: return "done";
    case why::Standing::passed_over: return "passed_over";
    case why::Standing::skipped: return "skipped";
    case why::Standing::lapsed: return "lapsed";
    case why::Standing::not_yet: return "not_yet";
    case why::Standing::fired: return "fired";
    case why::Standing::not_fired: return "not_fired";
  }
  assert(false);
  return {};
}

std::string why_json(const WhyReport& why) {
  const engine::Assessment& assessment = *why.report.assessment;
  Json json{{"case", why.report.id}, {"policy", assessment.policy->name}, {"version", assessment.policy->version}};
  std::string as_of;
  append_as_of(as_of, why.as_of);
  json["as_of"] = as_of;
  if (why.known_on) json["known_on"] = *why.known_on;
  json["asked"] = nullptr;
  if (!why.explanation.asked.empty()) json["asked"] = why.explanation.asked;
  json["status"] = report::name(assessment.status);
  member_if(json, "reason", assessment.reason);
  json["text"] = why.explanation.status;
  json["because"] = reasons_of(why.explanation.because, why.sources);
  json["accounts"] =
      form::list_of(why.explanation.accounts, [&](const Account& account) { return account_of(account, why); });
  return form::written(json) + '\n';
}

}  // namespace engage::report
