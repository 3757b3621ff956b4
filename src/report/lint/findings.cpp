#include "report/lint/findings.h"

#include <fmt/format.h>

#include "form/json.h"
#include "text/render.h"
#include "text/visible.h"

namespace engage::report {
namespace {

using form::Json;

Json place_of(const Sources& sources, Span span) {
  const Source& source = sources[span.file];
  const Position begin = source.position(span.begin), end = source.position(span.end);
  return {{"file", source.path()},
          {"line", begin.line},
          {"column", begin.column},
          {"end_line", end.line},
          {"end_column", end.column}};
}

Json place_and_text(const Sources& sources, Span span, const std::string& text) {
  Json json = place_of(sources, span);
  json["text"] = text;
  return json;
}

Json finding_of(const Sources& sources, const Diagnostic& finding) {
  Json json{{"code", info(finding.code).id}, {"severity", name(finding.severity())}};
  json.update(place_of(sources, finding.span));
  json["message"] = finding.message;
  json["label"] = finding.label;
  json["help"] = finding.help;
  json["note"] = finding.note;
  json["labels"] = form::list_of(finding.labels,
                                 [&](const Label& label) { return place_and_text(sources, label.span, label.text); });
  json["fix"] = nullptr;
  if (finding.patch) json["fix"] = place_and_text(sources, finding.patch->span, finding.patch->text);
  return json;
}

// What would end a value of such a line, or the line itself, is written as %XX.
std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (c == '%' || c == '\r' || c == '\n' || special.find(c) != special.npos) {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string findings_json(std::span<const Diagnostic> findings, const Sources& sources) {
  std::vector<Json> lines;
  std::size_t counts[3] = {};
  for (const Diagnostic& finding : findings) {
    ++counts[static_cast<std::size_t>(finding.severity())];
    lines.push_back(finding_of(sources, finding));
  }
  return fmt::format("{{\"findings\":[{}],\"counts\":{{\"errors\":{},\"warnings\":{},\"advice\":{}}}}}\n",
                     form::written_in_lines(lines), counts[0], counts[1], counts[2]);
}

std::string findings_github(std::span<const Diagnostic> findings, const Sources& sources) {
  std::string out;
  for (const Diagnostic& finding : findings) {
    const Source& source = sources[finding.span.file];
    const Position begin = source.position(finding.span.begin), end = source.position(finding.span.end);
    const std::string_view level = finding.severity() == Severity::advice ? "notice" : name(finding.severity());
    const std::string help = finding.help.empty() ? "" : fmt::format("\nhelp: {}", visible(finding.help));
    out += fmt::format("::{} file={},line={},col={},endLine={},endColumn={},title={}::{}\n", level,
                       escaped(visible(source.path()), ":,"), begin.line, begin.column, end.line, end.column,
                       info(finding.code).id, escaped(visible(finding.message) + help, ""));
  }
  return out;
}

}  // namespace engage::report
