"""A quarter of work on the data of a CRM, every figure computed once more.

	quarter.py FOLDER ACCOUNTS DAYS [SEED]

FOLDER has exports of Zoho CRM and Fxiaoke, whose files are known by the
beginning of their names (Accounts, Contacts, Notes, Calls, Tasks; 客户,
销售记录); with - a few are made. They go into a new register, and ACCOUNTS of
the accounts are worked with, day by day from 2026-07-01, for DAYS days, by
chance (SEED): quarter_work.py has what is done.

At each month's end (half way, in less than a month), and at the end, all is
exported as CSV. From that and, where a figure is of the journal, kam log, this
program has the figures of promise list and stats, feedback, issue, req and comm
stats, comm gaps, survey score, status, account health, due and brief by their
definitions in the manual, and compares them with what kam says. When all is
done kam must say the same once more with --as-of each of these moments.

KAM is the program. Run in an empty folder. Exits 1 where anything differs.
"""
import datetime
import json
import os
import sys
import time

import quarter_desk
import quarter_ledger
import quarter_stats
import quarter_talk
from quarter_crm import Office
from quarter_read import Register
from quarter_work import Work

BEGIN = datetime.date(2026, 7, 1)
SHOWN = 40


class Check:
    """Compares, and counts."""

    def __init__(self, office, register):
        self.office, self.register = office, register
        self.compared, self.different, self.said = 0, [], {}

    def ask(self, *words):
        """What kam says, as data; kept for the look back."""
        text = self.office.must(*words, "--json")
        self.said[words] = text
        return json.loads(text)

    def same(self, what, ours, theirs):
        self.compared += 1
        if isinstance(ours, float) and isinstance(theirs, (int, float)):
            if abs(ours - theirs) < 1e-6 + 1e-9 * abs(ours):
                return
        elif ours == theirs:
            return
        self.different.append(f"{self.register.today} {what}: {ours!r} from "
                              f"the CSV, kam says {theirs!r}")

    def row(self, what, ours, theirs):
        """Each of our figures, key by key."""
        for key, value in ours.items():
            self.same(f"{what} {key}", value, theirs.get(key, "nothing"))

    def rows(self, what, ours, theirs, key):
        """Two lists: the same ones, in the same order, with the same
        figures."""
        self.same(f"{what}: which", [key(row) for row in ours],
                  [key(row) for row in theirs])
        found = {key(row): row for row in theirs}
        for row in ours:
            if key(row) in found:
                self.row(f"{what} {key(row)}", row, found[key(row)])


def month_end(day):
    return (day + datetime.timedelta(days=1)).day == 1


def check(office):
    it = Check(office, Register(office))
    for part in (quarter_ledger, quarter_stats, quarter_talk, quarter_desk):
        part.check(it)
    return it


def look_back(office, moment, said):
    """What differs from what was said at that moment."""
    different = []
    for words, text in said:
        status, out, err = office.run(*words, "--json", "--as-of", moment)
        if status or out != text:
            different.append(f"--as-of {moment} {' '.join(words)}: {status} "
                             f"{out[:300]!r}{err[:300]} is not {text[:300]!r}")
    return different


def main():
    folder, accounts, days = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    started = time.time()
    office = Office(os.environ["KAM"], BEGIN)
    office.open(folder)
    work = Work(office, accounts, seed)
    compared, different, kept = 0, [], []
    for n in range(days):
        day = BEGIN + datetime.timedelta(days=n)
        work.day(day)
        half = days < 31 and n == days // 2
        if not month_end(day) and n < days - 1 and not half:
            continue
        office.at(day, 22, 30)
        it = check(office)
        compared += it.compared
        different += it.different
        # of the many that nobody works with one brief is as another
        kept.append((office.stamp(), [
            (words, text) for words, text in it.said.items()
            if words[0] != "brief" or words[1] in work.names]))
        print(f"{day}: {it.compared} figures, {len(it.different)} differ",
              *it.different[:SHOWN], sep="\n\t", flush=True)
    looked = [line for moment, said in kept
              for line in look_back(office, moment, said)]
    if office.run("fsck")[0]:
        looked.append("fsck")
    again = sum(len(said) for _, said in kept)
    print(f"{compared} figures compared, {again} answers asked again with "
          f"--as-of, {work.done} commands of {len(work.kinds)} sorts and "
          f"{work.refused} refused; {len(different) + len(looked)} "
          f"differences; {time.time() - started:.0f} s")
    if "-v" in sys.argv:
        print(work.kinds, work.refusals)
    for line in looked[:SHOWN]:
        print(line)
    return 1 if different or looked else 0


sys.exit(main())
