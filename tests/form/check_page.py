"""Holds a page to what every page promises: well-formed, complete in itself, and told in words as well.

usage: check_page.py FILE
"""

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


faults = list(faults_of(ElementTree.parse(sys.argv[1]).getroot()))
for fault in faults:
    print(fault, file=sys.stderr)
sys.exit(1 if faults else 0)
