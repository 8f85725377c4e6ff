"""Backups while others write, and a restore while others write.

	backups.py BACKUPS WRITERS

WRITERS processes add records without a pause; meanwhile the register is backed
up BACKUPS times. No write and no backup may fail; every backup must pass kam
fsck and be a state that was committed: its head is that of the same operation
in the register. Then a backup is restored under the writers: what they were
told is written must be in the register or in the backup that restore made, and
they may be refused only with 75, to try again.

KAM is the program. Run in an empty folder. Exits 1 where anything fell short.
"""
import json
import os
import subprocess
import sys
import threading

KAM = os.environ["KAM"]
failures = []


def kam(*words):
    done = subprocess.run([KAM, *words], capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr


def must(*words):
    status, out, err = kam(*words)
    if status:
        failures.append(f"{words}: {status} {err.decode()}")
    return out


class Writer(threading.Thread):
    def __init__(self, name):
        super().__init__()
        self.label = name
        self.stop = threading.Event()
        self.written, self.refused = [], []

    def run(self):
        n = 0
        while not self.stop.is_set():
            title = f"{self.label}.{n}"
            status, _, err = kam("req", "add", title, "-A", "acme")
            if status:
                self.refused.append((status, err.decode()))
            else:
                self.written.append(title)
            n += 1


def write_while(count, label, work):
    writers = [Writer(f"{label}{i}") for i in range(count)]
    for writer in writers:
        writer.start()
    try:
        return work(), writers
    finally:
        for writer in writers:
            writer.stop.set()
        for writer in writers:
            writer.join()


def head_at(operations):
    """The hash of an operation of the register, in hexadecimal."""
    import sqlite3
    db = sqlite3.connect("file:.kam/register.db?mode=ro", uri=True)
    row = db.execute("SELECT lower(hex(hash)) FROM operation WHERE id = ?",
                     (operations,)).fetchone()
    db.close()
    return row and row[0]


def titles(*register):
    out = must(*register, "req", "list", "--fields", "title", "--porcelain")
    return set(out.decode().split("\n"))


def back_up(count):
    def work():
        return [json.loads(must("backup", "--json") or "{}")
                for _ in range(count)]
    return work


def check_backups(backups):
    seen = set()
    for backup in backups:
        path = backup.get("path", "")
        status, out, _ = kam("--register", path, "fsck", "--json")
        if status:
            failures.append(f"{path}: fsck {out.decode()}")
        elif head_at(backup["operations"]) != backup["head"]:
            failures.append(f"{path}: no state that was committed")
        seen.add(backup.get("operations"))
    return len(seen)


def check_restore(count, path):
    def work():
        while len(titles()) < 3 * count:
            pass
        return json.loads(must("restore", path, "--yes", "--json"))
    restored, writers = write_while(count, "after", work)
    there = titles() | titles("--register", restored["backup"])
    for writer in writers:
        gone = [t for t in writer.written if t not in there]
        if gone:
            failures.append(f"restore lost {gone}")
        failures.extend(f"a writer: {s} {err}" for s, err in writer.refused
                        if s != 75)
    return sum(len(w.refused) for w in writers)


def main():
    count, writers = int(sys.argv[1]), int(sys.argv[2])
    if os.listdir():
        sys.exit("backups.py: not in an empty folder")
    must("init")
    must("account", "add", "Acme")
    backups, threads = write_while(writers, "during", back_up(count))
    for writer in threads:
        failures.extend(f"a writer: {s} {err}" for s, err in writer.refused)
    states = check_backups(backups)
    refused = check_restore(writers, backups[0]["path"])
    must("fsck")
    print(f"{count} backups of {states} states during "
          f"{sum(len(w.written) for w in threads)} writes of {writers} "
          f"writers; {refused} writes put off by a restore; "
          f"{len(failures)} failures")
    for failure in failures[:20]:
        print("FAILED:", failure, file=sys.stderr)
    return 1 if failures else 0


sys.exit(main())
