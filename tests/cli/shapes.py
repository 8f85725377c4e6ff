"""What is no record against the schema's shape of that name.

Standard input has a line for each command: the shape, the least number of
objects that it must give, and its words. The register is the one that test
has made.
"""

import json
import os
import shlex
import subprocess
import sys

import jsonschema

KAM = os.environ["KAM"]
failures = []


def run(words):
    done = subprocess.run([KAM, *words], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


SCHEMA = json.loads(run(["schema"])[1])


def check(shape, least, words):
    lines = shape == "export_line"
    status, out, err = run(words if lines else [*words, "--json"])
    if status not in (0, 1):
        return f"status {status}: {err}"
    try:
        value = ([json.loads(line) for line in out.splitlines()] if lines
                 else json.loads(out))
    except ValueError:
        return f"no JSON: {out!r}"
    if shape not in SCHEMA["$defs"]:
        return f"no shape '{shape}'"
    validator = jsonschema.Draft202012Validator(
        {"$schema": SCHEMA["$schema"], "$ref": f"#/$defs/{shape}",
         "$defs": SCHEMA["$defs"]},
        format_checker=jsonschema.FormatChecker())
    items = value if isinstance(value, list) else [value]
    if len(items) < least:
        return f"{len(items)} objects"
    return "; ".join(error.message for item in items
                     for error in validator.iter_errors(item))


for line in sys.stdin:
    shape, least, *words = shlex.split(line, comments=True) or ["", ""]
    said = check(shape, int(least), words) if shape else ""
    if said:
        failures.append(f"{' '.join(words)} ({shape}): {said}")
print("\n".join(failures), file=sys.stderr)
sys.exit(bool(failures))
