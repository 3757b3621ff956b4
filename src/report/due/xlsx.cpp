#include "report/due/xlsx.h"

#include <algorithm>
#include <array>
#include <climits>
#include <iterator>
#include <tuple>
#include <utility>

#include "calendar/words.h"
#include "report/naming.h"
#include "text/visible.h"
#include "text/words.h"

namespace engage::report {
namespace {

using form::Cell;
using form::Row;

// Line ends stay; what nobody would see, and what the format forbids, is written out.
Cell text(std::string_view written) {
  std::string shown;
  while (true) {
    const std::size_t end = written.find('\n');
    shown += visible_on_page(written.substr(0, end));
    if (end == written.npos) return shown;
    shown += '\n';
    written.remove_prefix(end + 1);
  }
}

Cell number(std::uint64_t count) { return static_cast<std::int64_t>(count); }

Cell moment(Instant at) {
  if (minute_of_day(at) == 0) return date_of(at);
  return at;
}

Cell deadline(const std::optional<Deadline>& due) {
  if (!due) return {};
  if (due->whole_day) return date_of(due->at);
  return due->at;
}

// A date stands for the whole of its day.
Cell as_of_cell(Instant as_of) {
  if (minute_of_day(as_of) == kMinutesPerDay - 1) return date_of(as_of);
  return as_of;
}

template <typename Named>
const std::string& titled(const Named& thing) {
  return thing.title.empty() ? thing.name : thing.title;
}

std::string role_title(const model::Words& words, model::RoleId role) {
  return role == model::DoLine::kNoRole ? std::string() : titled(words.roles[role]);
}

std::string state_words(engine::DueState state) {
  switch (state) {
    case engine::DueState::overdue: return "overdue";
    case engine::DueState::due_today: return "due today";
    case engine::DueState::open: return "open";
  }
  return {};
}

void append(Row& row, std::initializer_list<Cell> cells) { row.insert(row.end(), cells); }

form::Sheet sheet(std::string name, std::vector<std::string> headings, std::vector<Row> rows) {
  return {std::move(name), std::move(headings), std::move(rows)};
}

constexpr std::array<std::string_view, 4> kUrgencyWords = {"overdue", "due today", "open", "upcoming"};

const std::vector<std::string> kWorkHeadings = {"Case", "Policy", "Version",    "Episode",     "Stage",      "Since",
                                                "Id",   "Step",   "What to do", "Role",        "Assignee",   "Opens",
                                                "Due",  "State",  "Days late",  "Used before", "Escalation", "Clause",
                                                "Note", "Source", "File",       "Line"};

}  // namespace

XlsxWriter::XlsxWriter(const CaseList& list)
    : sources_(list.sources),
      context_(list.context),
      uses_(uses_of(list.families)),
      known_on_(list.known_on),
      filtered_(list.filtered) {
  for (const model::Family& family : list.families) {
    for (const model::Role& role : family.words.roles) {
      const bool known = std::ranges::find(roles_, role.name, &Role::name) != roles_.end();
      if (!known) roles_.push_back({role.name, titled(role), {}});
    }
  }
  roles_.push_back({"", "No role", {}});
}

XlsxWriter::Role& XlsxWriter::role_of(const model::Family& family, model::RoleId role) {
  if (role == model::DoLine::kNoRole) return roles_.back();
  return *std::ranges::find(roles_, family.words.roles[role].name, &Role::name);
}

XlsxWriter::Urgency XlsxWriter::urgency_of(engine::DueState state) {
  switch (state) {
    case engine::DueState::overdue: return Urgency::overdue;
    case engine::DueState::due_today: return Urgency::due_today;
    case engine::DueState::open: return Urgency::open;
  }
  return Urgency::open;
}

// People by name, and whoever is not assigned last.
bool XlsxWriter::is_before(const Work& a, const Work& b) {
  const auto key = [](const Work& work) {
    const int due = work.due ? work.due->passed_at().minutes : INT_MAX;
    return std::tuple(work.urgency, work.person.empty(), std::string_view(work.person), due);
  };
  return key(a) < key(b);
}

Row XlsxWriter::start_of_row(const CaseReport& report) {
  const engine::Assessment& assessment = *report.assessment;
  const model::Policy& policy = *assessment.policy;
  Row row{text(report.id), text(titled(policy)), std::int64_t{policy.version}, std::int64_t{assessment.episode}};
  row.push_back(assessment.stage ? text(title_of(policy.stages[*assessment.stage])) : Cell());
  row.push_back(assessment.since ? moment(*assessment.since) : Cell());
  return row;
}

// Without a state: what is upcoming.
void XlsxWriter::add_owed(const CaseReport& report, const engine::OwedAction& owed,
                          std::optional<engine::DueState> state) {
  const model::Words& words = report.family->words;
  const model::DoLine& line = line_of(owed);
  const model::Step& step = step_of(owed.opening);
  const std::uint64_t alternatives = line.any_of ? owed.allowed : all_alternatives(line);
  const std::string_view person = assignee_of(words, *report.record, line.role);
  const model::Escalation* escalation = escalation_of(owed.opening);
  Work work{state ? urgency_of(*state) : Urgency::upcoming, std::string(person), owed.due, start_of_row(report)};
  append(work.row, {text(id_of(owed.opening, owed.line)), text(title_of(step)),
                    text(title_of(words, line, alternatives)), text(role_title(words, line.role)), text(person),
                    moment(owed.opens), deadline(owed.due), state ? state_words(*state) : "upcoming",
                    state ? Cell(std::int64_t{owed.days_late}) : Cell(), text(slots_of(words, owed.avoid)),
                    escalation != nullptr ? text(titled(*escalation)) : Cell(), text(step.clause), text(step.note),
                    text(path_and_line(sources_, line.span)), text(report.file), number(report.line)});
  if (uses_.outcomes) append(work.row, {text(doers_sentence(words, line, alternatives))});
  if (uses_.deadlines) append(work.row, {text(deadline_of(owed, sources_)), text(anchors_not_known(owed))});
  if (uses_.aims) {
    const char* const missed = !state || !owed.aim ? "" : owed.aim_missed ? "yes" : "no";
    append(work.row, {deadline(owed.aim), text(missed)});
  }
  role_of(*report.family, line.role).work.push_back(std::move(work));
}

std::vector<std::string> XlsxWriter::work_headings() const {
  std::vector<std::string> headings = kWorkHeadings;
  if (uses_.outcomes) headings.push_back("Done by");
  if (uses_.deadlines) headings.insert(headings.end(), {"Deadline", "Not known"});
  if (uses_.aims) headings.insert(headings.end(), {"Aim", "Aim missed"});
  return headings;
}

void XlsxWriter::add_waiting(const CaseReport& report) {
  const model::Words& words = report.family->words;
  const engine::Assessment& assessment = *report.assessment;
  for (const engine::BlockedStep& blocked : assessment.blocked) {
    const model::Step& step = step_of(blocked.opening);
    const model::RoleId role = report::role_of(step);
    const std::string_view person = assignee_of(words, *report.record, role);
    blocked_.push_back({urgency_of(blocked.state),
                        std::string(person),
                        blocked.due,
                        {text(report.id), text(titled(*assessment.policy)), "blocked",
                         text(title_of(step) + ": nobody can do or skip it until somebody finds out"),
                         text(facts_to_find_out(words, blocked.find_out)), text(role_title(words, role)), text(person),
                         moment(blocked.opens), deadline(blocked.due), state_words(blocked.state)}});
  }
}

void XlsxWriter::add_withheld(const CaseReport& report) {
  const model::Words& words = report.family->words;
  const auto add = [&](const engine::WithheldAction& withheld, std::string kind, std::int64_t times) {
    const model::Step& step = step_of(withheld.opening);
    const model::RoleId role = report::role_of(step);
    withheld_.push_back({text(report.id), std::move(kind), text(title_of(words.events[withheld.action])),
                         text(reason_of(words, withheld.because)), text(title_of(step)), text(role_title(words, role)),
                         text(assignee_of(words, *report.record, role)), times});
  };
  for (const engine::WithheldAction& withheld : report.assessment->withheld) add(withheld, "withheld", 1);
  for (const PassedOver& passed : passed_over_once(*report.assessment, words)) {
    add(*passed.what, "passed over", passed.times);
  }
}

void XlsxWriter::add_history(const CaseReport& report) {
  const engine::Assessment& assessment = *report.assessment;
  const model::Words& words = report.family->words;
  const auto add = [&](std::string kind, std::string_view what, Instant at, Cell due = {}, Cell days_late = {}) {
    history_.push_back(
        {text(report.id), std::move(kind), text(what), moment(at), std::move(due), std::move(days_late)});
  };
  for (const engine::FiredEscalation& fired : assessment.escalations) {
    const model::Escalation& escalation = *fired.policy->rules[fired.rule].escalation;
    add(fired.on_retracted ? "escalated on a retracted entry" : "escalated",
        titled(escalation) + ", to " + role_title(words, escalation.role), fired.at);
  }
  for (const engine::UnsaidEntry& entry : assessment.outcome_missing) {
    add("recorded without what came of it", title_of(words.events[entry.action]), entry.at);
  }
  for (const engine::UnsaidEntry& entry : assessment.role_missing) {
    add("recorded without who did it", title_of(words.events[entry.action]), entry.at);
  }
  for (const engine::Breach& breach : assessment.breaches) {
    add("done although not allowed", title_of(words.events[breach.action]), breach.at);
  }
  for (const engine::LateAction& late : assessment.late) {
    add("done late", line_title(words, late.opening, late.line), late.at, deadline(late.due),
        std::int64_t{late.days_late});
  }
  for (const engine::RepeatedSlot& repeated : assessment.repeated_slots) {
    add("same time or way again", line_title(words, repeated.opening, repeated.line), repeated.at);
  }
  for (const engine::LapsedAction& lapsed : assessment.lapsed) {
    add("lapsed", line_title(words, lapsed.opening, lapsed.line), lapsed.at);
  }
}

// Where a case stands that no sheet of work has, as in the list for people.
void XlsxWriter::add_standing(const CaseReport& report) {
  const engine::Assessment& assessment = *report.assessment;
  const model::Policy& policy = *assessment.policy;
  const auto add = [&](std::string standing, std::string_view what) {
    others_.push_back({text(report.id), text(titled(policy)), std::move(standing), text(what),
                       assessment.since ? moment(*assessment.since) : Cell()});
  };
  if (assessment.status == engine::Status::active) {
    const bool listed = !assessment.actions.empty() || !assessment.upcoming.empty() || !assessment.blocked.empty();
    if (!listed) add("active, nothing to do", title_of(policy.stages[*assessment.stage]));
    return;
  }
  const bool finished = assessment.status == engine::Status::finished;
  if (finished) add("finished", titled(policy.outcomes[*assessment.outcome]));
  if (finished && !assessment.pending) return;
  if (!assessment.reason.empty()) return add("not applicable", assessment.reason);
  const engine::Pending& pending = *assessment.pending;
  const engine::Awaits awaited = awaits(pending);
  if (awaited == engine::Awaits::nothing && !finished) {
    return add("not applicable", reason_of(report.family->words, pending.because));
  }
  waiting_.push_back({text(report.id), text(titled(policy)),
                      awaited == engine::Awaits::applicability ? "perhaps applicable"
                      : awaited == engine::Awaits::referral    ? "never referred"
                                                               : "not started",
                      text(pending_sentence(*report.family, assessment)),
                      text(facts_to_find_out(report.family->words, pending.find_out)), Cell(), Cell(),
                      pending.event ? moment(pending.at) : Cell(), Cell(), Cell()});
}

void XlsxWriter::add(std::string&, const CaseReport& report) {
  if (report.assessment == nullptr) {
    rejected_.push_back(
        {text(report.file), number(report.line), text(report.id), text(joined(*report.rejected, "\n"))});
    return;
  }
  for (const engine::OwedAction& owed : report.assessment->actions) add_owed(report, owed, owed.state);
  for (const engine::OwedAction& owed : report.assessment->upcoming) add_owed(report, owed, std::nullopt);
  add_waiting(report);
  add_withheld(report);
  add_history(report);
  add_standing(report);
}

void XlsxWriter::leave_out(std::string&, const CaseReport&) { ++left_out_; }

form::Sheet XlsxWriter::summary(const Counts& counts) const {
  std::vector<Row> rows;
  rows.push_back({"As of", as_of_cell(context_.as_of)});
  if (known_on_) rows.push_back({"As known on", *known_on_});
  const auto add = [&](std::string what, std::uint64_t count) { rows.push_back({text(what), number(count)}); };
  const auto of = [&](engine::Status status) { return counts.by_status[static_cast<std::size_t>(status)]; };
  add("Cases", counts.assessed + counts.rejected);
  add("Active", of(engine::Status::active));
  add("Not started", of(engine::Status::not_started));
  add("Finished", of(engine::Status::finished));
  add("Not applicable", of(engine::Status::not_applicable));
  add("Rejected", counts.rejected);
  if (filtered_) add("Left out: nothing of what was asked for", left_out_);
  for (const Role& role : roles_) {
    if (role.name.empty() && role.work.empty()) continue;
    for (std::size_t i = 0; i < kUrgencies; ++i) {
      const auto count = std::ranges::count(role.work, static_cast<Urgency>(i), &Work::urgency);
      add(std::string(role.title) + ": " + std::string(kUrgencyWords[i]), static_cast<std::uint64_t>(count));
    }
  }
  add("Blocked steps", blocked_.size());
  add("Withheld or passed over", withheld_.size());
  if (counts.planned > 0) add("Entries that are planned", counts.planned);
  if (counts.cancelled > 0) add("Entries that are cancelled", counts.cancelled);
  if (counts.retracted > 0) add("Entries that were retracted", counts.retracted);
  return sheet("Summary", {"What", "Value"}, std::move(rows));
}

form::Workbook XlsxWriter::workbook(const Counts& counts) {
  std::string title = "Due list as of ";
  append_as_of(title, context_.as_of);
  form::Workbook book{std::move(title), context_.as_of, {}};
  book.sheets.push_back(summary(counts));
  const auto rows_of = [](std::vector<Work>& work) {
    std::ranges::stable_sort(work, is_before);
    std::vector<Row> rows;
    for (Work& each : work) rows.push_back(std::move(each.row));
    return rows;
  };
  for (Role& role : roles_) {
    if (role.work.empty()) continue;
    book.sheets.push_back(sheet(std::get<std::string>(text(role.title)), work_headings(), rows_of(role.work)));
  }
  std::vector<Row> waiting = rows_of(blocked_);
  std::ranges::move(waiting_, std::back_inserter(waiting));
  const auto add = [&](std::string name, std::vector<std::string> headings, std::vector<Row>& rows) {
    if (!rows.empty()) book.sheets.push_back(sheet(std::move(name), std::move(headings), std::move(rows)));
  };
  add("Not started or blocked",
      {"Case", "Policy", "Standing", "What", "Find out", "Role", "Assignee", "Since", "Due", "State"}, waiting);
  add("Withheld", {"Case", "Kind", "Do not", "Why", "Step", "Role", "Assignee", "Times"}, withheld_);
  add("What happened", {"Case", "Kind", "What", "When", "Due", "Days late"}, history_);
  add("Other cases", {"Case", "Policy", "Standing", "What", "Since"}, others_);
  add("Rejected", {"File", "Line", "Case", "Reasons"}, rejected_);
  return book;
}

std::unique_ptr<CaseWriter> make_xlsx(const CaseList& list) { return std::make_unique<XlsxWriter>(list); }

}  // namespace engage::report
