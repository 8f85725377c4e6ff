"""Measures kam beside other programs: see bench.sh, which starts this."""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys

import fixtures

ADD = ["portal should log out after an hour", "-A", "firm-2", "--class",
       "functional", "--priority", "must", "--due", "2027-03-01", "--owner",
       "member-1"]
ZEROS = "x'" + "00" * 16 + "'", "x'" + "00" * 32 + "'"

# what the add above writes: the record, its change, the operation
INSERT = f"""PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;
BEGIN IMMEDIATE;
INSERT INTO req (id, version, created, modified, status, account, title,
class, priority, due, owner) VALUES (NULL, 1, '2026-11-25T05:00:00Z',
'2026-11-25T05:00:00Z', 'captured', 3, 'portal should log out after an hour',
'functional', 'must', '2027-03-01', 2);
INSERT INTO change (operation, position, kind, record, field, before, after,
salt, digest) VALUES ((SELECT max(id) + 1 FROM operation), 1, 'req',
last_insert_rowid(), NULL, NULL, '{{"account":3,"class":"functional",
"due":"2027-03-01","owner":2,"priority":"must",
"title":"portal should log out after an hour","~status":"captured"}}',
{ZEROS[0]}, {ZEROS[1]});
INSERT INTO operation (COLUMNS) VALUES
((SELECT max(id) + 1 FROM operation), '2026-11-25T05:00:00Z',
'Li Lei <li@firm.test>', 'kam req add …' OTHERS);
COMMIT;"""

# what `kam req list --json` gives, row by row
LIST = """SELECT 'REQ-' || t.id AS id, a.key AS account,
pa.key || '/' || p.key AS project, t.title, t.statement, t.class, t.core,
t.priority, t.value, t.effort, t.reach, t.impact, t.confidence,
t.time_criticality, t.risk_reduction, t.job_size, t.rationale,
t.acceptance_criteria,
'CON-' || c.id AS source_contact, 'COM-' || o.id AS source_comm,
'ELI-' || e.id AS source_elicit, 'ANS-' || n.id AS source_answer,
m.key AS owner, t.due, 'CON-' || w.id AS agreed_with, t.agreed_on,
t.agreed_via, t.evidence, t.agreed_version, t.proposed_version, t.reason, coalesce(g.tags, '[]') AS tags,
t.status, t.version, t.created, t.modified, t.source
FROM req t
LEFT JOIN account a ON a.id = t.account
LEFT JOIN project p ON p.id = t.project
LEFT JOIN account pa ON pa.id = p.account
LEFT JOIN contact c ON c.id = t.source_contact
LEFT JOIN comm o ON o.id = t.source_comm
LEFT JOIN elicit e ON e.id = t.source_elicit
LEFT JOIN answer n ON n.id = t.source_answer
LEFT JOIN member m ON m.id = t.owner
LEFT JOIN contact w ON w.id = t.agreed_with
LEFT JOIN (SELECT record, json_group_array(role) AS tags FROM list_value
WHERE kind = 'req' AND field = 'tags' GROUP BY record) g ON g.record = t.id
WHERE t.status NOT IN ('accepted', 'dropped') ORDER BY t.id"""


class Bench:
    def __init__(self, build, runs):
        self.kam = os.path.join(build, "kam")
        self.tools = os.path.join(build, "tests", "bench")
        self.work = os.path.join(build, "bench")
        self.runs = runs
        self.rows = []
        shutil.rmtree(self.work, ignore_errors=True)
        os.mkdir(self.work)
        self.check_disk()
        # as it is installed, which the peers are: what a linker has just
        # written lies in the page cache in pieces
        shutil.copy(self.kam, self.path("kam"))
        self.kam = self.path("kam")
        os.environ.update({
            "HOME": self.work, "LC_ALL": "C.UTF-8", "TMPDIR": self.work,
            "TASKRC": self.path("taskrc"), "TASKDATA": self.path("tasks")})
        for name in list(os.environ):
            if name.startswith(("KAM_", "XDG_", "GIT_")):
                del os.environ[name]

    def path(self, name):
        return os.path.join(self.work, name)

    def check_disk(self):
        """A sync on a tmpfs costs nothing: such figures would be no news."""
        kind = subprocess.run(["stat", "-f", "-c", "%T", self.work],
                              capture_output=True, text=True, check=True)
        if kind.stdout.strip() in ("tmpfs", "ramfs"):
            sys.exit(f"bench: '{self.work}' is in memory, not on a disk")

    def pairs(self, share, kam, peer, copies=()):
        """What pairs.c measured; share of the runs, three at least."""
        runs = max(3, self.runs // share)
        words = [os.path.join(self.tools, "bench_pairs"), str(runs)]
        for old, new in copies:
            words += ["-c", old, new]
        done = subprocess.run([*words, *kam, "--", *peer], check=True,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL)
        return json.loads(done.stdout)

    def add(self, what, measured, bar):
        ratios = sorted(a / b for a, b in zip(measured["a"], measured["b"]))
        cpu = [a / b for a, b in zip(measured["a_cpu"], measured["b_cpu"])
               if b]
        row = {"what": what,
               "kam_ms": statistics.median(measured["a"]) / 1e6,
               "peer_ms": statistics.median(measured["b"]) / 1e6,
               "ratio": statistics.median(ratios),
               "low": ratios[len(ratios) // 4],
               "high": ratios[len(ratios) * 3 // 4],
               "cpu": statistics.median(cpu),
               "runs": len(ratios), "bar": bar}
        row["ok"] = row["ratio"] <= bar
        self.rows.append(row)

    def add_count(self, what, count, peer, bar):
        self.rows.append({"what": what, "kam": count, "peer": peer,
                          "bar": bar, "ok": count <= bar})

    def syncs(self, words):
        """How many syncs a program asks for."""
        read, write = os.pipe()
        env = dict(os.environ, KAM_SYNCS=str(write), LD_PRELOAD=os.path.join(
            self.tools, "libbench_syncs.so"))
        subprocess.run(words, env=env, pass_fds=[write], check=True,
                       stdout=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as file:
            return sum(int(line) for line in file)

    def start_up(self):
        self.add("kam --version : git --version",
                 self.pairs(1, [self.kam, "--version"],
                            ["git", "--version"]), 1.05)

    def one_record(self):
        small, peer = self.path("small.db"), self.path("peer.db")
        fixtures.register(self.kam, small, 10000)
        shutil.copy(small, peer)
        kam = [self.kam, "--register", small]
        show = [*kam, "req", "show", "REQ-7777"]
        add = [*kam, "req", "add", *ADD]
        insert = ["sqlite3", peer, insert_text(peer)]
        self.add("req show : sqlite3 'select 1'",
                 self.pairs(1, show, ["sqlite3", ":memory:", "select 1"]),
                 1.6)
        self.add("req add : sqlite3 insert",
                 self.pairs(1, add, insert), 1.1)
        with open(self.path("taskrc"), "w", encoding="utf-8") as file:
            file.write(f"data.location={self.path('tasks')}\n"
                       "confirmation=off\nverbose=nothing\n")
        os.mkdir(self.path("tasks"))
        fixtures.tasks(os.environ, self.path("tasks.json"), 10000)
        self.add("req add : task add",
                 self.pairs(10, add, ["task", "add", "project:firm2",
                                      "due:2027-03-01", *ADD[0].split()]),
                 0.4)
        # the peer is kam itself: what deciding costs beside listing
        listing = [*kam, "req", "list", "--json"]
        for verb in ("rank", "stats"):
            self.add(f"req {verb} --json : req list --json",
                     self.pairs(10, [*kam, "req", verb, "--json"], listing),
                     2)
        self.add_count("syncs of req add : sqlite3 insert", self.syncs(add),
                       self.syncs(insert), 5)
        self.add_count("syncs of req show", self.syncs(show), 0, 0)

    def many_records(self):
        large = self.path("large.db")
        fixtures.register(self.kam, large, 100000)
        kam = [self.kam, "--register", large, "req", "list", "--json"]
        peer = ["sqlite3", "-json", large, LIST]
        check_same(kam, peer)
        measured = self.pairs(20, kam, peer)
        self.add("req list --json : sqlite3 -json", measured, 0.75)
        self.add_count("KB resident in req list --json", measured["a_rss"],
                       measured["b_rss"], 10 * 1024)
        for line in (["req", "show", ""], ["req", "agree", ""],
                     ["req", "tag", "1", ""]):
            self.add(f"TAB after {' '.join(line)}: sqlite3 'select 1'",
                     self.pairs(1, [self.kam, "__complete", "--register",
                                    large, *line],
                                ["sqlite3", ":memory:", "select 1"]), 25)

    def accounts(self):
        """What a manager asks of one account among many."""
        worked = self.path("worked.db")
        fixtures.accounts_worked_on(self.kam, worked, 400, 100000)
        for line in (["brief", "firm-7"], ["account", "health", "firm-7"],
                     ["account", "show", "firm-7"]):
            self.add(f"{' '.join(line[:-1])} : sqlite3 'select 1'",
                     self.pairs(1, [self.kam, "--register", worked, *line],
                                ["sqlite3", ":memory:", "select 1"]), 25)

    def search(self):
        """Words that are in no note, in some, in many; and in Chinese."""
        path = self.path("notes.db")
        fixtures.notes(self.kam, path, 100000)
        kam = [self.kam, "--register", path, "search", "--json=id"]
        for what, words in (("Latin", ("xyzzy", "audit", "sign")),
                            ("Chinese", ("化工", "重新商量", "骡"))):
            both = {}
            for word in words:
                like = ("SELECT id FROM note WHERE text LIKE '%" + word +
                        "%'")
                for key, value in self.pairs(20, [*kam, word],
                                             ["sqlite3", path, like]).items():
                    if isinstance(value, list):
                        both.setdefault(key, []).extend(value)
            self.add(f"search, {what} : sqlite3 LIKE", both, 0.75)
        path = self.path("million.db")
        fixtures.notes(self.kam, path, 1000000)
        kam = [self.kam, "--register", path, "search"]
        subprocess.run([*kam, "--index"], check=True,
                       stderr=subprocess.DEVNULL)
        self.add("search, newest 50 of 1000000 : select 1",
                 self.pairs(1, [*kam, "audit", "--sort", "newest", "--limit",
                                "50"],
                            ["sqlite3", ":memory:", "select 1"]), 2)

    def imports(self):
        empty, full = self.path("empty.db"), self.path("full.db")
        bare, peer = self.path("bare.db"), self.path("import.db")
        fixtures.register(self.kam, empty, 0)
        fixtures.accounts(self.path("accounts.csv"), 100000)
        shutil.copy(empty, full)
        kam = [self.kam, "--register", full, "import",
               self.path("accounts.csv"), "--as", "zoho-accounts"]
        subprocess.run(kam, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        fixtures.bare_tables(empty, bare)
        imports = []
        for table in ("account", "change", "operation"):
            name = self.path(f"{table}.csv")
            fixtures.dump(full, table, name)
            imports.append(f".import {name} {table}")
        self.add("import of 100000 accounts : .import",
                 self.pairs(66, kam,
                            ["sqlite3", peer, "PRAGMA journal_mode = DELETE",
                             "PRAGMA synchronous = EXTRA", ".mode csv",
                             *imports],
                            [(empty, full), (bare, peer)]), 1.2)


def insert_text(path):
    """INSERT with the columns that the table of operations has."""
    names = subprocess.run(
        ["sqlite3", path, "SELECT name FROM pragma_table_info('operation')"],
        capture_output=True, text=True, check=True).stdout.split()
    left = ["id", "at", "actor", "command", "reverts"]
    others = [name for name in names if name not in left]
    values = [ZEROS["salt" not in name] for name in others]
    return INSERT.replace("COLUMNS", ", ".join(left[:4] + others)).replace(
        " OTHERS", "".join(f", {value}" for value in values))


def check_same(kam, peer):
    """Both say the same, or the comparison would be none."""
    rows = [json.loads(subprocess.run(words, check=True,
                                      stdout=subprocess.PIPE).stdout)
            for words in (kam, peer)]
    for row in rows[1]:
        row["tags"] = json.loads(row["tags"])
    for ours, theirs in zip(*rows):
        if ours != theirs:
            sys.exit(f"bench: not the same:\n{ours}\n{theirs}")
    if len(rows[0]) != len(rows[1]):
        sys.exit("bench: not as many rows")


def print_table(rows):
    print(f"{'':37} {'kam':>9} {'peer':>9} {'ratio':>6} {'middle half':>12} "
          f"{'CPU':>5} {'bar':>5}")
    for row in rows:
        verdict = "ok" if row["ok"] else "MISS"
        if "ratio" not in row:
            print(f"{row['what']:37} {row['kam']:9} {row['peer']:9} "
                  f"{'':>6} {'':>12} {'':>5} {row['bar']:5} {verdict}")
            continue
        print(f"{row['what']:37} {row['kam_ms']:6.2f} ms "
              f"{row['peer_ms']:6.2f} ms {row['ratio']:6.2f} "
              f"{row['low']:5.2f} … {row['high']:4.2f} {row['cpu']:5.2f} "
              f"{row['bar']:5.2f} "
              f"{verdict}")


def main():
    options = argparse.ArgumentParser(prog="bench")
    options.add_argument("build")
    options.add_argument("runs", nargs="?", type=int, default=200)
    options.add_argument("--json", action="store_true")
    options.add_argument("--only", help="start one many accounts search import, by "
                         "commas")
    given = options.parse_args()
    bench = Bench(os.path.abspath(given.build), given.runs)
    parts = {"start": bench.start_up, "one": bench.one_record,
             "many": bench.many_records, "accounts": bench.accounts,
             "search": bench.search,
             "import": bench.imports}
    for name in given.only.split(",") if given.only else parts:
        parts[name]()
    if given.json:
        json.dump(bench.rows, sys.stdout, indent=1)
        print()
    else:
        print_table(bench.rows)
    shutil.rmtree(bench.work)
    sys.exit(0 if all(row["ok"] for row in bench.rows) else 1)


main()
