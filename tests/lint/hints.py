"""Commands in texts name nouns as they are typed: run by test_hints.sh.

The nouns of two words are the kinds that have .typed. A text must not have
"kam NAME" of one, and a format "kam %s" or "kam help %s" takes what
kam_kind_typed() or cmd_noun_typed() give, never a name. Where a verb follows,
the noun comes from such a call, in sight.
"""
import pathlib
import re
import sys

STRING = r'"(?:[^"\\]|\\.)*"'
TEXT = re.compile(rf'{STRING}(?:\s*{STRING})*')
TYPED = re.compile(r'\b(?:kam_kind_typed|cmd_noun_typed)\([^()]*\)')
NAME = re.compile(r'\b(?:kind|noun|other)->name\b|\bkind\.name\b|\.noun\b')


def without_comments(source):
    return re.sub(rf'{STRING}|/\*.*?\*/',
                  lambda m: m[0] if m[0][0] == '"' else " ", source,
                  flags=re.S)


def faults(source, names):
    """What is wrong in a source, each as a line for people."""
    for found in TEXT.finditer(source):
        text = "".join(re.findall(r'"(.*?)(?<!\\)"', found[0], re.S))
        for name in names:
            if re.search(rf"\bkam (?:help )?{name}\b", text):
                yield f"'{text}' has the name {name}"
        if not re.search(r"\bkam (?:help )?%s", text):
            continue
        arguments = source[found.end():].split(");\n", 1)[0]
        name = NAME.search(TYPED.sub("", arguments))
        if name:
            yield f"'{text}' takes {name[0]}"
        elif (re.search(r"\bkam %s (?:%s|[a-z])", text)
              and not TYPED.search(arguments)):
            yield f"'{text}' takes no noun as it is typed"


def main():
    sources = {path: without_comments(path.read_text())
               for top in ("lib", "cmd")
               for path in sorted(pathlib.Path(top).rglob("*.[ch]"))}
    names = [name for source in sources.values() for name in re.findall(
        r'\.name = "(\w+)",\s*\.typed = ', source)]
    if not names:
        sys.exit("FAILED: no noun of two words was found")
    for wrong in ('"kam %s list", kind->name', '"kam %s %s", of, verb'):
        if not list(faults(f"kam_hint(err, {wrong});\n", names)):
            sys.exit(f"FAILED: not noticed: {wrong}")
    wrong = [f"FAILED: {path}: {what}" for path, source in sources.items()
             for what in faults(source, names)]
    sys.exit("\n".join(wrong) or None)


main()
