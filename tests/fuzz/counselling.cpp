#include "counselling.h"

#include "hold.h"
#include "model/check.h"
#include "syntax/parse.h"
#include "text/render.h"

namespace engage::fuzz {
namespace {

constexpr std::string_view kText = R"(
calendar working "Working days"
  covers 2024 to 2028
  timezone "America/St_Johns"
  holiday "New Year's Day" on january 1

vocabulary words "Words"
  role worker "Worker"
  role supervisor "Supervisor"
  fact service "Service" one of individual, family
  fact risk "Risk" scale low < medium < high < extreme
  fact consent_voicemail "Consent" yes/no
  fact age "Age" number
  fact contact_day "Day of contact" date
  fact next_appointment "Next appointment" date
  fact referral_source "Referral source" text
  fact spoken_language "Language" text, default "English"
  event referral_assigned "Referral assigned"
  event contact "Contact"
  action call_main "Call the main number" by worker
  action leave_message "Leave a message" allowed if consent_voicemail
  action send_email "Send an email"
  action tell_supervisor "Tell the supervisor" by supervisor
  action remind "Remind of the appointment"

policy individual_entry "Entry"
  calendar working
  applies when service is individual or age is at least 12
  starts on referral_assigned when referral_source is known
  default within 1 business day

  stage outreach "Outreach"
    limit 2 months then finish no_contact "No contact"

    step first_attempt "First attempt"
      within 5 business days
      do call_main, varying weekday and time of day
      do any of leave_message, send_email

    wait 3 to 5 business days

    repeat every 1 week at most 3 times until contact_day is known
      step again "Again"
        do call_main
        do leave_message

    step appointment "Appointment"
      no later than 2 days before next_appointment
      only if next_appointment is known
      do remind

    finish exhausted "Nobody answered"

  on contact
    finish engaged "Engaged"

  escalate high_risk "High risk" to supervisor
    when risk is at least high
    step tell "Tell the supervisor"
      within 4 hours
      do tell_supervisor
)";

struct Loaded {
  Sources sources;
  model::Program program;

  Loaded() {
    Diagnostics diagnostics;
    const FileId file = sources.add("counselling.engage", std::string(kText));
    std::vector<model::InputFile> files;
    files.push_back({syntax::parse(sources, file, diagnostics), {}, true});
    auto checked = model::check(sources, files, {[](const std::string&) { return true; }}, diagnostics);
    HOLD(checked, render(diagnostics.sorted(), sources));
    program = std::move(*checked);
  }
};

}  // namespace

const model::Family& counselling() {
  static const Loaded loaded;
  return loaded.program.families.front();
}

const cases::TimeZone& newfoundland() {
  static const cases::TimeZone zone({{-2208988800, -12600}, {1772947800, -9000}, {1793507400, -12600}});
  return zone;
}

}  // namespace engage::fuzz
