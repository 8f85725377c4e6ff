"""What account health and brief say, computed once more from exported CSV.

health.py FOLDER TODAY: FOLDER has account.csv, req.csv … of kam export --as
csv, health.json of account health all, and KEY.brief.json of brief KEY, promise.csv of promise list --all,
status.json of status.
"""
import calendar
import csv
import datetime
import json
import os
import sys
from fractions import Fraction

sys.dont_write_bytecode = True
sys.path.append(os.path.join(os.path.dirname(__file__), "..", "soak"))
from health_scale import CSAT, SCALES, half_up, points  # noqa: E402

FOLDER, TODAY = sys.argv[1], sys.argv[2]
DAY = datetime.date.fromisoformat
WINDOW = (DAY(TODAY) - datetime.timedelta(days=89)).isoformat()
LIVE = ("meeting", "call", "chat", "visit")
UNSOLVED = ("open", "contained", "analysed", "in_work")
failures = []
STANDING = {}  # late promises, as status has them


def read(kind):
    path = os.path.join(FOLDER, kind + ".csv")
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def same(what, ours, theirs):
    if ours != theirs:
        failures.append(f"{what}: {ours!r} from CSV, kam says {theirs!r}")


def share(rows, good):
    if not rows:
        return None
    return half_up(Fraction(100 * sum(map(good, rows)), len(rows)), 6)


def in_zone(instant):
    return DAY(instant[:10])  # the register is in UTC


def answers(a, comms):
    """Whether what was written goes the other way than something before."""
    for b in comms:
        if ((b["at"], b["n"]) >= (a["at"], a["n"])
                or {a["direction"], b["direction"]} != {"in", "out"}):
            continue
        if a["thread"] and b["thread"]:
            if a["thread"] == b["thread"]:
                return True
            continue
        met = set(a["contacts"].split(",")) & set(b["contacts"].split(","))
        if met - {""} and (moment(a) - moment(b)).days < 30:
            return True
    return False


def moment(row):
    return datetime.datetime.fromisoformat(row["at"].rstrip("Z"))


def limit_of(tier, since):
    if tier in ("strategic", "key"):
        return since + datetime.timedelta(days=7 if tier == "strategic" else 14)
    months = {"standard": 1, "prospect": 2}.get(tier)
    if not months:
        return None
    index = since.year * 12 + since.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return datetime.date(year, month, min(
        since.day, calendar.monthrange(year, month)[1]))


def silence(account, comms):
    spoken = [c for c in comms if c["channel"] in LIVE or answers(c, comms)]
    since = in_zone(max(c["at"] for c in spoken) if spoken
                    else account["created"])
    due = limit_of(account["tier"], since)
    if account["status"] != "active" or not due:
        return None
    return half_up(Fraction(100 * (DAY(TODAY) - since).days,
                            (due - since).days), 6)


def signals(account, data):
    key = account["key"]
    of = {kind: [r for r in rows if r.get("account") == key]
          for kind, rows in data.items()}
    for comm in of["comm"]:
        comm["n"] = int(comm["id"][4:])
    cadences = {c["id"]: c for c in of["cadence"]}
    fell_due = [
        o for o in data["occurrence"] if o["cadence"] in cadences
        and o["due"] >= WINDOW and (
            o["status"] in ("given", "late", "missed")
            or o["status"] == "open" and o["due"] < TODAY
            and cadences[o["cadence"]]["status"] == "active")]
    asked = [f for f in of["feedback"]
             if f["received"] >= WINDOW and f["respond_by"]
             and (f["responded_on"] or f["resolved_on"]
                  or f["status"] == "received" and f["respond_by"] < TODAY)]
    wanted = [r for r in of["req"]
              if r["status"] not in ("deferred", "dropped")]
    actions = [a for a in of["action"] if a["due"]
               and (a["status"] == "open" or a["done_on"] >= WINDOW)]
    return {
        "feedback_on_time": share(fell_due, lambda o: o["status"] == "given"),
        "answer_time": share(asked, lambda f: (
            f["responded_on"] or f["resolved_on"] or TODAY) <= f["respond_by"]),
        "agreement": share(wanted, lambda r: r["status"] not in (
            "captured", "analysed")),
        "actions_overdue": Fraction(sum(
            a["status"] == "open" and a["due"] < TODAY for a in actions))
        if actions else None,
        "promises": share([o for o in map(kept, of["promise"])
                           if o is not None], bool),
        "severe_issues": severe([i for i in of["issue"] if counts(i)]),
        "satisfaction": satisfaction(of["reply"], data["survey"])[1],
        "contact": silence(account, of["comm"])}


def kept(p):
    """Whether a promise was kept by its first day; None: it doesn't count."""
    open_one = p["state"] in ("open", "late")
    if (p["promise"] in ("delivery", "answer") or not p["due"]
            or not open_one and p["state"] != "missed" and not p["ended_on"]):
        return None
    if open_one:
        return False if p["due"] < TODAY else None
    if p["first_due"] < WINDOW:
        return None
    if p["kept_on"]:
        return p["kept_on"] <= p["first_due"]
    return False if p["ended_on"] > p["first_due"] else None


def counts(issue):
    return issue["status"] != "dropped" and (
        issue["status"] != "verified" or issue["raised_on"] >= WINDOW)


def severe(issues):
    return Fraction(sum(
        i["status"] in UNSOLVED and i["severity"] in ("high", "critical")
        for i in issues)) if issues else None


def satisfaction(replies, surveys):
    """The measure that it is by, and its figure."""
    for measure in ("nps", "csat"):
        rounds = sorted(
            (s["opened_on"] or s["closed_on"] or s["created"][:10], number(s),
             s) for s in surveys
            if s["type"] == measure and s["status"] != "dropped" and any(
                r["survey"] == s["id"] and r["score"] for r in replies))
        if not rounds:
            continue
        survey = rounds[-1][2]
        scores = [int(r["score"]) for r in replies
                  if r["survey"] == survey["id"] and r["score"]]
        if len(scores) < 5:
            continue
        top = int((survey["scale"] or "1-5").split("-")[1]) - 1
        good = sum(s >= (9 if measure == "nps" else top) for s in scores)
        if measure == "nps":
            good -= sum(s <= 6 for s in scores)
        value = half_up(Fraction(100 * abs(good), len(scores)), 6)
        return measure, -value if good < 0 else value
    return None, None


def check_health(account, said, data):
    ours = signals(account, data)
    theirs = {s["signal"]: s for s in said["signals"]}
    known, total = Fraction(0), Fraction(0)
    for name, value in ours.items():
        what = f"{account['key']} {name}"
        shown = theirs.pop(name)
        same(what, None if value is None else float(value), shown["value"])
        if value is None:
            if not shown["missing"]:
                failures.append(f"{what}: no reason")
            continue
        weight = SCALES[name][2]
        scale = SCALES[name]
        if name == "satisfaction" and satisfaction(
                [r for r in data["reply"] if r["account"] == account["key"]],
                data["survey"])[0] == "csat":
            scale = CSAT
        made = points(scale, value)
        same(what + " points", float(made), shown["points"])
        known += weight
        total += weight * made
    weights = sum(w for _, _, w in SCALES.values())
    for name, other in theirs.items():  # of kinds that have no data here
        weights += other["weight"]
        if not other["missing"]:
            failures.append(f"{account['key']}: {name} is unknown here")
    same(account["key"] + " coverage", float(half_up(known / weights, 6)),
         said["coverage"])
    score = (float(half_up(total / known, 1))
             if known and known / weights >= Fraction(1, 2) else None)
    same(account["key"] + " score", score, said["score"])
    same(account["key"] + " band", None if score is None else
         "green" if score >= 75 else "amber" if score >= 50 else "red",
         said["band"])


def ids(brief, section, table):
    found = next(s for s in brief["sections"] if s["name"] == section)
    return [r["id"] for r in next(
        t for t in found["tables"] if t["name"] == table)["rows"]]


def number(row):
    return int(row["id"].split("-")[1])


def check_brief(account, brief, data):
    key = account["key"]
    of = {kind: [r for r in rows if r.get("account") == key]
          for kind, rows in data.items()}
    said = sorted(of["comm"], key=lambda c: (c["at"], number(c)),
                  reverse=True)
    same(f"{key} said", [c["id"] for c in said[:3]],
         ids(brief, "said", "said"))
    same(f"{key} since", said[0]["id"] if said else None,
         brief["since_record"])
    levels = ["must", "should", "could", "", "wont"]
    open_reqs = sorted(
        (r for r in of["req"]
         if r["status"] not in ("accepted", "deferred", "dropped")),
        key=lambda r: (r["core"] != "yes", levels.index(r["priority"]),
                       r["due"] or "9", number(r)))
    same(f"{key} requirements", [r["id"] for r in open_reqs[:6]],
         ids(brief, "requirements", "requirements"))
    soon = (DAY(TODAY) + datetime.timedelta(days=14)).isoformat()
    cadences = {c["id"] for c in of["cadence"] if c["status"] == "active"}
    owed = [(o["due"], "delivery", number(o), o["id"])
            for o in data["occurrence"]
            if o["status"] == "open" and o["cadence"] in cadences]
    for kind, promise, field, states in (
            ("action", "action", "due", ("open",)),
            ("feedback", "answer", "respond_by", ("received",)),
            ("feedback", "resolution", "resolve_by",
             ("received", "responded")),
            ("req", "requirement", "due", ("agreed", "implemented"))):
        owed += [(r[field], promise, number(r), r["id"]) for r in of[kind]
                 if r[field] and r["status"] in states
                 and (kind != "req" or r["agreed_with"])
                 and (kind != "action"
                      or r["about"].startswith(("COM-", "RPL-")))]
    late = sum(o[0] < TODAY for o in owed)
    same(f"{key} late promises", late, STANDING.get(key, 0))
    owed = sorted(o for o in owed if o[0] <= soon)
    same(f"{key} late", [o[3] for o in owed[:6]], ids(brief, "late", "late"))
    people = sorted(
        (c for c in data["contact"] if c["status"] == "active" and key in [
            a.split(":")[0] for a in c["accounts"].split(",")]),
        key=lambda c: (-int(c["influence"] or 0), c["name"]))
    same(f"{key} people", [c["id"] for c in people[:6]],
         ids(brief, "people", "people"))


def main():
    data = {kind: read(kind) for kind in (
        "req", "feedback", "action", "comm", "cadence", "occurrence",
        "contact", "issue", "survey", "reply", "promise")}
    with open(os.path.join(FOLDER, "status.json"), encoding="utf-8") as file:
        for line in json.load(file)["accounts"]:
            STANDING[line["account"]] = line["late_promises"]
    with open(os.path.join(FOLDER, "health.json"), encoding="utf-8") as file:
        health = {h["account"]: h for h in json.load(file)}
    accounts = [a for a in read("account") if a["status"] != "closed"]
    same("accounts", sorted(a["key"] for a in accounts), sorted(health))
    for account in accounts:
        check_health(account, health[account["key"]], data)
        with open(os.path.join(FOLDER, account["key"] + ".brief.json"),
                  encoding="utf-8") as file:
            check_brief(account, json.load(file), data)
    for line in failures:
        print(line, file=sys.stderr)
    sys.exit(1 if failures or not accounts else 0)


main()
