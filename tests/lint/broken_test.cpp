#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "../golden_file.h"
#include "linted.h"
#include "text/render.h"

// Policies broken as people break them, and beside each all that its author is told.
// ENGAGE_ACCEPT=1 rewrites the messages.
namespace engage::lint {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(SOURCE_DIR) / "tests/golden/broken";
constexpr std::string_view kWords = "words.engage";  // what the others use: nothing is wrong there

TEST(Broken, EveryMessageReadsAsAccepted) {
  const fs::path before = fs::current_path();
  fs::current_path(kFolder);
  int broken = 0;
  for (const fs::path& input : golden::policies_in(kFolder)) {
    const fs::path name = input.filename();
    if (name == kWords) continue;
    ++broken;
    LintedFile linted(name, golden::read(name));
    const auto& findings = linted.diagnostics.sorted();
    golden::hold_beside(name, render(findings, linted.sources) + "\n" + summary(findings) + "\n");
    EXPECT_FALSE(findings.empty()) << name << " is not broken";
  }
  EXPECT_GE(broken, 40);
  LintedFile words(kWords, golden::read(kWords));
  EXPECT_FALSE(words.diagnostics.has_errors());
  fs::current_path(before);
}

}  // namespace
}  // namespace engage::lint
