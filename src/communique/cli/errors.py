"""From exceptions to exit codes: 0 all done, 1 failed, 2 wrong usage, 3 done but some inputs failed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from communique.errors import CommuniqueError, UsageError

FAILED, USAGE, SOME_FAILED, INTERRUPTED = 1, 2, 3, 130


@contextmanager
def exit_codes() -> Iterator[None]:
    """What is raised on purpose becomes one line on stderr and an exit code; a defect keeps its traceback."""
    try:
        yield
    except UsageError as error:
        raise _exit(str(error), USAGE) from None
    except CommuniqueError as error:
        raise _exit(str(error), FAILED) from None
    except BrokenPipeError:  # whoever read our output has enough; nothing to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(FAILED) from None
    except KeyboardInterrupt:
        raise _exit("stopped", INTERRUPTED) from None
    except OSError as error:
        raise _exit(f"{error.filename or 'output'}: {error.strerror or error}", FAILED) from None


def finish(done: int, failed: int) -> None:
    """End a command that read `done` articles and could not use `failed` inputs with the code that says so."""
    if not done:
        raise _exit(
            "nothing was read"
            if failed
            else "nothing to read there: no text, HTML, PDF, DOCX, e-mail, JSON lines, feed or WARC",
            FAILED,
        )
    if failed:
        raise _exit(f"read {done} of {done + failed}; the others are named above", SOME_FAILED)


def _exit(line: str, code: int) -> typer.Exit:
    typer.echo(f"communique: {line}", err=True)
    return typer.Exit(code)
