#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "lint/rating.h"
#include "model/check.h"
#include "text/diagnostic.h"
#include "text/source.h"

// Comments that allow a finding where it is:
//
//     # lint: allow L304, L501 because "the board decided so on 3 March"
//
// At the end of a line such a comment holds for that line; on a line of its own for the next statement and the
// block below it; above a file's first declaration, with an empty line between the two, for the whole file.
namespace engage::lint {

struct Allowed {
  Diagnostic finding;
  std::string because;
};

struct Findings {
  std::vector<Diagnostic> told;  // by place
  std::vector<Allowed> allowed;  // the same
};

// What was found, less what is not told of its file and what a comment allows there, as grave as the ratings
// (by FileId) say; and with it what is wrong with the comments themselves (L9..) in files that were named.
// Of a code that nobody `looked_for`, and in words that no policy here uses, no comment is said to hide nothing.
Findings settle(const Sources& sources, const std::vector<model::InputFile>& files, Diagnostics found,
                std::span<const Rating> ratings, const std::function<bool(Code)>& looked_for);

}  // namespace engage::lint
