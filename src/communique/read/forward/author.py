"""Which kind of forward-looking line the author's own words are. Strict: only wording that names an act or arrangement."""

from __future__ import annotations

from collections.abc import Sequence

from communique.read.acts.lexicon import content_set, word_set
from communique.read.acts.tokens import Token, tokenize
from communique.read.forward.deeds import agent, bare, be_to, can_act, deeds, token_at, verb_after
from communique.read.forward.outlook import bounded, future_clause, idiom, kind_of_clause, participle, scheduled
from communique.read.forward.vocabulary import BACK, BE_TO, GIVES, Found, author_phrases, listed, pattern
from communique.record.reading import ForwardKind

_MODAL = frozenset({"will", "won't", "shall", "would"})
_RELATIVE = word_set("communique.read.forward", "relative")
_POINTING = frozenset({"this", "that", "it", "there", "what", "these", "those"})
_OWNERS = word_set("communique.read.forward", "owners")


def kind_of_author(words: str, ahead: bool = False) -> Found | None:
    """The kind of what the author says, or None. Strict: only wording that names an act or arrangement.

    `ahead` says that a day still to come stands in it.
    """
    tokens = tokenize(words)
    if pattern("asked").match(words):
        return None
    for start, end, kind in author_phrases().find(tokens):
        phrase = " ".join(t.lower for t in tokens[start:end])
        found = _author_kind(tokens, start, end, kind, phrase)
        if found is not None:
            hangs = found.kind in ("commitment", "offer") and pattern("proviso").search(words)
            return Found("condition", found.words, found.at) if hangs else found
    if (named := idiom(words)) is not None and not {t.lower for t in tokens} & listed("undone"):
        return Found(named[0], "", token_at(tokens, named[1]))
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
        asked = {t.lower for t in tokens[:k]} & listed("questions")
        if (
            word in {"should", "must"}
            and not asked
            and k <= 6
            and tokens[k - 1].lower not in _RELATIVE | {"who", "which"}
            and agent(tokens, k)
            and verb_after(tokens, k) in deeds() - {"be"}
        ):
            return Found("demand", word, k)
        if asked:
            return None
        if word not in {"will", "shall"} or tokens[k - 1].lower in _RELATIVE or not tokens[k].text.islower():
            continue
        return _author_will(tokens, k)
    return None


def _author_will(tokens: Sequence[Token], k: int) -> Found | None:
    verb = verb_after(tokens, k)
    if {t.lower for t in tokens[k + 1 : k + 3]} & {"not", "never"} and not bounded(tokens, k):
        return Found("refusal", "will not", k) if agent(tokens, k) and bare(verb) in deeds() else None
    if verb is None or not any(t.text[0].isalpha() for t in tokens[:k]):
        return None
    if verb == "have" and tokens[k + 2 : k + 3] and participle(tokens[k + 2].lower):
        return None  # "will have crossed the river by now"
    if {t.lower for t in tokens} & listed("forecasting"):
        return Found("prediction", f"will {verb}", k)
    if tokens[k + 1].lower == "be" and (base := participle(verb)) is not None:
        done = base in deeds() or base in GIVES
        return Found("commitment" if base in GIVES else "plan", f"will be {verb}", k) if done else None
    if verb in listed("moves") and tokens[k + 2 : k + 3] and tokens[k + 2].lower in BACK and can_act(tokens, k):
        return Found("commitment", f"will {verb}", k)
    if verb == "return" and _brings(tokens[k + 2 : k + 4]):
        return Found("commitment", "will return", k)
    acts = can_act(tokens, k) or not (tokens[0].lower.endswith("ing") or tokens[0].lower in _POINTING)
    if bare(verb) in listed("arrangements"):
        return Found("plan", f"will {verb}", k) if acts else None
    if verb in listed("fates") and tokens[k + 2 : k + 3] and tokens[k + 2].lower in {"up", "in"}:
        return Found("prediction", f"will {verb} {tokens[k + 2].lower}", k)
    done = can_act(tokens, k) or (acts and not _goes_by_itself(tokens, k, verb))
    return Found("commitment", f"will {verb}", k) if verb in content_set("commissive") and done else None


def _goes_by_itself(tokens: Sequence[Token], k: int, verb: str) -> bool:
    """`will end next month`: no object follows the verb, so that its subject need not be anybody."""
    at = next((i for i in range(k + 1, len(tokens)) if tokens[i].lower == verb), k + 1)
    after = tokens[at + 1].lower if at + 1 < len(tokens) else "."
    return not after[:1].isalnum() or after in listed("borders") | {"next", "this", "soon", "by", "again", "later"}


def _brings(following: Sequence[Token]) -> bool:
    """`will return the bronze horses`, not `will return the next day`: something is given back."""
    words = [t.lower for t in following]
    if len(words) < 2 or words[1] in {"next", "following", "same", "day", "week"}:
        return False
    return words[0] in {"the", "all", "its", "his", "her", "their"} or words[0][:1].isdigit()


def _author_kind(tokens: Sequence[Token], start: int, end: int, kind: ForwardKind, phrase: str) -> Found | None:
    verb = tokens[end].lower if end < len(tokens) else ""
    before = {t.lower for t in tokens[max(0, start - 3) : start]}
    if kind == "plan" and {t.lower for t in tokens} & listed("undone"):
        return None
    if kind != "refusal" and before & {"not", "never", "n't", "without", "if", "whether"}:
        return None
    if _is_noun(tokens, start, phrase):
        return None
    if kind == "offer" and {t.lower for t in tokens[:start]} & listed("questions"):
        return None
    if kind == "refusal":
        silent = verb in listed("silences") or phrase in {"would not", "wouldn't"} or "if" in before
        by_itself = phrase.split()[0] in _MODAL and not can_act(tokens, start)  # "force will never defeat them"
        return None if silent or by_itself else Found(kind, phrase, start)
    if phrase in BE_TO:
        return be_to(tokens, start, end, phrase)
    if (
        kind == "commitment"
        and phrase in {"guarantees", "guaranteed", "pledged", "promised", "pledged a"}
        and not _has_amount(tokens[end:])
    ):
        return None
    if "committed" in phrase and before & {"who", "which", "that"}:
        return None  # "towns that are bound to build ports"
    told_of = before & {"be", "been", "was", "were", "being"} and "committed" not in phrase
    if kind in ("demand", "commitment") and told_of:
        return None  # "which had been ordered", "was promised": somebody else's act, recalled
    if kind == "demand":
        return _author_demand(tokens, start, end, phrase)
    if kind == "offer" and phrase in {"invited", "put forward"}:
        return None
    past = phrase.split()[0] in {"was", "were", "planned", "intended"} and phrase not in BE_TO
    return None if past else Found(kind, phrase, start)


def _is_noun(tokens: Sequence[Token], start: int, phrase: str) -> bool:
    """`a plan to save it`, `the rejected bid`: the phrase tells nobody's act."""
    if phrase in {"plans to", "plan to", "aims to"}:
        return tokens[start - 1].lower in _OWNERS
    return phrase == "rejected" and start > 0 and _no_subject(tokens[start - 1])


def _no_subject(token: Token) -> bool:
    """`300 rejected applicants`, `the rejected bid`, `which she rejected`: no refusal is told here."""
    return token.text[0].isdigit() or token.lower in _OWNERS | {"the", "a", "an", "some", "many", "all", "those"}


def _author_demand(tokens: Sequence[Token], start: int, end: int, phrase: str) -> Found | None:
    """A demand that the author reports without a statement: an object must follow the verb."""
    following = tokens[end] if end < len(tokens) else None
    if {t.lower for t in tokens[:start]} & listed("questions"):
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
    noun = start > 0 and tokens[start - 1].lower in _OWNERS | {"this", "that", "new", "renewed", "fresh", "latest"}
    asked = phrase.startswith("asked for") and (start == 0 or following.lower in listed("enquiries"))
    if noun or asked:
        return None  # "any push for a vote", "Asked for her reaction, ...", "asked for a comment"
    return Found("demand", phrase, start)


def _has_amount(tokens: Sequence[Token]) -> bool:
    return any(t.text[0].isdigit() for t in tokens[:5])
