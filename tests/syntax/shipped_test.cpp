#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "fixture.h"
#include "text/render.h"

namespace engage::syntax {
namespace {

TEST(Shipped, EveryPolicyIsRead) {
  namespace fs = std::filesystem;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(SOURCE_DIR) / "policies")) {
    if (entry.path().extension() != ".engage") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    Parsed parsed({std::istreambuf_iterator<char>(in), {}});
    EXPECT_EQ(render(parsed.diagnostics.sorted(), parsed.sources), "") << entry.path();
  }
}

}  // namespace
}  // namespace engage::syntax
