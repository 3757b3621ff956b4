"""Holds a page to what every page promises: well-formed, complete in itself, told in words as well, numbered on paper,
no wider than a phone, and read in light and in dark. A picture that stands alone is held to its colours.

usage: check_page.py FILE
"""

import re
import sys
import xml.etree.ElementTree as ElementTree


def name_of(element):
    return element.tag.split("}")[-1]


def faults_of(root):
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    for double in sorted({each for each in ids if ids.count(each) > 1}):
        yield f"the id {double} is given twice"
    if root.get("lang") != "en":
        yield "the page does not say its language"
    level = 0
    for element in root.iter():
        name = name_of(element)
        if name in ("script", "link", "img", "iframe", "object"):
            yield f"the page holds <{name}>"
        for key, value in element.attrib.items():
            key = key.split("}")[-1]
            if key.startswith("on") or key == "src":
                yield f"<{name}> has the attribute {key}"
            if key == "href" and not (value.startswith("#") and value[1:] in ids):
                yield f"<{name}> leads to {value}"
        if name == "style" and ("@import" in element.text or "http" in element.text):
            yield "the style asks for another file"
        if name in ("h1", "h2", "h3", "h4"):
            if int(name[1]) > level + 1:
                yield f"the heading {element.text} skips a level"
            level = int(name[1])
        if name == "svg":
            if element.get("role") != "img" or [name_of(child) for child in element][:2] != ["title", "desc"]:
                yield "a picture has no words"
            for label in element.get("aria-labelledby", "nothing").split():
                if label not in ids:
                    yield f"a picture is labelled by {label}, which is nowhere"
        if name == "thead" and any(cell.get("scope") != "col" for cell in element.iter() if name_of(cell) == "th"):
            yield "a table's head does not say that it is one"
    if sum(1 for element in root.iter() if name_of(element) == "h1") != 1:
        yield "the page has not exactly one title"


NARROWEST = 320  # pixels of a phone, less the page's margins
TEXT, FORM = 4.5, 3.0  # WCAG 2, AA: contrast of letters, and of forms that bear meaning


def rules_of(style):
    """The declarations of light and of dark, by selector and property; what dark does not say is as in light."""
    dark = "".join(re.findall(r"@media screen and \(prefers-color-scheme: dark\) \{\n(.*?)\n  \}", style, re.DOTALL))
    light = re.sub(r"@media[^{]*\{\n.*?\n  \}", "", style, flags=re.DOTALL)
    found = []
    for text in (light, dark):
        rules = dict(found[0]) if found else {}
        for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
            for selector in selectors.split(","):
                for name, value in re.findall(r"([\w-]+):\s*([^;]+);", body):
                    rules[selector.strip(), name] = value.strip()
        found.append(rules)
    return found


def brightness(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


def pairs_of(rules):
    """Which colours stand on which, and how much they have to differ."""
    if (":root", "--paper") in rules:
        for ground in ("--paper", "--shade"):
            yield (":root", "--ink"), (":root", ground), TEXT
        yield (":root", "--link"), (":root", "--paper"), TEXT
        yield (":root", "--line"), (":root", "--paper"), FORM
    if (".node", "fill") in rules:
        for ground in (".paper", ".node", ".box", ".start", ".reference"):
            yield ("text", "fill"), (ground, "fill"), TEXT
        for ground in (".paper", ".box"):
            yield (".box", "stroke"), (".paper", "fill"), FORM
            for form in ((".node", "stroke"), (".inner", "stroke"), (".arrow", "stroke"), (".head", "fill")):
                yield form, (ground, "fill"), FORM


def faults_of_colours(style):
    light, dark = rules_of(style)
    for scheme, rules in (("light", light), ("dark", dark)):
        pairs = list(pairs_of(rules))
        if not pairs:
            yield "no colours are named"
        for front, ground, least in pairs:
            found = contrast(rules[front], rules[ground])
            if found < least:
                yield f"{scheme}: {front} on {ground} has a contrast of {found:.2f}, less than {least}"
    changed = [rule for rule, value in light.items() if dark[rule] != value]
    if not changed:
        yield "dark is as light is"


def faults_of_paper(style):
    for part in ("@page", "counter(page)", "counter(pages)", "break-after: avoid", "table-header-group"):
        if part not in style:
            yield f"the style has no {part}"
    if not re.search(r"@bottom-left \{ content: \"[^\"]+\"", style):
        yield "the foot of a page does not say what it is of"


def faults_of_width(root, style):
    head = [each.attrib for each in root.iter() if name_of(each) == "meta"]
    if {"name": "viewport", "content": "width=device-width, initial-scale=1"} not in head:
        yield "the page is not made for the screen's width"
    inside = {each for box in root.iter() if box.get("class") == "wide" for each in box.iter()}
    for element in root.iter():
        wide = name_of(element) == "table" or float(element.get("width", "0").rstrip("%")) > NARROWEST
        if wide and name_of(element) in ("table", "svg") and element not in inside:
            yield f"a <{name_of(element)}> may be wider than a phone, and cannot be moved in a box of its own"
    for (selector, name), value in rules_of(style)[0].items():
        size = re.fullmatch(r"([\d.]+)(px|rem)", value)
        if name not in ("width", "min-width") or not size or selector in ("table", ".timeline"):
            continue
        if float(size[1]) * (16 if size[2] == "rem" else 1) > NARROWEST:
            yield f"{selector} is {value} wide"


root = ElementTree.parse(sys.argv[1]).getroot()
style = "".join(element.text for element in root.iter() if name_of(element) == "style")
faults = list(faults_of_colours(style))
if name_of(root) == "html":
    faults += [*faults_of(root), *faults_of_paper(style), *faults_of_width(root, style)]
for fault in faults:
    print(fault, file=sys.stderr)
sys.exit(1 if faults else 0)
