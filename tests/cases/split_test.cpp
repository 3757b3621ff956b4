#include "cases/split.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cases/read_json.h"
#include "fixture.h"

namespace engage::cases {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

SplitCase at(std::uint64_t line, std::string bytes, std::string fault = {}) {
  return {std::move(bytes), line, std::move(fault)};
}

constexpr auto kLines = Splitter::Form::lines;
constexpr std::size_t kWhole = std::size_t{1} << 20;

TEST(Splitter, NothingHoldsNoCase) {
  for (const char* file : {"", "\xEF\xBB\xBF", " \r\n\t\n", "[]", "\xEF\xBB\xBF [ \n ] \n"}) {
    EXPECT_THAT(split(file), IsEmpty()) << file;
    EXPECT_THAT(split(file, 1), IsEmpty()) << file;
  }
}

TEST(Splitter, Lines) {
  EXPECT_THAT(split("{\"id\":\"1\"}\n{\"id\":\"2\"}\n"), ElementsAre(at(1, R"({"id":"1"})"), at(2, R"({"id":"2"})")));
  EXPECT_THAT(split("\xEF\xBB\xBF\r\n{\"a\":1} \r\n\r\n  {\"b\":2}", kWhole),
              ElementsAre(at(2, R"({"a":1})"), at(4, R"({"b":2})")));
  EXPECT_THAT(split("broken\n{}\n[1]\n"), ElementsAre(at(1, "broken"), at(2, "{}"), at(3, "[1]")));
  EXPECT_THAT(split("[\n{}\n", kWhole, kLines), ElementsAre(at(1, "["), at(2, "{}")));
  EXPECT_THAT(split("{} trailing\n{}"), ElementsAre(at(1, "{} trailing"), at(2, "{}")));
}

TEST(Splitter, ABrokenFirstLineHarmsNoOther) {
  EXPECT_THAT(split("{\"id\":\"1\n{\"id\":\"2\"}\n{}"),
              ElementsAre(at(1, "{\"id\":\"1"), at(2, R"({"id":"2"})"), at(3, "{}")));
  EXPECT_THAT(split("{\"a\":[{\n{\"id\":\"2\"}\n{}"),
              ElementsAre(at(1, "{\"a\":[{"), at(2, R"({"id":"2"})"), at(3, "{}")));
  EXPECT_THAT(split("{\"a\":[\n{\"id\":\"2\"}\n{}"),
              ElementsAre(at(1, "{\"a\":["), at(2, R"({"id":"2"})"), at(3, "{}")));
  EXPECT_THAT(split("{\"a\":\n{\"id\":\"2\"}"), ElementsAre(at(1, "{\"a\":"), at(2, R"({"id":"2"})")));
}

TEST(Splitter, OneCaseOverManyLines) {
  const std::string file = "{\n  \"id\": \"1\",\n  \"events\": [\n    {\n    }, {}\n  ]\n}";
  EXPECT_THAT(split(file + "\n"), ElementsAre(at(1, file)));
  EXPECT_THAT(split(file + "\n" + file), ElementsAre(at(1, file), at(8, file)));
  EXPECT_THAT(split(file + "\n,\n" + file), ElementsAre(at(1, file), at(8, ","), at(9, file)));
  EXPECT_THAT(split("{\n\"events\":[\n{\n},\n{\n}\n]\n}"), ElementsAre(at(1, "{\n\"events\":[\n{\n},\n{\n}\n]\n}")));
  EXPECT_THAT(split("{\n  \"id\": \"1\",\n  \"a\": {"),
              ElementsAre(at(1, "{\n  \"id\": \"1\",\n  \"a\": {", "the file ends inside this case")));
}

TEST(Splitter, Array) {
  EXPECT_THAT(split("[{\"a\":\"]},{\"}, {\"b\":[[],{}]}]"),
              ElementsAre(at(1, R"({"a":"]},{"})"), at(1, R"({"b":[[],{}]})")));
  EXPECT_THAT(split("\n[\n {\"a\":\"\\\"\\\\\"},\n\n {}\n]\n"), ElementsAre(at(3, R"({"a":"\"\\"})"), at(5, "{}")));
  EXPECT_THAT(split("[{\n\"e\":[\n{},\n{}\n]\n},\n{\n}\n]"),
              ElementsAre(at(1, "{\n\"e\":[\n{},\n{}\n]\n}"), at(7, "{\n}")));
}

// However long it is, a row of commas is one fault, and takes no memory.
TEST(Splitter, ARowOfCommasIsOneFault) {
  const std::string file = "[{},,\n , ,{},,,]";
  for (const std::size_t block : {std::size_t{1}, std::size_t{3}, kWhole}) {
    EXPECT_THAT(split(file, block),
                ElementsAre(at(1, "{}"), at(1, "", "nothing stands before this comma, nor before the next 2"),
                            at(2, "{}"), at(2, "", "nothing stands before this comma, nor before the next one"),
                            at(2, "", "nothing stands between the last comma and `]`")));
  }
  EXPECT_THAT(split("[" + std::string(3'000'000, ','), std::size_t{1} << 16),
              ElementsAre(at(1, "", "nothing stands before this comma, nor before the next 2999999"),
                          at(1, "", "the file ends before its array is closed")));
}

TEST(Splitter, BrokenArrays) {
  const std::string no_comma = "there is no comma between this case and the one before";
  EXPECT_THAT(split("[1, \"a,b\", {}]"), ElementsAre(at(1, "1"), at(1, "\"a,b\""), at(1, "{}")));
  EXPECT_THAT(split("[{} {}, {}]"), ElementsAre(at(1, "{}"), at(1, "{}", no_comma), at(1, "{}")));
  EXPECT_THAT(split("[{},,{}]"), ElementsAre(at(1, "{}"), at(1, "", "nothing stands before this comma"), at(1, "{}")));
  EXPECT_THAT(split("[{},\n]"), ElementsAre(at(1, "{}"), at(2, "", "nothing stands between the last comma and `]`")));
  EXPECT_THAT(split("[{}"), ElementsAre(at(1, "{}"), at(1, "", "the file ends before its array is closed")));
  EXPECT_THAT(split("[{},\n"), ElementsAre(at(1, "{}"), at(2, "", "the file ends before its array is closed")));
  EXPECT_THAT(split("[{},\n{\"id\":\"2\",\"a"),
              ElementsAre(at(1, "{}"), at(2, "{\"id\":\"2\",\"a", "the file ends inside this case")));
  EXPECT_THAT(split("[{}]\n\n{}\n{}"), ElementsAre(at(1, "{}"), at(3, "", "there is text after the end of the array")));
  // A bracket too many or too few harms that case alone.
  EXPECT_THAT(split(R"([{"id":"1","f":{}, {"id":"2"}, {"id":"3"}])"),
              ElementsAre(at(1, R"({"id":"1","f":{}, )"), at(1, R"({"id":"2"})"), at(1, R"({"id":"3"})")));
  EXPECT_THAT(split(R"([{"e":[{}}, {"id":"2"}])"), ElementsAre(at(1, R"({"e":[{}})"), at(1, R"({"id":"2"})")));
  EXPECT_THAT(split(R"([{"e":[{}], {"id":"2"}])"), ElementsAre(at(1, R"({"e":[{}], )"), at(1, R"({"id":"2"})")));
  EXPECT_THAT(split(R"([{"f":{}]])"),
              ElementsAre(at(1, R"({"f":{})"), at(1, "", "there is text after the end of the array")));
  EXPECT_THAT(split("[\n{\"a\":\"b},\n{\"id\":\"2\"}\n]"),
              ElementsAre(at(2, "{\"a\":\"b},\n"), at(3, R"({"id":"2"})")));
}

TEST(Splitter, ACaseALineInABrokenArrayIsFoundAgain) {
  EXPECT_THAT(split("[\n{\"id\":\"1\"},\n{\"id\":\"2\",\"events\":[{},\n{\"id\":\"3\"},\n{\"id\":\"4\"}\n]"),
              ElementsAre(at(2, R"({"id":"1"})"), at(3, "{\"id\":\"2\",\"events\":[{},\n"), at(4, R"({"id":"3"})"),
                          at(5, R"({"id":"4"})")));
}

// Bytes that may go wrong in every way, in pieces of every size.
TEST(Splitter, BlocksOfAnySizeGiveTheSameCases) {
  const std::vector<std::string> files = {
      "\xEF\xBB\xBF[\n {\"a\":\"\\\"\\\\]\"},\r\n {\"b\":[1,{\"c\":null}]} ,7, \"x\\\\\" {} ,,]tail",
      "{\"id\":\"1\"}\r\n\n {\"id\":\"2\"}\nbroken\n{\"id\":\"3\"}",
      "{\n  \"id\": \"\\\\1\",\n  \"e\": [\n    {},\n    {}\n  ]\n}\n{}\n{\n}\nrest\n",
      "{\"id\":\"1\n{\"id\":\"2\"}\n",
      "[{\"a\":1, {\"b\":[{}, {\"c\":1}]}, {\"d\":",
      "[\n{\"a\":1},\n{\"e\":[{},\n{\"b\":2},\n{\"c\":3}\n]",
      "\xEF\xBB\xBF\xEF\xBB\xBF{\"id\":\"1\"}\n",
  };
  for (const std::string& file : files) {
    const auto whole = split(file);
    EXPECT_FALSE(whole.empty());
    for (std::size_t block = 1; block <= 64; ++block) EXPECT_EQ(split(file, block), whole) << block << ": " << file;
  }
}

TEST(Splitter, WhatIsTooLargeIsSkippedAndItsIdTold) {
  const std::string too_large = "the case is larger than 16 MiB";
  const std::string huge = R"({"id":"big","a":")" + std::string(std::size_t{20} << 20, '\\') + "\"}";
  for (std::size_t block : {std::size_t{4096}, std::size_t{65537}, std::size_t{1} << 20, std::size_t{64} << 20}) {
    for (const std::string& file :
         {"{\"id\":\"1\"}\n" + huge + "\n{\"id\":\"2\"}", "[{\"id\":\"1\"},\n" + huge + ",\n{\"id\":\"2\"}]"}) {
      const auto cases = split(file, block);
      ASSERT_EQ(cases.size(), 3u) << block;
      EXPECT_EQ(cases[1].fault, too_large);
      EXPECT_EQ(cases[1].line, 2u);
      EXPECT_EQ(guess_id(cases[1].bytes), "big");
      EXPECT_EQ(cases[2], at(3, R"({"id":"2"})"));
    }
    const auto first = split(huge + "\n{\"id\":\"2\"}\n", block);
    ASSERT_EQ(first.size(), 2u) << block;
    EXPECT_EQ(first[0].fault, too_large);
    EXPECT_EQ(first[1], at(2, R"({"id":"2"})"));
    const auto last = split("{\"id\":\"1\"}\n" + huge, block);
    ASSERT_EQ(last.size(), 2u) << block;
    EXPECT_EQ(last[1].fault, too_large);
  }
}

TEST(Splitter, SkipsInMemoryThatDoesNotGrow) {
  Splitter splitter;
  Chunk chunk;
  splitter.feed("{\"id\":\"big\",\"a\":\"", chunk);
  const std::string block(std::size_t{1} << 20, 'x');
  for (int i = 0; i < 200; ++i) splitter.feed(block, chunk);
  splitter.feed("\"}\n{}\n", chunk);
  ASSERT_EQ(chunk.cases.size(), 2u);
  EXPECT_LT(chunk.block.capacity, std::size_t{64} << 20);
}

TEST(Splitter, LendsItselfTheMemoryOfChunksGivenBack) {
  Splitter splitter(kLines);
  Chunk chunk;
  const std::string block = "{\"id\":\"1\"}\n{\"id\":";
  splitter.feed(block, chunk);
  splitter.feed("\"2\"}\n", chunk);
  EXPECT_EQ(chunk.cases[0].bytes, R"({"id":"2"})");
  const std::size_t capacity = chunk.block.capacity;
  for (int i = 0; i < 100; ++i) splitter.feed("{\"id\":\"3\"}\n", chunk);
  EXPECT_LE(chunk.block.capacity, capacity);
}

}  // namespace
}  // namespace engage::cases
