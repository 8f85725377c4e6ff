"""What the bench works on, made once a run from numbers alone: the same
bytes on every machine."""
import csv
import json
import sqlite3
import subprocess
import uuid

THINGS = ("portal login report invoice audit search mobile offline calendar "
          "archive alert backup dashboard filter role consent").split()
DEEDS = "open show keep send print merge split sort sign store".split()
FIRMS = ("Summit Sterling Meridian Falcon Cobalt Harbor Northwind Granite "
         "Orchid Pioneer Atlas Beacon Cedar Delta Ember").split()
TRADES = ("Medical Logistics Textiles Chemicals Retail Shipping Foods Energy "
          "Optics Motors Paper Steel Water Media Tools").split()
FORMS = "Inc.|GmbH|Pte. Ltd.|S.A.|& Sons|Co., Ltd.|AG|LLC".split("|")
FIRMS_ZH = "蓝海 远景 海润 同济 华信 中科 金桥 长城 南方 东升".split()
TRADES_ZH = "物流 化工 信息 纺织 医疗 食品 能源 光学 汽车 造纸".split()
FORMS_ZH = "有限公司 股份有限公司 集团 研究院".split()
OWNERS = ("Aisha Rahman", "Tom Becker", "林悦", "Grace Okafor", "诸葛敏",
          "Élise Patel", "Jürgen Groß", "王秀英")
PLACES = (("Berlin", "Germany"), ("上海", "China"), ("Osaka", "Japan"))
HEAD = ("Record Id,Account Owner.id,Account Owner,Account Name,Phone,Website,"
        "Account Type,Industry,Employees,Annual Revenue,Tag,Description,"
        "Created Time,Modified Time,Currency,Billing Street,Billing City,"
        "Billing Code,Billing Country").split(",")


def feed(kam, register, words, rows):
    """Gives rows to a verb as lines of JSON."""
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    subprocess.run([kam, "--register", register, *words, "--from", "-"],
                   input=text.encode(), stdout=subprocess.DEVNULL, check=True)


def requirement(i):
    row = {"account": f"firm-{i % 20}", "owner": f"member-{i % 8}",
           "title": f"{THINGS[i % 16]} {DEEDS[i // 16 % 10]} {i}",
           "class": ("functional", "quality", "constraint")[i % 3],
           "priority": ("could", "should", "must")[i // 3 % 3]}
    if i % 2:
        row["statement"] = (f"The {THINGS[i % 16]} shall {DEEDS[i % 10]} "
                            f"within {i % 30} days. 需求 {i}")
    if i % 3:
        row["due"] = f"2027-{1 + i % 12:02}-{1 + i % 28:02}"
    if i % 5 == 0:
        row["value"] = i % 101
    if i % 10 == 0:
        row["tags"] = ["pilot", f"wave-{i % 4}"]
    return row


def register(kam, path, requirements):
    """A register with 20 accounts and as many requirements as asked for."""
    subprocess.run([kam, "--register", path, "init", "--timezone",
                    "Asia/Shanghai"], stdout=subprocess.DEVNULL, check=True)
    if requirements:
        feed(kam, path, ["member", "add"],
             ({"name": name, "key": f"member-{i}"}
              for i, name in enumerate(OWNERS)))
        feed(kam, path, ["account", "add"],
             ({"name": f"{FIRMS[i % 15]} {i}", "key": f"firm-{i}"}
              for i in range(20)))
        feed(kam, path, ["req", "add"],
             (requirement(i) for i in range(requirements)))


def accounts_worked_on(kam, path, n, records):
    """A register of n accounts and so many records of every everyday kind, of
    which a third is done or settled."""
    subprocess.run([kam, "--register", path, "init", "--timezone",
                    "Asia/Shanghai"], stdout=subprocess.DEVNULL, check=True)
    feed(kam, path, ["member", "add"],
         ({"name": name, "key": f"member-{i}"}
          for i, name in enumerate(OWNERS)))
    feed(kam, path, ["account", "add"],
         ({"name": f"{FIRMS[i % 15]} {i}", "key": f"firm-{i}",
           "owner": f"member-{i % 8}", "value": f"{i * 1000} EUR",
           "tier": ("strategic", "key", "standard", "prospect")[i % 4]}
          for i in range(n)))
    feed(kam, path, ["project", "add"],
         ({"account": f"firm-{i % n}", "key": f"p{i // n}",
           "name": f"{THINGS[i % 16]} {i}", "status": "active",
           "due": day(i * 3)} for i in range(2 * n)))
    feed(kam, path, ["contact", "add"],
         ({"name": f"{THINGS[i % 16].title()} {i}",
           "accounts": [f"firm-{i % n}"], "influence": 1 + i % 5}
          for i in range(5 * n)))
    left = records - 9 * n
    shares = {"req": 40, "comm": 30, "action": 17, "feedback": 8, "risk": 5}
    for kind, share in shares.items():
        feed(kam, path, [kind, "add"],
             (worked_on(kind, i, n) for i in range(left * share // 100)))
    feed(kam, path, ["cadence", "add"],
         ({"account": f"firm-{i}", "title": f"report {i}",
           "every": "2 weeks", "start": "2026-09-01"} for i in range(n)))


def day(i):
    return f"2026-{1 + i % 10:02}-{1 + i % 28:02}"


def worked_on(kind, i, n):
    row = {"account": f"firm-{i % n}"}
    title = f"{THINGS[i % 16]} {DEEDS[i // 16 % 10]} {i} 需求"
    if kind == "comm":
        row.update(summary=title, at=f"{day(i // n)}T09:00:00Z",
                   channel=("mail", "call", "meeting")[i % 3],
                   direction=("in", "out")[i % 2],
                   contacts=[f"CON-{1 + i % n + n * (i // n % 5)}"])
        return row
    row.update(title=title, owner=f"member-{i % 8}")
    if kind == "req":
        row.update(core=i % 7 == 0, priority=("could", "should", "must")[
            i // n % 3], status=("captured", "analysed", "accepted")[i % 3])
    elif kind == "action":
        row.update(due=day(i // n), status=("open", "done")[i % 3 == 0],
                   done_on=day(i // n) if i % 3 == 0 else None)
    elif kind == "feedback":
        row.update(type=("complaint", "praise", "request")[i % 3],
                   severity=("low", "medium", "high")[i // n % 3],
                   received=day(i // n))
    return row


SAID = ("the customer asked for it again and wants to know by when it comes; "
        "we said that the team looks into it and writes on").split()
SAID_ZH = ("客户再次问到", "希望下周给出时间", "我们答应尽快回复", "团队正在检查",
           "请项目经理跟进", "合同里写明了", "价格需要重新商量")


def note(i):
    """Some 250 bytes, as people write them: English, Chinese, or both."""
    words = [SAID[(i * 7 + j * j) % len(SAID)] for j in range(20 + i % 17)]
    words[3] = THINGS[i % 16]
    words[9] = DEEDS[i // 16 % 10]
    english = " ".join(words).capitalize() + f". {i}"
    chinese = "，".join(SAID_ZH[(i + j * j) % 7] for j in range(6 + i % 5))
    chinese += f"{FIRMS_ZH[i % 10]}{TRADES_ZH[i // 10 % 10]}。"
    return {"about": "acme",
            "text": (english, chinese, english + " " + chinese)[i % 3]}


def notes(kam, path, n):
    """A register of n notes."""
    subprocess.run([kam, "--register", path, "init", "--timezone",
                    "Asia/Shanghai"], stdout=subprocess.DEVNULL, check=True)
    feed(kam, path, ["account", "add"], [{"name": "Acme", "key": "acme"}])
    for i in range(0, n, 100000):
        feed(kam, path, ["note", "add"],
             (note(j) for j in range(i, min(n, i + 100000))))


def account(i):
    if i % 3:
        name = (f"{FIRMS[i % 15]} {TRADES[i // 15 % 15]} {i // 225 + 1} "
                f"{FORMS[i % 8]}")
    else:
        name = (f"{FIRMS_ZH[i // 3 % 10]}{TRADES_ZH[i // 30 % 10]}"
                f"{FORMS_ZH[i % 4]}第{i // 100 + 1}分部")
    owner = i * 7919 % len(OWNERS)
    city, country = PLACES[i % 3]
    return [f"zcrm_{2141871488190747343 + i * 13}",
            f"zcrm_{1400000000000000000 + owner}", OWNERS[owner], name,
            f"(020) 7946 {i % 10000:04}",
            f"https://www.example{i}.test" if i % 2 else "",
            ("Key Account", "Prospect", "Customer")[i % 3],
            ("物流", "Retail", "Energy")[i % 3],
            str(i % 50000) if i % 2 else "",
            f"{i * 37}.{i % 100:02}" if i % 3 else "",
            "key" if i % 7 == 0 else "",
            "重点客户，要求每两周汇报一次。\nask before calling"
            if i % 5 == 0 else "",
            "2026-01-18 03:55:12", "2026-07-21 18:40:06", "EUR",
            f"Hauptstr. {i % 300}", city, f"{i % 99999:05}", country]


def accounts(path, n):
    """A CRM's export of n accounts."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEAD)
        out.writerows(account(i) for i in range(n))


def tasks(env, path, n):
    """n tasks for Taskwarrior, in the folder that env names."""
    with open(path, "w", encoding="utf-8") as file:
        for i in range(n):
            file.write(json.dumps({
                "uuid": str(uuid.uuid5(uuid.NAMESPACE_OID, str(i))),
                "description": f"{THINGS[i % 16]} {DEEDS[i // 16 % 10]} {i}",
                "status": "pending", "entry": "20261101T000000Z",
                "due": f"2027{1 + i % 12:02}{1 + i % 28:02}T000000Z",
                "project": f"firm{i % 20}", "priority": "LMH"[i % 3],
            }) + "\n")
    subprocess.run(["task", "import", path], env=env, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def bare_tables(register_path, path):
    """The register's tables and indexes without its rows. Not STRICT, since
    .import cannot give an INTEGER column what is unset."""
    with sqlite3.connect(register_path) as old, sqlite3.connect(path) as new:
        for (sql,) in old.execute("SELECT sql FROM sqlite_schema WHERE sql IS "
                                  "NOT NULL AND name NOT LIKE 'sqlite_%' "
                                  "ORDER BY rowid"):
            new.execute(sql.replace(" STRICT, WITHOUT", " WITHOUT")
                        .replace(") STRICT", ")"))
    old.close()
    new.close()


def dump(register_path, table, path):
    """A table as CSV; blobs as printable text of the same length."""
    db = sqlite3.connect(register_path)
    names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    columns = ", ".join(
        f"substr(hex({name}), 1, length({name}))"
        if name in ("salt", "digest", "hash") else f'"{name}"'
        for name in names)
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(db.execute(f"SELECT {columns} FROM {table}"))
    db.close()
