#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "cases/read_json.h"
#include "cases/split.h"
#include "fixture.h"

namespace engage::cases {
namespace {

std::uint32_t seed() {
  const char* given = std::getenv("ENGAGE_SEED");
  return given != nullptr ? static_cast<std::uint32_t>(std::strtoul(given, nullptr, 10)) : 20260105u;
}

std::string a_case(std::mt19937& random, int number) {
  return fmt::format(
      R"({{"id": "C-{}", "policy": "individual_entry", "facts": {{"risk": "high", "age": {}, "referral_source": "D\"r\u00e9"}}, )"
      R"("events": [{{"at": "2026-01-0{}T10:15Z", "event": "call_main", "note": "é"}}, {{"at": "2026-01-07", "set": {{"risk": null}}}}]}})",
      number, random() % 100, random() % 9 + 1);
}

// Few or many bytes become others, go or are said twice.
std::string mutated(std::string bytes, std::mt19937& random) {
  constexpr std::string_view kSpecial =
      "{}[]\",:\\\n \t\0\xff\xc3ntf0-"
      "e";
  const auto changes = random() % 4 == 0 ? random() % 40 : random() % 3;
  for (std::uint32_t i = 0; i < changes && !bytes.empty(); ++i) {
    const std::size_t at = random() % bytes.size();
    switch (random() % 4) {
      case 0: bytes[at] = static_cast<char>(random()); break;
      case 1: bytes[at] = kSpecial[random() % kSpecial.size()]; break;
      case 2: bytes.erase(at, random() % 8); break;
      case 3: bytes.insert(at, bytes.substr(at, random() % 8)); break;
    }
  }
  return bytes;
}

// Every case comes out of the splitter whatever the size of the blocks, and of the reader either
// with an id or with faults.
TEST(Fuzz, BrokenBytesNeverHarmMore) {
  const std::uint32_t first_seed = seed();
  SCOPED_TRACE(fmt::format("ENGAGE_SEED={}", first_seed));
  RecordProperty("seed", static_cast<int>(first_seed));
  std::mt19937 random(first_seed);
  const model::Family family = counselling();
  const auto zone = load_timezone("America/Toronto");
  JsonReader reader(family, zone ? &*zone : nullptr);
  JsonCase one;
  Header header;
  Record record;
  Findings findings;
  for (int round = 0; round < 3000; ++round) {
    const bool array = random() % 2 == 0;
    std::string file = array ? "[\n" : "";
    const int count = static_cast<int>(random() % 4) + 1;
    for (int i = 0; i < count; ++i) file += a_case(random, i) + (array && i + 1 < count ? ",\n" : "\n");
    if (array) file += "]";
    file = mutated(std::move(file), random);
    const auto cases = split(file);
    ASSERT_EQ(split(file, random() % 64 + 1), cases) << file;
    for (const SplitCase& c : cases) {
      // Exactly so many bytes, for the sanitizer to watch over.
      const std::vector<char> bytes(c.bytes.begin(), c.bytes.end());
      one.open({{bytes.data(), bytes.size()}, c.line, c.fault});
      one.read_header(header);
      reader.read(one, {}, record, findings);
      ASSERT_TRUE(!record.id.empty() || !findings.faults.empty()) << c.bytes;
      ASSERT_TRUE(c.fault.empty() || !findings.faults.empty()) << c.bytes;
      if (findings.faults.empty()) {
        ASSERT_EQ(header.id, record.id);
      }
    }
  }
}

// In a file of a case a line a broken line is one rejected case, and no other line is touched.
TEST(Fuzz, ABrokenLineIsOneCase) {
  std::mt19937 random(seed());
  for (int round = 0; round < 2000; ++round) {
    std::string broken = mutated(a_case(random, 1), random);
    std::replace(broken.begin(), broken.end(), '\n', ' ');
    const std::string good = a_case(random, 2);
    const auto cases = split(good + "\n" + broken + "\n" + good);
    ASSERT_GE(cases.size(), 2u);
    ASSERT_LE(cases.size(), 3u);
    EXPECT_EQ(cases.front().bytes, good);
    EXPECT_EQ(cases.back().bytes, good);
    EXPECT_EQ(cases.back().line, 3u);
  }
}

}  // namespace
}  // namespace engage::cases
