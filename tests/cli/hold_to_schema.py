"""Holds each line of standard input, a JSON value, to a JSON Schema: hold_to_schema.py SCHEMA

Prints what is wrong, a line each; exit code 1 then, or when there was nothing to hold.
"""

import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)

held = wrong = 0
for number, line in enumerate(sys.stdin.buffer.read().decode("utf-8").split("\n"), start=1):
    if not line.strip():
        continue
    held += 1
    for error in validator.iter_errors(json.loads(line)):
        # Of alternatives, what kept the value from the nearest one.
        error = jsonschema.exceptions.best_match([error])
        print(f"{number}: {error.json_path}: {error.message[:300]}")
        wrong += 1
print(f"{held} held, {wrong} faults")
sys.exit(0 if held and not wrong else 1)
