"""What holds nothing out: jests, courtesies, words alone refused, a harm only feared."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon import noun_kind
from communique.read.acts.tokens import Token, tokenize
from communique.read.forward.outlook import future_clause
from communique.read.forward.vocabulary import NOT_VERBS, Found, listed, pattern
from communique.record.reading import Act

_SHORT = 5


def idle(words: str, cue: str, named: Act) -> bool:
    """Whether nothing is held out: said in jest, or of what is not so."""
    if {t.lower for t in tokenize(cue)} & listed("joking") or (pattern("recalled").search(cue) and "would" in words):
        return True
    if (pattern("asking").search(cue) and words.lower().startswith("when ")) or pattern("put_to").search(cue):
        return True
    if pattern("kept_in_mind").search(words) or pattern("no_need").search(words):
        return True
    return named == "assert" and pattern("unreal").search(words) is not None


def plain_cue(cue: str) -> str:
    """The cue without what only says where it was said, or how somebody pleaded: a press conference presses for nothing."""
    return pattern("plea").sub(" said ", pattern("occasion").sub("", cue))


def nothing_ahead(found: Found, words: str, cue: str, source: str, *, named: Act, direct: bool, ahead: bool) -> bool:
    """Whether a line that its words make one is none: a question, a wish, a judgement of what is not so, a word about the talk itself."""
    if direct and found.kind != "demand" and words.rstrip(" ”\"'’)").endswith("?"):
        return True
    if direct and not ahead and (pattern("of_the_talk").search(words) or pattern("procedure").search(words)):
        return True
    if _asked(words, found) or pattern("would_have").search(words) or pattern("will_say").search(words):
        return True
    if found.kind == "refusal" and pattern("disputed").match(words):
        return True
    if found.kind != "demand" and _hoped(words):
        return True
    own = named in ("assert", "other")
    if found.kind == "demand":
        return _no_demand(words, cue, source, own=own)
    if found.kind == "condition":
        return pattern("judged").search(words) is not None or (own and _hangs_on_nothing(words))
    if found.kind in ("warning", "prediction"):
        return _no_foresight(words, cue, named)
    return False


def _hangs_on_nothing(words: str) -> bool:
    """Whether an "if" stands beside nothing that anybody would do: "they can be charged if they break the law"."""
    if pattern("held_out").search(words) or pattern("opens_with_if").match(words):
        return False
    clause = future_clause(tokenize(words))
    deed = clause is not None and (clause.acts or clause.passive or clause.gives or clause.negated)
    return not deed and not pattern("obliged").search(words)


def _no_demand(words: str, cue: str, source: str, *, own: bool) -> bool:
    """`58 per cent said it should be legal`, `they will have to wait`, `when we need to appeal`; `asked for a comment`."""
    if not own:
        called = pattern("named_so").search(cue.strip()) is not None and not pattern("called_on").match(words)
        return called or pattern("enquiry").match(words) is not None
    if any(pattern(name).search(words) for name in ("have_to", "need_in_passing", "ought_to_be", "no_demand")):
        return True
    obliged = pattern("obliged").search(words)
    if obliged is not None and pattern("subordinate").search(pattern("parenthesis").sub(" ", words[: obliged.start()])):
        return True
    return pattern("polled").search(f"{source} {cue}") is not None


def _no_foresight(words: str, cue: str, named: Act) -> bool:
    """`is concerned about the way it went`, `he's not worried`, `threatens to become`: nobody is warned, nothing foreseen."""
    if pattern("unworried").search(f"{cue} {words[:40]}") or (cue and pattern("impending").match(words)):
        return True
    if named != "warn" or pattern("told_ahead").search(words):
        return False
    return pattern("feared").search(cue) is not None or pattern("being_so").search(words) is not None


def _asked(words: str, found: Found) -> bool:
    """Whether the clause that looks ahead is what somebody asks or weighs: "was asked whether he would stay"."""
    clause = future_clause(tokenize(words))
    at = clause.at if clause is not None else found.at
    tokens = tokenize(words)
    before = words[: tokens[at].start] if at < len(tokens) else ""
    return found.kind != "demand" and pattern("asked_whether").search(before.rstrip()) is not None


def _hoped(words: str) -> bool:
    """`I hope that the court will uphold it`: a wish, whoever is to act."""
    clause = future_clause(tokens := tokenize(words))
    return clause is not None and pattern("hoped").search(words[: tokens[clause.at].start].rstrip()) is not None


def only_expected(cue: str, named: Act, first: bool) -> bool:
    """Whether a harm is feared or thought of, and nobody is warned."""
    return first and bool(pattern("feared").search(cue) if named == "warn" else pattern("thought").search(cue))


def empty(act: Act, tokens: Sequence[Token]) -> bool:
    """`offered condolences`, `pledged allegiance`: nothing is held out."""
    return act in ("offer", "commit") and any(t.lower in listed("courtesies") for t in tokens[:4])


def no_deed(words: str, tokens: Sequence[Token]) -> bool:
    """`summoned the ambassador`, `called the group`: a person or body alone is nothing to be done."""
    return len(tokens) < _SHORT and (
        tokens[0].lower in NOT_VERBS - {"a", "an", "the", "one", "two", "three", "its", "their", "his", "her"}
        or noun_kind(words.strip('"“”’ ,')) in ("organization", "person", "collective")
        or all(t.text[0].isupper() or t.lower in {"the", "of"} for t in tokens)
    )


def silence(tokens: Sequence[Token], cue: str) -> bool:
    """`declined to comment` and the like: no refusal of a deed."""
    head = [
        t.lower
        for t in tokens[:4]
        if t.lower not in {"to", "not", "he", "she", "they", "would", "will", "i", '"', "“", "i'm", "going"}
    ]
    return bool(head and head[0] in listed("silences")) or "comment" in cue.lower()


def blow(tokens: Sequence[Token]) -> bool:
    """`vowed to burn …`, `vowed that any boat would be sunk`: a threat under a word of promise."""
    clause = future_clause(tokens)
    verb = tokens[1].lower if tokens and tokens[0].lower == "to" and len(tokens) > 1 else ""
    return verb in listed("blows") or (clause is not None and not clause.negated and clause.verb in listed("blows"))
