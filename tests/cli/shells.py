"""Completion typed into a real shell: shells.py SHELL CASES FOLDER

Each case is a line of JSON: "type" is what is typed, \t being the key; "args"
what the command line then consists of, as the shell itself reads it, or
"shown" what the screen must have, and "hidden" what it mustn't. The shell runs
in a terminal of its own; a command `args` on its PATH writes down what it got,
so that the shell's own reading of what it completed is what is compared.
"""
import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time

SHELL, CASES, FOLDER = sys.argv[1:4]
SOURCE = os.environ["KAM_SOURCE"]
PROMPT = "ready> "
START = {
    "bash": (["bash", "--norc", "--noprofile", "-i"],
             f"PS1='{PROMPT}'; bind 'set bell-style none'; "
             "bind 'set enable-bracketed-paste off'; "
             f". '{SOURCE}/completions/kam.bash'\r"),
    "zsh": (["zsh", "-f", "-i"],
            f"PS1='{PROMPT}'; unsetopt beep zle_bracketed_paste; "
            f"fpath=('{SOURCE}/completions' $fpath); autoload -U compinit; "
            "compinit -u -D; bindkey -e\r"),
    "fish": (["fish", "--no-config", "-i"],
             f"function fish_prompt; printf '{PROMPT}'; end; "
             f"source '{SOURCE}/completions/kam.fish'\r"),
}
PATIENCE = 20  # seconds, where the machine is busy


def start(program):
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm", FOLDER=FOLDER)
        os.execvp(program[0], program)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("4H", 50, 160, 0, 0))
    return pid, terminal


class Screen:
    def __init__(self, terminal):
        self.terminal, self.text = terminal, ""

    def until(self, done):
        """Reads on until done(); what it read, or None where time is up."""
        end = time.monotonic() + PATIENCE
        while not done():
            ready, _, _ = select.select([self.terminal], [], [], 0.05)
            if ready:
                try:
                    self.text += os.read(self.terminal, 65536).decode(
                        errors="replace")
                except OSError:
                    return None
            elif time.monotonic() > end:
                return None
        return self.text

    def send(self, keys):
        os.write(self.terminal, keys.encode())


def check(screen, case, number):
    """What is wrong with a case, or nothing."""
    written = f"{FOLDER}/got"
    done = f"{FOLDER}/done"
    for path in (written, done):
        if os.path.exists(path):
            os.unlink(path)
    screen.text = ""
    screen.send(case["type"])
    if "shown" in case and screen.until(
            lambda: case["shown"] in screen.text) is None:
        return f"not shown: {case['shown']!r} in {screen.text!r}"
    if case.get("hidden", "\0") in screen.text:
        return f"shown: {case['hidden']!r}"
    # the line as it stands becomes the arguments of another command
    screen.send("\x01args \x05\r")
    if screen.until(lambda: os.path.exists(done)) is None:
        return f"never ran: {screen.text!r}"
    with open(written, encoding="utf-8", errors="replace") as file:
        # zsh takes back the slash that it put after a folder
        got = [word.rstrip("/") for word in file.read().split("\0")[:-1]]
    if "args" in case and got != case["args"]:
        return f"{got} is not {case['args']}"
    return None


def main():
    program, first = START[SHELL]
    pid, terminal = start(program)
    screen = Screen(terminal)
    screen.send(first + "\r")
    failures = 0
    if screen.until(lambda: screen.text.count(PROMPT) > 2) is None:
        sys.exit(f"{SHELL} never got ready: {screen.text!r}")
    with open(CASES, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            wrong = check(screen, json.loads(line), number)
            if wrong:
                print(f"FAILED: {SHELL}, case {number}: {line.strip()}\n"
                      f"  {wrong}", file=sys.stderr)
                failures += 1
    os.close(terminal)
    os.waitpid(pid, 0)
    sys.exit(1 if failures else 0)


main()
