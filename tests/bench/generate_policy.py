"""Writes a policy of about so many lines, with a calendar and a vocabulary of its own: chapters of the kind
that guides have, each a stage with steps, waits, a choice, rounds, a limit, rules and an escalation.

  generate_policy.py [LINES] > policy.engage   default 1000
"""

import sys

HEAD = """calendar regional "Regional holidays"
  covers 2026 to 2035
  timezone "America/Toronto"
  holiday "New Year's Day" on january 1, if weekend then next business day
  holiday "Family Day" on third monday of february
  holiday "Good Friday" on 2 days before easter
  holiday "Canada Day" on july 1, if weekend then next business day
  holiday "Labour Day" on first monday of september
  holiday "Christmas Day" on december 25, if weekend then next business day

vocabulary words "Words of the program"
  role worker "Assigned worker"
  role supervisor "Program supervisor"
  fact consent_voicemail "May leave a voicemail" yes/no
  fact consent_text "May send a text message" yes/no
  fact risk "Assessed risk" scale low < medium < high < extreme
  event referral "Referral received"
  event contact "Client responded"
  action call_main "Call the main phone number"
  action leave_message "Leave a voicemail" allowed if consent_voicemail
  action send_text "Send a text message" allowed if consent_text
  action send_letter "Send a letter"
  action consult "Consult the supervisor" by supervisor
  action close_file "Close the file"
"""

POLICY = """
policy long_guide "A long guide"
  version 1 effective 2026-01-01
  source "Guide"
  calendar regional
  starts on referral
  default within 1 business day
  default by worker
"""

STAGE = """
  stage chapter_{0} "Chapter {0}"
    source "chapter {0}"
    limit 3 months then go to closing
    step first_{0} "First attempt"
      within 2 business days
      do call_main
      do leave_message
      note "Ask whether it is a good time to talk."
    wait 2 to 4 business days
    if risk is at least high
      step urgent_{0} "Tell the supervisor"
        within 1 business day
        do consult
    otherwise
      step second_{0} "Second attempt"
        do any of call_main, send_text, send_letter
    repeat every 3 to 5 business days at most 2 times until contact happened in this stage
      step again_{0} "Another attempt"
        do call_main, varying weekday and time of day
        do send_text if contact happened at least 1 time since referral
    wait 1 week for contact
    go to {1}

  on contact during chapter_{0} if not (risk is extreme)
    go to closing

  escalate late_{0} "No contact in chapter {0}" to supervisor
    when no contact within 4 weeks of referral and any step is overdue by 2 business days during chapter_{0}
    step look_{0} "Look into chapter {0}"
      within 1 business day
      do consult
"""

TAIL = """
  stage closing "Close the file"
    step close "Close the file"
      within 2 business days
      do close_file
    finish closed "Closed"
"""


def main():
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    fixed = (HEAD + POLICY + TAIL).count("\n")
    chapters = max(1, round((lines - fixed) / STAGE.count("\n")))
    names = [f"chapter_{i}" for i in range(2, chapters + 1)] + ["closing"]
    print(HEAD + POLICY + "".join(STAGE.format(i, next_one) for i, next_one in enumerate(names, 1)) + TAIL, end="")


main()
