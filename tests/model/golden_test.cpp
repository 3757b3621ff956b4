#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "../golden_file.h"
#include "model/check.h"
#include "syntax/parse.h"
#include "text/render.h"

// Files whose meaning has faults, and beside each what a person sees. ENGAGE_ACCEPT=1 rewrites the latter.
namespace engage {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(SOURCE_DIR) / "tests/golden/model";

struct Checked {
  std::string faults;
  bool has_errors = false;
  bool has_program = false;
};

Checked check(const fs::path& path) {
  Sources sources;
  Diagnostics diagnostics;
  std::vector<model::InputFile> files;
  files.push_back({syntax::parse(sources, sources.add(path.filename(), golden::read(path)), diagnostics), {}, true});
  model::CheckOptions options;
  options.timezone_exists = [](const std::string& name) { return name == "America/Toronto"; };
  const auto program = model::check(sources, files, options, diagnostics);
  return {render(diagnostics.sorted(), sources) + summary(diagnostics.sorted()) + "\n", diagnostics.has_errors(),
          program.has_value()};
}

TEST(Golden, EveryFaultReadsAsAccepted) {
  for (const fs::path& input : golden::policies_in(kFolder)) {
    const Checked found = check(input);
    golden::hold_beside(input, found.faults);
    EXPECT_EQ(input.filename().string().starts_with("fail_"), found.has_errors) << input;
    EXPECT_EQ(found.has_program, !found.has_errors) << input;
  }
}

// `use` is followed by the room that reads files: E227 has its golden test there.
TEST(Golden, EveryCodeOfThisRoomOccurs) {
  std::set<std::string, std::less<>> seen{"E227"};
  for (const fs::path& input : golden::policies_in(kFolder)) {
    const std::string found = check(input).faults;
    for (const CodeInfo& code : all_codes()) {
      if (found.find(fmt::format("[{}]", code.id)) != found.npos) seen.insert(std::string(code.id));
    }
  }
  for (const CodeInfo& code : all_codes()) {
    const bool ours = code.id.starts_with("E2") || code.id.starts_with("E3") || code.id == "L001" || code.id == "L002";
    EXPECT_TRUE(!ours || seen.contains(code.id)) << code.id << " has no golden test";
  }
}

}  // namespace
}  // namespace engage
