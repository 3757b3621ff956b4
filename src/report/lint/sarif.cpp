#include "report/lint/sarif.h"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "form/json.h"

namespace engage::report {
namespace {

using form::Json;

std::string_view level(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::advice: return "note";
  }
  return "error";
}

// A relative path is a relative reference; an absolute one a file's URI.
std::string uri(std::string_view path) {
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

class Writer {
 public:
  Writer(const SarifRun& run, const Sources& sources) : run_(run), sources_(sources) {
    for (const Diagnostic& finding : run.findings) rules_.emplace(finding.code, 0);
    for (const Suppressed& one : run.suppressed) rules_.emplace(one.finding.code, 0);
    std::size_t index = 0;
    for (auto& [code, at] : rules_) at = index++;
  }

  std::string write() {
    std::vector<Json> rules, results;
    for (const auto& [code, index] : rules_) rules.push_back(rule(code));
    for (const Diagnostic& finding : run_.findings) results.push_back(result(finding));
    for (const Suppressed& one : run_.suppressed) {
      results.push_back(result(one.finding));
      results.back()["suppressions"].push_back(suppression(one));
    }
    return fmt::format(
        "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\n"
        "\"tool\":{{\"driver\":{{\"name\":\"engage\",\"version\":{},\"rules\":[{}]}}}},\n"
        "\"columnKind\":\"unicodeCodePoints\",\n\"results\":[{}]}}]}}\n",
        form::written(run_.version), form::written_in_lines(rules), form::written_in_lines(results));
  }

 private:
  Json rule(Code code) const {
    const CodeInfo& about = info(code);
    const std::string page = run_.page(code);
    return {{"id", about.id},
            {"shortDescription", {{"text", about.summary}}},
            {"help", {{"text", page}, {"markdown", page}}},
            {"defaultConfiguration", {{"level", level(about.severity)}}}};
  }

  Json region(Span span) const {
    const Position begin = sources_[span.file].position(span.begin), end = sources_[span.file].position(span.end);
    return {{"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line}, {"endColumn", end.column}};
  }

  Json artifact(FileId file) const { return {{"uri", uri(sources_[file].path())}}; }

  Json location(Span span) const {
    return {{"physicalLocation", {{"artifactLocation", artifact(span.file)}, {"region", region(span)}}}};
  }

  static std::string message(const Diagnostic& finding) {
    std::string text = finding.message;
    if (!finding.label.empty()) text += "\n" + finding.label;
    if (!finding.help.empty()) text += "\nhelp: " + finding.help;
    if (!finding.note.empty()) text += "\nnote: " + finding.note;
    return text;
  }

  Json change(const Patch& patch) const {
    const Json replacement{{"deletedRegion", region(patch.span)}, {"insertedContent", {{"text", patch.text}}}};
    return {{"artifactLocation", artifact(patch.span.file)}, {"replacements", Json::array({replacement})}};
  }

  Json result(const Diagnostic& finding) {
    Json json{{"ruleId", info(finding.code).id},
              {"ruleIndex", rules_.at(finding.code)},
              {"level", level(finding.severity())},
              {"message", {{"text", message(finding)}}},
              {"locations", Json::array({location(finding.span)})}};
    for (const Label& label : finding.labels) {
      Json related = location(label.span);
      related["message"] = {{"text", label.text}};
      json["relatedLocations"].push_back(std::move(related));
    }
    json["partialFingerprints"] = {{"whereabouts/v1", fingerprint(finding)}};
    if (finding.patch) json["fixes"].push_back({{"artifactChanges", Json::array({change(*finding.patch)})}});
    return json;
  }

  static Json suppression(const Suppressed& suppressed) {
    Json json{{"kind", suppressed.by == Suppressed::By::comment ? "inSource" : "external"}};
    if (!suppressed.because.empty()) json["justification"] = suppressed.because;
    return json;
  }

  // Findings that are alike are told apart by their order in the file.
  std::string fingerprint(const Diagnostic& finding) {
    const std::string alike = fmt::format("{} {}", info(finding.code).id, run_.whereabouts(finding));
    const std::size_t number = ++alike_[{finding.span.file, alike}];
    return number == 1 ? alike : fmt::format("{} #{}", alike, number);
  }

  const SarifRun& run_;
  const Sources& sources_;
  std::map<Code, std::size_t> rules_;  // index
  std::map<std::pair<FileId, std::string>, std::size_t> alike_;
};

}  // namespace

std::string sarif(const SarifRun& run, const Sources& sources) { return Writer(run, sources).write(); }

}  // namespace engage::report
