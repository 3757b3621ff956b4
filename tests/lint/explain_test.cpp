#include "lint/explain.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "../golden_file.h"

// Every code has a page, and docs/lint holds the same pages. ENGAGE_ACCEPT=1 rewrites the latter.
namespace engage::lint {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(SOURCE_DIR) / "docs/lint";

TEST(Explain, EveryCodeHasAPage) {
  for (const CodeInfo& code : all_codes()) EXPECT_NE(find_page(code.code), nullptr) << code.id << " has no page";
}

TEST(Explain, EveryPageIsWhole) {
  for (const auto& chapter : chapters()) {
    for (const Page& page : chapter) {
      const std::string_view id = info(page.code).id;
      EXPECT_EQ(find_page(page.code), &page) << id << " has two pages";
      for (const std::string_view part : {page.what, page.harm, page.wrong, page.right})
        EXPECT_FALSE(part.empty()) << id;
      EXPECT_NE(page.wrong, page.right) << id;
    }
  }
}

TEST(Explain, TheDocumentsHoldTheSamePages) {
  std::set<std::string> names;
  for (const CodeInfo& code : all_codes()) {
    const Page* page = find_page(code.code);
    if (!page) continue;
    const fs::path path = kFolder / fmt::format("{}.md", code.id);
    names.insert(path.filename());
    golden::hold(path, explain(*page));
  }
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    EXPECT_TRUE(names.contains(entry.path().filename())) << entry.path() << " explains no code";
  }
}

}  // namespace
}  // namespace engage::lint
