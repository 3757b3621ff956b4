#include "cases/read_csv.h"

#include <fmt/format.h>

#include "cases/quote.h"

namespace engage::cases {
namespace {

constexpr std::string_view kAssignee = "assignee.";

Written cell_value(std::string_view cell) { return {Written::Kind::cell, false, cell}; }

}  // namespace

CsvCases::CsvCases(std::string_view cases, std::string_view events) : cases_(cases), events_(events) {
  const bool has_events = !events.empty();
  if (!cases_.fault().empty()) faults_.push_back("cases: " + cases_.fault());
  if (has_events && !events_.fault().empty()) faults_.push_back("events: " + events_.fault());
  if (faults_.empty()) find_columns(has_events);
  if (faults_.empty() && has_events) group_events();
}

void CsvCases::find_columns(bool has_events) {
  const auto find = [](const CsvTable& table, std::string_view name) { return table.column(name).value_or(kNone); };
  const auto find_id = [&](const CsvTable& table, std::string_view first, std::string_view second, const char* file) {
    const std::size_t one = find(table, first), other = find(table, second);
    if (one == kNone && other == kNone) faults_.push_back(fmt::format("{}: there is no column `{}`", file, first));
    if (one != kNone && other != kNone) faults_.push_back(fmt::format("{}: both `id` and `case_id` are columns", file));
    return one != kNone ? one : other;
  };
  id_ = find_id(cases_, "id", "case_id", "cases");
  policy_ = find(cases_, "policy");
  if (!has_events) return;
  case_id_ = find_id(events_, "case_id", "id", "events");
  at_ = find(events_, "at");
  event_ = find(events_, "event");
  by_ = find(events_, "by");
  note_ = find(events_, "note");
  recorded_ = find(events_, "recorded");
  fact_ = find(events_, "fact");
  value_ = find(events_, "value");
  if (at_ == kNone) faults_.emplace_back("events: there is no column `at`");
  if (event_ == kNone && fact_ == kNone) faults_.emplace_back("events: there is neither a column `event` nor `fact`");
  if ((fact_ == kNone) != (value_ == kNone)) {
    faults_.emplace_back("events: of the columns `fact` and `value` one is missing");
  }
}

void CsvCases::group_events() {
  for (const CsvTable::Row& row : cases_.rows()) by_case_.try_emplace(cases_.cell(row, id_));
  const std::size_t rows = events_.rows().size();
  next_.assign(rows, kNone);
  std::unordered_map<std::string_view, std::size_t> strays;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::string_view id = event_cell(row, case_id_);
    const auto found = id.empty() ? by_case_.end() : by_case_.find(id);
    if (found == by_case_.end()) {
      if (id.empty() || strays.try_emplace(id, row).second) strays_.push_back(row);
      continue;
    }
    Events& events = found->second;
    (events.first == kNone ? events.first : next_[events.last]) = row;
    events.last = row;
  }
}

std::uint64_t CsvCases::line(std::size_t index) const {
  const std::size_t cases = cases_.rows().size();
  return index < cases ? cases_.rows()[index].line : events_.rows()[strays_[index - cases]].line;
}

void CsvCases::read_header(std::size_t index, Header& header) const {
  header.policy.reset();
  header.faults.clear();
  if (in_events_file(index)) {
    const std::size_t row = strays_[index - cases_.rows().size()];
    header.id = event_cell(row, case_id_);
    header.faults.push_back(header.id.empty() ? "an event without a `case_id`"
                                              : fmt::format("events for `{}`, but no such case", shortened(header.id)));
    return;
  }
  const CsvTable::Row& row = cases_.rows()[index];
  header.id = cases_.cell(row, id_);
  if (!row.fault.empty()) {
    header.faults.push_back(row.fault);
  } else if (header.id.empty()) {
    header.faults.emplace_back("`id` is empty");
  }
  const std::string_view policy = policy_ == kNone ? std::string_view() : cases_.cell(row, policy_);
  if (!policy.empty()) header.policy = policy;
}

void CsvReader::read(const CsvCases& cases, std::size_t index, const ReadOptions& options, Record& record,
                     Findings& findings) {
  Header header;
  cases.read_header(index, header);
  builder_.begin(options, record, findings);
  record.id = header.id;
  findings.policy = header.policy;
  for (std::string& fault : header.faults) builder_.fault(std::move(fault));
  if (!cases.in_events_file(index) && cases.cases_.rows()[index].fault.empty()) read_row(cases, index);
  builder_.end();
}

void CsvReader::read_row(const CsvCases& cases, std::size_t index) {
  const CsvTable::Row& row = cases.cases_.rows()[index];
  for (std::size_t i = 0; i < row.cells; ++i) {
    const std::string_view column = cases.cases_.columns()[i], cell = cases.cases_.cell(row, i);
    if (cell.empty() || i == cases.id_ || i == cases.policy_) continue;  // an empty cell says nothing
    if (column.starts_with(kAssignee)) {
      builder_.assignee(column.substr(kAssignee.size()), cell);
    } else {
      builder_.fact(column, cell_value(cell));
    }
  }
  const auto events = cases.by_case_.find(cases.cases_.cell(row, cases.id_));
  if (events == cases.by_case_.end()) return;
  for (std::size_t i = events->second.first; i != CsvCases::kNone; i = cases.next_[i]) read_event(cases, i);
}

void CsvReader::read_event(const CsvCases& cases, std::size_t row) {
  const CsvTable::Row& cells = cases.events_.rows()[row];
  builder_.begin_entry_on_line(cells.line);
  if (!cells.fault.empty()) {
    builder_.fault(cells.fault);
    builder_.drop_entry();
    return;
  }
  const std::string_view at = cases.event_cell(row, cases.at_), event = cases.event_cell(row, cases.event_);
  const std::string_view fact = cases.event_cell(row, cases.fact_), value = cases.event_cell(row, cases.value_);
  const std::string_view recorded = cases.event_cell(row, cases.recorded_);
  if (!at.empty()) builder_.at(at);
  if (!event.empty()) builder_.event(event);
  if (!recorded.empty()) builder_.recorded(recorded);
  if (!fact.empty() && value.empty()) {
    builder_.fault(fmt::format("fact `{}` has no value: write `unknown` if that is meant", shortened(fact)));
  } else if (!fact.empty()) {
    builder_.begin_changes();
    builder_.change(fact, cell_value(value));
  } else if (!value.empty()) {
    builder_.fault(fmt::format("value `{}` has no fact", shortened(value)));
  }
  for (std::size_t i = 0; i < cells.cells; ++i) {
    const bool known = i == cases.case_id_ || i == cases.at_ || i == cases.event_ || i == cases.by_ ||
                       i == cases.note_ || i == cases.recorded_ || i == cases.fact_ || i == cases.value_;
    if (!known && !cases.events_.cell(cells, i).empty()) {
      builder_.ignore(Ignored::Kind::event_key, cases.events_.columns()[i]);
    }
  }
  builder_.end_entry(!at.empty(), !event.empty() || !fact.empty() || !value.empty());
}

}  // namespace engage::cases
