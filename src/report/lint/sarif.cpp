#include "report/lint/sarif.h"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "form/appender.h"

namespace engage::report {
namespace {

std::string json_string(std::string_view text) {
  std::string out;
  {
    form::Appender to(out);
    to.put('"');
    to.put_json(text);
    to.put('"');
  }
  return out;
}

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
    std::vector<std::string> rules, results;
    for (const auto& [code, index] : rules_) rules.push_back(rule(code));
    for (const Diagnostic& finding : run_.findings) results.push_back(result(finding, nullptr));
    for (const Suppressed& one : run_.suppressed) results.push_back(result(one.finding, &one));
    return fmt::format(
        "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\n"
        "\"tool\":{{\"driver\":{{\"name\":\"engage\",\"version\":{},\"rules\":[{}]}}}},\n"
        "\"columnKind\":\"unicodeCodePoints\",\n\"results\":[{}]}}]}}\n",
        json_string(run_.version), lines(rules), lines(results));
  }

 private:
  static std::string lines(const std::vector<std::string>& items) {
    return items.empty() ? "" : fmt::format("\n  {}\n", fmt::join(items, ",\n  "));
  }

  std::string rule(Code code) const {
    const CodeInfo& about = info(code);
    const std::string page = json_string(run_.page(code));
    return fmt::format(
        "{{\"id\":\"{}\",\"shortDescription\":{{\"text\":{}}},\"help\":{{\"text\":{},\"markdown\":{}}},"
        "\"defaultConfiguration\":{{\"level\":\"{}\"}}}}",
        about.id, json_string(about.summary), page, page, level(about.severity));
  }

  std::string region(Span span) const {
    const Position begin = sources_[span.file].position(span.begin), end = sources_[span.file].position(span.end);
    return fmt::format("{{\"startLine\":{},\"startColumn\":{},\"endLine\":{},\"endColumn\":{}}}", begin.line,
                       begin.column, end.line, end.column);
  }

  std::string artifact(FileId file) const {
    return fmt::format("{{\"uri\":{}}}", json_string(uri(sources_[file].path())));
  }

  std::string location(Span span) const {
    return fmt::format("\"physicalLocation\":{{\"artifactLocation\":{},\"region\":{}}}", artifact(span.file),
                       region(span));
  }

  static std::string message(const Diagnostic& finding) {
    std::string text = finding.message;
    if (!finding.label.empty()) text += "\n" + finding.label;
    if (!finding.help.empty()) text += "\nhelp: " + finding.help;
    if (!finding.note.empty()) text += "\nnote: " + finding.note;
    return json_string(text);
  }

  std::string result(const Diagnostic& finding, const Suppressed* suppressed) {
    const std::string_view id = info(finding.code).id;
    std::string out = fmt::format(
        "{{\"ruleId\":\"{}\",\"ruleIndex\":{},\"level\":\"{}\",\"message\":{{\"text\":{}}},\"locations\":[{{{}}}]", id,
        rules_.at(finding.code), level(finding.severity()), message(finding), location(finding.span));
    std::vector<std::string> related;
    for (const Label& label : finding.labels) {
      related.push_back(
          fmt::format("{{{},\"message\":{{\"text\":{}}}}}", location(label.span), json_string(label.text)));
    }
    if (!related.empty()) out += fmt::format(",\"relatedLocations\":[{}]", fmt::join(related, ","));
    out += fmt::format(",\"partialFingerprints\":{{\"whereabouts/v1\":{}}}", json_string(fingerprint(finding)));
    if (finding.patch) {
      out += fmt::format(
          ",\"fixes\":[{{\"artifactChanges\":[{{\"artifactLocation\":{},\"replacements\":[{{\"deletedRegion\":{},"
          "\"insertedContent\":{{\"text\":{}}}}}]}}]}}]",
          artifact(finding.patch->span.file), region(finding.patch->span), json_string(finding.patch->text));
    }
    if (suppressed) {
      const bool comment = suppressed->by == Suppressed::By::comment;
      out += fmt::format(",\"suppressions\":[{{\"kind\":\"{}\"", comment ? "inSource" : "external");
      if (!suppressed->because.empty()) out += fmt::format(",\"justification\":{}", json_string(suppressed->because));
      out += "}]";
    }
    return out + '}';
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
