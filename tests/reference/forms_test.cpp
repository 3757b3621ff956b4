#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <string>

#include "generate.h"
#include "load.h"

// That generated policies hold every statement and every form of condition: what none of them
// holds, nothing here has tried.
namespace engage::reference {
namespace {

constexpr int kPolicies = 500;

// Named by what the reference of the language calls them; a pattern for a line of a policy's text.
const std::map<std::string, std::string> kForms = {
    // Statements
    {"version … effective", R"(^  version \d+ effective)"},
    {"for all cases", "for all cases$"},
    {"calendar", "^  calendar days_of_work"},
    {"calendar: include", "^  include "},
    {"calendar: closed", "^  closed "},
    {"calendar: open", "^  open "},
    {"calendar: substitute", "if weekend then next business day"},
    {"calendar: open to", "^  open .* to "},
    {"calendar: next weekday", "then next wednesday"},
    {"calendar: previous weekday", "then previous friday"},
    {"calendar: weekday near a date", "on second thursday after "},
    {"calendar: days from another day", "on 2 days after first "},
    {"calendar: weekend none", "^  weekend none"},
    {"calendar: hours", "^  hours 08:30"},
    {"calendar: hours of a weekday", "^  hours friday,"},
    {"calendar: hours of several", "^  hours monday to thursday,"},
    {"calendar: period", "^  period "},
    {"extends", "extends base"},
    {"set", "^  set patience"},
    {"in stage, instead of", "^  in stage .*, instead of "},
    {"in stage, before", "^  in stage .*, before "},
    {"in stage, after", "^  in stage .*, after "},
    {"in stage, without", "^  in stage .*, without "},
    {"applies when", "^  applies when "},
    {"starts on several", "^  starts on .*,"},
    {"starts on … when", "^  starts on .* when "},
    {"default within", "^  default within "},
    {"default by", "^  default by "},
    {"setting", "^  setting "},
    {"words of a policy's own", "^  fact housed"},
    {"limit of a stage", "^    limit "},
    {"limit of a policy", "^  limit "},
    {"limit or business day", "limit .* business day.* then "},
    {"limit since", "limit .* since .* then "},
    {"limit since during", "^  limit .* since .* during .* then "},
    {"limit then finish", "limit .* then finish "},
    {"wait D", R"(wait (\d+ \w+|patience)$)"},
    {"wait D1 to D2", R"(wait \d+( \w+)? to )"},
    {"wait D for", R"(wait \d.* for )"},
    {"wait for", "wait for "},
    {"wait for at most", "wait for .* at most "},
    {"wait until", "wait until "},
    {"wait until at most", "wait until .* at most "},
    {"repeat", "repeat every "},
    {"repeat D to D2", R"(repeat every \d+( \w+)? to )"},
    {"repeat at most times", "repeat .* at most . times"},
    {"repeat until", "repeat .* until "},
    {"ANCHOR date that is worked out", "(since|of|after) (due_back|month_end|fifth|first_day)"},
    {"date is before", "due_back is before"},
    {"date is known", "fifth is known"},
    {"at least every", "^ +at least every "},
    {"at least every listed", "at least every .*, listed .* ahead"},
    {"every counted from", "^ +every .* counted from "},
    {"every counted from listed", "counted from .*, listed .* ahead"},
    {"once every calendar week", "once every calendar week"},
    {"once every PERIOD", "once every term"},
    {"once every from the next one", "once every .*, from the next one"},
    {"its date", "its date"},
    {"in this PERIOD", "in this term"},
    {"in the last PERIOD", "in the last term"},
    {"nested if", "^        if "},
    {"otherwise", "otherwise$"},
    {"go to", "^ +go to "},
    {"finish", "^ +finish "},
    {"on, stage", "^    on "},
    {"on, policy", "^  on "},
    {"on three events", "^ +on [^,]+,[^,]+,"},
    {"on during if", "on .* during .* if "},
    {"when, stage", "^    when "},
    {"when, policy", "^  when "},
    {"when during", "when .* during "},
    {"escalate, stage", "^    escalate "},
    {"escalate, policy", "^  escalate "},
    {"step: within", "^ +within "},
    {"step: within or", "^ +within .* or previous business day"},
    {"step: within of", "^ +within .* of "},
    {"step: no later than before", "no later than .* before "},
    {"step: no later than after", "no later than .* after "},
    {"step: no later than ANCHOR", R"(no later than (first )?\w+$)"},
    {"step: two deadlines", R"(\n +(within|no later).*\n +(within|no later))"},
    {"step: give at least", "give at least "},
    {"step: by a time", R"(^ +by \d)"},
    {"step: aim within", "aim within "},
    {"step: aim within of", "aim within .* of "},
    {"step: by", "^ +by [a-z]"},
    {"step: only if", "only if "},
    {"step: note", "^ +note "},
    {"alongside, stage", "^    alongside "},
    {"alongside, policy", "^  alongside \"Visits\"$"},
    {"alongside during", "^  alongside \"Visits\" during"},
    {"on … unless already open", "^ +on .* unless already open$"},
    {"on … starting over", "^ +on .*, starting over$"},
    {"when … also after closing", "^ +when .*, also after closing$"},
    {"on E as O", "^ +on .* as (seen|answered)"},
    {"starts or waits for E done by", "for .* done by "},
    {"do A as O", "do visit as (not_)?seen"},
    {"do A done by R", "do .* done by "},
    {"do any of A as O, A as P", "visit as seen.*, visit as not_seen"},
    {"varying from the last time", "varying .* from the last time"},
    {"do", "^ +do (?!any of)"},
    {"do any of four", "do any of [^,]+,[^,]+,[^,]+,[^,]+"},
    {"do if", "do .* if "},
    {"do varying", "do .*, varying weekday"},
    {"do varying several", "varying .* and "},
    {"do varying among", "varying .* among "},
    // Conditions
    {"and", "(if|when|until) .* and "},
    {"or", "(if|when|until) .* or "},
    {"not", R"(not \()"},
    {"F", "if consent$"},
    {"not F", "not ready"},
    {"F is V, scale", "risk is medium"},
    {"F is V, text", "referred_by is \""},
    {"F is V, number", "age is 12"},
    {"F is not V", "service is not family"},
    {"F is not V, date", "review is not 2026"},
    {"F is one of", "is one of "},
    {"F is at least", "age is at least "},
    {"F is at most", "risk is at most "},
    {"F is above", "age is above "},
    {"F is below", "risk is below "},
    {"F is before", "review is before "},
    {"F is after", "review is after "},
    {"F is known", "is known"},
    {"F is unknown", "is unknown"},
    {"E happened", "happened"},
    {"E happened at least", "happened at least . times"},
    {"E happened in this stage", "happened in this stage"},
    {"E happened in the last", "happened in the last "},
    {"E happened since", "happened since "},
    {"E happened within of", "happened within .* of "},
    {"E as O happened", "visit as seen happened"},
    {"E done by R happened", "done by (worker|supervisor) happened"},
    {"E ever happened", "ever happened"},
    {"E never happened", "never happened"},
    {"E happened on different days", "happened on at least . different days"},
    {"E happened on consecutive days", "happened on . consecutive days"},
    {"in this calendar week", "in this calendar week"},
    {"in the last calendar month", "in the last calendar month"},
    {"no E in the last calendar week", R"(no \w+ in the last calendar week)"},
    {"today is", "today is friday"},
    {"today is one of", "today is one of"},
    {"today is a business day", "today is a business day$"},
    {"today is a business day in", "today is a business day in"},
    {"STEP is due within", R"(t\d+ is due within )"},
    {"ANCHOR the later of", "the later of "},
    {"ANCHOR the earlier of", "the earlier of "},
    {"no E", "no (call|contact|crisis)"},
    {"no E in this stage", R"(no \w+ in this stage)"},
    {"no E in the last", R"(no \w+ in the last )"},
    {"no E since", R"(no \w+ since )"},
    {"no E within of", R"(no \w+ within .* of )"},
    {"D after", R"((if|when|until) \d+ \w+ after )"},
    {"D before", R"((if|when|until) \d+ \w+ before )"},
    {"STEP is done", R"(t\d+ is done)"},
    {"STEP is skipped", R"(t\d+ is skipped)"},
    {"STEP is over", R"(t\d+ is over\b)"},
    {"STEP is overdue", R"(t\d+ is overdue)"},
    {"STEP is overdue by", R"(t\d+ is overdue by )"},
    {"any step is overdue", "any step is overdue"},
    {"ANCHOR start", "since start"},
    {"ANCHOR stage start", "of stage start"},
    {"ANCHOR date", "since review"},
    {"ANCHOR event", "of (call|contact)"},
    {"ANCHOR first", "(since|of) first "},
    {"guard by what happened", "action .* allowed if .*(happened|no )"},
    // Durations
    {"hours", "hours"},
    {"business days", "business days"},
    {"business hours", "business hours"},
    {"business days by another calendar", "business days? in school"},
    {"business hours by another calendar", "business hours in school"},
    {"a range by another calendar", R"(\d to \d business \w+ in school)"},
    {"weeks", "1 week"},
    {"months", "1 month"},
    {"0 days", R"(\b0 (days|business days))"},
};

TEST(Generator, WritesEveryForm) {
  std::map<std::string, int> found;
  std::map<std::string, int> faults;  // the first of each policy
  int without_faults = 0;
  for (int i = 0; i < kPolicies; ++i) {
    Dice dice(static_cast<std::uint64_t>(i));
    const std::string text = generate_policy(dice);
    const auto loaded = load(text);
    if (loaded->family() == nullptr) {
      ++faults[loaded->faults.substr(0, loaded->faults.find(':'))];
      continue;
    }
    ++without_faults;
    for (const auto& [form, pattern] : kForms) {
      if (found[form] > 0) continue;
      found[form] += std::regex_search(text, std::regex(pattern, std::regex::multiline)) ? 1 : 0;
    }
  }
  for (const auto& [form, pattern] : kForms) EXPECT_GT(found[form], 0) << "in no generated policy: " << form;
  EXPECT_GT(without_faults, kPolicies * 7 / 8) << testing::PrintToString(faults);
}

}  // namespace
}  // namespace engage::reference
