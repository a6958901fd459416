"""The stance of words on an issue: named by them, required, hung on a threat, called by a name, or implied by the act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from communique.compare.clauses.story import Clause
from communique.compare.clauses.words import likeness, read_yaml, tokens
from communique.compare.stands.issues import Issue
from communique.record import Statement
from communique.record.reading import Act, Stance

_LIKE = 0.65
_WAITS = re.compile(r"\b(?:before|until|unless|without)\b")
_DENIES = re.compile(r"\b(?:no|not|nobody|none|never|nothing|cannot)\b|n['’]t\b")
_WHEN = re.compile(
    r"\b(?:if|(?:on )?the (?:very )?(?:day|moment|minute|hour)(?: (?:that|when|on which))?|as soon as|should)\b"
)

_OPENING = 120  # characters from the speaker to the content
_END_OF = re.compile(r"(?<=the )end(?= of)")
_HELD_OUT: tuple[Act, ...] = ("warn", "commit", "condition")

_BY_ACT: dict[Act, Stance] = {
    "commit": "supports", "offer": "supports", "agree": "supports", "praise": "supports", "demand": "supports",
    "refuse": "opposes", "accuse": "opposes", "deny": "opposes", "warn": "opposes", "condition": "conditional",
}  # fmt: skip


def stance_of(statement: Statement, clauses: Sequence[Clause], issue: Issue | None = None) -> Stance:
    """The stance that the reader found, else the one that the speech act or the wording implies.

    Words for or against come first, and names that a thing is called by; who demands that a thing be undone is against
    the thing, unless its undoing is the issue.
    """
    worded = _in_words(clauses) or _called(statement, clauses) or _in_cue(statement, clauses)
    if worded is not None:
        return worded
    if issue is not None and _required(clauses, issue):
        return "supports"
    if issue is not None and statement.act in _HELD_OUT and _threatens(clauses, issue):
        return "opposes"
    if statement.act == "warn" and issue is not None and any(c.tone.conditional for c in clauses):
        return "opposes" if _hangs_on(clauses, issue) else "conditional"
    if statement.act in ("demand", "offer") and undoes(clauses, issue):
        return "opposes"
    if statement.stance == "supports" and any(c.tone.conditional for c in clauses):
        return "conditional"
    if statement.stance not in ("unclear", "neutral"):
        return statement.stance
    implied = _BY_ACT.get(statement.act)
    told = _of_clauses(clauses)
    return implied or (told if told != "neutral" else statement.stance)


def _in_cue(statement: Statement, clauses: Sequence[Clause]) -> Stance | None:
    """What the words that bring the content say of it: "came out against" the bill, "favours" attending."""
    if not clauses or not statement.cue or statement.form == "direct":
        return None
    text, content = clauses[0].report.text, statement.content[0][0]
    opening = min(s for s, _ in (*statement.cue, *(p for p in statement.source if p[0] < content)))
    words = text[opening:content].lower().replace("’", "'")
    if opening >= content or len(words) > _OPENING or _DENIES.search(words):
        return None
    sides = {side: bool(_attitude(side).search(words)) for side in ("for", "against")}
    if sides["for"] == sides["against"]:
        return None
    if sides["against"]:
        return "opposes"
    return "conditional" if any(c.tone.conditional for c in clauses) else "supports"


@cache
def _attitude(side: str) -> re.Pattern[str]:
    return re.compile("|".join(read_yaml("attitudes.yaml")[side]))


def _called(statement: Statement, clauses: Sequence[Clause]) -> Stance | None:
    """What a thing is called tells the stance on it: "called the arrest piracy", "ordinary police work"."""
    if not clauses or any(c.tone.negative or c.tone.conditional for c in clauses):
        return None
    text = clauses[0].report.text
    cue = " ".join(text[s:e] for s, e in statement.cue)
    words = f"{cue} {' '.join(c.text for c in clauses)}".lower()
    blamed, defended = bool(_pattern("blamed").search(words)), bool(_pattern("defended").search(words))
    if blamed == defended:
        return None
    return "opposes" if blamed else "supports"


def _threatens(clauses: Sequence[Clause], issue: Issue) -> bool:
    """ "shall close the strait on the day that a shot is fired": a hostile deed is hung on the issue, so that is not wanted."""
    text = " ".join(c.text for c in clauses).lower()
    hung = _WHEN.search(text)
    if hung is None or not _pattern("hostile").search(text[: hung.start()]):
        return False
    return _hits(text[hung.end() :], issue) > _hits(text[: hung.start()], issue)


def _hits(text: str, issue: Issue) -> int:
    """How many words of an issue some words name."""
    lemmas = [t.lemma for t in tokens(text) if not t.small]
    return sum(any(likeness(w, lemma) >= _LIKE for lemma in lemmas) for phrase in issue.words for w in phrase)


def _required(clauses: Sequence[Clause], issue: Issue) -> bool:
    """`nobody goes back before a judge has heard him`: what a denial waits for is what is wanted."""
    text = " ".join(c.text for c in clauses)
    found = _WAITS.search(text.lower())
    if found is None or not _DENIES.search(text[: found.start()].lower()):
        return False
    return _named(text[found.end() :], issue) and not _named(text[: found.start()], issue)


def _hangs_on(clauses: Sequence[Clause], issue: Issue) -> bool:
    """Whether the issue stands in the condition of a threat: then it is what the threat is against."""
    hangs = " ".join(c.text for c in clauses if c.tone.conditional)
    rest = " ".join(c.text for c in clauses if not c.tone.conditional)
    if not rest:
        rest, _, hangs = hangs.partition(" if ")
    return _named(hangs, issue) and not _named(rest, issue)


def _named(text: str, issue: Issue) -> bool:
    lemmas = [t.lemma for t in tokens(text) if not t.small]
    return any(likeness(w, lemma) >= _LIKE for phrase in issue.words for w in phrase for lemma in lemmas)


def _in_words(clauses: Sequence[Clause]) -> Stance | None:
    """A stance that the words themselves name ("vote against", "in favour of")."""
    text = " ".join(c.text for c in clauses).lower()
    if _pattern("withheld").search(text):
        return "neutral"
    if _pattern("no_objection").search(text):
        return "conditional" if any(c.tone.conditional for c in clauses) else "supports"
    against, in_favour = bool(_pattern("against").search(text)), bool(_pattern("in_favour").search(text))
    if against == in_favour or any(c.tone.negative for c in clauses):
        return None
    return "opposes" if against else "supports"


def undoes(clauses: Sequence[Clause], issue: Issue | None) -> bool:
    """Whether the words ask that a thing be undone, and its undoing is not the issue. "By the end of June" undoes nothing."""
    ends = {m.start() for c in clauses for m in _END_OF.finditer(c.report.text, *c.span)}
    undone = {w.lemma for c in clauses for w in c.content if w.start not in ends} & _words("undoing")
    named = {word for phrase in issue.words for word in phrase} if issue else set()
    return bool(undone) and not named & _words("undoing")


def _of_clauses(clauses: Sequence[Clause]) -> Stance:
    """A stance from wording alone: a condition, a denial, an undertaking."""
    if any(c.tone.conditional for c in clauses):
        return "conditional"
    if any(c.tone.negative for c in clauses):
        return "opposes"
    return "supports" if any(c.tone.future for c in clauses) else "neutral"


def stance_of_part(clauses: Sequence[Clause]) -> Stance:
    """The stance of some sentences of a longer statement, by their words alone."""
    return _in_words(clauses) or _of_clauses(clauses)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(read_yaml("stances.yaml")[name]))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_yaml("stances.yaml")[name])
