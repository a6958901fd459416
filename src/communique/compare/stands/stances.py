"""The stance of words on an issue: led to it by a chain of verbs, asked or refused, judged, required, threatened, or implied by the act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from communique.compare.clauses.story import Clause
from communique.compare.clauses.words import likeness, read_yaml, tokens
from communique.compare.stands.issues import Issue, named_in
from communique.compare.stands.leanings import (
    NO_UNDOING,
    leaning_on,
    pattern,
    plain,
    stance_told,
    undoing,
    undoing_in,
)
from communique.record import Statement
from communique.record.reading import Act, Stance

_LIKE = 0.65
_WAITS = re.compile(r"\b(?:before|until|unless|without)\b")
_DENIES = re.compile(r"\b(?:no|not|nobody|none|never|nothing|cannot)\b|n['’]t\b")
_WHEN = re.compile(
    r"\b(?:if|(?:on )?the (?:very )?(?:day|moment|minute|hour)(?: (?:that|when|on which))?|as soon as|should)\b"
)
_CUE = 120  # characters from the cue to the content
_SAME_NAME = 12  # characters between two words of one name
_FIRST = 80  # characters of a content that its cue governs
_HELD_OUT: tuple[Act, ...] = ("warn", "commit", "condition", "assert", "predict")
_ASKED: tuple[Act, ...] = ("demand", "offer", "commit", "refuse")

_BY_ACT: dict[str, Stance] = {
    "commit": "supports", "offer": "supports", "agree": "supports", "praise": "supports", "demand": "supports",
    "refuse": "opposes", "accuse": "opposes", "deny": "opposes", "warn": "opposes", "condition": "conditional",
}  # fmt: skip


def stance_of(statement: Statement, clauses: Sequence[Clause], issue: Issue) -> Stance:
    """The stance on an issue that the words of a statement take, else the one that its act implies or the reader found.

    Verbs that lead to the thing come first ("refused to rule out"), then what is asked, undertaken or refused (the undoing of
    a thing is against it, unless the issue is an undoing itself), then what it is called.
    """
    worded = _withheld(clauses) or _led(statement, clauses, issue) or _in_words(clauses)
    worded = worded or _called(
        clauses, issue, " ".join(clauses[0].report.text[s:e] for s, e in statement.cue), statement.act
    )
    if worded is not None:
        return worded
    if _required(clauses, issue):
        return "supports"
    if statement.act in _HELD_OUT and _threatens(clauses, issue):
        return "opposes"
    if statement.act == "warn" and any(c.tone.conditional for c in clauses):
        return "opposes" if _hangs_on(clauses, issue) else "conditional"
    if statement.act in _ASKED or _normative(clauses, _cue_before(statement, clauses)[0]):
        return _asked(statement.act, clauses, issue)
    if statement.stance == "supports" and any(c.tone.conditional for c in clauses):
        return "conditional"
    if statement.stance not in ("unclear", "neutral"):
        return statement.stance
    implied = _BY_ACT.get(statement.act)
    told = _of_clauses(clauses)
    return implied or (told if told != "neutral" else statement.stance)


def stance_of_part(clauses: Sequence[Clause], issue: Issue) -> Stance:
    """The stance of some sentences of a longer statement, by their words alone."""
    worded = _withheld(clauses) or _led(None, clauses, issue) or _in_words(clauses) or _called(clauses, issue, "")
    return worded or (_asked("assert", clauses, issue) if _normative(clauses) else _of_clauses(clauses))


def _led(statement: Statement | None, clauses: Sequence[Clause], issue: Issue) -> Stance | None:
    """What the chain of verbs from the cue to the thing tells: "came out against", "would not object to", "refused to rule out"."""
    report = clauses[0].report
    at, thing = next(((c, w) for c in clauses for _, w in named_in(c.words, issue)), (clauses[0], None))
    cue, first = _cue_before(statement, clauses)
    near = at.span[0] - first <= _FIRST and (thing is None or thing.start - first <= _FIRST)
    upto = thing.start if thing else at.span[1]
    words = f"{cue if near else ''} {plain(report.text[first if near else at.span[0] : upto])}"
    last = max((w.end for _, w in named_in(at.words, issue) if thing and w.start - thing.end <= _SAME_NAME), default=0)
    behind = plain(report.text[last : at.span[1]]) if thing else ""
    leaning = leaning_on(words, behind, spared=undoing() if _is_undoing(issue) else issue.lemmas)
    if leaning is None:
        return None
    rest = plain(" ".join(c.text for c in clauses if c.tone.conditional))
    told = stance_told(leaning, rest)
    return "neutral" if told == "unclear" else told


def _cue_before(statement: Statement | None, clauses: Sequence[Clause]) -> tuple[str, int]:
    """The words that bring a content, if they stand before it, and where the content begins."""
    if statement is None:
        return "", clauses[0].span[0]
    first = statement.content[0][0]
    if statement.form == "direct" or not statement.cue:
        return "", first
    cue = min(s for s, _ in statement.cue)
    return (plain(clauses[0].report.text[cue:first]) if 0 < first - cue <= _CUE else ""), first


def _asked(act: Act, clauses: Sequence[Clause], issue: Issue) -> Stance:
    """The side of what is asked, offered, undertaken or said to be right: each denial, refusal and undoing turns it."""
    main = [c for c in clauses if next(named_in(c.words, issue), None)] or list(clauses[:1])
    denied = any(pattern("denied").search(plain(c.text)) for c in main)
    turns = [act == "refuse", denied and act != "refuse", undoes(clauses, issue)]
    if sum(turns) % 2:
        return "opposes"
    return "conditional" if any(c.tone.conditional for c in clauses) else "supports"


def _normative(clauses: Sequence[Clause], cue: str = "") -> bool:
    """Whether words say what ought to be, or bid it: "ministers must not delay it", "Scrap it"."""
    text = plain(" ".join(c.text for c in clauses))
    if cue and _pattern("bids").search(cue) and _pattern("subjunctive").search(text):
        return True
    return _pattern("ought").search(text) is not None


def _called(clauses: Sequence[Clause], issue: Issue, cue: str, act: Act = "assert") -> Stance | None:
    """What a thing is called, or is said to do, tells the stance on it: "called the arrest piracy", "will ruin every parish".

    What is said of its undoing ("a ban on it is unlawful") is turned, and so is what is denied.
    """
    words = plain(f"{cue} {' '.join(c.text for c in clauses)}")
    if any(c.tone.conditional for c in clauses):
        return None
    if _pattern("needed").search(words):
        return "supports"
    negative = any(c.tone.negative for c in clauses)
    ill = None if negative else _pattern("blamed").search(words)
    good = None if negative else _pattern("defended").search(words)
    if not ill and not good:
        ill, good = _pattern("harms").search(words), _pattern("helps").search(words)
    if bool(ill) == bool(good):
        return None
    judged = ill or good
    assert judged is not None
    turns = [
        not _is_undoing(issue) and undoing_in(words[: judged.start()], issue.lemmas),
        act == "deny" and cue.lower().startswith("den"),
    ]
    turns.append(negative and _DENIES.search(words[: judged.start()]) is not None)
    return "opposes" if bool(ill) != bool(sum(turns) % 2) else "supports"


def _threatens(clauses: Sequence[Clause], issue: Issue) -> bool:
    """ "shall close the strait on the day that a shot is fired": a hostile deed is hung on the issue, so that is not wanted."""
    text = plain(" ".join(c.text for c in clauses))
    hung = _WHEN.search(text)
    if hung is None or not _pattern("hostile").search(text[: hung.start()]):
        return False
    return _hits(text[hung.end() :], issue) > _hits(text[: hung.start()], issue)


def _hits(text: str, issue: Issue) -> int:
    """How many words of an issue some words name."""
    lemmas = [t.lemma for t in tokens(text) if not t.small]
    return sum(any(likeness(w, lemma) >= _LIKE for lemma in lemmas) for phrase in issue.words for w in phrase)


def _required(clauses: Sequence[Clause], issue: Issue) -> bool:
    """`nobody goes back before a judge has heard him`, `without a loan no mill will open`: what a denial waits for is wanted."""
    text = plain(" ".join(c.text for c in clauses))
    found = _WAITS.search(text)
    if found is None:
        return False
    before, behind = text[: found.start()], text[found.end() :]
    if not before.strip(" \"'“‘"):
        thing, _, rest = behind.partition(",") if "," in behind else (behind, "", behind)
        return found[0] == "without" and _DENIES.search(rest) is not None and _named(thing, issue)
    return _DENIES.search(before) is not None and _named(behind, issue) and not _named(before, issue)


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


def _withheld(clauses: Sequence[Clause]) -> Stance | None:
    """Who says that he takes no side."""
    return "neutral" if _pattern("withheld").search(plain(" ".join(c.text for c in clauses))) else None


def _in_words(clauses: Sequence[Clause]) -> Stance | None:
    """A stance that the words themselves name ("vote against", "in favour of"), wherever they stand."""
    text = plain(" ".join(c.text for c in clauses))
    if _pattern("no_objection").search(text):
        return "conditional" if any(c.tone.conditional for c in clauses) else "supports"
    against, in_favour = bool(_pattern("against").search(text)), bool(_pattern("in_favour").search(text))
    if against == in_favour or any(c.tone.negative for c in clauses):
        return None
    return "opposes" if against else "supports"


def undoes(clauses: Sequence[Clause], issue: Issue | None) -> bool:
    """Whether the words ask that a thing be undone, and its undoing is not the issue. "By the end of June" undoes nothing."""
    ends = {c.span[0] + m.end() for c in clauses for m in NO_UNDOING.finditer(plain(c.text))}
    undone = {w.lemma for c in clauses for w in c.content if w.end not in ends} & (
        undoing() - (issue.lemmas if issue else frozenset())
    )
    undone |= {"undone" for c in clauses if pattern("undone").search(plain(c.text))}
    return bool(undone) and not (issue is not None and _is_undoing(issue))


def _is_undoing(issue: Issue) -> bool:
    """Whether the issue itself is that something be undone: "evacuation of the forts"."""
    return not issue.lemmas.isdisjoint(undoing() - frozenset(read_yaml("stances.yaml")["measures"]))


def _of_clauses(clauses: Sequence[Clause]) -> Stance:
    """A stance from wording alone: a condition, a denial, an undertaking."""
    if any(c.tone.conditional for c in clauses):
        return "conditional"
    if any(c.tone.negative for c in clauses):
        return "opposes"
    return "supports" if any(c.tone.future for c in clauses) else "neutral"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(read_yaml("stances.yaml")[name]))
