#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>

#include "shell.h"

// The pictures of the documents are what the program draws; ENGAGE_ACCEPT=1 draws them anew.
namespace engage {
namespace {

namespace fs = std::filesystem;

const std::map<std::string, std::string> kPictures = {
    {"family-support.svg", "engage show policies/family-support.engage --as chart"},
    {"individual-entry.svg", "engage show policies/individual-entry.engage --as chart"},
};

TEST(Pictures, AreWhatTheProgramDraws) {
  const fs::path folder = fs::path(SOURCE_DIR) / "docs/pictures";
  const char* accept = std::getenv("ENGAGE_ACCEPT");
  for (const auto& [name, command] : kPictures) {
    const Ran ran = run_in_shell(command);
    ASSERT_EQ(ran.code, 0) << ran.err;
    if (accept != nullptr && std::string_view(accept) == "1") {
      fs::create_directories(folder);
      write_bytes(folder / name, ran.out);
    }
    EXPECT_TRUE(read_bytes(folder / name) == ran.out) << name << " is not what `" << command << "` draws";
  }
}

}  // namespace
}  // namespace engage
