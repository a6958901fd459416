"""What a contradiction is about, as a reader would ask it; every word of the reports in it is verbatim."""

from __future__ import annotations

from communique.compare.quantities import Quantity
from communique.compare.story import Clause

_SHORT = 90  # characters of a clause that stand in a topic
_AHEAD = 6  # words after a number among which its noun stands


def counted_topic(one: str, other: str, unit: str | None) -> str:
    """How many or how much, with both values."""
    return f"{'How much' if unit else 'How many'}: {one} or {other}"


def whether_topic(told: Clause) -> str:
    """Whether something happened or holds, in the words of whoever tells it as so."""
    return f"Whether {cited(told.text)}"


def either_topic(question: str, one: str, other: str) -> str:
    """A question with the two answers given to it."""
    return f"{question}: {one} or {other}"


def cited(words: str) -> str:
    """Words in quotation marks, cut at a blank where they are long."""
    words = " ".join(words.split()).strip(" ,;:.\"“”'‘’«»")
    if len(words) > _SHORT:
        words = words[:_SHORT].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    return f"“{words}”"


def printed(clause: Clause, quantity: Quantity) -> str:
    """A number as printed, up to the noun or the unit that it counts."""
    start, end = quantity.span
    following = [w for w in clause.words if w.start >= end][:_AHEAD]
    for word in following:
        if word.lemma in (quantity.noun, quantity.unit) or (quantity.unit == "percent" and word.lemma == "cent"):
            end = word.end
            break
    return " ".join(clause.report.text[start:end].split())
