"""The search finds what reading finds, with and without its index.

    python3 tests/soak/search.py KAM [NOTES [WORDS [SEED]]]

A register of that many notes (100,000) in English, Chinese and both in one line;
for each of that many words (200) of one to six characters, what `kam search`
finds must be what grep finds in the same lines: `grep -iw` for Latin words, the
text anywhere for Chinese ones. In the C locale, where only ASCII makes a word,
as for kam Chinese characters part words. Then some notes are changed and
removed, and all is compared once more.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

LATIN = ("portal login report invoice audit search mobile offline calendar "
         "archive alert backup filter role consent price ticket team plan a an "
         "in on at by to from with risk quote order ship stock API v2 SLA "
         "sso x 2027 5G ERP").split()
CHINESE = ("客户要求登录门户报表发票审计搜索移动离线日历归档告警备份角色同意交付合同"
           "价格支持会议评审计划服务器升级许可续约预算风险供应商报价订单发货库存")
MARKS = " , . ; - _ ' ( ) / ， 。 ： （ ） “ ”".split(" ")


def latin(r):
    word = r.choice(LATIN)
    return r.choice((word, word, word.upper(), word.title(), word + "s"))


def chinese(r):
    return "".join(r.choice(CHINESE) for _ in range(r.randint(1, 12)))


def line(r):
    parts = []
    kind = r.random()
    for _ in range(r.randint(3, 30)):
        piece = latin(r) if kind < 0.4 or kind > 0.7 and r.random() < 0.5 \
            else chinese(r)
        parts.append(piece)
        parts.append(" " if r.random() < 0.7 else r.choice(MARKS))
    return "".join(parts).strip() or "x"


def word(r, lines):
    """Half of them Latin; of the Chinese ones most are somewhere."""
    if r.random() < 0.5:
        some = r.choice(LATIN)
        return r.choice((some, some.upper(), some[:r.randint(1, 6)]))[:6]
    n = r.randint(1, 6)
    if r.random() < 0.2:
        return "".join(r.choice(CHINESE) for _ in range(n))
    text = "".join(c for c in r.choice(lines) if c in CHINESE)
    at = r.randrange(max(1, len(text) - n))
    return text[at:at + n] or r.choice(CHINESE)


def grep(path, text):
    how = ["-iwF"] if text.isascii() else ["-F"]
    done = subprocess.run(["grep", "-n", *how, "-e", text, path],
                          capture_output=True, check=False,
                          env=dict(os.environ, LC_ALL="C"))
    return {int(found.split(b":", 1)[0]) for found in done.stdout.splitlines()}


class Soak:
    def __init__(self, kam, folder):
        self.kam = [kam, "--register", os.path.join(folder, "r.db")]
        self.path = os.path.join(folder, "lines")

    def run(self, *words, given=None):
        done = subprocess.run([*self.kam, *words], input=given, check=False,
                              capture_output=True)
        if done.returncode:
            sys.exit(f"{words}: {done.stderr.decode()}")
        return done.stdout

    def found(self, text, *how):
        out = self.run("search", "--noun", "note", "--json=id", *how, "--",
                       text)
        return {int(hit["id"][5:]) for hit in json.loads(out)}

    def compare(self, lines, words):
        with open(self.path, "w", encoding="utf-8") as file:
            file.writelines(text + "\n" for text in lines)
        hits = 0
        for text in words:
            wanted = grep(self.path, text)
            for how in ((), ("--scan",)):
                got = self.found(text, *how)
                if got != wanted:
                    sys.exit(f"'{text}' {how}: not found "
                             f"{sorted(wanted - got)[:5]}, found besides "
                             f"{sorted(got - wanted)[:5]}")
            hits += len(wanted)
        return hits


def main():
    kam = os.path.abspath(sys.argv[1])
    notes, n_words, seed = (int(sys.argv[i]) if len(sys.argv) > i else other
                            for i, other in ((2, 100000), (3, 200), (4, 1)))
    r = random.Random(seed)
    lines = [line(r) for _ in range(notes)]
    words = [word(r, lines) for _ in range(n_words)]
    with tempfile.TemporaryDirectory() as folder:
        soak = Soak(kam, folder)
        soak.run("init", "--timezone", "UTC")
        soak.run("account", "add", "Acme")
        soak.run("note", "add", "--from", "-", given="".join(
            json.dumps({"about": "acme", "text": text}) + "\n"
            for text in lines).encode())
        soak.run("search", "--index")
        hits = soak.compare(lines, words)
        for i in range(0, notes, max(1, notes // 40)):
            if i % 3:
                lines[i] = line(r)
                soak.run("note", "edit", str(i + 1), "--text", lines[i])
            else:
                lines[i] = ""
                soak.run("note", "rm", str(i + 1), "--yes")
        hits += soak.compare(lines, words[:n_words // 4])
    print(f"{len(words)} words, {hits} hits: the same as grep's")


main()
