#include "text/called.h"

#include <gtest/gtest.h>

namespace engage {
namespace {

constexpr Called kThings[] = {{"call_main", "Call the main phone number"},
                              {"letter", "Send the letter"},
                              {"letter_again", "Send the letter"},
                              {"close", ""},
                              {"call_main", "Call the main phone number"}};

struct Row {
  std::string_view word;
  int index;  // -1: none
  std::string_view why;
};

constexpr Row kRows[] = {
    {"call_main", 0, ""},
    {"Call the main phone number", 0, ""},
    {"call THE main Phone number", 0, ""},
    {"close", 3, ""},
    {"Send the letter", -1, "`Send the letter` is the title of `letter`, `letter_again`: say which by its name"},
    {"Call the main phone numbr", -1,
     "no action called `Call the main phone numbr`; did you mean `Call the main phone number`?"},
    {"call_mian", -1, "no action called `call_mian`; did you mean `call_main`?"},
    {"visit", -1, "no action called `visit`"},
    {"", -1, "no action called ``"},
};

TEST(Called, ByNameOrByTitle) {
  for (const Row& row : kRows) {
    const auto found = find_called(kThings, row.word, "action");
    if (row.index >= 0) {
      ASSERT_TRUE(found.has_value()) << row.word << ": " << found.error();
      EXPECT_EQ(*found, static_cast<std::size_t>(row.index)) << row.word;
    } else {
      ASSERT_FALSE(found.has_value()) << row.word;
      EXPECT_EQ(found.error(), row.why);
    }
  }
}

}  // namespace
}  // namespace engage
