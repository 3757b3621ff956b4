#include <algorithm>
#include <string>
#include <vector>

#include "assess.h"
#include "hold.h"
#include "lint/registry.h"
#include "model/check.h"
#include "syntax/parse.h"
#include "syntax/print.h"
#include "targets.h"
#include "text/render.h"

namespace engage::fuzz {
namespace {

// A file alone, as far as it can be read: what it uses is not there.
struct Read {
  Sources sources;
  Diagnostics diagnostics;
  std::vector<model::InputFile> files;
  std::optional<model::Program> program;
  bool parsed = false, checked = false;  // without a fault

  explicit Read(std::string text) {
    const FileId file = sources.add("input.engage", std::move(text));
    files.push_back({syntax::parse(sources, file, diagnostics), {}, true});
    parsed = !diagnostics.has_errors();
    for (const syntax::Statement& statement : files[0].tree.statements) {
      const auto* use = std::get_if<syntax::Use>(&statement.node);
      if (use == nullptr) continue;
      diagnostics.add(Code::E227, use->path.span, "there is no such file");
      files[0].uses.emplace_back();
    }
    program = model::check(sources, files, {[](const std::string& zone) { return zone.find('/') != zone.npos; }},
                           diagnostics);
    checked = !diagnostics.has_errors();
    if (program) lint::run({sources, files, *program}, std::vector<lint::Rating>(1), diagnostics);
  }
};

void hold_places(Read& read, std::string_view input) {
  for (const Diagnostic& diagnostic : read.diagnostics.sorted()) {
    HOLD(diagnostic.span.begin <= diagnostic.span.end, input);
    HOLD(diagnostic.span.end <= input.size(), input);
    HOLD(!diagnostic.message.empty(), input);
    if (!diagnostic.patch) continue;
    HOLD(diagnostic.patch->span.begin <= diagnostic.patch->span.end, input);
    HOLD(diagnostic.patch->span.end <= input.size(), input);
  }
}

// What a patch is for is gone once it is applied: held of the first few, as each reads the file anew.
void hold_patches(Read& read, std::string_view input) {
  constexpr std::size_t kMost = 2;
  std::size_t tried = 0;
  for (const Diagnostic& diagnostic : read.diagnostics.sorted()) {
    if (!diagnostic.patch) continue;
    if (tried++ == kMost) return;
    const auto [span, text] = *diagnostic.patch;
    Read patched{std::string(input.substr(0, span.begin)) + text + std::string(input.substr(span.end))};
    for (const Diagnostic& left : patched.diagnostics.sorted()) {
      const bool elsewhere = left.code != diagnostic.code || left.span.begin != diagnostic.span.begin;
      HOLD(elsewhere || left.message != diagnostic.message, input);
    }
  }
}

std::vector<Code> codes(Read& read) {
  std::vector<Code> codes;
  for (const Diagnostic& diagnostic : read.diagnostics.sorted()) codes.push_back(diagnostic.code);
  std::sort(codes.begin(), codes.end());
  return codes;
}

}  // namespace

// What is said of a text has its place in it and is said again of the same text. A text without faults of writing
// can be laid out; that keeps its meaning and changes nothing the second time. A program that checks assesses.
void hold_policy(std::string_view input) {
  Read read{std::string(input)};
  hold_places(read, input);
  hold_patches(read, input);
  HOLD(read.program.has_value() == read.checked, input);
  if (read.parsed) {
    const auto printed = syntax::print_checked(read.sources[0], read.files[0].tree);
    HOLD(printed.has_value(), input);
    Read laid_out{*printed};
    HOLD(laid_out.parsed, input);
    HOLD(codes(laid_out) == codes(read), input);
    HOLD(syntax::print(laid_out.sources[0], laid_out.files[0].tree) == *printed, input);
  } else {
    Read again{std::string(input)};
    HOLD(render(read.diagnostics.sorted(), read.sources) == render(again.diagnostics.sorted(), again.sources), input);
  }
  if (!read.program) return;
  for (const model::Family& family : read.program->families) hold_assessments(family, input);
}

}  // namespace engage::fuzz
