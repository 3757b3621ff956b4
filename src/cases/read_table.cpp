#include "cases/read_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/date.h"
#include "text/shortened.h"

namespace engage::cases {
namespace {

using tables::Column;
using tables::EntryUse;
using tables::NamedColumn;
using tables::Said;

Written cell_value(std::string_view cell) { return {Written::Kind::cell, false, cell}; }

}  // namespace

void TableReader::read(const TableCases& cases, std::size_t index, const ReadOptions& options, Record& record,
                       Findings& findings) {
  cursor_.forget();
  made_.clear();
  told_.clear();
  cases_ = &cases;
  findings_ = &findings;
  Header header;
  cases.read_header(index, header);
  builder_.begin(options, record, findings);
  record.id = header.id;
  findings.policy = header.policy;
  for (std::string& fault : header.faults) builder_.fault(std::move(fault));
  const TableCases::Case& one = cases.cases_[cases.order_[index]];
  rows_.clear();
  for (std::uint32_t row = one.first; row != TableCases::kNone; row = cases.rows_[row].next) rows_.push_back(row);
  for (const std::uint32_t row : rows_) {
    if (cases.rows_[row].facts) read_facts(cases.rows_[row]);
  }
  // A table that runs from the newest entry to the oldest is read from below.
  for (auto begin = rows_.begin(); begin != rows_.end();) {
    const std::uint8_t table = cases.rows_[*begin].table;
    const auto end =
        std::find_if(begin, rows_.end(), [&](std::uint32_t row) { return cases.rows_[row].table != table; });
    if (cases.traits_[table].newest_first) std::reverse(begin, end);
    begin = end;
  }
  for (const std::uint32_t row : rows_) read_entries(cases.rows_[row]);
  builder_.end();
}

std::string_view TableReader::cell(const Column& column) {
  if (column.more.empty()) return column.index < cells_.size() ? cells_[column.index] : std::string_view();
  return cell_of(column, cells_, made_.emplace_back());
}

void TableReader::take(const TableCases::Row& row) {
  table_ = &cases_->tables_[row.table];
  traits_ = &cases_->traits_[row.table];
  cursor_.look_into(row.text(), table_->input.table->separator());
  cells_ = cursor_.read(0).cells;
}

// What the cell says, or nothing; what it cannot be is told.
std::string_view TableReader::said(const Column& column) {
  if (!column.always.empty()) return column.always;
  const std::string_view here = cell(column);
  if (here.empty()) return {};
  if (!traits_->is_utf8 && !tables::is_utf8(here)) {
    builder_.fault(not_utf8(column.name));
    return {};
  }
  if (tables::is_error(table_->input.use, column.index, here)) return {};  // TableCases has told it
  if (column.plain()) return here;
  std::string made;
  const Said said = said_by(column, here, made);
  return taken(column, here, said, made);
}

// What a cell says in the end; what it cannot be is told.
std::string_view TableReader::taken(const Column& column, std::string_view cell, const Said& said, std::string& made) {
  switch (said.kind) {
    case Said::Kind::nothing: return {};
    case Said::Kind::misfit: misfit(column, cell); return {};
    case Said::Kind::word:
    case Said::Kind::unlisted: break;
  }
  return said.text.data() == made.data() ? std::string_view(made_.emplace_back(std::move(made))) : said.text;
}

void TableReader::misfit(const Column& column, std::string_view cell) {
  if (!column.split.empty()) {
    return builder_.fault(
        fmt::format("the words of `{}` in the column `{}` mean different things", shortened(cell), column.called()));
  }
  if (const std::vector<std::string> readings = tables::readings(column, cell); !readings.empty()) {
    return builder_.fault(fmt::format("`{}` in the column `{}` may be {}: write it so that one form of the column fits",
                                      shortened(cell), column.called(), fmt::join(readings, " or ")));
  }
  std::vector<std::string> forms;
  for (const tables::DateFormat& format : column.formats) forms.push_back(format.form());
  builder_.fault(fmt::format("`{}` is no {} in the column `{}`", shortened(cell),
                             forms.empty() ? std::string("number with a decimal comma")
                                           : fmt::format("date of the form {}", fmt::join(forms, " or ")),
                             column.called()));
}

// A date or a time, in the column's zone where it has one.
std::string_view TableReader::moment(const Column& column, bool only_midnights) {
  std::string_view text = said(column);
  if (only_midnights && is_midnight(text)) text = text.substr(0, 10);
  if (text.size() < 16) return text;
  // An offset without its colon, +0000, as some programs export it.
  if (const std::size_t sign = text.find_last_of("+-"); sign > 15 && sign + 5 == text.size()) {
    text = made_.emplace_back(fmt::format("{}:{}", text.substr(0, sign + 3), text.substr(sign + 3)));
  }
  if (column.timezone.empty()) return text;
  WrittenTime written;
  if (parse_time(text, written) != TimeFault::none || written.zone != WrittenTime::Zone::local) return text;
  const Instant local{start_of(written.date).minutes + *written.minute};
  const auto zone = zones_.find(column.timezone);
  const Instant utc = zone == zones_.end() ? local : zone->second.utc(local, false);
  return made_.emplace_back(
      fmt::format("{}T{:02}:{:02}Z", to_string(date_of(utc)), minute_of_day(utc) / 60, minute_of_day(utc) % 60));
}

// Whether a row has said so before; one that said something else is told.
bool TableReader::is_told(const TableCases::Row& row, char kind, std::string_view name, std::string_view text) {
  for (const Told& told : told_) {
    if (told.row == &row) break;  // names stand once in a row
    if (told.kind != kind || told.name != name) continue;
    if (told.text == text) return true;
    const auto place = [this](const TableCases::Row& at) {
      return cases_->tables_[at.table].input.table->place_words(at.line);
    };
    builder_.fault(fmt::format("{} and {} both tell of this case, and differ: `{}` is `{}` and `{}`", place(*told.row),
                               place(row), shortened(name), shortened(told.text), shortened(text)));
    return true;
  }
  told_.push_back({kind, name, text, &row});
  return false;
}

void TableReader::read_facts(const TableCases::Row& row) {
  take(row);
  const tables::TableUse& use = table_->input.use;
  for (const NamedColumn& fact : use.facts) {
    const std::string_view text = cases_->knows_fact(fact.name) ? said(fact.column) : cell(fact.column);
    // An empty cell says nothing.
    if (!text.empty() && !is_told(row, 'f', fact.name, text)) builder_.fact(fact.name, cell_value(text));
  }
  for (const NamedColumn& assignee : use.assignees) {
    const std::string_view text = said(assignee.column);
    if (!text.empty() && !is_told(row, 'a', assignee.name, text)) builder_.assignee(assignee.name, text);
  }
}

void TableReader::read_entries(const TableCases::Row& row) {
  if (!row.whole) {
    const tables::Table& table = *cases_->tables_[row.table].input.table;
    table_ = &cases_->tables_[row.table];
    begin_entry(row);
    tables::Table::Row broken;
    broken.fault = row.fault;
    broken.line = row.line;
    builder_.fault(table.sentence(broken));
    builder_.drop_entry();
    return;
  }
  take(row);
  for (std::size_t i = 0; i < table_->input.use.entries.size(); ++i) {
    const EntryUse& use = table_->input.use.entries[i];
    if (std::all_of(use.when.begin(), use.when.end(), [this](const tables::Condition& each) {
          return each.index < cells_.size() && each.holds(cells_[each.index]);
        })) {
      read_events(row, use, traits_->only_midnights[i]);
    }
  }
}

void TableReader::read_change(std::string_view fact, std::string_view said) {
  if (fact.empty() && said.empty()) return;
  if (fact.empty()) {
    builder_.fault(fmt::format("value `{}` has no fact", shortened(said)));
  } else if (said.empty()) {
    builder_.fault(fmt::format("fact `{}` has no value: write `unknown` if that is meant", shortened(fact)));
  } else {
    builder_.begin_changes();
    builder_.change(fact, cell_value(said));
  }
}

void TableReader::begin_entry(const TableCases::Row& row) {
  const tables::Place place = table_->input.table->place(row.line);
  builder_.begin_entry_of(place.file, place.line);
}

// A cell that holds several words makes an entry of each.
void TableReader::read_events(const TableCases::Row& row, const EntryUse& use, bool only_midnights) {
  if (!use.event.empty()) return read_entry(row, use, only_midnights, use.event);
  const Column& column = use.event_column;
  begin_entry(row);
  if (column.split.empty()) return read_entry(row, use, only_midnights, said(column));
  const std::vector<std::string_view> words = tables::words_of(cell(column), column.split);
  if (words.size() < 2) return read_entry(row, use, only_midnights, said(column));
  std::vector<std::string_view> events;
  for (const std::string_view word : words) {
    std::string made;
    const std::string_view event = taken(column, word, said_by_word(column, word, made), made);
    if (!event.empty() && std::ranges::find(events, event) == events.end()) events.push_back(event);
  }
  if (events.empty()) events.emplace_back();
  for (const std::string_view event : events) read_entry(row, use, only_midnights, event);
}

void TableReader::read_entry(const TableCases::Row& row, const EntryUse& use, bool only_midnights,
                             std::string_view event) {
  begin_entry(row);
  const std::string_view at = moment(use.at, only_midnights);
  const std::string_view fact = said(use.fact), value = said(use.value);
  bool sets = !fact.empty() || !value.empty();
  if (use.absent == EntryUse::Absent::blank && event.empty() && !sets && cell(use.at).empty()) {
    return builder_.drop_entry();
  }
  if (use.absent == EntryUse::Absent::unsaid &&
      (use.event.empty() ? event.empty() && use.set.empty() : cell(use.at).empty())) {
    return builder_.drop_entry();
  }
  if (!at.empty()) builder_.at(at);
  if (!event.empty()) builder_.event(event);
  if (const std::string_view recorded = moment(use.recorded, false); !recorded.empty()) builder_.recorded(recorded);
  builder_.outcome(said(use.outcome));
  if (const std::string_view role = said(use.role); !role.empty()) builder_.role(role);
  if (const std::string_view status = said(use.status); !status.empty()) builder_.status(status);
  if (const std::string_view date = moment(use.retracted, false); !date.empty()) builder_.retracted(date);
  builder_.by(cell(use.by));
  builder_.note(cell(use.note));
  read_change(fact, value);
  if (!use.set.empty()) builder_.begin_changes();
  for (const NamedColumn& set : use.set) {
    const std::string_view text = said(set.column);
    if (text.empty()) continue;
    builder_.change(set.name, cell_value(text));
    sets = true;
  }
  for (const std::size_t column : table_->ignored) {
    if (column < cells_.size() && !cells_[column].empty()) {
      builder_.ignore(Ignored::Kind::event_key, table_->input.table->columns()[column]);
    }
  }
  const auto any_holds = [this](const std::vector<tables::Condition>& conditions) {
    return std::any_of(conditions.begin(), conditions.end(), [this](const tables::Condition& each) {
      return each.index < cells_.size() && each.holds(cells_[each.index]);
    });
  };
  const bool has_content = !event.empty() || sets;
  if (any_holds(use.planned) || any_holds(use.cancelled))
    return builder_.end_not_done(!cell(use.at).empty(), has_content);
  if (use.absent == EntryUse::Absent::unsaid && !has_content) return builder_.drop_entry();
  builder_.end_entry(!cell(use.at).empty(), has_content);
}

}  // namespace engage::cases
