"""Random commands, undos and redos; the past and the proof after each.

	history.py COUNT [SEED]

Kinds, fields and references come from `kam schema`, verbs and their examples
from `kam help`, so that what is new is drawn too; fields of the register's own
come, change, get values and go; verbs whose words an example can't tell are
listed here. After each step the register
must be, by its export hash, what the journal of steps says: after an undo what
it was before the command, after a redo what it was after it. What can't be
undone (decisions, the beginning) must be refused and change nothing. Now and
then fsck must be clean, and --as-of, by operation and by moment, must give the
export of that time, line by line.

Run with KAM set, in an empty folder. Exits 1 where anything fell short.
"""
import datetime
import hashlib
import json
import os
import random
import re
import shlex
import subprocess
import sys

KAM = os.environ["KAM"]
COUNT = int(sys.argv[1])
RNG = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
FAILED = []
BEGIN = datetime.datetime(2026, 3, 2, 8, 0, 0)
CLOCK = [BEGIN]
OWN = {"id", "status", "version", "created", "modified", "source"}
# writes that an undo is not about, or that would leave the register alone
LEFT_OUT = {"list", "show", "history", "ingest", "pack", "minutes"}
WORDS = ("portal", "登录", "Anna's", "a, b", "línea", "x" * 70, "10 %",
         "two words")


def stamp():
    return CLOCK[0].strftime("%Y-%m-%dT%H:%M:%SZ")


def run(*words, stdin=None):
    env = dict(os.environ, KAM_NOW=stamp())
    done = subprocess.run([KAM, *words], input=stdin, capture_output=True,
                          text=True, check=False, env=env, timeout=120)
    if done.returncode < 0 or "Sanitizer" in done.stderr:
        FAILED.append(f"{words}: died: {done.stderr[-2000:]}")
    return done.returncode, done.stdout, done.stderr


def must(*words, stdin=None):
    status, out, err = run(*words, stdin=stdin)
    if status:
        raise SystemExit(f"{words}: {status}: {err}")
    return out


def export_hash(*more):
    return json.loads(must("export", "--hash", "--json", *more))["sha256"]


def export(*more):
    # the first line says when it was exported
    text = must("export", *more)
    return hashlib.sha256(text.encode()).hexdigest()


def head():
    return json.loads(must("log", "--head", "--json"))["operation"]


must("init", "--timezone", "Asia/Shanghai")
must("config", "user.name", "Wang Wei")
DEFS = {}


def read_schema():
    """The fields that there are now, the register's own among them."""
    DEFS.clear()
    DEFS.update(json.loads(must("schema"))["$defs"])


read_schema()
KINDS = [name for name, d in DEFS.items()
         if {"id", "version"} <= set(d["properties"]) and name != "setting"]
IDS = {kind: [] for kind in KINDS}


def verbs_of(kind):
    """Verb -> its example's words, or nothing."""
    text = must("help", kind).split("\nVerbs\n")[1].split("\n\n")[0]
    found = {}
    for verb in re.findall(r"^  ([a-z-]+) ", text, re.M):
        if verb in LEFT_OUT:
            continue
        page = must("help", kind, verb)
        example = re.search(r"\nExample\n  kam (.*)$", page, re.M)
        found[verb] = shlex.split(example.group(1)) if example else None
    return found


VERBS = {kind: verbs_of(kind) for kind in KINDS}
SUCCEEDED = {}


def refresh():
    """Which records there are, by key where they have one."""
    for kind in KINDS:
        IDS[kind] = []
    for line in must("export").splitlines():
        row = json.loads(line)
        if row.get("kind") in IDS and "id" in row:
            IDS[row["kind"]].append(row["id"])
    read_schema()


def some(kind):
    return RNG.choice(IDS[kind]) if IDS.get(kind) else None


def anything():
    kinds = [kind for kind in KINDS if IDS[kind]]
    return some(RNG.choice(kinds)) if kinds else None


def word(text):
    return f"{RNG.choice(WORDS)} {text} {RNG.randrange(10000)}"


def value_for(key, prop):
    types = prop.get("type", [])
    types = types if isinstance(types, list) else [types]
    if "x-target" in prop:
        target = some(prop["x-target"])
        if "array" in types:
            return [{"id": target, "role": RNG.choice((None, "buyer"))}
                    ] if target else []
        return target
    if "enum" in prop:
        return RNG.choice([w for w in prop["enum"] if w])
    if "array" in types:
        return RNG.sample(["one", "two", "三"], RNG.randrange(3))
    if "integer" in types:
        return RNG.randint(prop.get("minimum", 1),
                           min(prop.get("maximum", 100), 100))
    if "number" in types:
        return RNG.choice((0.5, 0.25, 1))
    if "boolean" in types:
        return RNG.random() < 0.5
    if "object" in types:
        return ({"amount": f"{RNG.randrange(9999)}.50", "currency": "EUR"}
                if "amount" in prop["properties"]
                else {"name": "proof.pdf", "sha256": "ab" * 32})
    if prop.get("format") == "date":
        day = CLOCK[0] + datetime.timedelta(days=RNG.randrange(-40, 40))
        return day.strftime("%Y-%m-%d")
    if prop.get("format") == "date-time":
        return (CLOCK[0] - datetime.timedelta(hours=RNG.randrange(99))
                ).strftime("%Y-%m-%dT%H:%M:%SZ")
    if prop.get("pattern", "").startswith("^([0-9]+[wdhm])"):
        return RNG.choice(("1h", "2d"))
    if prop.get("pattern", "").startswith("^[A-Z]+-"):
        return anything()
    if key == "key":
        return f"k{RNG.randrange(10 ** 6)}"
    if key == "email":
        return f"m{RNG.randrange(10 ** 6)}@firm.test"
    if key == "language":
        return RNG.choice(("zh", "en"))
    if key == "every":
        return RNG.choice(("week", "month", "2 weeks"))
    return word(key)


def needed(prop):
    types = prop.get("type", [])
    return ("null" not in types and None not in prop.get("enum", []) and
            types != "array")


CUSTOM = ("text", "prose", "word", "int", "decimal", "ratio", "flag", "date",
          "instant", "duration", "work", "money", "ref")


def definition():
    """A field of the register's own."""
    found = {"noun": RNG.choice([kind for kind in KINDS if kind != "field"]),
             "name": f"own{RNG.randrange(20)}", "type": RNG.choice(CUSTOM)}
    if found["type"] == "word":
        found["words"] = RNG.choice(("low,high", "低,高,top"))
    if found["type"] == "ref":
        found["target"] = RNG.choice(KINDS)
    if found["type"] == "int" and RNG.random() < 0.5:
        found["minimum"] = 0
    if RNG.random() < 0.3:
        found["label"] = word("label")
    return found


def definition_change(name):
    return {"id": name, **RNG.choice((
        {"name": f"own{RNG.randrange(20)}"}, {"name": f"own{RNG.randrange(20)}"},
        {"label": word("label")}, {"words": "low,high,top,低,高"},
        {"words": "low"}, {"type": RNG.choice(CUSTOM)},
        {"minimum": 50}, {"maximum": 1000}, {"listed": True}))}


def object_of(kind, share):
    found = {}
    if kind == "field":
        return definition()
    for key, prop in DEFS[kind]["properties"].items():
        if key in OWN or prop.get("readOnly") or not (
                needed(prop) or RNG.random() < share):
            continue
        value = value_for(key, prop)
        if value is not None:
            found[key] = value
    return found


def with_ids(words):
    """An example's words, what they name being what there is."""
    new = []
    for at, text in enumerate(words):
        noun = words[0] if words[0] in IDS else None
        if re.fullmatch(r"[A-Z]+-[0-9]+", text):
            kind = next((k for k in KINDS if DEFS[k]["properties"]["id"][
                "pattern"].startswith(f"^{text.split('-')[0]}-")), None)
            text = some(kind) or text
        elif at and text.isdigit() and noun and words[at - 1][:1] != "-":
            text = some(noun) or text
        elif text in ("acme", "acme/portal", "wang", "li"):
            text = some({"acme": "account", "acme/portal": "project"}
                        .get(text, "member")) or text
        new.append(text)
    return new


def asked_for(kind, verb, name):
    """A move, with what it asks for."""
    options = []
    for _ in range(4):
        status, _, err = run(kind, verb, name, *options, "--json")
        if status != 65:
            return status
        field = json.loads(err).get("field")
        prop = DEFS[kind]["properties"].get(field or "")
        value = value_for(field, prop) if prop else None
        if value is None or isinstance(value, (dict, list)):
            return status
        options += ["--" + field.replace("_", "-"), str(value)]
    return 65


def survey_rows():
    return "score,comment\n" + "".join(
        f"{RNG.randrange(1, 6)},{RNG.choice(WORDS).replace(',', '')}\n"
        for _ in range(3))


def import_rows():
    return "\n".join(json.dumps({
        "kind": kind, "id": f"{prefix}-{RNG.randrange(1000, 9000)}",
        **object_of(kind, 0.2)})
        for kind, prefix in (("contact", "CON"), ("contact", "CON")))


# noun, verb, its words and standard input; what is None is left out
EXTRA = (
    lambda: ("field", "rm", [some("field"), "--values", "--yes"], None),
    lambda: ("account", "merge", [some("account"), some("account")], None),
    lambda: ("contact", "merge", [some("contact"), some("contact"),
                                  "--prefer", "other"], None),
    lambda: ("account", "handover", [some("account"), "--to",
                                     some("member")], None),
    lambda: ("account", "rate", [some("account"), "--score",
                                 f"fit={RNG.randrange(1, 10)}"], None),
    lambda: ("account", "tier", [some("account"), "--apply"], None),
    lambda: ("survey", "open", [some("survey")], None),
    lambda: ("survey", "invite", [some("survey"), some("contact"),
                                  some("contact")], None),
    lambda: ("survey", "answer", [some("survey"), "--contact",
                                  some("contact"), "--score",
                                  str(RNG.randrange(1, 6)), "--comment",
                                  RNG.choice(WORDS), "--again"], None),
    lambda: ("survey", "answer", [some("survey"), "--score", "2"], None),
    lambda: ("survey", "import", [some("survey"), "-"], survey_rows()),
    lambda: ("survey", "repeat", [some("survey")], None),
    lambda: ("feedback", "turn", [some("feedback"), "--into", RNG.choice(
        ("req", "action", "risk", "issue"))], None),
    lambda: ("issue", "why", [some("issue"), word("why")], None),
    lambda: ("issue", "recur", [some("issue"), some("issue")], None),
    lambda: ("issue", "correct", [some("issue"), word("fix"), "--owner",
                                  some("member")], None),
    lambda: ("improve", "measure", [some("improve"), "--value",
                                    str(RNG.randrange(100))], None),
    lambda: ("improve", "from", [some("issue")], None),
    lambda: ("filter", "save", [f"f{RNG.randrange(5)}", "req",
                                "priority.ge=must"], None),
    lambda: ("filter", "rm", [f"f{RNG.randrange(5)}", "--yes"], None),
    lambda: ("import", None, ["-", "--as", "jsonl"], import_rows()),
    lambda: ("survey", "add", [word("round"), "-A", some("account"),
                               "--type", RNG.choice(("nps", "csat", "ces")),
                               "--question", "how well?"], None),
)


def extra():
    kind, verb, words, stdin = RNG.choice(EXTRA)()
    if None in words:
        return kind, verb or "", 66
    return kind, verb or "", run(kind, *([verb] if verb else []), *words,
                                 stdin=stdin)[0]


def command():
    """One random writing command; its kind and verb, and the exit status."""
    if RNG.random() < 0.25:
        return extra()
    kind = "field" if RNG.random() < 0.08 else RNG.choice(KINDS)
    verb = RNG.choice(("add", "add", "add", "edit", "edit", "edit",
                       *VERBS[kind]))
    name = some(kind)
    # others refer to it: a few of each come first
    if len(IDS[kind]) < 3 and RNG.random() < 0.8:
        verb = "add"
    if verb == "add":
        rows = "\n".join(json.dumps(object_of(kind, 0.3)) for _ in
                         range(RNG.choice((1, 1, 1, 3))))
        return kind, verb, run(kind, "add", "--from", "-", stdin=rows)[0]
    if not name:
        return kind, verb, 66
    if verb == "edit" and kind == "field":
        return kind, verb, run(kind, "edit", "--from", "-", stdin=json.dumps(
            definition_change(name)))[0]
    if verb == "edit":
        keys = [key for key, prop in DEFS[kind]["properties"].items()
                if key not in OWN and not prop.get("readOnly")]
        change = {"id": name}
        for key in RNG.sample(keys, min(len(keys), RNG.choice((1, 2, 3)))):
            prop = DEFS[kind]["properties"][key]
            change[key] = (None if not needed(prop) and RNG.random() < 0.3
                           and prop.get("type") != "array"
                           else value_for(key, prop))
        return kind, verb, run(kind, "edit", "--from", "-",
                               stdin=json.dumps(change))[0]
    if verb == "rm":
        return kind, verb, run(kind, "rm", name, "--yes")[0]
    if verb in ("note", "tag", "untag"):
        return kind, verb, run(kind, verb, name,
                               RNG.choice(("one", "two", "三")))[0]
    if verb in ("link", "unlink"):
        return kind, verb, run(kind, verb, name,
                               RNG.choice(("relates", "satisfies")),
                               anything())[0]
    if VERBS[kind][verb] and len(VERBS[kind][verb]) > 3:
        status = run(*with_ids(VERBS[kind][verb]))[0]
        if not status:
            return kind, verb, status
    return kind, verb, asked_for(kind, verb, name)


class Model:
    """What was done, as far as it can be undone and redone."""

    def __init__(self):
        self.hash = export_hash()
        self.head = head()
        self.done = []   # (operation, hash before, hash after)
        self.undone = []
        self.past = []   # (operation, moment, export)
        self.undos = self.redos = self.refused = self.commands = 0

    def command(self):
        before = self.head
        kind, verb, status = command()
        after = self.head = head()
        now = export_hash()
        if status == 70:
            FAILED.append(f"{kind} {verb}: 70")
        if status not in (0, 1) and after != before:
            FAILED.append(f"{kind} {verb}: {status}, but it wrote")
        if after == before:
            if now != self.hash:
                FAILED.append(f"{kind} {verb}: changed without an operation")
            return
        if kind == "field":
            read_schema()
        SUCCEEDED[kind, verb] = SUCCEEDED.get((kind, verb), 0) + 1
        self.commands += 1
        # a verb tried twice may have written twice
        self.done.append((after, self.hash if after == before + 1 else None,
                          now))
        if after != before + 1:
            self.done = self.done[-1:]
        self.undone = []
        self.hash = now

    def undo(self):
        if not self.done:
            return
        operation, before, _ = self.done[-1]
        status, out, err = run("undo", "--json")
        now = export_hash()
        if status:
            self.refused += 1
            if status != 65 or ("decided" not in err and
                                "was agreed" not in err and
                                "made the register" not in err):
                FAILED.append(f"undo of {operation}: {status}: {err}")
            if now != self.hash:
                FAILED.append(f"undo of {operation}: refused, but changed")
            # it stays in the way
            self.done = []
            return
        self.undos += 1
        self.head += 1
        if json.loads(out)["of"] != operation:
            FAILED.append(f"undo: not of {operation}: {out[:200]}")
        if before and now != before:
            FAILED.append(f"undo of {operation}: not what was before")
        self.undone.append(self.done.pop())
        self.hash = now

    def redo(self):
        status, out, err = run("redo", "--json")
        now = export_hash()
        if not self.undone:
            if status != 66 or now != self.hash:
                FAILED.append(f"redo of nothing: {status}: {out}{err}")
            return
        operation, _, after = self.undone.pop()
        self.redos += 1
        self.head += 1
        if status or json.loads(out)["of"] != operation or now != after:
            FAILED.append(f"redo of {operation}: {status}: {out[:200]}{err}")
        self.done.append((operation, self.hash, after))
        self.hash = now

    def out_of_order(self):
        """One from the middle, and again: refused, or the same as before."""
        if len(self.done) < 2:
            return
        operation = RNG.choice(self.done)[0]
        status, _, err = run("undo", str(operation))
        if status:
            if status != 65 or export_hash() != self.hash:
                FAILED.append(f"undo {operation}: {status}: {err}")
            return
        self.undos += 1
        status, _, err = run("redo", str(operation))
        self.redos += 1
        self.head += 2
        if status or export_hash() != self.hash:
            FAILED.append(f"undo and redo {operation}: {status}: {err}")

    def remember(self):
        CLOCK[0] += datetime.timedelta(seconds=1)
        self.past.append((self.head, stamp(), export()))
        CLOCK[0] += datetime.timedelta(seconds=1)

    def look_back(self):
        for operation, moment, text in RNG.sample(self.past,
                                                  min(3, len(self.past))):
            if export("--as-of", str(operation)) != text:
                FAILED.append(f"--as-of {operation} is not what it was")
            if export("--as-of", moment) != text:
                FAILED.append(f"--as-of {moment} is not what it was")


READERS = (("search", "portal"), ("search", "portal", "--scan"), ("due",),
           ("brief",), ("account", "health", "--history", "--by", "week"),
           ("req", "stats"), ("status",), ("next",), ("log", "-n", "5"),
           ("diff", "--since", "1"))


def read():
    """Whatever there is by now, a report is made of it."""
    for words in READERS:
        status, _, err = run(*words)
        if status == 70:
            FAILED.append(f"{words}: {err}")
    name = some("account")
    for words in (("account", "timeline"), ("brief",), ("account", "show")):
        status, _, err = run(*words, name) if name else (0, "", "")
        if status == 70:
            FAILED.append(f"{words} {name}: {err}")


def fsck():
    status, out, _ = run("fsck", "--json")
    if status:
        FAILED.append(f"fsck: {out[:1000]}")


def main():
    model = Model()
    every = max(20, COUNT // 200)
    for step in range(COUNT):
        CLOCK[0] += datetime.timedelta(minutes=RNG.randrange(90))
        way = RNG.random()
        if way < 0.7 or step < 80:
            model.command()
        elif way < 0.82:
            for _ in range(RNG.choice((1, 1, 2, 3))):
                model.undo()
        elif way < 0.96:
            for _ in range(RNG.choice((1, 1, 2, 3))):
                model.redo()
        else:
            model.out_of_order()
        if step % 10 == 0:
            refresh()
        if step % every == 0:
            model.remember()
        if step % (2 * every) == 0:
            model.look_back()
            read()
            fsck()
        if FAILED:
            break
    fsck()
    model.look_back()
    print(f"{model.commands} commands of {len(SUCCEEDED)} verbs and "
          f"{len({kind for kind, _ in SUCCEEDED})} of {len(KINDS)} kinds, "
          f"{model.undos} undos, {model.redos} redos, {model.refused} "
          f"refused; {len(model.past)} moments; {head()} operations")
    if "-v" in sys.argv:
        print("never:", [kind for kind in KINDS if not any(
            kind == k for k, _ in SUCCEEDED)])
        print("verbs:", " ".join(sorted(f"{kind}-{verb}" for kind, verb in
                                        SUCCEEDED)))
    for text in FAILED:
        print(text)
    return 1 if FAILED else 0


sys.exit(main())
