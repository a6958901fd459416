"""The speech act of a statement: first what the cue says, then, for a neutral cue, what the content does.

Acts are those of INTERFACE.md. The classes follow Searle's (assertive, directive, commissive, expressive), split where
a diplomatic record needs it. The order of the content rules is from the most to the least specific.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from communique.lexicon import noun_kind
from communique.read.acts import leaning
from communique.read.acts.inflection import irregular_pasts
from communique.read.acts.lexicon import content_set, content_words, cue_phrases, word_set
from communique.read.acts.tokens import Token, tokenize
from communique.record.reading import Act

_NEGATION = word_set("communique.read.acts", "negation")
_FIRST = frozenset({"i", "we", "i'll", "we'll"})
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_WILL = word_set("communique.read.acts", "will")
_OPENERS = frozenset("\"“'‘«(")
_CONDITION = re.compile(
    r"\bprovided that\b|(?:^|[,.\"”’] )[\"“‘]?provided\b|\bon (?:the )?condition\b|\b(?:only|but) if\b|\b(?:as|so) long as\b|\bunless\b|"
    + leaning.UNTIL,
    re.IGNORECASE,
)
_BE_OR_DO = word_set("communique.read.acts", "be_or_do")
_STATES = word_set("communique.read.acts", "states")
_FILLERS = word_set("communique.read.acts", "fillers")
_IMPERSONAL = word_set("communique.read.acts", "impersonal")
_RHETORICAL = word_set("communique.read.acts", "rhetorical")
_IDEAS = word_set("communique.read.acts", "ideas")
_INSIST = word_set("communique.read.acts", "insist")
_BELIEVE = word_set("communique.read.acts", "believe")
_DENIED = word_set("communique.read.acts", "denied")
_COPULA = word_set("communique.read.acts", "copula")
_NO_DEED = word_set("communique.read.acts", "no_deed")
_OWN_NEED = frozenset({"had to", "has to", "have to"})
_GIVEN = frozenset({"demand", "warn", "accuse", "praise", "deny", "other"})
_NO_GIFT = frozenset({"to", "for", "on", "of", "in", "if"})
_SOON = 8  # words within which a claim is called what it is called
_REVERSED: dict[Act, Act] = {
    "deny": "assert", "refuse": "assert", "demand": "assert", "accuse": "assert", "praise": "assert",
    "commit": "refuse", "agree": "refuse", "offer": "refuse",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ActContext:
    """What stands around a statement: its form, its source's words, the model's label of the cue if there is one."""

    form: str = "indirect"
    source: str = ""
    scored: tuple[str, float] | None = None


Rule = Callable[[Sequence[Token], str, ActContext], tuple[Act, str] | None]


def act_of(cue_text: str, content_text: str, context: ActContext | None = None) -> tuple[Act, str]:
    """The act of a statement and the reason for it, in words a reader can check.

    `cue_text` and `content_text` are the statement's words as joined for display. A cue that names an act decides
    ("accused"); one that is neutral ("said") leaves it to the content; without either it is an assertion.
    """
    context = context or ActContext()
    cue, content = tokenize(cue_text), tokenize(content_text)
    named = _from_cue(cue, content)
    if named is not None:
        return named
    told = _from_content(_CONTENT_RULES, content, content_text, context)
    if told is not None and not (told[0] == "refuse" and any(t.lower == "announced" for t in cue)):
        return told
    if context.scored is not None and context.scored[1] >= 0.8:
        return context.scored[0], f"model {context.scored[1]:.2f}"  # type: ignore[return-value]
    return "assert", "no word asks for another act"


def leaning_of(content_text: str, form: str = "indirect", source: str = "") -> Act:
    """What a content sounds like, cue aside: a judgement, a forecast, an `if`, where `act_of` would not yet decide.

    On the own labels a third of such judgements and forecasts are that act and no more (`training/score_acts.py`); it
    is for those who weigh it with other signs.
    """
    told = _from_content(_LEANING_RULES, tokenize(content_text), content_text, ActContext(form=form, source=source))
    return told[0] if told is not None else "assert"


def _from_content(
    rules: Iterable[Rule], content: Sequence[Token], text: str, context: ActContext
) -> tuple[Act, str] | None:
    return next((found for rule in rules if (found := rule(content, text, context)) is not None), None)


def _from_cue(cue: Sequence[Token], content: Sequence[Token]) -> tuple[Act, str] | None:
    """The act that the cue names, or None if it is neutral or unknown."""
    best: tuple[Act, str] | None = None
    negated = any(t.lower in _NEGATION for t in cue)
    for start, end, act in cue_phrases().find(cue):
        words = " ".join(t.text for t in cue[start:end])
        act, words = _by_complement(act, words, cue[start:], content)
        if act != "assert":
            best = (act, f"cue: {words}")
            break
    if best is not None and negated and not any(t.lower == "not" for t in cue[:1]):
        flipped = _REVERSED.get(best[0])
        return (flipped, f"{best[1]}, negated") if flipped else best
    if (
        best is None
        and any(t.lower in _INSIST for t in cue)
        and any(t.lower in {"not", "never", "no"} for t in content[:14])
    ):
        return "deny", f"cue: {cue[0].text} … not"
    if best is None and negated and any(t.lower in _BELIEVE for t in cue) and cue[-1].lower != "of":
        return "deny", f"cue: not {cue[-1].text}"
    if (
        best is None
        and negated
        and any(t.lower in {"comment", "answer", "say", "respond", "discuss", "elaborate"} for t in cue)
    ):
        return "refuse", "cue: not saying"
    return best


def _by_complement(act: Act, words: str, cue: Sequence[Token], content: Sequence[Token]) -> tuple[Act, str]:
    """`asked to`, `told to`, `proposed to`, `agreed to`: what follows the verb, first of `cue`, decides what it does."""
    first = cue[0].lower
    head = content[0].lower if content else ""
    infinitive = head == "to" or (
        any(t.lower == "to" for t in content[1:6]) and first in {"asked", "ask", "asks", "asking"}
    )
    if act == "ask" and infinitive and not content_text_is_question(content):
        return "demand", f"{words} … to"
    if act == "assert" and first in {"told", "tell", "tells", "telling"} and head == "to":
        return "demand", f"{words} … to"
    if act == "offer" and first.startswith("offer") and head != "to":
        return _offered(content) or (act, words)
    if act == "refuse" and first.startswith("reject") and _idea([*cue[1:], *content[:3]]):
        return "deny", f"{words} an idea"
    if act == "accuse" and first.startswith("charg") and head in {"$", "€", "£"}:
        return "assert", words
    return act, words


def _offered(content: Sequence[Token]) -> tuple[Act, str] | None:
    """`offered an ultimatum`, `offered Vale a warning`: the act is that of the thing offered."""
    opening = list(content[:5])
    border = next((k for k, t in enumerate(opening) if t.lower in _NO_GIFT), len(opening))
    for start, end, act in cue_phrases().find(opening[:border]):
        if act in _GIVEN:
            return act, "cue: offered " + " ".join(t.text for t in content[start:end])
    return None


def _idea(content: Sequence[Token]) -> bool:
    """Whether what is rejected is something said or thought: then it is denied, not refused."""
    return any(t.lower in _IDEAS for t in content[:6])


def content_text_is_question(content: Sequence[Token]) -> bool:
    """Whether the content ends with a question mark."""
    return any(t.text == "?" for t in content[-3:])


def _question(content: Sequence[Token], _: str, context: ActContext) -> tuple[Act, str] | None:
    if context.form == "direct" and content_text_is_question(content) and sum(t.text in ".!" for t in content) == 0:
        return "ask", "ends with a question mark"
    return None


def _condition(content: Sequence[Token], text: str, _: ActContext) -> tuple[Act, str] | None:
    found = _CONDITION.search(text)
    if found is None or len(content) > 70:
        return None
    return "condition", f"content: {found[0][:40]}"


def _order(content: Sequence[Token], _: str, context: ActContext) -> tuple[Act, str] | None:
    if context.form == "indirect":
        return None
    first = next((k for k, t in enumerate(content) if t.text not in _OPENERS), None)
    if first is None or first > 1:
        return None
    word = content[first].lower
    after = content[first + 1].lower if first + 1 < len(content) else ""
    if (
        word in content_set("imperatives")
        and content[first].text[0].isupper()
        and after not in {"for", "of", ",", "is", "was", "me"}
    ):
        return "demand", f"order: {content[first].text}"
    return None


def _obligation(content: Sequence[Token], _: str, __: ActContext) -> tuple[Act, str] | None:
    for start, end, words in content_words("obligation").find(content):
        after = content[end].lower if end < len(content) else ""
        if after in _RHETORICAL or _have_perfect(content, end):
            continue
        if words == "should" and all(t.text in _OPENERS for t in content[:start]):
            continue  # "Should they come, …" is an `if`, "Should they come?" a question
        if words in _OWN_NEED and start and content[start - 1].lower in _FIRST:
            continue
        if start and content[start - 1].lower == "i":
            continue  # "I must rest": nobody else is to do it
        return "demand", f"content: {words}"
    return None


def _have_perfect(content: Sequence[Token], end: int) -> bool:
    """`should never have come`: a reproach, not a demand."""
    return any(t.lower == "have" for t in content[end : end + 2])


def _deny(content: Sequence[Token], _: str, __: ActContext) -> tuple[Act, str] | None:
    for _start, end, words in content_words("denial").find(content):
        if words.endswith("never") and not _has_done(content, end):
            continue
        return "deny", f"content: {words}"
    if _idea(content):
        worthless = next((w for start, _, w in content_words("dismissive").find(content) if start <= _SOON), None)
        if worthless:
            return "deny", f"content: {content[1].text} … {worthless}"
    head = [t.lower for t in content[:6] if t.text not in _OPENERS]
    if (
        head[:1] in (["i"], ["he"], ["she"], ["we"], ["they"])
        and head[1:2]
        and head[1] in _BE_OR_DO
        and head[2:3] == ["not"]
        and _denies(head[1], head[3:4])
    ):
        return "deny", f"content: {' '.join(head[:3])}"
    if (
        head[:1] == ["there"]
        and head[2:3] in (["no"], ["never"])
        and head[1] in {"is", "was", "were", "are", "has", "had"}
    ):
        return "deny", f"content: {' '.join(head[:3])}"
    return None


def _denies(verb: str, after: Sequence[str]) -> bool:
    """Whether "not" denies a deed: "he did not know", "he was not told"; "he was not afraid" only says what he was."""
    if verb in {"did", "do", "has", "have", "had"}:
        return True
    if not after:
        return False
    done = after[0].endswith(("ed", "ing")) or after[0] in irregular_pasts()
    return (done and after[0] not in _NO_DEED) or after[0] in _DENIED


def _has_done(content: Sequence[Token], at: int) -> bool:
    """Whether a "never" denies a deed: "we never met", and not "we never forget", "he had never heard a weaker case"."""
    verb = content[at].lower if at < len(content) else ""
    return verb not in _NO_DEED and (verb.endswith("ed") or verb in irregular_pasts())


def _own_deed(content: Sequence[Token], _: str, context: ActContext) -> tuple[Act, str] | None:
    """`I will …` in a quotation, `he would …` in reported speech: a commitment, or with `not` a refusal."""
    source = {t.lower for t in tokenize(context.source) if t.text[0].isupper() or context.source.islower()}
    for k, token in enumerate(content[:-1]):
        subject = content[k - 1].lower if k else ""
        joined = token.lower in {"i'll", "we'll"}
        if token.lower not in _WILL and not _going_to(content, k):
            continue
        own = (
            joined
            or subject in _FIRST
            or (context.form != "direct" and k <= 3 and (subject in _PRONOUNS or subject in source))
        )
        if not own:
            continue
        rest = [
            t.lower
            for t in content[k + 1 : k + 6]
            if t.text[0].isalnum() and not t.lower.endswith("ly") and t.lower not in _FILLERS
        ]
        if rest and rest[0] in {"not", "never", "no"}:
            return None if rest[1:2] and rest[1] in _STATES else ("refuse", f"content: {token.text} {rest[0]}")
        if subject == "it" and (noun_kind(context.source) == "person" or (rest and rest[0] in _IMPERSONAL)):
            continue
        if rest and _base_of(rest[0]) in content_set("commissive"):
            return "commit", f"content: {subject} {token.text} {rest[0]}".replace("  ", " ")
    return None


def _base_of(word: str) -> str:
    if not word.endswith("ing") or len(word) < 7:
        return word
    stem = word[:-3]
    return stem if stem in content_set("commissive") else stem + "e"


def _going_to(content: Sequence[Token], k: int) -> bool:
    words = [t.lower for t in content[k : k + 3]]
    return words[1:] == ["going", "to"] or (words[:1] == ["going"] and words[1:2] == ["to"])


def _refusal(content: Sequence[Token], _: str, context: ActContext) -> tuple[Act, str] | None:
    for start, _end, words in content_words("refusal").find(content):
        before = start - 1 if start and content[start - 1].lower not in _COPULA else start - 2
        subject = content[before].lower if before >= 0 else ""
        if (
            subject in _FIRST
            or (context.form != "direct" and subject in _PRONOUNS)
            or words.split()[0] in {"under", "out", "off", "non-negotiable", "no"}
        ):
            return "refuse", f"content: {words}"
    return None


_CONTENT_RULES: tuple[Rule, ...] = (
    _question, _order, _condition, _own_deed, _refusal, _obligation, _deny,
)  # fmt: skip
_LEANING_RULES: tuple[Rule, ...] = (
    _question, _order, leaning.condition, _own_deed, _refusal, _obligation, _deny, leaning.forecast, leaning.judgement,
)  # fmt: skip
