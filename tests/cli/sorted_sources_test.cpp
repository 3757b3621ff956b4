#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "../golden_file.h"
#include "shell.h"

// Sorted tables that are no files of values: of SQLite and PostgreSQL, by their own drivers and by ODBC, and the sheets of
// a workbook. What is due is the same as of the tables read whole.
namespace engage {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const fs::path kPolicy = fs::path(SOURCE_DIR) / "tests/golden/cli/fixtures/outcomes.engage";

// Cases and entries in order, the same in a workbook and in SQLite; as commands of SQL for others.
constexpr const char* kMake = R"(
import datetime, openpyxl, sqlite3, sys
ids = sorted(f'C-{i}' for i in range(int(sys.argv[1])))
base = sqlite3.connect('cases.db')
base.executescript('drop table if exists c; create table c (id text, visit_by text);'
                   'drop table if exists e; create table e (id text, at text, what text)')
base.executemany('insert into c values (?, ?)', ((i, '2026-01-20') for i in ids))
days = ((i, f'2026-01-0{d}', 'call_family' if d > 5 else 'referred') for i in ids for d in (5, 6, 7))
base.executemany('insert into e values (?, ?, ?)', days)
base.commit()
if len(sys.argv) > 2:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, head in (('c', ['id', 'visit_by']), ('e', ['id', 'at', 'what'])):
        sheet = book.create_sheet(name)
        sheet.append(head)
        for row in base.execute(f'select * from {name}'):
            sheet.append([datetime.date.fromisoformat(v) if v[:2] == '20' else v for v in row])
    book.save('cases.xlsx')
    print('create table c (id text, visit_by date); create table e (id text, at date, what text);')
    for name in 'ce':
        for row in base.execute(f'select * from {name}'): print(f'insert into {name} values {tuple(row)};')
)";

// As `source` gives a table: of its name, or of a query that orders it by this.
std::string description(const std::string& source, bool sorted, const std::string& order) {
  const auto table = [&](const std::string& name) {
    const bool sheet = source.ends_with(".xlsx");
    const std::string from =
        sheet ? fmt::format("file = \"{}\"\nsheet = \"{}\"", source, name)
              : fmt::format("database = \"{}\"\nquery = 'select * from {} order by {}'", source, name, order);
    return fmt::format("[[table]]\n{}\nid = \"id\"\nsorted = {}\n", from, sorted);
  };
  return table("c") + "facts = { visit_by = \"visit_by\" }\n" + table("e") +
         "[[table.events]]\nevent = { column = \"what\" }\nat = \"at\"\n";
}

class SortedSources : public testing::Test {
 protected:
  SortedSources() { write_bytes(folder_ / "make.py", kMake); }

  Ran make(const std::string& arguments) { return run_in_shell("/usr/bin/python3 make.py " + arguments, folder_); }
  Ran due(const std::string& description, const std::string& before = "") {
    write_bytes(folder_ / "source.toml", description);
    return run_in_shell(fmt::format("{} engage due '{}' --source source.toml --as-of 2026-01-09 --format csv --jobs 1",
                                    before, kPolicy.string()),
                        folder_);
  }
  void expect_sorted(const std::string& source, const std::string& collation = "") {
    const Ran whole = due(description(source, false, "id" + collation));
    const Ran sorted = due(description(source, true, "id" + collation));
    EXPECT_EQ(whole.code, 0) << whole.err;
    EXPECT_EQ(sorted.code, 0) << sorted.err;
    EXPECT_EQ(sorted.out, whole.out) << source;
    EXPECT_EQ(sorted.err, whole.err) << source;
    EXPECT_THAT(sorted.err, HasSubstr("cases: 120 assessed, 0 rejected; rows: "));
    EXPECT_THAT(sorted.err, HasSubstr(" 360 read, 0 passed over"));
  }
  void expect_order_is_held(const std::string& source, const std::string& collation = "") {
    const Ran ran = due(description(source, true, "id" + collation + " desc"));
    EXPECT_EQ(ran.code, 2);
    EXPECT_EQ(ran.out.find("\nC-"), std::string::npos) << ran.out;  // the header alone
    EXPECT_THAT(ran.err, HasSubstr(":3: `C-98` stands behind `C-99` (line 2)")) << source;
  }

  const fs::path folder_ = scratch_folder();
};

TEST_F(SortedSources, AreWorkbooks) {
  ASSERT_EQ(make("120 all").code, 0);
  expect_sorted("cases.xlsx");
}

TEST_F(SortedSources, AreOfSqlite) {
  ASSERT_EQ(make("120").code, 0);
  const std::string odbc = fmt::format("odbc:Driver=SQLite3;Database={}/cases.db;StepAPI=1", folder_.string());
  for (const std::string& source : {std::string("sqlite:cases.db"), odbc}) {
    expect_sorted(source);
    expect_order_is_held(source);
  }
}

TEST_F(SortedSources, AreOfPostgres) {
  ASSERT_EQ(run_in_shell("/usr/bin/python3 make.py 120 all > rows.sql", folder_).code, 0);
  const fs::path server = fs::path(SOURCE_DIR) / "tests/drivers/postgres_server";
  const std::string made =
      run_in_shell("made=$(mktemp -d /tmp/engage-sorted-XXXXXX) && chmod 755 $made && echo $made").out;
  const std::string root = made.substr(0, made.find('\n')), socket = root + "/server";
  ASSERT_EQ(run_in_shell(fmt::format("'{}' start {}", server.string(), socket)).code, 0);
  const std::string filled = fmt::format("psql -q -h {} -U engage -d postgres < rows.sql", socket);
  EXPECT_EQ(run_in_shell(filled, folder_).code, 0);
  const std::string odbc = fmt::format(
      "odbc:Driver=PostgreSQL Unicode;Servername={};Database=postgres;Username=engage;UseDeclareFetch=1", socket);
  for (const std::string& source : {"postgresql://engage@/postgres?host=" + socket, odbc}) {
    expect_sorted(source, " collate \"C\"");
    expect_order_is_held(source, " collate \"C\"");
  }
  EXPECT_EQ(run_in_shell(fmt::format("'{}' stop {} && rm -r {}", server.string(), socket, root)).code, 0);
}

#ifndef __SANITIZE_ADDRESS__  // which holds what was freed
TEST_F(SortedSources, OfADatabaseAreReadInMemoryThatDoesNotGrow) {
  write_bytes(folder_ / "peak.py",
              "import resource, subprocess, sys\nran = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
              "print(ran.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n");
  const auto peak = [&](const std::string& cases, bool sorted) {
    EXPECT_EQ(make(cases).code, 0);
    const Ran ran = due(description("sqlite:cases.db", sorted, "rowid"), "/usr/bin/python3 peak.py");
    EXPECT_TRUE(ran.out.starts_with("0 ")) << ran.out << ran.err;
    return ran.out.starts_with("0 ") ? std::stol(ran.out.substr(2)) / 1024 : 0;  // MiB
  };
  // Fewer cases do not fill what is held of the table at a time.
  constexpr long kMuch = 6;  // MiB
  EXPECT_LT(peak("60000", true), peak("20000", true) + kMuch);
  EXPECT_GT(peak("60000", false), peak("20000", false) + kMuch);  // as it would be seen
}
#endif

}  // namespace
}  // namespace engage
