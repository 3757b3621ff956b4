#include "lint/explain.h"

namespace engage::lint {
namespace {

constexpr Page kScenariosPages[] = {
    {Code::L701,
     "With `--coverage`, lint plays the scenarios of the files it is given. This step, line, branch, rule, limit or "
     "condition was reached by none of them, or a condition came out the same way each time. Of a policy without any "
     "scenario that alone is said.",
     "What nobody has tried is first tried on a client. A later change may break it, and no test will say so.",
     "stage closing\n  step letter\n    do send_letter\n  finish no_contact\n…\n"
     "scenario \"Client answers\" for entry\n  on 2026-01-05 referral\n  on 2026-01-06 contact\n"
     "  check 2026-01-06 finished as engaged",
     "stage closing\n  step letter\n    do send_letter\n  finish no_contact\n…\n"
     "scenario \"Nobody answers\" for entry\n  on 2026-01-05 referral\n  check 2026-04-07 stage is closing\n"
     "  on 2026-04-07 send_letter\n  check 2026-04-07 finished as no_contact"},
};

}  // namespace

std::span<const Page> pages_on_scenarios() { return kScenariosPages; }

}  // namespace engage::lint
