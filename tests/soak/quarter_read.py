"""What the exported CSV and the journal say, for quarter.py; and arithmetic."""
import calendar
import csv
import datetime
import io
import json
from fractions import Fraction

from health_scale import half_up
from quarter_crm import ZONE

NOUNS = ("account", "contact", "project", "action", "comm", "feedback",
         "cadence", "occurrence", "req", "issue", "survey", "reply", "risk",
         "plan", "objective", "improve", "comm_plan", "channel", "link",
         "calendar", "calendar_day", "member", "elicit")
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = datetime.timedelta(days=1)


def day(text):
    """A day, or that of a moment, in the register's zone; or None."""
    if not text:
        return None
    if len(text) == 10:
        return datetime.date.fromisoformat(text)
    return moment(text).astimezone(ZONE).date()


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def number(record):
    return int(record.split("-")[1])


def people(text):
    """Of a cell "CON-1:buyer,CON-2" the IDs, or keys of accounts."""
    return [part.split(":")[0] for part in text.split(",") if part]


def share(part, whole):
    """Of 1, to millionths, as JSON has it; nothing of nothing."""
    return float(half_up(Fraction(part, whole), 6)) if whole else None


def median(numbers):
    """The middle one, or the mean of the two in the middle."""
    found = sorted(numbers)
    if not found:
        return None
    n = len(found)
    return float(half_up(Fraction(found[(n - 1) // 2] + found[n // 2], 2), 6))


def nearest(numbers, percent):
    """The least that is not less than so many percent of them."""
    found = sorted(numbers)
    return found[-(-len(found) * percent // 100) - 1] if found else None


def months_on(date, months):
    index = date.year * 12 + date.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date.replace(year=year, month=month, day=min(
        date.day, calendar.monthrange(year, month)[1]))


class Register:
    def __init__(self, office):
        self.office, self.today = office, office.today()
        self.now = office.clock
        self.rows = {noun: self.read(noun) for noun in NOUNS}
        self.by_id = {row["id"]: row for rows in self.rows.values()
                      for row in rows}
        self.accounts = {row["key"]: row for row in self.rows["account"]}
        self.projects = {f"{row['account']}/{row['key']}": row
                         for row in self.rows["project"]}
        self.setting = {row["name"]: row["value"] for row in json.loads(
            office.must("setting", "list", "--json"))}
        self.days_off = {}
        for row in self.rows["calendar_day"]:
            self.days_off.setdefault(row["calendar"], {})[
                day(row["date"])] = row["working"] == "yes"
        self.log = json.loads(office.must("log", "--json", "--limit",
                                          "1000000"))[::-1]
        self.told = self.tell([one for one in self.log if not (
            one["reverts"] or one["undone_by"])])
        self.was = self.tell(self.log)
        self.kind = {change["id"]: change["kind"] for one in self.log
                     for change in one["changes"]}

    def read(self, noun):
        text = self.office.must("export", noun, "--as", "csv")
        return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))

    @staticmethod
    def tell(log):
        """What each record was after each operation: of those in force, as
        what was undone never was, or as it was at the time."""
        told = {}
        for operation in log:
            touched = {}
            for change in operation["changes"]:
                record = change["id"]
                if record not in touched:
                    touched[record] = dict(told[record][-1][1]
                                           if record in told else {})
                if change["field"] == "created":
                    touched[record] = dict(change["after"])
                elif change["field"] == "removed":
                    touched[record] = {}
                else:
                    touched[record][change["field"]] = change["after"]
            for record, now in touched.items():
                told.setdefault(record, []).append((operation["at"], now))
        return told

    def of(self, noun, key):
        return [row for row in self.rows[noun] if row["account"] == key]

    def owner(self, row):
        """Its own, else the project's, else the account's."""
        project = self.projects.get(self.project(row) or "", {})
        account = self.accounts.get(row["account"], {})
        return (row.get("owner") or project.get("owner")
                or account.get("owner") or None)

    @staticmethod
    def project(row):
        """As acme/portal."""
        found = row.get("project")
        if not found:
            return None
        return found if "/" in found else f"{row['account']}/{found}"

    def calendar_of(self, row):
        """Its own, the project's, the account's, the register's."""
        project = self.projects.get(self.project(row) or "", {})
        account = self.accounts.get(row["account"], {})
        return (row.get("calendar") or project.get("calendar")
                or account.get("calendar") or self.setting["calendar"])

    def is_worked(self, date, name):
        known = self.days_off.get(name, {})
        return known.get(date, date.weekday() < 5)

    def working(self, start, end, name):
        """Days of work after start, up to end; backwards, negative."""
        if end < start:
            return -self.working(end, start, name)
        return sum(self.is_worked(start + DAY * (n + 1), name)
                   for n in range((end - start).days))

    def after(self, date, span, name):
        """A day moved on by "3wd", "2w", "1m", "10d"."""
        count = int(span.rstrip("wdmqy"))
        unit = span[len(str(count)):]
        if unit == "wd":
            while count:
                date += DAY
                count -= self.is_worked(date, name)
            return date
        if unit in ("d", "w"):
            return date + DAY * count * (7 if unit == "w" else 1)
        return months_on(date, count * {"m": 1, "q": 3, "y": 12}[unit])
