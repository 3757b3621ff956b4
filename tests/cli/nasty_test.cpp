#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "shell.h"

// A hostile file can do no harm: every format of every command with hostile texts in every place they can come from.
namespace engage {
namespace {

namespace fs = std::filesystem;

TEST(Nasty, TextsStayTextsInEveryFormat) {
  const fs::path folder = scratch_folder() / "nasty";
  fs::create_directory(folder);
  const Ran ran = run_in_shell(fmt::format("/usr/bin/python3 tests/cli/hold_nasty_texts.py '{}'", folder.string()));
  EXPECT_EQ(ran.code, 0) << ran.out.substr(0, 20'000) << ran.err;
}

}  // namespace
}  // namespace engage
