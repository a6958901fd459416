"""Which kind of forward-looking line a unit of a statement is, with the words that decide."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.lexicon import noun_kind
from communique.read.acts import act_of, leaning_of
from communique.read.acts.lexicon import content_set, word_set
from communique.read.acts.tokens import Token, tokenize
from communique.read.forward.deeds import (
    agent,
    bare,
    be_to,
    can_act,
    deeds,
    kept_up,
    modal_at,
    opened,
    token_at,
    verb_after,
)
from communique.read.forward.outlook import Clause, future_clause, idiom, kind_of_clause, scheduled
from communique.read.forward.vocabulary import ASKED, GIVES, MODALS, NOT_VERBS, PROVISO, Found, author_phrases, listed
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
_THIRD = frozenset({"he", "she", "they"})
_MEETING = word_set("communique.read.forward", "meeting")
_SKIPPING_MODALS = frozenset({"will", "would"})
_SKIPPING = frozenset({"skip", "boycott", "shun", "stay", "avoid"})
_BLOWS = word_set("communique.read.forward", "blows")
_THINKING = word_set("communique.read.forward", "thinking")
_STEPS = word_set("communique.read.forward", "steps")
_JOKING = word_set("communique.read.forward", "joking")
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
_OPINION = re.compile(
    r"\b(?:opinions?|views?|beliefs?|believe[sd]?|believing|conviction|think|thinks|thought|reckon(?:s|ed)?)\b",
    re.IGNORECASE,
)
_KEPT_IN_MIND = re.compile(  # "I will never forget meeting him": said of the past
    r"^[\"'“‘]?(?:I|we|he|she|they)(?:['’]ll| will| shall| would) (?:never|always|not) (?:forget|regret|remember|cherish|treasure)\b",
    re.IGNORECASE,
)
_NO_NEED = re.compile(r"\b(?:did|do|does)(?: not|n['’]t) (?:need|have) to\b")
_HELD = re.compile(  # "he believes that Lorinians will not elect ...": what others will do is foreseen
    r"[\"'“‘]?(?:I|we|he|she|they) (?:\w+ly )?(?:do not |don['’]t )?(?:believes?|believed|thinks?|thought|expects?|expected|doubts?|doubted)\b",
    re.IGNORECASE,
)
_ASKED_OF = frozenset({"you", "we", "they", "he", "she", "i"})
_NEED_BE = re.compile(
    r",? ?\b(?:if need be|if necessary|if needed|if possible|if required|as if|what if|if anything|if at all)\b",
    re.IGNORECASE,
)
_COULD_BE = re.compile(
    r"^(?:\S+ ){1,6}(?:could|may|might) (?:well )?(?:be over|be finished|end|collapse|fail|succeed|last)\b",
    re.IGNORECASE,
)
_HUNG = re.compile(r"\b(?:unless|if)\b", re.IGNORECASE)
_SHORT = 5
_FORESEEING = word_set("communique.read.forward", "foreseeing")
_DOUBTING = word_set("communique.read.forward", "doubting")
_MIN_TOKENS = 3


def kind_in_statement(
    words: str, statement: Statement, cue: str, source: str, first: bool, ahead: bool = False
) -> Found | None:
    """The kind of a unit of a statement: the statement's act for its first unit, its own words for every other.

    `ahead` says that a day still to come stands in the unit.
    """
    found = _kind_in_statement(words, statement, cue, source, first, ahead)
    if found is not None and found.kind == "refusal" and _HELD.match(words):
        return Found("prediction", found.words, found.at)
    return found


def _kind_in_statement(
    words: str, statement: Statement, cue: str, source: str, first: bool, ahead: bool
) -> Found | None:
    tokens = tokenize(words)
    named, _ = act_of(cue, "")
    if len(tokens) < (2 if first and named == "demand" else _MIN_TOKENS):
        return None
    if _idle(words, cue, named) or (first and statement.form != "direct" and ASKED.match(words)):
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
    if _KEPT_IN_MIND.search(words) or _NO_NEED.search(words):
        return True
    return named == "assert" and _UNREAL.search(words) is not None


def _asks_for_deed(words: str, tokens: Sequence[Token]) -> bool:
    """`Will the Minister send a frigate?`: a wish in the form of a question."""
    if not _REQUEST.match(words) or not any(t.text == "?" for t in tokens[-2:]):
        return False
    deeds = content_set("commissive") | listed("done") | GIVES
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
        return Found(phrase[0], "", token_at(tokens, phrase[1]))
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
        tokens[0].lower in NOT_VERBS - {"a", "an", "the", "one", "two", "three", "its", "their", "his", "her"}
        or noun_kind(words.strip('"“”’ ,')) in ("organization", "person", "collective")
        or all(t.text[0].isupper() or t.lower in {"the", "of"} for t in tokens)
    )


def _struck(clause: Clause) -> bool:
    """Whether what hangs on an `if` or `unless` is a blow."""
    return not clause.negated and kind_of_clause(clause, ahead=False, told=True) == "warning"


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
    if act in ("assert", "ask", "deny", "predict", "other"):
        arranged = _planned(tokens) or _declined(tokens)
        if arranged is not None:
            return arranged
    return _of_act(act, tokens, cue, first)


def _of_act(act: Act, tokens: Sequence[Token], cue: str, first: bool) -> Found | None:
    """The kind that an act is, unless nothing is held out or only words are refused."""
    kind = None if _empty(act, tokens) else _BY_ACT.get(act)
    if kind is None or (kind == "refusal" and _silence(tokens, cue)):
        return None
    if kind in ("commitment", "prediction"):
        return _refined(kind, tokens, cue)
    return Found(kind, cue if first else "", modal_at(tokens))


def _awaited(tokens: Sequence[Token]) -> Found | None:
    """`The observers are expected` + `to arrive on Saturday`: arranged; + `to double`: foreseen."""
    verb = tokens[1].lower if tokens[0].lower == "to" and len(tokens) > 1 else ""
    return Found(
        "plan" if verb in listed("arrangements") - {"be", "have", "rise", "continue"} else "prediction", verb, 0
    )


def _hanging(words: str, tokens: Sequence[Token]) -> Found | None:
    """What hangs on something: a threat, a forecast of how things will be, else a condition."""
    if _threat(words, tokens) or _withheld(words, tokens):
        return Found("warning", "if", 0)
    clause = future_clause(tokens)
    thing = clause is not None and not clause.acts and not clause.negated and not clause.passive
    if clause is not None and thing and clause.verb in listed("states") - {"be"} | {"hold", "work"}:
        return Found("prediction", clause.verb, clause.at)
    if _COULD_BE.search(words):
        return Found("prediction", "could", 0)
    return Found("condition", "if", 0)


def _empty(act: Act, tokens: Sequence[Token]) -> bool:
    """`offered condolences`, `pledged allegiance`: nothing is held out."""
    return act in ("offer", "commit") and any(t.lower in listed("courtesies") for t in tokens[:4])


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
    return act in ("demand", "offer", "commit", "agree") and own == "condition" and bool(PROVISO.search(words))


def _threat(words: str, tokens: Sequence[Token]) -> bool:
    """`If …, we shall …` and the like, unless the main clause grants something or speaks of what should be."""
    if re.search(r"\b(?:should|must|ought)\b", words) or not re.match(r"[\"'“‘]?(?:If|Unless|if|unless)\b", words):
        return False
    verb = bare(verb_after(tokens, _last_modal(tokens)))
    return _last_modal(tokens) > 0 and verb not in listed("favours")


def _withheld(words: str, tokens: Sequence[Token]) -> bool:
    """`will down tools unless …`, `will not stand guard if …`: what is broken off or refused in the main clause is a threat."""
    hung = _HUNG.search(words)
    clause = future_clause(tokens)
    if hung is None or clause is None or tokens[clause.at].start > hung.start() or not clause.acts:
        return False
    return clause.verb in listed("withheld") if not clause.negated else hung[0].lower() == "if"


def _last_modal(tokens: Sequence[Token]) -> int:
    return max((k for k, t in enumerate(tokens) if t.lower in MODALS), default=0)


def _refined(kind: ForwardKind, tokens: Sequence[Token], cue: str) -> Found | None:
    """A commitment to travel or meet is a plan; a forecast that an agent will act as arranged is one too."""
    at = modal_at(tokens)
    verb = bare(verb_after(tokens, at))
    promised = re.search(r"\b(?:promis|pledg|vow|commit|guarant|assur|swor|swear|undert)", cue.lower())
    if kind == "commitment" and not promised and verb in _STEPS:
        return Found("plan", verb, at)
    if (
        kind == "commitment"
        and not promised
        and verb in listed("arrangements")
        and verb not in {"ask", "take", "continue", "have"}
        and not kept_up(verb, tokens)
        and not opened(verb, tokens)
    ):
        return Found("plan", verb, at)
    if (
        kind == "prediction"
        and verb in content_set("commissive")
        and verb not in listed("arrangements")
        and agent(tokens, at)
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


def _planned(tokens: Sequence[Token]) -> Found | None:
    """`is to meet`, `plans to`, `is scheduled to`, `going to ask` inside a statement that asserts."""
    for start, end, kind in author_phrases().find(tokens):
        words = " ".join(t.lower for t in tokens[start:end])
        if kind == "plan" and {t.lower for t in tokens[max(0, start - 2) : start]} & {"never", "not", "was", "were"}:
            continue
        if start and tokens[start - 1].lower in {"which", "who"}:
            continue
        if kind == "plan":
            return be_to(tokens, start, end, words)
    promised = _undertaken(tokens)
    if promised is not None:
        return promised
    return _going_to(tokens)


def _going_to(tokens: Sequence[Token]) -> Found | None:
    """`we are going to pay`, `I'm not going to pay`; not "if he is going to pay", nor "are you going to pay?"."""
    for k in range(1, len(tokens) - 2):
        before = [t.lower for t in tokens[:k]]
        if [t.lower for t in tokens[k : k + 2]] != ["going", "to"] or before[-1] in _ASKED_OF:
            continue
        if verb_after(tokens, k + 1) in content_set("commissive") and not _supposed(tokens, k):
            denied = not {"not", "never"}.isdisjoint(before[-2:]) or before[-1].endswith(("n't", "n’t"))
            return Found("refusal" if denied else "commitment", "going to", k)
    return None


def _supposed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a place stands behind an `if` with no comma between."""
    for token in reversed(tokens[:at]):
        if token.text == ",":
            return False
        if token.lower in ("if", "whether", "unless"):
            return True
    return False


def _undertaken(tokens: Sequence[Token]) -> Found | None:
    """`Kasmeria would hand over …` in reported speech: a commitment of the subject's; `talks would open …`: a plan."""
    at = modal_at(tokens)
    if (
        at == 0
        or {t.lower for t in tokens[at + 1 : at + 3]} & {"not", "never"}
        or {t.lower for t in tokens[:at]} & {"if", "whether"}
    ):
        return None
    verb = bare(verb_after(tokens, at))
    if (opened(verb, tokens) or kept_up(verb, tokens)) and can_act(tokens, at):
        return Found("commitment", verb or "", at)
    if verb in _MEETING and at <= 8:
        return Found("plan", verb or "", at)
    if verb in content_set("commissive") - listed("arrangements") and agent(tokens, at):
        return Found("commitment", verb or "", at) if verb in GIVES or can_act(tokens, at) else None
    return None


def _declined(tokens: Sequence[Token]) -> Found | None:
    """`Marr would not meet …` told by somebody else: a refusal of the subject's, if the subject can act."""
    for k in range(1, len(tokens) - 1):
        word, following = tokens[k].lower, tokens[k + 1].lower
        if word in _SKIPPING_MODALS and following in _SKIPPING and (agent(tokens, k) or tokens[k - 1].lower in _THIRD):
            return Found("refusal", f"{word} {following}", k)
        negated = word in {"won't", "wouldn't"} or (word in MODALS and following in {"not", "never"})
        if negated and agent(tokens, k) and bare(verb_after(tokens, k)) in deeds():
            return Found("refusal", word, k)
    return None


def _silence(tokens: Sequence[Token], cue: str) -> bool:
    """`declined to comment` and the like: no refusal of a deed."""
    head = [
        t.lower
        for t in tokens[:4]
        if t.lower not in {"to", "not", "he", "she", "they", "would", "will", "i", '"', "“", "i'm", "going"}
    ]
    return bool(head and head[0] in listed("silences")) or "comment" in cue.lower()
