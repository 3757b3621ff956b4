#include "drivers/database.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "drivers/checked_rows.h"

namespace engage::drivers {
namespace {

constexpr std::string_view kSqlite = "sqlite:";
constexpr std::string_view kOdbc = "odbc:";
constexpr std::string_view kBlanks = " \t\r\n";

bool is_postgres(std::string_view address) {
  return address.starts_with("postgresql://") || address.starts_with("postgres://");
}

std::string_view without_blanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) + 1 - first);
}

// Behind blanks and comments.
std::string_view first_words(std::string_view sql) {
  while (true) {
    sql = without_blanks(sql);
    const bool line = sql.starts_with("--");
    if (!line && !sql.starts_with("/*")) return sql;
    const std::size_t end = sql.find(line ? "\n" : "*/");
    if (end == sql.npos) return {};
    sql.remove_prefix(end + (line ? 1 : 2));
  }
}

}  // namespace

bool is_query(std::string_view text) {
  const std::string_view sql = first_words(text);
  if (sql.starts_with('(')) return true;
  const std::string_view word = sql.substr(0, sql.find_first_of(" \t\r\n(*'\""));
  if (word.size() == sql.size()) return false;  // a table may have any name
  static constexpr std::array<std::string_view, 4> kFirst = {"select", "with", "values", "table"};
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; };
  return std::ranges::any_of(kFirst, [&](std::string_view first) { return std::ranges::equal(word, first, same); });
}

bool Database::is_address(std::string_view text) {
  return is_postgres(text) || text.starts_with(kSqlite) || text.starts_with(kOdbc);
}

Expected<std::unique_ptr<Database>> Database::open(const std::string& address, const std::string& password) {
  if (is_postgres(address)) return open_postgres(address, password);
  if (address.starts_with(kSqlite)) return open_sqlite(address.substr(kSqlite.size()));
  if (address.starts_with(kOdbc)) return open_odbc(address.substr(kOdbc.size()), password);
  return fault("this is no address of a database: it begins with postgresql://, sqlite: or odbc:");
}

std::string Database::select_all(std::string_view table) const {
  const std::string_view mark = quote();
  std::string sql = "SELECT * FROM ";
  bool quoted = false;
  sql += mark;
  table = without_blanks(table);
  for (std::size_t at = 0; at < table.size(); ++at) {
    const char c = table[at];
    const bool doubled = quoted && c == '"' && at + 1 < table.size() && table[at + 1] == '"';
    if (c == '"' && !doubled) {
      quoted = !quoted;
      continue;
    }
    if (doubled) ++at;
    if (c == '.' && !quoted) {
      sql += mark;
      sql += '.';
      sql += mark;
      continue;
    }
    sql += c;
    if (mark.size() == 1 && c == mark[0]) sql += c;
  }
  sql += mark;
  return sql;
}

Expected<std::unique_ptr<Rows>> Database::rows(std::string_view query_or_table) {
  if (without_blanks(query_or_table).empty()) return fault("neither a query nor a table is named");
  const std::string sql = is_query(query_or_table) ? std::string(query_or_table) : select_all(query_or_table);
  Expected<std::unique_ptr<Rows>> rows = query(sql);
  if (rows) rows = checked(std::move(*rows));
  return rows;
}

}  // namespace engage::drivers
