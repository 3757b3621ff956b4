#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <ranges>
#include <string_view>

#include "calendar/words.h"
#include "report/due/case_writer.h"
#include "report/due/details.h"
#include "report/naming.h"
#include "text/visible.h"
#include "text/words.h"

namespace engage::report {
namespace {

// The columns; the first ones say the same in all rows of a case.
enum Column : std::size_t {
  kCase,
  kPolicy,
  kVersion,
  kAsOf,
  kStatus,
  kEpisode,
  kStage,
  kSince,
  kOutcome,
  kKind,
  kId,
  kStep,
  kAction,
  kTitle,
  kRole,
  kAssignee,
  kOpens,
  kDue,
  kState,
  kDaysLate,
  kAvoid,
  kFindOut,
  kEscalation,
  kTo,
  kClause,
  kNote,
  kSource,
  kReason,
  kFile,
  kLine,
  kStartEvent,
  kStartAt,
  kRecorded,
  kSinceDate,
  kSinceMinute,
  kOpensDate,
  kOpensMinute,
  kDueDate,
  kDueMinute,
  kStartDate,
  kStartMinute,
  // Where some policy of the run has what they hold (Uses).
  kAs,
  kDoneBy,
  kDeadlineOf,
  kNotKnown,
  kAim,
  kAimMissed,
  kColumns,
};

constexpr std::array<std::string_view, kColumns> kNames = {
    "case",       "policy",       "version",     "as_of",      "status",     "episode",      "stage",
    "since",      "outcome",      "kind",        "id",         "step",       "action",       "title",
    "role",       "assignee",     "opens",       "due",        "state",      "days_late",    "avoid",
    "find_out",   "escalation",   "to",          "clause",     "note",       "source",       "reason",
    "file",       "line",         "start_event", "start_at",   "recorded",   "since_date",   "since_minute",
    "opens_date", "opens_minute", "due_date",    "due_minute", "start_date", "start_minute", "as",
    "done_by",    "deadline_of",  "not_known",   "aim",        "aim_missed"};

using Row = std::array<std::string, kColumns>;

constexpr std::uint32_t kSigns[] = {'=', '+', '-', '@', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};  // the last four full-width

bool is_blank(std::uint32_t code) {
  return code == ' ' || code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x202F ||
         code == 0x205F || code == 0x3000 || is_hidden(code);
}

// Whether a spreadsheet could run the cell. Some take blanks off first, and some what has no width.
bool is_formula(std::string_view cell) {
  if (cell.starts_with('\t') || cell.starts_with('\r') || cell.starts_with('\n')) return true;
  while (!cell.empty()) {
    const Character character = first_character(cell);
    if (character.bytes == 0) return false;
    if (!is_blank(character.code)) return std::ranges::find(kSigns, character.code) != std::end(kSigns);
    cell.remove_prefix(character.bytes);
  }
  return false;
}

// Nothing that engage itself writes, a number or a date, begins like a formula.
void append_cell(std::string& out, std::string_view text) {
  if (text.empty()) return;
  const bool plain = std::ranges::all_of(text, [](char byte) { return byte >= 0x20 && byte < 0x7F; });
  const std::string shown = plain ? std::string() : visible_in_cell(text);
  const std::string_view cell = plain ? text : shown;
  const bool quoted = cell.find_first_of(",\"\r\n") != std::string_view::npos;
  if (quoted) out += '"';
  if (cell.starts_with('\'') || is_formula(cell)) out += '\'';
  if (!quoted) {
    out += cell;
    return;
  }
  for (const char byte : cell) {
    if (byte == '"') out += '"';
    out += byte;
  }
  out += '"';
}

bool is_column(std::size_t column, const Uses& uses) {
  switch (column) {
    case kAs:
    case kDoneBy: return uses.outcomes;
    case kDeadlineOf:
    case kNotKnown: return uses.deadlines;
    case kAim:
    case kAimMissed: return uses.aims;
    default: return true;
  }
}

template <typename Cells>
void append_row(std::string& out, const Cells& cells, const Uses& uses) {
  bool first = true;
  for (std::size_t i = 0; i < kColumns; ++i) {
    if (!is_column(i, uses)) continue;
    if (!first) out += ',';
    first = false;
    append_cell(out, cells[i]);
  }
  out += "\r\n";
}

std::string text(Instant at) {
  std::string written;
  append_instant(written, at);
  return written;
}

// The columns for those who sort or compute: one has always a date, the other always a date and a time, with the
// seconds that other programs would add.
void fill_moment(Row& row, Column date, Instant at) {
  append_date(row[date], date_of(at));
  append_minute(row[date + 1], at);
  row[date + 1] += ":00";
}

void fill_opens(Row& row, Instant opens) {
  row[kOpens] = text(opens);
  fill_moment(row, kOpensDate, opens);
}

void fill_due(Row& row, const std::optional<Deadline>& due) {
  if (!due) return;
  append_deadline(row[kDue], *due);
  fill_moment(row, kDueDate, {due->passed_at().minutes - 1});
}

// "weekday=tuesday time_of_day=morning; way=send_text". A bare `tuesday` would be a date to some programs.
std::string avoided(const model::Words& words, const std::vector<engine::Slot>& slots) {
  std::vector<std::string> all;
  for (const engine::Slot& slot : slots) {
    std::vector<std::string> parts;
    if (slot.weekday) parts.push_back("weekday=" + std::string(name(*slot.weekday)));
    if (slot.part_of_day) parts.push_back("time_of_day=" + std::string(part_of_day_name(*slot.part_of_day)));
    if (slot.way) parts.push_back("way=" + words.events[*slot.way].name);
    all.push_back(joined(parts, " "));
  }
  return joined(all, "; ");
}

void fill_step(Row& row, const model::Family& family, const cases::Record& record, const engine::Opening& opening,
               model::RoleId role) {
  const model::Step& step = step_of(opening);
  row[kStep] = step.name;
  if (role != model::DoLine::kNoRole) row[kRole] = family.words.roles[role].name;
  row[kAssignee] = assignee_of(family.words, record, role);
  row[kClause] = step.clause;
  row[kNote] = step.note;
  if (const model::Escalation* escalation = escalation_of(opening)) {
    row[kEscalation] = escalation->name;
    row[kTo] = family.words.roles[escalation->role].name;
  }
}

std::string fact_names(const model::Words& words, const std::vector<model::FactId>& facts) {
  const auto name = [&](model::FactId fact) -> std::string_view { return words.facts[fact].name; };
  return joined(facts | std::views::transform(name), " ");
}

void fill_pending(Row& row, const model::Words& words, const engine::Pending& pending) {
  if (pending.event) {
    row[kStartEvent] = words.events[*pending.event].name;
    row[kStartAt] = text(pending.at);
    fill_moment(row, kStartDate, pending.at);
  }
  row[kRecorded] = std::to_string(pending.recorded);
  row[kFindOut] = fact_names(words, pending.find_out);
  if (row[kReason].empty()) row[kReason] = to_string(pending.because, words);
}

Row owed_row(Row row, const model::Family& family, const cases::Record& record, const engine::OwedAction& owed,
             const Sources& sources) {
  const model::DoLine& line = line_of(owed);
  const std::uint64_t alternatives = line.any_of ? owed.allowed : all_alternatives(line);
  fill_step(row, family, record, owed.opening, line.role);
  row[kId] = id_of(owed.opening, owed.line);
  row[kAction] = names_of(family.words, line, alternatives);
  row[kTitle] = title_of(family.words, line, alternatives);
  fill_opens(row, owed.opens);
  fill_due(row, owed.due);
  row[kAvoid] = avoided(family.words, owed.avoid);
  row[kAs] = outcome_asked(family.words, line);
  row[kDoneBy] = doer_asked(family.words, line);
  row[kDeadlineOf] = deadline_of(owed, sources);
  row[kNotKnown] = anchors_not_known(owed);
  if (owed.aim) append_deadline(row[kAim], *owed.aim);
  row[kSource] = path_and_line(sources, line.span);
  return row;
}

void fill_case(Row& row, const model::Family& family, const engine::Assessment& assessment) {
  const model::Policy& policy = *assessment.policy;
  row[kPolicy] = policy.name;
  row[kVersion] = std::to_string(policy.version);
  row[kStatus] = name(assessment.status);
  row[kEpisode] = std::to_string(assessment.episode);
  if (assessment.stage) row[kStage] = policy.stages[*assessment.stage].name;
  if (assessment.since) {
    row[kSince] = text(*assessment.since);
    fill_moment(row, kSinceDate, *assessment.since);
  }
  if (assessment.outcome) row[kOutcome] = policy.outcomes[*assessment.outcome].name;
  row[kReason] = assessment.reason;
  if (assessment.pending) fill_pending(row, family.words, *assessment.pending);
}

// Comma-separated values (RFC 4180, lines end in CRLF): a row an owed action, upcoming action and
// blocked step. A case with none of these has one row of kind `no_work` (`none` would be an empty cell to
// some programs), a rejected one of kind `rejected`: every case has a row. An entry that lacks what the policy asks has
// a row of kind `outcome_missing` or `role_missing`, an escalation that a retracted entry had raised one of kind
// `retracted_escalation`: `opens` says of when. Of a case that has not started it says the latest event that would
// start it, and what keeps it from starting.
//
// A cell that a spreadsheet could take for a formula gets a ' in front, and so does one that begins with a ':
// whoever reads the file back takes the first ' off a cell that begins with one.
class CsvWriter : public CaseWriter {
 public:
  explicit CsvWriter(const CaseList& list)
      : sources_(list.sources),
        context_(list.context),
        uses_(uses_of(list.families)),
        byte_order_mark_(list.byte_order_mark) {}

  void begin(std::string& out) override {
    if (byte_order_mark_) out += "\xEF\xBB\xBF";
    append_row(out, kNames, uses_);
  }
  void add(std::string& out, const CaseReport& report) override;

 private:
  void add_assessed(std::string& out, const CaseReport& report, Row row) const;
  void add_unsaid(std::string& out, const Row& row, const model::Words& words, std::string_view kind,
                  const std::vector<engine::UnsaidEntry>& entries) const;
  void add_retracted(std::string& out, const Row& row, const model::Words& words,
                     const std::vector<engine::FiredEscalation>& escalations) const;

  const Sources& sources_;
  Context context_;
  Uses uses_;
  bool byte_order_mark_;
};

void CsvWriter::add(std::string& out, const CaseReport& report) {
  Row row;
  row[kCase] = report.id;
  append_as_of(row[kAsOf], context_.as_of);
  row[kFile] = report.file;
  if (report.line != 0) row[kLine] = std::to_string(report.line);
  if (report.assessment != nullptr) return add_assessed(out, report, std::move(row));
  row[kKind] = "rejected";
  row[kReason] = joined(*report.rejected, "; ");
  append_row(out, row, uses_);
}

// `row`: what is the same in all rows of a case.
void CsvWriter::add_assessed(std::string& out, const CaseReport& report, Row row) const {
  const engine::Assessment& assessment = *report.assessment;
  const model::Family& family = *report.family;
  fill_case(row, family, assessment);

  for (const engine::OwedAction& owed : assessment.actions) {
    Row of_action = owed_row(row, family, *report.record, owed, sources_);
    of_action[kKind] = "action";
    of_action[kState] = name(owed.state);
    of_action[kDaysLate] = std::to_string(owed.days_late);
    if (owed.aim) of_action[kAimMissed] = owed.aim_missed ? "yes" : "no";
    append_row(out, of_action, uses_);
  }
  for (const engine::BlockedStep& blocked : assessment.blocked) {
    const model::Step& step = step_of(blocked.opening);
    Row of_step = row;
    fill_step(of_step, family, *report.record, blocked.opening, role_of(step));
    of_step[kKind] = "blocked";
    of_step[kTitle] = title_of(step);
    fill_opens(of_step, blocked.opens);
    fill_due(of_step, blocked.due);
    of_step[kState] = name(blocked.state);
    of_step[kFindOut] = fact_names(family.words, blocked.find_out);
    of_step[kSource] = path_and_line(sources_, step.span);
    append_row(out, of_step, uses_);
  }
  for (const engine::OwedAction& owed : assessment.upcoming) {
    Row of_action = owed_row(row, family, *report.record, owed, sources_);
    of_action[kKind] = "upcoming";
    append_row(out, of_action, uses_);
  }
  if (assessment.actions.empty() && assessment.blocked.empty() && assessment.upcoming.empty()) {
    Row of_case = row;
    of_case[kKind] = "no_work";
    append_row(out, of_case, uses_);
  }
  add_unsaid(out, row, family.words, "outcome_missing", assessment.outcome_missing);
  add_unsaid(out, row, family.words, "role_missing", assessment.role_missing);
  add_retracted(out, row, family.words, assessment.escalations);
}

// Entries of which nobody recorded what came of them, or who did it.
void CsvWriter::add_unsaid(std::string& out, const Row& row, const model::Words& words, std::string_view kind,
                           const std::vector<engine::UnsaidEntry>& entries) const {
  for (const engine::UnsaidEntry& entry : entries) {
    const model::Event& action = words.events[entry.action];
    Row of_entry = row;
    of_entry[kKind] = kind;
    of_entry[kAction] = action.name;
    of_entry[kTitle] = title_of(action);
    fill_opens(of_entry, entry.at);
    append_row(out, of_entry, uses_);
  }
}

void CsvWriter::add_retracted(std::string& out, const Row& row, const model::Words& words,
                              const std::vector<engine::FiredEscalation>& escalations) const {
  for (const engine::FiredEscalation& fired : escalations) {
    if (!fired.on_retracted) continue;
    const model::Escalation& escalation = *fired.policy->rules[fired.rule].escalation;
    Row of_escalation = row;
    of_escalation[kKind] = "retracted_escalation";
    of_escalation[kEscalation] = escalation.name;
    of_escalation[kTitle] = escalation.title;
    of_escalation[kTo] = words.roles[escalation.role].name;
    of_escalation[kReason] = "raised on a retracted entry";
    fill_opens(of_escalation, fired.at);
    append_row(out, of_escalation, uses_);
  }
}

}  // namespace

std::unique_ptr<CaseWriter> make_csv(const CaseList& list) { return std::make_unique<CsvWriter>(list); }

}  // namespace engage::report
