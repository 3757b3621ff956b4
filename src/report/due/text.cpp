#include "report/due/text.h"

#include <algorithm>
#include <climits>
#include <tuple>

#include "calendar/words.h"
#include "form/layout.h"
#include "report/due/case_writer.h"
#include "report/due/details.h"
#include "report/naming.h"
#include "text/visible.h"
#include "text/words.h"

namespace engage::report {
namespace {

constexpr std::string_view kNoColour;
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[33m";
constexpr std::string_view kReset = "\x1b[0m";

// "Wednesday 14 January 2026", with the time unless the whole day is meant
std::string heading_date(Instant as_of) {
  const Date date = date_of(as_of);
  const Ymd day = ymd(date);
  std::string text = capitalized(name(weekday(date))) + " " + std::to_string(day.day) + " " +
                     capitalized(month_name(day.month)) + " " + std::to_string(day.year);
  if (minute_of_day(as_of) != kMinutesPerDay - 1) text += ", " + clock_time(as_of);
  return text;
}

}  // namespace

TextReport::TextReport(std::span<const model::Family> families, const Sources& sources, const Context& context,
                       Options options)
    : sources_(sources), as_of_(context.as_of), options_(options) {
  for (const model::Family& family : families) {
    for (const model::Role& role : family.words.roles) {
      const bool known = std::any_of(roles_.begin(), roles_.end(), [&](const Role& r) { return r.name == role.name; });
      if (!known) roles_.push_back({role.name, role.title.empty() ? role.name : role.title});
    }
  }
  roles_.push_back({"", "No role"});
}

std::uint16_t TextReport::role_index(const model::Family& family, model::RoleId role) const {
  std::size_t index = roles_.size() - 1;
  if (role != model::DoLine::kNoRole) {
    const auto& name = family.words.roles[role].name;
    index = static_cast<std::size_t>(
        std::find_if(roles_.begin(), roles_.end(), [&](const Role& r) { return r.name == name; }) - roles_.begin());
  }
  return static_cast<std::uint16_t>(index);
}

std::uint32_t TextReport::person_index(std::string_view name) {
  if (name.empty()) return 0;
  const auto [found, added] = people_index_.try_emplace(visible(name), static_cast<std::uint32_t>(people_.size()));
  if (added) people_.push_back(found->first);
  return found->second;
}

void TextReport::add(const CaseReport& report) {
  counts_.add(report);
  std::string id = visible(report.id);
  if (report.assessment == nullptr) {
    if (id.empty()) id = "(no id)";
    cases_.push_back(std::move(id));
    std::string text = visible(report.file) + ":" + std::to_string(report.line);
    for (const std::string& reason : *report.rejected) text += "\n" + visible(reason);
    add_note(Section::rejected, std::move(text));
    return;
  }
  cases_.push_back(std::move(id));
  for (const engine::OwedAction& owed : report.assessment->actions) {
    switch (owed.state) {
      case engine::DueState::overdue: add_row(Group::overdue, report, owed); break;
      case engine::DueState::due_today: add_row(Group::due_today, report, owed); break;
      case engine::DueState::open: add_row(Group::open, report, owed); break;
    }
  }
  for (const engine::OwedAction& owed : report.assessment->upcoming) add_row(Group::upcoming, report, owed);
  add_obstacles(report);
  add_history(report);
  const engine::Assessment& assessment = *report.assessment;
  add_standing(report, !assessment.actions.empty() || !assessment.upcoming.empty() || !assessment.blocked.empty());
}

void TextReport::add_row(Group group, const CaseReport& report, const engine::OwedAction& owed) {
  const model::Words& words = report.family->words;
  const model::DoLine& line = line_of(owed);
  Row row{};
  row.group = group;
  row.line = owed.line;
  row.role = role_index(*report.family, line.role);
  row.person = person_index(assignee_of(words, *report.record, line.role));
  row.case_index = static_cast<std::uint32_t>(cases_.size() - 1);
  row.days_late = owed.days_late;
  row.opens = owed.opens;
  row.due = owed.due;
  row.family = report.family;
  row.policy = owed.opening.policy;
  row.step = owed.opening.step;
  row.allowed = line.any_of ? owed.allowed : all_alternatives(line);
  Details details{slots_of(words, owed.avoid), deadline_sentence(owed, sources_), aim_sentence(owed),
                  doers_sentence(words, line, row.allowed)};
  if (details.any()) {
    row.details = static_cast<std::uint32_t>(details_.size());
    details_.push_back(std::move(details));
  }
  rows_.push_back(row);
}

void TextReport::sort_rows() {
  // People by name; whoever is not assigned comes last.
  const auto before = [&](const Row& a, const Row& b) {
    const auto key = [](const Row& row) {
      const int due = row.due ? row.due->passed_at().minutes : INT_MAX;
      return std::tuple(due, row.case_index);
    };
    if (a.group != b.group) return a.group < b.group;
    if (a.role != b.role) return a.role < b.role;
    if (a.person != b.person) {
      if (a.person == 0 || b.person == 0) return b.person == 0;
      return people_[a.person] < people_[b.person];
    }
    return key(a) < key(b);
  };
  std::stable_sort(rows_.begin(), rows_.end(), before);
}

std::string TextReport::dates_of(const Row& row) const {
  return row.due ? say(row.opens) + " to " + say(*row.due) : "from " + say(row.opens);
}

std::string TextReport::state_of(const Row& row) {
  switch (row.group) {
    case Group::overdue: return say_late(row.days_late);
    case Group::due_today: return "due today";
    case Group::open: return row.due ? "open" : "no deadline";
    case Group::upcoming: return "upcoming";
  }
  return {};
}

void TextReport::measure() {
  Columns& columns = columns_;
  for (const Row& row : rows_) {
    const std::size_t id = form::width(cases_[row.case_index]);
    if (id <= kLongestCaseColumn) columns.case_id = std::max(columns.case_id, id);
    const model::DoLine& line = row.policy->steps[row.step].lines[row.line];
    columns.what = std::max(columns.what, form::width(title_of(row.family->words, line, row.allowed)));
    columns.dates = std::max(columns.dates, dates_of(row).size());
    columns.state = std::max(columns.state, state_of(row).size());
  }
  const std::size_t others = 4 + columns.case_id + 2 + 2 + columns.dates + 2 + columns.state;
  const std::size_t room = options_.columns > others ? options_.columns - others : 0;
  columns.what = std::min(columns.what, std::max(room, kNarrowestText));
}

void TextReport::append_coloured(std::string& out, std::string_view text, std::string_view colour) const {
  if (!options_.colour || colour.empty()) {
    out += text;
    return;
  }
  out += colour;
  out += text;
  out += kReset;
}

void TextReport::append_heading(std::string& out, std::string_view heading, std::size_t count) const {
  out += '\n';
  append_coloured(out, std::string(heading) + " (" + std::to_string(count) + ")", kBold);
  out += '\n';
}

// An id too long for its column has a line of its own.
void TextReport::append_case_id(std::string& out, std::uint32_t case_index, std::size_t columns) const {
  const std::string& id = cases_[case_index];
  if (form::width(id) > columns) {
    out += id;
    out += '\n';
    out.append(4 + columns + 2, ' ');
  } else {
    form::append_padded(out, id, columns + 2);
  }
}

void TextReport::append_row(std::string& out, const Row& row, std::string_view colour) const {
  const model::Step& step = row.policy->steps[row.step];
  const std::string title = title_of(row.family->words, step.lines[row.line], row.allowed);
  const std::size_t indent = 4 + columns_.case_id + 2;

  out += "    ";
  append_case_id(out, row.case_index, columns_.case_id);
  const std::vector<std::string_view> what = form::wrap(title, columns_.what);
  form::append_padded(out, what.front(), columns_.what + 2);
  form::append_padded(out, dates_of(row), columns_.dates + 2);
  append_coloured(out, state_of(row), colour);
  out += '\n';
  for (std::size_t i = 1; i < what.size(); ++i) {
    out.append(indent, ' ');
    out += what[i];
    out += '\n';
  }
  const auto append_detail = [&](std::string_view label, std::string_view text) {
    if (text.empty()) return;
    const std::size_t begin = indent + 2 + label.size();
    out.append(indent + 2, ' ');
    out += label;
    form::append_wrapped(out, text, begin, std::max(options_.columns, begin + kNarrowestText) - begin);
    out += '\n';
  };
  const Details& details = details_[row.details];
  append_detail("deadline: ", details.deadline);
  append_detail("aim: ", details.aim);
  append_detail("done by: ", details.doer);
  append_detail("used before: ", details.avoid);
  if (step.rule && row.policy->rules[*step.rule].escalation) {
    const model::Escalation& escalation = *row.policy->rules[*step.rule].escalation;
    append_detail("escalation: ", escalation.title.empty() ? escalation.name : escalation.title);
  }
  append_detail("clause: ", step.clause);
  append_detail("note: ", step.note);
}

void TextReport::append_rows(std::string& out, Group group, std::string_view heading, std::string_view colour) const {
  const auto first = std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) { return row.group == group; });
  const auto last = std::find_if(first, rows_.end(), [&](const Row& row) { return row.group != group; });
  if (first == last) return;
  out += '\n';
  append_coloured(out, std::string(heading) + " (" + std::to_string(last - first) + ")",
                  colour.empty() ? kBold : colour);
  out += '\n';
  for (auto row = first; row != last; ++row) {
    if (row == first || row->role != (row - 1)->role || row->person != (row - 1)->person) {
      out += "  " + roles_[row->role].title;
      out += row->person == 0 ? ", nobody assigned\n" : ": " + people_[row->person] + "\n";
    }
    append_row(out, *row, colour);
  }
}

void TextReport::append_summary(std::string& out) const {
  std::string text = counted(counts_.assessed + counts_.rejected, "case") + ":";
  static constexpr std::array<std::string_view, 4> kWords = {"not applicable", "not started", "active", "finished"};
  static constexpr std::array<engine::Status, 4> kOrder = {engine::Status::active, engine::Status::not_started,
                                                           engine::Status::finished, engine::Status::not_applicable};
  for (const engine::Status status : kOrder) {
    const auto index = static_cast<std::size_t>(status);
    text += " " + std::to_string(counts_.by_status[index]) + " " + std::string(kWords[index]) + ",";
  }
  text += " " + std::to_string(counts_.rejected) + " rejected";
  out += '\n' + text + '\n';
  std::string entries;
  const auto add_entries = [&](std::uint64_t count, std::string_view what) {
    if (count > 0) entries += (entries.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(what);
  };
  add_entries(counts_.planned, "planned");
  add_entries(counts_.cancelled, "cancelled");
  add_entries(counts_.retracted, "retracted");
  if (!entries.empty()) out += "entries that do not count: " + entries + '\n';
  if (const std::uint64_t left_out = left_out_.assessed; left_out > 0) {
    out += counted(left_out, "case") + " left out: nothing of what was asked for";
    if (const std::uint64_t waiting = left_out_.by_status[static_cast<std::size_t>(engine::Status::not_started)]) {
      out += " (" + std::to_string(waiting) + " not started)";
    }
    out += '\n';
  }
}

std::string TextReport::finish() {
  sort_rows();
  measure();
  std::string out;
  std::string heading = "Due list as of " + heading_date(as_of_);
  if (options_.known_on) heading += ", as known on " + heading_date(last_minute_of(*options_.known_on));
  append_coloured(out, heading, kBold);
  out += '\n';
  // A blocked step is due as well: somebody has to find out.
  const bool any_due = !rows_.empty() && rows_.front().group != Group::upcoming;
  if (!any_due && notes_[static_cast<std::size_t>(Section::blocked)].empty()) {
    out += options_.filtered ? "\nNothing of what was asked for is due.\n" : "\nNothing is due.\n";
  }
  append_rows(out, Group::overdue, "Overdue", kRed);
  append_rows(out, Group::due_today, "Due today", kYellow);
  append_rows(out, Group::open, "Open", kNoColour);
  append_rows(out, Group::upcoming, "Upcoming", kNoColour);
  append_section(out, Section::blocked, "Blocked until somebody finds out");
  append_section(out, Section::outcome_missing, "Recorded without what came of it: find out");
  append_section(out, Section::role_missing, "Recorded without who did it: find out");
  append_section(out, Section::withheld, "Withheld");
  append_section(out, Section::passed_over, "Passed over: nothing was done in these steps");
  append_section(out, Section::escalations, "Escalations");
  append_section(out, Section::breaches, "Breaches: done although it was not allowed");
  append_section(out, Section::late, "Done late");
  append_section(out, Section::repeated_slots, "Same time or way used again");
  append_section(out, Section::lapsed, "Lapsed");
  append_section(out, Section::not_started, "Not started");
  append_section(out, Section::never_referred, "Recorded, but never referred");
  append_section(out, Section::perhaps_applicable, "Perhaps applicable: find out");
  append_folded(out, Section::not_applicable, "Not applicable", " — ");
  append_folded(out, Section::idle, "Active, with nothing to do and nothing to come");
  append_folded(out, Section::finished, "Finished");
  append_section(out, Section::rejected, "Rejected: could not be assessed");
  append_summary(out);
  return out;
}

namespace {

class TextWriter : public CaseWriter {
 public:
  explicit TextWriter(const CaseList& list)
      : report_(list.families, list.sources, list.context, {list.colour, 100, list.filtered, list.known_on}) {}

  void add(std::string&, const CaseReport& report) override { report_.add(report); }
  void leave_out(std::string&, const CaseReport& report) override { report_.leave_out(report); }
  void end(std::string& out, const Counts&) override { out += report_.finish(); }

 private:
  TextReport report_;
};

}  // namespace

std::unique_ptr<CaseWriter> make_text(const CaseList& list) { return std::make_unique<TextWriter>(list); }

}  // namespace engage::report
