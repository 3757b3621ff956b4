#include "fixture.h"

#include "syntax/parse.h"
#include "text/render.h"

namespace engage::scenarios {

const char* const kCare = R"(
calendar weekdays
  covers 2026
  weekend saturday, sunday
  holiday "Family Day" on third monday of february

vocabulary words
  role worker
  role supervisor
  fact kind          one of single, family
  fact consent_text  yes/no
  fact consent_mail  yes/no
  fact referral_source text
  fact appointment   date
  fact language text, default "English"
  event referral
  event contact
  event replied
  action call
  action send_text allowed if consent_text
  action visit
  action mail_letter allowed if consent_mail
  action close_file
  action consult
  action shout never allowed

policy care
  version 2 effective 2026-01-01
  calendar weekdays
  applies when kind is single
  starts on referral
  default within 2 business days
  default by worker
  stage outreach
    limit 6 weeks then go to closing
    step one
      within 5 business days
      do call
      do send_text
    wait 3 to 5 business days
    step two
      do any of call, visit, varying weekday
    wait for replied
    go to closing
  stage closing
    step letter
      do mail_letter
    if referral_source is known
      step tell
        within 24 hours
        do visit
    step close
      do close_file
    finish unreached
  on contact
    finish reached
  escalate two_weeks to supervisor
    when no contact within 2 weeks of referral
    step ask
      within 1 business day
      do consult

policy care
  version 1
  calendar weekdays
  starts on referral
  stage outreach
    step only_step
      within 1 day
      do call
    finish tried
)";

std::unique_ptr<Loaded> load(const std::string& text) {
  auto loaded = std::make_unique<Loaded>();
  const FileId file = loaded->sources.add("care.engage", text);
  Diagnostics diagnostics;
  std::vector<model::InputFile> files;
  files.push_back({syntax::parse(loaded->sources, file, diagnostics), {}, true});
  loaded->program = model::check(loaded->sources, files, {[](const std::string&) { return true; }}, diagnostics);
  loaded->faults = render(diagnostics.sorted(), loaded->sources);
  return loaded;
}

}  // namespace engage::scenarios
