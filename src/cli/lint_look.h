#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/error.h"
#include "cli/lint_config.h"
#include "cli/load.h"
#include "lint/allow.h"
#include "lint/baseline.h"

namespace engage::cli {

struct LookOptions {
  lint::Selection asked;  // on the command line
  ConfigOptions config;
  std::string baseline;   // the file; empty: none
  bool coverage = false;  // whether to look for what no scenario reaches
};

// Finds what is to be told of policy files, as often as they are read: by their configurations, by what
// comments allow, and less what the baseline holds.
class Looker {
 public:
  // `files` as named. An error where a configuration or the baseline cannot be used.
  static Expected<Looker> open(const std::vector<std::string>& files, const LookOptions& options);

  std::vector<Diagnostic> look(Loaded& loaded);

  // Of the last look.
  const std::vector<lint::Allowed>& allowed() const { return allowed_; }
  const std::vector<Diagnostic>& hidden() const { return hidden_; }  // by the baseline
  std::size_t gone() const { return gone_; }                         // how many findings of the baseline are no more

  const Configs& configs() const { return configs_; }

 private:
  LookOptions options_;
  Configs configs_;
  std::optional<lint::Baseline> baseline_;
  std::vector<lint::Allowed> allowed_;
  std::vector<Diagnostic> hidden_;
  std::size_t gone_ = 0;
};

// Writes what was found as a baseline, all or none, and returns how many findings it holds.
Expected<std::size_t> write_baseline(const std::string& path, std::span<const Diagnostic> findings,
                                     const Loaded& loaded);

// Where a finding lies, in words that stay when lines move (lint/whereabouts.h).
std::string whereabouts(const Diagnostic& finding, const Loaded& loaded);

}  // namespace engage::cli
