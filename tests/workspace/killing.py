"""A process that adds articles to a workspace and is killed on the way: by itself at an exact step, or from outside."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import time
from pathlib import Path

PRELOADED = ["tests.workspace.killing", "communique.workspace", "communique.link", "communique.compare", "duckdb",
             "pyarrow.parquet", "communique.read", "tests.fakes"]  # fmt: skip
NOW = "2031-06-01T08:00:00Z"
_NAMES = ("Mara Veld", "Oskar Tamm", "Lena Orsk", "Piet Harrow")
_PLACES = ("Norvale", "Estra", "Quillport", "the Lower Marches")


def write_articles(folder: Path, count: int, seed: int) -> list[str]:
    """Small invented reports, some of them identical, one empty, a few in a JSON lines file."""
    chance = random.Random(seed)
    folder.mkdir()
    for n in range(count):
        name, place = chance.choice(_NAMES), chance.choice(_PLACES)
        text = (
            f"The council of {place} met for the {n}th time on Thursday to talk about the ferry and found no money. "
            f"“The ferry of {place} will sail before the winter comes,” said {name}. “We shall see in {n} weeks,” said "
            f"{chance.choice(_NAMES)}. The members then went home, and the talks go on next week in the old town hall."
        )
        (folder / f"r{n:02}.txt").write_text(text, encoding="utf-8")
        if n % 9 == 0:
            (folder / f"again{n:02}.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    return [str(folder)]


def patch(early: bool = True) -> None:
    """A stand-in for the reader, and small steps so that there are many places to be killed at.

    `early`: stories are made while other articles are read, however few there are.
    """
    import communique.read
    from communique.workspace import early as stories
    from communique.workspace import intake, reading
    from tests.fakes import FakeReader

    communique.read.load_reader = lambda _options: FakeReader()  # type: ignore[assignment]
    intake._STEP = 7
    reading._STEP = 5
    stories.ENOUGH = 5 if early else 10**6


def add_and_die(folder: str, paths: list[str], event: int | None, early: bool, ready: str) -> None:
    """`add`, killed at the `event`-th file operation (None: not by itself). `ready` appears when the work begins."""
    patch(early)
    from communique.options import RunOptions
    from communique.workspace import Workspace

    count = 0

    def listen(name: str, _arguments: object) -> None:
        nonlocal count
        if name in ("open", "os.rename", "os.remove", "os.mkdir", "os.truncate"):
            count += 1
            if event is not None and count >= event:
                os.kill(os.getpid(), signal.SIGKILL)

    ws = Workspace.open(folder)
    Path(ready).write_text("", encoding="utf-8")
    sys.addaudithook(listen)
    ws.add(paths, RunOptions(workers=1), now=NOW)
    Path(ready).write_text(str(count), encoding="utf-8")
    os._exit(0)


def run_killed(
    folder: Path, paths: list[str], *, event: int | None = None, seconds: float | None = None, early: bool = True
) -> int:
    """Run `add` in a process of its own; its exit code. Killed at a file operation, or so many seconds into the work."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    ready = folder.with_name("ready")
    ready.unlink(missing_ok=True)
    process = context.Process(target=add_and_die, args=(str(folder), paths, event, early, str(ready)))
    process.start()
    if seconds is not None:
        while not ready.exists() and process.is_alive():
            time.sleep(0.001)
        time.sleep(seconds)
        process.kill()
    process.join(60)
    return process.exitcode if process.exitcode is not None else -1
