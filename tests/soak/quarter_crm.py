"""The register that quarter.py works in: its clock, its beginning, the CRM."""
import csv
import datetime
import os
import subprocess

ZONE = datetime.timezone(datetime.timedelta(hours=8))  # Asia/Shanghai
FILES = (("Accounts", "zoho-accounts"), ("Contacts", "zoho-contacts"),
         ("Notes", "zoho-notes"), ("Calls", "zoho-calls"),
         ("Tasks", "zoho-tasks"), ("客户", "fxiaoke-accounts"),
         ("销售记录", "fxiaoke-activities"))
# days off and the days worked in their place, of 2026 and of one made up
CHINA = """date,working,name
2026-07-17,no,公司成立日
2026-07-19,yes,补班
2026-09-20,yes,补班
2026-09-25,no,中秋节
2026-10-01,no,国庆节
2026-10-02,no,国庆节
2026-10-05,no,国庆节
2026-10-06,no,国庆节
2026-10-07,no,国庆节
"""
GERMANY = """date,working,name
2026-08-15,no,Mariä Himmelfahrt
2026-08-17,no,Betriebsausflug
2026-10-03,no,Tag der Deutschen Einheit
"""
SETTINGS = (("calendar", "china"), ("feedback.resolve.high", "10wd"),
            ("feedback.resolve.critical", "3d"),
            ("feedback.resolve.medium", "1m"))


class Office:
    def __init__(self, program, begin):
        self.program = program
        self.clock = datetime.datetime.combine(begin, datetime.time(8), ZONE)

    def at(self, day, hour, minute):
        """The clock never goes back."""
        self.clock = max(self.clock, datetime.datetime.combine(
            day, datetime.time(hour, minute), ZONE))

    def later(self, minutes):
        self.clock += datetime.timedelta(minutes=minutes)

    def today(self):
        return self.clock.date()

    def stamp(self):
        return self.clock.astimezone(datetime.timezone.utc).strftime(
            "%Y-%m-%dT%H:%M:%SZ")

    def run(self, *words, stdin=None):
        env = dict(os.environ, KAM_NOW=self.stamp(), LC_ALL="C.UTF-8")
        done = subprocess.run([self.program, *words], input=stdin, env=env,
                              capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    def must(self, *words, stdin=None):
        status, out, err = self.run(*words, stdin=stdin)
        if status:
            raise SystemExit(f"{words}: {status}: {err}")
        return out

    def open(self, folder):
        self.must("init", "--timezone", "Asia/Shanghai")
        self.must("config", "--local", "user.name", "Lin Yue")
        for key, name, days in (("china", "China", CHINA),
                                ("germany", "Germany", GERMANY)):
            self.must("calendar", "add", name, "--key", key)
            with open(key + ".csv", "w", encoding="utf-8") as file:
                file.write(days)
            self.must("calendar", "import", key, key + ".csv")
        for name, value in SETTINGS:
            self.must("setting", "set", name, value)
        if folder == "-":
            folder = "crm"
            make_files(folder)
        names = sorted(os.listdir(folder))
        for beginning, layout in FILES:
            for name in names:
                if name.startswith(beginning):
                    # rows that name nobody known are left out
                    status, _, err = self.run(
                        "import", os.path.join(folder, name), "--as", layout,
                        "--skip-bad", f"bad-{name}")
                    if status not in (0, 65):
                        raise SystemExit(f"{name}: {status}: {err}")


def write(folder, name, rows, encoding="utf-8-sig"):
    with open(os.path.join(folder, name), "w", encoding=encoding,
              newline="") as file:
        out = csv.writer(file)
        out.writerows(rows)


def make_files(folder):
    """A CRM as small as it can be: four accounts of Zoho, two of Fxiaoke."""
    os.mkdir(folder)
    names = ("Acme GmbH", "远景能源有限公司", "Harbor Ltd", "蓝海物流集团")
    write(folder, "Accounts.csv", [
        ("Record Id", "Account Owner.id", "Account Owner", "Account Name",
         "Annual Revenue", "Currency", "Created Time")] + [
        (f"zcrm_{n}", f"zcrm_9{n % 2}", ("Tom Becker", "王敏")[n % 2], name,
         1000 * n, "EUR", "2026-03-01 09:00:00")
        for n, name in enumerate(names)])
    write(folder, "Contacts.csv", [
        ("Record Id", "Contact Owner.id", "Contact Owner", "First Name",
         "Last Name", "Account Name.id", "Account Name", "Email")] + [
        (f"zcrm_1{n}", f"zcrm_9{n % 2}", ("Tom Becker", "王敏")[n % 2],
         ("Anna", "伟", "José")[n % 3], ("Weber", "诸葛", "Smith")[n % 3],
         f"zcrm_{n % 4}", names[n % 4], f"c{n}@customer.test")
        for n in range(10)])
    write(folder, "Calls.csv", [
        ("Record Id", "Subject", "Call Type", "Contact Name.id",
         "Contact Name", "Related To.id", "Related To", "Call Start Time",
         "Call Duration (in seconds)", "Call Owner.id", "Call Owner")] + [
        (f"zcrm_2{n}", ("Weekly sync", "报价沟通")[n % 2],
         ("Inbound", "Outbound")[n % 3 % 2], f"zcrm_1{n % 10}", "",
         f"zcrm_{n % 4}", names[n % 4],
         f"2026-0{5 + n % 4}-{10 + n} 12:20:44", 61 * n, "zcrm_90",
         "Tom Becker") for n in range(16)])
    write(folder, "Tasks.csv", [
        ("Record Id", "Task Owner.id", "Task Owner", "Subject", "Due Date",
         "Related To.id", "Related To", "Status", "Closed Time")] + [
        (f"zcrm_3{n}", "zcrm_91", "王敏", ("Chase invoice", "回复反馈")[n % 2],
         f"2026-07-{10 + n}", f"zcrm_{n % 4}", names[n % 4],
         ("Not Started", "Completed")[n % 2],
         ("", f"2026-06-{10 + n} 15:40:52")[n % 2]) for n in range(8)])
    write(folder, "客户.csv", [
        ("客户名称", "客户编号", "客户级别", "负责人"),
        ("天成科技有限公司", "KH1", "VIP", "王敏"),
        ("长城电子研究院", "KH2", "重点客户", "赵涛")], "gb18030")
    write(folder, "销售记录.csv", [
        ("客户名称", "互动场景", "跟进内容", "创建人", "创建时间"),
        ("天成科技有限公司", "电话", "谈二期范围", "王敏",
         "2026-06-22 08:19:16"),
        ("长城电子研究院", "拜访", "看现场", "赵涛", "2026-05-26 23:17:44")],
        "gb18030")
