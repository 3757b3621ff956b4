"""Puts hostile texts wherever a text can come from, and holds what engage prints to the rules of each format.

Usage: hold_nasty_texts.py FOLDER, an empty one; `engage` is the first on the PATH. Each check reads the output with
a parser that is not engage's own. Prints what does not hold; the exit code says whether anything did not.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as xml
import zipfile

# Of texts in a policy; what else its grammar refuses stands in comments below.
TEXTS = [
    "<script>alert(1)</script>", "</title><script>x", '"><img src=x onerror=alert(1)>', "' onload='x", "--><!-- ]]>",
    "&lt;b&gt; &amp; &#60;", '"quoted"', "back\\slash", "ends with \\", "\\N \\G \\L \\l\\n", "{a|b} <x>",
    "%%{init: {'theme':'dark'}}%%", "a --> b; click a href", "end", "a;b#c", "`code`", "``` x", "~~~", "# heading #",
    "- item", "1. item", "12) item", "+ x", "* x *", "_x_ __y__", "> quote", "| a | b |", "---", "===", "    code",
    "trailing  ", "![x](http://e.example)", "[x](javascript:alert(1))", "<javascript:alert(1)>",
    "https://evil.example", "www.evil.example", "$x$ $$y$$", "~~x~~", "{{ x }} {% y %}", "[^1]: x", "<!--", "<?x",
    "=1+1", "+1", "-1", "@SUM(1)", " =1", "\u00a0=1", "\u3000=1", "\u200b=1", "\uff1d1", "\uff0b1", "\uff0d1",
    "\uff201", "'=1", "''", "'", "a,b;c", "_x0041_", "%0A::error::x", "::error::x", "a\tb", "\tx", "\x7f",
    "a\u009b31mred",
    "\u0085FORGED", "soft\u00adhyphen", "z\u200bw\u200cj\u200dl\u200er\u200f", "l\u2028FORGED\u2029FORGED", "\ufeffbom",
    "\u061carabic", "\ufff9a\ufffab\ufffb", "no\ufffe\uffff\U0001fffecharacters", "t\U000e0041\U000e007fag",
    "\u2060\u2064\u206f", "\u3164\u115f\u034f\u180e", "\U0001f642 \u00e9\u6771\u4eac", "\u0645\u06cc\u200c\u062e",
    "long " * 60, "x" * 300,
]

# Of records, comments and the names of files too.
LAWLESS = [
    "n\0l", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b[2J", "a\r\nFORGED b", "a\nFORGED b", "a\rFORGED", "\n=1+1",
    "\r=1", "\t=1", "\x01=1", "r\u202eabc", "i\u2066x\u2069", "x\nBEGIN:VTODO\nFORGED:1", "\n::error::FORGED",
    "\x0bv\x0cf", "cases: 1\x1b[1A", "\x08\x08\x08",
]

HIDDEN = re.compile(
    "[\0-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001fffe\U0001ffff\U000e0000-\U000e00ff]")
OF_SCRIPTS = set("\xad\u034f\u061c\u180b\u180c\u180d\u180e\u180f\u200c\u200d\u200e\u200f\u2060")

failures = 0


def fail(where, what):
    global failures
    failures += 1
    print(f"{where}: {what}")


def written(character):
    code = ord(character)
    return f"\\x{code:02X}" if code <= 0xFF else f"\\u{{{code:04X}}}"


def visible(text, stays=""):
    return HIDDEN.sub(lambda m: m.group() if m.group() in stays else written(m.group()), text)


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# What the grammar refuses wherever it stands, in texts and in comments: it is tried in the faulty policy.
REFUSED = "[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ufeff]"
LAWLESS = LAWLESS + [text for text in TEXTS if re.search(REFUSED, text)]
TEXTS = [text for text in TEXTS if not re.search(REFUSED, text)]


def policy_of(texts, comments):
    lines = ["vocabulary words " + quoted(texts[0]), "  event begun", "  event go", "  fact spare text"]
    for i, text in enumerate(texts):
        q = quoted(text)
        lines += [f"  role r{i} {q}", f"  fact f{i} {q} yes/no", f"  fact t{i} {q} text", f"  event e{i} {q}",
                  f"  action a{i} {q}", f"  action b{i} {q} allowed if f{i}", f"  group g{i} {q} of a{i}, b{i}"]
    lines += [f"# {comment}" for comment in comments]
    lines += ["policy p " + quoted(texts[0]), "  version 1", "  source " + quoted(texts[0]), "  starts on begun",
              "  default within 1 day"]
    lines += [f"  setting s{i} = 2 days {quoted(text)}" for i, text in enumerate(texts)]
    for i, text in enumerate(texts):
        q = quoted(text)
        lines += [f"  stage stage{i} {q}", f"    source {q}", f"    step step{i} {q}", f"      source {q}",
                  f"      note {q}", f"      by r{i}", f"      within s{i}", f"      do a{i} if f{i}",
                  f"      do b{i}", f"      do any of a{(i + 1) % len(texts)}, b{(i + 1) % len(texts)}"]
        lines += [f"    if f{i}", f"      finish o{i} {q}", f"    otherwise", "      wait 1 day"]
        lines += [f"    go to stage{i + 1}" if i + 1 < len(texts) else f"    finish end {q}"]
    for i, text in enumerate(texts):
        q = quoted(text)
        lines += [f"  escalate x{i} {q} to r{i}", "    on go", f"    source {q}", f"    step y{i} {q}",
                  f"      source {q}", f"      note {q}", f"      by r{i}", f"      do a{i}", f"      do b{i}"]
        lines += [f"  on e{i}", f"    finish z{i} {q}"]
    for text in texts:
        lines += [f"scenario {quoted(text)} for p", "  facts", f"    t0 is {quoted(text)}",
                  f"  on 2026-01-05 begun, set spare is {quoted(text)}", "  on 2026-01-06 go",
                  "  check 2026-01-07 nothing is due", "  check 2026-01-07 a0 is due"]
    return "\n".join(lines) + "\n"


def cases_of(texts):
    for number, text in enumerate(texts):
        events = [{"at": "2026-01-05", "event": "begun", "by": text, "note": text, "set": {"spare": text}},
                  {"at": "2026-01-06", "event": "go", "by": text}]
        assignees = {f"r{i}": text for i in range(4)}
        good = {"id": text, "facts": {"t0": text, "spare": text}, "assignees": assignees, "events": events, text: 1}
        yield good
        yield good  # the id once more
        yield {"id": f"{text}{number}", "facts": {text: 1, "f0": text}, "assignees": {text: "x"},
               "events": [{"at": text, "event": text, text: text}, {"at": "2026-01-05", "event": text}]}
        yield {"id": "", text: 1}


# Rules of the formats.

def strict_text(where, data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        fail(where, f"is not UTF-8: {fault}")
        return data.decode("utf-8", "replace")


def no_forged_line(where, text, lines=None):
    for line in lines if lines is not None else text.split("\n"):
        if line.lstrip().startswith(("FORGED", "::error::FORGED", "BEGIN:VTODO\n")):
            fail(where, f"a forged line: {line[:80]!r}")


def terminal(where, data, tabs=False):
    text = strict_text(where, data)
    for found in HIDDEN.finditer(text):
        if found.group() != "\n" and not (tabs and found.group() in "\t\r"):
            fail(where, f"{found.group()!r} stands in {text[max(0, found.start() - 40):found.end() + 20]!r}")
            break
    no_forged_line(where, text)
    return text


def is_json(where, data, lines=False):
    text = strict_text(where, data)
    for found in HIDDEN.finditer(text):
        if found.group() != "\n":
            fail(where, f"{found.group()!r} is not escaped")
            break
    try:
        return [json.loads(line) for line in text.split("\n") if line] if lines else json.loads(text)
    except ValueError as fault:
        fail(where, f"is not JSON: {fault}")
        return None


ELEMENTS = set("html head meta title style body main div span h1 h2 h3 h4 p strong ol ul li table thead tbody tr th "
               "td nav a section figure figcaption svg desc g rect path polygon text line circle polyline ellipse "
               "use defs pattern tspan testsuites testsuite testcase failure skipped b marker".split())


def is_xml(where, data):
    text = strict_text(where, data)
    try:
        root = xml.fromstring(text)
    except xml.ParseError as fault:
        return fail(where, f"is not XML: {fault}")
    for element in root.iter():
        name = element.tag.split("}")[-1]
        if name not in ELEMENTS:
            fail(where, f"an element {name}")
        for key, value in element.attrib.items():
            if key.startswith("on") or (key.endswith("href") and not value.startswith("#")):
                fail(where, f"an attribute {key}={value!r}")
    for found in HIDDEN.finditer(text):
        if found.group() not in OF_SCRIPTS and found.group() not in "\n\t":
            fail(where, f"{found.group()!r} stands in it")
            break
    return "".join(root.itertext())


FORMULA = re.compile("[ \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]*[=+\\-@\uff1d\uff0b\uff0d\uff20]")


def cell_as_written(cell):
    return cell[1:] if cell.startswith("'") else cell


def is_csv(where, data, ids):
    text = strict_text(where, data)
    for found in re.finditer("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text):
        fail(where, f"{found.group()!r} stands in it")
        break
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    for row in rows:
        if len(row) != len(rows[0]):
            fail(where, f"a row of {len(row)} cells: {row}")
        for cell in row:
            shown = "".join(c for c in cell if not HIDDEN.match(c))
            if cell[:1] in ("\t", "\r", "\n") or FORMULA.match(shown):
                fail(where, f"a formula: {cell!r}")
    seen = {cell_as_written(row[0]) for row in rows[1:]}
    for wanted in ids:
        if re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", lambda m: written(m.group()), wanted) not in seen:
            fail(where, f"the id {wanted!r} cannot be read back")


def is_ics(where, data):
    strict_text(where, data)
    if not data.endswith(b"\r\n") or b"\r" in data.replace(b"\r\n", b"") or b"\n" in data.replace(b"\r\n", b""):
        fail(where, "lines end otherwise than in CRLF")
    for line in data.split(b"\r\n"):
        if len(line) > 75:
            fail(where, f"a line of {len(line)} octets")
        strict_text(where, line)
    lines = data.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]
    depth, uids = [], set()
    for line in lines:
        if not re.match("(BEGIN|END|VERSION|PRODID|CALSCALE|UID|DTSTAMP|DTSTART|DUE|SUMMARY|DESCRIPTION|CATEGORIES"
                        "|PRIORITY|STATUS)[;:]", line):
            fail(where, f"a line of another name: {line[:60]!r}")
        found = HIDDEN.search("".join(c for c in line if c not in OF_SCRIPTS and c != "\t"))
        if found:
            fail(where, f"{found.group()!r} stands in {line[:60]!r}")
        if line.startswith(("SUMMARY:", "DESCRIPTION:", "UID:")) and re.search(r"(?<!\\)(?:\\\\)*[;,]", line):
            fail(where, f"not escaped: {line!r}")
        name, _, value = line.partition(":")
        if name == "BEGIN":
            depth.append(value)
        if name == "END" and (not depth or depth.pop() != value):
            fail(where, f"ends {value}")
        if name == "UID":
            if value in uids:
                fail(where, f"the UID {value!r} twice")
            uids.add(value)
    if depth:
        fail(where, f"{depth} has no end")


def is_xlsx(where, data, ids):
    strings = set()
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if parts.testzip():
            fail(where, f"{parts.testzip()} is damaged")
        for part in parts.namelist():
            text = strict_text(where, parts.read(part))
            try:
                root = xml.fromstring(text)
            except xml.ParseError as fault:
                fail(f"{where}, {part}", f"is not XML: {fault}")
                continue
            names = {element.tag.split("}")[-1] for element in root.iter()}
            if names & {"f", "hyperlink", "hyperlinks", "externalLink", "definedFunction"}:
                fail(f"{where}, {part}", "has formulas or addresses")
            if part.endswith(".rels") and "External" in text:
                fail(f"{where}, {part}", "leads outside")
            if part.startswith("xl/worksheets/"):
                strings |= {"".join(cell.itertext()) for cell in root.iter() if cell.tag.endswith("}is")}
    for string in strings:
        found = HIDDEN.search("".join(c for c in string if c not in OF_SCRIPTS and c not in "\t\n"))
        if found or re.search("_x(?!005F_)[0-9A-Fa-f]{4}_", string.replace("_x005F_x", "")):
            fail(where, f"hidden characters in {string!r}")
    for wanted in ids:
        if visible(wanted, OF_SCRIPTS | {"\t", "\n"}).replace("_x0", "_x005F_x0") not in strings:
            fail(where, f"the id {wanted!r} cannot be read in it")


def is_markdown(where, data):
    text = strict_text(where, data)
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", text)  # without what is escaped
    for wrong in ("<", ">", "[", "]", "`", "~", "$", "{", "}", "://", "www.", "javascript:alert(1)]("):
        if wrong in bare:
            at = bare.index(wrong)
            fail(where, f"{wrong} stands in {bare[max(0, at - 40):at + 20]!r}")
    for line in text.split("\n"):
        if re.fullmatch(r" *(=+|-+) *", line) or re.match(r" *(#+|[-+*]|\d{1,9}[.)]) {5,}", line):
            fail(where, f"a heading or code: {line!r}")
        if line.lstrip().startswith("|") and not line.endswith("|"):
            fail(where, f"a broken table: {line!r}")
    terminal(where, "".join(c for c in text if c not in OF_SCRIPTS).encode())
    widths = [len(re.sub(r"\\\|", "", row).split("|")) for row in text.split("\n") if row.startswith("| ")]
    if len(set(widths)) > 3:
        fail(where, f"tables of {set(widths)} columns")


def is_mermaid(where, data):
    text = strict_text(where, data)
    for line in text.split("\n")[1:]:
        bare = re.sub(r'"[^"]*"', '""', line)
        if '"' in bare.replace('""', "") or "%%" in line or "`" in line:
            fail(where, f"breaks out: {line!r}")
        elif not re.match(r" *(accTitle: .*|classDef .*|subgraph p\w+\[\"\"\]|direction LR|end"
                          r"|p\dn\d+[\[({]+\"\"[\])}]+:::\w+"
                          r"|p\dn\d+ (-->|-\.->|~~~)(\|\"\"\|)? p\dn\d+)?$", bare):
            fail(where, f"a line of another form: {line!r}")
    no_forged_line(where, text)


def is_dot(where, data):
    text = strict_text(where, data)
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', '""', text)
    if not re.fullmatch(r'(?:[\w\s{}\[\]=>-]|"")*', bare):
        fail(where, f"breaks out: {bare!r}")
    for label in re.findall(r'"((?:[^"\\]|\\.)*)"', text):
        if re.search(r"&(?!amp;)", label) or any(pair[1] not in '"\\l' for pair in re.findall(r"\\.", label)):
            fail(where, f"a label with escapes of its own: {label!r}")


def is_github(where, data):
    text = terminal(where, data)
    for line in text.split("\n")[:-1]:
        if not re.fullmatch(r"::(error|warning|notice) file=[^,:]+,line=\d+,col=\d+,endLine=\d+,endColumn=\d+,"
                            r"title=\w+::.*", line):
            fail(where, f"a line of another form: {line!r}")


def is_sarif(where, data):
    log = is_json(where, data)
    for result in log["runs"][0]["results"] if log else []:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        if not re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri):
            fail(where, f"the URI {uri!r}")


def run(folder, *arguments, stdin=b""):
    done = subprocess.run(["engage", *arguments], cwd=folder, input=stdin, capture_output=True)
    where = " ".join(os.fsdecode(a) if isinstance(a, bytes) else a for a in arguments)
    where = visible(where.encode("utf-8", "replace").decode())
    if done.returncode not in (0, 1, 2):
        fail(where, f"exit {done.returncode}")
    terminal(where + " (standard error)", done.stderr)
    return where, done


def hold(rule, folder, *arguments, codes=(0, 1), **more):
    where, done = run(folder, *arguments)
    if done.returncode not in codes:
        fail(where, f"exit {done.returncode}: {done.stderr.decode('utf-8', 'replace')[:400]}")
    return rule(where, done.stdout, **more)


def hold_policy(folder, policy, texts):
    for form in ("full", "concise", "plain"):
        hold(terminal, folder, "lint", policy, "--coverage", "--format", form)
    hold(is_json, folder, "lint", policy, "--format", "json")
    hold(is_sarif, folder, "lint", policy, "--format", "sarif")
    hold(is_github, folder, "lint", policy, "--format", "github")
    hold(terminal, folder, "fmt", policy, "--diff", tabs=True)
    hold(terminal, folder, "fmt", policy, "--check")
    hold(terminal, folder, "lint", policy, "--diff", tabs=True)
    hold(terminal, folder, "test", policy, "--coverage")
    hold(is_json, folder, "test", policy, "--format", "json")
    hold(is_xml, folder, "test", policy, "--format", "junit")
    page = hold(is_xml, folder, "show", policy, "--format", "html")
    for text in texts:
        if page and visible(text, OF_SCRIPTS | {"\t"}) not in page:
            fail(f"show {policy} --format html", f"{text!r} cannot be read in it")
    hold(is_markdown, folder, "show", policy)
    hold(is_xml, folder, "show", policy, "--as", "chart")
    hold(is_dot, folder, "show", policy, "--as", "chart", "--format", "dot")
    hold(is_mermaid, folder, "show", policy, "--as", "chart", "--format", "mermaid")
    hold(terminal, folder, "show", policy, "--as", "outline")
    outline = hold(is_json, folder, "show", policy, "--as", "outline", "--format", "json")
    if outline and texts[0] not in json.dumps(outline, ensure_ascii=False).encode().decode() and \
            json.dumps(texts[0], ensure_ascii=False)[1:-1] not in json.dumps(outline, ensure_ascii=False):
        fail(f"show {policy} --as outline --format json", f"{texts[0]!r} is not in it")
    hold(is_markdown, folder, "show", policy, "--as", "vocabulary")
    hold(terminal, folder, "show", policy, "--as", "vocabulary", "--format", "text")
    play = ("simulate", policy, "--start", "2026-01-05", "--happens", "go@2026-01-06", "--client",
            "answers:2026-01-20", "--answer", "e0", "--until", "2026-03-01", "--set", "spare=" + texts[0])
    hold(terminal, folder, *play)
    hold(terminal, folder, *play, "--worker", "prompt", "--worker", "deadline")
    hold(is_json, folder, *play, "--format", "json")
    hold(is_xml, folder, *play, "--format", "html")
    commands = [f"{verb} {text}" for text in texts + LAWLESS
                for verb in ("record", "set spare", "set", "to", "save x/", "", "record go, at")]
    walked, done = run(folder, *play[:4], "--step", stdin="\n".join([*commands, "next", "show", "quit"]).encode())
    terminal(walked, done.stdout)
    hold(terminal, folder, "simulate", policy, "--every-start", "2026", "--client", "answers-after:2", "--answer", "e0",
         "--attempt", "g0", "--set", "spare=" + texts[0])


def hold_cases(folder, policy, cases, ids):
    due = ("due", policy, "--as-of", "2026-01-14", "--cases", cases)
    hold(terminal, folder, *due)
    plain = run(folder, *due)[1].stdout
    where, done = run(folder, *due, "--color", "always")
    if re.sub(rb"\x1b\[[0-9;]*m", b"", done.stdout) != plain:
        fail(where, "colour changes more than colour")
    lines = hold(is_json, folder, *due, "--format", "jsonl", lines=True)
    found = {line.get("case", line.get("id")) for line in lines or []}
    for wanted in ids:
        if wanted not in found:
            fail("due --format jsonl", f"the id {wanted!r} is not in it")
    hold(is_json, folder, *due, "--format", "json")
    hold(is_csv, folder, *due, "--format", "csv", ids=ids)
    hold(is_ics, folder, *due, "--format", "ics")
    hold(is_xlsx, folder, *due, "--format", "xlsx", ids=ids)
    hold(terminal, folder, *due, "--strict")
    for text in ids:
        if "\0" in text:
            continue  # no argument can hold it
        one = ("--as-of", "2026-01-14", "--cases", cases, "--case=" + text)
        hold(terminal, folder, "why", policy, *one)
        hold(is_json, folder, "why", policy, *one, "--format", "json")


def hold_names(folder, texts):
    """Files called so, and arguments that are wrong."""
    words = b'policy p "x"\n  starts on nothing "\n  stage s\n'
    for text in texts:
        name = text.replace("/", "-").replace("\0", "")[:60].encode()
        for name in (name + b"\xff.engage", name + b".engage"):
            path = os.path.join(folder.encode(), name)
            with open(path, "wb") as file:
                file.write(words)
            argument = b"./" + name if name.startswith(b"-") else name
            for form in ("full", "concise", "plain"):
                hold(terminal, folder, "lint", argument, "--format", form)
            hold(is_json, folder, "lint", argument, "--format", "json")
            hold(is_sarif, folder, "lint", argument, "--format", "sarif")
            hold(is_github, folder, "lint", argument, "--format", "github")
            run(folder, "fmt", argument)
            run(folder, "due", "good.engage", "--cases", argument, "--as-of", "2026-01-14")
            due = ("due", "good.engage", "--cases", argument, "--as-of", "2026-01-14", "--format")
            hold(is_json, folder, *due, "jsonl", lines=True)
            hold(is_csv, folder, *due, "csv", ids=[])
            hold(is_ics, folder, *due, "ics")
            hold(is_xlsx, folder, *due, "xlsx", ids=[])
            os.unlink(path)
            run(folder, "lint", argument)
        argument = text.replace("\0", "")
        for wrong in (["lint", "--format", argument], [argument], ["due", "--" + argument],
                      ["lint", "--explain", argument],
                      ["why", "good.engage", argument, "--cases", "cases.jsonl"],
                      ["due", "good.engage", "--cases", "cases.jsonl", "--role", argument],
                      ["due", "good.engage", "--cases", "cases.jsonl", "--as-of", argument],
                      ["simulate", "good.engage", "--start", argument], ["show", "good.engage", "--policy", argument],
                      ["lint", "good.engage", "--config", argument], ["test", "good.engage", "--run", argument],
                      ["simulate", "good.engage", "--start", "2026-01-05", "--set", argument],
                      ["lint", "good.engage", "--root", argument]):
            run(folder, *wrong)


def hold_faulty_lines(folder):
    """Lines that cannot be read, each with something in it that the diagnostic shows."""
    for text in TEXTS + LAWLESS:
        one = text.replace("\n", " ")
        lines = [f'vocabulary v "{one}"', f"  event {one}", f"# {one}", f'use "{one}"', f'policy p "{one}"  # {one}',
                 f"  {one}", f'  starts on "{one}', f"  # lint: allow L301 because {one}", f"  # lint: allow {one}"]
        with open(os.path.join(folder, "faulty.engage"), "wb") as file:
            file.write("\n".join(lines).encode() + b"\xff\x80 \xed\xa0\x80\n")
        for form in ("full", "concise", "plain"):
            hold(terminal, folder, "lint", "faulty.engage", "--format", form)
        hold(is_json, folder, "lint", "faulty.engage", "--format", "json")
        hold(is_github, folder, "lint", "faulty.engage", "--format", "github")
        hold(is_sarif, folder, "lint", "faulty.engage", "--format", "sarif")
        run(folder, "fmt", "faulty.engage")
        with open(os.path.join(folder, "faulty.engage"), "wb") as file:
            file.write(f'vocabulary   v\n  role r  # {one}\n  # {one}\n'.encode())
        hold(terminal, folder, "fmt", "--diff", "faulty.engage", codes=(0, 1, 2), tabs=True)
        with open(os.path.join(folder, ".engage.toml"), "wb") as file:
            file.write(f'select = ["{one}"]\n{one} = 1\n[{one}]\n'.encode())
        run(folder, "lint", "faulty.engage")
        os.unlink(os.path.join(folder, ".engage.toml"))


def main():
    folder = sys.argv[1]
    with open(os.path.join(folder, "good.engage"), "w", encoding="utf-8") as file:
        file.write(policy_of(["one", "two", "three", "four"], []))
    ids = TEXTS + LAWLESS
    with open(os.path.join(folder, "cases.jsonl"), "w", encoding="utf-8") as file:
        for case in cases_of(ids):
            file.write(json.dumps(case, ensure_ascii=len(case["id"]) % 2 == 0) + "\n")
    hold_cases(folder, "good.engage", "cases.jsonl", ids)
    with open(os.path.join(folder, "all.json"), "w", encoding="utf-8") as file:
        json.dump(list(cases_of(ids)), file)  # in one line
    hold(is_ics, folder, "due", "good.engage", "--as-of", "2026-01-14", "--cases", "all.json", "--format", "ics")
    size = 8
    for at in range(0, len(TEXTS), size):
        texts = TEXTS[at:at + size]
        texts += TEXTS[:max(0, 4 - len(texts))]
        comments = [text for text in LAWLESS if not re.search(REFUSED, text)]
        with open(os.path.join(folder, "nasty.engage"), "w", encoding="utf-8", newline="") as file:
            file.write(policy_of(texts, comments))
        hold_policy(folder, "nasty.engage", texts)
        with open(os.path.join(folder, "few.jsonl"), "w", encoding="utf-8") as file:
            for case in cases_of(texts):
                file.write(json.dumps(case) + "\n")
        hold_cases(folder, "nasty.engage", "few.jsonl", [text for text in texts])
    hold_names(folder, TEXTS[::3] + LAWLESS)
    hold_faulty_lines(folder)
    print(f"{failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
