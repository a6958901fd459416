"""Which kind of forward-looking line a unit of a statement is, with the words that decide."""

from __future__ import annotations

from collections.abc import Sequence

from communique.read.acts import ActContext, act_of, leaning_of
from communique.read.acts.lexicon import content_set
from communique.read.acts.tokens import Token, tokenize
from communique.read.forward.deeds import modal_at, token_at
from communique.read.forward.idle import blow, empty, idle, no_deed, nothing_ahead, only_expected, plain_cue, silence
from communique.read.forward.outlook import Clause, future_clause, idiom, kind_of_clause, scheduled
from communique.read.forward.provisos import conditional, hanging, struck, threat
from communique.read.forward.undertakings import agreed, awaited, declined, planned, refined
from communique.read.forward.vocabulary import GIVES, Found, listed, pattern
from communique.record.reading import Act, ForwardKind, Statement

_BY_ACT: dict[str, ForwardKind] = {
    "commit": "commitment", "demand": "demand", "condition": "condition", "offer": "offer",
    "predict": "prediction", "warn": "warning", "refuse": "refusal",
}  # fmt: skip
_MIN_TOKENS = 3
_SPEAKERS = frozenset({"i", "we", "he", "she"})


def kind_in_statement(
    words: str, statement: Statement, cue: str, source: str, first: bool, ahead: bool = False
) -> Found | None:
    """The kind of a unit of a statement: the statement's act for its first unit, its own words for every other.

    `ahead` says that a day still to come stands in the unit.
    """
    if (plain := plain_cue(cue)) != cue:
        told_act, _ = act_of(plain, statement.text, ActContext(form=statement.form, source=source))
        cue, statement = plain, statement.model_copy(update={"act": told_act})
    found = _kind_in_statement(words, statement, cue, source, first, ahead)
    if found is None:
        return None
    told = cue if first else ""
    named = act_of(told, "")[0] if told else "other"
    direct = statement.form == "direct"
    if nothing_ahead(found, words, told, source, named=named, direct=direct, ahead=ahead):
        return None
    return Found(_weighed(found, words, named), found.words, found.at)


def _weighed(found: Found, words: str, named: Act) -> ForwardKind:
    """The kind, where the words around it make another of it: what is held to be so is foreseen, what somebody will face is a warning."""
    kind = found.kind
    if kind == "refusal" and pattern("held_view").match(words):
        return "prediction"
    if kind == "condition" and pattern("facing").search(words):
        return "warning"
    clause = future_clause(tokens := tokenize(words))
    if clause is None or named not in ("assert", "other"):
        return kind
    if kind in ("commitment", "plan") and not clause.passive:
        works = bool(clause.subject) and clause.subject[-1].lower in listed("instruments")
        held = pattern("held").search(words[: tokens[clause.at].start].rstrip()) is not None
        return "prediction" if works or held else kind
    if kind != "warning":
        return kind
    if clause.acts and not clause.negated and clause.verb in listed("helps") and not pattern("hung").search(words):
        return "commitment"
    return "prediction" if clause.negated and clause.verb in listed("ills") else kind


def _kind_in_statement(
    words: str, statement: Statement, cue: str, source: str, first: bool, ahead: bool
) -> Found | None:
    tokens = tokenize(words)
    named, _ = act_of(cue, "")
    if len(tokens) < (2 if first and named == "demand" else _MIN_TOKENS):
        return None
    if idle(words, cue, named) or (first and statement.form != "direct" and pattern("asked").match(words)):
        return None
    if statement.form == "direct" and _asks_for_deed(words, tokens):
        return Found("demand", tokens[0].text, 0)
    own = leaning_of(pattern("need_be").sub("", words), statement.form, source)
    by_rule = _by_rule(words, tokens, statement, cue, first, own, named)
    if by_rule is not None and by_rule.kind == "warning" and only_expected(cue, named, first):
        by_rule = Found("prediction", by_rule.words, by_rule.at)
    if named in ("assert", "other") or not first:
        told = f"{source} {cue}" if first and pattern("opinion").search(cue) else source
        return _by_grammar(words, tokens, told, by_rule, ahead)
    if named == "agree" and by_rule is None:
        return agreed(tokens, ahead)
    if by_rule is not None and by_rule.kind == "commitment" and blow(tokens):
        return Found("warning", cue, 0)
    if by_rule is not None and by_rule.kind == "demand" and no_deed(words, tokens):
        return None
    if by_rule is None and (phrase := idiom(f"{cue} {words}" if first else words)) is not None:
        return Found(phrase[0], cue, 0)
    return by_rule


def _asks_for_deed(words: str, tokens: Sequence[Token]) -> bool:
    """`Will the Minister send a frigate?`: a wish in the form of a question."""
    label = pattern("label").match(words)
    past = label.end() if label else 0
    if not pattern("request").match(words, past) or not any(t.text == "?" for t in tokens[-2:]):
        return False
    deeds = content_set("commissive") | listed("done") | GIVES
    near = [t.lower for t in tokens if t.start >= past][2:7]
    return any(word in deeds for word in near) and not {t.lower for t in tokens} & {"be", "not", "or"}


def _by_grammar(words: str, tokens: Sequence[Token], source: str, found: Found | None, ahead: bool) -> Found | None:
    """What idioms and the grammar of the future clause say where no cue names an act; a named kind stays."""
    clause = future_clause(tokens)
    if found is not None and clause is not None and found.kind in ("condition", "commitment") and struck(clause):
        return Found("warning", clause.verb, clause.at)
    if found is not None and found.kind == "refusal" and clause is not None and clause.verb in listed("thinking"):
        return None
    if found is not None and found.kind == "refusal" and clause is not None and clause.negated:
        return Found(kind_of_clause(clause, ahead=ahead, told=True) or "refusal", clause.verb, clause.at)
    if found is not None and found.kind not in ("prediction", "commitment"):
        return found
    if (phrase := idiom(words)) is not None:
        return Found(phrase[0], "", token_at(tokens, phrase[1]))
    if found is not None and found.kind == "commitment":
        return found
    seer = bool({t.lower for t in tokenize(source)} & listed("foreseeing"))
    if seer or {t.lower for t in tokens} & listed("doubting"):
        foreseen = clause is not None and (ahead or (seer and not clause.acts and not clause.negated))
        return found or (Found("prediction", clause.verb, clause.at) if clause and foreseen else None)
    kind = kind_of_clause(clause, ahead=ahead, told=True) if clause else scheduled(tokens, ahead=ahead)
    if kind is None and found is not None and clause is not None and _own_deed(clause):
        kind = "plan"
    return Found(kind, clause.verb if clause else "", clause.at if clause else 0) if kind else found


def _own_deed(clause: Clause) -> bool:
    """`he will clarify it`, `I will tell them`: a deed that the speaker says he will do, and no forecast."""
    pronoun = bool(clause.subject) and clause.subject[-1].lower in _SPEAKERS
    return (
        pronoun and not clause.negated and not clause.passive and clause.verb not in listed("states") | listed("fates")
    )


def _by_rule(
    words: str, tokens: Sequence[Token], statement: Statement, cue: str, first: bool, own: Act, named: Act
) -> Found | None:
    """The kind by the act of the cue or of the words."""
    act: Act = own
    if first and named not in ("assert", "other"):
        act = named if named not in ("ask", "predict") or own == "assert" else own
    elif first and own == "assert" and len(statement.content) == 1 and words == statement.text:
        act = statement.act
    if first and pattern("awaited").fullmatch(cue):
        return awaited(tokens)
    if first and pattern("unwilling").search(cue):
        return Found("refusal", cue, 0) if words.lower().startswith("to ") else None
    if act == "condition" and pattern("ready").search(words) and not threat(words, tokens):
        return Found("offer", "ready to", 0)
    if conditional(words, act, own):
        return hanging(words, tokens)
    if statement.form == "direct" and pattern("never_ever").match(words):
        return Found("commitment" if named == "commit" and first else "refusal", "no … ever", 0)
    if act in ("attitude", "agree"):
        return _by_cue(act, words, cue)
    if act in ("assert", "ask", "deny", "predict", "other"):
        arranged = planned(tokens) or declined(tokens)
        if arranged is not None:
            return arranged
    return _of_act(act, tokens, cue, first)


def _of_act(act: Act, tokens: Sequence[Token], cue: str, first: bool) -> Found | None:
    """The kind that an act is, unless nothing is held out or only words are refused."""
    kind = None if empty(act, tokens) else _BY_ACT.get(act)
    if kind is None or (kind == "refusal" and silence(tokens, cue)):
        return None
    if kind in ("commitment", "prediction"):
        return refined(kind, tokens, cue)
    return Found(kind, cue if first else "", modal_at(tokens))


def _by_cue(act: Act, words: str, cue: str) -> Found | None:
    """An attitude is a plan under `plans`, a demand under `wants` with an object; `agreed to …` is a commitment."""
    if act == "attitude":
        if pattern("wanting").search(cue) and not words.lower().startswith("to "):
            return Found("demand", cue, 0)
        aimed = pattern("aimed").search(cue) and not words.lower().startswith("to ")
        return Found("plan", cue, 0) if pattern("planning").search(cue) and not aimed else None
    return Found("commitment", "agreed to", 0) if words.lower().startswith("to ") else None
