#pragma once

#include <compare>
#include <cstddef>
#include <expected>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/diagnostic.h"
#include "text/toml_fault.h"

namespace engage::lint {

// By what a finding is known again though lines have moved. Of several that are alike only their number is
// known.
struct Fingerprint {
  std::string file;  // relative to the baseline's folder, with `/`
  std::string code;
  std::string at;  // whereabouts.h

  friend auto operator<=>(const Fingerprint&, const Fingerprint&) = default;
};

// Findings that a team has decided to live with until it gets round to them. Faults of the language are never
// among them.
class Baseline {
 public:
  // All that is wrong with the text, in order of place.
  static std::expected<Baseline, std::vector<TomlFault>> read(std::string_view text);

  void add(Fingerprint finding) { ++counts_[std::move(finding)]; }
  std::string write() const;  // sorted, a line each
  std::size_t size() const;

  // Takes out of `findings` what the baseline holds, in their order, and returns it. What is left of the
  // baseline afterwards was not found.
  std::vector<Diagnostic> hide(std::vector<Diagnostic>& findings,
                               const std::function<Fingerprint(const Diagnostic&)>& fingerprint);
  // How many that fit are left.
  std::size_t count(const std::function<bool(const Fingerprint&)>& fits) const;

 private:
  std::map<Fingerprint, std::size_t> counts_;
};

}  // namespace engage::lint
