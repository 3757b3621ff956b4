#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "calendar/words.h"
#include "report/due/case_writer.h"
#include "report/due/details.h"
#include "report/naming.h"
#include "text/visible.h"
#include "text/words.h"

namespace engage::report {
namespace {

constexpr std::size_t kMaxLine = 75;  // bytes, without the line's end

// One content line, folded so that no UTF-8 character is cut. `line` is its name, parameters and value.
void append_line(std::string& out, std::string_view line) {
  std::size_t limit = kMaxLine;
  while (line.size() > limit) {
    std::size_t cut = limit;
    while (cut > 1 && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
    out += line.substr(0, cut);
    out += "\r\n ";
    line.remove_prefix(cut);
    limit = kMaxLine - 1;  // the space that marks a folded line counts
  }
  out += line;
  out += "\r\n";
}

// A value of type TEXT, in one line whatever the text holds.
std::string escaped(std::string_view text) {
  std::string value;
  for (const char byte : visible_on_page(text)) {
    if (byte == '\\' || byte == ';' || byte == ',') value += '\\';
    if (byte == '\n') {
      value += "\\n";
    } else {
      value += byte;
    }
  }
  return value;
}

// A part of a UID: what parts the UID, and what would not show, as %XX, so that two texts stay two.
std::string in_uid(std::string_view id, std::string_view parting) {
  std::string part;
  while (!id.empty()) {
    const Character character = first_character(id);
    const std::string_view bytes = id.substr(0, std::max(character.bytes, 1u));
    const bool parts = parting.find(bytes) != parting.npos;
    const bool plain = character.bytes > 0 && !is_hidden(character.code) && !parts;
    for (const char byte : bytes) part += plain ? std::string(1, byte) : fmt::format("%{:02X}", byte & 0xFF);
    id.remove_prefix(bytes.size());
  }
  return part;
}

void append_text(std::string& out, std::string_view property, std::string_view text) {
  if (!text.empty()) append_line(out, std::string(property) + ":" + escaped(text));
}

std::string basic_date(Date date) {
  std::string written = to_string(date);
  std::erase(written, '-');
  return written;
}

std::string basic_time(Instant at) {
  const int minute = minute_of_day(at);
  const auto two = [](int number) { return std::string(number < 10 ? "0" : "") + std::to_string(number); };
  return basic_date(date_of(at)) + "T" + two(minute / 60) + two(minute % 60) + "00";
}

// DTSTART and DUE must be of one type, DUE's, and DTSTART the earlier: else DUE stands alone.
void append_times(std::string& out, Instant opens, const std::optional<Deadline>& due) {
  const bool dates = due ? due->whole_day : minute_of_day(opens) == 0;
  if (dates) {
    if (!due || date_of(opens) < date_of(due->at)) append_line(out, "DTSTART;VALUE=DATE:" + basic_date(date_of(opens)));
    if (due) append_line(out, "DUE;VALUE=DATE:" + basic_date(date_of(due->at)));
  } else {
    if (!due || opens < due->at) append_line(out, "DTSTART:" + basic_time(opens));
    if (due) append_line(out, "DUE:" + basic_time(due->at));
  }
}

// From 1, the most urgent, to 9.
int priority(engine::DueState state) {
  switch (state) {
    case engine::DueState::overdue: return 1;
    case engine::DueState::due_today: return 3;
    case engine::DueState::open: return 5;
  }
  return 0;
}
constexpr int kUpcomingPriority = 9;

struct Todo {
  std::string uid;
  std::string summary;
  std::string description;
  std::string category;
  int priority = 0;
};

void append_todo(std::string& out, const Todo& todo, Instant as_of, std::string_view times) {
  out += "BEGIN:VTODO\r\n";
  append_text(out, "UID", todo.uid + "@engage");
  append_line(out, "DTSTAMP:" + basic_time(as_of) + "Z");
  out += times;
  append_text(out, "SUMMARY", todo.summary);
  append_text(out, "DESCRIPTION", todo.description);
  append_text(out, "CATEGORIES", todo.category);
  append_line(out, "PRIORITY:" + std::to_string(todo.priority));
  out += "STATUS:NEEDS-ACTION\r\nEND:VTODO\r\n";
}

void add_sentence(std::string& description, std::string_view label, std::string_view text) {
  if (text.empty()) return;
  if (!description.empty()) description += '\n';
  description += label;
  description += text;
}

// What an action and a blocked step have in common.
Todo todo_for(const CaseReport& report, const engine::Opening& opening, std::string_view id, model::RoleId role,
              const std::string& source) {
  const model::Family& family = *report.family;
  const model::Step& step = step_of(opening);
  Todo todo;
  todo.uid = family.name + "/" + std::string(id) + "/" + in_uid(report.id, "%#/");
  if (role != model::DoLine::kNoRole) todo.category = family.words.roles[role].name;
  add_sentence(todo.description, "Case: ", report.id);
  add_sentence(todo.description, "Assignee: ", assignee_of(family.words, *report.record, role));
  add_sentence(todo.description, "Clause: ", step.clause);
  add_sentence(todo.description, "Note: ", step.note);
  if (const model::Escalation* escalation = escalation_of(opening)) {
    add_sentence(todo.description, "Escalation: ", escalation->title.empty() ? escalation->name : escalation->title);
  }
  add_sentence(todo.description,
               "Policy: ", family.name + ", version " + std::to_string(opening.policy->version) + ", " + source);
  return todo;
}

void append_owed(std::string& out, const CaseReport& report, const engine::OwedAction& owed, const Context& context,
                 int priority_of, const Sources& sources) {
  const model::Words& words = report.family->words;
  const model::DoLine& line = line_of(owed);
  Todo todo =
      todo_for(report, owed.opening, id_of(owed.opening, owed.line), line.role, path_and_line(sources, line.span));
  todo.summary =
      title_of(words, line, line.any_of ? owed.allowed : all_alternatives(line)) + " (" + std::string(report.id) + ")";
  add_sentence(todo.description, "Deadline: ", deadline_sentence(owed, sources));
  add_sentence(todo.description, "Aim: ", aim_sentence(owed));
  add_sentence(todo.description, "Done by: ", doers_sentence(words, line, owed.allowed));
  add_sentence(todo.description, "Used before: ", slots_of(words, owed.avoid));
  todo.priority = priority_of;
  std::string times;
  append_times(times, owed.opens, owed.due);
  append_todo(out, todo, context.as_of, times);
}

void append_blocked(std::string& out, const CaseReport& report, const engine::BlockedStep& blocked,
                    const Context& context, const Sources& sources) {
  const model::Step& step = step_of(blocked.opening);
  const std::string id = step.name + ".find_out#" + std::to_string(blocked.opening.number);
  Todo todo = todo_for(report, blocked.opening, id, role_of(step), path_and_line(sources, step.span));
  todo.summary = "Find out for \"" + title_of(step) + "\": ";
  for (std::size_t i = 0; i < blocked.find_out.size(); ++i) {
    if (i > 0) todo.summary += ", ";
    todo.summary += report.family->words.facts[blocked.find_out[i]].name;
  }
  todo.summary += " (" + std::string(report.id) + ")";
  todo.priority = priority(blocked.state);
  std::string times;
  append_times(times, blocked.opens, blocked.due);
  append_todo(out, todo, context.as_of, times);
}

// An entry that does not say what came of it, or who did it: somebody has to.
void append_unsaid(std::string& out, const CaseReport& report, const engine::UnsaidEntry& entry, std::string_view kind,
                   std::string_view asked, const Context& context) {
  const model::Event& action = report.family->words.events[entry.action];
  Todo todo;
  todo.uid = fmt::format("{}/{}/{}#{}/{}", report.family->name, kind, action.name, basic_time(entry.at),
                         in_uid(report.id, "%#/"));
  todo.summary = fmt::format("Find out {} \"{}\" on {} ({})", asked, title_of(action), say(entry.at), report.id);
  add_sentence(todo.description, "Case: ", report.id);
  add_sentence(todo.description, "Policy: ", report.family->name);
  todo.category = kind;
  todo.priority = priority(engine::DueState::open);
  std::string times;
  append_times(times, entry.at, std::nullopt);
  append_todo(out, todo, context.as_of, times);
}

// An escalation that a retracted entry had raised: its work is no longer due, and is not gone in silence.
void append_retracted(std::string& out, const CaseReport& report, const engine::FiredEscalation& fired,
                      const Context& context) {
  const model::Escalation& escalation = *fired.policy->rules[fired.rule].escalation;
  Todo todo;
  todo.uid = fmt::format("{}/retracted/{}#{}/{}", report.family->name, escalation.name, basic_time(fired.at),
                         in_uid(report.id, "%#/"));
  todo.summary = fmt::format("Raised on a retracted entry: {} ({})",
                             escalation.title.empty() ? escalation.name : escalation.title, report.id);
  add_sentence(todo.description, "Case: ", report.id);
  add_sentence(todo.description, "Policy: ", report.family->name);
  todo.category = report.family->words.roles[escalation.role].name;
  todo.priority = priority(engine::DueState::open);
  std::string times;
  append_times(times, fired.at, std::nullopt);
  append_todo(out, todo, context.as_of, times);
}

// A case that has not started, though somebody may have to see to it that it does.
void append_pending(std::string& out, const CaseReport& report, const Context& context) {
  const engine::Assessment& assessment = *report.assessment;
  const engine::Pending& pending = *assessment.pending;
  const engine::Awaits awaited = awaits(pending);
  const bool again = assessment.status == engine::Status::finished;
  if (!assessment.reason.empty() || (awaited == engine::Awaits::nothing && !again)) return;
  Todo todo;
  todo.uid = report.family->name + "/pending/" + in_uid(report.id, "%#/");
  todo.summary = std::string(awaited == engine::Awaits::applicability ? "Perhaps applicable, find out"
                             : awaited == engine::Awaits::referral    ? "Recorded, but never referred"
                                                                      : "Not started") +
                 ": " + pending_sentence(*report.family, assessment) + " (" + std::string(report.id) + ")";
  add_sentence(todo.description, "Case: ", report.id);
  for (const auto& [role, person] : report.record->assignees) add_sentence(todo.description, "Assignee: ", person);
  add_sentence(todo.description, "Policy: ", report.family->name);
  todo.category = "not_started";
  todo.priority = priority(engine::DueState::open);
  std::string times;
  if (pending.event) append_times(times, pending.at, std::nullopt);
  append_todo(out, todo, context.as_of, times);
}

void append_rejected(std::string& out, const CaseReport& report, const Context& context) {
  const std::string where = std::string(report.file) + ":" + std::to_string(report.line);
  Todo todo;
  // An id alone, a place alone, or a place and an id. Only a place has a `:`, and only work has a `#`.
  todo.uid = "rejected/";
  if (report.id.empty() || report.repeated) {
    todo.uid += fmt::format("{}:{}", in_uid(report.file, "%#:"), report.line);
    if (report.number > 0) todo.uid += fmt::format(":{}", report.number);
    if (!report.id.empty()) todo.uid += '/';
  }
  todo.uid += in_uid(report.id, "%#:/");
  todo.summary =
      (report.id.empty() ? "The case at " + where : "Case " + std::string(report.id)) + " could not be assessed: ";
  todo.summary += joined(*report.rejected, "; ");
  todo.description = "Record: " + where;
  todo.category = "rejected";
  todo.priority = 1;
  append_todo(out, todo, context.as_of, {});
}

// iCalendar (RFC 5545): one VTODO an owed action, upcoming action and blocked step, and one a rejected case and a case
// that has not started, so that nothing is lost; one an entry that lacks what the policy asks, and an escalation that a
// retracted entry had raised. Times are local ("floating"). The same work keeps its UID from run to
// run; DTSTAMP is the as-of instant.
class IcsWriter : public CaseWriter {
 public:
  explicit IcsWriter(const CaseList& list) : sources_(list.sources), context_(list.context) {}

  void begin(std::string& out) override {
    out += "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//engage//engage due//EN\r\nCALSCALE:GREGORIAN\r\n";
  }
  void end(std::string& out, const Counts&) override { out += "END:VCALENDAR\r\n"; }

  void add(std::string& out, const CaseReport& report) override {
    if (report.assessment == nullptr) return append_rejected(out, report, context_);
    for (const engine::OwedAction& owed : report.assessment->actions) {
      append_owed(out, report, owed, context_, priority(owed.state), sources_);
    }
    for (const engine::BlockedStep& blocked : report.assessment->blocked) {
      append_blocked(out, report, blocked, context_, sources_);
    }
    for (const engine::OwedAction& owed : report.assessment->upcoming) {
      append_owed(out, report, owed, context_, kUpcomingPriority, sources_);
    }
    for (const engine::UnsaidEntry& entry : report.assessment->outcome_missing) {
      append_unsaid(out, report, entry, "outcome_missing", "what came of", context_);
    }
    for (const engine::UnsaidEntry& entry : report.assessment->role_missing) {
      append_unsaid(out, report, entry, "role_missing", "who did", context_);
    }
    for (const engine::FiredEscalation& fired : report.assessment->escalations) {
      if (fired.on_retracted) append_retracted(out, report, fired, context_);
    }
    if (report.assessment->pending) append_pending(out, report, context_);
  }

 private:
  const Sources& sources_;
  Context context_;
};

}  // namespace

std::unique_ptr<CaseWriter> make_ics(const CaseList& list) { return std::make_unique<IcsWriter>(list); }

}  // namespace engage::report
