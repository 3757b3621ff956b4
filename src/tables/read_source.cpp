#include "tables/read_source.h"

#include <fmt/format.h>

#include <optional>
#include <string>

#include "tables/decode.h"
#include "text/toml_reader.h"

namespace engage::tables {
namespace {

constexpr std::size_t kMostTables = 64;

class Reader : public TomlReader {
 public:
  std::expected<Source, std::vector<TomlFault>> read(const toml::table& file) {
    each(file, "at the top", {"table"}, [this](std::string_view, const toml::node& value) { read_tables(value); });
    if (sound() && source_.tables.empty()) fault(file, "there is no [[table]]: describe at least one");
    if (sound()) check(file);
    if (sound()) return std::move(source_);
    return std::unexpected(take_faults());
  }

 private:
  void check(const toml::table& file) {
    const bool any =
        std::any_of(source_.tables.begin(), source_.tables.end(), [](const TableUse& use) { return use.brings_cases; });
    if (!any) fault(file, "no table brings cases: give one of them `brings = \"cases\"`");
    if (source_.tables.size() > kMostTables) fault(file, fmt::format("there are more than {} tables", kMostTables));
  }

  void read_tables(const toml::node& value) {
    const toml::array* tables = value.as_array();
    if (!tables) return fault(value, "write [[table]], in two brackets: there may be several");
    for (const toml::node& one : *tables) {
      if (const toml::table* described = table(one, "table")) read_table(*described);
    }
  }

  void read_table(const toml::table& described) {
    TableUse use;
    std::string brings;
    each(described, "in [[table]]",
         {"file",   "folder",    "records", "sheet",        "database",  "query",    "encoding", "separator",
          "header", "footer",    "sorted",  "newest_first", "id",        "policy",   "brings",   "rows",
          "facts",  "assignees", "events",  "leave_out",    "keep_only", "fill_down"},
         [&](std::string_view key, const toml::node& value) {
           if (key == "file") use.file = text(key, value);
           if (key == "folder") use.folder = text(key, value);
           if (key == "records") use.records = text(key, value);
           if (key == "sheet") use.sheet = text(key, value);
           if (key == "database") use.database = text(key, value);
           if (key == "query") use.query = text(key, value);
           if (key == "encoding") use.encoding = text(key, value);
           if (key == "separator") read_separator(value, use.form);
           if (key == "header") read_header(value, use.form);
           if (key == "footer") use.form.footer = text(key, value);
           if (key == "sorted") use.sorted = flag(key, value);
           if (key == "newest_first") use.newest_first = flag(key, value);
           if (key == "id") use.id = column(key, value);
           if (key == "policy") read_policy(value, use);
           if (key == "brings") brings = text(key, value);
           if (key == "rows") read_rows(value, use);
           if (key == "facts") use.facts = named_columns(key, value);
           if (key == "assignees") use.assignees = named_columns(key, value);
           if (key == "events") read_events(value, use);
           if (key == "leave_out") use.leave_out = conditions(key, value);
           if (key == "keep_only") use.keep_only = conditions(key, value);
           if (key == "fill_down") use.fill_down = column_names(key, value);
         });
    if (int{use.file.empty()} + int{use.folder.empty()} + int{use.database.empty()} != 2) {
      fault(described,
            "a table is in a `file`, in a `folder` of JSON files, or in a `database` with a `query`: name one of them");
    }
    check_json(described, use);
    if (use.database.empty() != use.query.empty()) fault(described, "`database` and `query` go together");
    if (use.id.name.empty()) fault(described, "`id` is missing: the column by which cases are told apart");
    // A table that says nothing but what happened tells of cases that another one brings.
    use.brings_cases =
        brings.empty() ? use.entries.empty() || !use.facts.empty() || !use.assignees.empty() : brings == "cases";
    if (!brings.empty() && brings != "cases" && brings != "facts" && brings != "events") {
      fault(described, "`brings` wants \"cases\", or of cases elsewhere \"facts\" or \"events\"");
    }
    use.form.key = {use.id.name};
    use.id.all_parts = true;
    if (use.sorted && !use.fill_down.empty()) {
      fault(described, "`sorted` and `fill_down` do not go together: leave `sorted` out");
    }
    holds_one_word(described, "id", use.id);
    holds_one_word(described, "policy", use.policy_column);
    for (const NamedColumn& each : use.assignees) holds_one_word(described, each.name, each.column);
    source_.tables.push_back(std::move(use));
  }

  // Records of JSON have keys of their own.
  void check_json(const toml::table& described, const TableUse& use) {
    if (use.folder.empty() && !is_json_name(use.file)) {
      if (!use.records.empty()) fault(described, "`records` is a list inside of the records of a JSON file");
      return;
    }
    for (const std::string_view key : {"sheet", "encoding", "separator", "header", "footer"}) {
      if (described.contains(key)) fault(described, fmt::format("`{}` is for tables, and not for JSON", key));
    }
    if (use.sorted) {
      fault(described, "`sorted` and JSON do not go together, since its files are read whole: leave `sorted` out");
    }
  }

  std::string text(std::string_view key, const toml::node& value) {
    const auto found = value.value_exact<std::string>();
    if (!found) fault(value, fmt::format("`{}` wants a text in quotation marks", key));
    else if (found->empty()) fault(value, fmt::format("`{}` is empty", key));
    return found.value_or("");
  }

  // What stands between words, or cells: blanks count.
  std::string mark(std::string_view key, const toml::node& value) {
    const auto found = value.value_exact<std::string>();
    if (!found) fault(value, fmt::format("`{}` wants a text in quotation marks", key));
    return found.value_or("");
  }

  void holds_one_word(const toml::node& at, std::string_view key, const Column& made) {
    if (!made.split.empty()) fault(at, fmt::format("`split` is for facts and events, and not for `{}`", key));
  }

  // One name, or a list of them.
  std::vector<std::string> column_names(std::string_view key, const toml::node& value) {
    std::vector<std::string> names;
    const toml::array* list = value.as_array();
    if (!list) names.push_back(text(key, value));
    else
      for (const toml::node& one : *list) names.push_back(text(key, one));
    if (names.empty()) fault(value, fmt::format("`{}` names no column", key));
    return names;
  }

  bool flag(std::string_view key, const toml::node& value) {
    if (!value.is_boolean()) fault(value, fmt::format("`{}` wants true or false", key));
    return value.is_boolean() && value.as_boolean()->get();
  }

  void read_separator(const toml::node& value, TableForm& form) {
    const std::string found = text("separator", value);
    if (found == "tab") form.separator = '\t';
    else if (found.size() == 1 && found[0] != '"' && found[0] != '\n' && found[0] != '\r') form.separator = found[0];
    else if (!found.empty()) fault(value, "`separator` wants one character, such as \";\", or \"tab\"");
  }

  void read_header(const toml::node& value, TableForm& form) {
    const auto line = value.value_exact<std::int64_t>();
    if (!line || *line < 1 || *line > 1'000'000) return fault(value, "`header` wants the number of the header's line");
    form.header = static_cast<std::uint64_t>(*line);
  }

  void read_rows(const toml::node& value, TableUse& use) {
    const std::string found = text("rows", value);
    use.first_row_counts = found == "first";
    use.rows_together = found == "together";
    if (!found.empty() && found != "first" && found != "agree" && found != "together") {
      fault(value,
            "`rows` says what several rows of a case say: \"agree\" (all the same), \"together\" (each what it "
            "fills) or \"first\" (the first one counts)");
    }
  }

  // A fixed name, or a column that names it.
  void read_policy(const toml::node& value, TableUse& use) {
    if (value.is_string()) use.policy = text("policy", value);
    else use.policy_column = column("policy", value);
  }

  // "Case Number", or { column = "Case Number", … }.
  Column column(std::string_view key, const toml::node& value) {
    Column made;
    if (value.is_string()) {
      made.name = text(key, value);
      return made;
    }
    const toml::table* described = value.as_table();
    if (!described) {
      fault(value, fmt::format("`{}` wants the name of a column, or {{ column = \"…\", … }}", key));
      return made;
    }
    each(*described, fmt::format("of the column of `{}`", key),
         {"column", "join", "split", "otherwise", "values", "yes", "no", "unknown", "format", "decimal", "timezone"},
         [&](std::string_view name, const toml::node& one) {
           if (name == "column") read_columns(one, made);
           if (name == "join") made.join = mark(name, one);
           if (name == "split") made.split = text(name, one);
           if (name == "otherwise") made.otherwise = word(name, one).value_or("");
           if (name == "values") read_values(one, made);
           if (name == "yes" || name == "no") read_words(name, one, made);
           if (name == "unknown") made.unknown = texts(name, one);
           if (name == "format") read_format(one, made);
           if (name == "decimal") read_decimal(one, made);
           if (name == "timezone") made.timezone = text(name, one);
         });
    if (made.name.empty()) fault(value, fmt::format("`{}` does not say which `column`", key));
    if (described->contains("join") && made.more.empty()) {
      fault(value, fmt::format("`join` of `{}` is what stands between several columns: column = [\"…\", \"…\"]", key));
    }
    if (!made.otherwise.empty() && made.split.empty()) {
      fault(value,
            fmt::format("`otherwise` of `{}` is for a cell of several words: say with `split` what parts them", key));
    }
    if (!made.split.empty() && (!made.formats.empty() || made.decimal_comma)) {
      fault(value,
            fmt::format("`split` of `{}` parts words, and `format` and `decimal` are for one date or number", key));
    }
    return made;
  }

  // "Date", or ["Date", "Time"].
  void read_columns(const toml::node& value, Column& made) {
    if (!value.is_array()) return void(made.name = text("column", value));
    std::vector<std::string> names = column_names("column", value);
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i == 0) made.name = std::move(names[i]);
      else made.more.push_back({std::move(names[i]), kNoColumn});
    }
  }

  // A word, or a list of words; also a number or a truth, as somebody writes it who has it so in a table.
  std::vector<std::string> texts(std::string_view key, const toml::node& value) {
    const toml::array* list = value.as_array();
    std::vector<std::string> found;
    if (!list) {
      if (auto one = word(key, value)) found.push_back(std::move(*one));
      return found;
    }
    for (const toml::node& node : *list) {
      if (auto one = word(key, node)) found.push_back(std::move(*one));
    }
    return found;
  }

  std::optional<std::string> word(std::string_view key, const toml::node& value) {
    if (const auto text = value.value_exact<std::string>()) return text;
    if (const auto number = value.value_exact<std::int64_t>()) return std::to_string(*number);
    if (value.is_boolean()) return value.as_boolean()->get() ? "true" : "false";
    fault(value, fmt::format("`{}` wants words in quotation marks", key));
    return std::nullopt;
  }

  void read_words(std::string_view name, const toml::node& value, Column& made) {
    for (std::string& cell : texts(name, value)) add_value(value, std::move(cell), std::string(name), made);
  }

  void read_values(const toml::node& value, Column& made) {
    const toml::table* values = table(value, "values");
    if (!values) return;
    for (const auto& [cell, meant] : *values) {
      // `false`: a word that is known, and says nothing.
      if (meant.is_boolean() && !meant.as_boolean()->get()) {
        add_value(meant, std::string(cell.str()), "", made);
      } else if (auto one = word(cell.str(), meant)) {
        add_value(meant, std::string(cell.str()), std::move(*one), made);
      }
    }
  }

  void add_value(const toml::node& at, std::string cell, std::string meant, Column& made) {
    for (const auto& [known, means] : made.values) {
      if (known == cell && means != meant) fault(at, fmt::format("`{}` has two meanings", cell));
    }
    made.values.emplace_back(std::move(cell), std::move(meant));
  }

  // One form, or a list of those of which each cell has one.
  void read_format(const toml::node& value, Column& made) {
    for (const std::string& form : column_names("format", value)) {
      if (form.empty()) continue;
      auto format = DateFormat::read(form);
      if (format) made.formats.push_back(std::move(*format));
      else
        fault(value,
              fmt::format("`{}` is no form of dates: write one such as \"D/M/YYYY\", \"D MMM YYYY\", \"serial\" or "
                          "\"epoch\"",
                          form));
    }
  }

  void read_decimal(const toml::node& value, Column& made) {
    const std::string mark = text("decimal", value);
    made.decimal_comma = mark == ",";
    if (!mark.empty() && mark != "," && mark != ".") fault(value, "`decimal` wants \",\" or \".\"");
  }

  std::vector<NamedColumn> named_columns(std::string_view key, const toml::node& value) {
    std::vector<NamedColumn> found;
    const toml::table* columns = table(value, key);
    if (!columns) return found;
    for (const auto& [name, one] : *columns) {
      const toml::table* described = one.as_table();
      const bool fixed = described && described->contains("always");
      found.push_back({std::string(name.str()), fixed ? always(name.str(), *described) : column(name.str(), one)});
    }
    return found;
  }

  // { always = "individual" }: no column says it, since all rows of the export mean it.
  Column always(std::string_view key, const toml::table& described) {
    Column made;
    each(described, fmt::format("of `{}`, which is always the same", key), {"always"},
         [&](std::string_view name, const toml::node& value) { made.always = word(name, value).value_or(""); });
    if (made.always.empty()) fault(described, fmt::format("`{}` is always nothing: leave it out", key));
    return made;
  }

  // { Deleted = ["1", "true"], Name = { begins = "Total" } }: a column and its words.
  std::vector<Condition> conditions(std::string_view key, const toml::node& value) {
    std::vector<Condition> found;
    const toml::table* columns = table(value, key);
    if (!columns) return found;
    for (const auto& [name, one] : *columns) {
      Condition& condition = found.emplace_back();
      condition.column = name.str();
      const toml::table* described = one.as_table();
      if (!described) condition.words = texts(name.str(), one);
      else
        each(*described, fmt::format("of the rows by `{}`", name.str()), {"is", "begins"},
             [&](std::string_view what, const toml::node& words) {
               (what == "is" ? condition.words : condition.beginnings) = texts(what, words);
             });
      if (described && condition.words.empty() && condition.beginnings.empty()) {
        fault(one, fmt::format("`{}` names no words", name.str()));
      }
      for (const std::string& beginning : condition.beginnings) {
        if (beginning.empty()) fault(one, fmt::format("`begins` of `{}` is empty: every cell begins so", name.str()));
      }
    }
    return found;
  }

  void read_events(const toml::node& value, TableUse& use) {
    const toml::array* events = value.as_array();
    if (!events) return fault(value, "write [[table.events]], in two brackets: there may be several");
    for (const toml::node& one : *events) {
      if (const toml::table* described = table(one, "events")) use.entries.push_back(entry(*described));
    }
  }

  EntryUse entry(const toml::table& described) {
    EntryUse use;
    use.absent = EntryUse::Absent::unsaid;
    each(described, "in [[table.events]]",
         {"event", "at", "by", "note", "recorded", "outcome", "role", "set", "when", "planned", "cancelled",
          "midnight_is_no_time"},
         [&](std::string_view key, const toml::node& value) {
           if (key == "event" && value.is_string()) use.event = text(key, value);
           else if (key == "event") use.event_column = column(key, value);
           if (key == "at") use.at = column(key, value);
           if (key == "by") use.by = column(key, value);
           if (key == "note") use.note = column(key, value);
           if (key == "recorded") use.recorded = column(key, value);
           if (key == "outcome") use.outcome = column(key, value);
           if (key == "role") use.role = column(key, value);
           if (key == "set") use.set = named_columns(key, value);
           if (key == "when") use.when = conditions(key, value);
           if (key == "planned") use.planned = conditions(key, value);
           if (key == "cancelled") use.cancelled = conditions(key, value);
           if (key == "midnight_is_no_time") use.midnight_is_no_time = flag(key, value);
         });
    if (use.at.name.empty()) fault(described, "`at` is missing: the column of the date");
    const std::pair<std::string_view, const Column*> single[] = {
        {"at", &use.at}, {"by", &use.by}, {"note", &use.note}, {"recorded", &use.recorded}};
    for (const auto& [key, made] : single) holds_one_word(described, key, *made);
    if (!use.event_column.otherwise.empty()) {
      fault(described, "`otherwise` is for facts: an event that no word of a cell names has not happened");
    }
    if (use.event.empty() && use.event_column.name.empty() && use.set.empty()) {
      fault(described, "`event` is missing: the name of an event, or the column that names it");
    }
    return use;
  }

  Source source_;
};

}  // namespace

std::expected<Source, std::vector<TomlFault>> read_source(std::string_view toml) {
  const auto file = read_toml(toml);
  if (!file) return std::unexpected(std::vector{file.error()});
  return Reader().read(*file);
}

}  // namespace engage::tables
