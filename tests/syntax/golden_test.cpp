#include <gmock/gmock.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "syntax/parse.h"
#include "text/render.h"

// Files with faults, and beside each what a person sees. ENGAGE_ACCEPT=1 rewrites the latter.
namespace engage {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(SOURCE_DIR) / "tests/golden/syntax";

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> inputs() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".engage") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string faults_of(const fs::path& path) {
  Sources sources;
  Diagnostics diagnostics;
  syntax::parse(sources, sources.add(path.filename(), read(path)), diagnostics);
  return render(diagnostics.sorted(), sources) + summary(diagnostics.sorted()) + "\n";
}

TEST(Golden, EveryFaultReadsAsAccepted) {
  const char* accept = std::getenv("ENGAGE_ACCEPT");
  for (const fs::path& input : inputs()) {
    const fs::path expected = fs::path(input).replace_extension(".expected");
    const std::string found = faults_of(input);
    if (accept != nullptr && std::string_view(accept) == "1") {
      std::ofstream(expected, std::ios::binary) << found;
    }
    EXPECT_EQ(read(expected), found) << input;
    EXPECT_EQ(input.filename().string().starts_with("fail_"), found != "\n") << input;
  }
}

// The file that is too large is made by SizeTest instead of standing here.
TEST(Golden, EveryCodeOfThisRoomOccurs) {
  std::set<std::string, std::less<>> seen{"E104"};
  for (const fs::path& input : inputs()) {
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
