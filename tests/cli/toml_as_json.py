"""Writes each TOML file, a line of JSON each: toml_as_json.py FILE..."""

import json
import sys
import tomllib

for path in sys.argv[1:]:
    with open(path, "rb") as file:
        print(json.dumps(tomllib.load(file)))
