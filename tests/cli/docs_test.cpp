#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "shell.h"

// What the documentation shows is what happens.
//
// In a block ```console each line `$ engage …` is run from a copy of the project's folder, where it may
// write. Lines below it are its standard output, or both outputs as a terminal shows them; a line `…`
// stands for any number of lines left out. With no lines below, only the exit code counts: 0 or 1, or
// what a following `$ echo $?` shows. A block ```engage is a whole policy file without a fault.
namespace engage {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = fs::path(SOURCE_DIR);

struct Block {
  std::string file;
  std::size_t line = 0;  // of the fence
  std::string language;
  std::vector<std::string> lines;
};

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::vector<Block> blocks_of(const fs::path& path) {
  std::vector<Block> blocks;
  bool inside = false;
  std::size_t number = 0;
  for (const std::string& line : lines_of(read_bytes(path))) {
    ++number;
    if (line.starts_with("```")) {
      inside = !inside;
      if (inside) blocks.push_back({path.lexically_relative(kRoot).string(), number, line.substr(3), {}});
    } else if (inside) {
      blocks.back().lines.push_back(line);
    }
  }
  EXPECT_FALSE(inside) << path << ": the last block is not closed";
  return blocks;
}

std::vector<Block> blocks(std::string_view language) {
  std::vector<fs::path> files;
  for (const char* folder : {"", "docs", "examples", "policies"}) {
    const auto take = [&](const fs::directory_entry& entry) {
      if (entry.path().extension() == ".md") files.push_back(entry.path());
    };
    if (*folder == '\0') {
      for (const auto& entry : fs::directory_iterator(kRoot)) take(entry);
    } else {
      for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) take(entry);
    }
  }
  std::sort(files.begin(), files.end());
  EXPECT_FALSE(files.empty());
  std::vector<Block> found;
  for (const fs::path& file : files) {
    for (Block& block : blocks_of(file)) {
      if (block.language == language) found.push_back(std::move(block));
    }
  }
  return found;
}

struct Command {
  std::string text;
  std::vector<std::string> shown;  // the lines below it
};

// A command may go on over lines that end in `\`, as in a shell.
std::vector<Command> commands_of(const Block& block) {
  std::vector<Command> commands;
  bool more = false;
  for (const std::string& line : block.lines) {
    if (more || line.starts_with("$ ")) {
      if (!more) commands.emplace_back();
      std::string& text = commands.back().text;
      text += more ? line : line.substr(2);
      more = text.ends_with('\\');
      if (more) text.back() = ' ';
    } else if (!commands.empty()) {
      commands.back().shown.push_back(line);
    }
  }
  for (Command& command : commands) {  // a blank line before the next prompt is the writer's
    while (!command.shown.empty() && command.shown.back().empty()) command.shown.pop_back();
  }
  return commands;
}

bool left_out(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  return line == "…" || line == "...";
}

// Whether the lines are those shown, where a line `…` stands for any number.
bool fits_from(const std::vector<std::string>& shown, std::size_t s, const std::vector<std::string>& lines,
               std::size_t i) {
  for (; s < shown.size(); ++s, ++i) {
    if (left_out(shown[s])) {
      for (std::size_t rest = i; rest <= lines.size(); ++rest) {
        if (fits_from(shown, s + 1, lines, rest)) return true;
      }
      return false;
    }
    if (i == lines.size() || shown[s] != lines[i]) return false;
  }
  return i == lines.size();
}

bool fits(const std::vector<std::string>& shown, std::string_view out) {
  std::vector<std::string> lines = lines_of(out);
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return fits_from(shown, 0, lines, 0);
}

// The part of the project that commands of the documents name, in a folder of this name.
fs::path copy_of_project(const char* name) {
  const fs::path copy = scratch_folder() / name;
  for (const char* folder : {"policies", "examples", "tests/golden"}) {
    fs::create_directories((copy / folder).parent_path());
    fs::copy(kRoot / folder, copy / folder, fs::copy_options::recursive);
  }
  return copy;
}

void expect_block(const Block& block, const fs::path& project) {
  SCOPED_TRACE(fmt::format("{}:{}", block.file, block.line));
  const std::vector<Command> commands = commands_of(block);
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (commands[i].text != "engage" && !commands[i].text.starts_with("engage ")) continue;
    const Ran ran = run_in_shell(commands[i].text, project);
    if (!commands[i].shown.empty()) {
      EXPECT_TRUE(fits(commands[i].shown, ran.out) ||
                  fits(commands[i].shown, run_in_terminal_order(commands[i].text, project).out))
          << "$ " << commands[i].text << "\nshows other lines than the document. It shows:\n"
          << ran.out << ran.err;
    }
    if (i + 1 < commands.size() && commands[i + 1].text == "echo $?") {
      EXPECT_EQ(commands[i + 1].shown, std::vector{std::to_string(ran.code)}) << "$ " << commands[i].text;
    } else {
      EXPECT_TRUE(ran.code == 0 || ran.code == 1)
          << "$ " << commands[i].text << "\nends with exit code " << ran.code << "; say so with `$ echo $?`\n"
          << ran.err;
    }
  }
}

TEST(Docs, EveryCommandShowsWhatIsWritten) {
  const fs::path project = copy_of_project("project");
  for (const Block& block : blocks("console")) expect_block(block, project);
  // An example that a document writes is the one that lies there; ENGAGE_ACCEPT=1 puts it there.
  const char* accept = std::getenv("ENGAGE_ACCEPT");
  for (const auto& entry : fs::recursive_directory_iterator(project / "examples")) {
    if (!entry.is_regular_file()) continue;
    const fs::path original = kRoot / entry.path().lexically_relative(project);
    const std::string written = read_bytes(entry.path());
    if (fs::exists(original) && read_bytes(original) == written) continue;
    if (accept != nullptr && std::string_view(accept) == "1") {
      write_bytes(original, written);
    } else {
      ADD_FAILURE() << original << " is not what the commands of the documents write";
    }
  }
}

// Every command explains itself by an example, which works as it stands.
TEST(Docs, EveryExampleOfTheHelpRuns) {
  const fs::path project = copy_of_project("project-of-the-help");
  const std::vector<std::string> help = lines_of(run_in_shell("engage --help").out);
  auto line = std::find(help.begin(), help.end(), "Subcommands:");
  ASSERT_NE(line, help.end());
  std::size_t commands = 0;
  for (++line; line != help.end() && line->starts_with("  "); ++line) {
    const std::string name = line->substr(2, line->find(' ', 2) - 2);
    if (name.empty()) continue;  // its summary goes on
    ++commands;
    const std::vector<std::string> lines = lines_of(run_in_shell("engage " + name + " --help").out);
    auto example = std::find(lines.begin(), lines.end(), "Example:");
    ASSERT_NE(example, lines.end()) << name << " shows no example";
    bool any = false;
    for (++example; example != lines.end(); ++example) {
      if (!example->starts_with("  engage ")) continue;
      any = true;
      const Ran ran = run_in_shell(*example, project);
      EXPECT_TRUE(ran.code == 0 || ran.code == 1) << *example << "\n" << ran.err;
      EXPECT_TRUE(example->starts_with("  engage " + name + " ")) << name << " shows an example of another command";
    }
    EXPECT_TRUE(any) << name << " shows no example";
  }
  EXPECT_GE(commands, 3u);
}

TEST(Docs, EveryPolicyInTheDocumentsLintsClean) {
  // What a block uses lies beside it.
  fs::copy(kRoot / "policies", scratch_folder() / "policies", fs::copy_options::recursive);
  const fs::path file = scratch_folder() / "policies/block.engage";
  for (const Block& block : blocks("engage")) {
    write_bytes(file, fmt::format("{}\n", fmt::join(block.lines, "\n")));
    const Ran ran = run_in_shell(fmt::format("engage lint --strict '{}'", file.string()));
    EXPECT_EQ(ran.code, 0) << block.file << ":" << block.line << "\n" << ran.out << ran.err;
    const bool scenarios = std::any_of(block.lines.begin(), block.lines.end(),
                                       [](const std::string& line) { return line.starts_with("scenario "); });
    if (!scenarios) continue;
    const Ran test = run_in_shell(fmt::format("engage test '{}'", file.string()));
    EXPECT_EQ(test.code, 0) << block.file << ":" << block.line << "\n" << test.out << test.err;
  }
}

TEST(Docs, EveryShippedPolicyLintsClean) {
  for (const char* folder : {"policies", "examples"}) {
    std::vector<fs::path> files;
    if (!fs::exists(kRoot / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) {
      if (entry.path().extension() == ".engage") files.push_back(entry.path().lexically_relative(kRoot));
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {  // by itself: with the others its faults may be hidden
      const Ran ran = run_in_shell(fmt::format("engage lint --strict {} --root {}", file.string(), folder));
      EXPECT_EQ(ran.code, 0) << file << "\n" << ran.out << ran.err;
      EXPECT_EQ(ran.out, "") << file;
    }
  }
}

TEST(Docs, TheTutorialCountsByTheShippedCalendar) {
  EXPECT_TRUE(read_bytes(kRoot / "examples/rollout/ontario.engage") ==
              read_bytes(kRoot / "policies/calendars/ontario.engage"));
}

TEST(Docs, EveryShippedScenarioPasses) {
  for (const char* folder : {"policies", "examples", "tests/conformance"}) {
    if (!fs::exists(kRoot / folder)) continue;
    const Ran ran = run_in_shell(fmt::format("engage test {}", folder));
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  }
}

// The reader of documents itself.
TEST(Docs, LinesLeftOutStandForAnyNumber) {
  const auto fit = [](const std::vector<std::string>& shown) { return fits(shown, "a\nb\nc\nd\n"); };
  EXPECT_TRUE(fit({"a", "b", "c", "d"}));
  EXPECT_TRUE(fit({"…"}));
  EXPECT_TRUE(fit({"a", "…", "d"}));
  EXPECT_TRUE(fit({"a", "b", "c", "d", "  …"}));
  EXPECT_TRUE(fit({"…", "b", "…", "d"}));
  EXPECT_FALSE(fit({"a", "b", "c"}));
  EXPECT_FALSE(fit({"b", "…"}));
  EXPECT_FALSE(fit({"…", "c"}));
  EXPECT_FALSE(fit({"a", "…", "b", "d"}));
}

}  // namespace
}  // namespace engage
