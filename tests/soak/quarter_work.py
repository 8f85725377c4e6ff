"""What is done in the quarter of quarter.py, by chance and a seed.

Each day that is worked, and now and then one that isn't, some of the accounts
are spoken with, and what is open goes on: answers, deliveries, agreements,
moves of days, issues, improvements, surveys, reviews. A few commands are taken
back, and a few of these done again.
"""
import datetime
import json
import random


TALKS = ("谈二期范围", "the offer, line by line", "报价沟通", "go-live date",
         "周会", "who approves the budget", "质量问题", "next year's plans")
WANTS = ("export as PDF", "单点登录", "audit trail", "四小时内出报告",
         "offline mode", "中英双语标签", "roles and rights", "批次追溯")
WORDS = ("too slow at eight", "响应太慢", "great workshop", "报表不准",
         "nobody calls back", "交付很顺利", "wrong invoice", "页面打不开")
SEVERITIES = ("low", "medium", "high", "critical")
EVERY = ("week on fri", "2 weeks", "month on last working day",
         "5 working days", "10 days", "month on 15")
CAUSES = ("process", "people", "supplier", "requirements")


class Work:
    def __init__(self, office, accounts, seed):
        self.office, self.rng = office, random.Random(seed)
        self.done = self.refused = 0
        self.kinds, self.refusals = {}, {}
        self.of, self.people, self.ids = {}, {}, {}
        self.projects = set()
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
        return made if isinstance(made, dict) else {"all": made}

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
                self.rng.choice(STEPS)(self, name)
                self.office.later(self.rng.randrange(
                    1 + 200 // len(self.names)))
            if self.rng.random() < 0.04:
                self.take_back()

    def take_back(self):
        if self.do("undo") and self.rng.random() < 0.3:
            self.do("redo")

    # what is done with an account

    def talk(self, name):
        at = self.office.clock - datetime.timedelta(
            minutes=self.rng.choice((5, 90, 700, 3000)))
        if self.rng.random() < 0.4:  # as somebody in Berlin writes it
            at = at.astimezone(datetime.timezone(datetime.timedelta(hours=2)))
        words = ["comm", "log", self.rng.choice(TALKS), *self.scope(name),
                 "--at", at.isoformat(timespec="minutes"), "--channel",
                 self.rng.choice(("call", "mail", "mail", "meeting", "other"))]
        for person in {self.someone(name) for _ in range(
                self.rng.randrange(3))}:
            words += ["--with", person]
        if self.rng.random() < 0.7:
            words += ["--direction", self.rng.choice(("in", "out"))]
        if self.rng.random() < 0.5:
            words += ["--next", "send: " + self.rng.choice(TALKS)]
            if self.rng.random() < 0.9:
                words += ["--next-due", self.day_in(0, 14)]
            if self.rng.random() < 0.5:
                words += ["--next-owner", self.rng.choice(self.team)]
        if self.rng.random() < 0.3:
            words += ["--duration", f"{self.rng.randint(5, 90)}m"]
        before = self.some("comm", name)
        if before and self.rng.random() < 0.3:
            words += ["--in-reply-to", before]
        made = self.do(*words)
        self.keep("comm", name, made)
        if made.get("next_action"):
            self.keep("action", name, {"id": made["next_action"]})

    def act(self, name):
        action = self.some("action", name)
        way = self.rng.random()
        if not action or way < 0.15:
            self.keep("action", name, self.do(
                "action", "add", "订会议室", *self.scope(name), "--due",
                self.day_in(1, 9)))
        elif way < 0.5:
            self.do("action", "finish", action)
        elif way < 0.8:
            self.do("action", "edit", action, "--due",
                    self.day_in(-1, 12) if way < 0.77 else "")
        elif way < 0.9:
            self.do("action", "cancel", action, "--reason", "客户不再需要")
        else:
            self.do("action", "reopen", action)

    def hear(self, name):
        made = self.do(
            "feedback", "add", self.rng.choice(WORDS), *self.scope(name),
            "--type", self.rng.choice(("comment", "request", "praise",
                                       "complaint")), "--severity",
            self.rng.choice(SEVERITIES), "--contact", self.someone(name),
            *(("--received", self.day_in(-5, 0))
              if self.rng.random() < 0.3 else ()))
        self.keep("feedback", name, made)

    def answer(self, name):
        feedback = self.some("feedback", name)
        if not feedback:
            return
        way = self.rng.random()
        on = (("--on", self.day_in(-2, 0)) if self.rng.random() < 0.2 else ())
        if way < 0.4:
            self.do("feedback", "respond", feedback, "--response", "已答复",
                    *on)
        elif way < 0.65:
            self.do("feedback", "resolve", feedback, "--resolution",
                    "a cache", *on)
        elif way < 0.8:
            self.do("feedback", "confirm", feedback)
        elif way < 0.88:
            self.do("feedback", "reopen", feedback, "--reason", "又慢了")
        elif way < 0.93:
            self.do("feedback", "dismiss", feedback, "--reason", "twice")
        elif way < 0.97:
            self.do("feedback", "edit", feedback, "--respond-by",
                    self.day_in(0, 9))
        else:
            self.do("feedback", "turn", feedback, "--into", "issue")

    def report(self, name):
        cadence = self.some("cadence", name)
        way = self.rng.random()
        if not cadence or way < 0.6:
            if cadence:
                self.do("feedback", "give", cadence,
                        *(("--on", self.day_in(-3, 0))
                          if self.rng.random() < 0.3 else ()))
        elif way < 0.75:
            self.do("feedback", "skip", cadence, "--reason", "放假")
        elif way < 0.85:
            self.do("cadence", "pause", cadence)
        elif way < 0.97:
            self.do("cadence", "resume", cadence)
        else:
            self.do("cadence", "end", cadence)

    def want(self, name):
        words = ["req", "add", self.rng.choice(WANTS), *self.scope(name)]
        for option, values in (
                ("--class", ("functional", "quality", "constraint")),
                ("--priority", ("wont", "could", "should", "must", "must")),
                ("--due", (self.day_in(3, 60),)), ("--core", ("yes",)),
                ("--source-contact", (self.someone(name),)),
                ("--source-comm", (self.some("comm", name),)),
                ("--owner", self.team)):
            value = self.rng.choice(values)
            if value and self.rng.random() < 0.5:
                words += [option, value]
        self.keep("req", name, self.do(*words))

    def agree(self, name):
        req = self.some("req", name)
        if not req:
            return
        step = self.rng.choice((
            ("analyse",), ("implement",), ("verify",), ("verify",),
            ("accept",), ("resume",), ("defer", "--reason", "没有预算"),
            ("drop", "--reason", "not needed"), ("agree",), ("agree",),
            ("agree",), ("withdraw", "--reason", "a mistake"),
            ("edit", "--due", self.day_in(0, 40)), ("edit", "--effort", "3"),
            ("edit", "--title", self.rng.choice(WANTS) + " 2"),
            ("reword", "--statement", "不超过两秒", "--reason", "for them")))
        more = ()
        if step[0] == "agree":
            more = ("--by", self.someone(name), "--via", "meeting")
        self.do("req", step[0], req, *step[1:], *more)

    def trouble(self, name):
        issue = self.some("issue", name)
        step = self.rng.choice((
            ("contain", "--containment", "restarted"), ("start",),
            ("why", "没有人预热缓存", "--cause", self.rng.choice(CAUSES)),
            ("solve", "--resolution", "预热"), ("solve", "--resolution",
                                              "a job"), ("verify",),
            ("reopen", "--reason", "again"), ("drop", "--reason", "no issue"),
            ("edit", "--due", self.day_in(1, 20)),
            ("correct", "warm it", "--due", self.day_in(1, 9)), ("recur",)))
        if not issue or self.rng.random() < 0.3:
            self.keep("issue", name, self.do(
                "issue", "add", self.rng.choice(WORDS), *self.scope(name),
                "--severity", self.rng.choice(SEVERITIES),
                *(("--owner", self.rng.choice(self.team))
                  if self.rng.random() < 0.5 else ())))
        elif step[0] == "recur":
            self.do("issue", "recur", issue, self.some("issue", name))
        else:
            self.do("issue", step[0], issue, *step[1:])

    def improve(self, name):
        improve = self.some("improve", name)
        issue = self.some("issue", name)
        if not improve or self.rng.random() < 0.2:
            if issue:
                self.keep("improve", name, self.do(
                    "improve", "from", issue, "--measure", "hours",
                    "--baseline", "9", "--target", "4", "--due",
                    self.day_in(9, 40)))
            return
        self.do("improve", *self.rng.choice((
            ("do", improve), ("check", improve), ("act", improve),
            ("confirm", improve), ("drop", improve, "--reason", "no"),
            ("measure", improve, "--value", str(self.rng.randint(2, 9))))))

    def survey(self, name):
        everywhere = "everywhere"
        survey = self.some("survey", everywhere)
        way = self.rng.random()
        if not survey or way < 0.05:
            sort = self.rng.choice(("nps", "csat", "ces"))
            survey = self.keep("survey", everywhere, self.do(
                "survey", "add", f"{sort} 2026-Q3", "--type", sort,
                "--question", "您是否愿意推荐我们？", "--ends",
                self.day_in(9, 40), "--every", "quarter"))
            self.do("survey", "open", survey)
        elif way < 0.35:
            self.do("survey", "invite", survey, *self.people[name])
        elif way < 0.92:
            scale = self.rng.choice((5, 7, 10, 10))
            words = ["--score", str(self.rng.randint(scale // 2, scale))]
            words += (["--contact", self.someone(name)]
                      if self.rng.random() < 0.8 else ["-A", name])
            self.do("survey", "answer", survey, *words)
        elif way < 0.96:
            self.do("survey", "close", survey)
        else:
            self.do("survey", "repeat", survey)

    def look_ahead(self, name):
        risk = self.some("risk", name)
        way = self.rng.random()
        if way < 0.3 or not risk:
            self.keep("risk", name, self.do(
                "risk", "add", "货架不到位", *self.scope(name), "--review",
                self.day_in(2, 30)))
        elif way < 0.6:
            self.do("risk", "score", risk, "--probability", "3", "--impact",
                    str(self.rng.randint(1, 5)))
        elif way < 0.7:
            self.do("risk", "close", risk, "--reason", "到位了")
        elif way < 0.85:
            self.keep("objective", name, self.do(
                "objective", "add", "20 % 份额", "-A", name, "--due",
                self.day_in(5, 50), *(("--measure", "share", "--target", "20")
                                      if self.rng.random() < 0.5 else ())))
        elif way < 0.9 and self.some("objective", name):
            self.do("objective", "meet", self.some("objective", name))
        else:
            plan = self.ask("plan", "list", "-A", name)
            if plan:
                self.do("plan", "review", plan[0]["id"], "--outcome", "同意")


STEPS = (Work.talk, Work.talk, Work.talk, Work.act, Work.act, Work.act,
         Work.hear, Work.answer, Work.answer, Work.answer, Work.report,
         Work.report, Work.want, Work.agree, Work.agree, Work.agree,
         Work.trouble, Work.trouble, Work.improve, Work.survey,
         Work.look_ahead)
