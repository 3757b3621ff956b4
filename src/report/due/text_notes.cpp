#include <algorithm>
#include <cassert>

#include "calendar/words.h"
#include "form/layout.h"
#include "report/due/text.h"
#include "report/naming.h"

// What the list says of a case beside its work: one note a line, in sections.
namespace engage::report {

void TextReport::add_note(Section section, std::string text, std::string detail) {
  notes_[static_cast<std::size_t>(section)].push_back(
      {static_cast<std::uint32_t>(cases_.size() - 1), std::move(text), std::move(detail)});
}

void TextReport::add_standing(const CaseReport& report, bool listed) {
  const engine::Assessment& assessment = *report.assessment;
  const model::Policy& policy = *assessment.policy;
  if (assessment.status == engine::Status::active) {
    if (listed) return;
    const model::Stage& stage = policy.stages[*assessment.stage];
    add_note(Section::idle, title_of(stage), "since " + say(*assessment.since));
    return;
  }
  if (assessment.status == engine::Status::finished) {
    const model::Outcome& outcome = policy.outcomes[*assessment.outcome];
    add_note(Section::finished, outcome.title.empty() ? outcome.name : outcome.title, say(*assessment.since));
    if (!assessment.pending) return;
  }
  if (!assessment.reason.empty()) {
    add_note(Section::not_applicable, visible(assessment.reason));
    return;
  }
  assert(assessment.pending);
  const engine::Pending& pending = *assessment.pending;
  const engine::Awaits awaited = awaits(pending);
  // A finished case that was referred again is told in any case.
  if (awaited == engine::Awaits::nothing && assessment.status != engine::Status::finished) {
    add_note(Section::not_applicable, visible(reason_of(report.family->words, pending.because)));
    return;
  }
  add_note(awaited == engine::Awaits::applicability ? Section::perhaps_applicable
           : awaited == engine::Awaits::referral    ? Section::never_referred
                                                    : Section::not_started,
           visible(pending_sentence(*report.family, assessment)));
}

// What keeps work from being done, and where it has gone.
void TextReport::add_obstacles(const CaseReport& report) {
  const engine::Assessment& assessment = *report.assessment;
  const model::Words& words = report.family->words;
  for (const engine::BlockedStep& blocked : assessment.blocked) {
    const model::Step& step = step_of(blocked.opening);
    std::string text = title_of(step) + ": find out " + facts_to_find_out(words, blocked.find_out);
    if (blocked.due) text += "; due " + say(*blocked.due);
    if (blocked.state == engine::DueState::overdue) text += ", overdue";
    if (blocked.state == engine::DueState::due_today) text += ", today";
    const model::RoleId role = role_of(step);
    if (role != model::DoLine::kNoRole) {
      const std::string_view person = assignee_of(words, *report.record, role);
      text += "; " + roles_[role_index(*report.family, role)].title;
      if (!person.empty()) text += ", " + visible(person);
    }
    add_note(Section::blocked, std::move(text));
  }
  const auto add_unsaid = [&](Section section, const std::vector<engine::UnsaidEntry>& entries) {
    for (const engine::UnsaidEntry& entry : entries) {
      add_note(section, title_of(words.events[entry.action]) + ", recorded " + say(entry.at));
    }
  };
  add_unsaid(Section::outcome_missing, assessment.outcome_missing);
  add_unsaid(Section::role_missing, assessment.role_missing);
  for (const engine::WithheldAction& withheld : assessment.withheld) {
    std::string text =
        "do not: " + title_of(words.events[withheld.action]) + " — " + visible(reason_of(words, withheld.because));
    const model::RoleId role = role_of(step_of(withheld.opening));
    const std::string_view person = role == model::DoLine::kNoRole ? "" : assignee_of(words, *report.record, role);
    if (!person.empty()) text += " (" + visible(person) + ")";
    add_note(Section::withheld, std::move(text));
  }
  for (const PassedOver& passed : passed_over_once(assessment, words)) {
    const std::string times = passed.times > 1 ? " (" + std::to_string(passed.times) + " times)" : "";
    add_note(Section::passed_over, title_of(step_of(passed.what->opening)) + ": " +
                                       title_of(words.events[passed.what->action]) + " — " +
                                       visible(reason_of(words, passed.what->because)) + times);
  }
  for (const engine::FiredEscalation& fired : assessment.escalations) {
    const model::Escalation& escalation = *fired.policy->rules[fired.rule].escalation;
    const bool open = std::any_of(assessment.actions.begin(), assessment.actions.end(), [&](const auto& owed) {
      return owed.opening.policy == fired.policy && owed.escalation == fired.rule;
    });
    add_note(Section::escalations, (escalation.title.empty() ? escalation.name : escalation.title) + " — to " +
                                       roles_[role_index(*report.family, escalation.role)].title + " on " +
                                       say(fired.at) +
                                       (fired.on_retracted  ? ", raised on a retracted entry"
                                        : open              ? ", work open"
                                        : options_.filtered ? ""
                                                            : ", settled"));
  }
}

// How work was done, or was not.
void TextReport::add_history(const CaseReport& report) {
  const engine::Assessment& assessment = *report.assessment;
  const model::Words& words = report.family->words;
  for (const engine::Breach& breach : assessment.breaches) {
    add_note(Section::breaches, title_of(words.events[breach.action]) + ", recorded " + say(breach.at));
  }
  for (const engine::LateAction& late : assessment.late) {
    add_note(Section::late, line_title(words, late.opening, late.line) + ": due " + say(late.due) + ", done " +
                                say(late.at) + ", " + say_late(late.days_late));
  }
  for (const engine::RepeatedSlot& repeated : assessment.repeated_slots) {
    add_note(Section::repeated_slots, line_title(words, repeated.opening, repeated.line) + ", " + say(repeated.at));
  }
  // What lapsed together stands in one line.
  for (std::size_t i = 0; i < assessment.lapsed.size();) {
    const Instant at = assessment.lapsed[i].at;
    std::string text = say(at) + ": ";
    for (const std::size_t first = i; i < assessment.lapsed.size() && assessment.lapsed[i].at == at; ++i) {
      if (i > first) text += "; ";
      text += line_title(words, assessment.lapsed[i].opening, assessment.lapsed[i].line);
    }
    add_note(Section::lapsed, std::move(text));
  }
}

void TextReport::append_section(std::string& out, Section section, std::string_view heading) const {
  const std::vector<Note>& notes = notes_[static_cast<std::size_t>(section)];
  if (notes.empty()) return;
  std::size_t case_column = 0;
  for (const Note& note : notes) {
    const std::size_t id = form::width(cases_[note.case_index]);
    if (id <= kLongestCaseColumn) case_column = std::max(case_column, id);
  }
  append_heading(out, heading, notes.size());
  const std::size_t indent = 4 + case_column + 2;
  for (const Note& note : notes) {
    out += "    ";
    append_case_id(out, note.case_index, case_column);
    form::append_wrapped(out, note.text, indent, std::max(options_.columns, indent + kNarrowestText) - indent);
    out += '\n';
  }
}

// The cases of which the same is to be said stand in one line.
void TextReport::append_folded(std::string& out, Section section, std::string_view heading,
                               std::string_view before_ids) const {
  const std::vector<Note>& notes = notes_[static_cast<std::size_t>(section)];
  if (notes.empty()) return;
  std::vector<std::pair<std::string_view, std::string>> folds;
  std::unordered_map<std::string_view, std::size_t> known;
  for (const Note& note : notes) {
    const auto [found, added] = known.try_emplace(note.text, folds.size());
    if (added) folds.emplace_back(note.text, "");
    std::string& ids = folds[found->second].second;
    if (!ids.empty()) ids += ", ";
    ids += cases_[note.case_index];
    if (!note.detail.empty()) ids += " (" + note.detail + ")";
  }
  append_heading(out, heading, notes.size());
  for (const auto& [text, ids] : folds) {
    out += "    ";
    form::append_wrapped(out, std::string(text) + std::string(before_ids) + ids, 6, options_.columns - 6);
    out += '\n';
  }
}

}  // namespace engage::report
