#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/rating.h"
#include "text/toml_fault.h"

namespace engage::lint {

// What a file `.engage.toml` says; docs/linting.md lists its keys.
struct Config {
  struct Path {
    std::string glob;  // relative to the configuration's folder
    std::vector<SeverityOf> severities;
  };

  Selection selection;
  std::vector<SeverityOf> severities;
  std::vector<Path> paths;  // the later counts
  std::optional<std::size_t> max_warnings;
  bool strict = false;

  // Of a file, by its path relative to the configuration's folder. What was asked for on the command line
  // wins: codes selected there take the place of `select`, `ignore` and every `off`.
  Rating rating(std::string_view path, const Selection& asked) const;
};

// All that is wrong with it, in order of place.
std::expected<Config, std::vector<TomlFault>> read_config(std::string_view text);

// `**` stands for any number of folders, `*` for any characters of one name, `?` for one; a folder with `/` at
// its end for all below it.
bool fits_glob(std::string_view glob, std::string_view path);

}  // namespace engage::lint
