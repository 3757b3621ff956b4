#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "drivers/database.h"
#include "fixture.h"
#include "postgres_server.h"

namespace engage::drivers {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::unique_ptr<Database> open(const PostgresServer& server = PostgresServer::shared()) {
  auto opened = Database::open(server.address());
  if (!opened) throw std::runtime_error(opened.error().message);
  return std::move(*opened);
}

std::string sql(const std::string& commands) { return PostgresServer::shared().sql(commands); }

std::string refusal(Expected<std::unique_ptr<Rows>> rows) { return rows ? "given" : rows.error().message; }

std::string refusal(const std::string& address) {
  const auto opened = Database::open(address);
  return opened ? "opened" : opened.error().message + " / " + opened.error().below;
}

TEST(Postgres, GivesValuesOfEveryKindAsText) {
  sql(R"(CREATE TABLE kinds (a bigint, b numeric(10,2), c double precision, d real, e text, f varchar(5), g char(5),
           h boolean, i date, j timestamp, k timestamptz, l time, m uuid, n interval, o timetz);
         INSERT INTO kinds VALUES (9007199254740993, 41, 0.1, 0.1, 'Zoë Łuk 電話 😀', '00071', 'ab', true, '2026-01-14',
           '2026-01-14 10:30', '2026-01-14 10:30-05', '09:05', '00000000-0000-0000-0000-000000000001', '27:30:00',
           '09:05-03:30');
         INSERT INTO kinds VALUES (-1, 0.10, 41, 1e7, '', '', '', false, '0044-03-15 BC', '2026-01-14 10:30:00.25',
           '2026-07-14 10:30:00.123456+02', '24:00', NULL, '1 month 2 days', '09:05+02');
         INSERT INTO kinds (a) VALUES (NULL))");
  const auto database = open();
  auto rows = database->rows("public.kinds");
  ASSERT_TRUE(rows) << rows.error().message;
  EXPECT_THAT((*rows)->columns(),
              ElementsAre("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o"));
  EXPECT_THAT(
      all_rows(std::move(rows)),
      ElementsAre("1: 9007199254740993 | 41.00 | 0.1 | 0.1 | Zoë Łuk 電話 😀 | 00071 | ab | true | 2026-01-14 | "
                  "2026-01-14 10:30:00 | 2026-01-14 15:30:00+00:00 | 09:05:00 | "
                  "00000000-0000-0000-0000-000000000001 | PT27H30M | 09:05:00-03:30",
                  "2: -1 | 0.10 | 41 | 1e+07 |  |  |  | false | 0044-03-15 BC | 2026-01-14 10:30:00.25 | "
                  "2026-07-14 08:30:00.123456+00:00 | 24:00:00 | - | P1M2D | 09:05:00+02:00",
                  "3: - | - | - | - | - | - | - | - | - | - | - | - | - | - | -"));
}

TEST(Postgres, ReadsTablesSideBySide) {
  sql("CREATE TABLE left_one AS SELECT i FROM generate_series(1, 2500) i; CREATE TABLE \"Right.one\" AS TABLE "
      "left_one");
  const auto database = open();
  auto left = database->rows("left_one");
  auto right = database->rows("\"Right.one\"");
  Cells of_left, of_right;
  for (int row = 1; row <= 2500; ++row) {
    ASSERT_TRUE(*(*left)->next(of_left));
    ASSERT_TRUE(*(*right)->next(of_right));
    ASSERT_EQ(of_left, of_right);
  }
  EXPECT_EQ(of_left[0], "2500");
  EXPECT_FALSE(*(*left)->next(of_left));
  EXPECT_FALSE(*(*left)->next(of_left));
  EXPECT_EQ((*left)->line(), 2500u);
}

TEST(Postgres, SeesWhatWasThereWhenItWasOpened) {
  sql("CREATE TABLE first (x int); CREATE TABLE second (x int); INSERT INTO first VALUES (1); INSERT INTO second "
      "VALUES (1)");
  const auto database = open();
  sql("INSERT INTO first VALUES (2)");
  EXPECT_THAT(all_rows(database->rows("first")), ElementsAre("1: 1"));
  sql("INSERT INTO second VALUES (2)");
  EXPECT_THAT(all_rows(database->rows("second")), ElementsAre("1: 1"));
  EXPECT_THAT(all_rows(open()->rows("second")), ElementsAre("1: 1", "2: 2"));
}

TEST(Postgres, WritesNothing) {
  sql("CREATE TABLE unwritten (x int); INSERT INTO unwritten VALUES (1); CREATE SEQUENCE counted;"
      "CREATE FUNCTION writes() RETURNS int LANGUAGE sql AS 'INSERT INTO unwritten VALUES (2) RETURNING x'");
  const auto database = open();
  EXPECT_THAT(refusal(database->rows("select writes()")),
              HasSubstr("cannot execute INSERT in a read-only transaction"));
  EXPECT_THAT(refusal(database->rows("select nextval('counted')")), HasSubstr("in a read-only transaction"));
  EXPECT_THAT(refusal(database->rows("select 1; COMMIT; DELETE FROM unwritten")),
              HasSubstr("cannot insert multiple commands"));
  EXPECT_THAT(refusal(database->rows("with a as (delete from unwritten returning x) select x from a")),
              HasSubstr("must not contain data-modifying statements"));
  EXPECT_THAT(refusal(database->rows("select set_config('transaction_read_only', 'off', false)")),
              HasSubstr("cannot set transaction read-write mode"));
  // And is no worse for having been asked.
  EXPECT_THAT(all_rows(database->rows("select x from unwritten;")), ElementsAre("1: 1"));
}

TEST(Postgres, AFaultyQueryLeavesTheOthersAlone) {
  const auto database = open();
  auto rows = database->rows("select i from generate_series(1, 1500) i");
  EXPECT_EQ(refusal(database->rows("absent")), "the database says: relation \"absent\" does not exist");
  EXPECT_EQ(all_rows(std::move(rows)).size(), 1500u);
  EXPECT_THAT(all_rows(database->rows("select 1 / (1500 - i) from generate_series(1, 1500) i")).back(),
              HasSubstr("division by zero"));
}

TEST(Postgres, RefusesBytes) {
  const auto refused = open()->rows("select 1 as id, 'x'::bytea as scan");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "the column `scan` holds bytes (bytea) and no text");
}

TEST(Postgres, ReadsManyRowsAndLongTextsInConstantMemory) {
  const auto database = open();
  auto rows = database->rows("select i, repeat('x', 1000) from generate_series(1, 100000) i");
  ASSERT_TRUE(rows) << rows.error().message;
  Cells cells;
  for (int row = 0; row < 2000; ++row) ASSERT_TRUE(*(*rows)->next(cells));
  const double before = megabytes();
  while (*(*rows)->next(cells)) continue;
  EXPECT_EQ((*rows)->line(), 100'000u);
  EXPECT_LT(megabytes() - before, 4.0);

  auto longer = database->rows("select repeat('é', 100000)");
  ASSERT_TRUE(*(*longer)->next(cells));
  EXPECT_EQ(cells[0]->size(), 200'000u);
}

TEST(Postgres, ALostServerIsAnError) {
  PostgresServer server;
  const auto database = open(server);
  auto rows = database->rows("select i from generate_series(1, 100000) i");
  Cells cells;
  ASSERT_TRUE(*(*rows)->next(cells));
  server.stop_at_once();
  Expected<bool> more = true;
  while (more && *more) more = (*rows)->next(cells);
  ASSERT_FALSE(more) << "the rows end as if there were no more";
  EXPECT_THAT(more.error().message, HasSubstr("the connection to the database was lost"));
  EXPECT_THAT(refusal(database->rows("kinds")), HasSubstr("the connection to the database was lost"));
}

TEST(Postgres, NoPasswordStandsInAnAddressOrInAnError) {
  for (const char* address : {"postgresql://engage:s3cret@localhost/x", "postgresql://localhost/x?password=s3cret",
                              "postgres://localhost/x?sslpassword=s3cret", "postgresql://engage:s3cret%zz@localhost/x",
                              "postgresql://localhost/x?password=s3cret%zz", "postgresql://a:s3cret@[::1/x"}) {
    const std::string refused = refusal(address);
    EXPECT_THAT(refused, Not(HasSubstr("s3cret"))) << address;
    EXPECT_THAT(refused, HasSubstr("the address of the database ")) << address;
  }
  EXPECT_THAT(refusal("postgresql://engage:s3cret@localhost/x"), HasSubstr("~/.pgpass"));
  EXPECT_THAT(refusal("postgresql://h/x?colour=red"), HasSubstr("invalid URI query parameter: \"colour\""));
}

TEST(Postgres, SaysWhyItCannotConnect) {
  EXPECT_THAT(refusal("postgresql://engage@/postgres?host=" + folder().string()),
              HasSubstr("cannot reach the database: connection to server on socket"));
  EXPECT_THAT(refusal("postgresql://engage@/absent?host=" + PostgresServer::shared().folder()),
              HasSubstr("database \"absent\" does not exist"));
}

}  // namespace
}  // namespace engage::drivers
