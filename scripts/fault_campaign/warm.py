"""Run a command in a process of its own that need not import anything first.

A fork of this process, which has imported all and used nothing of it: a kill falls on work, not on the start of Python,
and 200 kills take minutes.
"""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NoReturn

from reportedly import cli

MODULES = ("reportedly.build", "reportedly.code.run", "reportedly.release.make", "spacy")


@dataclass
class Running:
    """A command that runs. `lines` are what it writes to standard error."""

    pid: int
    errors: IO[str]
    returncode: int | None = field(default=None)

    def lines(self) -> Iterator[str]:
        """Each line as it comes. (`yield from` would close the pipe with the generator.)"""
        for line in self.errors:  # noqa: UP028
            yield line

    def poll(self) -> int | None:
        """The exit code, None while it runs."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def kill(self) -> None:
        """Kill it with the signal that no process can catch, and wait until it is gone."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)
            while self.poll() is None:
                time.sleep(0.001)
        self.errors.close()


def start(arguments: tuple[str, ...], folder: Path, before: Callable[[], None] = lambda: None) -> Running:
    """Start `reportedly` in a folder, after `before` was called in its process."""
    for module in MODULES:
        importlib.import_module(module)
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _become(arguments, folder, writing, before)
    os.close(writing)
    return Running(pid, os.fdopen(reading, encoding="utf-8", errors="replace"))


def run(
    arguments: tuple[str, ...], folder: Path, before: Callable[[], None] = lambda: None
) -> subprocess.CompletedProcess[str]:
    """Run `reportedly` in a folder until it is done."""
    running = start(arguments, folder, before)
    errors = "".join(running.lines())
    while running.poll() is None:
        time.sleep(0.001)
    running.kill()
    return subprocess.CompletedProcess(["reportedly", *arguments], running.returncode or 0, "", errors)


def _become(arguments: tuple[str, ...], folder: Path, errors: int, before: Callable[[], None]) -> NoReturn:
    code = 70
    try:
        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        os.dup2(0, 1)
        os.dup2(errors, 2)
        sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.argv = ["reportedly", *arguments]
        before()
        cli.main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)
