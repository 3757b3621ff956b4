#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "../golden_file.h"
#include "syntax/parse.h"
#include "text/render.h"

// Files with faults, and beside each what a person sees. ENGAGE_ACCEPT=1 rewrites the latter.
namespace engage {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(SOURCE_DIR) / "tests/golden/syntax";

std::string faults_of(const fs::path& path) {
  Sources sources;
  Diagnostics diagnostics;
  syntax::parse(sources, sources.add(path.filename(), golden::read(path)), diagnostics);
  return render(diagnostics.sorted(), sources) + summary(diagnostics.sorted()) + "\n";
}

TEST(Golden, EveryFaultReadsAsAccepted) {
  for (const fs::path& input : golden::policies_in(kFolder)) {
    const std::string found = faults_of(input);
    golden::hold_beside(input, found);
    EXPECT_EQ(input.filename().string().starts_with("fail_"), found != "\n") << input;
  }
}

// Files and lines that are too large are made by lines_test.cpp instead of standing here.
TEST(Golden, EveryCodeOfThisRoomOccurs) {
  std::set<std::string, std::less<>> seen{"E104", "E128"};
  for (const fs::path& input : golden::policies_in(kFolder)) {
    const std::string found = faults_of(input);
    for (const CodeInfo& code : all_codes()) {
      if (found.find(fmt::format("[{}]", code.id)) != found.npos) seen.insert(std::string(code.id));
    }
  }
  for (const CodeInfo& code : all_codes()) {
    if (!code.id.starts_with("E1")) continue;
    EXPECT_TRUE(seen.contains(code.id)) << code.id << " has no golden test";
  }
}

}  // namespace
}  // namespace engage
