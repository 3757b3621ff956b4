#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "linted.h"
#include "text/render.h"

// Policies broken as people break them, and beside each all that its author is told.
// ENGAGE_ACCEPT=1 rewrites the messages.
namespace engage::lint {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(SOURCE_DIR) / "tests/golden/broken";
constexpr std::string_view kWords = "words.engage";  // what the others use: nothing is wrong there

std::vector<fs::path> broken_files() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    const fs::path name = entry.path().filename();
    if (name.extension() == ".engage" && name != kWords) found.push_back(name);
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST(Broken, EveryMessageReadsAsAccepted) {
  const char* accept = std::getenv("ENGAGE_ACCEPT");
  const bool accepting = accept != nullptr && std::string_view(accept) == "1";
  const fs::path before = fs::current_path();
  fs::current_path(kFolder);
  EXPECT_GE(broken_files().size(), 40U);
  for (const fs::path& name : broken_files()) {
    LintedFile linted(name, read_text(name));
    const auto& findings = linted.diagnostics.sorted();
    const std::string told = render(findings, linted.sources) + "\n" + summary(findings) + "\n";
    const fs::path expected = fs::path(name).replace_extension(".expected");
    if (accepting) std::ofstream(expected, std::ios::binary) << told;
    EXPECT_EQ(read_text(expected), told) << name;
    EXPECT_FALSE(findings.empty()) << name << " is not broken";
  }
  LintedFile words(kWords, read_text(kWords));
  EXPECT_FALSE(words.diagnostics.has_errors());
  fs::current_path(before);
}

}  // namespace
}  // namespace engage::lint
