"""Mail while kam is killed, and while two crons run at once.

	KAM=.build/dev/kam tests/soak/mail.py [KILLS [RACES]]

In an empty folder. A sendmail of its own keeps each message as a file. Every
round is a day on which three owners are to get one message each with --once
day. In a kill round kam is killed at a random moment, then called again; in a
race two are started together. In the end: nobody got two copies of one day,
what the register calls sent was delivered, what it calls queued was not, and
sent, queued and unknown together are what was due.
"""
import collections
import email
import email.policy
import os
import random
import shutil
import signal
import subprocess
import sys
import time

KAM = os.path.abspath(os.environ["KAM"])
KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
RACES = int(sys.argv[2]) if len(sys.argv) > 2 else 50
OWNERS = ("li", "wang", "zhao")
REPORT = ["feedback", "due", "--overdue", "--mail", "owners", "--once", "day"]
failures = []
random.seed(1)


def environment(day):
    return {**os.environ, "KAM_NOW": f"2027-{day // 28 % 12 + 1:02}-"
            f"{day % 28 + 1:02}T01:00:00Z"}


def kam(day, *words):
    return subprocess.run([KAM, *words], env=environment(day), check=False,
                          capture_output=True, text=True)


def set_up():
    shutil.rmtree("delivered", ignore_errors=True)
    os.mkdir("delivered")
    with open("sendmail", "w", encoding="ascii") as file:
        file.write('#!/bin/sh\n'
                   f'new=$(mktemp {os.getcwd()}/delivered/new.XXXXXX)\n'
                   'cat >"$new"\n'
                   'sleep 0.005\n'
                   'mv "$new" "$new.done"\n')
    os.chmod("sendmail", 0o755)
    words = ["init", "config mail.from kam@firm.test",
             f"config mail.sendmail {os.getcwd()}/sendmail"]
    for name in OWNERS:
        words += [f"member add {name} --key {name} --email {name}@firm.test",
                  f"account add Account-{name} --owner {name}",
                  f"feedback add slow -A account-{name} --type complaint "
                  "--respond-by 2026-11-20"]
    for line in words:
        done = kam(0, *line.split())
        if done.returncode:
            sys.exit(f"{line}: {done.stderr}")


def kill_round(day):
    with subprocess.Popen([KAM, *REPORT], env=environment(day),
                          stderr=subprocess.DEVNULL) as process:
        time.sleep(random.random() * 0.12)
        process.send_signal(signal.SIGKILL)
    done = kam(day, *REPORT)
    if done.returncode not in (0, 75):
        failures.append(f"day {day}: {done.returncode} {done.stderr}")


def race_round(day):
    both = [subprocess.Popen([KAM, *REPORT], env=environment(day),
                             stderr=subprocess.PIPE) for _ in range(2)]
    for process in both:
        _, err = process.communicate()
        # what an earlier round left open is told again
        if process.returncode not in (0, 75):
            failures.append(f"day {day}: {process.returncode} {err}")


def copies():
    count = collections.Counter()
    for name in os.listdir("delivered"):
        if not name.endswith(".done"):
            continue
        with open(os.path.join("delivered", name), "rb") as file:
            m = email.message_from_binary_file(file,
                                               policy=email.policy.default)
        if not m.get_body(("html",)):
            failures.append(f"{name}: no HTML")
        count[m["Message-ID"].strip("<>")] += 1
    return count


def main():
    import json
    set_up()
    for day in range(KILLS):
        kill_round(day)
    for day in range(KILLS, KILLS + RACES):
        race_round(day)
    time.sleep(0.5)
    rows = json.loads(kam(0, "mail", "log", "--limit", "0", "--json").stdout)
    count = copies()
    states = collections.Counter(row["status"] for row in rows)
    for row in rows:
        n = count.pop(row["message_id"], 0)
        told = f"mail {row['id']} {row['status']}: {n} copies"
        if n > 1 or (row["status"] == "sent" and n != 1) or (
                row["status"] == "queued" and n):
            failures.append(told)
        if row["status"] not in ("sent", "queued", "unknown"):
            failures.append(told)
    if count:
        failures.append(f"mail that nobody knows of: {count}")
    due = len(OWNERS) * (KILLS + RACES)
    keys = {(row["person"], row["period"]) for row in rows}
    if len(rows) != due or len(keys) != due:
        failures.append(f"{len(rows)} messages, {due} were due")
    races = [row for row in rows if row["id"] > len(OWNERS) * KILLS]
    if any(row["status"] != "sent" for row in races):
        failures.append("a race left a message unsent")
    print(f"{KILLS} kills, {RACES} races, {due} due: {dict(states)}")
    for failure in failures[:20]:
        print("FAILED:", failure, file=sys.stderr)
    return 1 if failures else 0


sys.exit(main())
