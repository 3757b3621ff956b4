#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "drivers/database.h"
#include "drivers/odbc_text.h"
#include "fixture.h"
#include "postgres_server.h"

namespace engage::drivers {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// Drivers and data sources of the tests' own.
class Odbc : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const std::string to = folder().string();
    const std::string drivers = run("dirname \"$(dpkg -L odbc-postgresql | grep psqlodbcw.so)\"");
    const std::string from = drivers.substr(0, drivers.find('\n'));
    std::ofstream(to + "/odbcinst.ini") << fmt::format(
        "[Wide]\nDriver={0}/psqlodbcw.so\n[Narrow]\nDriver={0}/psqlodbca.so\n[Lite]\nDriver={0}/libsqlite3odbc.so\n"
        "[Gone]\nDriver={0}/gone.so\n",
        from);
    const std::string server = fmt::format("Servername={}\nDatabase=postgres\nUsername=engage\nUseDeclareFetch=1\n",
                                           PostgresServer::shared().folder());
    std::ofstream(to + "/odbc.ini") << "[wide]\nDriver=Wide\n"
                                    << server << "[narrow]\nDriver=Narrow\n"
                                    << server << "[bits]\nDriver=Wide\nBoolsAsChar=0\n"
                                    << server << "[lite]\nDriver=Lite\nDatabase=" << to
                                    << "/lite.db\nStepAPI=1\nTimeout=500\n";
    setenv("ODBCSYSINI", to.c_str(), 1);
    setenv("ODBCINI", (to + "/odbc.ini").c_str(), 1);
  }

  static std::unique_ptr<Database> open(const std::string& source) {
    auto opened = Database::open("odbc:DSN=" + source);
    if (!opened) throw std::runtime_error(opened.error().message + " / " + opened.error().below);
    return std::move(*opened);
  }
  static std::string sql(const std::string& commands) { return PostgresServer::shared().sql(commands); }
  static void lite(const std::string& commands) {
    run(fmt::format("sqlite3 {}/lite.db <<'SQL'\n{}\nSQL", folder().string(), commands));
  }
  static std::string refusal(Expected<std::unique_ptr<Rows>> rows) { return rows ? "given" : rows.error().message; }
  static std::string refusal(const std::string& address, const std::string& password = {}) {
    const auto opened = Database::open(address, password);
    return opened ? "opened" : opened.error().message + " / " + opened.error().below;
  }
};

TEST_F(Odbc, GivesValuesOfPostgresAsText) {
  sql(R"(DROP TABLE IF EXISTS odbc_kinds;
         CREATE TABLE odbc_kinds (a bigint, b numeric(10,2), c double precision, d real, e text, f varchar(9), g char(5),
           h boolean, i date, j timestamp, k timestamptz, l time, m uuid, n smallint);
         INSERT INTO odbc_kinds VALUES (9007199254740993, 41, 0.1, 0.1, 'Zoë Łuk 電話 😀', '00071', 'ab', true,
           '2026-01-14', '2026-01-14 10:30', '2026-01-14 10:30-05', '09:05', '00000000-0000-0000-0000-000000000001', 7);
         INSERT INTO odbc_kinds VALUES (-1, 0.10, 41, 1e7, '', '', '', false, '1900-01-01', '2026-01-14 10:30:00.25',
           '2026-07-14 10:30:00.123456+02', '23:59:59', NULL, -7);
         INSERT INTO odbc_kinds (a) VALUES (NULL))");
  for (const char* source : {"wide", "narrow", "bits"}) {
    const auto database = open(source);
    auto rows = database->rows("public.odbc_kinds");
    ASSERT_TRUE(rows) << rows.error().message;
    EXPECT_THAT((*rows)->columns(), ElementsAre("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"));
    EXPECT_THAT(
        all_rows(std::move(rows)),
        ElementsAre("1: 9007199254740993 | 41.00 | 0.1 | 0.1 | Zoë Łuk 電話 😀 | 00071 | ab | true | 2026-01-14 | "
                    "2026-01-14 10:30:00 | 2026-01-14 15:30:00+00:00 | 09:05:00 | "
                    "00000000-0000-0000-0000-000000000001 | 7",
                    "2: -1 | 0.10 | 41 | 10000000 |  |  |  | false | 1900-01-01 | 2026-01-14 10:30:00.25 | "
                    "2026-07-14 08:30:00.123456+00:00 | 23:59:59 | - | -7",
                    "3: - | - | - | - | - | - | - | - | - | - | - | - | - | -"))
        << source;
  }
}

TEST_F(Odbc, GivesValuesOfSqliteAsText) {
  lite(
      "CREATE TABLE kinds (a INTEGER, b REAL, c TEXT, d BOOLEAN, e DATE, f TIMESTAMP, g VARCHAR(9));"
      "INSERT INTO kinds VALUES (9007199254740993, 41.0, 'Zoë 電話 😀', 1, '2026-01-14', '2026-01-14 10:30:00.250', "
      "'00071');"
      "INSERT INTO kinds VALUES (-1, 0.1, '', 0, '2026-01-14 10:30:00', 'soon', ' '); INSERT INTO kinds (a) VALUES "
      "(NULL);");
  EXPECT_THAT(all_rows(open("lite")->rows("kinds")),
              ElementsAre("1: 9007199254740993 | 41 | Zoë 電話 😀 | true | 2026-01-14 | 2026-01-14 10:30:00.25 | 00071",
                          "2: -1 | 0.1 |  | false | 2026-01-14 10:30:00 | soon |  ", "3: - | - | - | - | - | - | -"));
}

TEST_F(Odbc, SpeaksTheLanguageOfEveryone) {
  lite("CREATE TABLE \"Fälle ħ電 😀\" (\"Größe 電 😀\"); INSERT INTO \"Fälle ħ電 😀\" VALUES ('ħ')");
  sql("DROP TABLE IF EXISTS \"Fälle ħ電 😀\"; CREATE TABLE \"Fälle ħ電 😀\" AS SELECT 'ħ'::text \"Größe 電 😀\"");
  for (const char* source : {"lite", "wide", "narrow"}) {
    auto rows = open(source)->rows("Fälle ħ電 😀");
    ASSERT_TRUE(rows) << source << rows.error().message;
    EXPECT_THAT((*rows)->columns(), ElementsAre("Größe 電 😀")) << source;
    EXPECT_THAT(all_rows(std::move(rows)), ElementsAre("1: ħ")) << source;
  }
}

TEST_F(Odbc, ReadsLongTextsWhole) {
  for (const char* source : {"wide", "narrow"}) {
    const auto database = open(source);
    auto rows = database->rows("select repeat('😀é', 100000) || i, i from generate_series(1, 2) i");
    Cells cells;
    for (const char* row : {"1", "2"}) {
      ASSERT_TRUE(*(*rows)->next(cells));
      EXPECT_EQ(cells[0]->size(), 600'001u);
      EXPECT_TRUE(cells[0]->ends_with(std::string("😀é") + row));
      EXPECT_EQ(cells[1], row);
    }
  }
}

TEST_F(Odbc, ReadsTablesSideBySide) {
  const auto database = open("wide");
  auto left = database->rows("select i from generate_series(1, 2500) i");
  auto right = database->rows("select i from generate_series(1, 2500) i");
  Cells of_left, of_right;
  for (int row = 1; row <= 2500; ++row) {
    ASSERT_TRUE(*(*left)->next(of_left));
    ASSERT_TRUE(*(*right)->next(of_right));
    ASSERT_EQ(of_left, of_right);
  }
  EXPECT_FALSE(*(*left)->next(of_left));
  EXPECT_FALSE(*(*left)->next(of_left));
}

TEST_F(Odbc, ReadsManyRowsInConstantMemory) {
  const auto database = open("wide");
  auto rows = database->rows("select i, repeat('x', 1000) from generate_series(1, 100000) i");
  Cells cells;
  for (int row = 0; row < 2000; ++row) ASSERT_TRUE(*(*rows)->next(cells));
  const double before = megabytes();
  while (*(*rows)->next(cells)) continue;
  EXPECT_EQ((*rows)->line(), 100'000u);
  EXPECT_LT(megabytes() - before, 4.0);
}

TEST_F(Odbc, SeesWhatWasThereWhenItWasOpened) {
  sql("DROP TABLE IF EXISTS odbc_first, odbc_second; CREATE TABLE odbc_first (x int); CREATE TABLE odbc_second (x "
      "int)");
  const auto database = open("wide");
  sql("INSERT INTO odbc_first VALUES (2)");
  EXPECT_THAT(all_rows(database->rows("odbc_first")), ElementsAre());
  sql("INSERT INTO odbc_second VALUES (2)");
  EXPECT_THAT(all_rows(database->rows("odbc_second")), ElementsAre());

  lite("PRAGMA journal_mode=wal; CREATE TABLE first (x); CREATE TABLE second (x);");
  const auto file = open("lite");
  lite("INSERT INTO first VALUES (1); INSERT INTO second VALUES (1);");
  EXPECT_THAT(all_rows(file->rows("first")), ElementsAre());
  lite("INSERT INTO second VALUES (2);");
  EXPECT_THAT(all_rows(file->rows("second")), ElementsAre());
}

TEST_F(Odbc, WritesNothing) {
  sql("DROP TABLE IF EXISTS odbc_unwritten; CREATE TABLE odbc_unwritten (x int);"
      "CREATE OR REPLACE FUNCTION odbc_writes() RETURNS int LANGUAGE sql AS "
      "'INSERT INTO odbc_unwritten VALUES (2) RETURNING x'");
  const auto database = open("wide");
  EXPECT_THAT(all_rows(database->rows("select odbc_writes()")).back(), HasSubstr("in a read-only transaction"));
  EXPECT_EQ(refusal(database->rows("select 1; DELETE FROM odbc_unwritten")),
            "there is more than one query: they are read one by one");
  EXPECT_THAT(all_rows(database->rows("select ';' as \"a;b\" -- ;\n;")), ElementsAre("1: ;"));
  lite("CREATE TABLE unwritten (x);");
  EXPECT_THAT(refusal(open("lite")->rows("WITH a AS (SELECT 1) INSERT INTO unwritten SELECT 1")),
              HasSubstr("attempt to write a readonly database"));
}

TEST_F(Odbc, SaysWhatTheDatabaseSays) {
  const auto database = open("wide");
  EXPECT_EQ(refusal(database->rows("absent")), "ERROR: relation \"absent\" does not exist");
  // And goes on.
  EXPECT_THAT(all_rows(database->rows("select 1")), ElementsAre("1: 1"));
  EXPECT_THAT(refusal(database->rows("select 'x'::bytea as scan")), HasSubstr("the column `scan` holds bytes"));
}

TEST_F(Odbc, ALostServerIsAnError) {
  PostgresServer server;
  const auto opened = Database::open(
      fmt::format("odbc:Driver=Wide;Servername={};Database=postgres;UID=engage;UseDeclareFetch=1", server.folder()));
  ASSERT_TRUE(opened) << opened.error().message;
  auto rows = (*opened)->rows("select i from generate_series(1, 100000) i");
  Cells cells;
  ASSERT_TRUE(*(*rows)->next(cells));
  server.stop_at_once();
  Expected<bool> more = true;
  while (more && *more) more = (*rows)->next(cells);
  ASSERT_FALSE(more) << "the rows end as if there were no more, after row " << (*rows)->line();
  EXPECT_FALSE((*opened)->rows("select 1"));
}

TEST_F(Odbc, SaysWhyItCannotConnect) {
  EXPECT_THAT(refusal("odbc:DSN=absent"), HasSubstr("cannot reach the database: Data source name not found"));
  EXPECT_THAT(refusal("odbc:Driver=Gone"), HasSubstr("cannot reach the database: Can't open lib"));
  EXPECT_THAT(refusal("odbc:Driver=Wide;Servername=/absent;Database=x;UID=engage", "s3cret"),
              ::testing::AllOf(HasSubstr("cannot reach the database: "), Not(HasSubstr("s3cret"))));
  EXPECT_EQ(refusal("odbc:"), "the connection is not named: odbc:DSN=NAME / ");
}

TEST_F(Odbc, NoPasswordStandsInAConnectionString) {
  for (const char* held :
       {"DSN=x;PWD=s3cret", "dsn=x; Password = s3cret", "Driver={a;b}};c};pwd={s3cret}", "SSLPassword=s3cret"}) {
    EXPECT_TRUE(holds_password(held)) << held;
    EXPECT_THAT(refusal(std::string("odbc:") + held),
                ::testing::AllOf(HasSubstr("~/.odbc.ini"), Not(HasSubstr("s3cret"))));
  }
  for (const char* free : {"DSN=x;UID=me", "Driver={a;PWD=b};UID=x", "", "PWD", "DSN=pwd"}) {
    EXPECT_FALSE(holds_password(free)) << free;
  }
}

TEST(OdbcText, KnowsManyCommandsFromOne) {
  for (const char* one : {"select 1", "select 1 ;; ", "select ';' ", "select \"a;b\" -- ;c\n", "/* ; */ select [a;b]",
                          "select 'it''s;'"}) {
    EXPECT_FALSE(is_many_commands(one)) << one;
  }
  for (const char* many : {"select 1; select 2", "select ''; x", "/*/;*/ select 1; x", "--\n;x"}) {
    EXPECT_TRUE(is_many_commands(many)) << many;
  }
}

TEST(OdbcText, GoesThereAndBack) {
  const std::string text = "a é 電 😀 \xEF\xBF\xBD";
  std::string back;
  append_narrow(back, *wide(text));
  EXPECT_EQ(back, text);
  EXPECT_EQ(wide("\xFF"), std::nullopt);
  std::string half;
  append_narrow(half, std::u16string{u'a', char16_t(0xD83D)});
  EXPECT_EQ(half, "a\xEF\xBF\xBD");
}

}  // namespace
}  // namespace engage::drivers
