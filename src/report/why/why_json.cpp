#include <cassert>

#include "form/appender.h"
#include "report/naming.h"
#include "report/why/why.h"

namespace engage::report {
namespace {

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

class Writer {
 public:
  Writer(const WhyReport& why, std::string& out) : why_(why), to_(out) {}

  void put();

 private:
  void key(std::string_view name);
  void member(std::string_view name, std::string_view text);
  void member_if(std::string_view name, std::string_view text);
  void put_instant(std::string_view name, const std::optional<Instant>& at);
  void put_due(const std::optional<Deadline>& due);
  void put_reasons(std::string_view name, const std::vector<Reason>& reasons);
  void put_reason(const Reason& reason, const std::optional<Deadline>& due);
  void put_days(const std::vector<why::DayRun>& days);
  void put_account(const Account& account);
  void put_work(const Account& account);

  const WhyReport& why_;
  form::Appender to_;
};

// ,"name":
void Writer::key(std::string_view name) {
  to_.put(",\"");
  to_.put(name);
  to_.put("\":");
}

void Writer::member(std::string_view name, std::string_view text) {
  key(name);
  to_.put('"');
  to_.put_json(text);
  to_.put('"');
}

void Writer::member_if(std::string_view name, std::string_view text) {
  if (!text.empty()) member(name, text);
}

void Writer::put_instant(std::string_view name, const std::optional<Instant>& at) {
  key(name);
  if (!at) {
    to_.put("null");
    return;
  }
  to_.put('"');
  to_.put_instant(*at);
  to_.put('"');
}

void Writer::put_due(const std::optional<Deadline>& due) {
  key("due");
  if (!due) {
    to_.put("null");
    return;
  }
  to_.put('"');
  to_.put_deadline(*due);
  to_.put('"');
}

void Writer::put_days(const std::vector<why::DayRun>& days) {
  key("days");
  to_.put('[');
  for (const why::DayRun& run : days) {
    if (&run != &days.front()) to_.put(',');
    to_.put("{\"from\":\"");
    to_.put_date(std::min(run.first, run.last));
    to_.put("\",\"to\":\"");
    to_.put_date(std::max(run.first, run.last));
    to_.put('"');
    if (run.counted()) {
      key("number");
      to_.put_number(run.number);
    } else {
      member("skipped", run.reason);
    }
    to_.put('}');
  }
  to_.put(']');
}

void Writer::put_reason(const Reason& reason, const std::optional<Deadline>& due) {
  to_.put("{\"kind\":\"");
  to_.put(name(reason.kind));
  to_.put('"');
  if (due) put_due(due);
  else if (reason.at) put_instant("at", reason.at);
  member("text", reason.text);
  member_if("fact", reason.fact);
  if (!reason.days.empty()) put_days(reason.days);
  member_if("clause", reason.clause);
  if (reason.span) member("source", path_and_line(why_.sources, *reason.span));
  if (!reason.because.empty()) put_reasons("because", reason.because);
  to_.put('}');
}

void Writer::put_reasons(std::string_view list, const std::vector<Reason>& reasons) {
  key(list);
  to_.put('[');
  for (const Reason& reason : reasons) {
    if (&reason != &reasons.front()) to_.put(',');
    put_reason(reason, {});
  }
  to_.put(']');
}

// What is known of a `do` line.
void Writer::put_work(const Account& account) {
  const model::Words& words = why_.report.family->words;
  const model::Step& step = account.policy->steps[*account.step];
  const model::DoLine& line = step.lines[*account.line];
  const std::uint64_t alternatives = account.allowed != 0 ? account.allowed : all_alternatives(line);
  member("step", step.name);
  if (line.any_of) {
    key("any_of");
    char before = '[';
    for (std::size_t i = 0; i < line.actions.size(); ++i) {
      if ((alternatives >> i & 1) == 0) continue;
      to_.put(before);
      to_.put('"');
      to_.put(words.events[line.actions[i]].name);
      to_.put('"');
      before = ',';
    }
    to_.put(']');
  } else {
    member("action", words.events[line.actions.front()].name);
  }
  member("title", title_of(words, line, alternatives));
  if (line.role != model::DoLine::kNoRole) member("role", words.roles[line.role].name);
  member_if("assignee", assignee_of(words, *why_.report.record, line.role));
  put_instant("opens", account.opens);
  put_due(account.due);
  key("days_late");
  to_.put_number(account.days_late);
  member_if("clause", step.clause);
  member_if("note", step.note);
  member("source", path_and_line(why_.sources, line.span));
}

void Writer::put_account(const Account& account) {
  to_.put("{\"id\":\"");
  to_.put_json(account.id);
  to_.put('"');
  member("standing", report::name(account.standing));
  if (account.line) put_work(account);
  if (account.escalation) {
    const model::Rule& rule = account.policy->rules[*account.escalation];
    member("escalation", rule.escalation->name);
    member("to", why_.report.family->words.roles[rule.escalation->role].name);
    if (!account.line) {
      put_instant("at", account.opens);
      member_if("clause", rule.clause);
      member("source", path_and_line(why_.sources, rule.span));
    }
  }
  put_reasons("chain", account.chain);
  key("deadline");
  if (account.deadline) put_reason(*account.deadline, account.due);
  else to_.put("null");
  put_reasons("missing", account.missing);
  key("ahead");
  if (account.ahead) put_reason(*account.ahead, {});
  else to_.put("null");
  to_.put('}');
}

void Writer::put() {
  const engine::Assessment& assessment = *why_.report.assessment;
  to_.put("{\"case\":\"");
  to_.put_json(why_.report.id);
  to_.put('"');
  member("policy", assessment.policy->name);
  key("version");
  to_.put_number(assessment.policy->version);
  key("as_of");
  to_.put('"');
  to_.put_as_of(why_.as_of);
  to_.put('"');
  if (why_.known_on) member("known_on", to_string(*why_.known_on));
  key("asked");
  if (why_.explanation.asked.empty()) {
    to_.put("null");
  } else {
    to_.put('"');
    to_.put_json(why_.explanation.asked);
    to_.put('"');
  }
  member("status", report::name(assessment.status));
  member_if("reason", assessment.reason);
  member("text", why_.explanation.status);
  put_reasons("because", why_.explanation.because);
  key("accounts");
  to_.put('[');
  for (const Account& account : why_.explanation.accounts) {
    if (&account != &why_.explanation.accounts.front()) to_.put(',');
    put_account(account);
  }
  to_.put("]}\n");
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
  std::string out;
  Writer(why, out).put();
  return out;
}

}  // namespace engage::report
