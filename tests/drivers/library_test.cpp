#include "drivers/library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drivers/libodbc.h"
#include "drivers/libpq.h"
#include "drivers/libsqlite.h"

namespace engage::drivers {
namespace {

TEST(Library, SaysWhatIsMissingAndHowToGetIt) {
  const auto absent = Library::load("libabsent.so.1", {"the absent one is not installed", "apt-get install absent"});
  ASSERT_FALSE(absent);
  EXPECT_THAT(absent.error().message, ::testing::StartsWith("the absent one is not installed (libabsent.so.1: "));
  EXPECT_EQ(absent.error().below, "apt-get install absent");
}

TEST(Library, HasEveryFunctionThatIsUsed) {
  EXPECT_TRUE(libodbc());
  EXPECT_TRUE(libpq());
  EXPECT_TRUE(libsqlite());
}

}  // namespace
}  // namespace engage::drivers
