"""The figures of promise stats and feedback stats, computed once more.

Run by test_promise.sh with KAM set, in a folder with a register of its
quarter. The records come from `kam export NOUN --as csv`, what was moved and
when from `kam log --json`; nothing of what kam computed goes in.
"""
import csv
import datetime
import io
import json
import math
import os
import subprocess
import sys

KAM = os.environ["KAM"]
TODAY = datetime.date.fromisoformat(os.environ["KAM_NOW"][:10])


def run(*words):
    return subprocess.run([KAM, *words], capture_output=True, check=True,
                          text=True).stdout


def rows(noun):
    text = run("export", noun, "--as", "csv").removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def day(text):
    return datetime.date.fromisoformat(text[:10]) if text else None


HOLIDAYS = {day(row["date"]): row["working"] in ("yes", "true", "1")
            for row in rows("calendar_day")}


def is_worked(date):
    return HOLIDAYS.get(date, date.weekday() < 5)


def working(start, end):
    """Days d of work with start < d <= end."""
    if end < start:
        return -working(end, start)
    return sum(is_worked(start + datetime.timedelta(i + 1))
               for i in range((end - start).days))


def story():
    """Per record, the states it went through: (day, state, fields)."""
    told = {}
    for operation in reversed(json.loads(run("log", "--json", "--limit", "100000"))):
        when = day(operation["at"])
        touched = {}
        for change in operation["changes"]:
            record = change["id"]
            now = dict(told[record][-1][1]) if record in told else {}
            now = touched.get(record, now)
            if change["field"] == "created":
                now = dict(change["after"])
            elif change["field"] != "removed":
                now[change["field"]] = change["after"]
            touched[record] = now
        for record, now in touched.items():
            told.setdefault(record, []).append((when, now))
    return told


TOLD = story()


class Promise:
    def __init__(self, row, word, first, due, fate, ended, said, times):
        self.row, self.word, self.times = row, word, times
        self.first, self.due, self.fate = first, due, fate
        self.ended, self.said = ended, said

    def state(self, by):
        if self.fate == "open":
            return "late" if by and by < TODAY else "open"
        if self.fate == "missed":
            return "missed"
        after = by and self.ended > by
        if self.fate == "kept":
            return "kept_late" if after else "kept"
        return "missed" if after else "withdrawn"


def rounds(row, word, due, done, opened, kept, given_up, said, anew):
    """What became of a record, time after time."""
    found, current = [], None
    for when, now in TOLD[row["id"]]:
        state, by = now["status"], day(now.get(due))
        if state in opened:
            if current is None or (current.fate != "open" and anew):
                current = Promise(row, word, by, by, "open", None, said,
                                  len(found) + 1)
                found.append(current)
            current.fate, current.ended = "open", None
        if current is None:
            continue
        if current.fate == "open" and by:
            current.first = current.first or by
            current.due = by
        if state in opened:
            continue
        ended = next((day(now[f]) for f in done if now.get(f)), when)
        if state in kept:
            current.fate, current.ended = "kept", ended
        elif current.fate == "open" and state in given_up:
            current.fate, current.ended = "given up", when
    return found


def promises():
    found = []
    comms = {row["id"]: row for row in rows("comm")}
    said_in = {row["id"]: row["at"] for row in comms.values()}
    said_in.update({row["id"]: row["answered_on"] for row in rows("reply")})
    for row in rows("action"):
        if row["about"] in said_in:
            found += rounds(row, "action", "due", ["done_on"], ["open"],
                            ["done"], ["cancelled"],
                            day(said_in[row["about"]]), False)
    for row in rows("feedback"):
        said = day(row["received"])
        found += rounds(row, "answer", "respond_by",
                        ["responded_on", "resolved_on", "confirmed_on"],
                        ["received"], ["responded", "resolved", "confirmed"],
                        ["dismissed"], said, True)
        if row["resolve_by"] or row["resolved_on"] or \
                row["type"] in ("complaint", "request"):
            found += [p for p in rounds(
                row, "resolution", "resolve_by",
                ["resolved_on", "confirmed_on"], ["received", "responded"],
                ["resolved", "confirmed"], ["dismissed"], said, True)
                if p.due or p.fate != "open" or row["status"] != "received"]
    cadences = {row["id"]: row for row in rows("cadence")}
    for row in rows("occurrence"):
        cadence = cadences[row["cadence"]]
        if row["status"] == "open" and cadence["status"] != "active":
            continue
        fate = {"open": "open", "given": "kept", "late": "kept",
                "missed": "missed", "skipped": "given up"}[row["status"]]
        ended = day(row["given_on"])
        if fate == "given up":
            ended = TOLD[row["id"]][-1][0]
        due = day(row["due"])
        found.append(Promise(dict(row, account=cadence["account"],
                                  owner=cadence["owner"]), "delivery", due,
                             due, fate, ended, day(cadence["created"]), 1))
    for row in rows("req"):
        if row["agreed_with"] and row["due"]:
            found += rounds(row, "requirement", "due", [],
                            ["agreed", "implemented"],
                            ["verified", "accepted"],
                            ["deferred", "dropped"], day(row["agreed_on"]),
                            False)
    owners = {row["key"]: row["owner"] for row in rows("account")}
    for p in found:
        p.account = p.row["account"]
        p.owner = p.row["owner"] or owners[p.account]
    return found


def share(part, whole):
    return round(part / whole, 6) if whole else None


def age(days):
    return 0 if days < 1 else 1 if days < 8 else 2 if days < 31 \
        else 3 if days < 91 else 4


def promise_figures(some):
    dated = [p for p in some if p.due]
    states = [p.state(p.due) if p.fate == "open" else p.state(p.first)
              for p in dated]
    out = {word: states.count(word) for word in
           ("open", "late", "kept", "kept_late", "missed", "withdrawn")}
    out["n"], out["undated"] = len(dated), len(some) - len(dated)
    settled = out["kept"] + out["kept_late"] + out["missed"]
    out["kept_rate"] = share(out["kept"], settled)
    moved = [p.state(p.due) for p in dated]
    out["kept_rate_moved"] = share(
        moved.count("kept"), sum(moved.count(word) for word in
                                 ("kept", "kept_late", "missed")))
    late = [p for p in dated if p.state(p.due) == "late"]
    names = ["0", "1_7", "8_30", "31_90", "91"]
    for i, name in enumerate(names):
        out["late_" + name] = sum(
            age((TODAY - p.due).days) == i for p in late)
        out["working_late_" + name] = sum(
            age(working(p.due, TODAY)) == i for p in late)
    return out


def nearest(numbers, percent):
    numbers = sorted(numbers)
    return numbers[math.ceil(len(numbers) * percent / 100) - 1] \
        if numbers else None


def times(some, lead, done, awaiting):
    kept = [p for p in some if p.fate == "kept"]
    out = {done: len(kept),
           awaiting: sum(p.fate == "open" for p in some)}
    for percent in (50, 90):
        out[f"{lead}_p{percent}"] = nearest(
            [(p.ended - p.said).days for p in kept], percent)
        out[f"{lead}_working_p{percent}"] = nearest(
            [working(p.said, p.ended) for p in kept], percent)
    judged = [p.state(p.first) for p in some if p.first]
    judged = [s for s in judged if s not in ("open", "withdrawn")]
    out[lead + "_in_time"], out[lead + "_of"] = judged.count("kept"), \
        len(judged)
    out[lead + "_within"] = share(judged.count("kept"), len(judged))
    return out


def feedback_figures(some):
    answers = [p for p in some if p.word == "answer"]
    out = {"n": sum(p.times == 1 for p in answers),
           "reopened": sum(p.times == 2 for p in answers)}
    out.update(times([p for p in answers if p.times == 1], "respond",
                     "answered", "awaiting"))
    out.update(times([p for p in some if p.word == "resolution" and
                      p.times == 1], "resolve", "resolved", "unresolved"))
    return out


def compare(words, figures):
    given = json.loads(run(*words, "--json"))
    given = {line["value"]: line for line in
             (given if isinstance(given, list) else [given])}
    wrong = 0
    if set(given) != set(figures):
        print(words, "groups", set(given), set(figures))
        wrong += 1
    for value, wanted in figures.items():
        for key, number in wanted.items():
            got = given.get(value, {}).get(key, "nothing")
            if got != number:
                print(*words, value, key, got, "is not", number)
                wrong += 1
    return wrong


def by(some, key):
    groups = {}
    for p in some:
        groups.setdefault(key(p), []).append(p)
    return groups


def main():
    all_of_them = promises()
    feedback = [p for p in all_of_them if p.word in ("answer", "resolution")]
    wrong = compare(["promise", "stats"],
                    {None: promise_figures(all_of_them)})
    for name, key in (("owner", lambda p: p.owner),
                      ("account", lambda p: p.account),
                      ("kind", lambda p: p.word)):
        wrong += compare(["promise", "stats", "--by", name],
                         {value: promise_figures(some) for value, some in
                          by(all_of_them, key).items()})
    october = [p for p in all_of_them if p.first and
               datetime.date(2026, 10, 1) <= p.first <=
               datetime.date(2026, 10, 31)]
    wrong += compare(["promise", "stats", "--since", "2026-10-01", "--until",
                      "2026-10-31"], {None: promise_figures(october)})
    wrong += compare(["feedback", "stats"], {None: feedback_figures(feedback)})
    for name, key in (("owner", lambda p: p.owner),
                      ("account", lambda p: p.account),
                      ("severity", lambda p: p.row["severity"]),
                      ("type", lambda p: p.row["type"])):
        wrong += compare(["feedback", "stats", "--by", name],
                         {value: feedback_figures(some) for value, some in
                          by(feedback, key).items()})
    if len(all_of_them) < 100:
        print("too few promises to tell:", len(all_of_them))
        wrong += 1
    sys.exit(1 if wrong else 0)


main()
