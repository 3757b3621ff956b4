#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "model/policy.h"
#include "text/diagnostic.h"
#include "text/source.h"

namespace engage::report {

// Policies read for a test, with all that they use.
struct ReadPolicies {
  Sources sources;
  Diagnostics diagnostics;
  std::optional<model::Program> program;  // none with faults
};

// `text` takes the place of what the file says; files that it uses are read.
std::unique_ptr<ReadPolicies> read_policies(const std::filesystem::path& path, const std::string& text);
std::unique_ptr<ReadPolicies> read_policies(const std::filesystem::path& path);

std::string read_text(const std::filesystem::path& path);

}  // namespace engage::report
