#include "lint/baseline.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/codes.h"
#include "text/toml.h"

namespace engage::lint {
namespace {

constexpr std::int64_t kForm = 1;  // of the file

// A TOML basic string.
std::string toml_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

TomlFault fault(const toml::node& at, std::string message) {
  return {at.source().begin.line, at.source().begin.column, std::move(message)};
}

std::expected<std::string, TomlFault> text_of(const toml::table& entry, std::string_view key) {
  const auto text = entry[key].value<std::string>();
  if (!text) return std::unexpected(fault(entry, fmt::format("`{}` is missing here", key)));
  return *text;
}

struct Counted {
  Fingerprint finding;
  std::size_t count = 1;
};

std::expected<Counted, TomlFault> read_entry(const toml::node& node) {
  const toml::table* entry = node.as_table();
  if (!entry) return std::unexpected(fault(node, "this is no finding: it wants `file`, `code` and `at`"));
  Counted read;
  for (auto [key, to] :
       {std::pair{"file", &read.finding.file}, {"code", &read.finding.code}, {"at", &read.finding.at}}) {
    auto text = text_of(*entry, key);
    if (!text) return std::unexpected(text.error());
    *to = std::move(*text);
  }
  if (!find_code(read.finding.code) || read.finding.code.starts_with('E')) {
    return std::unexpected(fault(node, fmt::format("no warning or advice has the code `{}`", read.finding.code)));
  }
  if (const toml::node* count = entry->get("count")) {
    const auto number = count->value_exact<std::int64_t>();
    if (!number || *number < 1) return std::unexpected(fault(*count, "`count` wants a whole number, 1 or more"));
    read.count = static_cast<std::size_t>(*number);
  }
  return read;
}

}  // namespace

std::expected<Baseline, std::vector<TomlFault>> Baseline::read(std::string_view text) {
  const auto read = read_toml(text);
  if (!read) return std::unexpected(std::vector{read.error()});
  const toml::table& file = *read;
  if (file["baseline"].value_exact<std::int64_t>() != kForm) {
    return std::unexpected(
        std::vector{TomlFault{1, 1, fmt::format("this is no baseline: `baseline = {}` is missing", kForm)}});
  }
  const toml::array* findings = file["findings"].as_array();
  if (!findings) return std::unexpected(std::vector{TomlFault{1, 1, "the list `findings` is missing"}});
  Baseline baseline;
  std::vector<TomlFault> faults;
  for (const toml::node& node : *findings) {
    auto entry = read_entry(node);
    if (entry) {
      baseline.counts_[std::move(entry->finding)] += entry->count;
    } else {
      faults.push_back(std::move(entry.error()));
    }
  }
  if (!faults.empty()) return std::unexpected(std::move(faults));
  return baseline;
}

std::string Baseline::write() const {
  std::string out = fmt::format(
      "# Findings of `engage lint` from before it was used here. `--baseline` does not tell them, but all that is "
      "new.\n"
      "# Mend one and take its line away, or write the file anew with `--write-baseline`.\n"
      "baseline = {}\nfindings = [\n",
      kForm);
  for (const auto& [finding, count] : counts_) {
    out += fmt::format("  {{file = {}, code = {}, at = {}", toml_string(finding.file), toml_string(finding.code),
                       toml_string(finding.at));
    if (count > 1) out += fmt::format(", count = {}", count);
    out += "},\n";
  }
  return out + "]\n";
}

std::size_t Baseline::size() const {
  return count([](const Fingerprint&) { return true; });
}

std::vector<Diagnostic> Baseline::hide(std::vector<Diagnostic>& findings,
                                       const std::function<Fingerprint(const Diagnostic&)>& fingerprint) {
  std::vector<Diagnostic> hidden;
  std::erase_if(findings, [&](const Diagnostic& finding) {
    const auto known = counts_.find(fingerprint(finding));
    if (known == counts_.end() || known->second == 0) return false;
    --known->second;
    hidden.push_back(finding);
    return true;
  });
  return hidden;
}

std::size_t Baseline::count(const std::function<bool(const Fingerprint&)>& fits) const {
  std::size_t number = 0;
  for (const auto& [finding, count] : counts_) number += fits(finding) ? count : 0;
  return number;
}

}  // namespace engage::lint
