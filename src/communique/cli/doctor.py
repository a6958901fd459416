"""`communique doctor`: what is installed, which model, what is missing and how to get it."""

from __future__ import annotations

import platform
import re
from typing import NamedTuple

import typer

from communique.cli.errors import FAILED, exit_codes
from communique.cli.output import to_stdout


class Check(NamedTuple):
    """One line of the doctor's report."""

    fine: bool
    line: str


def doctor() -> None:
    """Say what is installed, which model is used, and what is missing. Nothing is fetched."""
    with exit_codes():
        checks = [*packages(), *model()]
        to_stdout("".join(f"{'ok' if check.fine else 'MISSING':8}{check.line}\n" for check in checks))
        if not all(check.fine for check in checks):
            raise typer.Exit(FAILED)
        to_stdout("Nothing is missing. Nothing is ever fetched at run time.\n")


def packages() -> list[Check]:
    """Python, this package, and each package it needs, with its version."""
    from importlib.metadata import PackageNotFoundError, version

    checks = [
        Check(True, f"python {platform.python_version()} ({platform.system()} {platform.machine()})"),
        Check(True, f"communique {version('communique')}"),
    ]
    for name in needed():
        try:
            checks.append(Check(True, f"{name} {version(name)}"))
        except PackageNotFoundError:
            checks.append(Check(False, f"{name}: not installed; run: pip install {name}"))
    return checks


def needed() -> list[str]:
    """Names of the packages this one needs to run, from its own metadata."""
    from importlib.metadata import requires

    lines = [line for line in requires("communique") or [] if "extra ==" not in line]
    return sorted(match[0] for line in lines if (match := re.match(r"[\w.-]+", line)))


def model() -> list[Check]:
    """Each file of the bundled model with its checksum, or what is wrong with it."""
    from communique.errors import ModelError

    try:
        from communique.encoder.session import bundled_folder, check_files
    except ImportError as error:
        return [Check(False, f"model: cannot be looked at, since {error.name or error} does not load")]
    folder = bundled_folder()
    try:
        manifest = check_files(folder)
    except ModelError as error:
        return [Check(False, f"model: {error}")]
    files = [
        Check(True, f"{name} {(folder / name).stat().st_size / 2**20:.1f} MiB, sha256 {digest[:16]}… as expected")
        for name, digest in sorted(manifest["sha256"].items())
    ]
    return [Check(True, f"model {manifest['version']} in {folder}"), *files]
