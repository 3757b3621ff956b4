#pragma once

#include <memory>
#include <optional>
#include <string>

#include "model/check.h"
#include "model/policy.h"
#include "text/source.h"

namespace engage::reference {

// A policy's text, read and checked.
struct Loaded {
  Sources sources;
  std::optional<model::Program> program;  // none: the text has faults
  std::string faults;                     // one a line

  const model::Family* family() const { return program ? program->find("care") : nullptr; }
};

std::unique_ptr<Loaded> load(const std::string& text);

}  // namespace engage::reference
