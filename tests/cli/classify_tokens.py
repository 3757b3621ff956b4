"""Holds grammar/engage.tmLanguage.json to the grammar and to policies: classify_tokens.py GRAMMAR RULES FILE...

Every word of the language in RULES (grammar/rules.h, and the files of rules beside it) is classed as a keyword or constant somewhere, and no other
word ever; every character of the FILEs that is not blank is classed, and nothing of them as illegal. Prints what is wrong, a line
each; exit code 1 then. The patterns are those that Python and the editors' engine read alike.
"""

import json
import pathlib
import re
import sys

grammar_path, rules_path, *files = sys.argv[1:]
with open(grammar_path, encoding="utf-8") as file:
    patterns = [
        (re.compile(p["match"]), p.get("name"), {int(n): c["name"] for n, c in p.get("captures", {}).items()})
        for p in json.load(file)["patterns"]
    ]

faults = []
seen = set()  # (word, class) of all files


def classify(line):
    """The (begin, end, class) of what the patterns find: the earliest match, of those the first written."""
    at = 0
    while at < len(line):
        found = [(m.start(), i, m) for i, (regex, _, _) in enumerate(patterns) if (m := regex.search(line, at)) and m.group()]
        if not found:
            return
        _, i, match = min(found, key=lambda f: f[:2])
        _, name, captures = patterns[i]
        if name:
            yield match.start(), match.end(), name
        for group, capture in captures.items():
            yield match.start(group), match.end(group), capture
        at = match.end()


for path in files:
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file.read().split("\n"), start=1):
            classed = set()
            for begin, end, name in classify(line):
                classed.update(range(begin, end))
                seen.update((word, name) for word in re.findall(r"\w+", line[begin:end]))
                if name.startswith("invalid"):
                    faults.append(f"{path}:{number}: {line[begin:end]} is classed as {name}")
            bare = [i for i, c in enumerate(line) if not c.isspace() and i not in classed]
            if bare:
                faults.append(f"{path}:{number}: nothing classes {line[bare[0]:]!r}")

# The words of the rules: word<"a">, words<"a", "b"> and one_word<"a", "b">.
rules = "".join(path.read_text(encoding="utf-8") for path in sorted(pathlib.Path(rules_path).parent.glob("*rules.h")))
lists = re.findall(r'word(?:s)?<((?:\s*"[a-z]+",?)+)', rules)
words = {word for each in lists for word in re.findall('"([a-z]+)"', each)}
if len(words) < 100:
    faults.append(f"only {len(words)} words were found in {rules_path}")


def words_of_the_language():
    return {word for word, name in seen if name.startswith(("keyword", "constant", "support", "storage"))}


# A rare word stands in no file: it is tried by itself.
for word in words - words_of_the_language():
    seen.update((word, name) for _, _, name in classify(f"_ {word}"))
for word in sorted(words - words_of_the_language()):
    faults.append(f"{word} is a word of the language, and nowhere classed as one")
for word in sorted(words_of_the_language() - words):
    if word.isalpha():
        faults.append(f"{word} is no word of the language, and classed as one")

print(*faults, sep="\n")
print(f"{len(words)} words, {len(files)} files, {len(faults)} faults")
sys.exit(1 if faults else 0)
