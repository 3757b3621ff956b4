#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "shell.h"

// What `engage test --accept` does to a file; what it shows is held by the transcripts.
namespace engage {
namespace {

namespace fs = std::filesystem;

class Accept : public testing::Test {
 protected:
  Accept()
      : path_(scratch_folder() /
              (std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) + ".engage")),
        before_(read_bytes(fs::path(SOURCE_DIR) / "tests/golden/cli/fixtures/stale.engage")) {
    write_bytes(path_, before_);
  }
  Ran run(const std::string& arguments) const {
    return run_in_shell(fmt::format("engage test '{}' {}", path_.string(), arguments));
  }
  std::string now() const { return read_bytes(path_); }

  fs::path path_;
  std::string before_;
};

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, text.npos) << what;
  return at == text.npos ? text : text.replace(at, what.size(), with);
}

TEST_F(Accept, RewritesTheDatesOfOneScenarioAndNothingElse) {
  const Ran ran = run("--accept 'The second call'");
  EXPECT_EQ(ran.code, 1) << ran.out << ran.err;  // what no date makes hold still fails
  std::string expected = before_;
  expected = replaced(expected, "upcoming from 2026-01-09 by 2026-01-13", "upcoming from 2026-01-12 by 2026-01-14");
  expected = replaced(expected, "next change is 2026-01-09", "next change is 2026-01-12");
  expected = replaced(expected, "check 2026-01-09 call is due from 2026-01-09 by 2026-01-13",
                      "check 2026-01-12 call is due from 2026-01-12 by 2026-01-14");
  EXPECT_EQ(now(), expected);
  EXPECT_NE(ran.err.find("no date makes it hold"), std::string::npos) << ran.err;
  EXPECT_EQ(run("--accept 'The second call'").out, "") << "what was accepted is not changed again";
  EXPECT_EQ(now(), expected);
}

TEST_F(Accept, WritesNothingWhereItOnlyShows) {
  EXPECT_EQ(run("--accept 'The second call' --diff").code, 1);
  EXPECT_EQ(run("--accept call").code, 2);
  EXPECT_EQ(run("--diff").code, 2);
  EXPECT_EQ(now(), before_);
}

TEST_F(Accept, ChangesNothingThatHolds) {
  EXPECT_EQ(run("--accept 'The first call is late'").code, 0);
  EXPECT_EQ(now(), before_);
}

}  // namespace
}  // namespace engage
