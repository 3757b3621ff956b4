#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "cli/error.h"
#include "lint/config.h"
#include "text/diagnostic.h"
#include "text/source.h"

namespace engage::cli {

struct ConfigOptions {
  std::string file;   // the one to use; empty: the nearest `.engage.toml` of each policy file
  bool none = false;  // none at all
};

// The configurations of a run. A policy file has that of its folder, or of the nearest folder above that
// has one.
class Configs {
 public:
  // Of these policy files, `-` for standard input. An error where one cannot be read.
  static Expected<Configs> find(const std::vector<std::string>& files, const ConfigOptions& options);

  // By FileId. `asked`: on the command line.
  std::vector<lint::Rating> ratings(const Sources& sources, const lint::Selection& asked) const;
  // Whether there are more warnings in the files of one configuration than it takes. With `most`, that
  // counts in place of what they say, for all of them together.
  bool too_many_warnings(std::span<const Diagnostic> findings, const Sources& sources,
                         std::optional<std::size_t> most) const;

 private:
  struct Place {
    std::size_t config = 0;
    std::string path;  // relative to the configuration's folder
  };

  Expected<std::size_t> read(const std::string& path);

  std::vector<lint::Config> configs_;
  std::map<std::string, std::size_t> read_;          // by path
  std::map<std::string, Place, std::less<>> files_;  // by name as shown
};

// "the configuration cannot be used" and where it is wrong, a line each.
Error faulty(std::string_view what, const std::string& path, std::span<const TomlFault> faults);

}  // namespace engage::cli
