#pragma once

#include <string>
#include <vector>

#include "form/document.h"
#include "model/policy.h"
#include "text/source.h"

// A policy as the people read it whom it is about: numbered steps in plain words, made from the policy
// alone. Nothing of it is left out.
namespace engage::show {

struct Guide {
  form::Document document;
  std::string edition;              // of what it is the guide: title, version, from when
  std::vector<std::string> faults;  // what has no words yet, with its place; told at the document's end as well
};

Guide guide(const model::Policy& policy, const model::Words& words, const Sources& sources);

}  // namespace engage::show
