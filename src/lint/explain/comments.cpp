#include "lint/explain.h"

namespace engage::lint {
namespace {

constexpr Page kCommentsPages[] = {
    {Code::L901,
     "The comment allows a finding that is not there: it was mended, or the comment stands in the wrong place. At the "
     "end of a line it holds for that line; on a line of its own for the next statement and the block below it; above "
     "a file's first declaration, with an empty line between the two, for the whole file. It is not said of a code "
     "that nobody looked for in this run.",
     "The next finding of that kind in this place, about something else, would be hidden by an old excuse.",
     "stage outreach\n  # lint: allow L103 because \"cases are closed by hand\"\n  step call\n    do call_main\n"
     "  finish no_contact",
     "stage outreach\n  step call\n    do call_main\n  finish no_contact"},
    {Code::L902, "The comment does not say why. Without a reason it allows nothing, and the finding is told as before.",
     "Whoever comes next cannot tell a decision from a shortcut, and a client pays for the shortcut.",
     "step call  # lint: allow L301", "step call  # lint: allow L301 because \"intake always records it\""},
    {Code::L903,
     "A comment that begins with `lint:` is written in another way than `# lint: allow L301, L501 because \"…\"`, "
     "names a code that there is not, or one that cannot be allowed: faults of the language (E…) keep the policy from "
     "running, and what is said of such comments (L9…) is mended in the comment itself. Each code is written out.",
     "Somebody believes that a finding was looked at and allowed, and it was not.",
     "# lint: allow L31 because \"intake always records it\"",
     "# lint: allow L301 because \"intake always records it\""},
};

}  // namespace

std::span<const Page> pages_on_comments() { return kCommentsPages; }

}  // namespace engage::lint
