#!/usr/bin/env python3
"""Picks the corpus of a target anew: few and small files that reach nearly all that is reached by those that it has
and by those that tests/fuzz/run has found.

    tests/fuzz/pick_corpus.py TARGET

Files with a name that a person gave stay; those that libFuzzer named by their hash may go.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

MOST_FILES = 56
MOST_BYTES = 230_000
FILE_COSTS = 2000  # bytes: so much longer may one file be that reaches what two reach


def reached(target, folders):
    """By file, which branches it reaches, as the fuzzer numbers them."""
    with tempfile.TemporaryDirectory() as folder:
        control = pathlib.Path(folder) / "control"
        merged = pathlib.Path(folder) / "merged"
        merged.mkdir()
        subprocess.run([f"build-fuzz/tests/fuzz/fuzz_{target}", "-set_cover_merge=1", "-use_counters=0",
                        "-max_len=4096", f"-merge_control_file={control}", merged, *folders],
                       check=True, stderr=subprocess.DEVNULL)
        lines = control.read_text().splitlines()
    count = int(lines[0])
    names = lines[2:2 + count]
    features = [line.split()[1:] for line in lines[2 + count:] if line.startswith("FT ")]
    return {pathlib.Path(names[int(index)]): set(numbers) for index, *numbers in features}


def main(target):
    corpus = pathlib.Path("tests/fuzz/corpus") / target
    by_file = reached(target, [corpus, pathlib.Path("build-fuzz") / f"corpus-{target}"])
    named = [file for file in corpus.iterdir() if not re.fullmatch("[0-9a-f]{40}", file.name)]
    covered = set().union(*(by_file.get(file, set()) for file in named))
    sizes = {file: file.stat().st_size for file in by_file}
    taken = sum(file.stat().st_size for file in named)
    picked = []
    while len(named) + len(picked) < MOST_FILES:
        fitting = [file for file in by_file if sizes[file] + taken <= MOST_BYTES and by_file[file] - covered]
        if not fitting:
            break
        best = max(fitting, key=lambda file: len(by_file[file] - covered) / (FILE_COSTS + sizes[file]))
        covered |= by_file[best]
        taken += sizes[best]
        picked.append((best.name, best.read_bytes()))
    for file in set(corpus.iterdir()) - set(named):
        file.unlink()
    for name, content in picked:
        (corpus / name).write_bytes(content)
    everything = set().union(*by_file.values())
    print(f"{target}: {len(named) + len(picked)} files, {taken} bytes, {len(covered)} of {len(everything)} branches")


if __name__ == "__main__":
    main(sys.argv[1])
