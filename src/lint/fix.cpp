#include "lint/fix.h"

#include <algorithm>
#include <set>

namespace engage::lint {

Mended mend(std::string_view text, FileId file, std::span<const Diagnostic> findings) {
  std::vector<std::size_t> patched;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (findings[i].patch && findings[i].patch->span.file == file) patched.push_back(i);
  }
  std::stable_sort(patched.begin(), patched.end(), [&](std::size_t a, std::size_t b) {
    return findings[a].patch->span.begin < findings[b].patch->span.begin;
  });
  Mended result;
  std::uint32_t done = 0;
  for (const std::size_t i : patched) {
    const Patch& patch = *findings[i].patch;
    if (!result.findings.empty() && patch.span.begin <= done) continue;
    result.text += text.substr(done, patch.span.begin - done);
    result.text += patch.text;
    done = patch.span.end;
    result.findings.push_back(i);
  }
  result.text += text.substr(done);
  return result;
}

std::size_t unreadable_lines(const Source& source, FileId file, std::span<const Diagnostic> findings) {
  std::set<std::uint32_t> lines;
  for (const Diagnostic& finding : findings) {
    if (finding.span.file == file && info(finding.code).id.starts_with("E1")) {
      lines.insert(source.position(finding.span.begin).line);
    }
  }
  return lines.size();
}

}  // namespace engage::lint
