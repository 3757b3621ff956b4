#include "cases/seen_ids.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

namespace engage::cases {
namespace {

TEST(SeenIds, TellsRepeatedOnes) {
  SeenIds seen;
  for (const char* id : {"C-1", "C-01", "C-001", "C-2", "D-1", "1", "01", "", "C-", "case", "C-1a",
                         "99999999999999999999", "099999999999999999999", "é7", "C-18446744073709551615"}) {
    EXPECT_TRUE(seen.insert(id)) << id;
    EXPECT_FALSE(seen.insert(id)) << id;
  }
  EXPECT_EQ(seen.size(), 15u);
}

TEST(SeenIds, AgreesWithASet) {
  SeenIds seen;
  std::set<std::string> all;
  std::uint32_t random = 7;
  for (int i = 0; i < 200'000; ++i) {
    random = random * 1664525 + 1013904223;
    const std::uint32_t kind = random >> 28, number = random >> 8 & 0xFFFF;
    const std::string id = kind < 4    ? fmt::format("C-{:07}", number)
                           : kind < 8  ? fmt::format("C-{}", number)
                           : kind < 11 ? fmt::format("{}-case", number)
                           : kind < 14 ? fmt::format("P{}-{}", number % 9000, kind)
                                       : fmt::format("{}", std::uint64_t{number} * 1'000'003'000'017u);
    EXPECT_EQ(seen.insert(id), all.insert(id).second) << id;
  }
  EXPECT_EQ(seen.size(), all.size());
}

}  // namespace
}  // namespace engage::cases
