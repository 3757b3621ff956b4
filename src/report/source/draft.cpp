#include "report/source/draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>

#include "cases/date_survey.h"
#include "cases/typing.h"
#include "tables/names.h"
#include "text/shortened.h"
#include "text/words.h"

namespace engage::report {
namespace {

constexpr std::size_t kMostValues = 24, kShownValues = 8;
constexpr std::array<std::string_view, 9> kIdNames = {"caseid",   "casenumber",   "caseno", "clientid", "fileid",
                                                      "recordid", "clientnumber", "id",     "case"};

// What the cells of a column hold.
struct Seen {
  std::string name;
  std::size_t filled = 0;
  std::map<std::string, std::size_t> values;  // the first few in order of appearance
  bool many = false;                          // more values than are kept
  cases::DateSurvey dates;
  std::size_t plain_dates = 0;

  bool all_dates() const {
    return filled > 0 && (plain_dates == filled || (dates.unreadable() == filled && !dates.forms().empty()));
  }
};

std::string toml(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (static_cast<unsigned char>(c) < 0x20) quoted += ' ';
    else quoted += c;
  }
  return quoted + '"';
}

std::vector<Seen> look(tables::Table& table) {
  std::vector<Seen> columns(table.columns().size());
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i].name = table.columns()[i];
  while (const auto row = table.next()) {
    if (row->kind == tables::Table::RowKind::read) {
      for (std::size_t i = 0; i < std::min(columns.size(), table.cells().size()); ++i) {
        const std::string_view cell = table.cells()[i];
        if (cell.empty()) continue;
        Seen& column = columns[i];
        ++column.filled;
        column.dates.look(cell, false);
        if (column.values.size() < kMostValues || column.values.contains(std::string(cell)))
          ++column.values[std::string(cell)];
        else column.many = true;
      }
    }
    table.cursor().forget();
  }
  for (Seen& column : columns) column.plain_dates = column.filled - column.dates.unreadable();
  return columns;
}

// Names and titles of one kind of words, to be found by either.
struct Word {
  std::string_view name, title;
};

bool is_called(const Word& word, std::string_view text) {
  const std::string plain = tables::plain_name(text);
  return !plain.empty() && (plain == tables::plain_name(word.name) || plain == tables::plain_name(word.title));
}

class Draft {
 public:
  explicit Draft(const model::Program& program) {
    for (const model::Family& family : program.families) {
      for (const model::Fact& fact : family.words.facts) facts_.emplace(fact.name, &fact);
      for (const model::Role& role : family.words.roles) roles_.push_back({role.name, role.title});
      for (const model::Event& event : family.words.events) events_.push_back({event.name, event.title});
    }
  }

  void table(const TableToDescribe& described) {
    tables::Table& table = *described.table;
    const std::string why = table.fault();
    const std::vector<Seen> columns = why.empty() ? look(table) : std::vector<Seen>();
    if (!described.sheet.empty()) {
      const std::string unfit = why.empty() ? unfit_sheet(columns) : why;
      if (!unfit.empty()) {
        out += fmt::format("\n# The sheet {} is not read: {}\n", toml(described.sheet), unfit);
        return;
      }
    }
    const bool folder = described.kind == TableToDescribe::Kind::json_folder;
    out += fmt::format("\n[[table]]\n{} = {}\n", folder ? "folder" : "file", toml(described.file));
    if (!described.sheet.empty()) out += fmt::format("sheet = {}\n", toml(described.sheet));
    if (described.sheet.empty() && table.separator() != ',') {
      out += fmt::format("separator = {}\n",
                         table.separator() == '\t' ? "\"tab\"" : toml(std::string(1, table.separator())));
    }
    const Seen* id = find_id(columns);
    out += id ? fmt::format("id = {}\n", toml(id->name))
              : fmt::format("id = {}  # question: is this the column by which cases are told apart?\n",
                            toml(columns.empty() ? "" : columns.front().name));
    std::string facts, roles, rest;
    const Seen* event = find_event(columns, id);
    const Seen* date = event ? find_date(columns) : nullptr;
    if (!id && !columns.empty()) id = &columns.front();
    for (const Seen& column : columns) {
      if (&column == id || &column == event || &column == date || column.name.empty()) continue;
      if (const model::Fact* fact = find_fact(column.name)) facts += fact_line(*fact, column);
      else if (const Word* role = find_role(column.name))
        roles += fmt::format("{} = {}\n", role->name, toml(column.name));
      else rest += question(column);
    }
    if (!facts.empty()) out += "\n[table.facts]\n" + facts;
    if (!roles.empty()) out += "\n[table.assignees]\n" + roles;
    entries(columns, event, date);
    if (!rest.empty()) out += "\n# Columns that are not read yet:\n" + rest;
  }

  std::string out;

 private:
  const model::Fact* find_fact(std::string_view column) const {
    for (const auto& [name, fact] : facts_) {
      if (is_called({fact->name, fact->title}, column)) return fact;
    }
    return nullptr;
  }
  const Word* find_role(std::string_view column) const {
    std::string_view name = column;
    if (name.starts_with("assignee.")) name.remove_prefix(9);
    const auto found = std::ranges::find_if(roles_, [&](const Word& role) { return is_called(role, name); });
    return found == roles_.end() ? nullptr : &*found;
  }
  const Word* find_word(std::string_view cell) const {
    const auto found = std::ranges::find_if(events_, [&](const Word& event) { return is_called(event, cell); });
    return found == events_.end() ? nullptr : &*found;
  }

  static const Seen* find_id(const std::vector<Seen>& columns) {
    for (const std::string_view name : kIdNames) {
      for (const Seen& column : columns) {
        const std::string plain = tables::plain_name(column.name);
        if (plain == name || (name.size() > 5 && plain.ends_with(name))) return &column;
      }
    }
    return nullptr;
  }

  // Why a sheet is no table of cases or of what happened; empty: it may be one.
  static std::string unfit_sheet(const std::vector<Seen>& columns) {
    std::string names;
    std::size_t named = 0;
    for (const Seen& column : columns) {
      if (column.name.empty() || ++named > kShownValues) continue;
      names += fmt::format("{}{}", names.empty() ? "" : ", ", toml(shortened(column.name)));
    }
    if (named < 2) return "its first row that holds something has one cell; if that is a title, say `header`";
    if (find_id(columns)) {
      const bool any = std::ranges::any_of(columns, [](const Seen& column) { return column.filled > 0; });
      return any ? "" : "it has no rows below its header";
    }
    return fmt::format("no column is called like the number of a case; its columns are {}{}", names,
                       named > kShownValues ? ", …" : "");
  }

  // The column of which most values are called like an event; else one whose name says so.
  const Seen* find_event(const std::vector<Seen>& columns, const Seen* id) const {
    const Seen* best = nullptr;
    std::size_t most = 0;
    for (const Seen& column : columns) {
      if (&column == id) continue;
      std::size_t known = 0;
      for (const auto& [value, count] : column.values) known += find_word(value) != nullptr;
      if (known > most) most = known, best = &column;
    }
    if (best) return best;
    for (const Seen& column : columns) {
      const std::string name = tables::plain_name(column.name);
      if (name == "event" || name == "activity" || name == "contacttype") return &column;
    }
    return nullptr;
  }

  static const Seen* find_date(const std::vector<Seen>& columns) {
    const auto date = std::ranges::find_if(columns, &Seen::all_dates);
    return date == columns.end() ? nullptr : &*date;
  }

  std::string fact_line(const model::Fact& fact, const Seen& column) const {
    std::string unlisted, form;
    for (const auto& [value, count] : column.values) {
      model::Value typed;
      if (cases::type_value(fact, {cases::Written::Kind::cell, false, value}, typed)) continue;
      unlisted += fmt::format("{}{}", unlisted.empty() ? "" : ", ", toml(value));
    }
    if (unlisted.empty()) return fmt::format("{} = {}\n", fact.name, toml(column.name));
    switch (fact.type) {
      case model::FactType::yes_no:
        return fmt::format("{} = {{ column = {}, yes = [], no = [], unknown = [] }}  # question: which of {}?\n",
                           fact.name, toml(column.name), unlisted);
      case model::FactType::choice:
      case model::FactType::scale: {
        std::string values;
        for (const auto& [value, count] : column.values) {
          const auto option = std::ranges::find_if(fact.options, [&](const std::string& each) {
            return tables::plain_name(each) == tables::plain_name(value);
          });
          if (option != fact.options.end())
            values += fmt::format("{}{} = {}", values.empty() ? "" : ", ", toml(value), toml(*option));
        }
        return fmt::format("{} = {{ column = {}, values = {{ {} }} }}  # question: {} of {}? The options are {}\n",
                           fact.name, toml(column.name), values, "which for each", unlisted,
                           joined(fact.options, ", "));
      }
      case model::FactType::number:
        return fmt::format("{} = {{ column = {}, decimal = \",\" }}  # question: is {} a number so?\n", fact.name,
                           toml(column.name), unlisted);
      case model::FactType::date: return fmt::format("{} = {}\n", fact.name, date_column(column));
      case model::FactType::text: break;
    }
    return fmt::format("{} = {}\n", fact.name, toml(column.name));
  }

  // Where several forms fit every cell, nobody but the reader can tell.
  static std::string date_column(const Seen& column) {
    const auto& forms = column.dates.forms();
    if (column.plain_dates == column.filled) return toml(column.name);
    if (forms.empty())
      return fmt::format("{{ column = {}, format = \"…\" }}  # question: in what form?", toml(column.name));
    std::string text = fmt::format("{{ column = {}, format = {} }}", toml(column.name), toml(forms.front()));
    if (forms.size() > 1) text += fmt::format("  # question: or {}? Both fit every cell", toml(forms[1]));
    return text;
  }

  void entries(const std::vector<Seen>& columns, const Seen* event, const Seen* date) {
    if (event) {
      out += "\n[[table.events]]\n";
      std::string values, unlisted;
      bool plain = true;
      for (const auto& [value, count] : event->values) {
        if (const Word* word = find_word(value)) {
          values += fmt::format("{}{} = {}", values.empty() ? "" : ", ", toml(value), toml(word->name));
          plain = plain && word->name == value;
        } else {
          unlisted += fmt::format("{}{}", unlisted.empty() ? "" : ", ", toml(value));
        }
      }
      plain = plain && unlisted.empty();
      out += plain ? fmt::format("event = {{ column = {} }}\n", toml(event->name))
                   : fmt::format("event = {{ column = {}, values = {{ {} }} }}\n", toml(event->name), values);
      if (!unlisted.empty()) {
        out +=
            fmt::format("# question: which events are {}? Write `\"…\" = false` for a word that is none\n", unlisted);
      }
      out += !date ? std::string("at = \"…\"  # question: which column holds the date?\n")
                   : fmt::format("at = {}\n", date_column(*date));
      return;
    }
    for (const Seen& column : columns) {
      const auto word = std::ranges::find_if(events_, [&](const Word& each) {
        std::string plain = tables::plain_name(column.name);
        if (plain.ends_with("date")) plain.resize(plain.size() - 4);
        return plain == tables::plain_name(each.name) || plain == tables::plain_name(each.title);
      });
      if (word == events_.end() || !column.all_dates()) continue;
      out += fmt::format("\n[[table.events]]\nevent = {}\nat = {}\n", toml(word->name), date_column(column));
    }
  }

  static std::string question(const Seen& column) {
    std::string values;
    std::size_t shown = 0;
    for (const auto& [value, count] : column.values) {
      if (++shown > kShownValues) break;
      values += fmt::format("{}{}", values.empty() ? "" : ", ", toml(shortened(value)));
    }
    if (column.values.size() > kShownValues || column.many) values += ", …";
    std::string text = fmt::format("#   {}: {}", toml(column.name), values.empty() ? "never filled" : values);
    if (column.dates.unreadable() == column.filled && column.filled > 0 && !column.dates.forms().empty()) {
      text += fmt::format(" (dates: {})", joined(column.dates.forms(), " or "));
    }
    return text + "\n";
  }

  std::map<std::string_view, const model::Fact*> facts_;
  std::vector<Word> roles_, events_;
};

}  // namespace

std::string draft_source(std::vector<TableToDescribe>& tables, const model::Program& program) {
  Draft draft(program);
  draft.out =
      "# What the columns of these tables mean. Answer the questions, then see what is read as what:\n"
      "#   engage source check THIS_FILE --policy POLICY\n";
  for (const TableToDescribe& table : tables) draft.table(table);
  return draft.out;
}

}  // namespace engage::report
