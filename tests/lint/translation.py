"""What msgfmt doesn't see: texts left in English, and how Chinese is set."""
import re
import sys

NAMES = {"ID", "N", "SHA-256", '{"name", "sha256"}'}
HAN = "[\u3400-\u9fff]"


def unquoted(lines):
    text = "".join(re.findall(r'"(.*)"', lines))
    return text.replace(r"\"", '"').replace(r"\n", "\n").replace(r"\\", "\\")


def messages(path):
    for block in open(path, encoding="utf-8").read().split("\n\n")[1:]:
        source = re.search(r"^msgid (.*?)(?=^msgstr )", block, re.M | re.S)
        if source:
            rest = block[source.end():].removeprefix("msgstr ")
            yield unquoted(source[1]), unquoted(rest), "\n#, fuzzy" in block


def prose(text):
    """Without what is to be typed, and what the program fills in."""
    text = re.sub(r"'[^']*'|--[a-z-]+", "'x'", text)
    return re.sub(r"%(\d+\$)?[-.*0-9]*(<\w+>|l*[a-zA-Z]|zu)", "", text)


def faults(source, text):
    # what stands between words is another mark, without a blank
    if source in NAMES or not source.strip(",:; "):
        return
    said = prose(text)
    if text == source:
        yield "left in English"
    if re.search("[a-z]", prose(source).replace("kam", "").replace("'x'", "")):
        if not re.search(HAN, text):
            yield "no Chinese in it"
    if text.rstrip().endswith("。"):
        yield "a full stop"
    for blank in ("\n", " "):
        if source.startswith(blank) != text.startswith(blank):
            if not text.startswith("（"):
                yield "another beginning"
        if source.endswith(blank) != text.endswith(blank):
            yield "another end"
    if re.search(f"{HAN}([;?!]|[,:] )", said):
        yield "a half-width mark beside Chinese"
    if re.search(f"{HAN}[A-Za-z0-9]|[A-Za-z0-9]{HAN}", said):
        yield "no blank between Chinese and Latin letters"
    if re.search(f"{HAN}'|'{HAN}", said):
        yield "no blank between Chinese and a quote"


found = 0
for source, text, fuzzy in messages(sys.argv[1]):
    for fault in ["fuzzy"] if fuzzy else faults(source, text):
        found = 1
        print(f"{fault}: {source!r}: {text!r}", file=sys.stderr)
sys.exit(found)
