#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "drivers/database.h"
#include "fixture.h"

namespace engage::drivers {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A database file, and somebody who writes into it.
class Writer {
 public:
  explicit Writer(const std::string& name) : path_((folder() / name).string()) {
    EXPECT_EQ(sqlite3_open(path_.c_str(), &database_), SQLITE_OK);
  }
  ~Writer() { sqlite3_close(database_); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void write(const std::string& sql) {
    EXPECT_EQ(sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database_);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  sqlite3* database_ = nullptr;
};

std::unique_ptr<Database> open(const std::string& path) {
  auto opened = Database::open("sqlite:" + path);
  if (!opened) throw std::runtime_error(opened.error().message);
  return std::move(*opened);
}

std::string refusal(Expected<std::unique_ptr<Rows>> rows) { return rows ? "given" : rows.error().message; }

TEST(Sqlite, GivesValuesOfEveryKindAsText) {
  Writer writer("kinds.db");
  writer.write("CREATE TABLE kinds (a INTEGER, b REAL, c TEXT, d BOOLEAN, e DATE, f NUMERIC(10,2), g)");
  writer.write("INSERT INTO kinds VALUES (9007199254740993, 41.0, 'Zoë 電話', 1, '2026-01-14', 41.00, NULL)");
  writer.write("INSERT INTO kinds VALUES (-1, 0.1, '', 0, '2026-01-14 10:30:00', '00071x', 1e7)");
  writer.write("INSERT INTO kinds VALUES (NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
  const auto database = open(writer.path());
  auto rows = database->rows("kinds");
  ASSERT_TRUE(rows) << rows.error().message;
  EXPECT_THAT((*rows)->columns(), ElementsAre("a", "b", "c", "d", "e", "f", "g"));
  EXPECT_THAT(all_rows(std::move(rows)), ElementsAre("1: 9007199254740993 | 41 | Zoë 電話 | true | 2026-01-14 | 41 | -",
                                                     "2: -1 | 0.1 |  | false | 2026-01-14 10:30:00 | 00071x | 10000000",
                                                     "3: - | - | - | - | - | - | -"));
}

TEST(Sqlite, RefusesBytesAndSaysWhere) {
  Writer writer("bytes.db");
  writer.write("CREATE TABLE scans (id, scan); INSERT INTO scans VALUES (1, 'none'), (2, x'00ff')");
  EXPECT_THAT(all_rows(open(writer.path())->rows("scans")),
              ElementsAre("1: 1 | none", "row 2: the column `scan` holds bytes and no text"));
}

TEST(Sqlite, RefusesTextInAnotherEncoding) {
  Writer writer("latin.db");
  writer.write(
      "CREATE TABLE latin (name); INSERT INTO latin VALUES ('Zoë'), (CAST(x'5A6FEB' AS TEXT)), ('never read')");
  const std::string no_text = "what the column `name` holds is no text in UTF-8";
  EXPECT_THAT(all_rows(open(writer.path())->rows("latin")), ElementsAre("1: Zoë", "row 2: " + no_text));
  EXPECT_THAT(all_rows(open(writer.path())->rows("select 'a' || char(0) || 'b' as name")),
              ElementsAre("row 1: " + no_text));
}

TEST(Sqlite, NamesTablesExactly) {
  Writer writer("names.db");
  writer.write("CREATE TABLE \"Cases \"\"2026\"\" x.y\" (a); INSERT INTO \"Cases \"\"2026\"\" x.y\" VALUES (1)");
  writer.write("CREATE TABLE \"select\" (a); INSERT INTO \"select\" VALUES (2)");
  const auto database = open(writer.path());
  EXPECT_THAT(all_rows(database->rows("main.\"Cases \"\"2026\"\" x.y\"")), ElementsAre("1: 1"));
  EXPECT_THAT(all_rows(database->rows(" select ")), ElementsAre("1: 2"));
  EXPECT_THAT(all_rows(database->rows("-- all\nSELECT a FROM \"select\" -- end")), ElementsAre("1: 2"));
  EXPECT_THAT(refusal(database->rows("absent")), HasSubstr("no such table: absent"));
  EXPECT_EQ(refusal(database->rows(" \n")), "neither a query nor a table is named");
}

TEST(Sqlite, SeesWhatWasThereWhenItWasOpened) {
  for (const char* mode : {"wal", "delete"}) {
    Writer writer(fmt::format("snapshot-{}.db", mode));
    writer.write(fmt::format("PRAGMA journal_mode={}; CREATE TABLE a (x); CREATE TABLE b (x)", mode));
    writer.write("INSERT INTO a VALUES (1); INSERT INTO b VALUES (1)");
    const auto database = open(writer.path());
    auto first = database->rows("a");
    if (std::string_view(mode) == "wal") {
      writer.write("INSERT INTO a VALUES (2); INSERT INTO b VALUES (2)");  // in the other mode, it would have to wait
    }
    EXPECT_THAT(all_rows(std::move(first)), ElementsAre("1: 1")) << mode;
    EXPECT_THAT(all_rows(database->rows("b")), ElementsAre("1: 1")) << mode;
  }
}

TEST(Sqlite, WritesNothing) {
  Writer writer("unwritten.db");
  writer.write("CREATE TABLE a (x); INSERT INTO a VALUES (1)");
  const auto database = open(writer.path());
  const std::string must_read = "the query does not read a table: it must be a SELECT";
  EXPECT_EQ(refusal(database->rows("WITH y AS (SELECT 1) INSERT INTO a SELECT 2 RETURNING x")), must_read);
  EXPECT_EQ(refusal(database->rows("SELECT 1; DELETE FROM a")),
            "there is more than one query: they are read one by one");
  EXPECT_THAT(all_rows(database->rows("SELECT x FROM a ; ")), ElementsAre("1: 1"));
  EXPECT_THAT(all_rows(database->rows("select load_extension('x')")), ElementsAre(HasSubstr("not authorized")));
}

TEST(Sqlite, NeverMakesAFile) {
  const std::string absent = (folder() / "absent.db").string();
  const auto opened = Database::open("sqlite:" + absent);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().message,
            "cannot open the database " + absent + ": unable to open database file (No such file or directory)");
  EXPECT_FALSE(std::filesystem::exists(absent));
  for (const char* name : {":memory:", "file:x.db?mode=rwc", "file::memory:"}) {
    EXPECT_FALSE(Database::open(std::string("sqlite:") + name)) << name;
  }
  EXPECT_EQ(Database::open("sqlite:").error().message, "the file of the database is not named: sqlite:PATH");
}

TEST(Sqlite, RefusesWhatIsNoDatabase) {
  run(fmt::format("echo 'id,worker and then so much that it is longer than a header' > {}/no.db", folder().string()));
  const std::string path = (folder() / "no.db").string();
  EXPECT_EQ(Database::open("sqlite:" + path).error().message, path + " is no SQLite database");
}

TEST(Sqlite, WaitsForAWriterButNotForEver) {
  Writer writer("busy.db");
  writer.write("CREATE TABLE a (x); BEGIN EXCLUSIVE");
  EXPECT_THAT(Database::open("sqlite:" + writer.path()).error().message, HasSubstr("database is locked"));
}

TEST(Sqlite, ReadsLongTextsAndManyRowsInConstantMemory) {
  Writer writer("long.db");
  writer.write("CREATE TABLE long (id, note)");
  writer.write(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
      "INSERT INTO long SELECT i, printf('%.1000c', 'x') FROM n");
  writer.write("INSERT INTO long VALUES (0, printf('%.100000c', 'é'))");
  const auto database = open(writer.path());
  auto rows = database->rows("long");
  Cells cells;
  ASSERT_TRUE(*(*rows)->next(cells));
  const double before = megabytes();
  std::size_t longest = 0;
  while (*(*rows)->next(cells)) longest = std::max(longest, cells[1]->size());
  EXPECT_EQ((*rows)->line(), 100'001u);
  EXPECT_GE(longest, 100'000u);
  EXPECT_LT(megabytes() - before, 4.0);  // SQLite keeps 2 MB of pages
}

TEST(Database, KnowsAQueryFromATable) {
  for (const char* query : {"select 1", "SELECT*from x", " \n-- why\nWith a as (select 1) table a", "values (1)",
                            "(select 1)", "/* a */ select 1", "TABLE x"}) {
    EXPECT_TRUE(is_query(query)) << query;
  }
  for (const char* table : {"cases", "select", "selected cases", "intake.cases", "values", "\"select 1\""}) {
    EXPECT_FALSE(is_query(table)) << table;
  }
}

TEST(Database, IsAnAddress) {
  for (const char* address : {"sqlite:x.db", "postgresql://h/x", "postgres:///x", "odbc:DSN=x"}) {
    EXPECT_TRUE(Database::is_address(address)) << address;
  }
  for (const char* path : {"x.db", "cases.xlsx", "-", "./odbc:x", "mysql://x"}) {
    EXPECT_FALSE(Database::is_address(path)) << path;
    EXPECT_FALSE(Database::open(path)) << path;
  }
}

}  // namespace
}  // namespace engage::drivers
