"""Conversations and silence, for quarter.py: kam-comm(1)."""
import datetime
import re

from quarter_read import day, moment, nearest, number, people

LIVE = ("meeting", "call", "chat", "visit")
MONTH = datetime.timedelta(days=30)
UNITS = {"day": "d", "week": "w", "month": "m", "quarter": "q", "year": "y"}


def talks(register):
    """What was said by now, by time; what is planned is none."""
    found = []
    for row in register.rows["comm"]:
        if moment(row["at"]) <= register.now:
            found.append(dict(row, when=moment(row["at"]),
                              who=people(row["contacts"])))
    return sorted(found, key=lambda t: (t["when"], number(t["id"])))


def judge(said):
    """Which were two-way, and when those that came in were answered."""
    met, threads = {}, {}
    for t in said:
        t["two_way"] = t["channel"] in LIVE or (
            bool(t["direction"]) and replies(t, met, threads))
        for who in t["who"]:
            met.setdefault(who, []).append(t)
        if t["thread"]:
            threads.setdefault(t["thread"], []).append(t)
    for t in said:
        t["answer"] = answer(t, met, threads) if t["direction"] == "in" \
            else None


def other_way(a, b):
    """Both written, and one of them comes in, the other goes out."""
    return b["channel"] not in LIVE and {a["direction"], b["direction"]} == {
        "in", "out"}


def replies(t, met, threads):
    if any(other_way(t, b) for b in threads.get(t["thread"], [])):
        return True
    return any(other_way(t, b) and t["when"] - b["when"] <= MONTH
               and not (t["thread"] and b["thread"])
               for who in t["who"] for b in met.get(who, []))


def answer(t, met, threads):
    """Minutes to the first conversation after it that answers."""
    after = [b for b in threads.get(t["thread"], [])]
    after += [b for who in t["who"] for b in met.get(who, [])
              if not (t["thread"] and b["thread"])]
    key = (t["when"], number(t["id"]))
    times = [b["when"] for b in after if (b["when"], number(b["id"])) > key
             and (b["direction"] == "out"
                  or not b["direction"] and b["channel"] in LIVE)]
    return int((min(times) - t["when"]).total_seconds() // 60) if times \
        else None


def minutes(text):
    """Of a cell as 45m or 1h30m."""
    return sum(int(count) * {"m": 1, "h": 60}[unit] for count, unit in
               re.findall("([0-9]+)([a-z])", text))


def figures(some):
    came = [t for t in some if t["direction"] == "in"]
    took = [t["answer"] for t in came if t["answer"] is not None]
    return {"count": len(some), "in": len(came),
            "out": sum(t["direction"] == "out" for t in some),
            "last": max(some, key=lambda t: t["when"])["at"],
            "answered": len(took), "awaiting": len(came) - len(took),
            "answer_p50": nearest(took, 50), "answer_p90": nearest(took, 90),
            "talk": sum(minutes(t["duration"]) for t in some)}


def check_stats(it, said, *words):
    for by, keys in (("contact", lambda t: t["who"] or [None]),
                     ("account", lambda t: [t["account"]]),
                     ("channel", lambda t: [t["channel"]]),
                     ("direction", lambda t: [t["direction"] or None])):
        groups = {}
        for t in said:
            for key in keys(t):
                groups.setdefault(key, []).append(t)
        what = ("comm", "stats", "--by", by, *words)
        lines = {line["value"]: line for line in it.ask(*what)}
        it.same(" ".join(what), sorted(groups, key=str),
                sorted(lines, key=str))
        for value, part in groups.items():
            it.row(" ".join(what) + f" {value}", figures(part),
                   lines.get(value, {}))


def pairs(setting):
    return dict(pair.split("=") for pair in setting.split())


def span(every):
    """Of "month", "2 weeks on fri" the time from one to the next."""
    words = every.split(" on ")[0].split()
    count = words.pop(0) if words[0].isdigit() else "1"
    if words[0] == "working":
        return count + "wd"
    return count + UNITS[words[0].rstrip("s")]


def plan_lines(register, key, contact=None):
    """Lines of the plan that are spoken and in force."""
    for row in register.of("comm_plan", key):
        if (row["status"] != "ended" and row["every"]
                and row["channel"] in ("", *LIVE)
                and not (row["start"] and day(row["start"]) > register.today)
                and not (row["end"] and day(row["end"]) < register.today)
                and (not contact or contact in people(row["audience"]))):
            yield span(row["every"]), "plan", row["id"]


def silence(register, row, kind, account, last):
    """How long nobody has spoken with one, and how long that may last."""
    name = register.calendar_of({"account": account["key"]})
    since = day(last["at"] if last else row["created"])
    today = register.today
    if kind == "account":
        limits = list(plan_lines(register, row["key"]))
        tier = pairs(register.setting["comm.silence.tiers"]).get(row["tier"])
        if not limits and tier:
            limits = [(tier, "tier", row["tier"])]
    else:
        limits = list(plan_lines(register, account["key"], row["id"]))
        least = pairs(register.setting["comm.silence.influence"]).get(
            row["influence"])
        if least:
            limits.append((least, "influence", row["influence"]))
    limit, due = None, None
    for one in limits:
        by = register.after(since, one[0], name)
        if due is None or by < due:
            limit, due = one, by
    return {
        "id": row["key"] if kind == "account" else row["id"], "kind": kind,
        "name": row["name"], "account": account["key"],
        "owner": row["owner"] or account["owner"] or None,
        "last": last and last["at"], "last_comm": last and last["id"],
        "channel": last and last["channel"], "days": (today - since).days,
        "working_days": register.working(since, today, name),
        "limit": limit and limit[0], "by": limit and limit[1],
        "by_value": limit and limit[2], "due": due and due.isoformat(),
        "days_late": due and (today - due).days,
        "working_days_late": due and register.working(due, today, name)}


def silences(register, said):
    """Of accounts that are active, and of contacts who are there; a
    contact's account is the first that is active."""
    last, met = {}, {}
    for t in said:
        if t["two_way"]:
            last[t["account"]] = t
            for who in t["who"]:
                met[who] = t
    found = [silence(register, row, "account", row, last.get(row["key"]))
             for row in register.rows["account"] if row["status"] == "active"]
    for row in register.rows["contact"]:
        theirs = [register.accounts[key] for key in people(row["accounts"])
                  if register.accounts[key]["status"] == "active"]
        if row["status"] == "active" and theirs:
            found.append(silence(register, row, "contact", theirs[0],
                                 met.get(row["id"])))
    return found


def check(it):
    register = it.register
    said = talks(register)
    judge(said)
    it.talks = said
    check_stats(it, said)
    since = register.today.replace(day=1)
    check_stats(it, [t for t in said if day(t["at"]) >= since],
                "--since", str(since))
    it.silences = silences(register, said)

    def key(row):
        return (row["days_late"] is None, -(row["days_late"] or 0),
                row["kind"], number(register.accounts[row["id"]]["id"]
                                    if row["kind"] == "account"
                                    else row["id"]))
    ours = sorted(it.silences, key=key)
    it.rows("comm gaps --all", ours, it.ask("comm", "gaps", "--all"),
            lambda row: row["id"])
    it.rows("comm gaps", [row for row in ours if (row["days_late"] or 0) > 0],
            it.ask("comm", "gaps"), lambda row: row["id"])
