"""What is due, status, health and brief, for quarter.py.

By kam-due(1), kam-status(1), kam-account(1), Health, and kam-brief(1).
"""
from fractions import Fraction

import quarter_brief
from health_scale import CSAT, SCALES, half_up, points
from quarter_read import DAY, day, number
from quarter_stats import since

UNSOLVED = ("open", "contained", "analysed", "in_work")
OWED = (  # kind, the field with its day, the states in which it is owed
    ("project", "due", ("planned", "active", "on_hold")),
    ("req", "due", ("captured", "analysed", "agreed", "implemented",
                    "verified")),
    ("action", "due", ("open",)), ("feedback", "respond_by", ("received",)),
    ("feedback", "resolve_by", ("responded",)),
    ("risk", "review", ("identified", "assessed", "planned", "occurred")),
    ("plan", "review", ("draft", "approved", "active")),
    ("objective", "due", ("open",)), ("survey", "ends", ("open",)),
    ("elicit", "on", ("planned",)),
    ("improve", "due", ("plan", "do", "check", "act")))
CLOSED = (  # kind, the states in which it is not open
    ("req", ("accepted", "dropped")), ("action", ("done", "cancelled")),
    ("feedback", ("confirmed", "dismissed")), ("risk", ("closed",)),
    ("issue", ("verified", "dropped")), ("cadence", ("ended",)),
    ("project", ("done", "cancelled")))


def item(register, kind, row, due, of=None):
    of = of or row
    if kind == "project":  # its own calendar and owner, else the account's
        of = dict(row, project=row["key"])
    name = register.calendar_of(of)
    severity = kind in ("feedback", "cadence", "issue")
    return {
        "id": row["id"], "kind": kind, "account": row["account"] or None,
        "project": register.project(of), "owner": register.owner(of),
        "due": due.isoformat(), "days_late": (register.today - due).days,
        "working_days_late": register.working(due, register.today, name),
        "severity": (row["severity"] or None) if severity else None}


def issue_due(register, row):
    """The day agreed, or the first of its rule where that is earlier."""
    rule = register.setting["issue.escalate." + row["severity"]].split()[0]
    first = register.after(since(row), rule, register.calendar_of(row))
    return min(first, day(row["due"]) or first)


def owed(register):
    """All that has a day by which it is owed, by that day."""
    found = []
    for kind, field, states in OWED:
        for row in register.rows[kind]:
            if row["status"] in states and row[field]:
                found.append(item(register, kind, row, day(row[field])))
    for row in register.rows["occurrence"]:
        cadence = register.by_id[row["cadence"]]
        if row["status"] == "open" and cadence["status"] == "active":
            found.append(item(register, "cadence", cadence, day(row["due"])))
    for row in register.rows["issue"]:
        if row["status"] not in ("solved", "verified", "dropped"):
            found.append(item(register, "issue", row,
                              issue_due(register, row)))
    followed = {row["previous"] for row in register.rows["survey"]}
    for row in register.rows["survey"]:
        if (row["status"] == "closed" and row["next_on"]
                and row["id"] not in followed):
            found.append(item(register, "survey", row, day(row["next_on"])))
    return sorted(found, key=lambda i: (i["due"], i["kind"],
                                        number(i["id"])))


def check_due(it):
    register = it.register
    it.owed = owed(register)

    def key(row):
        return (row["kind"], row["id"], row["due"])
    for words, last in ((("due",), register.today),
                        (("due", "--within", "14d"),
                         register.today + 14 * DAY)):
        it.rows(" ".join(words), [i for i in it.owed
                                  if i["due"] <= last.isoformat()],
                it.ask(*words), key)


def check_status(it):
    register = it.register
    soon = (register.today + 6 * DAY).isoformat()
    keys = {row["key"] for row in register.rows["account"]} | {None}
    lines = {key: dict.fromkeys(("overdue", "due_soon", "late_promises",
                                 "silent_contacts"), 0) for key in keys}
    for i in it.owed:
        if i["days_late"] > 0:
            lines[i["account"]]["overdue"] += 1
        elif i["due"] <= soon:
            lines[i["account"]]["due_soon"] += 1
    for p in it.ledger:
        if p.state(p.due) == "late":
            lines[p.row["account"] or None]["late_promises"] += 1
    for line in lines.values():
        line.update(silent=False, days_silent=None)
    for s in it.silences:
        late = (s["days_late"] or 0) > 0
        if s["kind"] == "contact":
            lines[s["account"]]["silent_contacts"] += late
        else:
            lines[s["account"]].update(
                silent=late, days_silent=s["days"] if s["last"] else None)
    said = it.ask("status")
    it.row("status", {
        **{name: sum(line[name] for line in lines.values()) for name in (
            "overdue", "due_soon", "late_promises", "silent_contacts")},
        "silent_accounts": sum(line["silent"] for line in lines.values())},
        said)
    kinds = {line["kind"]: line for line in said["kinds"]}
    for kind, closed in CLOSED:
        there = [row for row in register.rows[kind]
                 if row["status"] not in closed]
        if there:
            it.row(f"status of {kind}", {
                "open": len(there), "overdue": sum(
                    i["kind"] == kind and i["days_late"] > 0
                    for i in it.owed)}, kinds.get(kind, {}))
    told = {key: line for key, line in lines.items()
            if any(line[name] for name in ("overdue", "due_soon", "silent",
                                           "late_promises",
                                           "silent_contacts"))}
    theirs = {line["account"]: line for line in said["accounts"]}
    it.same("status: accounts", sorted(told, key=str),
            sorted(theirs, key=str))
    for key, line in told.items():
        it.row(f"status {key}", line, theirs.get(key, {}))


def percent(rows, good):
    if not rows:
        return None
    return half_up(Fraction(100 * sum(map(good, rows)), len(rows)), 6)


def is_kept(p, window):
    """Whether a promise was kept by the day promised first; nothing where it
    doesn't count."""
    if p.word in ("delivery", "answer") or not p.due:
        return None
    if p.fate == "open":
        return False if p.state(p.due) == "late" else None
    if not p.ended and p.fate != "missed" or p.first < window:
        return None
    state = p.state(p.first)
    return None if state == "withdrawn" else state == "kept"


def satisfaction(register, key):
    """By the latest survey that was answered: the scale, and the figure."""
    answers = [row for row in register.of("reply", key) if row["score"]]
    for sort, scale in (("nps", SCALES["satisfaction"]), ("csat", CSAT)):
        surveys = {row["survey"] for row in answers}
        rounds = [row for row in register.rows["survey"]
                  if row["type"] == sort and row["status"] != "dropped"
                  and row["id"] in surveys]
        latest = max(rounds, default=None, key=lambda row: (
            row["opened_on"] or row["closed_on"] or row["created"][:10],
            number(row["id"])))
        scores = [int(row["score"]) for row in answers
                  if latest and row["survey"] == latest["id"]]
        if len(scores) >= 5:
            top = int(latest["scale"].split("-")[1]) - 1
            good = sum(s >= top for s in scores)
            if sort == "nps":
                good -= sum(s <= 6 for s in scores)
            return scale, half_up(Fraction(100 * good, len(scores)), 6)
    return SCALES["satisfaction"], None


def signals(it, account, silent):
    register = it.register
    key, today = account["key"], register.today.isoformat()
    window = (register.today - 89 * DAY).isoformat()
    cadences = {row["id"]: row for row in register.of("cadence", key)}
    fell_due = [
        row for row in register.rows["occurrence"]
        if row["cadence"] in cadences and row["due"] >= window and (
            row["status"] in ("given", "late", "missed")
            or row["status"] == "open" and row["due"] < today
            and cadences[row["cadence"]]["status"] == "active")]
    asked = [row for row in register.of("feedback", key)
             if row["received"] >= window and row["respond_by"]
             and (row["responded_on"] or row["resolved_on"]
                  or row["status"] == "received"
                  and row["respond_by"] < today)]
    wanted = [row for row in register.of("req", key)
              if row["status"] not in ("deferred", "dropped")]
    actions = [row for row in register.of("action", key) if row["due"]
               and (row["status"] == "open" or row["done_on"] >= window)]
    promised = [is_kept(p, day(window)) for p in it.ledger
                if p.row["account"] == key]
    issues = [row for row in register.of("issue", key)
              if row["status"] != "dropped" and (
                  row["status"] != "verified" or row["raised_on"] >= window)]
    contact = None
    if silent and silent["due"]:
        allowed = (day(silent["due"]) - register.today).days + silent["days"]
        contact = half_up(Fraction(100 * silent["days"], allowed), 6)
    return {
        "feedback_on_time": percent(
            fell_due, lambda row: row["status"] == "given"),
        "answer_time": percent(asked, lambda row: (
            row["responded_on"] or row["resolved_on"] or today)
            <= row["respond_by"]),
        "agreement": percent(wanted, lambda row: row["status"] not in (
            "captured", "analysed")),
        "actions_overdue": Fraction(sum(
            row["status"] == "open" and row["due"] < today
            for row in actions)) if actions else None,
        "promises": percent([one for one in promised if one is not None],
                            bool),
        "severe_issues": Fraction(sum(
            row["status"] in UNSOLVED
            and row["severity"] in ("high", "critical")
            for row in issues)) if issues else None,
        "satisfaction": satisfaction(register, key)[1], "contact": contact}


def health(it, account, silent):
    values = signals(it, account, silent)
    scales = dict(SCALES, satisfaction=satisfaction(
        it.register, account["key"])[0])
    known = {name: SCALES[name][2] for name, value in values.items()
             if value is not None}
    weights = Fraction(sum(known.values()))
    lines, total = {}, Fraction(0)
    for name, value in values.items():
        if value is None:
            lines[name] = {"value": None, "points": None,
                           "contribution": None}
            continue
        part = known[name] * points(scales[name], value)
        total += part
        lines[name] = {"value": float(value),
                       "points": float(points(scales[name], value)),
                       "contribution": float(half_up(part / weights, 6))}
    coverage = weights / sum(w for _, _, w in SCALES.values())
    score = half_up(total / weights, 1) if coverage >= Fraction(1, 2) else None
    return {
        "name": account["name"], "owner": account["owner"] or None,
        "coverage": float(half_up(coverage, 6)),
        "score": None if score is None else float(score),
        "band": None if score is None else "green" if score >= 75
        else "amber" if score >= 50 else "red"}, lines


def check_health(it):
    register = it.register
    silent = {s["id"]: s for s in it.silences if s["kind"] == "account"}
    said = {line["account"]: line for line in it.ask("account", "health",
                                                     "all")}
    watched = [row for row in register.rows["account"]
               if row["status"] != "closed"]
    it.same("health: accounts", sorted(row["key"] for row in watched),
            sorted(said))
    it.health = {}
    for account in watched:
        key = account["key"]
        whole, lines = health(it, account, silent.get(key))
        it.health[key] = whole["score"]
        it.row(f"health {key}", whole, said[key])
        theirs = {line["signal"]: line for line in said[key]["signals"]}
        it.same(f"health {key}: signals", sorted(lines), sorted(theirs))
        for name, line in lines.items():
            it.row(f"health {key} {name}", line, theirs.get(name, {}))
            it.same(f"health {key} {name} missing", line["value"] is None,
                    bool(theirs.get(name, {}).get("missing")))


def check(it):
    check_due(it)
    check_status(it)
    check_health(it)
    quarter_brief.check(it)
