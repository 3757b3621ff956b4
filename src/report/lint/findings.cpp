#include "report/lint/findings.h"

#include <fmt/format.h>

#include "form/appender.h"
#include "text/render.h"
#include "text/visible.h"

namespace engage::report {
namespace {

void put_text(form::Appender& to, std::string_view key, std::string_view text) {
  to.put('"');
  to.put(key);
  to.put("\":\"");
  to.put_json(text);
  to.put('"');
}

void put_place(form::Appender& to, const Sources& sources, Span span) {
  const Source& source = sources[span.file];
  const Position begin = source.position(span.begin), end = source.position(span.end);
  put_text(to, "file", source.path());
  to.put(fmt::format(",\"line\":{},\"column\":{},\"end_line\":{},\"end_column\":{}", begin.line, begin.column, end.line,
                     end.column));
}

void put_finding(form::Appender& to, const Sources& sources, const Diagnostic& finding) {
  to.put('{');
  put_text(to, "code", info(finding.code).id);
  to.put(',');
  put_text(to, "severity", name(finding.severity()));
  to.put(',');
  put_place(to, sources, finding.span);
  for (const auto& [key, text] : {std::pair<std::string_view, std::string_view>{"message", finding.message},
                                  {"label", finding.label},
                                  {"help", finding.help},
                                  {"note", finding.note}}) {
    to.put(',');
    put_text(to, key, text);
  }
  to.put(",\"labels\":[");
  bool first = true;
  for (const Label& label : finding.labels) {
    if (!first) to.put(',');
    first = false;
    to.put('{');
    put_place(to, sources, label.span);
    to.put(',');
    put_text(to, "text", label.text);
    to.put('}');
  }
  to.put("],\"fix\":");
  if (finding.patch) {
    to.put('{');
    put_place(to, sources, finding.patch->span);
    to.put(',');
    put_text(to, "text", finding.patch->text);
    to.put('}');
  } else {
    to.put("null");
  }
  to.put('}');
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
  std::string out;
  int counts[3] = {};
  {
    form::Appender to(out);
    to.put("{\"findings\":[");
    for (std::size_t i = 0; i < findings.size(); ++i) {
      ++counts[static_cast<std::size_t>(findings[i].severity())];
      to.put(std::string_view(i == 0 ? "\n  " : ",\n  "));
      put_finding(to, sources, findings[i]);
    }
    to.put(std::string_view(findings.empty() ? "]" : "\n]"));
    to.put(fmt::format(",\"counts\":{{\"errors\":{},\"warnings\":{},\"advice\":{}}}}}\n", counts[0], counts[1],
                       counts[2]));
  }
  return out;
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
