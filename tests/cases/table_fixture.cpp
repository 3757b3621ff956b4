#include "table_fixture.h"

#include <gtest/gtest.h>

#include "cases/read_table.h"

namespace engage::cases {

TableInput table(std::string name, std::string text, tables::TableUse use) {
  auto table = std::make_unique<tables::Table>(std::move(name), std::move(text), use.form);
  return {std::move(table), std::move(use)};
}

KnownNames known_of(const model::Family& family) {
  KnownNames known;
  for (const model::Fact& fact : family.words.facts) known.facts.push_back(fact.name);
  for (const model::Role& role : family.words.roles) known.roles.push_back(role.name);
  return known;
}

std::unique_ptr<TableCases> open(std::string cases, std::string events) {
  return open_source(table("cases.csv", std::move(cases), tables::plain_cases()),
                     table("events.csv", std::move(events), tables::plain_entries()));
}

std::unique_ptr<TableCases> open_cases(std::string cases) {
  return open_source(table("cases.csv", std::move(cases), tables::plain_cases()));
}

std::unique_ptr<TableCases> open_both(std::string both) {
  return open_source(table("both.csv", std::move(both), tables::plain_both()));
}

std::vector<ReadCase> read_all(const TableCases& cases, const ReadOptions& options, const TimeZone* zone) {
  EXPECT_EQ(cases.faults(), std::vector<std::string>());
  const model::Family family = counselling();
  TimeZones zones;
  if (auto toronto = load_timezone("America/Toronto")) zones.emplace("America/Toronto", std::move(*toronto));
  TableReader reader(family, zone, zones);
  Record record;
  Findings findings;
  Header header;
  std::vector<ReadCase> read;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    reader.read(cases, i, options, record, findings);
    cases.read_header(i, header);
    EXPECT_EQ(header.id, record.id);
    EXPECT_EQ(header.policy, findings.policy);
    EXPECT_TRUE(header.faults.empty() || !findings.faults.empty());
    read.push_back(shown(family, record, findings));
    read.back().file = cases.file(i);
    read.back().line = cases.line(i);
  }
  return read;
}

}  // namespace engage::cases
