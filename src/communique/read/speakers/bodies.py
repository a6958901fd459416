"""Sources that are no persons: bodies, media, papers, and the offices that belong to somebody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from communique.lexicon import media_name, noun_kind, singular, state_of
from communique.lexicon.when import MONTHS
from communique.read.naming.mentions import LocalActor
from communique.read.naming.names import Name
from communique.read.speakers.known import Known, Resolved, kind_of
from communique.read.speakers.source import SourcePhrase, possessive
from communique.read.speakers.words import word_list
from communique.record.reading import SpeakerKind

LAND_NAMED = 3  # times a state must be named before "the state" stands for it
ISSUED_REACH = 1_500  # characters that "the statement" looks back for whose it is
_LANDS = ("state", "country", "nation", "kingdom", "republic")
REACH = 4_000  # characters that "the committee" looks back for a committee with a name
_MAKER = re.compile(r"\b(?:by|from|for|in|at|to)\s+(?:the\s+|an?\s+)?(?:[\w’'-]+\s+){0,3}$")
_CAPITALISED = re.compile(r"[A-Z][\w’'.-]*(?:\s+(?:(?:of|the|du|de|la|le|and|for)\s+)*[A-Z][\w’'.-]*)*")
_PRINTED_MAKER = re.compile(
    r"\b([A-Z][\w’-]+(?:\s[A-Z][\w’-]+)*)\s(?:opinion\s|exit\s|tracking\s)?(?:polls?|polling|surveys?|data|study|studies|figures|estimates?|analysis|research)\b"
)
_FROM_A_PLACE = re.compile(r"\b(?:reports|dispatches|accounts|news|word|messages|letters|footage)\sfrom\s$", re.I)
_PRINTED_ISSUER = re.compile(
    r"\b(?:an?|the)\s([A-Z][\w’&-]+(?:\s[A-Z][\w’&-]+)*)\s(?:(?:news|press|media|written|joint)\s)"
    r"(?:release|statement|advisory|briefing|communiqu[eé]|note)\b"
)
_CHANNEL = re.compile(
    r"\b(?:facebook|twitter|instagram|telegram|weibo|social media|web ?site|page|account|blog)\b", re.I
)


class Bodies:
    """Answers for one article; a pure function of its names."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def named(self, bodies: Iterable[tuple[Name, LocalActor]]) -> Resolved:
        """A source that is the name of a body or state; a capital or a seat of government is marked as a metonym."""
        found = list(bodies)
        name, actor = found[0]
        match = state_of(name.text) if actor.kind in ("state", "place", "organization") else None
        if match and match.how in ("capital", "seat") and match.actor != name.text and len(found) == 1:
            described = f"“{name.text}”, a metonym for {match.actor}"
            return Resolved(
                match.actor, "organization", described, "a seat of government stands for its state", 0.8, (actor,)
            )
        if match and match.how in ("name", "alias", "code", "people", "adjective"):
            return Resolved(
                self._joined(found), "organization", None, "the source names a state", 0.85, tuple(a for _, a in found)
            )
        sure = {"place": 0.6, "other": 0.6, "agreement": 0.6}.get(actor.kind, 0.88)
        medium = actor.media or name.tag == "work" or noun_kind(name.text) == "media"
        kind: SpeakerKind = "media" if medium else "organization"
        return Resolved(self._joined(found), kind, None, "the source names a body", sure, tuple(a for _, a in found))

    @staticmethod
    def _joined(found: list[tuple[Name, LocalActor]]) -> str:
        return "; ".join(dict.fromkeys(a.name for _, a in found))

    def document(self, phrase: SourcePhrase, before: Resolved | None, owner: LocalActor | None = None) -> Resolved:
        """A paper speaks for whoever made or issued it, where the phrase says who; else under its own name."""
        head = phrase.head or ""
        maker = owner or self._maker(phrase)
        if maker and self.made_by(phrase):
            return Resolved(maker.name, kind_of(maker), phrase.text, f"made by {maker.name}", 0.75, (maker,))
        if maker and (head in word_list("made") or head in word_list("issued") or _CHANNEL.search(phrase.text)):
            reason = f"a {head} of {maker.name}"
            return Resolved(maker.name, kind_of(maker), phrase.text, reason, 0.75, (maker,))
        printed = _PRINTED_MAKER.search(phrase.text)
        if printed and head in word_list("made") and printed[1] not in MONTHS and state_of(printed[1]) is None:
            return Resolved(printed[1], "organization", phrase.text, f"a {head} of {printed[1]}", 0.7)
        issued = _PRINTED_ISSUER.search(phrase.text)
        if issued and head in word_list("issued") and issued[1] not in MONTHS and state_of(issued[1]) is None:
            return Resolved(issued[1], "organization", phrase.text, f"a {head} of {issued[1]}", 0.7)
        issuer = self._issuer(phrase) if phrase.definite and head in word_list("issued") else None
        if issuer is None and phrase.definite and head in word_list("often_of_others"):
            issuer = self._printed_in(phrase)
        if issuer:
            reason = f"the {head} of {issuer.name}, named before"
            return Resolved(issuer.name, kind_of(issuer), phrase.text, reason, 0.7, (issuer,))
        if self._just_reported(phrase, before) and before:
            reason = f"the {head} just reported, of {before.name}"
            return Resolved(before.name, before.kind, phrase.text, reason, 0.55, before.actors)
        if phrase.definite and not phrase.counted and not _plural(phrase.text, head):
            return Resolved(titled(phrase.text), "document", phrase.text, "the source is a document", 0.45)
        return Resolved(None, "document", phrase.text, "the source is a document without a name", 0.6)

    def _issuer(self, phrase: SourcePhrase) -> LocalActor | None:
        """Whose "the statement" is, where the text before prints it: "a statement from the Harbour Office"."""
        found = None
        pattern = rf"\b{re.escape(phrase.head or '')}\s+(?:[a-z]+\s+)?(?:from|by|of|for)\s+(?:the\s+|an?\s+)?"
        for m in re.finditer(pattern, self.known.text[max(0, phrase.start - ISSUED_REACH) : phrase.start], re.I):
            named = self.known.starting(max(0, phrase.start - ISSUED_REACH) + m.end())
            found = named[1] if named else found
        return found

    def _printed_in(self, phrase: SourcePhrase) -> LocalActor | None:
        """The medium that "the article" was in, where the text before says so: "an article in the Harbour Echo"."""
        start = max(0, phrase.start - ISSUED_REACH)
        last = None
        for m in re.finditer(
            rf"\b{re.escape(phrase.head or '-')}\s(?:in|on|for)\s(?:the\s|The\s)?",
            self.known.text[start : phrase.start],
        ):
            named = self.known.starting(start + m.end()) or self.known.starting(start + m.end() - 4)
            last = named[1] if named and (named[1].media or named[0].tag == "work") else last
        return last

    def _just_reported(self, phrase: SourcePhrase, before: Resolved | None) -> bool:
        """Whether "the statement" follows a statement by somebody with a name, made in such a paper."""
        if before is None or not before.name or not phrase.definite or phrase.possessive is not None:
            return False
        lately, head = self.known.text[max(0, phrase.start - ISSUED_REACH) : phrase.start], phrase.head or "-"
        if head in word_list("often_of_others"):
            by_means = rf"\b(?:his|her|their|its)\s(?:[\w-]+\s){{0,3}}?{re.escape(head)}\b"
            return re.search(by_means, lately, re.I) is not None
        return head in word_list("issued") and head in lately.lower()

    def _maker(self, phrase: SourcePhrase) -> LocalActor | None:
        """Who made the paper: the possessor, the name after "by" or "from", or the name right before the head."""
        if phrase.owner:
            return phrase.owner
        text = self.known.text
        for name, actor in self.known.inside(phrase.start, phrase.end):
            if _MAKER.search(text, phrase.start, name.start):
                if _FROM_A_PLACE.search(text, phrase.start, name.start) and not _speaks(actor):
                    continue
                return actor
            rest = [singular(w.lower().strip(",.")) for w in text[name.end : phrase.end].split()[:2]]
            if rest and rest[0] in word_list("paper_modifiers"):
                rest = rest[1:]  # "a Harbour Office press release"
            if rest and rest[0] == phrase.head and actor.kind != "place":
                return actor
        return None

    def medium(self, phrase: SourcePhrase) -> Resolved:
        """A medium by its printed name, by a capitalised run beside the word "newspaper", or the one named before."""
        plain = phrase.text.split(",")[0]
        noun = next((m for m in re.finditer(r"[a-z]+", plain) if m[0] in word_list("media_nouns")), None)
        known = media_name(plain) if noun is None else None
        if known:
            return Resolved(known, "media", None, "the source names a medium", 0.9)
        runs = [m for m in _CAPITALISED.finditer(plain) if not _ordinary(m[0], m.start()) and not state_of(m[0])]
        behind = [m[0] for m in runs if noun and m.start() > noun.start()] or [m[0] for m in runs]
        if behind:
            best = max(behind, key=len)
            name = media_name(best) or re.sub(r"^The\s+", "", best)
            if name.endswith(("'s", "’s")):  # "Maresia's state news agency"
                name = titled(phrase.text)
            return Resolved(name, "media", phrase.text, "the source names a medium", 0.8)
        if phrase.definite:
            named = self._media_before(phrase.start)
            if named:
                return Resolved(
                    named.name, "media", phrase.text, f"{phrase.text} is {named.name}, named before", 0.7, (named,)
                )
        return Resolved(None, "media" if phrase.definite else "unnamed", phrase.text, "a medium that is not named", 0.6)

    def speaks_of_medium(self, phrase: SourcePhrase) -> bool:
        """Whether a noun for a medium stands beside a capitalised name: "the tabloid Harbour Echo"."""
        plain = phrase.text.split(",")[0]
        found = {w.lower() for w in re.findall(r"[\w-]+", plain)} & word_list("media_nouns")
        return bool(found) and any(not _ordinary(m[0], m.start()) for m in _CAPITALISED.finditer(plain))

    def made_by(self, phrase: SourcePhrase) -> bool:
        """Whether the phrase is a paper with its maker behind "by": "polling last year by the Harbour Institute"."""
        found = re.match(r"(?:the\s+|an?\s+)?(?:[\w-]+\s+){0,2}?([a-z-]+)\b.*?\bby\b", phrase.text, re.I)
        return bool(found) and found[1].lower() in word_list("made")  # type: ignore[index]

    def _media_before(self, at: int) -> LocalActor | None:
        return next((a for n, a in self.known.before(at, REACH) if a.media or n.tag == "work"), None)

    def common(self, phrase: SourcePhrase) -> Resolved | None:
        """The committee, after "the Harbour Committee": the body named before whose name holds the noun."""
        if not phrase.definite or phrase.possessive or not phrase.head:
            return None
        text = phrase.text.lower()
        modifiers = {w for w in re.findall(r"[a-z]+", text) if w not in ("the", "this", "that", phrase.head)}
        for _name, actor in self.known.before(phrase.start, REACH):
            words = [singular(w) for w in re.findall(r"[a-z]+", actor.name.lower()) if w != "the"]
            if actor.kind == "person" or phrase.head not in words or len(words) < 2:
                continue
            if modifiers and not modifiers & set(words) and not modifiers & {"full", "same", "whole", "high", "top"}:
                continue
            return Resolved(
                actor.name, kind_of(actor), phrase.text, f"{phrase.text} is {actor.name}, named before", 0.75, (actor,)
            )
        if phrase.head == "administration":
            return self._administration(phrase)
        return self._state(phrase)

    def _state(self, phrase: SourcePhrase) -> Resolved | None:
        """The state, the country: the one state that the text before is about, named far more often than any other."""
        words = phrase.text.lower().split()
        if len(words) != 2 or words[0] != "the" or phrase.head not in _LANDS:
            return None
        federal = phrase.head == "state"
        held: Counter[int] = Counter()
        by_id = {}
        for name, actor in self.known.before(phrase.start):
            match = state_of(name.text)
            land = actor.name in word_list("federal_states") if federal else bool(match and match.how == "name")
            if land:
                held[id(actor)] += 1
                by_id[id(actor)] = actor
        order = held.most_common(2)
        if not order or order[0][1] < LAND_NAMED or (len(order) > 1 and order[0][1] < 2 * order[1][1]):
            return None
        actor = by_id[order[0][0]]
        return Resolved(
            actor.name,
            "organization",
            phrase.text,
            f"{phrase.text} that this text is about is {actor.name}",
            0.75,
            (actor,),
        )

    def _administration(self, phrase: SourcePhrase) -> Resolved | None:
        names = re.findall(r"\b([A-Z][\w’-]+) [Aa]dministration\b", self.known.text[: phrase.start])
        if not names:
            return None
        name = f"{names[-1]} administration"
        return Resolved(name, "organization", phrase.text, f"{phrase.text} is the {name}, named before", 0.75)

    def owned(self, phrase: SourcePhrase, owner: LocalActor, sure: float) -> Resolved | None:
        """The office, campaign or team of a person: "his office" is "Ana Vale's office"."""
        if phrase.head not in word_list("offices") or owner.kind != "person":
            return None
        name = f"{owner.name}’s {phrase.head}" if "’" in self.known.text else f"{owner.name}'s {phrase.head}"
        return Resolved(name, "organization", phrase.text, f"the {phrase.head} of {owner.name}", round(0.85 * sure, 4))


def body_described(phrase: SourcePhrase) -> Resolved:
    """A body without a name of its own: "police", "the court", "Democrats"; "a court" is not named."""
    if phrase.indefinite:
        return Resolved(None, "unnamed", phrase.text, "a body that is not named", 0.8)
    bare = len(phrase.text.split()) == 2 and phrase.definite
    if phrase.head in ("side", "party", "nation", "country") and re.search(
        r"\b(?:two|both|three|sides|parties)\b", phrase.text
    ):
        return Resolved(None, "unnamed", phrase.text, "parties that are not named", 0.6)
    if (
        phrase.kind == "organization"
        and _plural(phrase.text, phrase.head or "")
        and not re.search(r"[A-Z]", titled(phrase.text)[1:])
    ):
        return Resolved(None, "unnamed", phrase.text, "bodies that are not named", 0.8)
    sure = 0.45 if bare or phrase.possessive else 0.7
    return Resolved(titled(phrase.text), "organization", phrase.text, "the source is a body", sure)


def titled(phrase: str) -> str:
    """A phrase without its article, and without what follows its first comma."""
    words = phrase.split(",")[0].split()
    return " ".join(words[1:] if words and words[0].lower() in ("the", "a", "an") and len(words) > 1 else words)


def proper_name(known: Known, phrase: SourcePhrase) -> str | None:
    """The phrase as a name that the tagger missed: capitalised throughout, and not only because it opens a sentence."""
    words = titled(phrase.text).split()
    if not 1 <= len(words) <= 6 or phrase.kind is not None or possessive(known.text, phrase.end):
        return None
    small = ("of", "the", "for", "and", "de", "la", "von", "van", "bin", "al", "du", "to", "on", "in")
    if not words[0][:1].isupper() or not all(w[:1].isupper() or w in small for w in words):
        return None
    if not all(re.search(r"[a-z]", w) or w.isupper() for w in words):
        return None
    if any(w.lower() in _NO_NAME for w in words):
        return None
    name = " ".join(words)
    within = re.search(rf"[a-z,;]\s+(?:the\s+)?{re.escape(name)}\b", known.text)
    lower = re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", known.text)
    return name if within and not lower else name if len(words) > 1 and not lower else None


_NO_NAME = frozenset(
    "one two three some many last next this that other another monday tuesday wednesday thursday friday saturday sunday "
    "january february march april "
    "june july august september october november december says said signals".split()
)


def _plural(phrase: str, head: str) -> bool:
    return (
        bool(head) and re.search(rf"\b{re.escape(head)}s\b|\b{re.escape(head[:-1])}ies\b", phrase.lower()) is not None
    )


def _speaks(actor: LocalActor) -> bool:
    """Whether a name behind "reports from" is of who made them, and not of where they come from."""
    return actor.kind == "person" or actor.media or noun_kind(actor.name) is not None


def _ordinary(word: str, at: int) -> bool:
    """A capitalised run that is only the phrase's first word: "The", "Local", "State"."""
    plain = word.lower()
    return plain in ("the", "a", "an", "local", "state", "some", "several", "his", "her", "one") or (
        at == 0 and " " not in word and singular(plain) in word_list("media_nouns")
    )
