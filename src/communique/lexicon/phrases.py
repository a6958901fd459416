"""Lines that the record words for machines too, as a reader expects them; words of articles are never touched."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.lexicon.when import human, parse

_DATES = re.compile(r"\b\d{4}-\d\d-\d\d(?: to \d{4}-\d\d-\d\d)?\b")
_QUOTED = re.compile(r"(“[^”]*”)")
_CITED = re.compile(r"“([^”]{1,200})”")
_BETWEEN = (
    r"[^\w“”«»\"\[\]]{1,4}"  # a blank, a comma, a stop or masked letters between two words; never a mark of quotation
)
_JOINING = re.compile(r"(?:and|but|or)\s+(?=\S)", re.I)
_ALONE = re.compile(r"^.+? alone(?P<how>(?:; .+?)?)(?:; \d{4}(?:-\d\d){0,2})?$")
_MARKS = (("“", "”"), ("‘", "’"), ("«", "»"), ('"', '"'))


def dated(line: str) -> str:
    """A line of ours with its dates in words: "2031-05-14 to 2031-05-16" as "14–16 May 2031". Not inside “quotations”."""
    parts = _QUOTED.split(line)
    parts[::2] = [_DATES.sub(_in_words, part) for part in parts[::2]]
    return "".join(parts)


def how_known(line: str) -> str:
    """A source line beside the words it is of: whose report it is and of when stand there, so they are not said again."""
    alone = _ALONE.match(line)
    return f"only in this report{alone['how']}" if alone else dated(line)


def event_title(name: str) -> str:
    """An event's name as a heading: "Seized · Ana Kovar (Port Ansel)".

    Its names are those told beside the deed, no object of it, and "seized: Ana Kovar" would read as one.
    """
    return capital(name.replace(": ", " · ", 1))


def _in_words(match: re.Match[str]) -> str:
    value = match[0].replace(" to ", "/")
    return human(value) if parse(value) else match[0]


def as_printed(line: str, sources: Sequence[str]) -> str:
    """A line of ours whose “cited words” were compared without capitals and marks, with those that `sources` print."""

    def printed(match: re.Match[str]) -> str:
        words = _BETWEEN.join(re.escape(word) for word in match[1].split())
        found = (re.search(rf"(?<!\w){words}(?!\w)", text, re.I) for text in sources)
        first = next((" ".join(m[0].split()) for m in found if m), None)
        return f"“{first}”" if first else match[0]

    return _CITED.sub(printed, line)


def titled(text: str) -> str:
    """A clause as a heading: without the conjunction it hangs on, a quotation mark left open, or the comma it ends in."""
    line = _JOINING.sub("", " ".join(text.split()), count=1) if _JOINING.match(text.strip()) else " ".join(text.split())
    line = line.rstrip(",;:– ")
    for opening, closing in _MARKS:
        if opening == closing:
            odd = line.count(opening) % 2 == 1
            lone_start, lone_end = odd and line.startswith(opening), odd and line.endswith(closing)
        else:
            lone_start = line.startswith(opening) and closing not in line
            lone_end = line.endswith(closing) and opening not in line
        line = line[1:] if lone_start else line[:-1] if lone_end else line
        if len(line) > 2 and line[0] == opening and line[-1] == closing:
            line = opening + line[1:-1].rstrip(",;") + closing
    return capital(line) or text


def capital(text: str) -> str:
    """`text` with its first letter as a capital: "signed: Kareth" as the heading "Signed: Kareth"."""
    first = next((n for n, c in enumerate(text) if c.isalnum()), 0)
    return text[:first] + text[first : first + 1].upper() + text[first + 1 :]
