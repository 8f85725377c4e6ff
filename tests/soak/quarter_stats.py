"""Issue and req stats and survey score, for quarter.py.

By kam-issue(1), kam-req(1) and kam-survey(1), Figures.
"""
import math
from fractions import Fraction

from health_scale import half_up
from quarter_read import DAY, day, median, nearest, share

SEVERITIES = ("low", "medium", "high", "critical")
Z = 1.959963984540054  # the quantile 0.975 of the normal distribution


def counts(rows, field, words, none=None):
    found = {word: sum(row[field] == word for row in rows) for word in words}
    if none:
        found[none] = sum(not row[field] for row in rows)
    return found


def since(row):
    """The day an issue was raised, or came up again."""
    return day(row["reopened_on"] or row["raised_on"])


def issue_figures(register, rows):
    today = register.today
    unsolved = [row for row in rows
                if row["status"] not in ("solved", "verified", "dropped")]
    solved = [row for row in rows if row["status"] in ("solved", "verified")]
    took = [(day(row["solved_on"]) - day(row["raised_on"])).days
            for row in solved if row["solved_on"]]
    ages = [(today - since(row)).days for row in unsolved]
    by = {word: dict.fromkeys(("to_7", "to_30", "to_90", "over_90"), 0)
          for word in SEVERITIES}
    for row, age in zip(unsolved, ages):
        by[row["severity"]]["to_7" if age <= 7 else "to_30" if age <= 30
                            else "to_90" if age <= 90 else "over_90"] += 1
    again = {row["from_record"] for row in register.rows["link"]
             if row["relation"] == "recurs"}
    return {
        "count": len(unsolved) + len(solved), "open": len(unsolved),
        "solved": len(solved),
        "by_status": counts(rows, "status", (
            "open", "contained", "analysed", "in_work", "solved", "verified",
            "dropped")),
        "open_by": by, "age_median": median(ages),
        "oldest": max(ages, default=None),
        "unowned": sum(not row["owner"] for row in unsolved),
        "overdue": sum(bool(row["due"]) and day(row["due"]) < today
                       for row in unsolved),
        "solve_mean": float(half_up(Fraction(sum(took), len(took)), 6))
        if took else None, "solve_median": median(took),
        "reopened": sum(int(row["reopened"] or 0) > 0 for row in rows
                        if row["status"] != "dropped"),
        "recurred": sum(row["id"] in again for row in rows
                        if row["status"] != "dropped")}


def source(row):
    return ("elicitation" if row["source_elicit"] else
            "conversation" if row["source_comm"] else
            "contact" if row["source_contact"] else
            "import" if row["source"] else "none")


def removed(register, key=None):
    """Requirements of which the journal alone knows; of one account."""
    found = [told for record, told in register.told.items()
             if register.kind[record] == "req" and not told[-1][1]]
    number = key and register.accounts[key]["id"]
    return [told for told in found
            if not key or told[-2][1]["account"] == number]


def changes(register, rows, begin, gone):
    """Volatility since a day's beginning, from what is in force."""
    wording = ("title", "statement", "acceptance_criteria")
    out = dict.fromkeys(("base", "added", "changed", "deleted"), 0)
    for row in rows:
        before = changed = None
        was = {}
        for at, now in register.told[row["id"]]:
            if day(at) < begin:
                before = now["status"] != "dropped"
            elif any(now.get(word) != was.get(word) for word in wording):
                changed = True
            was = now
        if before is None:
            out["added"] += 1
        elif before:
            out["base"] += 1
            if row["status"] == "dropped":
                out["deleted"] += 1
            elif changed:
                out["changed"] += 1
    for told in gone:
        was = [now for at, now in told if day(at) < begin]
        out["added"] += not was
        if was and was[-1] and was[-1]["status"] != "dropped":
            out["base"] += 1
            out["deleted"] += 1
    out["volatility"] = share(out["added"] + out["changed"] + out["deleted"],
                              out["base"])
    return out


def req_figures(register, rows, begin, gone=()):
    agreed = ("agreed", "implemented", "verified", "accepted")
    among = [row for row in rows
             if row["status"] not in ("deferred", "dropped")]
    wanted = [row for row in rows
              if row["status"] not in ("accepted", "dropped")]
    ages = [(register.today - day(row["created"])).days for row in wanted]
    n = sum(row["status"] in agreed for row in among)
    sources = [source(row) for row in rows]
    return {
        "count": len(rows), "open": len(wanted), "agreed": n,
        "agreed_of": len(among), "agreed_share": share(n, len(among)),
        "core": sum(row["core"] == "yes" for row in rows),
        "by_status": counts(rows, "status", (
            "captured", "analysed", *agreed, "deferred", "dropped")),
        "by_class": counts(rows, "class", (
            "business", "functional", "quality", "constraint"), "none"),
        "by_priority": counts(rows, "priority", (
            "wont", "could", "should", "must"), "none"),
        "by_source": {word: sources.count(word) for word in (
            "elicitation", "conversation", "contact", "import", "none")},
        "age_median": median(ages), "age_p90": nearest(ages, 90),
        "since": str(begin), **changes(register, rows, begin, gone)}


def student(df):
    """The quantile 0.975 of Student's t, by Simpson's rule and halving."""
    c = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(
        df * math.pi)

    def below(t, steps=2000):
        h = t / steps
        total = sum((4 if i % 2 else 2) * (1 + (i * h) ** 2 / df) ** (
            -(df + 1) / 2) for i in range(1, steps))
        return 0.5 + c * h / 3 * (total + 1 + (1 + t * t / df) ** (
            -(df + 1) / 2))
    low, high = 0.0, 1000.0 if df == 1 else 10.0
    while high - low > 1e-10 * high:
        middle = (low + high) / 2
        if below(middle) < 0.975:
            low = middle
        else:
            high = middle
    return low


def interval(sort, scores, high, low):
    """The score of a measure and its interval of 95 %."""
    n = len(scores)
    if not n:
        return None, None
    if sort == "nps":
        p, d = high / n, low / n
        half = 100 * Z * math.sqrt((p + d - (p - d) ** 2) / n)
        score, ends = 100 * (p - d), (-100, 100)
    elif sort == "csat":
        p = high / n
        middle = (p + Z * Z / 2 / n) / (1 + Z * Z / n)
        half = Z / (1 + Z * Z / n) * math.sqrt(
            p * (1 - p) / n + Z * Z / 4 / n / n)
        return p, [max(middle - half, 0), min(middle + half, 1)]
    else:
        score, ends = sum(scores) / n, (1, 7)
        if n == 1:
            return score, None
        half = student(n - 1) * math.sqrt(sum(
            (s - score) ** 2 for s in scores) / (n - 1) / n)
    return score, [max(score - half, ends[0]), min(score + half, ends[1])]


def survey_figures(survey, replies):
    sort = survey["type"]
    low, high = map(int, survey["scale"].split("-"))
    scores = [int(row["score"]) for row in replies if row["score"]]
    top = sum(s >= high - 1 for s in scores)
    bottom = sum(s <= 6 for s in scores)
    score, ends = interval(sort, scores, top, bottom)
    asked = [row for row in replies if row["asked_on"]]
    invited = len(asked) or int(survey["asked"] or 0)
    answered = (sum(bool(row["score"]) for row in asked) if asked
                else len(scores))
    nps = sort == "nps"
    return {
        "survey": survey["id"], "type": sort, "scale": survey["scale"],
        "n": len(scores), "promoters": top if nps else None,
        "passives": len(scores) - top - bottom if nps else None,
        "detractors": bottom if nps else None,
        "satisfied": top if sort == "csat" else None, "score": score,
        "from": ends and ends[0], "to": ends and ends[1],
        "flag": "n < 5" if len(scores) < 5 else None,
        "response_rate": answered / invited if invited else None,
        "distribution": {str(s): scores.count(s)
                         for s in range(low, high + 1)}}


def check_survey(it, survey):
    register = it.register
    replies = [row for row in register.rows["reply"]
               if row["survey"] == survey["id"]]

    def rounded(line):
        line["from"], line["to"] = line.get("interval") or (None, None)
        return line
    it.row(f"survey score {survey['id']}", survey_figures(survey, replies),
           rounded(it.ask("survey", "score", survey["id"])))
    for by, key in (
            ("account", lambda row: row["account"] or None),
            ("contact", lambda row: row["contact"] or None),
            ("tier", lambda row: register.accounts.get(
                row["account"], {}).get("tier") or None),
            ("quarter", lambda row: "{}-Q{}".format(
                (row["answered_on"] or row["asked_on"])[:4],
                (int((row["answered_on"] or row["asked_on"])[5:7]) + 2) // 3)
             )):
        words = ("survey", "score", survey["id"], "--by", by)
        groups = {}
        for row in replies:
            groups.setdefault(key(row), []).append(row)
        said = {line["value"]: rounded(line) for line in it.ask(*words)}
        it.same(" ".join(words), sorted(groups, key=str),
                sorted(said, key=str))
        for value, part in groups.items():
            it.row(" ".join(words) + f" {value}",
                   survey_figures(survey, part), said.get(value, {}))


def check(it):
    register = it.register
    it.row("issue stats", issue_figures(register, register.rows["issue"]),
           it.ask("issue", "stats"))
    begin = register.today.replace(day=1)
    it.row("req stats", req_figures(register, register.rows["req"],
                                    register.today - 30 * DAY,
                                    removed(register)),
           it.ask("req", "stats"))
    it.row("req stats of the month", req_figures(
        register, register.rows["req"], begin, removed(register)),
        it.ask("req", "stats", "--since", str(begin)))
    busy = {row["account"] for row in register.rows["req"]}
    for key in sorted(busy):
        it.row(f"issue stats -A {key}", issue_figures(
            register, register.of("issue", key)),
            it.ask("issue", "stats", "-A", key))
        it.row(f"req stats -A {key}", req_figures(
            register, register.of("req", key), begin,
            removed(register, key)), it.ask(
                "req", "stats", "-A", key, "--since", str(begin)))
    for survey in register.rows["survey"]:
        if survey["status"] not in ("draft", "dropped"):
            check_survey(it, survey)
