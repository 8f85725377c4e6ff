"""The brief of every account and what its customer is told of what comes next,
for quarter.py: kam-brief(1)."""
from quarter_read import DAY, day, moment, number, people
from quarter_talk import pairs

MOSCOW = ("must", "should", "could", "", "wont")
SEVERE = ("critical", "high", "medium", "low")
CHANGED = ("req", "project", "feedback", "risk", "objective", "action")
KEY = ("key", "strategic")


def by_day(field):
    return lambda row: (row[field] or "9", number(row["id"]))


def spoken(register):
    """Whom somebody spoke with last when, by whatever channel."""
    last = {}
    for t in sorted((row for row in register.rows["comm"]
                     if moment(row["at"]) <= register.now),
                    key=lambda row: (row["at"], number(row["id"]))):
        for who in people(t["contacts"]):
            last[who] = t
        last[t["account"]] = t
    return last


def met(register, key):
    """The account's people, those of most influence first."""
    return sorted((row for row in register.rows["contact"]
                   if row["status"] == "active"
                   and key in people(row["accounts"])),
                  key=lambda row: (-int(row["influence"] or 0), row["name"],
                                   number(row["id"])))


def open_reqs(register, key):
    return sorted((row for row in register.of("req", key) if row["status"]
                   not in ("accepted", "deferred", "dropped")),
                  key=lambda row: (row["core"] != "yes",
                                   MOSCOW.index(row["priority"]),
                                   *by_day("due")(row)))


def to_agree(row):
    return row["proposed_version"] or row["status"] in (
        "captured", "analysed") and (row["core"] == "yes"
                                     or row["priority"] == "must")


def silent(register, row, last):
    allowed = pairs(register.setting["comm.silence.influence"]).get(
        row["influence"])
    talk = last.get(row["id"])
    if int(row["influence"] or 0) < 4 or not allowed:
        return False
    return not talk or register.after(
        day(talk["at"]), allowed,
        register.setting["calendar"]) < register.today


def questions(register, account, theirs, last):
    """Eight, in this order; of records at most three of a sort."""
    key = account["key"]
    reqs = open_reqs(register, key)
    plans = [row for row in register.of("plan", key)
             if row["status"] != "closed"]
    found = [[("confirm", row["id"]) for row in sorted(
        (row for row in register.of("feedback", key)
         if row["status"] in ("responded", "resolved")),
        key=lambda row: (row["resolved_on"] or row["responded_on"] or "9",
                         number(row["id"])))][:3]]
    found.append([("accept", row["id"]) for row in sorted(
        reqs, key=lambda row: number(row["id"]))
        if row["status"] == "verified"][:3])
    found.append([("agree", row["id"]) for row in sorted(
        filter(to_agree, reqs), key=lambda row: (
            not row["proposed_version"], row["core"] != "yes",
            number(row["id"])))][:3])
    found.append([("silent", row["id"]) for row in theirs
                  if silent(register, row, last)])
    found.append([("review", row["id"]) for row in sorted(
        plans, key=by_day("review"))
        if row["review"] and day(row["review"]) < register.today][:3])
    found.append([("figures", row["id"]) for row in sorted(
        register.of("objective", key), key=lambda row: number(row["id"]))
        if row["status"] == "open"
        and not (row["measure"] and row["target"])][:3])
    unknown = {row["contact"] for row in register.rows["channel"]
               if row["consent"] == "unknown" and row["do_not_use"] != "yes"}
    found.append([("consent" if row["preferred_channel"] else "channel",
                   row["id"]) for row in theirs
                  if int(row["influence"] or 0) >= 4
                  and (not row["preferred_channel"]
                       or row["id"] in unknown)])
    if account["tier"] in KEY and not any(row["area"] == "account"
                                          for row in plans):
        found.append([("plan", account["id"])])
    return [one for part in found for one in part][:8]


def state_at(told, since):
    """What a record was at a moment: nothing before it was made, and after it
    was removed."""
    return next((state for at, state in reversed(told)
                 if moment(at) <= since), {})


def net(told, since):
    """The fields that are otherwise than they were at the moment."""
    was, now = state_at(told, since), told[-1][1]
    return {name for name in set(was) | set(now)
            if was.get(name) != now.get(name) and name != "tags"}


def gone(register, account, since):
    """What was there at the moment, and was removed since."""
    for record, told in register.was.items():
        was = state_at(told, since)
        theirs = {was.get("account"), *(
            one["id"] for one in was.get("accounts", ()))}
        if was and not told[-1][1] and account["id"] in theirs:
            kind = register.kind[record]
            if kind != "comm":
                yield (CHANGED.index(kind) if kind in CHANGED else 9,
                       number(record), record, "gone", set())


def changes(register, account, since):
    """What is new or otherwise since the moment, by what matters most."""
    found = []
    for kind, rows in register.rows.items():
        for row in rows:
            theirs = people(row.get("accounts", row.get("account", "")))
            if kind == "comm" or (account["key"] not in theirs
                                  and row is not account):
                continue
            new = not since or moment(row["created"]) > since
            fields = set() if new else net(register.was[row["id"]], since)
            if new or fields:
                found.append((CHANGED.index(kind) if kind in CHANGED else 9,
                              number(row["id"]), row["id"],
                              "new" if new else "changed", fields))
    if since:
        found += gone(register, account, since)
    return sorted(found, key=lambda one: one[:2])


def owed(it, key):
    """What is promised for a day that is past or comes in two weeks."""
    soon = it.register.today + 14 * DAY
    return sorted((p for p in it.ledger if p.row["account"] == key
                   and p.fate == "open" and p.due and p.due <= soon),
                  key=lambda p: (p.due, p.word, number(p.row["id"]), p.times))


def lists(it, account, last):
    """By the name of each table the IDs that it has."""
    register, key = it.register, account["key"]
    said = sorted((row for row in register.of("comm", key)
                   if moment(row["at"]) <= register.now), reverse=True,
                  key=lambda row: (row["at"], number(row["id"])))[:3]
    theirs = met(register, key)
    talk = {row["id"] for row in said}
    plan = max((row for row in register.of("plan", key)
                if row["area"] == "account" and not row["project"]
                and row["status"] != "closed"),
               key=lambda row: number(row["id"]), default=None)
    return {
        "people": [row["id"] for row in theirs[:6]],
        "late": [p.row["id"] for p in owed(it, key)[:6]],
        "said": [row["id"] for row in said],
        "actions": [row["id"] for row in sorted(
            (row for row in register.of("action", key)
             if row["status"] == "open" and row["about"] in talk),
            key=by_day("due"))][:5],
        "ask": questions(register, account, theirs, last),
        "feedback": [row["id"] for row in sorted(
            (row for row in register.of("feedback", key)
             if row["status"] not in ("confirmed", "dismissed")),
            key=lambda row: (row["type"] != "complaint",
                             SEVERE.index(row["severity"] or "low"),
                             *by_day("respond_by")(row)))][:4],
        "objectives": [row["id"] for row in sorted(
            (row for row in register.of("objective", key)
             if row["status"] == "open"), key=by_day("due"))][:4],
        "requirements": [row["id"] for row in open_reqs(register, key)][:6],
        "projects": [row["id"] for row in sorted(
            (row for row in register.of("project", key)
             if row["status"] in ("planned", "active", "on_hold")),
            key=by_day("due"))][:5],
        "wallet": [plan["id"]] if plan and (plan["revenue"] or plan["spend"])
        else []}


def check_changes(it, key, ours, rows):
    """The first eight; kinds that are not first may come in any order."""
    it.same(f"brief {key} changes", min(len(ours), 8), len(rows))
    first = [one[2] for one in ours if one[0] < 9][:8]
    it.same(f"brief {key} first changes", first,
            [row["id"] for row in rows][:len(first)])
    found = {one[2]: one for one in ours}
    for row in rows:
        one = found.get(row["id"], (0, 0, 0, "none", set()))
        it.same(f"brief {key} {row['id']}", (one[3], one[4]), (
            row["change"], set(filter(None, (row["fields"] or "").split(","))
                               )))
        if one[3] == "gone":
            it.same(f"brief {key} title of {row['id']}", next(
                was["title"] for _, was in reversed(
                    it.register.was[row["id"]]) if was), row["title"])


def check_next(it, key):
    """What the customer is told of it: nothing of what they answered, of
    actions not the project, whose it is only of these."""
    report = it.ask("brief", key, "--audience", "customer")
    rows = next(section["tables"][0]["rows"]
                for section in report["sections"]
                if section["name"] == "next")
    ours = [p for p in owed(it, key)
            if not (p.said_in or "").startswith("RPL-")][:8]
    it.same(f"brief {key} next", [p.row["id"] for p in ours],
            [row["id"] for row in rows])
    for p, row in zip(ours, rows):
        shown, action = p.shown(), p.word == "action"
        it.row(f"brief {key} next {p.row['id']}", dict(
            {name: shown[name] for name in row},
            project=None if action else shown["project"],
            owner=p.row["owner"] or None if action else None), row)


def check_one(it, account, last):
    key = account["key"]
    brief = it.ask("brief", key)
    tables = {table["name"]: table["rows"] for section in brief["sections"]
              for table in section["tables"]}
    for name, ours in lists(it, account, last).items():
        theirs = [(row["code"], row["id"]) if name == "ask" else
                  row.get("id") or row.get("plan") for row in tables[name]]
        it.same(f"brief {key} {name}", ours, theirs)
    talk = last.get(key)
    it.same(f"brief {key} since", talk and talk["id"], brief["since_record"])
    it.same(f"brief {key} health", it.health[key],
            brief["facts"].get("health"))
    for p, row in zip(owed(it, key), tables["late"]):
        shown = p.shown()
        it.row(f"brief {key} late {p.row['id']}", {
            name: shown[name] for name in row}, row)
    for row in tables["people"]:
        with_them = last.get(row["id"])
        it.same(f"brief {key} last {row['id']}", with_them and (
            with_them["at"], with_them["id"]), row["last"] and (
                row["last"], row["last_comm"]))
    if owed(it, key):
        check_next(it, key)
    check_changes(it, key, changes(it.register, account, talk and moment(
        talk["at"])), tables["changes"])


def check(it):
    last = spoken(it.register)
    for account in it.register.rows["account"]:
        if account["status"] != "closed":
            check_one(it, account, last)
