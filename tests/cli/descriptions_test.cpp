#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "shell.h"

// What descriptions of sources can say beyond a column a thing, by what `source check` shows of the cases; and the
// commands that take a source.
namespace engage {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const fs::path kFolder = fs::path(SOURCE_DIR) / "tests/sources";
const fs::path kExamples = fs::path(SOURCE_DIR) / "examples/export";

class Descriptions : public testing::Test {
 protected:
  // A table and what is said of it below its file.
  Ran check(const std::string& csv, const std::string& description) {
    write_bytes(folder_ / "a.csv", csv);
    write_bytes(folder_ / "source.toml", "[[table]]\nfile = \"a.csv\"\n" + description);
    return run_in_shell(fmt::format("engage source check '{}' --policy policy.engage 2>&1", source()), kFolder);
  }

  std::string source() const { return (folder_ / "source.toml").string(); }

  const fs::path folder_ = scratch_folder();
};

const std::string kReferral = "[[table.events]]\nevent = \"referral\"\n";

TEST_F(Descriptions, ReadSeveralColumnsAsOne) {
  const Ran ran = check("file,member,day,time\n7,1,4/6/2026,2:30 PM\n7,2,4/7/2026,\n7,,4/8/2026,\n8,1,,9:00 AM\n",
                        "id = { column = [\"file\", \"member\"], join = \"-\" }\nbrings = \"cases\"\n" + kReferral +
                            "at = { column = [\"day\", \"time\"], format = \"M/D/YYYY\" }\n");
  EXPECT_THAT(ran.out, HasSubstr("columns `file` and `member` together, with `-` between them")) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("  7-1  no fact is known\n      2026-04-06T14:30 referral\n"));
  EXPECT_THAT(ran.out, HasSubstr("  7-2  no fact is known\n      2026-04-07 referral\n"));
  EXPECT_THAT(ran.out, HasSubstr("`file` and `member` is empty"));
  EXPECT_THAT(ran.out, HasSubstr("`9:00 AM` is no date of the form M/D/YYYY in the column `day` and `time`"));
}

TEST_F(Descriptions, TellCasesApartWhoseJoinedIdsReadTheSame) {
  const std::string table = "facts = { risk = \"risk\" }\nrows = \"together\"\nid = { column = [\"first\", \"last\"]";
  const std::string rows = "first,last,risk\nMary Ann,Lee,low\nMary,Ann Lee,low\n";
  const Ran ran = check(rows, table + " }\n");
  EXPECT_THAT(ran.out, HasSubstr("a.csv:3: `Mary Ann Lee` is made of `Mary` and `Ann Lee`, and above of `Mary Ann` and "
                                 "`Lee`: two cases may read as one"))
      << ran.out;
  EXPECT_THAT(check(rows, table + ", join = \"|\" }\n").out, HasSubstr("cases: 2 read, 0 rejected"));
}

TEST_F(Descriptions, ReadDatesOfSeveralForms) {
  const std::string table = "id = \"id\"\nbrings = \"cases\"\n" + kReferral +
                            "at = { column = \"day\", format = [\"D/M/YYYY\", \"M/D/YYYY\"] }\n";
  const Ran ran = check("id,day\nC-1,13/4/2026\nC-2,4/14/2026\nC-3,3/4/2026\nC-4,4/4/2026\n", table);
  EXPECT_THAT(ran.out, HasSubstr("dates as D/M/YYYY or M/D/YYYY")) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("      2026-04-13 referral\n"));
  EXPECT_THAT(ran.out, HasSubstr("      2026-04-14 referral\n"));
  EXPECT_THAT(ran.out, HasSubstr("      2026-04-04 referral\n"));
  EXPECT_THAT(ran.out,
              HasSubstr("`3/4/2026` in the column `day` may be 2026-04-03 (D/M/YYYY) or 2026-03-04 (M/D/YYYY)"));
  EXPECT_THAT(ran.out, HasSubstr("cases: 3 read, 1 rejected"));
}

TEST_F(Descriptions, FillDownWhatIsPrintedOnce) {
  const Ran ran = check(
      "id,risk,day\nC-1,high,2026-04-06\n,,2026-04-07\nC-2,,2026-04-08\nTotal C,,\n,low,2026-04-09\n",
      "id = \"id\"\nbrings = \"cases\"\nfill_down = [\"id\", \"risk\"]\nleave_out = { id = { begins = \"total\" } }\n"
      "facts = { risk = \"risk\" }\n" +
          kReferral + "at = \"day\"\n");
  EXPECT_THAT(ran.out, HasSubstr("  C-1  risk is high\n      2026-04-06 referral\n      2026-04-07 referral\n"))
      << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("  C-2  no fact is known\n      2026-04-08 referral\n")) << "never of another case";
  EXPECT_THAT(ran.out, HasSubstr("(no id)  `id` is empty")) << "below a line of totals nobody knows whose it is";
  EXPECT_THAT(ran.out, HasSubstr("a.csv 4 read, 1 passed over (1 left out)"));
  const Ran missing = check("id,day\nC-1,2026-04-06\n",
                            "id = \"id\"\nbrings = \"cases\"\nfill_down = \"risc\"\n" + kReferral + "at = \"day\"\n");
  EXPECT_EQ(missing.code, 2);
  EXPECT_THAT(missing.out, HasSubstr("`fill_down`: there is no column `risc`"));
}

TEST_F(Descriptions, KeepRowsByTheirWords) {
  const Ran ran =
      check("id,program,day\nC-1,Outreach,2026-04-06\nC-2,Sports,2026-04-07\nC-3,,2026-04-07\n",
            "id = \"id\"\nbrings = \"cases\"\nkeep_only = { program = \"outreach\" }\n" + kReferral + "at = \"day\"\n");
  EXPECT_THAT(ran.out, HasSubstr("  kept only when     column `program` is outreach\n")) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("cases: 1 read, 0 rejected; rows: "));
  EXPECT_THAT(ran.out, HasSubstr("a.csv 1 read, 2 passed over (2 left out)"));
}

TEST_F(Descriptions, ReadSeveralWordsOfACell) {
  const std::string table =
      "id = \"id\"\nfacts = { consent_voicemail = { column = \"by\", split = \";\", yes = \"voicemail\", "
      "values = { phone = false, mail = false }, otherwise = \"no\" } }\n"
      "[[table.events]]\nevent = { column = \"did\", split = \";\", values = { came = \"contact\", rang = "
      "\"phone_call\" } }\nat = \"day\"\n";
  const Ran ran = check(
      "id,by,did,day\nC-1,phone; Voicemail,rang; came,2026-04-06\nC-2,mail,rang;,2026-04-07\nC-3,,,\n"
      "C-4,phone;fax,rang,2026-04-07\nC-5,phone,rang;sang,2026-04-07\n",
      table);
  EXPECT_THAT(ran.out, HasSubstr("several words, parted by `;`")) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("none of them = no"));
  EXPECT_THAT(ran.out,
              HasSubstr("  C-1  consent_voicemail is yes\n      2026-04-06 phone_call\n      2026-04-06 contact\n"));
  EXPECT_THAT(ran.out, HasSubstr("  C-2  consent_voicemail is no\n      2026-04-07 phone_call\n"));
  EXPECT_THAT(ran.out, HasSubstr("  C-3  no fact is known\n"));
  EXPECT_THAT(ran.out, HasSubstr("  C-4  fact `consent_voicemail` cannot be"));
  EXPECT_THAT(ran.out, HasSubstr("`sang`"));
  EXPECT_THAT(ran.out, HasSubstr("cases: 3 read, 2 rejected"));
}

TEST_F(Descriptions, FindOptionsInOtherCapitals) {
  const std::string table = "id = \"id\"\nfacts = { risk = \"risk\" }\n";
  EXPECT_THAT(check("id,risk\nC-1,LOW\n", table).out, HasSubstr("  C-1  risk is low\n"));
  EXPECT_THAT(check("id,risk\nC-1,-low\n", table).out, HasSubstr("`-low`"));
}

TEST_F(Descriptions, TakeErrorsOfASpreadsheetForNoWord) {
  const std::string more = "facts = { risk = \"risk\", consent_voicemail = \"vm\" }\n";
  const std::string rows = "id,risk,vm,else\nC-1,#REF!,yes,\nC-2,low,yes,#N/A\n#N/A,low,yes,\n";
  const Ran ran = check(rows, "id = \"id\"\n" + more);
  EXPECT_THAT(ran.out, HasSubstr("line 2, column `risk`: `#REF!` is an error of the spreadsheet")) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("line 4, column `id`: `#N/A` is an error of the spreadsheet"));
  EXPECT_THAT(ran.out, HasSubstr("1 cell holds an error of the spreadsheet in columns that nobody reads"));
  EXPECT_THAT(ran.out, HasSubstr("cases: 1 read, 2 rejected"));
  const Ran known = check("id,risk,vm,else\nC-1,#N/A,yes,\n",
                          "id = \"id\"\nfacts = { risk = { column = \"risk\", unknown = \"#N/A\" } }\n");
  EXPECT_THAT(known.out, HasSubstr("cases: 1 read, 0 rejected")) << known.out;
}

// Written by openpyxl, as a workbook is.
TEST_F(Descriptions, ReadTheSheetsOfAWorkbook) {
  write_bytes(
      folder_ / "make.py",
      "import openpyxl\nbook = openpyxl.Workbook()\nsheet = book.active\nsheet.title = 'Clients'\n"
      "for row in (['Client ID', 'Risk', 'Looked up'], ['C-1', 'low', None], ['C-2', 'x', 1]): sheet.append(row)\n"
      "sheet['B3'].value = '#REF!'\nsheet['B3'].data_type = 'e'\n"
      "notes = book.create_sheet('Read me')\nnotes.append(['Made on Monday'])\n"
      "staff = book.create_sheet('Staff')\nstaff.append(['Name', 'Room'])\nstaff.append(['Ana', 3])\n"
      "calls = book.create_sheet('Contacts')\n"
      "for row in (['Client ID', 'Event', 'Date'], ['C-1', 'referral', '2026-04-06']): calls.append(row)\n"
      "book.save('book.xlsx')\n");
  ASSERT_EQ(run_in_shell("/usr/bin/python3 make.py", folder_).code, 0);
  const std::string policy = (kFolder / "policy.engage").string();
  const Ran init =
      run_in_shell(fmt::format("engage source init book.xlsx --policy '{}' | tee source.toml", policy), folder_);
  EXPECT_THAT(init.out, HasSubstr("[[table]]\nfile = \"book.xlsx\"\nsheet = \"Clients\"\nid = \"Client ID\"\n"))
      << init.out;
  EXPECT_THAT(init.out, HasSubstr("[[table]]\nfile = \"book.xlsx\"\nsheet = \"Contacts\"\n"));
  EXPECT_THAT(init.out, HasSubstr("# The sheet \"Read me\" is not read: "));
  EXPECT_THAT(init.out,
              HasSubstr("# The sheet \"Staff\" is not read: no column is called like the number of a case; its "
                        "columns are \"Name\", \"Room\"\n"));
  write_bytes(
      folder_ / "source.toml",
      "[[table]]\nfile = \"book.xlsx\"\nsheet = \"Clients\"\nid = \"Client ID\"\nfacts = { risk = \"Risk\" }\n");
  const Ran check = run_in_shell(fmt::format("engage source check source.toml --policy '{}' 2>&1", policy), folder_);
  EXPECT_THAT(check.out, HasSubstr("book.xlsx Clients, cell B3 (`Risk`): `#REF!` is an error of the spreadsheet"))
      << check.out;
  EXPECT_EQ(check.code, 1);
}

TEST_F(Descriptions, ThatCannotMeanWhatTheySayAreRefused) {
  const auto refused = [&](const std::string& description, const std::string& sentence) {
    const Ran ran = check("id,risk\nC-1,low\n", description);
    EXPECT_EQ(ran.code, 2) << description << ran.out;
    EXPECT_THAT(ran.out, HasSubstr(sentence));
  };
  refused("id = { column = \"id\", join = \"-\" }\n", "`join` of `id` is what stands between several columns");
  refused("id = { column = \"id\", split = \";\" }\n", "`split` is for facts and events, and not for `id`");
  refused("id = \"id\"\nfacts = { risk = { column = \"risk\", otherwise = \"low\" } }\n",
          "`otherwise` of `risk` is for");
  refused("id = \"id\"\nleave_out = { risk = { begins = \"\" } }\n", "`begins` of `risk` is empty");
  refused("id = \"id\"\nleave_out = { risk = {} }\n", "`risk` names no words");
  refused("id = \"id\"\nsorted = true\nfill_down = \"risk\"\n", "`sorted` and `fill_down` do not go together");
}

// The block of docs/bringing-your-cases.md in which this stands.
std::string block_with(const std::string& part) {
  const std::string page = read_bytes(fs::path(SOURCE_DIR) / "docs/bringing-your-cases.md");
  const std::size_t at = page.find(part);
  if (at == page.npos) return "";
  const std::size_t begin = page.rfind("```toml\n", at) + 8;
  return page.substr(begin, page.find("```", begin) - begin);
}

TEST_F(Descriptions, OfWorkbooksAndDatabasesReadAsTheDocumentShowsThem) {
  write_bytes(folder_ / "make.py",
              "import openpyxl, sqlite3\nbook = openpyxl.Workbook()\nsheet = book.active\nsheet.title = 'Clients'\n"
              "rows = (['client_id', 'risk', 'worker'], ['C-1', 'low', 'Ana'])\n"
              "for row in (['Open clients'], ['made on Monday'], *rows): sheet.append(row)\n"
              "book.create_sheet('Contacts').append(['client_id'])\nbook.save('export.xlsx')\n"
              "base = sqlite3.connect('cases.db')\n"
              "base.execute('create table open_clients (client_id text, risk text, worker text)')\n"
              "base.execute('insert into open_clients values (?, ?, ?)', rows[1])\nbase.commit()\n");
  ASSERT_EQ(run_in_shell("/usr/bin/python3 make.py", folder_).code, 0);
  std::string database = block_with("database = \"postgresql:");
  const std::string address = "postgresql://reader@db.example.org/cases";
  ASSERT_THAT(database, HasSubstr(address));
  database.replace(database.find(address), address.size(), "sqlite:cases.db");
  for (const std::string& description : {database, block_with("file = \"export.xlsx\"")}) {
    write_bytes(folder_ / "source.toml", description);
    const Ran ran =
        run_in_shell(fmt::format("engage source check '{}' --policy policy.engage 2>&1", source()), kFolder);
    EXPECT_EQ(ran.code, 0) << description << ran.out;
    EXPECT_THAT(ran.out, HasSubstr("  C-1  risk is low, worker: Ana\n")) << description;
  }
}

// `simulate` plays a case of a source on.
TEST(Source, GivesSimulateACase) {
  const std::string policy = fmt::format("'{}/policies/individual-entry.engage'", SOURCE_DIR);
  const Ran ran = run_in_shell("engage simulate " + policy + " --source source.toml --case A-103", kExamples);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("A-103"));
  EXPECT_THAT(ran.out, HasSubstr("2026-01-12"));
  const Ran which = run_in_shell("engage simulate " + policy + " --source source.toml", kExamples);
  EXPECT_EQ(which.code, 2);
  EXPECT_THAT(which.err, HasSubstr("source.toml holds 5 cases: say which with --case ID"));
  const Ran near = run_in_shell("engage simulate " + policy + " --source source.toml --case A-13", kExamples);
  EXPECT_THAT(near.err, HasSubstr("source.toml holds no case `A-13`"));
  const Ran both = run_in_shell("engage simulate " + policy + " export.csv --source source.toml", kExamples);
  EXPECT_EQ(both.code, 2);
  EXPECT_THAT(both.err, HasSubstr("export.csv and --source both say where the case is"));
  const Ran events = run_in_shell("engage simulate " + policy + " --source source.toml --events export.csv", kExamples);
  EXPECT_THAT(events.err, HasSubstr("--source names all its tables"));
}

// `test` holds that each case of a source can be read and decided.
TEST_F(Descriptions, AreTestedWithThePolicies) {
  const std::string policy = (kFolder / "policy.engage").string();
  const auto test = [&](const std::string& more) {
    return run_in_shell(fmt::format("engage test '{}' --source '{}' --as-of 2026-04-14 {}", policy, source(), more));
  };
  check("id,risk\nC-1,low\nC-2,low\n", "id = \"id\"\nfacts = { risk = \"risk\" }\n");
  const Ran sound = test("");
  EXPECT_EQ(sound.code, 0) << sound.out << sound.err;
  EXPECT_THAT(sound.out, HasSubstr("ok    2 cases ("));
  EXPECT_THAT(sound.err, HasSubstr("cases: 2 passed, 0 failed; rows: "));
  check("id,risk\nC-1,low\nC-2,terrible\n", "id = \"id\"\nfacts = { risk = \"risk\" }\n");
  const Ran failed = test("");
  EXPECT_EQ(failed.code, 1);
  EXPECT_THAT(failed.out, HasSubstr("FAIL  case C-2 ("));
  EXPECT_THAT(failed.out, HasSubstr("    fact `risk` cannot be `terrible`: it is one of low, medium, high\n"));
  EXPECT_THAT(test("--format json").out, HasSubstr("\"rejected\""));
  EXPECT_THAT(test("--format junit").out, HasSubstr("<failure message=\"the case is rejected\">fact `risk` cannot be"));
  const Ran accept = test("--accept anything");
  EXPECT_EQ(accept.code, 2);
  EXPECT_THAT(accept.err, HasSubstr("--accept changes a scenario, and --source reads cases"));
  const Ran day = run_in_shell(fmt::format("engage test '{}' --as-of 2026-04-14", policy));
  EXPECT_EQ(day.code, 2);
  EXPECT_THAT(day.err, HasSubstr("--as-of is for --source FILE, which is not given"));
}

}  // namespace
}  // namespace engage
