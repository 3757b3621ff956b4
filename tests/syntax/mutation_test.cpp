#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "fixture.h"
#include "slips.h"
#include "text/render.h"

// A good file with slips in it: whatever they are, the reader reports a line's indentation and its text
// at most once each, at a place inside the file, and the same way again. ENGAGE_SEED overrides the seed.
namespace engage::syntax {
namespace {

constexpr int kRounds = 400;

std::string good_file() {
  std::ifstream in(std::filesystem::path(SOURCE_DIR) / "tests/golden/syntax/good.engage", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Mutation, EveryFaultHasAPlaceAndNoLineIsFloodedWithThem) {
  const char* given = std::getenv("ENGAGE_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : 20260105;
  SCOPED_TRACE(seed);
  const std::string good = good_file();
  Slips slips(seed);
  for (int round = 0; round < kRounds && !HasFailure(); ++round) {
    const std::string text = slips.apply(good);
    Parsed parsed(text);
    std::map<std::uint32_t, int> faults_by_line;
    for (const Diagnostic& d : parsed.diagnostics.sorted()) {
      ASSERT_LE(d.span.begin, d.span.end);
      ASSERT_LE(d.span.end, text.size());
      EXPECT_FALSE(d.message.empty() || d.message.ends_with('.')) << d.message;
      const std::uint32_t line = parsed.sources.line_of(d.span);
      // A line's indentation and its text are two things that may be wrong.
      EXPECT_LE(++faults_by_line[line], 2) << text << render(parsed.diagnostics.sorted(), parsed.sources);
    }
    Parsed again(text);
    ASSERT_EQ(render(parsed.diagnostics.sorted(), parsed.sources), render(again.diagnostics.sorted(), again.sources));
  }
}

}  // namespace
}  // namespace engage::syntax
