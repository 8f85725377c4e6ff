"""Every noun, verb, word, option and field is completed.

Run by test_completion.sh with KAM set, in a folder with a register. What there
is comes from `kam help` and `kam schema`; each value that is asked for must be
answered without an error, and in the form that the shells' scripts read.
"""
import concurrent.futures
import json
import os
import random
import re
import subprocess
import sys

KAM = os.environ["KAM"]
failures = []
COMMON = set()


def run(*words):
    done = subprocess.run([KAM, *words], capture_output=True, text=True,
                          check=False)
    return done.returncode, done.stdout, done.stderr


def complete(*words):
    """The values, after a check of the answer's form."""
    status, out, err = run("__complete", "--", *words)
    values = []
    if status or err:
        failures.append(f"{words}: exit {status}, {err[-500:]}")
    for line in out.split("\n")[:-1]:
        value, tab, text = line.partition("\t")
        if not tab or any(ord(c) < 32 for c in value + text):
            failures.append(f"{words}: a line {line!r}")
        if not value and text not in ("files", "folders"):
            failures.append(f"{words}: nothing to choose in {line!r}")
        values.append(value)
    if out and not out.endswith("\n"):
        failures.append(f"{words}: cut off")
    return values


def options_of(help_text):
    return set(re.findall(r"^  (?:-\w, )?--([\w-]+)", help_text, re.M))


def check_command(words):
    """Its options by name, and a value of each."""
    status, text, _ = run("help", *words)
    if status:
        failures.append(f"no help for {words}")
    if re.match(r"kam [\w ]+: ", text) and len(words) > 1:
        return  # it leads to the verbs of another noun
    options = options_of(text)
    if len(options) < 10:
        failures.append(f"{words}: too few options in its help")
    offered = {value[2:] for value in complete(*words, "--")}
    for option in options - offered:
        failures.append(f"{words}: --{option} is not completed")
    for option in offered - options:
        failures.append(f"{words}: --{option} is completed and not in help")
    complete(*words, "")
    # the values of those that every command has are asked for once
    asked = options if words == ["version"] else options - COMMON
    if words[-1] in ("add", "log") or len(words) == 1:
        for option in asked:
            complete(*words, f"--{option}", "")
            complete(*words, f"--{option}=")


def check_any_line(number):
    """A line that nobody would type: no more than nothing comes of it."""
    chance = random.Random(number)
    some = ["req", "add", "list", "comm", "log", "help", "export", "mine", "use",
            "-A", "-P", "-", "--", "--json=", "--fields", "--accounts", "--as",
            "acme", "acme/", "id,", "status=", "due.by=", "+7", "REQ-1", "link",
            "REQ-99999999999999999999", ":", ",", "=", "~", ".", "", "-c",
            "--register", "/dev/null", ".", "\x1b", "é", "x" * 5000, "'", '"',
            "$(x)", "%n%s", "--core", "no", "import", "--tags", "a,b,"]
    complete(*[chance.choice(some) for _ in range(chance.randint(0, 7))])


def check_filters(noun, fields):
    offered = {value.rstrip("=") for value in complete(noun, "list", "")}
    if noun == "setting":
        return  # its list takes none
    for field in fields - offered:
        failures.append(f"{noun}: the filter {field}= is not completed")
    listed = set(complete(noun, "list", "--fields", ""))
    for field in fields - listed:
        failures.append(f"{noun}: --fields {field} is not completed")
    for field in fields:
        complete(noun, "list", f"{field}=")


def main():
    kinds = {name: {key for key, prop in shape["properties"].items()
                    if not prop.get("readOnly")} for name, shape in
             json.loads(run("schema")[1])["$defs"].items()
             if {"id", "version"} <= shape["properties"].keys()}
    first = set(complete(""))
    words = set(re.split(r"\s+", re.search(
        r"^without a noun((?:.|\n )*)", run("help")[1], re.M)[1].strip()))
    typed = {name.replace("_", "-") for name in kinds}
    for name in (typed | words) - first:
        failures.append(f"{name} is not completed")
    COMMON.update(options_of(run("help", "version")[1]))
    commands = [[word] for word in words]
    for noun in first - words:
        text = run("help", noun)[1]
        verbs = re.findall(r"^  ([\w-]+)", text[text.index("Verbs"):].split(
            "\n\n")[0], re.M)
        for verb in set(verbs) ^ set(complete(noun, "")):
            failures.append(f"{noun} {verb}: in help or completed, not both")
        commands += [[noun, verb] for verb in verbs]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(check_command, commands))
        list(pool.map(check_filters, kinds, kinds.values()))
        list(pool.map(check_any_line, range(300)))
    if len(commands) < 100:
        failures.append(f"only {len(commands)} commands")
    for failure in failures[:40]:
        print("FAILED:", failure, file=sys.stderr)
    return 1 if failures else 0


sys.exit(main())
