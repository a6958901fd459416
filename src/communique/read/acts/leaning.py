"""What the words of a content sound like where they do not decide: an `if`, a forecast, blame or praise."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.read.acts.lexicon import content_words, word_set
from communique.read.acts.tokens import Token
from communique.record.reading import Act

_FIRST = frozenset({"i", "we", "i'll", "we'll"})
_WILL = word_set("communique.read.acts", "will")
_SOFT = word_set("communique.read.acts", "soft")
_REACH = 5  # words between a verb of relief and the harm it does away with
_LONGEST = 70  # words in which an `if` still governs the whole
_DAY = (
    r"(?:(?:at least|about|around|early|late|after|the (?:end|middle|beginning|start|spring|summer|autumn|winter) of?|mid|next|this|the) ?-?)*"
    r"(?:\d|jan|feb|mar|apr|may\b|june|july|aug|sep|oct|nov|dec|mon|tues|wednes|thurs|fri|satur|sun|week|month|year|spring|summer|autumn|fall\b|"
    r"winter|christmas|easter|ramadan|noon|midnight|dawn|dusk|tomorrow|tonight|then\b|further notice)"
)
# "will not go until he is heard" is a condition, "until Friday" and "did not go until he was heard" are none
UNTIL = rf"(?<!did )(?<!was )(?<!were )(?<!had )\b(?:not|nothing|nobody|never|no)\b[^.]{{0,80}}\buntil\b(?! {_DAY})"
_CONDITION = re.compile(
    r"\bif\b[^.]{3,}?(?:,|\bthen\b)?[^.]*\b(?:will|would|'ll|should|must|shall|can|could)\b|"
    r"\b(?:will|would|'ll|should|must|shall|can|could|ready to|prepared to)\b[^.]*"
    r"\b(?:only if|if|unless|provided|so long as|as long as|on condition)\b|"
    r"\bunless\b|\bprovided (?:that )?\b|\bon (?:the )?condition\b|"
    r"^[\"'“‘]?should (?:the |any |a |\w+ )[^.]{3,80}, [^.]*\b(?:will|would|'ll|shall)\b|"
    r"\b(?:should|must|ought)\b[^.]*\b[\"“‘]?until\b(?! " + _DAY + r")|" + UNTIL,
    re.IGNORECASE,
)


def condition(content: Sequence[Token], text: str, _: object) -> tuple[Act, str] | None:
    """Something hangs on something, in whatever way."""
    found = _CONDITION.search(text)
    if found is None or len(content) > _LONGEST:
        return None
    return "condition", f"content: {found[0][:40]}"


def forecast(content: Sequence[Token], _: str, __: object) -> tuple[Act, str] | None:
    """What is to come: a harm, or anything that `will` or is `likely to` be."""
    modal = next((k for k, t in enumerate(content) if t.lower in _WILL or t.lower in _SOFT), None)
    if modal is None:
        return None
    soft = content[modal].lower in _SOFT
    if soft and content[modal].lower in {"may", "might", "could", "set", "bound"} and _past_after(content, modal):
        return None
    for start, _end, words in content_words("harm").find(content[modal:]):
        if not _relieved(content[modal : modal + start]):
            return "warn", f"content: {content[modal].text} … {words}"
    if content[modal].lower in {"will", "likely", "unlikely", "expected", "shall"}:
        return "predict", f"content: {content[modal].text}"
    return None


def judgement(content: Sequence[Token], _: str, __: object) -> tuple[Act, str] | None:
    """Words of blame or of praise, whichever are more."""
    blame = [words for _s, _e, words in content_words("blame").find(content)]
    praise = [words for _s, _e, words in content_words("praise").find(content)]
    if blame and len(blame) >= len(praise):
        return "accuse", f"content: {blame[0]}"
    if praise and len(praise) > len(blame):
        return "praise", f"content: {praise[0]}"
    return None


def _relieved(before: Sequence[Token]) -> bool:
    """Whether a harm is what a verb right before it does away with: "will end the war"."""
    return any(True for _ in content_words("relief").find(before[-_REACH:]))


def _past_after(content: Sequence[Token], modal: int) -> bool:
    return any(t.lower == "have" for t in content[modal + 1 : modal + 3]) or (
        modal > 0 and content[modal].lower == "could" and content[modal - 1].lower in _FIRST
    )
