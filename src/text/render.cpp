#include "text/render.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <tuple>
#include <vector>

#include "text/excerpt.h"
#include "text/visible.h"
#include "text/words.h"

namespace engage {

std::string_view name(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::advice: return "advice";
  }
  return "error";
}

namespace {

std::string_view capital_name(Severity severity) {
  switch (severity) {
    case Severity::error: return "Error";
    case Severity::warning: return "Warning";
    case Severity::advice: return "Advice";
  }
  return "Error";
}

// ANSI sequences, or nothing.
struct Paint {
  bool on;
  std::string_view bold() const { return on ? "\x1b[1m" : ""; }
  std::string_view frame() const { return on ? "\x1b[34m" : ""; }
  std::string_view off() const { return on ? "\x1b[0m" : ""; }
  std::string_view of(Severity severity) const {
    if (!on) return "";
    switch (severity) {
      case Severity::error: return "\x1b[1;31m";
      case Severity::warning: return "\x1b[1;33m";
      case Severity::advice: return "\x1b[1;36m";
    }
    return "";
  }
};

std::string place(const Sources& sources, Span span) {
  const Position at = sources[span.file].position(span.begin);
  return fmt::format("{}:{}:{}", visible(sources[span.file].path()), at.line, at.column);
}

// A place to mark: the diagnostic's own, or one of its labels.
struct Mark {
  Span span;
  std::string_view text;
  bool own;
  std::uint32_t line;
};

// In the order to be shown: the file of the fault first, each file by place.
std::vector<Mark> marks_of(const Diagnostic& d, const Sources& sources) {
  std::vector<Mark> marks{{d.span, d.label, true, sources.line_of(d.span)}};
  for (const Label& label : d.labels) marks.push_back({label.span, label.text, false, sources.line_of(label.span)});
  std::stable_sort(marks.begin(), marks.end(), [&](const Mark& a, const Mark& b) {
    const bool a_elsewhere = a.span.file != d.span.file, b_elsewhere = b.span.file != d.span.file;
    return std::tie(a_elsewhere, a.span.file, a.line, a.span.begin) <
           std::tie(b_elsewhere, b.span.file, b.line, b.span.begin);
  });
  return marks;
}

std::string heading(const Diagnostic& d, const Paint& paint) {
  return fmt::format("{}{}[{}]{}{}: {}{}\n", paint.of(d.severity()), name(d.severity()), info(d.code).id, paint.off(),
                     paint.bold(), visible(d.message), paint.off());
}

std::string full(const Diagnostic& d, const Sources& sources, const RenderOptions& options) {
  const Paint paint{options.colour};
  const std::vector<Mark> marks = marks_of(d, sources);
  std::uint32_t greatest = 0;
  for (const Mark& mark : marks) greatest = std::max(greatest, mark.line);
  const int gutter = static_cast<int>(fmt::formatted_size("{}", greatest));
  const std::string bar = fmt::format("{}{:>{}} |{}", paint.frame(), "", gutter, paint.off());

  std::string out = heading(d, paint);
  out += fmt::format("{}{:>{}}-->{} {}\n{}\n", paint.frame(), "", gutter, paint.off(), place(sources, d.span), bar);
  const Mark* before = nullptr;
  for (const Mark& mark : marks) {
    const bool same_file = before == nullptr || before->span.file == mark.span.file;
    if (!same_file) {
      out +=
          fmt::format("{}{:>{}}:::{} {}\n{}\n", paint.frame(), "", gutter, paint.off(), place(sources, mark.span), bar);
    }
    const Excerpt shown = excerpt(sources[mark.span.file], mark.line, mark.span, options.width - gutter - 3);
    if (before == nullptr || !same_file || before->line != mark.line) {
      if (before != nullptr && same_file && mark.line > before->line + 1) out += "...\n";
      out += fmt::format("{}{:>{}} |{} {}\n", paint.frame(), mark.line, gutter, paint.off(), shown.text);
    }
    const std::string_view colour = mark.own ? paint.of(d.severity()) : paint.frame();
    out += fmt::format("{} {:>{}}{}{}", bar, "", shown.column, colour,
                       std::string(static_cast<std::size_t>(shown.width), mark.own ? '^' : '-'));
    if (!mark.text.empty()) out += fmt::format(" {}", visible(mark.text));
    out += fmt::format("{}\n", paint.off());
    before = &mark;
  }
  for (const auto& [word, text] : {std::pair{"help", &d.help}, std::pair{"note", &d.note}}) {
    if (text->empty()) continue;
    out += fmt::format("{}{:>{}} ={} {}{}{}: {}\n", paint.frame(), "", gutter, paint.off(), paint.bold(), word,
                       paint.off(), visible(*text));
  }
  return out;
}

// A sentence for a screen reader: with a full stop unless it ends with a mark of its own.
std::string sentence(std::string_view text) {
  std::string result = visible(text);
  if (!result.empty() && result.back() != '?' && result.back() != '.' && result.back() != '!') result += '.';
  return result + '\n';
}

std::string plain(const Diagnostic& d, const Sources& sources) {
  const Source& source = sources[d.span.file];
  const Position at = source.position(d.span.begin);
  std::string out = sentence(fmt::format("{} {} in {}, line {}, column {}: {}", capital_name(d.severity()),
                                         info(d.code).id, source.path(), at.line, at.column, d.message));
  constexpr std::size_t kMostRead = 1000;  // who would listen to more of it
  std::string_view line = source.line(at.line);
  if (line.size() > kMostRead) {
    out += fmt::format("The line is long, and reads there: {}\n", excerpt(source, at.line, d.span, kMostRead).text);
  } else {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (!line.empty()) out += fmt::format("The line reads: {}\n", visible(line));
  }
  if (!d.label.empty()) out += sentence("There: " + d.label);
  for (const Label& label : d.labels) {
    const Position other = sources[label.span.file].position(label.span.begin);
    std::string where = label.span.file == d.span.file ? "" : sources[label.span.file].path() + ", ";
    where += fmt::format("line {}, column {}", other.line, other.column);
    out += sentence(label.text.empty() ? "See also " + where : fmt::format("See also {}: {}", where, label.text));
  }
  if (!d.help.empty()) out += sentence("Help: " + d.help);
  if (!d.note.empty()) out += sentence("Note: " + d.note);
  return out;
}

std::string concise(const Diagnostic& d, const Sources& sources, const RenderOptions& options) {
  return place(sources, d.span) + ": " + heading(d, Paint{options.colour});
}

}  // namespace

std::string render(const Diagnostic& diagnostic, const Sources& sources, const RenderOptions& options) {
  switch (options.style) {
    case RenderOptions::Style::concise: return concise(diagnostic, sources, options);
    case RenderOptions::Style::plain: return plain(diagnostic, sources);
    case RenderOptions::Style::full: break;
  }
  return full(diagnostic, sources, options);
}

std::string render(std::span<const Diagnostic> diagnostics, const Sources& sources, const RenderOptions& options) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!out.empty() && options.style != RenderOptions::Style::concise) out += '\n';
    out += render(diagnostic, sources, options);
  }
  return out;
}

std::string summary(std::span<const Diagnostic> diagnostics) {
  std::size_t counts[3] = {};
  std::vector<FileId> files;
  for (const Diagnostic& d : diagnostics) {
    ++counts[static_cast<std::size_t>(d.severity())];
    files.push_back(d.span.file);
  }
  std::sort(files.begin(), files.end());
  const auto distinct = std::unique(files.begin(), files.end()) - files.begin();
  std::string out;
  const auto count = [&](std::size_t n, std::string_view one, std::string_view many) {
    if (n == 0) return;
    if (!out.empty()) out += ", ";
    out += fmt::format("{} {}", n, n == 1 ? one : many);
  };
  count(counts[0], "error", "errors");
  count(counts[1], "warning", "warnings");
  count(counts[2], "piece of advice", "pieces of advice");
  if (!out.empty()) out += " in " + counted(distinct, "file");
  return out;
}

}  // namespace engage
