#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tables/date_format.h"
#include "tables/table.h"

// What the columns of tables mean: a description of a source, as a file `source.toml` gives it (read_source.h), or as
// the two tables have it that need none (plain_source).
namespace engage::tables {

inline constexpr std::size_t kNoColumn = SIZE_MAX;

// A further column, whose cells stand behind those of the first.
struct JoinedColumn {
  std::string name;
  std::size_t index = kNoColumn;
};

// One column, and how its cells become what a case record would say.
struct Column {
  std::string name;
  std::size_t index = kNoColumn;   // once the table is there
  std::vector<JoinedColumn> more;  // a date and its time, a first name and a last one
  std::string join = " ";          // what stands between their cells
  bool all_parts = false;          // of an id: with one of them empty it is none
  std::string split;               // what stands between the words of a cell that holds several; empty: it holds one
  std::string otherwise;           // what a cell with `split` says that says nothing else; empty: nothing
  std::vector<std::pair<std::string, std::string>> values;  // cell, in capitals or not, and the word for it
  std::vector<std::string> unknown;                         // cells that say that nobody knows
  std::vector<DateFormat> formats;                          // of dates; one of them, where there are several
  bool decimal_comma = false;
  std::string timezone;  // of times without an offset; empty: local time
  std::string always;    // of a fact or an assignee in place of a column: what every row says

  bool there() const { return index != kNoColumn; }
  bool plain() const {
    return values.empty() && unknown.empty() && formats.empty() && !decimal_comma && timezone.empty() && split.empty();
  }
  // "Date` and `Time", to be put between marks.
  std::string called() const;
};

// What a cell says: `text` in the words of a case record.
struct Said {
  enum class Kind : std::uint8_t {
    nothing,  // an empty cell, or a word that the description leaves aside
    word,
    unlisted,  // the description lists words, and this is none of them: as it stands
    misfit,    // the cell is not of the form that the description says
  };
  Kind kind = Kind::nothing;
  std::string_view text;
};

// `made` holds the text where it is not the cell's own.
Said said_by(const Column& column, std::string_view cell, std::string& made);
// The same of one word of a cell that holds several.
Said said_by_word(const Column& column, std::string_view cell, std::string& made);

// The cell of a column, or the cells of several, joined in `made`; nothing stands between empty ones.
std::string_view cell_of(const Column& column, std::span<const std::string_view> cells, std::string& made);

// The words of a cell that holds several, without blanks around them and without empty ones.
std::vector<std::string_view> words_of(std::string_view cell, std::string_view split);

// The dates that the column's forms make of the cell, "2026-04-03 (D/M/YYYY)", where they differ; else nothing.
std::vector<std::string> readings(const Column& column, std::string_view cell);

// A fact, or the role of an assignee, and the column that says it.
struct NamedColumn {
  std::string name;
  Column column;
};

// Rows in which a column says one of these words, or begins with one, in capitals or not.
struct Condition {
  std::string column;
  std::vector<std::string> words, beginnings;
  std::size_t index = kNoColumn;

  bool holds(std::string_view cell) const;
};

// An entry of the log that a row makes.
struct EntryUse {
  // Rows that make none, and there is nothing wrong with them.
  enum class Absent : std::uint8_t {
    never,   // there are none: each row is an entry
    blank,   // those in which its columns are empty
    unsaid,  // those that say no event; with a fixed one, those without a date
  };
  std::string event;              // fixed
  Column event_column;            // else
  Column at, by, note, recorded;  // `at` is always there
  Column outcome, role;           // of the event: what came of it, and whose work it was
  Column status, retracted;
  std::vector<NamedColumn> set;               // facts that change
  Column fact, value;                         // a change that names its fact itself
  std::vector<Condition> when;                // all hold, else the row makes no such entry
  std::vector<Condition> planned, cancelled;  // one holds: the entry has not happened
  Absent absent = Absent::never;
  std::optional<bool> midnight_is_no_time;  // 00:00 in `at`; else found out
};

struct TableUse {
  // Where it is: for the reader of files. One of file, folder and query; `records` is a list inside of JSON.
  std::string file, folder, records, sheet, database, query, encoding;
  TableForm form;

  Column id;
  std::string policy;  // fixed
  Column policy_column;
  bool brings_cases = true;          // a row is a case; else it tells of cases that another table brings
  bool first_row_counts = false;     // of several rows of a case with different facts; else such a case is rejected
  bool rows_together = false;        // each says what it fills; an empty cell differs from nothing
  bool sorted = false;               // by case
  std::optional<bool> newest_first;  // within a case; else found out
  std::vector<NamedColumn> facts, assignees;
  std::vector<EntryUse> entries;
  std::vector<Condition> leave_out;    // one holds: the row is passed over
  std::vector<Condition> keep_only;    // one does not hold: the row is passed over
  std::vector<std::string> fill_down;  // columns in which an empty cell says the same as the one above
  // Whether a cell holds a spreadsheet's error in place of a value; none: its tables hold no such.
  bool (*is_error)(std::string_view cell) = nullptr;
  bool other_columns_are_facts = false;

  bool says_facts() const { return !facts.empty() || !assignees.empty(); }
};

struct Source {
  std::vector<TableUse> tables;
};

// The names of the columns that tables need which are described by nothing.
inline const std::vector<std::string> kCaseKeys = {"id", "case_id"};
inline const std::vector<std::string> kEntryKeys = {"case_id", "id"};

// Of the tables of cases and of events as docs/case-records.md has them, and of one that is both: a row a note, with
// what is known of the case repeated.
TableUse plain_cases();
TableUse plain_entries();
TableUse plain_both();

// Finds the columns; the names of facts and roles are those that the policies know. What cannot be: a clause each.
std::vector<std::string> find_columns(TableUse& use, const Table& table, const std::vector<std::string>& facts,
                                      const std::vector<std::string>& roles);

// Whether the row is passed over by what the description says.
bool is_left_out(const TableUse& use, std::span<const std::string_view> cells);

// Whether something reads the column, and whether a cell of it holds an error: one that no description of the column
// gives a meaning.
bool is_read(const TableUse& use, std::size_t column);
bool is_error(const TableUse& use, std::size_t column, std::string_view cell);

// Columns that nothing reads.
std::vector<std::string> unused_columns(const TableUse& use, const Table& table);

}  // namespace engage::tables
