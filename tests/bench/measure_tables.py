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


def write_description(folder):
    """What the columns of the two tables mean, and that they are sorted."""
    def named(columns, prefix=""):
        return "{ " + ", ".join(f'"{name}" = "{prefix}{name}"' for name in columns) + " }"
    with open(f"{folder}/cases.csv", newline="") as file:
        header = next(csv.reader(file))
    facts = [name for name in header[2:] if not name.startswith("assignee.")]
    roles = [name[len("assignee."):] for name in header if name.startswith("assignee.")]
    with open(f"{folder}/events.csv", newline="") as file:
        changed = sorted({row["fact"] for row in csv.DictReader(file)} - {""})
    with open(f"{folder}/source.toml", "w") as file:
        file.write(f'''[[table]]
file = "cases.csv"
sorted = true
id = "id"
policy = {{ column = "policy" }}
facts = {named(facts)}
assignees = {named(roles, "assignee.")}

[[table]]
file = "events.csv"
sorted = true
id = "case_id"

[[table.events]]
event = {{ column = "event" }}
at = "at"
by = "by"
note = "note"
recorded = "recorded"
''')
        for name in changed:
            file.write(f'''
[[table.events]]
at = "at"
by = "by"
recorded = "recorded"
when = {{ fact = "{name}" }}
set = {{ "{name}" = "value" }}
''')


def main():
    build, count = sys.argv[1], int(sys.argv[2])
    due = [f"{build}/engage", "due", POLICY, "--as-of", "2026-01-14", "--format", "jsonl", "--jobs", "1"]
    with tempfile.TemporaryDirectory() as folder:
        # In a process of its own: what this one holds would count as the memory of those that it starts.
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            cases, events = pool.apply(make_tables, (build, count, folder))
            pool.apply(write_description, (folder,))
        ways = {
            "JSON lines": ["--cases", f"{folder}/cases.jsonl"],
            "tables": ["--cases", f"{folder}/cases.csv", "--events", f"{folder}/events.csv"],
            "sorted tables": ["--source", f"{folder}/source.toml"],
        }
        ratios, memory = {way: [] for way in ways}, {}
        for _ in range(5):
            seconds, said = {}, {}
            for way, options in ways.items():
                seconds[way], memory[way], said[way] = run(due + options)
                ratios[way].append(seconds[way] / seconds["JSON lines"])
            if len(set(said.values())) > 1:
                sys.exit("the ways do not say the same")
        size = os.path.getsize(folder + "/cases.csv") + os.path.getsize(folder + "/events.csv")
        print(f"{cases} cases, {events} events, {size >> 20} MiB of tables")
        for way, found in ratios.items():
            print(f"{way}: CPU time over that of JSON lines: median {statistics.median(found):.2f} "
                  f"({min(found):.2f} to {max(found):.2f} over {len(found)} runs); peak memory {memory[way]:.1f} MiB")


if __name__ == "__main__":
    main()
