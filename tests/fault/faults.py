"""Every command with its Nth database call, and its Nth allocation, failing.

Run by test_faults.sh with KAM and KAM_FAULTY set, in an empty folder. After
each failure the register must be whole and either as before or as after the
command; nothing may crash, and no command may succeed with half its output.
KAM_FAULT_STEP says which share is tried: 1 is every N.
"""
import glob
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys

KAM = os.environ["KAM"]
FAULTY = os.environ["KAM_FAULTY"]
os.environ["KAM_EXEC_PATH"] = os.path.dirname(KAM)  # its helpers
STEP = int(os.environ.get("KAM_FAULT_STEP", "1"))
failures = []

SET_UP = """
init --timezone Asia/Shanghai
member add Li --key li --email li@firm.test --language zh
calendar add China --key china
account add Acme --owner li --calendar china
project add Portal -A acme --key portal
contact add Anna --accounts acme:buyer --email a@x.test
req add wish -A acme --tags one,two
comm add talk -A acme --channel call --contacts CON-1
feedback add slow -A acme --contact CON-1
cadence add report -A acme --every week --start 2026-11-02
risk add late -A acme
action add do -A acme --due 2026-11-20
req add other -A acme --statement 'as it is'
req agree 2 --by CON-1
req reword 2 --statement 'as it was' --reason why
req baseline R1 -A acme
elicit add asked -A acme --participants CON-1:user --on 2026-11-25
elicit ask 1 'what else?' --answer nothing --by CON-1
channel add home@x.test --contact CON-1 --preferred
escalation add -A acme --level 1 --contact CON-1 --member li
comm plan add line -A acme --audience CON-1 --every week --start 2026-11-02
feedback give CAD-2
comm plan confirm 1
backup .kam/kept.db
req note 1 hello
req add part -A acme
req link 2 derives REQ-1
action add build -A acme
action link 2 implements REQ-2
req edit 1 --statement 'as it was said'
req add 'fast wish' -A acme --statement 'log out after 30 minutes and/or more'
req add 'slow wish' -A acme --statement 'log out after 60 minutes and/or more'
req link 2 blocks REQ-3
req link 2 derives REQ-3
setting set req.weights fit=3
plan new acme
plan edit PLAN-1 context --text before
plan version PLAN-1
objective add grow -A acme --baseline 1 --target 2
whitespace set Berlin MES open -A acme
survey add NPS --question why
survey open 1
survey answer 1 --score 10 --comment good
issue add 'it is down' -A acme --raised-on 2026-10-01 --cause tools
issue solve ISS-1 --resolution mended --solved-on 2026-10-08
issue add 'it is down again' -A acme --severity high --raised-on 2026-11-02
issue why ISS-2 'nobody looks'
improve add less -A acme --origin ISS-1 --measure m --baseline 2 --target 1
improve do IMP-1
improve check IMP-1 --implemented-on 2026-10-10
improve measure IMP-1 1 --on 2026-10-20
improve act IMP-1
req edit 1 --title undone --tags three
undo
"""
COMMANDS = """
req add another -A acme -P portal --priority must --due +5wd --tags a,b --json
req list --json
req list title~wish tags=one --sort -due,priority --format csv
req list --count-by status
req show 1
req edit 1 --title changed --tags three
req agree 1 --agreed-with CON-1
req agree 2 --by CON-1 --via mail --evidence days.csv --json
req reword 2 --title another --reason more --json
req withdraw 2 --reason wrong --by CON-1
undo --json
undo --dry-run
redo
req list --as-of 20
export --as-of 2026-11-23 --hash
diff --since 20
req reject 2 --by CON-1
req versions 2 --json
req diff 2
req baseline R2 --json
req diff R1 --json
req diff R1 --format md
baseline show R1
baseline rm R1 --yes
req pack
req pack --format md
req pack --json
req pack --read sheet.json --by CON-1 --json
elicit ask 1 more --quote said --json
elicit req 1 --title made --from-answer 1 --json
elicit import 1 asked.csv --json
elicit show 1
req history 1
req note 1 again
req link 1 relates acme
req tag 1 four
action rm 1 --yes
forget CON-1 --yes --also wish --json
export --person CON-1
export --person a@x.test --format md
contact add Bob --accounts acme:user --json
comm log said -A acme --with CON-1 --next call --next-due fri
comm log more --in-reply-to 1 --with CON-1
comm thread 1 --json
comm minutes 1 --from minutes.md --json
comm minutes 1 --show --format md
comm gaps --all --json
brief acme
brief acme --since last-report --json
account health acme --explain
account health all --json
account show acme
comm stats --json
comm actions --json
comm plan add more -A acme --group all --every month --json
comm plan revise 1 --every month --reason less --json
comm plan ack 1 --by CON-1 --json
comm plan actual --json
comm plan end 1
account escalation acme --json
contact map acme
contact map acme --svg
channel add d@x.test --contact CON-1 --preferred --json
req list -A acme --audience customer --json
req list -A acme --mail a@x.test --dry-run
feedback add bad -A acme --type complaint --json
feedback due --within 30d --json
feedback give CAD-1 --on 2026-11-20
feedback skip CAD-1 --reason holiday
feedback turn FB-1 --into req
feedback respond FB-1 --response seen --via call --json
feedback stats --by severity --json
feedback draft CAD-1 --json
feedback draft --template
promise list --all --sort -due state.ne=missed
promise show FB-1 --json
promise stats --by owner --json
cadence add more -A acme --every 'month on last working day'
cadence pause CAD-1
req rank --by weighted --capacity 4d --json
req rank --by kano
req rank --totals
req rate 1 --effort 3 --reach 5 --impact 2 --confidence 80 --score fit=3
req rate --from ratings.json --json
req kano 1 --functional like --dysfunctional dislike --contact CON-1
req kano --from answers.csv --json
req kano --from answers.json
req stats --since 2026-11-01 --json
req lint
req lint --skip effort --json
req conflicts --json
setting set req.weights.acme fit=2
account edit acme --key acme2
risk score 1 --probability 4 --impact 5
risk score --json
issue add 'it was down' -A acme
issue why ISS-2 because --cause tools --json
issue correct ISS-2 mend --due +3d --json
issue show ISS-2
issue escalate --json
issue stats --json
issue pareto --by source --json
issue recur ISS-2 ISS-1
issue recurrences --json
improve from ISS-2 --json
improve measure IMP-1 3 --json
improve confirm IMP-1 --json
improve effect --json
plan new acme/portal --area risk --json
plan show PLAN-1
plan show PLAN-1 --json
plan show PLAN-1 --format html --audience customer
plan show PLAN-1 --number 1 --format md
plan edit PLAN-1 context --text after
plan edit PLAN-1 --from plan.txt
plan version PLAN-1 --reason r --json
plan diff PLAN-1 --json
plan approve PLAN-1 --by CON-1
plan review PLAN-1 --outcome good
plan figures PLAN-1
plan template set risk template.txt
plan template show account
plan_section edit SEC-2 --text other --json
objective measure OBJ-1 2
whitespace set Berlin MES won -A acme
survey invite 1 CON-1 --json
survey answer 1 --contact CON-1 --score 2 --comment bad
survey answer 1 --from scores.json --json
survey import 1 scores.csv --json
survey score 1
survey score 1 --by account --json
survey trend --json
survey comments 1 --to-feedback --json
survey repeat 1
whitespace grid -A acme
calendar import china days.csv
member busy li away.ics --json
contact import cards.vcf --create-accounts --json
contact export --version 4.0
comm ingest mail.mbox --create-contacts --json
import accounts.csv --as zoho-accounts --json
import customers.csv --as fxiaoke-accounts --skip-bad bad.csv --json
trace REQ-1 --json
trace --gaps title=part --json
trace --matrix --depth 2 --format html
impact REQ-1 --json
req suspect --json
req clear 2 --reason 'holds still' --json
req add --from linked.jsonl -A acme --json
import items.csv --as doorstop -A acme --json
export req --as doorstop
import reqs.csv --as csv --kind req -A acme --map Titel=title --match title
import export.jsonl --as jsonl
export
export contact --as zoho-contacts
export --as fxiaoke-accounts
export req --as csv
export --hash
due --json
due --mail owners --dry-run
feedback due --mail owners --once day
req list --mail li@firm.test,boss@firm.test --json
status --format html
remind --json
remind --mail owners
mail queue --json
mail log
mail flush
mail drop 1
log --json
setting set risk.matrix 3x3
setting list
status --json
schema req
fsck
backup --keep 1 --json
backup --list --json
restore .kam/kept.db --yes --json
restore .kam/kept.db --dry-run --json
recover .kam/damaged.db --output .kam/new.db --json
help
help req
help req add
__manual kam-req.1
"""


def run(program, words, **environment):
    import shlex
    done = subprocess.run([program, *shlex.split(words)], capture_output=True,
                          check=False, env={**os.environ, **environment})
    return done.returncode, done.stdout, done.stderr


def restore(name):
    shutil.rmtree(".kam", ignore_errors=True)
    shutil.copytree(name, ".kam")


def state():
    status, out, err = run(KAM, "export")
    if status:
        failures.append(f"export after it: {status} {err}")
    return out


def usual(command):
    """The status of success: verbs that judge have 1 for what they find."""
    return int(command.startswith(("req lint", "req conflicts")))


def check(command, what, nth, sticky, before, after, full):
    restore("before")
    status, out, err = run(FAULTY, command, **{
        "KAM_FAULT_" + what: str(nth), "KAM_FAULT_STICKY": sticky})
    told = f"{command} [{what} {nth} sticky {sticky}]: {status}"
    if status < 0 or b"Sanitizer" in err:
        failures.append(f"{told}: died: {err[-1500:].decode()}")
    if status == usual(command):
        status = 0
    elif status == 0:
        failures.append(f"{told}: found nothing")
    if status == 0 and out != full:
        failures.append(f"{told}: succeeded with {out!r}")
    if status and out:
        failures.append(f"{told}: failed with output")
    if status not in (0, 65, 66, 70, 71, 73, 74, 75, 78):
        failures.append(f"{told}: {err.decode()}")
    if glob.glob(".kam/**/.kam-*", recursive=True):
        failures.append(f"{told}: left a draft")
    now = state()
    if now not in (before, after):
        failures.append(f"{told}: neither before nor after")
    if status == 0 and now != after:
        failures.append(f"{told}: succeeded and changed nothing")
    if before != after or nth % 10 == 1:
        status, out, err = run(KAM, "fsck")
        if status:
            failures.append(f"{told}: fsck: {out.decode()} {err.decode()}")


def damage(table):
    """A copy of the register in which a table's root page is zeros."""
    with open(".kam/register.db", "rb") as file:
        data = bytearray(file.read())
    db = sqlite3.connect(".kam/register.db")
    root = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?",
                      (table,)).fetchone()[0]
    db.close()
    data[(root - 1) * 4096:root * 4096] = bytes(4096)
    with open(".kam/damaged.db", "wb") as file:
        file.write(data)
    os.chmod(".kam/damaged.db", 0o600)


def walk(command):
    restore("before")
    before = state()
    status, full, err = run(FAULTY, command, KAM_FAULT_COUNT="count")
    if status != usual(command):
        failures.append(f"{command}: {status} {err.decode()}")
        return 0
    with open("count", encoding="ascii") as file:
        counts = dict(zip(("DB", "MEMORY"), map(int, file.read().split())))
    after = state()
    runs = 0
    for what, count in counts.items():
        # of a share, those that ask most often get no more than the others
        step = STEP * (1 + count // 4000) if STEP > 1 else 1
        for nth in range(1, count + 1, step):
            for sticky in "01":
                check(command, what, nth, sticky, before, after, full)
                runs += 1
    return runs


def main():
    with open("days.csv", "w", encoding="utf-8") as file:
        file.write("date,working,name\n2026-12-25,no,Christmas\n")
    with open("away.ics", "w", encoding="utf-8") as file:
        file.write("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n"
                   "DTSTART;VALUE=DATE:20261221\nSUMMARY:Away\n"
                   "END:VEVENT\nEND:VCALENDAR\n")
    with open("cards.vcf", "w", encoding="utf-8") as file:
        file.write("BEGIN:VCARD\nVERSION:2.1\nUID:1\nN:Weber;Eva\n"
                   "ORG:New GmbH;Sales\nADR:;;Street;City\nTEL;CELL:1\n"
                   "NOTE;QUOTED-PRINTABLE:a=0Db\nCATEGORIES:a,b\n"
                   "EMAIL:a@x.test\nTEL;FAX:2\nURL:x\nEND:VCARD\n")
    with open("asked.csv", "w", encoding="utf-8") as file:
        file.write("email,how often?\na@x.test,daily\nnobody,never\n")
    with open("sheet.json", "w", encoding="utf-8") as file:
        wish = hashlib.sha256(b'{"statement":"as it was said",'
                              b'"title":"wish"}').hexdigest()
        json.dump([{"id": "REQ-1", "fingerprint": wish, "answer": "yes",
                    "remark": "at last"},
                   {"id": "REQ-2", "fingerprint": "a" * 12,
                    "remark": "why?"}], file)
    with open("accounts.csv", "w", encoding="utf-8") as file:
        file.write("Record Id,Account Name,Account Owner.id,Account Owner\n"
                   "z1,Beta,z9,Wang\nz2,Gamma,z9,Wang\n")
    with open("customers.csv", "w", encoding="gb18030") as file:
        file.write("客户名称,客户编号,客户级别,上级客户,负责人\n"
                   "华夏集团,K1,VIP,远景,王伟\n远景,K2,重点客户,,Li\n")
    with open("minutes.md", "w", encoding="utf-8") as file:
        file.write("Attendees: Anna, @li\n\nDecision: yes\n"
                   "行动：报价 @li 截止 2026-12-01\n")
    with open("reqs.csv", "w", encoding="utf-8") as file:
        file.write("Titel,priority\nwish,must\nanother,should\n")
    with open("items.csv", "w", encoding="utf-8") as file:
        file.write("uid,text,links,active\nA1,a part,A2:x,True\n"
                   "A2,whole,,True\nA3,gone,A2,False\n")
    with open("linked.jsonl", "w", encoding="utf-8") as file:
        file.write('{"title":"x","links":["derives a:1","relates RISK-1"]}\n'
                   '{"title":"y","source":"a:1"}\n')
    with open("ratings.json", "w", encoding="utf-8") as file:
        file.write('[{"id":"REQ-1","effort":2,"scores":{"fit":4}},'
                   '{"id":"REQ-2","effort":5,"priority":"must"}]')
    with open("answers.csv", "w", encoding="utf-8") as file:
        file.write("req,functional,dysfunctional,contact,respondent\n"
                   "REQ-1,like,neutral,CON-1,\nREQ-2,expect,dislike,,7\n")
    with open("answers.json", "w", encoding="utf-8") as file:
        file.write('{"req":"REQ-1","functional":1,"dysfunctional":5}')
    with open("scores.json", "w", encoding="utf-8") as file:
        file.write('[{"score":9,"contact":"CON-1"},{"score":3}]')
    with open("scores.csv", "wb") as file:
        file.write("Mail,Score,Datum\na@x.test,9,1.11.2026\nJürgen,2,"
                   "\n".encode("latin1"))
    with open("plan.txt", "w", encoding="utf-8") as file:
        file.write("## context: Context\n**One**\n\n## risks\n- two\n")
    with open("template.txt", "w", encoding="utf-8") as file:
        file.write("limits: highest_score=9\n\n## a: 风险\ntables: risks\nb\n")
    with open("export.jsonl", "w", encoding="utf-8") as file:
        file.write('{"kind":"account","id":"ACC-50","key":"delta",'
                   '"name":"Delta","parent":"acme"}\n')
    os.makedirs(os.environ["HOME"] + "/.config/kam", exist_ok=True)
    with open(os.environ["HOME"] + "/.config/kam/config", "w",
              encoding="ascii") as file:
        file.write("[mail]\n\tfrom = kam@firm.test\n"
                   "\tsendmail = /bin/true\n")
    with open("mail.mbox", "w", encoding="utf-8") as file:
        for number, parent in ((2, 1), (1, 0)):
            file.write("From a\nFrom: Anna <a@x.test>\nTo: new@x.test\n"
                       f"Subject: {number}\nMessage-ID: <{number}@x.test>\n"
                       f"In-Reply-To: <{parent}@x.test>\n"
                       "Date: Mon, 2 Nov 2026 09:30:00 +0000\n\ntext\n\n")
    for line in SET_UP.strip().splitlines():
        status, _, err = run(KAM, line)
        if status:
            sys.exit(f"{line}: {status} {err.decode()}")
    # what waits: sent by flush, given up by drop
    status, _, err = run(KAM, "-c mail.sendmail=/bin/false req list "
                         "--mail li@firm.test")
    if status != 75:
        sys.exit(f"mail that waits: {status} {err.decode()}")
    damage("req")
    shutil.copytree(".kam", "before")
    total = 0
    for command in COMMANDS.strip().splitlines():
        total += walk(command)
        if len(failures) > 30:
            break
    print(f"{total} runs")
    for failure in failures[:30]:
        print("FAILED:", failure, file=sys.stderr)
    return 1 if failures else 0


sys.exit(main())
