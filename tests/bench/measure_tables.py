"""Cases in tables beside the same cases as JSON lines: CPU time and peak memory of whole processes, in turn.

measure_tables.py BUILD COUNT
"""
import csv
import hashlib
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile

POLICY = "policies/individual-entry.engage"


def run(command):
    """Seconds of CPU and peak memory in MiB of one run, and a digest of what it printed."""
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            sys.exit(f"{command} ended with {process.returncode}")
        out.seek(0)
        digest = hashlib.sha256()
        while part := out.read(1 << 20):
            digest.update(part)
        return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, digest.digest()


def write_tables(lines, folder):
    """The same cases as two tables, sorted by case, and a description of them that says so."""
    records = sorted((json.loads(line) for line in lines), key=lambda record: record["id"].encode())
    facts = sorted({name for record in records for name in record.get("facts", {})})
    roles = sorted({name for record in records for name in record.get("assignees", {})})
    events = 0
    with open(f"{folder}/cases.csv", "w", newline="") as cases_file, \
            open(f"{folder}/events.csv", "w", newline="") as events_file:
        cases, entries = csv.writer(cases_file), csv.writer(events_file)
        cases.writerow(["id", "policy"] + facts + ["assignee." + role for role in roles])
        entries.writerow(["case_id", "at", "event", "by", "note", "recorded", "fact", "value"])
        for record in records:
            said = record.get("facts", {})
            cases.writerow([record["id"], record.get("policy", "")] + [cell(said.get(name)) for name in facts] +
                           [record.get("assignees", {}).get(role, "") for role in roles])
            for entry in record.get("events", []):
                changes = list(entry.get("set", {}).items()) or [("", "")]
                for number, (fact, value) in enumerate(changes):
                    entries.writerow([record["id"], entry["at"], entry.get("event", "") if number == 0 else "",
                                      entry.get("by", ""), entry.get("note", ""), entry.get("recorded", ""), fact,
                                      cell(value)])
                    events += 1
    with open(f"{folder}/cases.jsonl", "w") as file:
        for record in records:
            file.write(json.dumps(record, separators=(",", ":"), ensure_ascii=False) + "\n")
    return len(records), events


def make_tables(build, count, folder):
    lines = subprocess.run([f"{build}/tests/bench/generate_caseload", str(count)], check=True, capture_output=True,
                           text=True).stdout.splitlines()
    return write_tables(lines, folder)


def cell(value):
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def main():
    build, count = sys.argv[1], int(sys.argv[2])
    due = [f"{build}/engage", "due", POLICY, "--as-of", "2026-01-14", "--format", "jsonl", "--jobs", "1"]
    with tempfile.TemporaryDirectory() as folder:
        # In a process of its own: what this one holds would count as the memory of those that it starts.
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            cases, events = pool.apply(make_tables, (build, count, folder))
        as_json = due + ["--cases", f"{folder}/cases.jsonl"]
        as_tables = due + ["--cases", f"{folder}/cases.csv", "--events", f"{folder}/events.csv"]
        ratios, memory = [], {}
        for _ in range(5):
            json_cpu, memory["json"], json_out = run(as_json)
            table_cpu, memory["tables"], table_out = run(as_tables)
            if json_out != table_out:
                sys.exit("the two ways do not say the same")
            ratios.append(table_cpu / json_cpu)
        print(f"{cases} cases, {events} events: tables / JSON lines, CPU time: median {statistics.median(ratios):.2f} "
              f"({min(ratios):.2f} to {max(ratios):.2f} over {len(ratios)} pairs)")
        print(f"peak memory: {memory['json']:.1f} MiB of JSON lines, {memory['tables']:.1f} MiB of tables "
              f"({os.path.getsize(folder + '/cases.csv') + os.path.getsize(folder + '/events.csv') >> 20} MiB of files)")


if __name__ == "__main__":
    main()
