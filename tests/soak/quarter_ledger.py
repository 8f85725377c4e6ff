"""The promises, for quarter.py: kam-promise(1), and kam-feedback(1)'s times."""
from quarter_read import day, nearest, number, people, share

KINDS = ("action", "answer", "resolution", "delivery", "requirement")
STATES = ("open", "late", "kept", "kept_late", "missed", "withdrawn")


class Promise:
    def __init__(self, register, row, word, due, times=1):
        self.register, self.row, self.word = register, row, word
        self.first = self.due = due
        self.times, self.moved = times, 0
        self.fate, self.ended = "open", None
        self.said_on = self.said_in = self.contact = None
        self.what, self.calendar = row.get("title"), None

    def move(self, due):
        """Another day is promised while it is open."""
        if not due:
            return
        if not self.first:
            self.first = due
        elif self.due and self.due != due:
            self.moved += 1
        self.due = due

    def state(self, by):
        if self.fate == "open":
            return "late" if by and by < self.register.today else "open"
        if self.fate == "missed":
            return "missed"
        after = by and self.ended and self.ended > by
        if self.fate == "kept":
            return "kept_late" if after else "kept"
        return "missed" if after else "withdrawn"

    def until(self):
        """The day to which its lateness counts."""
        return (self.register.today if self.fate == "open"
                else self.ended or self.due)

    def shown(self):
        """As promise list has it."""
        late = (self.until() - self.due).days if self.due else None
        ended = self.ended and self.ended.isoformat()
        return {
            "id": self.row["id"], "promise": self.word, "what": self.what,
            "account": self.row["account"] or None,
            "project": self.register.project(self.row),
            "owner": self.register.owner(self.row),
            "contact": self.contact or None, "said_in": self.said_in or None,
            "said_on": self.said_on and self.said_on.isoformat(),
            "first_due": self.first and self.first.isoformat(),
            "due": self.due and self.due.isoformat(),
            "state": self.state(self.due),
            "state_at_first": self.state(self.first),
            "kept_on": ended if self.fate == "kept" else None,
            "ended_on": ended, "days_late": late,
            "working_days_late": self.register.working(
                self.due, self.until(), self.calendar) if self.due else None,
            "postponed": self.moved,
            "postponed_days": (self.due - self.first).days
            if self.due else None, "round": self.times,
            "severity": self.row.get("severity") or None}


def rounds(register, row, word, field, done, states, anew=False):
    """What became of a record, each time that it was promised.

    states: those in which it is owed, and kept; in others it is given up. Its
    end is the day that the first set of the fields done has, else the one on
    which it came into such a state.
    """
    owed, kept = states
    found, current = [], None
    for at, now in register.told.get(row["id"], []):
        state, by = now.get("status"), day(now.get(field))
        if current is None and (state in owed or state in kept):
            current = Promise(register, row, word, by)
            found.append(current)
        elif current and state in owed and current.fate != "open" and anew:
            current = Promise(register, row, word, by, len(found) + 1)
            found.append(current)
        if current is None:
            continue
        if current.fate == "open" or state in owed:
            current.move(by)
        on = next((day(now[name]) for name in done if now.get(name)), None)
        if state in owed:
            current.fate, current.ended = "open", None
        elif state in kept:
            current.ended = on or (current.ended if current.fate == "kept"
                                   else day(at))
            current.fate = "kept"
        elif current.fate == "open":
            current.fate, current.ended = "given up", day(at)
    return found


def of_actions(register):
    """What a conversation left to do, and the calls that low scores are
    owed."""
    for row in register.rows["action"]:
        if not row["about"].startswith(("COM-", "RPL-")):
            continue
        of = register.by_id[row["about"]]
        for p in rounds(register, row, "action", "due", ["done_on"],
                        (["open"], ["done"])):
            p.said_in = of["id"]
            if p.said_in.startswith("COM-"):
                p.said_on = day(of["at"])
                p.contact = (people(of["contacts"]) or [None])[0]
            else:
                p.said_on, p.contact = day(of["answered_on"]), of["contact"]
            yield p


def of_feedback(register):
    for row in register.rows["feedback"]:
        answers = rounds(
            register, row, "answer", "respond_by",
            ["responded_on", "resolved_on", "confirmed_on"],
            (["received"], ["responded", "resolved", "confirmed"]), True)
        settled = rounds(
            register, row, "resolution", "resolve_by",
            ["resolved_on", "confirmed_on"],
            (["received", "responded"], ["resolved", "confirmed"]), True)
        if not (row["resolve_by"] or row["resolved_on"]
                or row["type"] in ("complaint", "request")):
            settled = []
        for p in answers + [
                p for p in settled if p.due or p.fate != "open"
                or row["status"] != "received"]:
            p.said_on, p.contact = day(row["received"]), row["contact"]
            yield p


def in_pauses(register):
    """What was skipped because it fell due while its cadence was paused."""
    found = set()
    for operation in register.log:
        changes = operation["changes"]
        ended = any(change["kind"] == "cadence" and change["field"] == "status"
                    and change["before"] == "paused" for change in changes)
        found.update(change["id"] for change in changes if ended
                     and change["kind"] == "occurrence"
                     and change["after"] == "skipped")
    return found


def of_deliveries(register):
    fates = {"open": "open", "given": "kept", "late": "kept",
             "missed": "missed", "skipped": "given up"}
    left_out = in_pauses(register)
    for row in register.rows["occurrence"]:
        cadence = register.by_id[row["cadence"]]
        if row["id"] in left_out or (row["status"] == "open"
                                     and cadence["status"] != "active"):
            continue
        of = dict(cadence, id=row["id"])
        p = Promise(register, of, "delivery", day(row["due"]))
        p.fate, p.ended = fates[row["status"]], day(row["given_on"])
        if p.fate == "given up":
            p.ended = next(day(at) for at, now in register.told[row["id"]]
                           if now.get("status") == "skipped")
        p.said_on, p.said_in = day(cadence["created"]), cadence["id"]
        p.contact = cadence["contact"]
        yield p


def of_requirements(register):
    for row in register.rows["req"]:
        if not row["agreed_with"] or not row["due"]:
            continue
        for p in rounds(register, row, "requirement", "due", [],
                        (["agreed", "implemented"],
                         ["verified", "accepted"])):
            p.said_on, p.said_in = day(row["agreed_on"]), row["source_comm"]
            p.contact = row["agreed_with"]
            yield p


def promises(register):
    found = [*of_actions(register), *of_feedback(register),
             *of_deliveries(register), *of_requirements(register)]
    for p in found:
        p.calendar = register.calendar_of(p.row)
    return found


def band(days):
    return next(i for i, most in enumerate((0, 7, 30, 90, 10 ** 9))
                if days <= most)


def figures(register, some):
    """As promise stats has them."""
    # of those of which nobody knows when they ended nothing can be said
    dated = [p for p in some if p.due and (
        p.fate in ("open", "missed") or p.ended)]
    states = [p.state(p.due) if p.fate == "open" else p.state(p.first)
              for p in dated]
    moved = [p.state(p.due) for p in dated]
    out = {word: states.count(word) for word in STATES}
    settled = ("kept", "kept_late", "missed")
    out.update(
        n=len(dated), undated=len(some) - len(dated),
        postponed=sum(p.moved > 0 for p in dated),
        kept_rate=share(out["kept"], sum(out[word] for word in settled)),
        kept_rate_moved=share(moved.count("kept"), sum(
            moved.count(word) for word in settled)))
    late = [p for p in dated if p.state(p.due) == "late"]
    for i, name in enumerate(("0", "1_7", "8_30", "31_90", "91")):
        out["late_" + name] = sum(
            band((register.today - p.due).days) == i for p in late)
        out["working_late_" + name] = sum(band(register.working(
            p.due, register.today, p.calendar)) == i for p in late)
    return out


def times(register, some, lead, done, awaiting):
    kept = [p for p in some if p.fate == "kept"]
    out = {done: len(kept), awaiting: sum(p.fate == "open" for p in some)}
    for percent in (50, 90):
        out[f"{lead}_p{percent}"] = nearest(
            [(p.ended - p.said_on).days for p in kept], percent)
        out[f"{lead}_working_p{percent}"] = nearest(
            [register.working(p.said_on, p.ended, p.calendar)
             for p in kept], percent)
    judged = [p.state(p.first) for p in some if p.first]
    judged = [s for s in judged if s not in ("open", "withdrawn")]
    out[lead + "_in_time"], out[lead + "_of"] = (judged.count("kept"),
                                                 len(judged))
    out[lead + "_within"] = share(judged.count("kept"), len(judged))
    return out


def feedback_figures(register, some):
    answers = [p for p in some if p.word == "answer"]
    first = [p for p in answers if p.times == 1]
    out = {"n": len(first), "reopened": sum(p.times == 2 for p in answers)}
    out.update(times(register, first, "respond", "answered", "awaiting"))
    out.update(times(register, [p for p in some if p.word == "resolution"
                                and p.times == 1],
                     "resolve", "resolved", "unresolved"))
    return out


def groups(some, key):
    found = {}
    for p in some:
        found.setdefault(key(p), []).append(p)
    return found


def compare(it, words, some, how, by):
    """One command whole and by each of its groupings."""
    it.row(" ".join(words), how(it.register, some), it.ask(*words))
    for name, key in by:
        said = {line["value"]: line for line in it.ask(*words, "--by", name)}
        ours = groups(some, key)
        it.same(f"{' '.join(words)} --by {name}", sorted(ours, key=str),
                sorted(said, key=str))
        for value, part in ours.items():
            it.row(f"{' '.join(words)} --by {name} {value}",
                   how(it.register, part), said.get(value, {}))


def check(it):
    register = it.register
    ledger = promises(register)
    it.ledger = ledger

    def key(row):
        return (row["due"] or "9", number(row["id"]), row["id"],
                KINDS.index(row["promise"]), row["round"])
    for words, some in (
            (("promise", "list", "--all"), ledger),
            (("promise", "list"), [p for p in ledger if p.fate == "open"]),
            (("promise", "list", "late"),
             [p for p in ledger if p.state(p.due) == "late"])):
        said = it.ask(*words)
        it.same("the order of " + " ".join(words),
                [row["due"] or "9" for row in said],
                sorted(row["due"] or "9" for row in said))
        it.rows(" ".join(words), sorted((p.shown() for p in some), key=key),
                sorted(said, key=key), lambda row: (
                    row["id"], row["promise"], row["round"]))
    by = (("owner", lambda p: register.owner(p.row)),
          ("account", lambda p: p.row["account"] or None))
    compare(it, ["promise", "stats"], ledger, figures,
            (*by, ("kind", lambda p: p.word)))
    since, until = register.today.replace(day=1), register.today
    within = ("--since", str(since), "--until", str(until))
    compare(it, ["promise", "stats", *within],
            [p for p in ledger if p.first and since <= p.first <= until],
            figures, by)
    answers = [p for p in ledger if p.word in ("answer", "resolution")]
    by += (("severity", lambda p: p.row["severity"]),
           ("type", lambda p: p.row["type"]))
    compare(it, ["feedback", "stats"], answers, feedback_figures, by)
    compare(it, ["feedback", "stats", *within],
            [p for p in answers if since <= p.said_on <= until],
            feedback_figures, by)
