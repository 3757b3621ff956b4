#include "load.h"

#include "syntax/parse.h"
#include "text/diagnostic.h"

namespace engage::reference {

std::unique_ptr<Loaded> load(const std::string& text) {
  auto loaded = std::make_unique<Loaded>();
  const FileId file = loaded->sources.add("care.engage", text);
  Diagnostics diagnostics;
  std::vector<model::InputFile> files;
  files.push_back({syntax::parse(loaded->sources, file, diagnostics), {}, true});
  if (!diagnostics.has_errors()) {
    loaded->program = model::check(loaded->sources, files, {[](const std::string&) { return true; }}, diagnostics);
  }
  for (const Diagnostic& diagnostic : diagnostics.sorted()) {
    if (diagnostic.severity() != Severity::error) continue;
    loaded->faults += std::string(info(diagnostic.code).id) + " " + diagnostic.message + ": " +
                      std::string(loaded->sources[file].line(loaded->sources.line_of(diagnostic.span))) + '\n';
    loaded->program.reset();
  }
  return loaded;
}

}  // namespace engage::reference
