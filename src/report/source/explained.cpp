#include "report/source/explained.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cases/read_table.h"
#include "text/shortened.h"
#include "text/visible.h"
#include "text/words.h"

namespace engage::report {
namespace {

using tables::Column;
using tables::EntryUse;
using tables::TableUse;

constexpr std::size_t kShownCases = 5, kShownEntries = 8, kMostTold = 10;

std::string quoted(std::string_view text) { return fmt::format("`{}`", visible(shortened(text))); }

// "columns `Date` and `Time` together"
std::string joined_words(const Column& column) {
  std::string text = "columns " + quoted(column.name);
  for (const tables::JoinedColumn& each : column.more) {
    text += (&each == &column.more.back() ? " and " : ", ") + quoted(each.name);
  }
  text += column.join == " " ? " together" : " together, with " + quoted(column.join) + " between them";
  return text;
}

// "column `Risiko`: hoch = high, niedrig = low"
std::string column_words(const Column& column) {
  if (!column.always.empty()) return fmt::format("{}, in every row", quoted(column.always));
  std::string text = column.more.empty() ? "column " + quoted(column.name) : joined_words(column);
  std::string how;
  const auto add = [&how](std::string_view more) { how += fmt::format("{}{}", how.empty() ? "" : ", ", more); };
  for (const auto& [cell, meant] : column.values) {
    add(fmt::format("{} = {}", visible(cell), meant.empty() ? "(nothing)" : visible(meant)));
  }
  for (const std::string& cell : column.unknown) add(fmt::format("{} = unknown", visible(cell)));
  if (!column.otherwise.empty()) add(fmt::format("none of them = {}", visible(column.otherwise)));
  if (!column.split.empty()) add(fmt::format("several words, parted by {}", quoted(column.split)));
  std::string forms;
  for (const tables::DateFormat& format : column.formats) {
    forms += (forms.empty() ? "" : " or ") + format.form();
  }
  if (!forms.empty()) add("dates as " + forms);
  if (column.decimal_comma) add("a comma before decimals");
  if (!column.timezone.empty()) add("times of " + column.timezone);
  if (!how.empty()) text += ": " + how;
  return text;
}

void line(std::string& out, std::string_view what, std::string_view words) {
  out += fmt::format("  {:<18} {}\n", visible(what), words);
}

void conditions(std::string& out, std::string_view what, const std::vector<tables::Condition>& all) {
  for (const tables::Condition& each : all) {
    std::string how;
    if (!each.words.empty()) how = "is " + visible(joined(each.words, " or "));
    if (!each.beginnings.empty()) {
      how += fmt::format("{}begins with {}", how.empty() ? "" : ", or ", visible(joined(each.beginnings, " or ")));
    }
    line(out, what, fmt::format("column {} {}", quoted(each.column), how));
  }
}

void entry_words(std::string& out, const EntryUse& use) {
  if (!use.event.empty()) line(out, "event", fmt::format("`{}`, in every row with a date", visible(use.event)));
  else if (use.event_column.there()) line(out, "event", column_words(use.event_column));
  line(out, "  at", column_words(use.at));
  const std::pair<std::string_view, const Column*> more[] = {
      {"  by", &use.by}, {"  note", &use.note}, {"  recorded", &use.recorded}};
  for (const auto& [what, column] : more) {
    if (column->there()) line(out, what, column_words(*column));
  }
  for (const auto& set : use.set) line(out, fmt::format("  set {}", set.name), column_words(set.column));
  conditions(out, "  only when", use.when);
  conditions(out, "  planned when", use.planned);
  conditions(out, "  cancelled when", use.cancelled);
}

void table_words(std::string& out, const TableUse& use, const cases::TableCases& tables, std::size_t number) {
  out +=
      fmt::format("\n{}: {}\n", visible(tables.name(number)), use.brings_cases ? "brings cases" : "of cases elsewhere");
  line(out, "id", column_words(use.id));
  if (!use.policy.empty()) line(out, "policy", fmt::format("`{}`, in every row", visible(use.policy)));
  if (use.policy_column.there()) line(out, "policy", column_words(use.policy_column));
  for (const auto& fact : use.facts) line(out, fact.name, column_words(fact.column));
  for (const auto& role : use.assignees) line(out, fmt::format("assignee {}", role.name), column_words(role.column));
  for (const EntryUse& entry : use.entries) entry_words(out, entry);
  conditions(out, "left out when", use.leave_out);
  conditions(out, "kept only when", use.keep_only);
  if (!use.fill_down.empty()) line(out, "filled down", "empty cells of " + visible(joined(use.fill_down, ", ")));
  for (const auto& [column, filled] : tables.unused(number)) {
    line(out, "not read",
         fmt::format("column {}, {}", quoted(column), counted(filled, "cell is filled", "cells are filled")));
  }
}

void case_words(std::string& out, const model::Family& family, const cases::Record& record) {
  const auto& words = family.words;
  std::string facts;
  for (std::size_t i = 0; i < record.facts.size(); ++i) {
    if (!record.facts[i].known()) continue;
    facts += fmt::format("{}{} is {}", facts.empty() ? "" : ", ", words.facts[i].name,
                         model::to_string(words.facts[i], record.facts[i]));
  }
  for (const auto& [role, name] : record.assignees) {
    facts += fmt::format("{}{}: {}", facts.empty() ? "" : ", ", role, name);
  }
  out += fmt::format("  {}  {}\n", visible(record.id), facts.empty() ? "no fact is known" : visible(facts));
  for (std::size_t i = 0; i < std::min(record.entries.size(), kShownEntries); ++i) {
    const cases::Entry& entry = record.entries[i];
    std::string text;
    append_instant(text, entry.at);
    if (entry.event) text += " " + words.events[*entry.event].name;
    for (std::uint32_t c = entry.first_change; c < entry.first_change + entry.change_count; ++c) {
      const cases::Change& change = record.changes[c];
      text += fmt::format(" {} is {}", words.facts[change.fact].name,
                          model::to_string(words.facts[change.fact], change.value));
    }
    out += fmt::format("      {}\n", visible(text));
  }
  if (record.entries.size() > kShownEntries) {
    out += fmt::format("      and {} more\n", record.entries.size() - kShownEntries);
  }
}

}  // namespace

SourceExplained explain_source(std::string_view name, const cases::TableCases& tables, const model::Program& program,
                               const cases::TimeZones& zones) {
  SourceExplained explained;
  std::string& out = explained.text;
  out = fmt::format("{}: {}\n", visible(name), counted(tables.table_count(), "table"));
  for (std::size_t i = 0; i < tables.table_count(); ++i) table_words(out, tables.use(i), tables, i);
  std::vector<std::unique_ptr<cases::TableReader>> readers;
  for (const model::Family& family : program.families) {
    readers.push_back(std::make_unique<cases::TableReader>(family, cases::zone_of(family, zones), zones));
  }
  explained.cases = tables.size();
  std::string first, rejected;
  std::size_t shown = 0;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    cases::Header header;
    tables.read_header(i, header);
    std::size_t family = 0;
    for (std::size_t f = 0; f < program.families.size(); ++f) {
      if (header.policy && program.families[f].name == *header.policy) family = f;
    }
    cases::Record record;
    cases::Findings findings;
    readers[family]->read(tables, i, {}, record, findings);
    explained.left_aside.add(findings);
    if (findings.faults.empty()) {
      if (shown++ < kShownCases) case_words(first, program.families[family], record);
      continue;
    }
    if (++explained.rejected <= kMostTold) {
      rejected += fmt::format("  {}  {}\n", header.id.empty() ? "(no id)" : visible(header.id),
                              visible(findings.faults.front()));
    }
  }
  if (!first.empty())
    out += fmt::format("\n{} as {} read:\n{}", shown > 1 ? "The first cases" : "The case",
                       shown > 1 ? "they are" : "it is", first);
  if (explained.rejected > 0) {
    out += fmt::format("\nRejected: {} of {}\n{}", explained.rejected, counted(explained.cases, "case"), rejected);
    if (explained.rejected > kMostTold) out += fmt::format("  and {} more\n", explained.rejected - kMostTold);
  }
  return explained;
}

}  // namespace engage::report
