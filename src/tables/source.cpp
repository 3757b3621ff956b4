#include "tables/source.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "tables/names.h"
#include "text/ascii.h"
#include "text/near.h"
#include "text/shortened.h"

namespace engage::tables {
namespace {

constexpr std::size_t kMostShown = 12;

Column column(std::string name) {
  Column made;
  made.name = std::move(name);
  return made;
}

std::array<const Column*, 11> columns_of(const EntryUse& entry) {
  return {&entry.at,    &entry.event_column, &entry.by,   &entry.note,   &entry.recorded, &entry.fact,
          &entry.value, &entry.outcome,      &entry.role, &entry.status, &entry.retracted};
}

// "; did you mean `at`? The columns are `Datum`, `Ereignis`"
std::string columns_there_are(std::string_view name, const Table& table) {
  const std::vector<std::string>& columns = table.columns();
  std::string text = did_you_mean(name, std::vector<std::string_view>(columns.begin(), columns.end()));
  text = text.empty() ? "; the columns are " : fmt::format("; {} The columns are ", text);
  for (std::size_t i = 0; i < std::min(columns.size(), kMostShown); ++i) {
    text += fmt::format("{}`{}`", i == 0 ? "" : ", ", shortened(columns[i]));
  }
  if (columns.size() > kMostShown) text += fmt::format(" and {} more", columns.size() - kMostShown);
  return text;
}

// Finds columns in one table; collects what cannot be.
class Finder {
 public:
  explicit Finder(const Table& table) : table_(table) {}

  bool find(std::string_view name, std::size_t& index, bool needed) {
    const FoundColumn found = find_column(table_.columns(), name);
    if (found.several) {
      faults.push_back(fmt::format("two columns are called `{}`", shortened(name)));
    } else if (found.index) {
      index = *found.index;
    } else if (needed) {
      faults.push_back(fmt::format("there is no column `{}`{}", shortened(name), columns_there_are(name, table_)));
    }
    return found.index && !found.several;
  }
  void find(Column& column, bool needed) {
    if (!column.name.empty()) find(column.name, column.index, needed);
    for (JoinedColumn& each : column.more) find(each.name, each.index, true);
  }
  void find(std::vector<NamedColumn>& columns) {
    for (NamedColumn& named : columns) find(named.column, true);
  }
  void find(std::vector<Condition>& conditions) {
    for (Condition& condition : conditions) find(condition.column, condition.index, true);
  }

  const Table& table() const { return table_; }

  std::vector<std::string> faults;

 private:
  const Table& table_;
};

// What stands for the `*` of a pattern in each column that fits it, in the order of the columns.
std::vector<std::string> stars(const std::string& pattern, const Table& table) {
  std::vector<std::string> found;
  const std::size_t star = pattern.find('*');
  const std::string before = pattern.substr(0, star), behind = pattern.substr(star + 1);
  for (const std::string& name : table.columns()) {
    if (name.size() <= before.size() + behind.size() || !name.starts_with(before) || !name.ends_with(behind)) continue;
    found.push_back(name.substr(before.size(), name.size() - before.size() - behind.size()));
  }
  return found;
}

// Columns that stand side by side for the first, the second, … of the same: an entry each.
std::vector<EntryUse> spread(const EntryUse& use, Finder& finder) {
  if (use.at.name.find('*') == std::string::npos) return {use};
  std::vector<EntryUse> all;
  for (const std::string& star : stars(use.at.name, finder.table())) {
    EntryUse& one = all.emplace_back(use);
    const auto fill = [&star](std::string& name) {
      if (const std::size_t at = name.find('*'); at != name.npos) name.replace(at, 1, star);
    };
    for (Column* each : {&one.at, &one.event_column, &one.by, &one.note, &one.recorded, &one.outcome, &one.role}) {
      fill(each->name);
      for (JoinedColumn& more : each->more) fill(more.name);
    }
    for (NamedColumn& set : one.set) fill(set.column.name);
    for (auto* conditions : {&one.when, &one.planned, &one.cancelled}) {
      for (Condition& condition : *conditions) fill(condition.column);
    }
  }
  if (all.empty()) {
    finder.faults.push_back(fmt::format("no column is called like `{}`{}", shortened(use.at.name),
                                        columns_there_are(use.at.name, finder.table())));
  }
  return all;
}

void find_entry(EntryUse& use, Finder& finder, bool plain) {
  finder.find(use.at, true);
  finder.find(use.event_column, !plain);
  for (Column* each : {&use.by, &use.note, &use.recorded, &use.outcome, &use.role, &use.status, &use.retracted,
                       &use.fact, &use.value}) {
    finder.find(*each, !plain);
  }
  finder.find(use.set);
  for (auto* conditions : {&use.when, &use.planned, &use.cancelled}) finder.find(*conditions);
  if (!plain) return;
  if (!use.event_column.there() && !use.fact.there()) {
    finder.faults.push_back("there is neither a column `event` nor `fact`" +
                            columns_there_are("event", finder.table()));
  }
  if (use.fact.there() != use.value.there()) {
    finder.faults.emplace_back("of the columns `fact` and `value` one is missing");
  }
}

// The columns of a table of cases that nobody has described: a fact or an assignee each.
void find_other_columns(TableUse& use, Finder& finder, const std::vector<std::string>& facts,
                        const std::vector<std::string>& roles) {
  constexpr std::string_view kAssignee = "assignee.";
  const std::vector<std::string>& columns = finder.table().columns();
  std::set<std::size_t> taken = {use.id.index, use.policy_column.index};
  for (const EntryUse& entry : use.entries) {
    for (const Column* each : columns_of(entry)) taken.insert(each->index);
  }
  const auto take = [&](const std::string& name, std::string_view column, std::vector<NamedColumn>& into) {
    std::size_t index = kNoColumn;
    if (finder.find(column, index, false) && taken.insert(index).second) {
      NamedColumn& named = into.emplace_back();
      named.name = name;
      named.column.name = columns[index];
      named.column.index = index;
    }
  };
  for (const std::string& fact : facts) take(fact, fact, use.facts);
  for (const std::string& role : roles) take(role, std::string(kAssignee) + role, use.assignees);
  // One of `consent_mail` and `Consent Mail` may say yes, and the other one no.
  for (const std::vector<NamedColumn>* named : {&use.facts, &use.assignees}) {
    for (const NamedColumn& each : *named) {
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (taken.contains(i) || plain_name(columns[i]) != plain_name(each.column.name)) continue;
        finder.faults.push_back(
            fmt::format("the columns `{}` and `{}` are called nearly the same: rename the one that is "
                        "not meant",
                        shortened(each.column.name), shortened(columns[i])));
      }
    }
  }
  // What is left is no fact that a policy knows; the reader of records says so.
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].empty() || !taken.insert(i).second) continue;
    const bool assignee = columns[i].starts_with(kAssignee);
    NamedColumn& named = (assignee ? use.assignees : use.facts).emplace_back();
    named.name = assignee ? columns[i].substr(kAssignee.size()) : columns[i];
    named.column.name = columns[i];
    named.column.index = i;
  }
  const auto by_column = [](const NamedColumn& a, const NamedColumn& b) { return a.column.index < b.column.index; };
  std::sort(use.facts.begin(), use.facts.end(), by_column);
  std::sort(use.assignees.begin(), use.assignees.end(), by_column);
}

void find_id(TableUse& use, Finder& finder) {
  if (!use.id.name.empty()) return finder.find(use.id, true);
  // `id` or `case_id`, whichever is there.
  std::size_t first = kNoColumn, second = kNoColumn;
  const std::vector<std::string>& keys = use.form.key;
  finder.find(keys[0], first, false);
  finder.find(keys[1], second, false);
  if (first != kNoColumn && second != kNoColumn) finder.faults.emplace_back("both `id` and `case_id` are columns");
  if (first == kNoColumn && second == kNoColumn && finder.faults.empty()) finder.find(keys[0], first, true);
  use.id.index = first != kNoColumn ? first : second;
  use.id.name = keys[first != kNoColumn ? 0 : 1];
}

}  // namespace

TableUse plain_cases() {
  TableUse use;
  use.form.key = kCaseKeys;
  use.policy_column = column("policy");
  use.other_columns_are_facts = true;
  return use;
}

TableUse plain_both() {
  TableUse use = plain_cases();
  use.entries = plain_entries().entries;
  EntryUse& entry = use.entries[0];
  entry.absent = EntryUse::Absent::blank;
  entry.outcome = entry.role = entry.status = entry.retracted = {};  // here they may be facts
  return use;
}

TableUse plain_entries() {
  TableUse use;
  use.form.key = kEntryKeys;
  use.brings_cases = false;
  EntryUse& entry = use.entries.emplace_back();
  entry.at = column("at");
  entry.event_column = column("event");
  entry.by = column("by");
  entry.note = column("note");
  entry.recorded = column("recorded");
  entry.outcome = column("outcome");
  entry.role = column("role");
  entry.status = column("status");
  entry.retracted = column("retracted");
  entry.fact = column("fact");
  entry.value = column("value");
  return use;
}

std::vector<std::string> find_columns(TableUse& use, const Table& table, const std::vector<std::string>& facts,
                                      const std::vector<std::string>& roles) {
  if (!table.fault().empty()) return {table.fault()};
  if (table.likely_header() > 0) {
    return {
        fmt::format("the names of the columns seem to stand on line {0}: take away what is above, or write `header = "
                    "{0}` in a description of the source (--source)",
                    table.likely_header())};
  }
  Finder finder(table);
  const bool plain = use.id.name.empty();
  find_id(use, finder);
  finder.find(use.policy_column, !plain);
  finder.find(use.facts);
  finder.find(use.assignees);
  finder.find(use.leave_out);
  finder.find(use.keep_only);
  std::vector<EntryUse> entries;
  for (const EntryUse& entry : use.entries) {
    for (EntryUse& one : spread(entry, finder)) entries.push_back(std::move(one));
  }
  use.entries = std::move(entries);
  for (EntryUse& entry : use.entries) find_entry(entry, finder, plain);
  if (use.other_columns_are_facts && finder.faults.empty()) find_other_columns(use, finder, facts, roles);
  return finder.faults;
}

namespace {

// Every column with a description that a table reads.
template <typename Take>
void each_column(const TableUse& use, Take take) {
  take(use.id);
  take(use.policy_column);
  for (const auto* named : {&use.facts, &use.assignees}) {
    for (const NamedColumn& each : *named) take(each.column);
  }
  for (const EntryUse& entry : use.entries) {
    for (const Column* each : columns_of(entry)) take(*each);
    for (const NamedColumn& set : entry.set) take(set.column);
  }
}

std::set<std::size_t> read_columns(const TableUse& use) {
  std::set<std::size_t> read;
  each_column(use, [&](const Column& column) {
    read.insert(column.index);
    for (const JoinedColumn& each : column.more) read.insert(each.index);
  });
  const auto add = [&](const std::vector<Condition>& conditions) {
    for (const Condition& condition : conditions) read.insert(condition.index);
  };
  add(use.leave_out);
  add(use.keep_only);
  for (const EntryUse& entry : use.entries) {
    add(entry.when);
    add(entry.planned);
    add(entry.cancelled);
  }
  return read;
}

}  // namespace

bool is_read(const TableUse& use, std::size_t column) { return read_columns(use).contains(column); }

bool is_error(const TableUse& use, std::size_t column, std::string_view cell) {
  if (!use.is_error || !cell.starts_with('#') || !use.is_error(cell)) return false;
  bool listed = false;
  each_column(use, [&](const Column& each) {
    if (each.index != column) return;
    listed = listed || is_among(each.unknown, cell) ||
             std::ranges::any_of(each.values, [&](const auto& value) { return same_word(value.first, cell); });
  });
  return !listed;
}

std::vector<std::string> unused_columns(const TableUse& use, const Table& table) {
  const std::set<std::size_t> used = read_columns(use);
  std::vector<std::string> unused;
  for (std::size_t i = 0; i < table.columns().size(); ++i) {
    if (!table.columns()[i].empty() && !used.contains(i)) unused.push_back(table.columns()[i]);
  }
  return unused;
}

}  // namespace engage::tables
