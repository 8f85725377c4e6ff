"""Who works in the quarter of quarter.py, with whom, and on which days.

Each day that is worked, and now and then one that isn't, some of the accounts
are spoken with, and what is open goes on: answers, deliveries, agreements,
moves of days, issues, improvements, surveys, reviews. What was a mistake is
removed; a few commands are taken back, and a few of these done again.
"""
import datetime
import json
import random

EVERY = ("week on fri", "2 weeks", "month on last working day",
         "5 working days", "10 days", "month on 15")


class Team:
    def __init__(self, office, accounts, seed):
        self.office, self.rng = office, random.Random(seed)
        self.done = self.refused = 0
        self.kinds, self.refusals = {}, {}
        self.of, self.people, self.ids = {}, {}, {}
        self.projects, self.state = set(), {}
        self.choose(accounts)

    def ask(self, *words):
        return json.loads(self.office.must(*words, "--json"))

    def do(self, *words):
        """A command; what it made, or nothing where it was refused."""
        status, out, err = self.office.run(*words, "--json")
        sort = " ".join(words[:2])
        self.office.later(self.rng.randrange(3))
        if status:
            self.refused += 1
            self.refusals.setdefault(sort, err[:200])
            return {}
        self.done += 1
        self.kinds[sort] = self.kinds.get(sort, 0) + 1
        made = json.loads(out) if out.strip() else {}
        if not isinstance(made, dict):
            return {"all": made}
        if made.get("id") and made.get("status"):
            self.state[made["id"]] = made["status"]
        return made

    def go(self, kind, record, *ways):
        """One of the ways on from the state that it is in: the states, the
        verb, its options."""
        fitting = [way for way in ways if not way[0]
                   or self.state.get(record, "open") in way[0].split()]
        if not record or not fitting:
            return {}
        _, verb, *options = self.rng.choice(fitting)
        made = self.do(kind, verb, record, *options)
        if self.rng.random() < 0.03:
            self.take_back()
        return made

    def choose(self, count):
        """Which accounts are worked with, who is who, what is promised."""
        contacts = {}
        for row in self.ask("contact", "list"):
            if row["status"] == "active" and row["accounts"]:
                contacts.setdefault(row["accounts"][0]["id"], []).append(
                    row["id"])
        rows = sorted(self.ask("account", "list"),
                      key=lambda row: row["id"] not in contacts)
        team = [row["key"] for row in self.ask("member", "list")]
        chosen = rows[:4 * count]
        self.rng.shuffle(chosen)
        for n, row in enumerate(chosen[:count]):
            name = row["key"]
            self.of[name] = row
            self.people[name] = contacts.get(row["id"], []) or [self.do(
                "contact", "add", "周明", "-A", name)["id"]]
            self.set_up(n, name, team)
        self.names = list(self.of)
        self.team = team

    def set_up(self, n, name, team):
        edits = ["--tier", ("strategic", "key", "standard", "prospect")[n % 4]]
        if n % 5 == 2:
            edits += ["--calendar", "germany"]
        if n % 7 != 3:
            edits += ["--owner", team[n % len(team)]]
        self.do("account", "edit", name, *edits)
        for person in self.people[name]:
            more = ["--influence", str(self.rng.randint(1, 5))]
            if self.rng.random() < 0.5:
                more += ["--preferred-channel", "mail"]
            self.do("contact", "edit", person, *more)
        if n % 3 != 2:
            self.do("project", "add", "Phase 2", "-A", name, "--key", "p2",
                    "--due", "2026-09-15", "--owner", team[0])
            self.projects.add(name)
            if n % 2:
                self.do("project", "edit", f"{name}/p2", "--calendar",
                        "germany")
        if n % 2 == 0:
            self.do("plan", "new", name)
        if n % 3 == 0:
            self.do("comm", "plan", "add", "预算与风险", "-A", name,
                    "--every", "month", "--channel", "meeting", "--audience",
                    self.people[name][0])
        for _ in range(self.rng.randrange(3)):
            self.keep("cadence", name, self.do(
                "cadence", "add", "项目周报", "-A", name, "--every",
                self.rng.choice(EVERY), "--start", self.day_in(0, 9),
                "--shift", self.rng.choice(("before", "after", "none")),
                "--contact", self.someone(name)))

    def keep(self, kind, name, made):
        if made.get("id"):
            self.ids.setdefault((kind, name), []).append(made["id"])
        return made.get("id")

    def some(self, kind, name):
        """One that was made, the later ones more often."""
        found = self.ids.get((kind, name), [])
        return self.rng.choice(found[-6:]) if found else None

    def someone(self, name):
        return self.rng.choice(self.people[name])

    def day_in(self, least, most):
        return str(self.office.today() + datetime.timedelta(
            days=self.rng.randint(least, most)))

    def scope(self, name):
        """Of the account, or of its project where it has one."""
        if self.rng.random() < 0.3 and name in self.projects:
            return ("-P", f"{name}/p2")
        return ("-A", name)

    def day(self, day):
        off = day.weekday() > 4 or day.isoformat() == "2026-09-25"
        if off and self.rng.random() < 0.8:
            return
        self.office.at(day, 8, self.rng.randrange(60))
        most = 7 + 20 // len(self.names)
        for name in self.names:
            for _ in range(self.rng.randrange(most)):
                if self.office.today() > day:
                    return
                self.step(name)
                self.office.later(self.rng.randrange(
                    1 + 200 // len(self.names)))

    def take_back(self):
        """The last command; refused where it was a decision."""
        undone = self.do("undo")
        if undone and self.rng.random() < 0.3:
            self.do("redo")
        elif undone:
            for kind in ("action", "req", "issue", "cadence", "feedback"):
                for row in self.ask(kind, "list", "--all",
                                    "modified.ge=" + self.office.stamp()):
                    self.state[row["id"]] = row["status"]
