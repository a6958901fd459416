"""Small invented reports for the tests of the workspace."""

from __future__ import annotations

from pathlib import Path

NOW = "2031-06-01T08:00:00Z"
LATER = "2031-06-02T08:00:00Z"

BODY = (
    "The council of Norvale met again on Thursday to talk about the ferry, and it found no way to pay for the repairs. "
    "“The ferry will sail before the winter comes to the island,” said Mara Veld. “No,” said Oskar Tamm. "
    "The members then went home, and the talks will go on next week in the old town hall."
)


def write(folder: Path, **texts: str) -> list[str]:
    """Files NAME.txt with these texts; their paths."""
    folder.mkdir(exist_ok=True)
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths


def report(number: int) -> str:
    """A report that differs from the others by its number."""
    return f"{BODY} This is report number {number} of the meeting."
