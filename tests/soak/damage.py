"""Damages copies of a register and asks what kam makes of them.

	damage.py fsck|bits|recover REGISTER COUNT [SEED]

fsck: COUNT copies each with 1, 16 and 512 random bytes and with a zeroed page
somewhere; kam fsck must exit 65 for every one. Where it didn't, the place is
told, and whether the content (every table, by every index) had changed.

bits: COUNT copies each with one bit changed in a stored value (of a random row
and column of any table: record, list, operation, change, outbox, migration,
highest ids), by SQL, so that the file's structure stays sound and only what is
kept of the content itself can tell; and with one bit changed anywhere in the
file. kam fsck must exit 65 for every one; of the former with a finding that is
not about the layout of pages.

recover: from each copy kam recover must save at least 99 % of the rows that
are not on the damaged pages, and what it wrote must pass kam fsck.

KAM is the program. Exits 1 where anything fell short.
"""
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

KAM = os.environ["KAM"]
SIZES = {"1 byte": 1, "16 bytes": 16, "512 bytes": 512, "a page": 0}


def page_size(data):
    size = int.from_bytes(data[16:18], "big")
    return 65536 if size == 1 else size


def damaged(data, size, rng):
    """A copy with one damage that changes it, and where that is."""
    page = page_size(data)
    while True:
        if size:
            at = rng.randrange(len(data) - size + 1)
            new = bytes(rng.randrange(256) for _ in range(size))
        else:
            at, size = rng.randrange(len(data) // page) * page, page
            new = bytes(page)
        if data[at:at + size] != new:
            return data[:at] + new + data[at + size:], at, size
        size = 0 if len(new) == page else size


def kam_at(path, *words):
    done = subprocess.run([KAM, "--register", path, *words],
                          capture_output=True, check=False, timeout=60)
    return done.returncode, done.stdout, done.stderr


def kam(folder, *words):
    return kam_at(os.path.join(folder, "r.db"), *words)


def put_back(path):
    with open(path, "rb") as file:
        return file.read()


def put(folder, data):
    path = os.path.join(folder, "r.db")
    with open(path, "wb") as file:
        file.write(data)
    os.chmod(path, 0o600)
    return path


def content(path):
    """Every row by its table and by each index; None where unreadable."""
    rows = []
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    db.text_factory = bytes
    try:
        rows += db.execute("SELECT * FROM sqlite_schema ORDER BY rowid")
        names = [(kind, name.decode(), table.decode()) for kind, name, table in
                 db.execute("SELECT type, name, tbl_name FROM sqlite_schema")]
        for kind, name, table in names:
            if kind == b"table":
                by = "NOT INDEXED"
                columns = "*"
            else:
                by = f'INDEXED BY "{name}"'
                columns = ", ".join(
                    f'"{row[2].decode()}"' for row in
                    db.execute(f"PRAGMA index_info('{name}')"))
                if name.startswith("sqlite_"):
                    by = ""
            where = ""
            for part in db.execute("SELECT sql FROM sqlite_schema "
                                   "WHERE name = ?", (name,)):
                if kind == b"index" and part[0] and b" WHERE " in part[0]:
                    where = part[0].decode().split(" WHERE ")[1]
                    where = " WHERE " + where
            rows += db.execute(f'SELECT {columns} FROM "{table}" {by}{where}')
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        db.close()
    return rows


def check_fsck(folder, data, name, count, rng):
    before = content(put(folder, data))
    missed = changed = missed_changed = 0
    for _ in range(count):
        bad, at, size = damaged(data, SIZES[name], rng)
        path = put(folder, bad)
        status, out, err = kam(folder, "fsck")
        same = content(path) == before
        changed += not same
        if status == 65:
            continue
        missed += 1
        missed_changed += not same
        page = page_size(data)
        print(f"missed: {size} bytes at {at} (page {at // page + 1} offset "
              f"{at % page}), content {'same' if same else 'CHANGED'}, "
              f"status {status} {err[:200]!r}")
    print(f"{name}: {count} damages, {count - missed} found; of {changed} "
          f"that changed content {changed - missed_changed} found")
    return missed


def columns_of(db):
    """Every stored value's place: (table, column, rows that have one)."""
    db.text_factory = bytes
    places = []
    for (table,) in db.execute("SELECT name FROM sqlite_schema "
                               "WHERE type = 'table'").fetchall():
        table = table.decode()
        for row in db.execute(f'PRAGMA table_info("{table}")').fetchall():
            column = row[1].decode()
            n = db.execute(f'SELECT count("{column}") FROM "{table}" WHERE '
                           f'length("{column}") > 0').fetchone()[0]
            if n:
                places.append((table, column, n))
    return places


def flip_value(value, rng):
    if isinstance(value, int):
        return value ^ 1 << rng.randrange(value.bit_length() + 1)
    at = rng.randrange(len(value) * 8)
    flipped = bytearray(value)
    flipped[at // 8] ^= 1 << at % 8
    return bytes(flipped)


def flip_stored(path, rng):
    """Changes one bit of one stored value by SQL; where that was, or None where
    the database does not take it (a key that is another row's)."""
    db = sqlite3.connect(path, isolation_level=None)
    for pragma in ("ignore_check_constraints = ON", "foreign_keys = OFF",
                   "secure_delete = ON"):
        db.execute(f"PRAGMA {pragma}")
    table, column, n = rng.choice(columns_of(db))
    by = ", ".join(str(i + 1) for i in range(len(db.execute(
        f'PRAGMA table_info("{table}")').fetchall())))
    row = db.execute(f'SELECT "{column}", typeof("{column}"), * FROM "{table}" '
                     f'WHERE length("{column}") > 0 ORDER BY {by} '
                     f'LIMIT 1 OFFSET {rng.randrange(n)}').fetchone()
    names = [r[1].decode() for r in
             db.execute(f'PRAGMA table_info("{table}")').fetchall()]
    new = flip_value(row[0], rng)
    # a text is bound as the bytes it is, whether or not they are one any more
    value = "CAST(? AS TEXT)" if row[1] == b"text" else "?"
    same, bound = [], []
    for name, old in zip(names, row[2:]):
        if old is None:
            same.append(f'"{name}" IS NULL')
            continue
        same.append(f'CAST("{name}" AS BLOB) = CAST(? AS BLOB)')
        bound.append(old)
    try:
        n = db.execute(f'UPDATE "{table}" SET "{column}" = {value} WHERE '
                       + " AND ".join(same), [new, *bound]).rowcount
    except (sqlite3.IntegrityError, OverflowError):
        n = 0
    db.close()
    return f"{table}.{column}: {row[0]!r:.80} -> {new!r:.80}" if n else None


def is_layout(finding):
    return finding.startswith("page ") or finding.startswith("the file's")


def check_bits(folder, data, name, count, rng):
    missed = 0
    for _ in range(count):
        where = None
        while where is None:
            path = put(folder, data)
            if name == "a value":
                where = flip_stored(path, rng)
                continue
            at = rng.randrange(len(data) * 8)
            bad = bytearray(data)
            bad[at // 8] ^= 1 << at % 8
            path, where = put(folder, bytes(bad)), f"bit {at % 8} of {at // 8}"
        status, out, err = kam(folder, "fsck", "--json")
        # one that can't be opened any more is told on standard error
        findings = json.loads(out)["findings"] if out else [err.decode()]
        if status == 65 and (name != "a value" or not all(
                is_layout(finding) for finding in findings)):
            continue
        missed += 1
        print(f"missed: {where}: {status} {findings} {err[:200]!r}")
    print(f"{name}: {count} bits, {count - missed} found")
    return missed


def rows_of(path):
    """Every row of every table; what a chain that is made anew changes in
    entries that are kept, their hash and position, is left out."""
    rows = set()
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    for (table,) in db.execute("SELECT name FROM sqlite_schema "
                               "WHERE type = 'table'"):
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")
                   if (table, row[1]) not in (("operation", "hash"),
                                              ("change", "position"))]
        names = ", ".join(f'"{name}"' for name in columns)
        rows |= {(table, *row) for row in
                 db.execute(f'SELECT {names} FROM "{table}"')}
    db.close()
    return rows


def rows_on(data, at, size):
    """How many rows the pages hold that a damage lies on: those of leaves, and
    of the inner pages of tables without rowids; one that overflows onto it."""
    page = page_size(data)
    rows = 0
    for number in range(at // page, (at + size - 1) // page + 1):
        head = number * page + (100 if number == 0 else 0)
        kind = data[head]
        cells = int.from_bytes(data[head + 3:head + 5], "big")
        rows += cells if kind in (2, 10, 13) else 1
    return rows


def check_recover(folder, data, name, count, rng):
    before = rows_of(put(folder, data))
    new = os.path.join(folder, "new.db")
    short, least, lost = 0, 1.0, 0
    for _ in range(count):
        bad, at, size = damaged(data, SIZES[name], rng)
        path = put(folder, bad)
        status, out, err = kam(folder, "recover", path, "--output", new,
                               "--json")
        told = f"{size} bytes at {at} (page {at // page_size(data) + 1})"
        if put_back(path) != bad:
            print(f"changed the damaged file: {told}")
            short += 1
        if status not in (0, 65):
            print(f"failed: {told}: {status} {err[:200]!r}")
            short += 1
            continue
        after = rows_of(new)
        hit = rows_on(data, at, size)
        gone = len(before - after)
        kept = 1 - max(0, gone - hit) / max(1, len(before) - hit)
        least = min(least, kept)
        lost += gone
        status, _, _ = kam_at(new, "fsck")
        if kept < 0.99 or status:
            short += 1
            report = json.loads(out)
            report["kinds"] = [kind for kind in report["kinds"]
                               if kind["lost"] or kind["corrected"]]
            print(f"short: {told}: kept {kept:.2%}, fsck {status}: {report}")
        for suffix in ("", ".lock"):
            os.unlink(new + suffix)
    print(f"{name}: {count} damages, {count - short} recovered; of "
          f"{len(before)} rows all but {lost / count:.2f} a time were kept as "
          f"they were, of those on other pages at least {least:.3%}")
    return short


def main():
    what, register, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    rng = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    with open(register, "rb") as file:
        data = file.read()
    short = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in ("a value", "the file") if what == "bits" else SIZES:
            check = {"fsck": check_fsck, "bits": check_bits,
                     "recover": check_recover}[what]
            short += check(folder, data, name, count, rng)
    return 1 if short else 0


sys.exit(main())
