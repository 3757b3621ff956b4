"""Measures what tests/bench/lint says; medians of several runs, the commands in turn.

  measure_lint.py BUILD-FOLDER [RUNS]
"""

import glob
import os
import statistics
import subprocess
import sys
import tempfile
import time

LINES = 1000


def run(command):
    """Wall and CPU milliseconds of one run."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} failed with {process.returncode}")
    return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000


def lines_of(paths):
    return sum(open(path, "rb").read().count(b"\n") for path in paths)


def main():
    engage, ways = (os.path.join(sys.argv[1], name) for name in ("engage", "count_ways"))
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 41
    with tempfile.TemporaryDirectory() as folder:
        generated = os.path.join(folder, "policy.engage")
        with open(generated, "w") as out:
            generator = os.path.join(os.path.dirname(__file__), "generate_policy.py")
            subprocess.run([sys.executable, generator, str(LINES)], stdout=out, check=True)
        shipped = glob.glob("policies/**/*.engage", recursive=True)
        commands = {
            "start of a process": ([engage, "--version"], 0),
            "shipped, without time": ([engage, "lint", "--ignore", "L2", "policies"], lines_of(shipped)),
            "shipped, all rules": ([engage, "lint", "policies"], lines_of(shipped)),
            "generated, without time": ([engage, "lint", "--ignore", "L2", generated], lines_of([generated])),
            "generated, all rules": ([engage, "lint", generated], lines_of([generated])),
        }
        times = {name: [] for name in commands}
        for _ in range(runs):
            for name, (command, _) in commands.items():
                times[name].append(run(command))
        print(f"{runs} runs of each, in turn; medians")
        print(f"{'':24} {'lines':>6} {'wall ms':>8} {'CPU ms':>8} {'CPU ms a 1000 lines':>20}")
        for name, (_, lines) in commands.items():
            wall, cpu = (statistics.median(column) for column in zip(*times[name]))
            each = f"{cpu / lines * 1000:20.2f}" if lines else ""
            print(f"{name:24} {lines:6} {wall:8.1f} {cpu:8.1f} {each}")

        subprocess.run([ways, "policies", generated], check=True)


main()
