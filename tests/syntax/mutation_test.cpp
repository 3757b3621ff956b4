#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "fixture.h"
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

class Slips {
 public:
  explicit Slips(std::uint64_t seed) : random_(seed) {}

  std::string apply(std::string text) {
    for (std::size_t n = 1 + below(8); n > 0; --n) slip(text);
    return text;
  }

 private:
  std::size_t below(std::size_t n) { return n == 0 ? 0 : random_() % n; }

  void slip(std::string& text) {
    // clang-format off
    static constexpr std::string_view kBits[] = {
        "\"", "#", "\t", "\r", "  ", "(", ")", ",", "\\", "\xFF", "\xC2\xA0", "9", "-", ":", "not ", "is ", "step",
        "within ", "if ", "\n", "A", "\xE2\x80\x8B", "or ", "=", "99999 days", "2026-02-30", "\n      ", "any of ",
        "otherwise\n"};
    // clang-format on
    const std::size_t at = below(text.size());
    switch (below(4)) {
      case 0: text.erase(at, 1 + below(12)); break;
      case 1: text.insert(at, kBits[below(std::size(kBits))]); break;
      case 2: text.insert(at, text.substr(below(text.size()), below(40))); break;
      default:
        if (!text.empty()) text[at] = static_cast<char>(below(256));
    }
  }

  std::mt19937_64 random_;
};

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
