"""Measures what tests/bench/simulate says; medians of several runs, the policies in turn.

  measure_simulate.py ENGAGE [RUNS]
"""

import os
import re
import statistics
import subprocess
import sys

YEARS = "2025-2034"
FACTS = {
    "individual-entry": ["service=individual", "caseload_capacity=yes", "consent_voicemail=yes", "consent_email=yes"],
    "existing-client": ["service=individual", "in_service=yes", "consent_voicemail=yes", "consent_email=yes"],
    "youth-outreach": ["service=individual", "caseload_capacity=yes", "age=17", "consent_voicemail=yes"],
    "family-support": ["risk=low"],
}


def run(engage, policy):
    """CPU seconds, starts and assessments of one run."""
    command = [engage, "simulate", f"policies/{policy}.engage", "--every-start", YEARS, "--worker", "deadline"]
    for fact in FACTS[policy] + ["family_violence=no", "limited_literacy=no"] * (policy != "family-support"):
        command += ["--set", fact]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    told = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    counts = re.search(r"(\d+) starts, (\d+) assessments", told)
    if process.returncode != 0 or not counts:
        sys.exit(f"{' '.join(command)} failed with {process.returncode}: {told}")
    return usage.ru_utime + usage.ru_stime, int(counts[1]), int(counts[2])


def main():
    engage, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5
    results = {policy: [] for policy in FACTS}
    for _ in range(runs):
        for policy, found in results.items():
            found.append(run(engage, policy))
    print(f"every start of {YEARS}, deadline, silent; medians of {runs} runs, in turn")
    print(f"{'':18} {'starts':>7} {'assessments':>12} {'CPU s':>7} {'assessments a second':>21}")
    for policy, found in results.items():
        seconds = statistics.median(each[0] for each in found)
        _, starts, assessments = found[0]
        print(f"{policy:18} {starts:7} {assessments:12} {seconds:7.2f} {assessments / seconds:21,.0f}")


main()
