"""Holds what engage writes as csv to what other programs make of it: nothing turns into something else.

Usage: hold_tables.py POLICY... -- CASES... -- DAY...; `engage` is the first on the PATH. Reads each table with csvkit,
which guesses the type of each column, and with miller. Prints what does not hold; the exit code says whether anything
did not.
"""

import csv
import io
import json
import re
import subprocess
import sys

# These mix dates with dates that have a time, as docs/output-formats.md says; csvkit then gives every one a time.
MIXED = {"as_of", "since", "opens", "due", "start_at"}
# Where all are 0 or 1, csvkit takes them for no and yes.
NUMBERS = {"version", "episode", "days_late", "line", "recorded"}
DATES = {"since_date", "opens_date", "due_date", "start_date"}
MINUTES = {"since_minute", "opens_minute", "due_minute", "start_minute"}

failures = 0


def fail(where, what):
    global failures
    failures += 1
    print(f"{where}: {what}")


def output_of(*command, stdin, codes=(0,)):
    done = subprocess.run(command, input=stdin, capture_output=True)
    if done.returncode not in codes:
        fail(" ".join(command), f"exit {done.returncode}: {done.stderr.decode()[-400:]}")
    return done.stdout


def rows_of(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


def as_date_time(cell):
    return {10: cell + "T00:00:00", 16: cell + ":00"}.get(len(cell), cell)


def guessed(name, cells):
    """What csvkit may make of a column, where it guesses."""
    filled = {cell for cell in cells if cell}
    if name in NUMBERS and filled and filled <= {"0", "1"}:
        return [{"0": "False", "1": "True"}.get(cell, cell) for cell in cells]
    if name in MIXED and any("T" in cell for cell in filled):
        return [as_date_time(cell) for cell in cells]
    return cells


def compare(where, wanted, found):
    if len(wanted) != len(found):
        return fail(where, f"{len(found)} rows of {len(wanted)}")
    for number, (row, other) in enumerate(zip(wanted, found)):
        for name, cell, seen in zip(wanted[0], row, other):
            if cell != seen:
                fail(where, f"row {number}, {name}: {cell!r} became {seen!r}")
        if len(row) != len(other):
            fail(where, f"row {number} has {len(other)} cells of {len(row)}")


def cell_of(value):
    return {None: "", True: "True", False: "False"}.get(value, value) if not isinstance(value, str) else value


def rows_of_json(data, names):
    records = json.loads(data, parse_int=str, parse_float=str)
    return [list(names)] + [[cell_of(record.get(name)) for name in names] for record in records]


def hold_types(where, rows):
    for name, cells in zip(rows[0], zip(*rows[1:])):
        form = r"\d{4}-\d\d-\d\d" if name in DATES else r"\d{4}-\d\d-\d\dT\d\d:\d\d:00" if name in MINUTES else None
        for cell in cells:
            if form and cell and not re.fullmatch(form, cell):
                fail(where, f"{name} holds {cell!r}")


def hold(policies, cases, day, *options):
    where = " ".join((cases, "on", day) + options)
    table = output_of("engage", "due", *policies, "--cases", cases, "--as-of", day, "--format", "csv", *options,
                      stdin=b"", codes=(0, 1))
    rows = rows_of(table)
    if len(rows) == 1:
        return
    hold_types(where, rows)
    compare(f"{where}: csvformat", rows, rows_of(output_of("csvformat", stdin=table)))
    compare(f"{where}: in2csv -I", rows, rows_of(output_of("in2csv", "-f", "csv", "-I", stdin=table)))
    compare(f"{where}: csvjson -I", rows, rows_of_json(output_of("csvjson", "-I", stdin=table), rows[0]))
    compare(f"{where}: miller, csv", rows, rows_of(output_of("mlr", "--csv", "cat", stdin=table)))
    compare(f"{where}: miller, JSON", rows, rows_of_json(output_of("mlr", "--icsv", "--ojson", "cat", stdin=table),
                                                         rows[0]))
    columns = [guessed(name, cells) for name, cells in zip(rows[0], zip(*rows[1:]))]
    expected = [rows[0]] + [list(row) for row in zip(*columns)]
    compare(f"{where}: in2csv", expected, rows_of(output_of("in2csv", "-f", "csv", stdin=table)))


def main():
    policies, cases, days = " ".join(sys.argv[1:]).split(" -- ")
    for path in cases.split():
        for day in days.split():
            hold(policies.split(), path, day)
            hold(policies.split(), path, day, "--only", "overdue")  # the fewer rows, the more a column looks like
    print(f"{failures} failures")
    sys.exit(failures > 0)


main()
