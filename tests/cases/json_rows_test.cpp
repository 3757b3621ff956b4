#include "cases/json_rows.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "table_fixture.h"

namespace engage::cases {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

tables::TableUse use_of(const std::string& id) {
  tables::TableUse use;
  use.id.name = id;
  use.form.key = {id};
  return use;
}

// Columns, and rows with the places where they stand: "a.json:1 17|low".
struct Rows {
  std::vector<std::string> columns, rows;
  std::string error;
};

Rows rows_of(const std::vector<std::pair<std::string, std::string>>& files, const std::string& records = "",
             const std::string& id = "id") {
  JsonRows json(records);
  for (const auto& [name, bytes] : files) json.add(name, bytes);
  auto input = json.take("cases", use_of(id));
  if (!input) return {{}, {}, input.error().message};
  tables::Table& table = *input->table;
  Rows found{table.columns(), {}, table.fault()};
  while (const auto row = table.next()) {
    const bool broken = row->kind == tables::Table::RowKind::broken;
    found.rows.push_back(fmt::format("{} {}{}", table.place_words(row->line), fmt::join(table.cells(), "|"),
                                     broken ? ": " + table.sentence(*row) : ""));
  }
  return found;
}

TEST(JsonRows, AreRecordsWithTheirKeysAsColumns) {
  const Rows found = rows_of({{"a.json", R"({"id": "C-1", "known": {"risk": "low", "age": 41}, "open": true})"},
                              {"b.json", "[{\"id\": 2, \"open\": null},\n {\"known\": {}, \"id\": \"C-3\"}]"},
                              {"c.jsonl", "{\"id\": \"C-4\"}\n{\"id\": \"C-5\", \"open\": false}\n"}});
  EXPECT_THAT(found.columns, ElementsAre("id", "known.risk", "known.age", "open"));
  EXPECT_THAT(found.rows, ElementsAre("a.json:1 C-1|low|41|true", "b.json:1 2|||", "b.json:2 C-3", "c.jsonl:1 C-4",
                                      "c.jsonl:2 C-5|||false"));
}

TEST(JsonRows, AreElementsOfAListWithWhatStandsAroundIt) {
  const std::string file =
      "{\"visits\": [\n{\"on\": \"2026-01-05\"},\n{\"on\": \"2026-01-06\", \"by\": \"jo\"}],\n"
      "\"id\": \"C-1\"}";
  const std::vector<std::pair<std::string, std::string>> files = {{"a.json", file},
                                                                  {"b.json", R"({"id": "C-2", "visits": []})"},
                                                                  {"c.json", R"({"id": "C-3", "visits": {"on": 3}})"}};
  const Rows found = rows_of(files, "visits");
  EXPECT_THAT(found.columns, ElementsAre("id", "visits.on", "visits.by"));
  EXPECT_THAT(found.rows, ElementsAre("a.json:2 C-1|2026-01-05", "a.json:3 C-1|2026-01-06|jo", "c.json:1 C-3|3"));
  EXPECT_THAT(rows_of(files).rows[0], HasSubstr("a.json:1 (a list of 2: `records = \"visits\"` reads it)|C-1"));
}

TEST(JsonRows, MayStandInListsInLists) {
  const Rows found = rows_of({{"a.json", R"({"data": {"all": [{"id": 1, "calls": [{"at": "x"}, {"at": "y"}]},
{"id": 2, "calls": [{"at": "z"}]}, {"id": 3}]}})"}},
                             "data.all.calls", "data.all.id");
  EXPECT_THAT(found.columns, ElementsAre("data.all.id", "data.all.calls.at"));
  EXPECT_THAT(found.rows, ElementsAre("a.json:1 1|x", "a.json:1 1|y", "a.json:2 2|z"));
}

TEST(JsonRows, HaveAWordALineInACellOfSeveral) {
  const Rows found = rows_of({{"a.json", R"({"id": "1", "by": ["phone", "mail, in reserve", null], "a": 1, "b": 2})"}});
  EXPECT_THAT(found.rows, ElementsAre("a.json:1 1|phone\nmail, in reserve|1|2"));
}

TEST(JsonRows, AreBrokenForTheirCase) {
  const Rows found =
      rows_of({{"a.json", R"({"id": "C-1", "visits": [{"id": 7}], "consent": tru})"},
               {"b.json", "{\"id\": \"C-2\",\n \"consent\": \"ye"},
               {"c.json", R"({"id": "C-3", "consent": true, "consent": false})"},
               {"d.jsonl", "{\"id\": \"C-4\", \"consent\": false}\n{\"id\": \"C-5\", \"consent\": }\n"}});
  EXPECT_THAT(found.rows,
              ElementsAre("a.json:1 C-1: it is no JSON: a value is expected on line 1",
                          "b.json:1 C-2: the file ends inside this case", "c.json:1 C-3: `consent` stands there twice",
                          "d.jsonl:1 C-4|false", "d.jsonl:2 C-5: it is no JSON: a value is expected on line 2"));
}

// A quote that is never closed takes the records behind it along.
TEST(JsonRows, CannotBeReadWhereARecordSwallowsOthers) {
  const std::string two = R"([{"id": "C-1", "name": "open}, {"id": "C-2", "name": "x"}])";
  EXPECT_THAT(rows_of({{"a.json", two}}).error, HasSubstr("whose record it is cannot be told"));
}

// Of a log of which nobody knows whose it is, every case may miss something.
TEST(JsonRows, CannotBeReadWhereNobodyKnowsWhoseARecordIs) {
  EXPECT_THAT(rows_of({{"a.json", R"({"id": "C-1"})"}, {"b.json", R"({"name": "x", "i)"}}).error,
              HasSubstr("b.json:1: the file ends inside this case; whose record it is cannot be told"));
  EXPECT_THAT(rows_of({{"a.json", R"({"id": "C-1"})"}, {"b.json", ""}}).error,
              HasSubstr("b.json:1: the file is empty"));
  EXPECT_THAT(rows_of({{"a.json", R"({"id": "C-1"})"}, {"b.json", "[1]"}}).error, HasSubstr("it is no object"));
  EXPECT_THAT(
      rows_of({{"a.json", R"({"all": [{"id": 1}]})"}, {"b.json", R"({"all": [{"id": 2}, {"id": 3)"}}, "all", "all.id")
          .error,
      HasSubstr("b.json:1: the file ends inside this case; whose record"));
  EXPECT_THAT(rows_of({{"a.json", "\xFF\xFE{\0"}}).error, HasSubstr("it is UTF-16"));
}

TEST(JsonRows, NameTheListThatMayBeMeant) {
  const std::string enveloped = R"({"total": 1, "data": [{"id": "C-1"}]})";
  EXPECT_EQ(rows_of({{"a.json", enveloped}}).error,
            "cases: its records have no `id`: if they stand in a list, name it, such as `records = \"data\"`");
  EXPECT_EQ(rows_of({{"a.json", enveloped}}, "dato", "dato.id").error,
            "cases: no record has a list `dato`; did you mean `data`?");
  EXPECT_THAT(rows_of({{"a.json", enveloped}}, "total").error, HasSubstr("`total` is no list"));
  EXPECT_EQ(rows_of({{"a.json", "[]"}}).error, "cases: there is no record in it");
}

TEST(JsonRows, TellTheIdOfABrokenRecord) {
  EXPECT_EQ(guess_at(R"({"a": {"id": "no"}, "id": "yes", )", "id"), "yes");
  EXPECT_EQ(guess_at(R"({"a": {"id": "yes"}, "id": "no", )", "a.id"), "yes");
  EXPECT_EQ(guess_at(R"({"l": [{"id": "no"}], "id" : 17, )", "id"), "17");
  EXPECT_EQ(guess_at(R"({"l": [{"id": "no"}])", "l.id"), "");
  EXPECT_EQ(guess_at(R"({"id": "cut)", "id"), "");
  EXPECT_EQ(guess_at(R"({"id": 17)", "id"), "");  // perhaps 171
  EXPECT_EQ(guess_at(R"({"note": "\"id\": \"no\"", "id": "yes"})", "id"), "yes");
}

}  // namespace
}  // namespace engage::cases
