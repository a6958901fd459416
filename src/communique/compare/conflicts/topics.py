"""What a contradiction is about, as a reader would ask it; every word of the reports in it is verbatim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from communique.compare.clauses.quantities import Quantity
from communique.compare.clauses.story import Clause
from communique.compare.clauses.words import lemma
from communique.lexicon.when import human

_SHORT = 90  # characters of a clause that stand in a topic,
_HANGING = frozenset("a an the of in on at to by for with from and or but that as into over under".split())
_SHORTER, _SHORTEST = 60, 45  # of one beside two answers, and of each of two clauses
_AHEAD = 6  # words after a number among which its noun stands
_SHARES = ("per cent", "percent", "cent", "percentage points")
_DATED = re.compile(r"\d.*[A-Za-z]{3}|[A-Za-z]{3}.*\d")
_LINK = re.compile(r"(?:(?:and|but|or|nor|while|whereas)\s+)?(?:that\s+)?(?=\S)")
_MARKS = str.maketrans('“”«»„"', "‘’‘’‘'")
_OPENERS = ' \n“«„"‘,;'
_CURRENCY = re.compile(r"(?:\b[A-Z]{1,3})?[$€£¥] ?$")  # "US$" right before a number
_BEFORE = 6  # characters before a number among which its currency stands
_HALVES = {"‘": "’", "(": ")"}


def counted_topic(one: tuple[str, str], other: tuple[str, str]) -> str:
    """How many or how much of what, with both values: "How many islanders: 14 or seventeen".

    A value is (the number as printed, the words after it up to its noun). What both nouns end in is said once, in the question.
    """
    (first, counted), (second, also) = one, other
    shared = _common_end(counted.split(), also.split())
    if shared.casefold() in _SHARES:
        return f"How much: {_lowered(first)} or {_lowered(second)} {shared}"
    if shared:
        return f"How many {shared}: {_lowered(first)} or {_lowered(second)}"
    values = [" ".join(filter(None, (_lowered(number), noun))) for number, noun in (one, other)]
    return f"How {'many' if counted and also else 'much'}: {values[0]} or {values[1]}"


def _common_end(one: Sequence[str], other: Sequence[str]) -> str:
    """The longest run of words that both end in, plural if either is."""
    size = 0
    while size < min(len(one), len(other)) and (
        one[-1 - size].casefold() == other[-1 - size].casefold() or (not size and lemma(one[-1]) == lemma(other[-1]))
    ):
        size += 1
    if not size:
        return ""
    left, right = one[-size:], other[-size:]
    return " ".join(left if len(left[-1]) >= len(right[-1]) else right)


def _lowered(number: str) -> str:
    """A number in words without the capital of a sentence's start: "Seventeen", "FIVE"."""
    if number.casefold() == "no":
        return "none"
    first, _, rest = number.partition(" ")
    word = first.isalpha() and (first.istitle() or first.isupper()) and len(first) > 1
    return f"{first.lower()} {rest}".strip() if word else number


def whether_topic(told: Clause) -> str:
    """Whether something happened or holds, in the words of whoever tells it as so; a pronoun that opens them explained."""
    return f"Whether {told_in(told, _SHORT)}"


def which_topic(question: str, told: Clause, one: str, other: str) -> str:
    """A question about what a clause tells, with the two answers given to it: "Which day (“the ferry sank”): Monday or 5 May"."""
    return either_topic(f"{question} ({told_in(told, _SHORTER)})", one, other)


def two_topic(question: str, one: Clause, other: Clause) -> str:
    """A question that two clauses answer, each by its words."""
    return either_topic(question, told_in(one, _SHORTEST), told_in(other, _SHORTEST))


def told_in(clause: Clause, most: int = _SHORTER) -> str:
    """What a clause says, in quotation marks and cut to a length, and whom the pronoun means that opens it."""
    return cited(clause.text, most) + _meant(clause)


def _meant(told: Clause) -> str:
    """Whom the pronoun means with which a clause begins: " (she: Ana Kovar)"; nothing where the report does not tell."""
    text, (start, end) = told.report.text, told.span
    for mention in told.report.reading.mentions:
        (first, last), name = mention.span, mention.actor
        if mention.form != "pronoun" or not name or not start <= first < last <= end:
            continue
        if not _LINK.sub("", text[start:first].strip(_OPENERS) + " ", count=1).strip(_OPENERS):
            pronoun = text[first:last]
            return f" ({pronoun if pronoun == 'I' else pronoun.lower()}: {name})"
    return ""


def either_topic(question: str, one: str, other: str) -> str:
    """A question with the two answers given to it."""
    return f"{question}: {one} or {other}"


def day_told(words: str, day: date) -> str:
    """A day as printed; where that is "to-day" or "Monday", with the day of the calendar: "Monday (5 May 1924)"."""
    return words if _DATED.search(words) else f"{words} ({human(day.isoformat())})"


def said_topic(
    speaker: str, change: tuple[Sequence[str], Sequence[str]], left: Sequence[str], right: Sequence[str]
) -> str:
    """Which of two wordings somebody used; what one of them only adds stands between its neighbours in both."""
    one, other = change
    if not one or not other:
        added, fuller, shorter = (other, right, left) if not one else (one, left, right)
        at = next((i for i in range(len(fuller)) if tuple(fuller[i : i + len(added)]) == tuple(added)), None)
        if at is not None:
            before, behind = tuple(fuller[max(0, at - 1) : at]), tuple(fuller[at + len(added) :][:1])
            without = (*before, *behind)
            if without and any(tuple(shorter[i : i + len(without)]) == without for i in range(len(shorter))):
                wide = (*before, *added, *behind)
                one, other = (wide, without) if one else (without, wide)
    one_text, other_text = " ".join(one), " ".join(other)
    if one_text and other_text:
        return f"Whether {speaker} said “{one_text}” or “{other_text}”"
    return f"Whether {speaker} also said “{one_text or other_text}”"


def cited(words: str, most: int = _SHORT) -> str:
    """Words in quotation marks, cut at a blank where they are long."""
    words = _LINK.sub("", " ".join(words.split()).strip(" ,;:."), count=1)
    if words[:1] in '“«„"' and words[-1:] in '”»"' and not any(c in words[1:-1] for c in '“”«»„"'):
        words = words[1:-1].strip(" ,;:.")
    words = _closed(words.translate(_MARKS))
    if len(words) > most:
        kept = words[:most].split(" ")[:-1]
        while len(kept) > 1 and kept[-1].lower().strip(",;:") in _HANGING:
            kept.pop()  # "shortly before five in …" reads better as "shortly before five …"
        words = " ".join(kept).rstrip(" ,;:") + " …"
    return f"“{words}”"


def _closed(words: str) -> str:
    """Words whose inner marks are paired: a mark without its other half is left out at the edges, or closed."""
    words = words.strip(" ,;:.")
    for opening, closing in _HALVES.items():
        if words.startswith(opening) and closing not in words:
            words = words[1:]
        elif words.rfind(opening) > words.rfind(closing) and opening in words:
            words += closing
        elif words.endswith(closing) and opening not in words:
            words = words[:-1]
    return words.strip(" ,;:.")


def counted(clause: Clause, quantity: Quantity) -> tuple[str, str]:
    """A number as printed, with its currency sign, and the words after it up to the noun or the unit that it counts."""
    whole, (start, end) = printed(clause, quantity), quantity.span
    number = " ".join(clause.report.text[_from(clause, start) : end].split())
    return number, whole[len(number) :].strip(" -")


def printed(clause: Clause, quantity: Quantity) -> str:
    """A number as printed, with its currency sign, up to the noun or the unit that it counts."""
    start, end = quantity.span
    following = [w for w in clause.words if w.start >= end][:_AHEAD]
    for word in following:
        if word.lemma in (quantity.noun, quantity.unit) or (quantity.unit == "percent" and word.lemma == "cent"):
            end = word.end
            break
    return " ".join(clause.report.text[_from(clause, start) : end].split())


def _from(clause: Clause, start: int) -> int:
    """Where a number begins, its currency sign included."""
    before = clause.report.text[max(clause.span[0], start - _BEFORE) : start]
    sign = _CURRENCY.search(before)
    return start - len(before) + sign.start() if sign else start
