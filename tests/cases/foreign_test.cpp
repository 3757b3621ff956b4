#include "cases/foreign.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace engage::cases {
namespace {

using testing::HasSubstr;

std::string of(const std::string& json) { return foreign_case({json, 1, {}, 0}); }

TEST(ForeignCase, IsAnEnvelope) {
  EXPECT_THAT(of(R"({"count": 2, "data": [{"id": "C-1"}, {"id": "C-2"}]})"), HasSubstr("its cases stand in `data`"));
  EXPECT_THAT(of(R"({"data": []})"), HasSubstr("its cases stand in `data`"));
  EXPECT_THAT(of(R"({"status": "ok", "result": {"links": [], "items": [{"id": "C-1"}]}})"),
              HasSubstr("as `jq '.result.items'` does"));
  EXPECT_THAT(of(R"({"id": "page 1", "data": [{"number": 4}, {"id": "C-1"}]})"),
              HasSubstr("its cases stand in `data`"));
  EXPECT_THAT(of(R"({"resourceType": "Bundle", "id": "b", "entry": [{"resource": {"id": "p"}}]})"), HasSubstr("FHIR"));
}

TEST(ForeignCase, IsNoneWithWhatCasesHave) {
  EXPECT_EQ(of(R"({"id": "C-1", "events": []})"), "");
  EXPECT_EQ(of(R"({"id": "C-1", "tags": ["a", "b"]})"), "");
  EXPECT_EQ(of(R"({"id": "C-1", "facts": {}, "attachments": [{"id": 5}]})"), "");
  EXPECT_EQ(of(R"({"facts": {}, "attachments": [{"id": 5}]})"), "");
  EXPECT_EQ(of(R"({"facts": {"list": [{"id": 5}]}})"), "");
  EXPECT_EQ(of(R"({"name": "Ana"})"), "");
  EXPECT_EQ(of(R"({"data": [{"id": )"), "");
}

}  // namespace
}  // namespace engage::cases
