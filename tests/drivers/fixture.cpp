#include "fixture.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>

namespace engage::drivers {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / fmt::format("engage-drivers-{}", getpid())) {
    fs::create_directories(path_);
  }
  ~Folder() {
    std::error_code gone_already;
    fs::remove_all(path_, gone_already);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

const fs::path& folder() {
  static const Folder folder;
  return folder.path();
}

std::string run(const std::string& command) {
  std::FILE* const pipe = popen(("{ " + command + "\n} 2>&1").c_str(), "r");
  std::string said;
  std::array<char, 4096> buffer;
  while (const std::size_t read = std::fread(buffer.data(), 1, buffer.size(), pipe)) said.append(buffer.data(), read);
  EXPECT_EQ(pclose(pipe), 0) << command << "\n" << said;
  return said;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string shown(const Rows& rows, const Cells& cells) {
  std::string text = fmt::format("{}:", rows.line());
  for (const auto& cell : cells) text += fmt::format(" {} |", cell.value_or("-"));
  if (!cells.empty()) text.resize(text.size() - 2);
  return text;
}

std::vector<std::string> all_rows(Expected<std::unique_ptr<Rows>> rows) {
  if (!rows) return {rows.error().message};
  std::vector<std::string> all;
  Cells cells;
  while (true) {
    const Expected<bool> more = (*rows)->next(cells);
    if (!more) all.push_back(more.error().message);
    if (!more || !*more) return all;
    all.push_back(shown(**rows, cells));
  }
}

double megabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("RssAnon:")) return std::stod(line.substr(8)) / 1000;
  }
  ADD_FAILURE() << "the system does not say how much memory is in use";
  return 0;
}

}  // namespace engage::drivers
