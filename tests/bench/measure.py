"""Measures what tests/bench/run says; medians of several runs, the two programs in turn."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

POLICY = "policies/individual-entry.engage"
RUNS = 7


def run(command):
    """CPU seconds and peak KiB of one run."""
    with open(os.devnull, "w") as null:
        process = subprocess.Popen(command, stdout=null, stderr=null)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{command[0]} failed with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def generate(build, count, folder):
    path = os.path.join(folder, f"{count}.jsonl")
    with open(path, "w") as out:
        subprocess.run([f"{build}/tests/bench/generate_caseload", str(count)], stdout=out, check=True)
    return path


def main():
    build, count = sys.argv[1], int(sys.argv[2])
    due = [f"{build}/engage", "due", POLICY, "--as-of", "2026-01-14", "--format", "jsonl", "--jobs", "1", "--cases"]
    with tempfile.TemporaryDirectory() as folder:
        cases = generate(build, count, folder)
        print(f"{count} cases of {os.path.getsize(cases) / count:.0f} bytes")
        touched, assessed = [], []
        for _ in range(RUNS):
            touched.append(run([f"{build}/tests/bench/touch_fields", cases])[0])
            assessed.append(run(due + [cases])[0])
        ratios = [t / a for t, a in zip(touched, assessed)]
        print(f"touch every field: {statistics.median(touched) / count * 1e6:.2f} us of CPU a case")
        print(f"engage due:        {statistics.median(assessed) / count * 1e6:.2f} us of CPU a case")
        print(f"ratio: median {statistics.median(ratios):.2f}, from {min(ratios):.2f} to {max(ratios):.2f}")
        for size in (10_000, 1_000_000):
            path = generate(build, size, folder)
            print(f"peak memory at {size} cases: {run(due + [path])[1] / 1024:.1f} MiB")
        one = generate(build, 1, folder)
        starts = []
        for _ in range(20):
            began = time.perf_counter()
            with subprocess.Popen(due + [one], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
                process.stdout.readline()
                starts.append(time.perf_counter() - began)
        print(f"from start to the first line: median {statistics.median(starts) * 1000:.1f} ms")


main()
