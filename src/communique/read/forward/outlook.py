"""What a clause with "will", "would" or a schedule holds out, from its subject, its verb and its voice.

The grammar behind the kinds: whoever can act and is said to act commits himself or plans; what is done to a thing is arranged; a
harm held out is a threat; the rest is a forecast. Idioms that name an act by themselves stand in `data/idioms.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from communique.lexicon import noun_kind, state_named
from communique.read.acts.inflection import verb_forms
from communique.read.acts.lexicon import content_set, load, word_set
from communique.read.acts.tokens import Token
from communique.record.reading import ForwardKind

_PACKAGE = "communique.read.forward"
_MODALS = frozenset({"will", "would", "shall", "'ll"})
_NEGATED = frozenset({"won't", "wouldn't", "shan't"})
_OWN = r"his|her|its|their|our|my|your"
_PRONOUNS = frozenset({"he", "she", "they", "we", "i"})
_ACTORS = frozenset({"person", "organization", "collective"})
_PARTICLES = frozenset({"back", "over", "home", "off", "down", "away", "up", "out", "aside", "in"})
_PREPOSITIONS = frozenset({"for", "with", "on", "in", "at", "by", "from"})
_MONEY = re.compile(r"[\d.,]+|million|billion|hundred|thousand|half|third|quarter|rest|remainder|money|proceeds|sum")
_ON_A_DAY = frozenset({"on", "next", "tomorrow", "tonight", "today"})
_RELATIVE = frozenset({"which", "who", "what", "whether", "if", "that"})
_NO_PRESENT = frozenset("to can could may might must should would will shall did do does not never and or".split())
_BOUNDS = frozenset({"less", "later", "more", "fewer", "only", "just", "least"})
_NOBODY = frozenset({"no", "nobody", "none", "not"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A future clause: its subject, its main verb (base form where it is known), and how it is told."""

    at: int
    subject: tuple[Token, ...]
    verb: str
    after: str
    particle: str
    passive: bool
    negated: bool
    modal: str

    @property
    def gives(self) -> bool:
        """Whether something is paid, handed over or given up."""
        return self.verb in _words("gives") or bool(self.particle and self.verb in _words("moves"))

    @property
    def money(self) -> bool:
        """Whether the subject is a sum, or the rest of one."""
        return any(_MONEY.fullmatch(t.lower) for t in self.subject)

    @property
    def acts(self) -> bool:
        """Whether the subject can act: a person, a body, a state, a name, a personal pronoun."""
        words = [t for t in self.subject if t.text[0].isalnum()]
        if not words:
            return False
        if words[-1].lower in _PRONOUNS:
            return True
        phrase = " ".join(t.text for t in words)
        if noun_kind(phrase) in _ACTORS or state_named(words[-1].text):
            return True
        return words[-1].text[0].isupper() and (len(words) > 1 or words[0].start > 0 or noun_kind(phrase) is None)


@cache
def _idioms() -> tuple[tuple[ForwardKind, re.Pattern[str]], ...]:
    table = load(_PACKAGE, "idioms.yaml")
    return tuple((kind, re.compile(p.replace("{own}", _OWN))) for kind, patterns in table.items() for p in patterns)


def idiom(words: str) -> tuple[ForwardKind, int] | None:
    """The kind that a wording names by itself, and where in `words` it begins."""
    lowered = words.lower().replace("’", "'")
    for kind, pattern in _idioms():
        if found := pattern.search(lowered):
            return kind, found.start()
    return None


def future_clause(tokens: Sequence[Token]) -> Clause | None:
    """The first clause of the tokens that tells what will or would be; None in questions, relative clauses and wishes."""
    for k, token in enumerate(tokens):
        modal = token.lower if token.lower in _MODALS | _NEGATED else "'ll" if token.lower.endswith("'ll") else ""
        if not modal or (not k and modal != "'ll"):
            continue
        asked = {t.lower for t in tokens[max(0, k - 8) : k]} & _words("questions")
        if asked or tokens[k - 1].lower in _RELATIVE:
            return None
        clause = _clause(tokens, k, modal)
        return None if clause is not None and _describes(tokens, clause) else clause
    return None


def _describes(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether the clause describes a thing: "this is a price that they will pay", "the flat where he will live"."""
    opening = tokens.index(clause.subject[0]) if clause.subject else clause.at
    if opening < 3 or tokens[opening - 1].lower not in {"that", "which", "whom", "where"}:
        return False
    noun = tokens[opening - 2].lower
    described = tokens[opening - 3].lower in {"a", "an", "the", "this", "no", "any", "some"} and noun.isalpha()
    return described and noun not in _words("tidings")


def _clause(tokens: Sequence[Token], k: int, modal: str) -> Clause | None:
    rest = list(tokens[k + 1 : k + 10])
    negated = modal in _NEGATED or any(t.lower in {"not", "never"} for t in rest[:2])
    negated = negated and not bounded(tokens, k)
    negated = negated or [t.lower for t in rest[:2]] == ["be", "no"]
    verbs = [t for t in rest if t.lower not in _words("fillers") - {"be"} and not t.lower.endswith("ly")]
    if not verbs or verbs[0].lower in {"have", "you"} or not verbs[0].text[0].isalpha():
        return None
    if [t.lower for t in verbs[:2]] == ["continue", "to"] and len(verbs) > 2:
        verbs = verbs[2:]  # "will continue to provide": what goes on is the deed
    if verbs[0].lower == "be" and len(verbs) > 1 and verbs[1].lower.endswith("ing"):
        verbs = verbs[1:]  # "will be leaving"
    first, then = verbs[0], (verbs[1] if len(verbs) > 1 else None)
    passive = first.lower in {"be", "get"} and then is not None and participle(then.lower) is not None
    verb = (participle(then.lower) or "") if passive and then else _base(first.lower)
    after = (verbs[2] if passive and len(verbs) > 2 else then) if passive or then else None
    following = after.lower if after is not None else ""
    particle = following if following in _PARTICLES else ""
    subject = _subject(tokens, k)
    negated = negated or bool(subject and subject[0].lower in _NOBODY)
    return Clause(k, subject, verb, following, particle, passive, negated, modal)


def _base(verb: str) -> str:
    """The verb without its -ing, as far as a list of verbs has it."""
    if not verb.endswith("ing"):
        return verb
    known = content_set("commissive") | _words("arrangements") | _words("done") | _words("moves")
    return next((base for base in (verb[:-3], verb[:-3] + "e", verb[:-4]) if base in known), verb)


def bounded(tokens: Sequence[Token], k: int) -> bool:
    """`will release not less than 180`: the "not" behind the modal at `k` sets a bound and denies nothing."""
    pairs = zip(tokens[k + 1 : k + 4], tokens[k + 2 : k + 5], strict=False)
    return any(a.lower == "not" and b.lower in _BOUNDS for a, b in pairs)


def _subject(tokens: Sequence[Token], k: int) -> tuple[Token, ...]:
    """The words before the modal, back to where the clause opens; of "the crossing at Halm" the crossing."""
    start = end = k
    while True:
        while start > 0 and tokens[start - 1].lower not in _words("borders") and tokens[start - 1].text[0].isalnum():
            start -= 1
        if start < 2 or tokens[start - 1].lower not in _PREPOSITIONS or tokens[start - 2].lower in _words("borders"):
            break
        if not tokens[start - 2].text[0].isalnum():
            break
        start = end = start - 1
    return tuple(t for t in tokens[start:end] if t.lower not in {"that", "it's"})


@cache
def participle(word: str) -> str | None:
    """The base form of a past participle; None for any other word."""
    bases = [v for v in content_set("commissive") | _words("arrangements") | _words("done") if " " not in v]
    table = {
        form: base
        for base in sorted(bases)
        for form, kind in verb_forms(base).items()
        if "past" in kind or kind == "participle"
    }
    if word in table:
        return table[word]
    if word.endswith("ed") and len(word) > 4:
        return word[:-2]
    return None


def kind_of_clause(clause: Clause, *, ahead: bool, told: bool) -> ForwardKind | None:
    """The kind of a future clause that no cue names; None where it only says how things will be.

    `ahead`: a day still to come stands in it. `told`: it is somebody's statement, not the author's.
    """
    if clause.negated:
        return _negative(clause, told=told)
    own = clause.acts or (bool(clause.subject) and clause.subject[-1].lower == "it")
    theirs = bool(clause.subject) and re.fullmatch(_OWN, clause.subject[0].lower) is not None
    if clause.verb in _words("strikes") and told and (own or theirs or clause.passive):
        return "warning"
    if told and {t.lower for t in clause.subject} & _words("measures") and not clause.acts and not clause.gives:
        return "prediction"
    if clause.passive:
        if clause.gives or clause.modal == "shall":
            return "commitment"
        return "plan" if ahead else None
    if own and clause.verb not in _words("states"):
        return _of_actor(clause, ahead=ahead, told=told)
    return _of_thing(clause, ahead=ahead, told=told)


def _of_actor(clause: Clause, *, ahead: bool, told: bool) -> ForwardKind | None:
    """What somebody will do: what he gives is owed, what he takes a step for is planned."""
    step = clause.verb in _words("steps") and not clause.particle
    if clause.gives and not step:
        return "commitment"
    if clause.verb in _words("meeting") | _words("moves"):
        return "plan" if (told and clause.acts) or ahead else None
    if step and (told or ahead):
        return "plan"
    deed = clause.verb in content_set("commissive") | _words("done") or clause.modal == "shall"
    return "commitment" if deed and (clause.acts or told) else ("plan" if ahead else None)


def _of_thing(clause: Clause, *, ahead: bool, told: bool) -> ForwardKind | None:
    """How things will be: a sum that will follow is owed, what opens on a day is arranged, the rest foreseen."""
    if clause.money and clause.verb in {"go", "follow", "come", "be"} and told:
        return "commitment"
    if not ahead:
        return None
    if clause.verb in _words("meeting") | _words("moves") | _words("staying") | _arranged():
        return "plan"
    if told:
        return "commitment" if clause.verb in _words("arriving") else "prediction"
    return None


@cache
def _arranged() -> frozenset[str]:
    """Verbs of what is arranged for a day, without those that say how things are."""
    return _words("arrangements") - _words("states") - _words("arriving") - {"run", "continue", "move", "return"}


def _negative(clause: Clause, *, told: bool) -> ForwardKind | None:
    """`no mill will close`: a reassurance; `there will be no exchange`: a refusal; of who can act: a refusal of his."""
    if not told:
        return None
    subject = {t.lower for t in clause.subject}
    if clause.verb in _words("lapses") and clause.acts:
        return "commitment"
    if clause.passive and subject & _NOBODY and clause.verb in _words("ills"):
        return "commitment"
    if clause.verb in _words("ills") or (clause.verb == "be" and clause.after in {"without", "left", "forced"}):
        return "commitment" if subject & _NOBODY or not clause.acts else None
    if "there" in subject and clause.verb == "be":
        return "refusal"
    if subject & _NOBODY and (clause.passive or clause.verb in content_set("commissive")):
        return "refusal"
    done = clause.verb in content_set("commissive") | _words("done") and clause.verb not in _words("states")
    return "refusal" if clause.acts and done else None


def scheduled(tokens: Sequence[Token], *, ahead: bool) -> ForwardKind | None:
    """`the pact takes effect on 1 September`: a day to come and a verb of beginning in the present tense."""
    if not ahead:
        return None
    for k in range(1, len(tokens)):
        word = tokens[k].lower
        pair = f"{word} {tokens[k + 1].lower}" if k + 1 < len(tokens) else word
        if tokens[k - 1].lower in _words("owners") | _NO_PRESENT or tokens[k].text[0].isupper():
            continue
        if pair in _words("due"):
            return "commitment"
        if word in _words("scheduling") or pair in _words("scheduling"):
            return "plan"
    return None


def _words(name: str) -> frozenset[str]:
    return _listed()[name] if name in _listed() else word_set(_PACKAGE, name)


@cache
def _listed() -> dict[str, frozenset[str]]:
    return {key: frozenset(map(str, words)) for key, words in load(_PACKAGE, "forward.yaml").items()}


__all__ = ["Clause", "bounded", "future_clause", "idiom", "kind_of_clause", "participle", "scheduled"]
