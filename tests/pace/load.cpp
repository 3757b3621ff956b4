#include "load.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "syntax/parse.h"
#include "text/render.h"

namespace engage::pace {

std::unique_ptr<Loaded> load(const std::string& text) {
  auto loaded = std::make_unique<Loaded>();
  Diagnostics diagnostics;
  std::vector<model::InputFile> files;
  files.push_back({syntax::parse(loaded->sources, loaded->sources.add("test", text), diagnostics), {}, true});
  loaded->program = model::check(loaded->sources, files, {}, diagnostics);
  EXPECT_TRUE(loaded->program) << render(diagnostics.sorted(), loaded->sources);
  return loaded;
}

std::unique_ptr<Loaded> load_shipped(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    std::ifstream in(std::filesystem::path(SOURCE_DIR) / "policies" / name, std::ios::binary);
    EXPECT_TRUE(in) << name;
    for (std::string line; std::getline(in, line);) {
      if (!line.starts_with("use ")) text += line + '\n';
    }
  }
  return load(text);
}

}  // namespace engage::pace
