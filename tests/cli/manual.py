"""The manual: its examples run, and it has every option and field.

manual.py PAGES FIXTURE, by test_manual.sh. In a page, a line `.Dl $ kam …`
must succeed; in a block of literal text, what stands below a `$ ` line is what
the command must print, errors included. Each page begins with a copy of the
folder FIXTURE, those of beginnings with nothing.
"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys

PAGES, FIXTURE = sys.argv[1:3]
KAM = os.environ["KAM"]
failures = []


def plain(text):
    for mdoc, meant in (("\\e", "\\"), ("\\(dq", '"'), ("\\(ti", "~"),
                        ("\\&", "")):
        text = text.replace(mdoc, meant)
    return text


def examples(text):
    """(command, what it must print or None, line)"""
    literal, command = False, None
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(".Dl $ "):
            yield plain(line[6:]), None, number
        elif line.startswith(".Bd -literal"):
            literal, command = True, None
        elif literal and line == ".Ed":
            literal = False
            if command:
                yield command
        elif literal and line.startswith("$ "):
            if command:
                yield command
            command = (plain(line[2:]), "", number)
        elif literal and command:
            command = (command[0], command[1] + plain(line) + "\n", command[2])


def run_page(path):
    """How many examples it has, each run in its folder."""
    name = os.path.basename(path)
    shutil.rmtree("page", ignore_errors=True)
    shutil.rmtree(os.environ["HOME"], ignore_errors=True)
    os.mkdir(os.environ["HOME"])
    if name in ("kam-tutorial.7", "kam-init.1"):
        os.mkdir("page")
    else:
        shutil.copytree(FIXTURE, "page")
        shutil.copytree(os.path.join(FIXTURE, "home"), os.environ["HOME"],
                        dirs_exist_ok=True)
    n = 0
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for command, wanted, line in examples(text):
        done = subprocess.run(["sh", "-c", command], cwd="page", text=True,
                              stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT if wanted is not None
                              else subprocess.PIPE, check=False)
        n += 1
        where = f"{name}:{line}: {command}"
        if wanted is not None and done.stdout != wanted:
            failures.append(f"{where}\n  prints {done.stdout!r}\n"
                            f"  not    {wanted!r}")
        elif wanted is None and (done.returncode or "kam: " in done.stderr):
            failures.append(f"{where}\n  exit {done.returncode}: "
                            f"{done.stderr}  (what it needs is made in "
                            "tests/cli/test_manual.sh)")
    return n


def kam(*words):
    return subprocess.run([KAM, *words], capture_output=True, text=True,
                          check=False).stdout


def page_of(name):
    with open(f"{PAGES}/man1/{name}.1", encoding="utf-8") as file:
        return file.read()


def check_option(page, text, option, what):
    if not re.search(rf"^\.It (Fl . , )?Fl -{option}\b", text, re.M):
        failures.append(f"{page}: nothing of {what} --{option}")


def own_options(help_text):
    """Those in a verb's help before the ones that every command has."""
    text = re.split(r"\n(?:Common|List) options\n|\nBy mail\n", help_text)[0]
    text = re.sub(r"\nFields\n(  .*\n)*", "\n", text)
    return re.findall(r"^  (?:-\w, )?--([\w-]+)", text, re.M)


def check_tables():
    kinds = {name: shape["properties"] for name, shape in
             json.loads(kam("schema"))["$defs"].items()
             if {"id", "version"} <= shape["properties"].keys()}
    words = re.split(r"\s+", re.search(r"^without a noun((?:.|\n )*)",
                                       kam("help"), re.M)[1].strip())
    for word in words:
        for option in own_options(kam("help", word)):
            check_option(word, page_of(f"kam-{word}"), option, word)
    kept = {"id", "status", "version", "created", "modified", "source"}
    for noun, fields in kinds.items():
        text = page_of(f"kam-{noun}")
        for field in set(fields) - kept:
            if fields[field].get("readOnly"):
                continue
            check_option(noun, text, field.replace("_", "-"), "the field")
        verbs = re.findall(r"^  ([\w-]+)", kam("help", noun).split(
            "Verbs\n")[1].split("\n\n")[0], re.M)
        for verb in verbs:
            if not re.search(rf"^\.It Ic {verb}\b", text, re.M):
                failures.append(f"{noun}: nothing of the verb {verb}")
            for option in own_options(kam("help", noun, verb)):
                check_option(noun, text, option, verb)
        for state in fields.get("status", {}).get("enum", []):
            if f'.It Cm "{state}"' not in text:
                failures.append(f"{noun}: nothing of the state {state}")
    with open(f"{PAGES}/man5/kam-json.5", encoding="utf-8") as file:
        shapes = file.read()
    for name, shape in json.loads(kam("schema"))["$defs"].items():
        if name not in kinds and f".It Va {name}\n" not in shapes:
            failures.append(f"kam-json.5: nothing of {name}")
        for key in shape["properties"] if name not in kinds else ():
            if f".Va {key} " not in shapes:
                failures.append(f"kam-json.5: nothing of {name}'s {key}")
    with open(f"{PAGES}/man5/kam-config.5", encoding="utf-8") as file:
        config = file.read()
    for path in glob.glob(os.environ["KAM_SOURCE"] + "/cmd/*.c"):
        with open(path, encoding="utf-8") as file:
            keys = re.findall(r'(?:cmd_config|said)\(c, "([a-z.-]+)"\)',
                              file.read())
        for key in keys:
            if f".It Va {key}\n" not in config:
                failures.append(f"kam-config.5: nothing of {key}")
    everywhere = page_of("kam")
    for option in re.findall(r"^  (?:-\w, )?--([\w-]+)", kam(
            "help", "req", "list"), re.M):
        check_option("kam", everywhere, option, "every command's")
    for name in [*kinds, *words]:
        if f".It Xr kam-{name} 1" not in everywhere:
            failures.append(f"kam.1 leads not to kam-{name}.1")


def main():
    total = sum(run_page(path)
                for path in sorted(glob.glob(f"{PAGES}/man?/*")))
    if total < 80:
        failures.append(f"only {total} examples")
    check_tables()
    for failure in failures[:40]:
        print("FAILED:", failure, file=sys.stderr)
    return 1 if failures else 0


sys.exit(main())
