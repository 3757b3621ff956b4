#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// The house in order: which room may include which, who may touch the world outside, how long a file
// may grow. docs/tour.md says what the rooms are for.
namespace engage {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = fs::path(SOURCE_DIR);

// The rooms that a room may include besides itself.
const std::map<std::string, std::set<std::string>, std::less<>> kArrows = {
    {"text", {}},
    {"calendar", {"text"}},
    {"syntax", {"text", "calendar"}},
    {"model", {"text", "calendar", "syntax"}},
    {"pace", {"text", "calendar", "model"}},
    {"lint", {"text", "calendar", "syntax", "model", "pace"}},
    {"tables", {"text", "calendar"}},
    {"cases", {"text", "calendar", "model", "tables"}},
    {"engine", {"text", "calendar", "model", "cases"}},
    {"form", {"text", "calendar"}},
    {"show", {"text", "calendar", "model", "pace", "form"}},
    {"why", {"text", "calendar", "model", "cases", "engine"}},
    {"scenarios", {"text", "calendar", "model", "cases", "engine", "why"}},
    {"play", {"text", "calendar", "model", "cases", "engine", "why", "scenarios"}},
    {"report", {"text", "calendar", "model", "tables", "cases", "engine", "form", "why", "scenarios", "play"}},
    {"drivers", {"text", "calendar"}},
    {"cli",
     {"text", "calendar", "syntax", "model", "pace", "lint", "tables", "cases", "engine", "form", "show", "why",
      "scenarios", "play", "report", "drivers"}},
};

// Headers by which a program reaches files, the clock, the locale, the environment or the terminal.
const std::set<std::string, std::less<>> kOutside = {
    "chrono",     "clocale",     "cstdio",    "ctime",  "fcntl.h", "filesystem", "fstream",
    "iostream",   "locale",      "locale.h",  "random", "stdio.h", "stdlib.h",   "sys/stat.h",
    "sys/time.h", "sys/ioctl.h", "termios.h", "thread", "time.h",  "unistd.h",
};
constexpr std::string_view kOutsideCalls[] = {"getenv", "setlocale", "std::cout", "std::cerr", "fmt::print"};

const std::set<std::string, std::less<>> kNamesThatSayNothing = {"common", "core",   "base",    "util",
                                                                 "utils",  "helper", "helpers", "misc"};

constexpr std::size_t kMostLines = 420;
constexpr std::size_t kMostLinesOfHeader = 200;

struct Line {
  std::size_t number = 0;
  std::string text;
};

struct File {
  std::string path;  // from the project's folder
  std::string room;  // empty: src/main.cpp
  std::vector<Line> lines;
};

std::vector<File> files_below(const std::string& folder) {
  std::vector<File> files;
  for (const auto& entry : fs::recursive_directory_iterator(kSource / folder)) {
    const std::string extension = entry.path().extension();
    if (!entry.is_regular_file() || (extension != ".h" && extension != ".cpp" && extension != ".def")) continue;
    File file;
    const fs::path inside = entry.path().lexically_relative(kSource / folder);
    file.path = (fs::path(folder) / inside).string();
    if (inside.has_parent_path()) file.room = inside.begin()->string();
    std::ifstream in(entry.path());
    for (std::string text; std::getline(in, text);) file.lines.push_back({file.lines.size() + 1, text});
    files.push_back(std::move(file));
  }
  EXPECT_FALSE(files.empty()) << "nothing was found to look at in " << folder;
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.path < b.path; });
  return files;
}

// What stands between `open` and `close` on an #include line; empty on any other line.
std::string included(std::string_view line, char open, char close) {
  const std::size_t hash = line.find_first_not_of(' ');
  if (hash == line.npos || !line.substr(hash).starts_with("#include")) return {};
  const std::size_t begin = line.find(open, hash);
  const std::size_t end = begin == line.npos ? begin : line.find(close, begin + 1);
  return end == line.npos ? std::string() : std::string(line.substr(begin + 1, end - begin - 1));
}

std::string at(const File& file, const Line& line) { return fmt::format("{}:{}: ", file.path, line.number); }

std::string_view without_comment(std::string_view line) { return line.substr(0, line.find("//")); }

TEST(House, RoomsIncludeOnlyWhatTheTableAllows) {
  for (const File& file : files_below("src")) {
    for (const Line& line : file.lines) {
      const std::string name = included(line.text, '"', '"');
      if (name.empty()) continue;
      const std::size_t slash = name.find('/');
      ASSERT_NE(slash, name.npos) << at(file, line) << "include \"" << name << "\" by its room: \"room/" << name
                                  << "\"";
      const std::string room = name.substr(0, slash);
      if (room == "grammar" || room == file.room) continue;
      if (file.room.empty()) {
        EXPECT_EQ(room, "cli") << at(file, line) << "main.cpp knows the room cli only: move this into a command";
        continue;
      }
      const auto row = kArrows.find(file.room);
      ASSERT_NE(row, kArrows.end()) << file.path
                                    << " lies in a room that is not in the table of this test: decide what "
                                    << file.room << " may include, and say in docs/tour.md what it is for";
      EXPECT_TRUE(row->second.contains(room))
          << at(file, line) << "the room " << file.room << " must not include " << room
          << ": pass what is needed as an argument, or move the code to a room that sees both";
    }
  }
}

// All rooms that can be got to along the arrows, against their direction.
std::set<std::string> below(const std::map<std::string, std::set<std::string>, std::less<>>& arrows,
                            const std::string& room) {
  std::set<std::string> found;
  std::vector<std::string> open{room};
  while (!open.empty()) {
    const auto row = arrows.find(open.back());
    open.pop_back();
    if (row == arrows.end()) continue;
    for (const std::string& next : row->second) {
      if (found.insert(next).second) open.push_back(next);
    }
  }
  return found;
}

TEST(House, TheTourDrawsTheRoomsAsTheyAre) {
  std::ifstream in(kSource / "docs/tour.md");
  std::map<std::string, std::set<std::string>, std::less<>> drawn;
  bool drawing = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("```")) drawing = line == "```mermaid";
    const std::size_t arrow = line.find(" --> ");
    if (drawing && arrow != line.npos) drawn[line.substr(arrow + 5)].insert(line.substr(2, arrow - 2));
  }
  for (const auto& [room, includes] : kArrows) {
    EXPECT_EQ(below(drawn, room), below(kArrows, room)) << "docs/tour.md draws the room " << room << " otherwise";
  }
}

TEST(House, OnlyTheCheckerOfTheModelSeesTheSyntax) {
  for (const File& file : files_below("src")) {
    if (file.room != "model" || fs::path(file.path).filename().string().starts_with("check")) continue;
    for (const Line& line : file.lines) {
      EXPECT_FALSE(included(line.text, '"', '"').starts_with("syntax/"))
          << at(file, line) << "what a policy means must not depend on how it was written: only check*.{h,cpp} may "
          << "include syntax; let the checker carry over what is needed";
    }
  }
}

TEST(House, OnlyTheParserSeesTheGrammar) {
  for (const char* folder : {"src", "tests"}) {
    for (const File& file : files_below(folder)) {
      if (file.path == "src/syntax/parse.cpp" || file.path == "tests/syntax/grammar_test.cpp") continue;
      for (const Line& line : file.lines) {
        EXPECT_FALSE(included(line.text, '"', '"').starts_with("grammar/"))
            << at(file, line) << "the grammar takes seconds to compile: only syntax/parse.cpp and its test include it; "
            << "ask through syntax/parse.h";
      }
    }
  }
}

// Libraries that are large headers, and the only files of the program that may include them: each file more costs
// seconds of every build.
const std::map<std::string, std::set<std::string>, std::less<>> kLargeHeaders = {
    {"CLI/", {"src/cli/arguments.h"}},
    {"tao/", {"src/syntax/parse.cpp"}},
    {"toml++/",
     {"src/lint/baseline.cpp", "src/lint/config.cpp", "src/tables/read_source.cpp", "src/text/toml.cpp",
      "src/text/toml.h", "src/text/toml_reader.h"}},
    {"simdjson.h", {"src/tables/table.cpp", "src/cases/json_cursor.cpp", "src/cases/read_json.cpp"}},
    {"boost/", {"src/calendar/date.cpp", "src/calendar/holiday.cpp"}},
    {"gvc.h", {"src/show/chart_layout.cpp"}},
    {"nlohmann/", {"src/form/json.h"}},
    {"xlsxwriter", {"src/cli/pack_workbook.cpp"}},
    {"iostream", {"src/cli/walk.cpp"}},
    {"regex", {}},
};

TEST(House, LargeHeadersStayInFewFiles) {
  for (const File& file : files_below("src")) {
    for (const Line& line : file.lines) {
      const std::string name = included(line.text, '<', '>');
      for (const auto& [header, files] : kLargeHeaders) {
        EXPECT_TRUE(!name.starts_with(header) || files.contains(file.path))
            << at(file, line) << "<" << name << "> costs seconds wherever it is included: ask through one of the files "
            << "that have it (" << fmt::format("{}", fmt::join(files, ", ")) << "), or say in this test why not";
      }
    }
  }
}

TEST(House, OnlyFilesThatWriteJsonIncludeItsLibrary) {
  for (const File& file : files_below("src")) {
    const std::string name = fs::path(file.path).filename();
    const bool writes = name.ends_with(".cpp") && (name.find("json") != name.npos || name == "findings.cpp" ||
                                                   name == "sarif.cpp" || name == "outline.cpp");
    for (const Line& line : file.lines) {
      EXPECT_TRUE(writes || included(line.text, '"', '"') != "form/json.h")
          << at(file, line) << "the library behind form/json.h costs seconds: include it where JSON is written, or say "
          << "in this test why not";
    }
  }
}

TEST(House, OnlyTheCommandLineTouchesTheWorldOutside) {
  for (const File& file : files_below("src")) {
    if (file.room.empty() || file.room == "cli") continue;
    for (const Line& line : file.lines) {
      const std::string name = included(line.text, '<', '>');
      const bool time_zones =
          file.path == "src/cases/timezone.cpp" && name == "chrono";  // cctz speaks in it; cli calls
      EXPECT_TRUE(!kOutside.contains(name) || time_zones)
          << at(file, line) << "<" << name << "> belongs to the room cli: the same arguments must give the same bytes, "
          << "so take what is needed as an argument";
      for (const std::string_view call : kOutsideCalls) {
        EXPECT_EQ(without_comment(line.text).find(call), std::string_view::npos)
            << at(file, line) << call << " belongs to the room cli: return the text, or take it as an argument";
      }
    }
  }
}

TEST(House, EveryNameSaysWhatIsInside) {
  for (const char* folder : {"src", "grammar", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kSource / folder)) {
      EXPECT_FALSE(kNamesThatSayNothing.contains(entry.path().stem().string()))
          << entry.path() << ": this name says nothing; name it after what is inside";
    }
  }
}

TEST(House, FilesStayShort) {
  for (const char* folder : {"src", "grammar", "tests"}) {
    for (const File& file : files_below(folder)) {
      const bool header = file.path.starts_with("src/") && file.path.ends_with(".h");
      EXPECT_LE(file.lines.size(), header ? kMostLinesOfHeader : kMostLines)
          << file.path << " has grown too long to be read at once: split it by noun";
    }
  }
}

TEST(House, MainStaysAnEntrance) {
  const std::vector<File> files = files_below("src");
  const auto main =
      std::find_if(files.begin(), files.end(), [](const File& file) { return file.path == "src/main.cpp"; });
  ASSERT_NE(main, files.end());
  EXPECT_LT(main->lines.size(), 60u) << "arguments, table, exit code: the rest belongs into src/cli";
}

}  // namespace
}  // namespace engage
