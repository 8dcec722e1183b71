#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Types a line and two tabs into a real shell on a pseudo-terminal, and waits for a candidate to be shown.

usage: drive-completion.py zsh|fish COMPLETIONS-FOLDER LINE EXPECTED
"""
import os
import pty
import select
import sys
import time

shell, folder, line, expected = sys.argv[1:5]
arguments = {"zsh": ["zsh", "-f", "-i"], "fish": ["fish", "--no-config", "-i"]}[shell]
setup = {
    "zsh": f"fpath=('{folder}' $fpath); autoload -Uz compinit; compinit -u -D; PS1='READY> '\n",
    "fish": f"source '{folder}/tenantctl.fish'; function fish_prompt; echo 'READY> '; end\n",
}[shell]

process, terminal = pty.fork()
if process == 0:
    os.environ["TERM"] = "dumb" if shell == "zsh" else "xterm"
    os.execvp(arguments[0], arguments)


def read_until(text, seconds):
    """Reads until a text was shown or the time is over; answers what the shell asks its terminal."""
    shown = b""
    end = time.monotonic() + seconds
    while time.monotonic() < end and text.encode() not in shown:
        if not select.select([terminal], [], [], 0.1)[0]:
            continue
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        shown += piece
        if b"\x1b[c" in piece or b"\x1b[0c" in piece:
            os.write(terminal, b"\x1b[?1;2c")
        if b"\x1b[6n" in piece:
            os.write(terminal, b"\x1b[1;1R")
    return shown.decode(errors="replace")


os.write(terminal, setup.encode())
# The prompt is set last; the text of the command itself is echoed with a quote behind it.
read_until("\nREADY> ", 20)
os.write(terminal, line.encode() + b"\t\t")
shown = read_until(expected, 60)
os.kill(process, 9)
if expected not in shown:
    sys.exit(f"'{expected}' was not offered; the terminal showed {shown[-600:]!r}")
