"""Which kind of forward-looking line a unit is, with the words that decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from communique.lexicon import noun_kind
from communique.read.acts import act_of, leaning_of
from communique.read.acts.lexicon import content_set, load, word_set
from communique.read.acts.tokens import Phrases, Token, tokenize
from communique.read.forward.outlook import (
    Clause,
    bounded,
    future_clause,
    idiom,
    kind_of_clause,
    participle,
    scheduled,
)
from communique.record.reading import Act, ForwardKind, Statement

_BY_ACT: dict[str, ForwardKind] = {
    "commit": "commitment", "demand": "demand", "condition": "condition", "offer": "offer",
    "predict": "prediction", "warn": "warning", "refuse": "refusal",
}  # fmt: skip
_PLAN_CUE = re.compile(
    r"\b(?:plan|plans|planned|planning|intend|intends|intended|intending|aims?|aimed|scheduled)\b", re.IGNORECASE
)
_WANTING = re.compile(r"\b(?:wants?|wanted|seeks?|sought)\b", re.IGNORECASE)
_OR_ELSE = re.compile(
    r",? or (?:else\b|\w+ (?:\w+ ){0,3}(?:should|will|would|must|cancel|go|leave)|cancel|leave|go|face|be)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:should|must|will|would|can|shall)(?:\s\w+){0,6}\s(?:not\s)?(?:\S+\s){0,8}?[“\"]?(?:until|unless|before)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(r"[\"'“‘]?(?:No|Not one|Nobody|Never)\b.{0,60}\b(?:will|shall)\b(?:.{0,20}\bever\b)?", re.DOTALL)
_PROVISO = re.compile(
    r"\b(?:provided that|provided|on condition that|only if|if, and only if|so long as|as long as|unless|if)\b",
    re.IGNORECASE,
)
_BE_TO = frozenset({"is to", "are to", "was to", "were to"})
_WAS_TO = frozenset({"was to", "were to"})
_MODALS = frozenset({"will", "would", "shall", "'ll"})
_RELATIVE = word_set("communique.read.forward", "relative")
_OWNERS = word_set("communique.read.forward", "owners")
_THIRD = frozenset({"he", "she", "they"})
_MEETING = word_set("communique.read.forward", "meeting")
_SKIPPING_MODALS = frozenset({"will", "would"})
_SKIPPING = frozenset({"skip", "boycott", "shun", "stay", "avoid"})
_NOT_VERBS = word_set("communique.read.forward", "not_verbs")
_BLOWS = word_set("communique.read.forward", "blows")
_THINKING = word_set("communique.read.forward", "thinking")
_STEPS = word_set("communique.read.forward", "steps")
_CONCEDES = word_set("communique.read.forward", "concedes")
_FELT = word_set("communique.read.forward", "felt")
_JOKING = word_set("communique.read.forward", "joking")
_ASKED = re.compile(r"[\"'“‘]?(?:how|what|who|why|where|whether|which)\b", re.IGNORECASE)
_FEARED = re.compile(r"\b(?:fear|fears|feared|worr(?:y|ies|ied)|afraid|concerned|alarmed)\b", re.IGNORECASE)
_THOUGHT = re.compile(
    r"\b(?:think|thinks|thought|believe[sd]?|expect(?:s|ed)?|reckon(?:s|ed)?|suppose[sd]?|guess(?:es|ed)?|doubt(?:s|ed)?)\b",
    re.IGNORECASE,
)
_AWAITED = re.compile(r"(?:is|are|was|were)\s(?:\w+ly\s)?(?:expected|due|set|scheduled|slated|billed)", re.IGNORECASE)
_UNREAL = re.compile(
    r"\b(?:if (?:i|he|she|it) were|were (?:i|he|she|they) (?:to )?|would be (?:surprised|astonished|amazed))\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(r"[\"'“‘]?(?:(?:When|Why) )?(?:Will|Won[’']t|Would) (?:you|the|he|she|they|his|her|[A-Z])")
_READY = re.compile(r"\b(?:is|are|stands?|was|were) (?:\w+ly )?(?:ready|willing|prepared) to\b", re.IGNORECASE)
_RECALLED = re.compile(r"\b(?:recall|remember|reminisce|recount)", re.IGNORECASE)
_ASKING = re.compile(r"\b(?:ask|inquir|enquir|wonder|question)", re.IGNORECASE)
_OPINION = re.compile(r"\b(?:opinions?|views?|beliefs?|believe[sd]?|believing|conviction|think|thinks|thought|reckon(?:s|ed)?)\b", re.IGNORECASE)
_NEED_BE = re.compile(
    r",? ?\b(?:if need be|if necessary|if needed|if possible|if required|as if|what if|if anything|if at all)\b",
    re.IGNORECASE,
)
_COULD_BE = re.compile(
    r"^(?:\S+ ){1,6}(?:could|may|might) (?:well )?(?:be over|be finished|end|collapse|fail|succeed|last)\b",
    re.IGNORECASE,
)
_BACK = frozenset({"back", "out", "down", "over"})
_SHORT = 5
_GIVES = word_set("communique.read.forward", "gives")
_FORESEEING = word_set("communique.read.forward", "foreseeing")
_DOUBTING = word_set("communique.read.forward", "doubting")
_MIN_TOKENS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A kind, the words that decided, and the token index where the subject's clause meets them."""

    kind: ForwardKind
    words: str
    at: int


@cache
def _lists() -> dict[str, list[str]]:
    return {
        key: [str(word) for word in words] for key, words in load("communique.read.forward", "forward.yaml").items()
    }


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(_lists()[kind]) if kind in _lists() else word_set("communique.read.forward", kind)


@cache
def _author_phrases() -> Phrases[ForwardKind]:
    phrases: Phrases[ForwardKind] = Phrases()
    for name, kind in (
        ("refusals", "refusal"), ("commitments", "commitment"), ("offers", "offer"),
        ("predictions", "prediction"), ("plans", "plan"), ("demands", "demand"),
    ):  # fmt: skip
        for words in _lists()[name]:
            phrases.add(words, kind)  # type: ignore[arg-type]
    return phrases


def kind_in_statement(
    words: str, statement: Statement, cue: str, source: str, first: bool, ahead: bool = False
) -> Found | None:
    """The kind of a unit of a statement: the statement's act for its first unit, its own words for every other.

    `ahead` says that a day still to come stands in the unit.
    """
    tokens = tokenize(words)
    named, _ = act_of(cue, "")
    if len(tokens) < (2 if first and named == "demand" else _MIN_TOKENS):
        return None
    if _idle(words, cue, named) or (first and statement.form != "direct" and _ASKED.match(words)):
        return None
    if statement.form == "direct" and _asks_for_deed(words, tokens):
        return Found("demand", tokens[0].text, 0)
    own = leaning_of(_NEED_BE.sub("", words), statement.form, source)
    by_rule = _by_rule(words, tokens, statement, cue, first, own, named)
    if by_rule is not None and by_rule.kind == "warning" and _only_expected(cue, named, first):
        by_rule = Found("prediction", by_rule.words, by_rule.at)
    if named in ("assert", "other") or not first:
        told = f"{source} {cue}" if first and _OPINION.search(cue) else source
        return _by_grammar(words, tokens, told, by_rule, ahead)
    if named == "agree" and by_rule is None:
        return _agreed(tokens, ahead)
    if by_rule is not None and by_rule.kind == "commitment" and _blow(tokens):
        return Found("warning", cue, 0)
    if by_rule is not None and by_rule.kind == "demand" and _no_deed(words, tokens):
        return None
    if by_rule is None and (phrase := idiom(f"{cue} {words}" if first else words)) is not None:
        return Found(phrase[0], cue, 0)
    return by_rule


def _idle(words: str, cue: str, named: Act) -> bool:
    """Whether nothing is held out: said in jest, or of what is not so."""
    if {t.lower for t in tokenize(cue)} & _JOKING or (_RECALLED.search(cue) and "would" in words):
        return True
    if _ASKING.search(cue) and words.lower().startswith("when "):
        return True
    return named == "assert" and _UNREAL.search(words) is not None


def _asks_for_deed(words: str, tokens: Sequence[Token]) -> bool:
    """`Will the Minister send a frigate?`: a wish in the form of a question."""
    if not _REQUEST.match(words) or not any(t.text == "?" for t in tokens[-2:]):
        return False
    deeds = content_set("commissive") | _words("done") | _GIVES
    return any(t.lower in deeds for t in tokens[2:7]) and not {t.lower for t in tokens} & {"be", "not", "or"}


def _only_expected(cue: str, named: Act, first: bool) -> bool:
    """Whether a harm is feared or thought of, and nobody is warned."""
    return first and bool(_FEARED.search(cue) if named == "warn" else _THOUGHT.search(cue))


def _agreed(tokens: Sequence[Token], ahead: bool) -> Found | None:
    """`agreed that readings will be exchanged`: what both will do binds them; when they will meet is arranged."""
    clause = future_clause(tokens)
    if clause is None or clause.negated:
        return None
    arranged = clause.verb in _MEETING and kind_of_clause(clause, ahead=ahead, told=True) == "plan"
    return Found("plan" if arranged else "commitment", clause.verb, clause.at)


def _by_grammar(words: str, tokens: Sequence[Token], source: str, found: Found | None, ahead: bool) -> Found | None:
    """What idioms and the grammar of the future clause say where no cue names an act; a named kind stays."""
    clause = future_clause(tokens)
    if found is not None and clause is not None and found.kind in ("condition", "commitment") and _struck(clause):
        return Found("warning", clause.verb, clause.at)
    if found is not None and found.kind == "refusal" and clause is not None and clause.verb in _THINKING:
        return None
    if found is not None and found.kind == "refusal" and clause is not None and clause.negated:
        return Found(kind_of_clause(clause, ahead=ahead, told=True) or "refusal", clause.verb, clause.at)
    if found is not None and found.kind not in ("prediction", "commitment"):
        return found
    if (phrase := idiom(words)) is not None:
        return Found(phrase[0], "", _token_at(tokens, phrase[1]))
    if found is not None and found.kind == "commitment":
        return found
    seer = bool({t.lower for t in tokenize(source)} & _FORESEEING)
    if seer or {t.lower for t in tokens} & _DOUBTING:
        foreseen = clause is not None and (ahead or (seer and not clause.acts and not clause.negated))
        return found or (Found("prediction", clause.verb, clause.at) if clause and foreseen else None)
    kind = kind_of_clause(clause, ahead=ahead, told=True) if clause else scheduled(tokens, ahead=ahead)
    return Found(kind, clause.verb if clause else "", clause.at if clause else 0) if kind else found


def _blow(tokens: Sequence[Token]) -> bool:
    """`vowed to burn …`, `vowed that any boat would be sunk`: a threat under a word of promise."""
    clause = future_clause(tokens)
    verb = tokens[1].lower if tokens and tokens[0].lower == "to" and len(tokens) > 1 else ""
    return verb in _BLOWS or (clause is not None and not clause.negated and clause.verb in _BLOWS)


def _no_deed(words: str, tokens: Sequence[Token]) -> bool:
    """`summoned the ambassador`, `called the group`: a person or body alone is nothing to be done."""
    return len(tokens) < _SHORT and (
        tokens[0].lower in _NOT_VERBS - {"a", "an", "the", "one", "two", "three", "its", "their", "his", "her"}
        or noun_kind(words.strip('"“”’ ,')) in ("organization", "person", "collective")
        or all(t.text[0].isupper() or t.lower in {"the", "of"} for t in tokens)
    )


def _struck(clause: Clause) -> bool:
    """Whether what hangs on an `if` or `unless` is a blow."""
    return not clause.negated and kind_of_clause(clause, ahead=False, told=True) == "warning"


def _token_at(tokens: Sequence[Token], start: int) -> int:
    return next((k for k, t in enumerate(tokens) if t.start >= start), 0)


def _by_rule(
    words: str, tokens: Sequence[Token], statement: Statement, cue: str, first: bool, own: Act, named: Act
) -> Found | None:
    """The kind by the act of the cue or of the words."""
    act: Act = own
    if first and named not in ("assert", "other"):
        act = named if named not in ("ask", "predict") or own == "assert" else own
    elif first and own == "assert" and len(statement.content) == 1 and words == statement.text:
        act = statement.act
    if first and _AWAITED.fullmatch(cue):
        return _awaited(tokens)
    if act == "condition" and _READY.search(words) and not _threat(words, tokens):
        return Found("offer", "ready to", 0)
    if _conditional(words, act, own):
        return _hanging(words, tokens)
    if statement.form == "direct" and _NEVER.match(words):
        return Found("commitment" if named == "commit" and first else "refusal", "no … ever", 0)
    if act in ("attitude", "agree"):
        return _by_cue(act, words, cue)
    kind = None if _empty(act, tokens) else _BY_ACT.get(act)
    if act in ("assert", "ask", "deny", "predict", "other"):
        arranged = _planned(tokens) or _declined(tokens)
        if arranged is not None:
            return arranged
    if kind is None:
        return None
    if kind == "refusal" and _silence(tokens, cue):
        return None
    if kind in ("commitment", "prediction"):
        return _refined(kind, tokens, cue)
    return Found(kind, cue if first else "", _modal_at(tokens))


def _awaited(tokens: Sequence[Token]) -> Found | None:
    """`The observers are expected` + `to arrive on Saturday`: arranged; + `to double`: foreseen."""
    verb = tokens[1].lower if tokens[0].lower == "to" and len(tokens) > 1 else ""
    return Found(
        "plan" if verb in _words("arrangements") - {"be", "have", "rise", "continue"} else "prediction", verb, 0
    )


def _hanging(words: str, tokens: Sequence[Token]) -> Found | None:
    """What hangs on something: a threat, a forecast of how things will be, else a condition."""
    if _threat(words, tokens):
        return Found("warning", "if", 0)
    clause = future_clause(tokens)
    thing = clause is not None and not clause.acts and not clause.negated and not clause.passive
    if clause is not None and thing and clause.verb in _words("states") - {"be"} | {"hold", "work"}:
        return Found("prediction", clause.verb, clause.at)
    if _COULD_BE.search(words):
        return Found("prediction", "could", 0)
    return Found("condition", "if", 0)


def _empty(act: Act, tokens: Sequence[Token]) -> bool:
    """`offered condolences`, `pledged allegiance`: nothing is held out."""
    return act in ("offer", "commit") and any(t.lower in _words("courtesies") for t in tokens[:4])


def _by_cue(act: Act, words: str, cue: str) -> Found | None:
    """An attitude is a plan under `plans`, a demand under `wants` with an object; `agreed to …` is a commitment."""
    if act == "attitude":
        if _WANTING.search(cue) and not words.lower().startswith("to "):
            return Found("demand", cue, 0)
        return Found("plan", cue, 0) if _PLAN_CUE.search(cue) else None
    return Found("commitment", "agreed to", 0) if words.lower().startswith("to ") else None


def _conditional(words: str, act: Act, own: Act) -> bool:
    """A demand, promise or refusal that hangs on something: `if`, `unless`, `until`, `or else`."""
    if act == "condition":
        return True
    if act == "demand" and (_OR_ELSE.search(words) or _UNTIL.search(words)):
        return True
    return act in ("demand", "offer", "commit", "agree") and own == "condition" and bool(_PROVISO.search(words))


def _threat(words: str, tokens: Sequence[Token]) -> bool:
    """`If …, we shall …` and the like, unless the main clause grants something or speaks of what should be."""
    if re.search(r"\b(?:should|must|ought)\b", words) or not re.match(r"[\"'“‘]?(?:If|Unless|if|unless)\b", words):
        return False
    verb = _bare(_verb_after(tokens, _last_modal(tokens)))
    return _last_modal(tokens) > 0 and verb not in _words("favours")


def _last_modal(tokens: Sequence[Token]) -> int:
    return max((k for k, t in enumerate(tokens) if t.lower in _MODALS), default=0)


def _refined(kind: ForwardKind, tokens: Sequence[Token], cue: str) -> Found | None:
    """A commitment to travel or meet is a plan; a forecast that an agent will act as arranged is one too."""
    at = _modal_at(tokens)
    verb = _bare(_verb_after(tokens, at))
    promised = re.search(r"\b(?:promis|pledg|vow|commit|guarant|assur|swor|swear|undert)", cue.lower())
    if kind == "commitment" and not promised and verb in _STEPS:
        return Found("plan", verb, at)
    if (
        kind == "commitment"
        and not promised
        and verb in _words("arrangements")
        and verb not in {"ask", "take", "continue", "have"}
        and not _kept_up(verb, tokens)
        and not _opened(verb, tokens)
    ):
        return Found("plan", verb, at)
    if (
        kind == "prediction"
        and verb in content_set("commissive")
        and verb not in _words("arrangements")
        and _agent(tokens, at)
    ):
        return Found("commitment", verb, at)
    if kind == "prediction" and verb in {
        "meet",
        "visit",
        "travel",
        "attend",
        "convene",
        "hold",
        "address",
        "open",
        "begin",
        "reconvene",
        "resume",
    }:
        return Found("plan", verb, at)
    return Found(kind, tokens[at].text if tokens else "", at)


def _kept_up(verb: str | None, tokens: Sequence[Token]) -> bool:
    """`would hold the heights until …`: no meeting is held."""
    return verb == "hold" and any(t.lower == "until" for t in tokens)


def _opened(verb: str | None, tokens: Sequence[Token]) -> bool:
    """`would open the road`: a way that somebody keeps shut is conceded, talks are opened by arrangement."""
    return verb in {"open", "reopen"} and any(t.lower.rstrip("s") in _words("ways") for t in tokens)


def _planned(tokens: Sequence[Token]) -> Found | None:
    """`is to meet`, `plans to`, `is scheduled to`, `going to ask` inside a statement that asserts."""
    for start, end, kind in _author_phrases().find(tokens):
        words = " ".join(t.lower for t in tokens[start:end])
        if kind == "plan" and {t.lower for t in tokens[max(0, start - 2) : start]} & {"never", "not", "was", "were"}:
            continue
        if start and tokens[start - 1].lower in {"which", "who"}:
            continue
        if kind == "plan":
            return _be_to(tokens, start, end, words)
    promised = _undertaken(tokens)
    if promised is not None:
        return promised
    for k in range(len(tokens) - 3):
        if [t.lower for t in tokens[k : k + 2]] == ["going", "to"] and _verb_after(tokens, k + 1) in content_set(
            "commissive"
        ):
            return Found("commitment", "going to", k)
    return None


def _undertaken(tokens: Sequence[Token]) -> Found | None:
    """`Kasmeria would hand over …` in reported speech: a commitment of the subject's; `talks would open …`: a plan."""
    at = _modal_at(tokens)
    if (
        at == 0
        or {t.lower for t in tokens[at + 1 : at + 3]} & {"not", "never"}
        or {t.lower for t in tokens[:at]} & {"if", "whether"}
    ):
        return None
    verb = _bare(_verb_after(tokens, at))
    if (_opened(verb, tokens) or _kept_up(verb, tokens)) and _can_act(tokens, at):
        return Found("commitment", verb or "", at)
    if verb in _MEETING and at <= 8:
        return Found("plan", verb or "", at)
    if verb in content_set("commissive") - _words("arrangements") and _agent(tokens, at):
        return Found("commitment", verb or "", at) if verb in _GIVES or _can_act(tokens, at) else None
    return None


def _declined(tokens: Sequence[Token]) -> Found | None:
    """`Marr would not meet …` told by somebody else: a refusal of the subject's, if the subject can act."""
    for k in range(1, len(tokens) - 1):
        word, following = tokens[k].lower, tokens[k + 1].lower
        if word in _SKIPPING_MODALS and following in _SKIPPING and (_agent(tokens, k) or tokens[k - 1].lower in _THIRD):
            return Found("refusal", f"{word} {following}", k)
        negated = word in {"won't", "wouldn't"} or (word in _MODALS and following in {"not", "never"})
        if negated and _agent(tokens, k) and _bare(_verb_after(tokens, k)) in _deeds():
            return Found("refusal", word, k)
    return None


def _deeds() -> frozenset[str]:
    return (content_set("commissive") | _words("arrangements")) - {"be", "have", "come", "rise", "run", "continue"}


def _bare(verb: str | None) -> str | None:
    if verb is not None and verb.endswith("ing") and len(verb) > 6:
        stem = verb[:-3]
        return stem[:-1] if stem[-1:] == stem[-2:-1] and stem not in _deeds() else stem
    return verb


def _be_to(tokens: Sequence[Token], start: int, end: int, words: str) -> Found | None:
    """`are to quit the forts`: an obligation taken on; `is to meet`: an arrangement. Not `is to blame`, `is to me`."""
    if words not in _BE_TO:
        return Found("plan", words, start)
    verb = _verb_after(tokens, end - 1)
    before = tokens[start - 1].lower if start else ""
    if words in _WAS_TO and (verb == "have" or before in {"which", "who", "that", "they", "it"}):
        return None  # "was to have sailed", "the men whom they were to free": what had once been ahead
    if verb is None or (verb in {"blame", "be"} and end + 1 >= len(tokens)) or verb in _FELT:
        return None
    passive = (
        tokens[end].lower == "be" and end + 1 < len(tokens) and tokens[end + 1].lower.endswith(("ed", "en", "t", "d"))
    )
    if passive and tokens[end + 1].lower in _FELT:
        return None
    if passive:
        done = participle(tokens[end + 1].lower)
        moved = end + 2 < len(tokens) and done in _words("moves") and tokens[end + 2].lower in _BACK
        if moved:
            return Found("commitment", words, start)
        return Found("commitment" if done in _GIVES else "plan", words, start)
    moved = end + 1 < len(tokens) and verb in _words("moves") and tokens[end + 1].lower in _BACK
    if verb in _GIVES | _CONCEDES or moved:
        return Found("commitment", words, start)
    return Found("plan", words, start) if _verb_like(verb) else None


def _verb_like(verb: str) -> bool:
    """Whether the word after `is to` can be a verb: no article, pronoun, number or place word."""
    return verb.isalpha() and verb.islower() and verb not in _NOT_VERBS and noun_kind("the " + verb) is None


def _modal_at(tokens: Sequence[Token]) -> int:
    return next((k for k, t in enumerate(tokens) if t.lower in _MODALS or t.lower.endswith("'ll")), 0)


def _verb_after(tokens: Sequence[Token], at: int) -> str | None:
    for token in tokens[at + 1 : at + 6]:
        if token.lower not in _words("fillers"):
            return token.lower
    return None


def _agent(tokens: Sequence[Token], at: int) -> bool:
    """Whether the subject before the modal is a name that opens the unit: a government that will pay."""
    head = [t for t in tokens[:at] if t.text[0].isalnum()]
    if 0 < len(head) <= 6 and noun_kind(" ".join(t.text for t in head)) in ("organization", "person"):
        return True
    return (
        0 < len(head) <= 5
        and (head[0].text[0].isupper() or head[0].lower in {"the", "his", "her", "its", "their"})
        and not any(t.lower in {"it", "this", "that", "there", "i", "we"} for t in head)
    )


def _can_act(tokens: Sequence[Token], at: int) -> bool:
    """Whether the subject is a person, a body, a name, or men and vessels under somebody's orders: no crossing, no levy."""
    head = [t for t in tokens[:at] if t.text[0].isalnum()]
    if not head:
        return False
    kind = noun_kind(" ".join(t.text for t in head))
    named = head[-1].text[0].isupper() and len(head) > 0
    return kind in ("organization", "person", "collective") or named or head[-1].lower in _words("forces")


def _silence(tokens: Sequence[Token], cue: str) -> bool:
    """`declined to comment` and the like: no refusal of a deed."""
    head = [
        t.lower
        for t in tokens[:4]
        if t.lower not in {"to", "not", "he", "she", "they", "would", "will", "i", '"', "“", "i'm", "going"}
    ]
    return bool(head and head[0] in _words("silences")) or "comment" in cue.lower()


def kind_of_author(words: str, ahead: bool = False) -> Found | None:
    """The kind of what the author says, or None. Strict: only wording that names an act or arrangement.

    `ahead` says that a day still to come stands in it.
    """
    tokens = tokenize(words)
    if _ASKED.match(words):
        return None
    for start, end, kind in _author_phrases().find(tokens):
        phrase = " ".join(t.lower for t in tokens[start:end])
        found = _author_kind(tokens, start, end, kind, phrase)
        if found is not None:
            hangs = found.kind in ("commitment", "offer") and _PROVISO.search(words)
            return Found("condition", found.words, found.at) if hangs else found
    if (named := idiom(words)) is not None and not {t.lower for t in tokens} & _words("undone"):
        return Found(named[0], "", _token_at(tokens, named[1]))
    return _author_modal(tokens) or _author_schedule(tokens, ahead)


def _author_schedule(tokens: Sequence[Token], ahead: bool) -> Found | None:
    """What the author tells of a day to come, in reported speech without a cue or in the present tense."""
    if not ahead:
        return None
    clause = future_clause(tokens)
    kind = kind_of_clause(clause, ahead=True, told=False) if clause else scheduled(tokens, ahead=True)
    return Found(kind, clause.verb if clause else "", clause.at if clause else 0) if kind else None


def _author_modal(tokens: Sequence[Token]) -> Found | None:
    """`Delegates will reassemble` (plan), `Karsia shall pay` (commitment), `it will surely fail` (a forecast)."""
    for k in range(1, len(tokens) - 1):
        word = tokens[k].lower
        asked = {t.lower for t in tokens[:k]} & _words("questions")
        if (
            word in {"should", "must"}
            and not asked
            and k <= 6
            and _agent(tokens, k)
            and _verb_after(tokens, k) in _deeds() - {"be"}
        ):
            return Found("demand", word, k)
        if asked:
            return None
        if word not in {"will", "shall"} or tokens[k - 1].lower in _RELATIVE or not tokens[k].text.islower():
            continue
        return _author_will(tokens, k)
    return None


def _author_will(tokens: Sequence[Token], k: int) -> Found | None:
    verb = _verb_after(tokens, k)
    if {t.lower for t in tokens[k + 1 : k + 3]} & {"not", "never"} and not bounded(tokens, k):
        return Found("refusal", "will not", k) if _agent(tokens, k) and _bare(verb) in _deeds() else None
    if verb is None or not any(t.text[0].isalpha() for t in tokens[:k]):
        return None
    if verb == "have" and tokens[k + 2 : k + 3] and participle(tokens[k + 2].lower):
        return None  # "will have crossed the river by now"
    if {t.lower for t in tokens} & _words("forecasting"):
        return Found("prediction", f"will {verb}", k)
    if tokens[k + 1].lower == "be" and (base := participle(verb)) is not None:
        done = base in _deeds() or base in _GIVES
        return Found("commitment" if base in _GIVES else "plan", f"will be {verb}", k) if done else None
    if verb in _words("moves") and tokens[k + 2 : k + 3] and tokens[k + 2].lower in _BACK and _can_act(tokens, k):
        return Found("commitment", f"will {verb}", k)
    if _bare(verb) in _words("arrangements"):
        return Found("plan", f"will {verb}", k)
    return Found("commitment", f"will {verb}", k) if verb in content_set("commissive") else None


def _author_kind(tokens: Sequence[Token], start: int, end: int, kind: ForwardKind, phrase: str) -> Found | None:
    verb = tokens[end].lower if end < len(tokens) else ""
    before = {t.lower for t in tokens[max(0, start - 3) : start]}
    if kind == "plan" and {t.lower for t in tokens} & _words("undone"):
        return None
    if kind != "refusal" and before & {"not", "never", "n't", "without", "if", "whether"}:
        return None
    if phrase in {"plans to", "plan to", "aims to"} and tokens[start - 1].lower in _OWNERS:
        return None
    if phrase == "rejected" and start and _no_subject(tokens[start - 1]):
        return None
    if kind == "refusal":
        return (
            None
            if verb in _words("silences") or phrase in {"would not", "wouldn't"} or "if" in before
            else Found(kind, phrase, start)
        )
    if phrase in _BE_TO:
        return _be_to(tokens, start, end, phrase)
    if (
        kind == "commitment"
        and phrase in {"guarantees", "guaranteed", "pledged", "promised", "pledged a"}
        and not _has_amount(tokens[end:])
    ):
        return None
    if kind == "demand":
        return _author_demand(tokens, start, end, phrase)
    if kind == "offer" and phrase in {"invited", "put forward"}:
        return None
    past = phrase.split()[0] in {"was", "were", "planned", "intended"} and phrase not in _BE_TO
    return None if past else Found(kind, phrase, start)


def _no_subject(token: Token) -> bool:
    """`300 rejected applicants`, `the rejected bid`, `which she rejected`: no refusal is told here."""
    return token.text[0].isdigit() or token.lower in _OWNERS | {"the", "a", "an", "some", "many", "all", "those"}


def _author_demand(tokens: Sequence[Token], start: int, end: int, phrase: str) -> Found | None:
    """A demand that the author reports without a statement: an object must follow the verb."""
    following = tokens[end] if end < len(tokens) else None
    if {t.lower for t in tokens[:start]} & _words("questions"):
        return None
    if (
        following is None
        or not following.text[0].isalnum()
        or following.lower in {"by", "in", "on", "at", "and", "or", "that"}
    ):
        return None
    if phrase in {"demands", "orders", "calls for", "ordered", "requires"} and (
        start == 0 or tokens[start - 1].lower in _OWNERS | {"and", "more"}
    ):
        return None
    return Found("demand", phrase, start)


def _has_amount(tokens: Sequence[Token]) -> bool:
    return any(t.text[0].isdigit() for t in tokens[:5])
