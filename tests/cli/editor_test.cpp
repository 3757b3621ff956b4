#include <gtest/gtest.h>

#include "shell.h"

// The grammar for editors and the grammar of the language know the same words.
namespace engage {
namespace {

TEST(Editors, EveryTokenIsClassed) {
  const Ran ran = run_in_shell(
      "python3 tests/cli/classify_tokens.py grammar/engage.tmLanguage.json grammar/rules.h "
      "$(find policies examples tests/conformance -name '*.engage') tests/golden/syntax/good.engage "
      "tests/golden/fmt/layout.engage");
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

// A check that lets everything pass holds nothing.
TEST(Editors, WhatIsNotClassedIsFound) {
  const std::string classify = "python3 tests/cli/classify_tokens.py ";
  const std::filesystem::path bare = scratch_folder() / "bare.tmLanguage.json";
  write_bytes(bare, R"({"patterns": [{"name": "variable.other.engage", "match": "[a-z_]+"}]})");
  const Ran ran = run_in_shell(classify + bare.string() + " grammar/rules.h policies/individual-entry.engage");
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.out.find("escalate is a word of the language, and nowhere classed as one\n"), std::string::npos);
  EXPECT_NE(ran.out.find("nothing classes '# A referral"), std::string::npos);
}

}  // namespace
}  // namespace engage
