"""Which rows of a table are wanted, and which tables there are."""

from __future__ import annotations

from dataclasses import dataclass

TABLES = ("statements", "events", "positions", "forward", "conflicts", "articles", "actors")


@dataclass(frozen=True, slots=True)
class Filters:
    """Every field that is set must hold. Words are looked for inside the value, upper and lower case alike.

    `since` and `until` are dates (ISO, a month or a year will do), both inclusive; a row whose date is not known is
    then left out. `form` and `act` are whole values; `article` and `story` are ids.
    """

    speaker: str | None = None
    issue: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    article: str | None = None
    story: str | None = None
    form: str | None = None
    act: str | None = None
    text: str | None = None
