#include "report/due/json.h"

#include <bit>

#include "calendar/words.h"
#include "report/naming.h"

namespace engage::report {
namespace {

template <std::size_t kSize, typename List, typename PutOne>
void put_list(form::Appender& to, const char (&begin)[kSize], const List& list, PutOne put_one) {
  to.put(begin);
  bool first = true;
  for (const auto& item : list) {
    if (!first) to.put(',');
    first = false;
    put_one(item);
  }
  to.put(']');
}

void put_due(form::Appender& to, const std::optional<Deadline>& due) {
  if (!due) {
    to.put("\",\"due\":null");
    return;
  }
  to.put("\",\"due\":\"");
  to.put_deadline(*due);
  to.put('"');
}

void put_slot(form::Appender& to, const model::Words& words, const engine::Slot& slot) {
  char before = '{';
  const auto begin = [&](std::string_view key) {
    to.put(before);
    before = ',';
    to.put('"');
    to.put(key);
    to.put("\":\"");
  };
  if (slot.weekday) {
    begin("weekday");
    to.put(name(*slot.weekday));
    to.put('"');
  }
  if (slot.part_of_day) {
    begin("time_of_day");
    to.put(part_of_day_name(*slot.part_of_day));
    to.put('"');
  }
  if (slot.way) {
    begin("way");
    to.put(words.events[*slot.way].name);
    to.put('"');
  }
  to.put('}');
}

void put_fact_names(form::Appender& to, const model::Words& words, const std::vector<model::FactId>& facts) {
  bool first = true;
  for (const model::FactId fact : facts) {
    if (!first) to.put(',');
    first = false;
    to.put('"');
    to.put(words.facts[fact].name);
    to.put('"');
  }
  to.put(']');
}

void put_rejected(form::Appender& to, const CaseReport& report, const Context& context) {
  to.put('{');
  if (context.several_files) {
    to.put("\"file\":\"");
    to.put_json(report.file);
    to.put("\",");
  }
  to.put("\"line\":");
  to.put_number(static_cast<std::int64_t>(report.line));
  if (report.id.empty()) {
    to.put(",\"id\":null");
  } else {
    to.put(",\"id\":\"");
    to.put_json(report.id);
    to.put('"');
  }
  put_list(to, ",\"rejected\":[", *report.rejected, [&](const std::string& reason) {
    to.put('"');
    to.put_json(reason);
    to.put('"');
  });
  to.put('}');
}

}  // namespace

void JsonWriter::add(std::string& out, const CaseReport& report) {
  form::Appender to(out);
  if (!lines_) to.put(',');
  if (report.assessment == nullptr) {
    put_rejected(to, report, context_);
  } else {
    put_assessed(to, families_[static_cast<std::size_t>(report.family - first_)], report, context_);
  }
  if (lines_) to.put('\n');
}

void JsonWriter::put_assessed(form::Appender& to, const FamilyText& family, const CaseReport& report,
                              const Context& context) {
  const engine::Assessment& assessment = *report.assessment;
  const model::Words& words = family.family->words;
  const PolicyText& policy = text_of(family, assessment.policy);

  to.put("{\"case\":\"");
  to.put_json(report.id);
  to.put(policy.head);
  to.put_as_of(context.as_of);
  to.put("\",\"status\":\"");
  to.put(name(assessment.status));
  if (!assessment.reason.empty()) {
    to.put("\",\"reason\":\"");
    to.put_json(assessment.reason);
  }
  to.put("\",\"episode\":");
  to.put_number(assessment.episode);
  if (assessment.stage) {
    to.put(policy.stages[*assessment.stage]);
  } else {
    to.put(",\"stage\":null");
  }
  if (assessment.since) {
    to.put(",\"since\":\"");
    to.put_instant(*assessment.since);
    to.put('"');
  } else {
    to.put(",\"since\":null");
  }

  put_list(to, ",\"actions\":[", assessment.actions,
           [&](const engine::OwedAction& owed) { put_owed(to, family, *report.record, owed, false); });
  put_list(to, ",\"blocked\":[", assessment.blocked,
           [&](const engine::BlockedStep& blocked) { put_blocked(to, family, blocked); });
  put_list(to, ",\"upcoming\":[", assessment.upcoming,
           [&](const engine::OwedAction& owed) { put_owed(to, family, *report.record, owed, true); });
  put_list(to, ",\"withheld\":[", assessment.withheld,
           [&](const engine::WithheldAction& withheld) { put_withheld(to, family, withheld, 1); });
  put_list(to, ",\"passed_over\":[", passed_over_once(assessment, words),
           [&](const PassedOver& passed) { put_withheld(to, family, *passed.what, passed.times); });
  put_list(to, ",\"escalations\":[", assessment.escalations, [&](const engine::FiredEscalation& fired) {
    to.put(text_of(family, fired.policy).rules[fired.rule].fired);
    to.put_instant(fired.at);
    if (fired.on_retracted) to.put("\",\"because\":\"raised on a retracted entry");
    to.put("\"}");
  });
  const auto put_at = [&](Instant at) {
    to.put("\",\"at\":\"");
    to.put_instant(at);
  };
  put_list(to, ",\"lapsed\":[", assessment.lapsed, [&](const engine::LapsedAction& lapsed) {
    put_id(to, family, lapsed.opening, lapsed.line);
    put_at(lapsed.at);
    to.put("\"}");
  });
  put_list(to, ",\"breaches\":[", assessment.breaches, [&](const engine::Breach& breach) {
    to.put("{\"action\":\"");
    to.put(words.events[breach.action].name);
    put_at(breach.at);
    to.put("\"}");
  });
  put_list(to, ",\"late\":[", assessment.late, [&](const engine::LateAction& late) {
    put_id(to, family, late.opening, late.line);
    to.put("\",\"due\":\"");
    to.put_deadline(late.due);
    put_at(late.at);
    to.put("\",\"days_late\":");
    to.put_number(late.days_late);
    to.put('}');
  });
  put_list(to, ",\"repeated_slots\":[", assessment.repeated_slots, [&](const engine::RepeatedSlot& repeated) {
    put_id(to, family, repeated.opening, repeated.line);
    put_at(repeated.at);
    to.put("\"}");
  });
  to.put(",\"unknown\":[");
  put_fact_names(to, words, assessment.unknown);

  if (assessment.outcome) {
    to.put(policy.outcomes[*assessment.outcome]);
  } else {
    to.put(",\"outcome\":null");
  }
  if (assessment.next_change) {
    to.put(",\"next_change\":\"");
    to.put_instant(*assessment.next_change);
    to.put('"');
  } else {
    to.put(",\"next_change\":null");
  }
  if (assessment.pending) put_pending(to, words, *assessment.pending);
  const auto put_unsaid = [&](const engine::UnsaidEntry& entry) {
    to.put("{\"action\":\"");
    to.put(words.events[entry.action].name);
    put_at(entry.at);
    to.put("\"}");
  };
  if (!assessment.outcome_missing.empty())
    put_list(to, ",\"outcome_missing\":[", assessment.outcome_missing, put_unsaid);
  if (!assessment.role_missing.empty()) put_list(to, ",\"role_missing\":[", assessment.role_missing, put_unsaid);
  to.put('}');
}

void JsonWriter::put_pending(form::Appender& to, const model::Words& words, const engine::Pending& pending) {
  if (pending.event) {
    to.put(",\"pending\":{\"event\":\"");
    to.put(words.events[*pending.event].name);
    to.put("\",\"at\":\"");
    to.put_instant(pending.at);
    to.put("\",\"because\":\"");
  } else {
    to.put(",\"pending\":{\"event\":null,\"at\":null,\"because\":\"");
  }
  to.put_json(to_string(pending.because, words));
  to.put("\",\"find_out\":[");
  put_fact_names(to, words, pending.find_out);
  to.put(",\"recorded\":");
  to.put_number(pending.recorded);
  to.put('}');
}

void JsonWriter::put_owed(form::Appender& to, const FamilyText& family, const cases::Record& record,
                          const engine::OwedAction& owed, bool upcoming) {
  const LineText& line = text_of(family, owed.opening).lines[owed.line];
  to.put(line.head);
  to.put_number(owed.opening.number);
  if (line.before_any.empty() || owed.allowed == line.all) {
    to.put(line.middle);
  } else {
    put_some_alternatives(to, family, owed);
  }
  const std::string_view assignee = assignee_of(family.family->words, record, line_of(owed).role);
  if (!assignee.empty()) {
    to.put(",\"assignee\":\"");
    to.put_json(assignee);
    to.put('"');
  }
  to.put(",\"opens\":\"");
  to.put_instant(owed.opens);
  put_due(to, owed.due);
  if (!upcoming) {
    to.put(",\"state\":\"");
    to.put(name(owed.state));
    to.put("\",\"days_late\":");
    to.put_number(owed.days_late);
  }
  put_deadline_of(to, family, owed);
  if (owed.aim) {
    to.put(",\"aim\":\"");
    to.put_deadline(*owed.aim);
    to.put(owed.aim_missed && !upcoming ? std::string_view("\",\"aim_missed\":true") : std::string_view("\""));
  }
  if (!owed.avoid.empty()) {
    put_list(to, ",\"avoid\":[", owed.avoid,
             [&](const engine::Slot& slot) { put_slot(to, family.family->words, slot); });
  }
  to.put(line.tail);
  if (owed.escalation) to.put(text_of(family, owed.opening.policy).rules[*owed.escalation].of_action);
  to.put('}');
}

// Which of several lines the deadline is of, and which of them could not be counted.
void JsonWriter::put_deadline_of(form::Appender& to, const FamilyText& family, const engine::OwedAction& owed) {
  if (!owed.basis.of_several) return;
  const StepText& step = text_of(family, owed.opening);
  using Source = engine::DeadlineBasis::Source;
  const PolicyText& policy = text_of(family, owed.opening.policy);
  const engine::DeadlineBasis& basis = owed.basis;
  if (basis.source != Source::none) {
    to.put(",\"deadline_of\":\"");
    switch (basis.source) {
      case Source::none: break;
      case Source::line: to.put(step.deadlines[basis.line]); break;
      case Source::wait: to.put(policy.waits[basis.statement]); break;
      case Source::by_default: to.put(policy.default_within); break;
      case Source::given: to.put(step.deadlines.back()); break;
    }
    to.put('"');
  }
  if (basis.unknown == 0) return;
  char before = '[';
  to.put(",\"not_known\":");
  for (std::uint64_t left = basis.unknown; left != 0; left &= left - 1) {
    to.put(before);
    before = ',';
    to.put(step.anchors[static_cast<std::size_t>(std::countr_zero(left))]);
  }
  to.put(']');
}

// The middle of a choice some of whose alternatives are withheld.
void JsonWriter::put_some_alternatives(form::Appender& to, const FamilyText& family, const engine::OwedAction& owed) {
  const LineText& line = text_of(family, owed.opening).lines[owed.line];
  const std::vector<model::EventId>& actions = line_of(owed).actions;
  to.put(line.before_any);
  for (std::uint64_t left = owed.allowed; left != 0; left &= left - 1) {
    if (left != owed.allowed) to.put(',');
    to.put('"');
    to.put(family.family->words.events[actions[static_cast<std::size_t>(std::countr_zero(left))]].name);
    to.put('"');
  }
  to.put("],\"title\":\"");
  if (!line_of(owed).narrowed.empty()) {
    to.put_json(title_of(family.family->words, line_of(owed), owed.allowed));
    to.put('"');
    to.put(line.role);
    return;
  }
  for (std::uint64_t left = owed.allowed; left != 0; left &= left - 1) {
    if (left != owed.allowed) to.put(" or ");
    to.put(family.titles[actions[static_cast<std::size_t>(std::countr_zero(left))]]);
  }
  to.put('"');
  to.put(line.role);
}

void JsonWriter::put_blocked(form::Appender& to, const FamilyText& family, const engine::BlockedStep& blocked) {
  to.put(text_of(family, blocked.opening).head);
  to.put(",\"opens\":\"");
  to.put_instant(blocked.opens);
  put_due(to, blocked.due);
  to.put(",\"state\":\"");
  to.put(name(blocked.state));
  to.put("\",\"find_out\":[");
  put_fact_names(to, family.family->words, blocked.find_out);
  to.put('}');
}

void JsonWriter::put_withheld(form::Appender& to, const FamilyText& family, const engine::WithheldAction& withheld,
                              std::int64_t times) {
  to.put(text_of(family, withheld.opening).head);
  to.put(",\"action\":\"");
  to.put(family.family->words.events[withheld.action].name);
  to.put("\",\"because\":\"");
  to.put_json(to_string(withheld.because, family.family->words));
  to.put('"');
  if (times > 1) {
    to.put(",\"times\":");
    to.put_number(times);
  }
  to.put('}');
}

// {"id":"second_attempt.call_main#1, the quote left open.
void JsonWriter::put_id(form::Appender& to, const FamilyText& family, const engine::Opening& opening,
                        std::uint8_t line) {
  to.put(text_of(family, opening).lines[line].head);
  to.put_number(opening.number);
}

void JsonWriter::begin(std::string& out) {
  if (lines_) return;
  out += "{\"as_of\":\"";
  append_as_of(out, context_.as_of);
  out += "\",\"cases\":[";
}

void JsonWriter::end(std::string& out, const Counts& counts) {
  if (lines_) return;
  form::Appender to(out);
  to.put("],\"counts\":{\"assessed\":");
  to.put_number(static_cast<std::int64_t>(counts.assessed));
  to.put(",\"rejected\":");
  to.put_number(static_cast<std::int64_t>(counts.rejected));
  for (std::size_t i = 0; i < counts.by_status.size(); ++i) {
    to.put(",\"");
    to.put(name(static_cast<engine::Status>(i)));
    to.put("\":");
    to.put_number(static_cast<std::int64_t>(counts.by_status[i]));
  }
  const auto put_entries = [&](std::string_view key, std::uint64_t count) {
    if (count == 0) return;
    to.put(",\"");
    to.put(key);
    to.put("\":");
    to.put_number(static_cast<std::int64_t>(count));
  };
  put_entries("planned", counts.planned);
  put_entries("cancelled", counts.cancelled);
  put_entries("retracted", counts.retracted);
  to.put("}}\n");
}

std::unique_ptr<CaseWriter> make_json(const CaseList& list) { return std::make_unique<JsonWriter>(list, false); }
std::unique_ptr<CaseWriter> make_jsonl(const CaseList& list) { return std::make_unique<JsonWriter>(list, true); }

}  // namespace engage::report
