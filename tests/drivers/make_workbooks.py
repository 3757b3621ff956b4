#!/usr/bin/python3
"""Writes workbooks for the tests into a folder: make_workbooks.py FOLDER

Some by openpyxl; the others by hand, part by part, for what openpyxl does not write and other programs do.
"""
import datetime
import sys
import zipfile
from pathlib import Path

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)


def by_openpyxl():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Cases"
    sheet.append(["Case list of the north office"])
    sheet.append([])
    sheet.append(["Id", "Entered", "Called at", "Open", "Worker", "Rate"])
    sheet.append([41, datetime.date(2026, 1, 14), datetime.datetime(2026, 1, 14, 10, 30), True, "Zoë Łuk — 電話", 0.1])
    sheet.append([None, None, None, None, "only a worker", None])
    sheet["A6"], sheet["A6"].number_format = 71, "00000"
    sheet["B6"], sheet["B6"].number_format = datetime.datetime(2026, 1, 14, 23, 59, 59), "d. mmmm yyyy"
    sheet["C6"], sheet["C6"].number_format = datetime.time(9, 5), "hh:mm"
    sheet["D6"] = "=1=1"
    sheet["E6"] = "line one\nline two\ttab\rreturn"
    sheet["F6"] = "#REF!"
    sheet["F6"].data_type = "e"
    sheet.row_dimensions[6].hidden = True
    sheet.merge_cells("A8:B9")
    sheet["A8"] = "merged"
    sheet["C9"] = "beside"
    sheet["XFD100"] = "far"
    other = book.create_sheet("Hidden & far")
    other.sheet_state = "hidden"
    other["B2"] = datetime.timedelta(hours=27, minutes=30)
    book.create_sheet("Empty")
    chart = book.create_chartsheet("Chart")
    chart.sheet_state = "visible"
    book.save(folder / "openpyxl.xlsx")

    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([datetime.date(2026, 1, 14), datetime.datetime(2026, 1, 14, 10, 30), datetime.date(1904, 1, 1)])
    book.save(folder / "since-1904.xlsx")


def a_long_one():
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Long")
    for number in range(100_000):
        sheet.append([number, f"worker {number}", datetime.date(2026, 1, 14)])
    book.save(folder / "long.xlsx")


def by_hand(name, sheet, *, main=MAIN, shared=None, styles=None, workbook="", prefix="", sheets=1):
    """One sheet, or more of the same; with the parts that are given."""
    colon = prefix + ":" if prefix else ""
    xmlns = f'xmlns{":" + prefix if prefix else ""}="{main}"'
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{LINKS}/worksheet" Target="/xl/worksheets/sheet{n}.xml"/>'
        for n in range(1, sheets + 1))
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        if shared is not None:
            links += f'<Relationship Id="rId98" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/>'
            archive.writestr("xl/SharedStrings.xml", f'<sst xmlns="{main}">{shared}</sst>')
        if styles is not None:
            links += f'<Relationship Id="rId99" Type="{LINKS}/styles" Target="../xl/styles.xml"/>'
            archive.writestr("xl/styles.xml", f'<styleSheet xmlns="{main}">{styles}</styleSheet>')
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" '
                         f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>')
        names = "".join(f'<{colon}sheet name="Sheet{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, sheets + 1))
        archive.writestr("xl/workbook.xml", f'<{colon}workbook {xmlns} xmlns:r="{LINKS}">{workbook}'
                         f'<{colon}sheets>{names}</{colon}sheets></{colon}workbook>')
        for n in range(1, sheets + 1):
            archive.writestr(f"xl/worksheets/sheet{n}.xml",
                             f'<?xml version="1.0"?><{colon}worksheet {xmlns}>{sheet}</{colon}worksheet>')


def cells_of_every_kind():
    by_hand("kinds.xlsx", """<sheetData>
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>
        <c r="D1" t="s"><v>3</v></c></row>
      <row r="2"><c r="A2" t="inlineStr"><is><t>in</t></is></c>
        <c r="B2" t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>
        <c r="C2" t="str"><f>"a"&amp;"b"</f><v>ab &amp; c</v></c><c r="D2" t="str"><f>""</f><v></v></c></row>
      <row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3" t="b"><f>1=2</f><v>0</v></c>
        <c r="C3" t="e"><v>#REF!</v></c><c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>
      <row r="4"><c r="A4"><f>SUM(B1:B2)</f></c><c r="B4"><f>1+1</f><v>2</v></c><c r="C4" t="d"><v>2026-01-14T10:30:00</v></c>
        <c r="D4" t="d" s="1"><v>2026-01-14T00:00:00</v></c></row>
      <row><c><v>1</v></c><c s="1"/><c><v>3</v></c></row>
      <row r="6"><c r="A6"><v>12345678901234567890</v></c><c r="B6"><v>0.30000000000000004</v></c><c r="C6"><v>4.1E1</v></c>
        <c r="D6"><v>-0.5</v></c></row>
      <row r="8"><c r="A8" s="1"><v>0</v></c><c r="B8" s="1"><v>-1</v></c><c r="C8" s="1"><v>60</v></c>
        <c r="D8" s="1"><v>59</v></c><c r="E8" s="1"><v>61</v></c><c r="F8" s="1"><v>46036.4375</v></c></row>
    </sheetData><mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>""",
            shared="<si><t>one</t></si><si><r><rPr><b/></rPr><t>bo</t></r><r><t>ld</t></r></si>"
                   "<si><t>tab_x0009_end _x005F_x0041_ _x12</t></si><si><t xml:space='preserve'> spaces </t></si>",
            styles='<cellStyleXfs><xf numFmtId="22"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>')

    codes = ["General", "yyyy-mm-dd", "[$-409]d\\.\\ mmmm\\ yyyy;@", '"Stand: "yyyy', "hh:mm", "[h]:mm", "mm:ss.0",
             "0.00", '#,##0 "Days"', "[Red]0", "0.00E+00", "000", "[Black]General", "m/d/yyyy h:mm AM/PM", "_-* #,##0_d",
             "mmm"]
    cells = "".join(f'<row r="{n + 1}"><c r="A{n + 1}" s="{n}"><v>46036.4375</v></c><c r="B{n + 1}" s="{n}"><v>7</v></c>'
                    f'<c r="C{n + 1}" s="{n}"><v>0.4375</v></c></row>' for n in range(len(codes)))
    formats = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
                      for n, code in enumerate(codes))
    styles = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(codes)))
    by_hand("formats.xlsx", f"<sheetData>{cells}</sheetData>",
            styles=f"<numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs>")

    one = '<{0}sheetData><{0}row r="3"><{0}c r="B3" t="inlineStr"><{0}is><{0}t>x</{0}t></{0}is></{0}c></{0}row></{0}sheetData>'
    by_hand("prefixed.xlsx", one.format("x:"), prefix="x")
    by_hand("strict.xlsx", one.format(""), main=STRICT, sheets=2, workbook='<workbookPr date1904="true"/>')


def what_cannot_be_read():
    good = (folder / "kinds.xlsx").read_bytes()
    (folder / "cut.xlsx").write_bytes(good[:len(good) // 2])
    spoiled = bytearray(good)
    at = good.index(b"xl/worksheets/sheet1.xml") + 60
    spoiled[at] ^= 0x55
    (folder / "spoiled.xlsx").write_bytes(bytes(spoiled))
    by_hand("doctype.xlsx", "<sheetData/>")
    with zipfile.ZipFile(folder / "ods.xlsx", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with zipfile.ZipFile(folder / "zip.xlsx", "w") as archive:
        archive.writestr("readme.txt", "hello")
    old = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
    (folder / "old.xls").write_bytes(old + "Workbook".encode("utf-16-le"))
    (folder / "encrypted.xlsx").write_bytes(old + "EncryptedPackage".encode("utf-16-le"))
    (folder / "text.xlsx").write_bytes(b"id,worker\n")
    (folder / "empty.xlsx").write_bytes(b"")

    def row(number, cell):
        return f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="{number}">{cell}</row></sheetData>'
    by_hand("bad-row.xlsx", row(1, ""))
    by_hand("bad-column.xlsx", row(2, '<c r="ZZZZZZ2"><v>1</v></c>'))
    by_hand("bad-kind.xlsx", row(2, '<c r="A2" t="new"><v>1</v></c>'))
    by_hand("bad-text.xlsx", row(2, '<c r="A2" t="s"><v>7</v></c>'))
    by_hand("bad-xml.xlsx", row(2, "<c>"))
    with zipfile.ZipFile(folder / "laughs.xlsx", "w") as archive:
        archive.writestr("_rels/.rels", '<!DOCTYPE r [<!ENTITY a "ha">]><Relationships/>')


by_openpyxl()
a_long_one()
cells_of_every_kind()
what_cannot_be_read()
