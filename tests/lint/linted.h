#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "lint/rule.h"
#include "text/diagnostic.h"

namespace engage::lint {

// A text as if it stood in a file that was named, with all that its `use` lines lead to on the disk, and
// what every rule finds.
struct LintedFile {
  Sources sources;
  Diagnostics diagnostics;
  std::vector<model::InputFile> files;  // the one that was named first
  std::optional<model::Program> program;

  LintedFile(const std::filesystem::path& path, std::string text);

 private:
  std::size_t add(const std::filesystem::path& path, std::string text);

  std::vector<std::filesystem::path> paths_;
};

}  // namespace engage::lint
