#pragma once

#include <span>
#include <string>

#include "text/diagnostic.h"
#include "text/source.h"

// The faults of policy files, for other programs.
namespace engage::report {

// One document: {"findings": […], "counts": {"errors", "warnings", "advice"}}. Lines and columns count
// from 1, columns in characters; an end is the place after the last character.
std::string findings_json(std::span<const Diagnostic> findings, const Sources& sources);

// A line each in the form by which GitHub Actions marks places: ::error file=…,line=…::message
std::string findings_github(std::span<const Diagnostic> findings, const Sources& sources);

}  // namespace engage::report
