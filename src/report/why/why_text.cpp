#include <fmt/format.h>

#include <algorithm>

#include "calendar/words.h"
#include "form/layout.h"
#include "report/naming.h"
#include "report/why/why.h"
#include "text/visible.h"
#include "text/words.h"
#include "why/deadline.h"

namespace engage::report {
namespace {

using why::Account;
using why::Reason;
using why::Standing;

constexpr std::size_t kColumns = 100;
constexpr std::size_t kDates = 18;  // "2026-01-06 10:25  "
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kReset = "\x1b[0m";

std::string_view words(Standing standing) {
  switch (standing) {
    case Standing::open: return "due";
    case Standing::due_today: return "due today";
    case Standing::overdue: return "overdue, due";
    case Standing::upcoming: return "upcoming";
    case Standing::withheld: return "withheld";
    case Standing::blocked: return "blocked: nobody can say yet whether it is due";
    case Standing::not_asked: return "not asked for";
    case Standing::done: return "done";
    case Standing::passed_over: return "passed over";
    case Standing::skipped: return "skipped";
    case Standing::lapsed: return "lapsed";
    case Standing::not_yet: return "not due";
    case Standing::fired: return "escalated";
    case Standing::not_fired: return "not escalated";
  }
  return {};
}

class Writer {
 public:
  Writer(const WhyReport& why, bool colour) : why_(why), colour_(colour) {}

  std::string write();

 private:
  void append_head();
  void append_account(const Account& account, const Account* before, bool short_form);
  void append_heading(const Account& account);
  void append_chain(const std::vector<Reason>& chain, bool end_only);
  void append_dated(const Reason& reason);
  void append_reasons(const std::vector<Reason>& reasons, std::size_t indent);
  void append_details(const Reason& reason, std::size_t indent);
  void append_line(std::string_view text, std::size_t indent);

  const WhyReport& why_;
  bool colour_;
  std::string out_;
};

void Writer::append_line(std::string_view text, std::size_t indent) {
  out_.append(indent, ' ');
  form::append_wrapped(out_, visible(text), indent + 2, kColumns - indent - 2);
  out_ += '\n';
}

// What stands below a reason: its days, what it rests on, the clause and the line.
void Writer::append_details(const Reason& reason, std::size_t indent) {
  if (!reason.days.empty()) append_line(why::days_text(reason.days), indent);
  append_reasons(reason.because, indent);
  std::string from = visible(reason.clause);
  if (reason.span && reason.kind != Reason::Kind::fact) {
    from += (from.empty() ? "" : "; ") + path_and_line(why_.sources, *reason.span);
  }
  if (!from.empty()) append_line(from, indent);
}

void Writer::append_reasons(const std::vector<Reason>& reasons, std::size_t indent) {
  for (const Reason& reason : reasons) {
    append_line("- " + reason.text, indent);
    append_details(reason, indent + 2);
  }
}

void Writer::append_dated(const Reason& reason) {
  out_ += "  ";
  form::append_padded(out_, reason.at ? say(*reason.at) : "", kDates);
  form::append_wrapped(out_, visible(reason.text), kDates + 2, kColumns - kDates - 2);
  out_ += '\n';
  append_details(reason, kDates + 4);
}

void Writer::append_chain(const std::vector<Reason>& chain, bool end_only) {
  constexpr std::size_t kEnd = 2;  // what opened the step, and that it opened
  const std::size_t first = end_only && chain.size() > kEnd ? chain.size() - kEnd : 0;
  for (std::size_t i = first; i < chain.size(); ++i) append_dated(chain[i]);
}

void Writer::append_heading(const Account& account) {
  std::string title;
  if (account.line) {
    const model::DoLine& line = account.policy->steps[*account.step].lines[*account.line];
    title = title_of(why_.report.family->words, line, account.allowed != 0 ? account.allowed : all_alternatives(line));
  } else if (account.escalation) {
    const model::Escalation& escalation = *account.policy->rules[*account.escalation].escalation;
    title = escalation.title.empty() ? escalation.name : escalation.title;
  }
  std::string text = fmt::format("{} ({}): {}", visible(title), account.id, words(account.standing));
  if (account.standing == Standing::upcoming) text += " from " + say(*account.opens);
  if (account.due) text += " by " + say(account.due);
  if (account.days_late > 0) text += ", " + counted(account.days_late, "day") + " late";
  if (colour_) out_ += kBold;
  form::append_wrapped(out_, text, 4, kColumns);
  if (colour_) out_ += kReset;
  out_ += '\n';
}

// `before`: what was told before it; another line of one step has the same causes and the same deadline.
void Writer::append_account(const Account& account, const Account* before, bool short_form) {
  out_ += '\n';
  append_heading(account);
  const bool same = before && account.opening && account.opening == before->opening && account.chain.size() > 1 &&
                    account.chain.size() == before->chain.size();
  if (same) {
    append_line("opened with what is above", 2);
  } else {
    append_chain(account.chain, short_form);
  }
  if (account.deadline && !(same && before->deadline)) append_dated(*account.deadline);
  if (!account.beside.empty()) {
    out_ += "  Beside this:\n";
    append_reasons(account.beside, 2);
  }
  if (!account.missing.empty() && !(short_form && account.standing == Standing::upcoming)) {
    out_ += account.standing == Standing::upcoming ? "  Now:\n" : "  What keeps it from being due:\n";
    append_reasons(account.missing, 2);
  }
  if (!account.ahead) return;
  append_line(account.ahead->text, 2);
  append_chain(account.ahead->because, false);
}

void Writer::append_head() {
  const engine::Assessment& assessment = *why_.report.assessment;
  std::string as_of;
  append_as_of(as_of, why_.as_of);
  std::string text = fmt::format("{}: {} version {}, as of {}", visible(why_.report.id), assessment.policy->name,
                                 assessment.policy->version, as_of);
  if (why_.known_on) text += fmt::format(", on what was recorded by {}", to_string(*why_.known_on));
  append_line(text, 0);
  append_line(why_.explanation.status, 0);
}

std::string Writer::write() {
  const why::Explanation& explanation = why_.explanation;
  const bool whole = explanation.asked.empty();
  append_head();
  if (whole) {
    out_ += '\n';
    const bool dated = !explanation.because.empty() && explanation.because.front().at;
    if (dated) append_chain(explanation.because, false);
    else append_reasons(explanation.because, 2);
    if (explanation.accounts.empty()) append_line("nothing is due", 0);
  }
  const Account* before = nullptr;
  for (const Account& account : explanation.accounts) {
    append_account(account, before, whole);
    before = &account;
  }
  if (!whole && explanation.accounts.empty()) {
    out_ += '\n';
    append_line(fmt::format("no step of this policy asks for {}", explanation.asked), 0);
  }
  return std::move(out_);
}

}  // namespace

std::string why_text(const WhyReport& why, bool colour) { return Writer(why, colour).write(); }

}  // namespace engage::report
