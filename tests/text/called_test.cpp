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

TEST(Called, AtTheFrontTheLongest) {
  struct Front {
    std::string_view text, word;
    std::size_t taken;
  };
  constexpr Front kFronts[] = {
      {"call_main at 14:30", "call_main", 9},
      {"call the main phone number, close", "call the main phone number", 26},
      {"close=yes", "close", 5},
      {"closed", "", 0},
      {"\"Send the letter\" at 9:00", "Send the letter", 17},
      {"\"open", "", 0},
      {"", "", 0},
  };
  for (const Front& front : kFronts) {
    const AtFront found = called_at_front(kThings, front.text);
    EXPECT_EQ(found.word, front.word) << front.text;
    EXPECT_EQ(found.taken, front.taken) << front.text;
  }
}

}  // namespace
}  // namespace engage
