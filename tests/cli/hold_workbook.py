"""Holds what engage writes as xlsx to what other programs read in it, and to what engage says in JSON.

Usage: hold_workbook.py FOLDER, an empty one; `engage` is the first on the PATH, and the folder of the project the
current one. Prints what does not hold; the exit code says whether anything did not.
"""

import csv
import datetime
import io
import json
import os
import pty
import subprocess
import sys
import time
import zipfile

import openpyxl

POLICIES = ["policies/individual-entry.engage", "policies/existing-client.engage", "policies/youth-outreach.engage"]

failures = 0


def fail(where, what):
    global failures
    failures += 1
    print(f"{where}: {what}")


def due(*arguments, codes=(0, 1), **more):
    done = subprocess.run(["engage", "due", *arguments], capture_output=True, **more)
    if done.returncode not in codes:
        fail(" ".join(arguments), f"exit {done.returncode}: {done.stderr.decode()[-400:]}")
    return done.stdout


def shown(cell):
    """As xlsx2csv shows it."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, datetime.datetime):
        return cell.value.strftime("%Y-%m-%d %H:%M" if "hh" in cell.number_format else "%Y-%m-%d")
    return str(cell.value)


def hold_form(where, book, path):
    for sheet in book.worksheets:
        place = f"{where}, {sheet.title}"
        if sheet.freeze_panes != "A2" or sheet.auto_filter.ref != sheet.dimensions:
            fail(place, f"freezes {sheet.freeze_panes}, filters {sheet.auto_filter.ref} of {sheet.dimensions}")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" or cell.hyperlink:
                    fail(place, f"a formula or an address: {cell.value!r}")
                if cell.data_type == "d" and cell.number_format not in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm"):
                    fail(place, f"a date shown as {cell.number_format}")
                if cell.data_type == "n" and cell.value is not None and not isinstance(cell.value, int):
                    fail(place, f"a number {cell.value!r}")
        widths = [sheet.column_dimensions[column[0].column_letter].width for column in sheet.iter_cols()]
        if not all(8 <= width <= 52 for width in widths):
            fail(place, f"columns as wide as {widths}")
    read = subprocess.run(["xlsx2csv", "-a", path], capture_output=True)
    if read.returncode != 0:
        return fail(where, f"xlsx2csv: {read.stderr.decode()[-400:]}")
    # Before each sheet it says "-------- 1 - NAME".
    texts = read.stdout.decode().split("-------- ")[1:]
    if len(texts) != len(book.worksheets):
        fail(where, f"xlsx2csv reads {len(texts)} sheets of {len(book.worksheets)}")
    for text, sheet in zip(texts, book.worksheets):
        rows = list(csv.reader(io.StringIO(text.split("\n", 1)[1], newline="")))
        for wanted, found in zip(sheet.iter_rows(), rows):
            if [shown(cell) for cell in wanted] != found[:len(wanted)]:
                fail(f"{where}, {sheet.title}", f"xlsx2csv reads {found}")


def hold_archive(where, data):
    for part in zipfile.ZipFile(io.BytesIO(data)).infolist():
        if part.date_time != (1980, 1, 1, 0, 0, 0):
            fail(where, f"{part.filename} is of {part.date_time}")


def hold_work(where, book, cases):
    """Work by id, with its dates, on the sheet of its role; and every case on some sheet."""
    rows = {}
    for sheet in book.worksheets:
        names = [cell.value for cell in sheet[1]]
        if "What to do" not in names:
            continue
        for row in sheet.iter_rows(min_row=2):
            cells = dict(zip(names, row))
            rows[cells["Case"].value, cells["Id"].value, cells["Episode"].value, sheet.title] = cells
            if sheet.title != cells["Role"].value[:31].strip():
                fail(where, f"{cells['Role'].value} on {sheet.title}")
        states = [row[names.index("State")].value for row in sheet.iter_rows(min_row=2)]
        if states != sorted(states, key=["overdue", "due today", "open", "upcoming"].index):
            fail(where, f"{sheet.title} begins with {states}")
    count = 0
    for case in cases:
        for work in case.get("actions", []) + case.get("upcoming", []):
            count += 1
            found = [cells for (name, id, *_), cells in rows.items() if (name, id) == (case["case"], work["id"])]
            if len(found) != 1:
                fail(where, f"{case['case']} {work['id']} stands {len(found)} times")
                continue
            cells = found[0]
            for heading, key in (("Opens", "opens"), ("Due", "due")):
                wanted = work[key] and datetime.datetime.fromisoformat(work[key])
                if cells[heading].value != wanted:
                    fail(where, f"{work['id']} {key} {work[key]} is {cells[heading].value}")
                if wanted and ("hh" in cells[heading].number_format) != ("T" in work[key]):
                    fail(where, f"{work['id']} {key} {work[key]} as {cells[heading].number_format}")
            if cells["Days late"].value != work.get("days_late"):
                fail(where, f"{work['id']} is {cells['Days late'].value} days late")
    if count != len(rows):
        fail(where, f"{len(rows)} rows of {count}")
    everything = {cell.value for sheet in book.worksheets[1:] for row in sheet.iter_rows() for cell in row}
    for case in cases:
        name = case["case"] if "case" in case else case["id"]
        if name is not None and name not in everything:
            fail(where, f"{name} is on no sheet")
    rejected = [case for case in cases if "rejected" in case]
    listed = book["Rejected"].max_row - 1 if "Rejected" in book.sheetnames else 0
    if listed != len(rejected):
        fail(where, f"{listed} rejected of {len(rejected)}")


def hold_summary(where, book, cases, day):
    values = {row[0].value: row[1].value for row in book["Summary"].iter_rows(min_row=2)}
    wanted = {"Cases": len(cases), "Rejected": sum("rejected" in case for case in cases)}
    for status in ("active", "not_started", "finished", "not_applicable"):
        wanted[status.replace("_", " ").capitalize()] = sum(case.get("status") == status for case in cases)
    for name, value in wanted.items():
        if values.get(name) != value:
            fail(where, f"{name} {values.get(name)}, and it is {value}")
    if values["As of"] != datetime.datetime.fromisoformat(day):
        fail(where, f"as of {values['As of']}")
    end = datetime.timedelta(0) if "T" in day else datetime.timedelta(minutes=24 * 60 - 1)
    if not day.startswith("1970") and book.properties.created != datetime.datetime.fromisoformat(day) + end:
        fail(where, f"made on {book.properties.created}")


def hold(folder, policies, cases, day, *options):
    where = " ".join((cases, day) + options)
    arguments = [*policies, "--cases", cases, "--as-of", day, *options, "--format"]
    data = due(*arguments, "xlsx")
    time.sleep(1.01)  # of another second
    if due(*arguments, "xlsx", "--jobs", "3", env=dict(os.environ, TZ="Asia/Tokyo", TMPDIR="/nowhere")) != data:
        fail(where, "has other bytes the next time")
    path = os.path.join(folder, "due.xlsx")
    with open(path, "wb") as file:
        file.write(data)
    book = openpyxl.load_workbook(path)
    records = [json.loads(line) for line in due(*arguments, "jsonl").decode().splitlines()]
    hold_form(where, book, path)
    hold_archive(where, data)
    if not options:
        hold_work(where, book, records)
    hold_summary(where, book, records, day)
    return book


def hold_terminal(policies):
    terminal, other = pty.openpty()
    done = subprocess.run(["engage", "due", *policies, "--cases", "examples/small.jsonl", "--format", "xlsx"],
                          stdout=other, stderr=subprocess.PIPE)
    os.close(other)
    if done.returncode != 2 or b"terminal" not in done.stderr:
        fail("to a terminal", f"exit {done.returncode}: {done.stderr.decode()}")
    os.close(terminal)


def main():
    folder = sys.argv[1]
    for cases in ("examples/small.jsonl", "examples/caseload.jsonl", "tests/golden/cli/fixtures/ids.jsonl"):
        for day in ("2026-01-08T10:15", "2026-01-14", "1970-01-01T00:00"):
            hold(folder, POLICIES, cases, day)
    standings = "tests/golden/cli/fixtures/standings"
    hold(folder, [standings + ".engage"], standings + ".jsonl", "2026-01-14")
    book = hold(folder, POLICIES, "examples/small.jsonl", "2026-01-14", "--only", "overdue", "--known-on", "2026-01-12")
    if book.sheetnames[:2] != ["Summary", "Assigned worker"] or book["Summary"]["A3"].value != "As known on":
        fail("--only overdue", f"{book.sheetnames}")
    small = [*POLICIES, "--cases", "examples/small.jsonl", "--as-of", "2026-01-14", "--format", "xlsx"]
    if due(*small, "--assignee", "Nobody", codes=(2,)):
        fail("--assignee Nobody", "writes something")
    hold_terminal(POLICIES)
    print(f"{failures} failures")
    sys.exit(failures > 0)


main()
