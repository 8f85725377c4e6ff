"""What may be done with an account on a day of quarter.py's quarter.

Each step is legal for the state that a record is in, but for a few that look
it up too late, as people do.
"""
import datetime

from quarter_team import Team

TALKS = ("谈二期范围", "the offer, line by line", "报价沟通", "go-live date",
         "周会", "who approves the budget", "质量问题", "next year's plans")
WANTS = ("export as PDF", "单点登录", "audit trail", "四小时内出报告",
         "offline mode", "中英双语标签", "roles and rights", "批次追溯")
WORDS = ("too slow at eight", "响应太慢", "great workshop", "报表不准",
         "nobody calls back", "交付很顺利", "wrong invoice", "页面打不开")
SEVERITIES = ("low", "medium", "high", "critical")
CAUSES = ("process", "people", "supplier", "requirements")


class Work(Team):
    def step(self, name):
        self.rng.choice(STEPS)(self, name)

    def talk(self, name):
        at = self.office.clock - datetime.timedelta(
            minutes=self.rng.choice((5, 90, 700, 3000)))
        if self.rng.random() < 0.4:  # as somebody in Berlin writes it
            at = at.astimezone(datetime.timezone(datetime.timedelta(hours=2)))
        words = ["comm", "log", self.rng.choice(TALKS), *self.scope(name),
                 "--at", at.isoformat(timespec="seconds"), "--channel",
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
        if self.rng.random() < 0.15:
            self.keep("action", name, self.do(
                "action", "add", "订会议室", *self.scope(name), "--due",
                self.day_in(1, 9)))
            return
        self.go("action", self.some("action", name),
                ("open", "finish"), ("open", "finish"), ("open", "finish"),
                ("open", "edit", "--due", self.day_in(-1, 12)),
                ("open", "edit", "--due", self.day_in(1, 12)),
                ("", "edit", "--due", self.rng.choice(
                    ("", self.day_in(2, 5)))),
                ("open", "cancel", "--reason", "客户不再需要"),
                ("done cancelled", "reopen"), ("", "edit", "--title", "发送"))

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
        on = ("--on", self.day_in(-2, 0)) if self.rng.random() < 0.2 else ()
        answer = ("received", "respond", "--response", "已答复", *on)
        settle = ("received responded", "resolve", "--resolution", "a cache",
                  *on)
        self.go("feedback", self.some("feedback", name), answer, answer,
                answer, settle, settle, ("responded resolved", "confirm"),
                ("responded resolved confirmed dismissed", "reopen",
                 "--reason", "又慢了"),
                ("received responded", "dismiss", "--reason", "twice"),
                ("received", "edit", "--respond-by", self.day_in(0, 9)),
                ("received responded", "edit", "--resolve-by",
                 self.day_in(2, 20)),
                ("received", "turn", "--into", "issue"))

    def report(self, name):
        on = ("--on", self.day_in(-3, 0)) if self.rng.random() < 0.3 else ()
        cadence = self.some("cadence", name)
        if cadence and self.rng.random() < 0.7:
            self.do("feedback", "give", cadence, *on)
        elif cadence and self.rng.random() < 0.5:
            self.do("feedback", "skip", cadence, "--reason", "放假")
        else:
            self.go("cadence", cadence, ("active", "pause"),
                    ("paused", "resume"), ("paused", "resume"),
                    *((("paused", "end"),) if self.rng.random() < 0.2
                      else ()))

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
        agree = ("captured analysed", "agree", "--by", self.someone(name),
                 "--via", "meeting")
        self.go("req", self.some("req", name), agree, agree, agree,
                ("captured", "analyse"), ("agreed", "implement"),
                ("agreed", "implement"), ("implemented", "verify"),
                ("implemented", "verify"), ("verified", "accept"),
                ("deferred", "resume"),
                ("captured analysed agreed", "defer", "--reason", "没有预算"),
                ("captured analysed agreed", "drop", "--reason", "no need"),
                ("agreed implemented verified", "withdraw", "--reason",
                 "a mistake"),
                ("", "edit", "--due", self.day_in(0, 40)),
                ("", "edit", "--effort", "3"),
                ("captured analysed", "edit", "--title",
                 self.rng.choice(WANTS) + " 2"),
                ("agreed implemented", "reword", "--statement", "不超过两秒",
                 "--reason", "for them"))

    def trouble(self, name):
        if self.rng.random() < 0.3:
            self.keep("issue", name, self.do(
                "issue", "add", self.rng.choice(WORDS), *self.scope(name),
                "--severity", self.rng.choice(SEVERITIES),
                *(("--owner", self.rng.choice(self.team))
                  if self.rng.random() < 0.5 else ())))
            return
        unsolved = "open contained analysed in_work"
        issue, earlier = self.some("issue", name), self.some("issue", name)
        made = self.go(
            "issue", issue, ("open", "contain", "--containment", "restarted"),
            ("open contained analysed", "start"),
            (unsolved, "why", "没有人预热缓存", "--cause",
             self.rng.choice(CAUSES)),
            (unsolved, "solve", "--resolution", "预热"),
            (unsolved, "solve", "--resolution", "a job"),
            ("solved", "verify"),
            ("solved verified dropped", "reopen", "--reason", "again"),
            *((("open", "drop", "--reason", "no issue"),)
              if self.rng.random() < 0.3 else ()),
            ("", "edit", "--due", self.day_in(1, 20)),
            (unsolved, "correct", "warm it", "--due", self.day_in(1, 9)))
        if made.get("id", "").startswith("ACT-"):
            self.keep("action", name, made)
        if self.state.get(earlier) == "solved" and issue != earlier:
            self.do("issue", "recur", issue, earlier)

    def improve(self, name):
        improve, issue = self.some("improve", name), self.some("issue", name)
        if issue and (not improve or self.rng.random() < 0.2):
            improve = self.keep("improve", name, self.do(
                "improve", "from", issue))
            if improve:
                self.do("improve", "edit", improve, "--measure", "hours",
                        "--baseline", "9", "--target", "4", "--due",
                        self.day_in(9, 40))
            return
        self.go("improve", improve, ("plan", "do"), ("do", "check"),
                ("check", "act"), ("act", "confirm"),
                ("act", "fail", "--reason", "no"),
                ("check act", "plan", "--reason", "anew"),
                ("do check act", "measure", "--value",
                 str(self.rng.randint(2, 9))))

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
            for _ in range(self.rng.choice((1, 1, 6))):
                words = ["--score", str(self.rng.randint(scale // 2, scale))]
                words += (["--contact", self.someone(name), "--again"]
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

    def remove(self, name):
        """What was a mistake; refused where something refers to it."""
        kind = self.rng.choice(("action", "req", "req", "feedback", "comm",
                                "issue", "risk", "objective"))
        record = self.some(kind, name)
        if record and self.do(kind, "rm", record, "--yes"):
            self.ids[kind, name].remove(record)
            if self.rng.random() < 0.1:
                self.do("undo")


STEPS = (Work.talk, Work.talk, Work.talk, Work.act, Work.act, Work.act,
         Work.hear, Work.answer, Work.answer, Work.answer, Work.report,
         Work.report, Work.want, Work.agree, Work.agree, Work.agree,
         Work.trouble, Work.trouble, Work.improve, Work.survey,
         Work.look_ahead, Work.remove)
