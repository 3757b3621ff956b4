#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "../golden_file.h"
#include "targets.h"

namespace engage::fuzz {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> corpus(const Target& target) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(SOURCE_DIR) / "tests/fuzz/corpus" / target.name)) {
    files.push_back(entry.path());
  }
  return files;
}

// What the fuzzer has come by holds without it too. A target that finds fault aborts and says of which input.
TEST(Fuzz, TheCorpusHolds) {
  for (const Target& target : kTargets) {
    const auto files = corpus(target);
    EXPECT_FALSE(files.empty()) << target.name;
    for (const fs::path& file : files) target.hold(golden::read(file));
  }
}

// A file that ends anywhere is the fault that people see most often.
TEST(Fuzz, TheCorpusHoldsCutOff) {
  constexpr std::size_t kParts = 4;
  for (const Target& target : kTargets) {
    for (const fs::path& file : corpus(target)) {
      const std::string whole = golden::read(file);
      for (std::size_t part = 0; part < kParts; ++part) target.hold(whole.substr(0, whole.size() * part / kParts));
    }
  }
}

}  // namespace
}  // namespace engage::fuzz
