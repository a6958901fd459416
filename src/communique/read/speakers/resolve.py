"""Resolve each source to a speaker: the name it holds, else whom its pronoun or role points to, else unknown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from communique.lexicon import (
    gender_cue,
    given_gender,
    media_name,
    noun_kind,
    parse_role,
    plain_letters,
    split_title,
    state_of,
)
from communique.read.naming.mentions import LocalActor
from communique.read.scores import Antecedents, WordScores
from communique.read.speakers.bodies import Bodies, body_described, proper_name, titled
from communique.read.speakers.known import UNKNOWN, Known, Resolved, is_body, kind_of
from communique.read.speakers.labels import Labels
from communique.read.speakers.offices import Offices
from communique.read.speakers.principals import principal
from communique.read.speakers.pronouns import AGENT, Pronouns, surest
from communique.read.speakers.sides import Sides
from communique.read.speakers.source import (
    FIRST_PERSON,
    OWNERS,
    RELATIVES,
    SINGULAR_PRONOUNS,
    SourcePhrase,
    analyse,
    counts_all,
    explained_as_body,
    is_plural,
    noun_around,
    possessive,
)
from communique.read.speakers.subjects import opens_clause, pronoun_subjects, sentence_start
from communique.read.speakers.turns import Turns
from communique.read.speakers.words import word_list
from communique.record.reading import SpeakerKind

__all__ = ["UNKNOWN", "Resolved", "SpeakerResolver"]

NOMINAL_FLOOR = 0.78  # confidence that "the senator" needs to be given a name by the model alone
CARRIED = 0.75  # share of its confidence that a speaker keeps when carried over to the next quotation
OPENING_CUE = 12  # characters between the start of a sentence and a participle that opens it
Spans = tuple[tuple[int, int], ...]
FOLLOWING = 40  # characters between two statements that follow each other at once
_CLOSING_NAME = re.compile(r",\s((?:[A-Z][\w.’'-]+\s){1,3}[A-Z][\w’'-]+),?$")
_COMMA = re.compile(r"[^,\s]{0,2},[”\"’']{0,2}\s+(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen)\.?\s+)?")
_NEW = re.compile(r"\bof an?\b|\bin an?\b")  # "the head of a rebel group" is somebody new
_NAME_FIRST = re.compile(r"(?:^|[.!?][\"”’)]?\s*|\n)(?P<name>(?:[A-Z][\w.’'-]+\s){0,3}[A-Z][\w’'-]+),\s$")
_LAST_ITEM = re.compile(r"\s*and\s+(?:[\w.’'-]+\s+){0,7}")
_ITEM_LEAD = re.compile(r"\W*(?:[\w.’'-]+,?\s+){0,12}")  # "Three senators, Senator" before the first name of a list
_ADDING = re.compile(r"\s+(?:(?:also|then|further)\b|add(?:s|ed)\b|went\s+on\b|goes\s+on\b|continue[sd]\b)")
_OWN_VERB = re.compile(r"\s(?:said|says|told|replied|answered|added|declined|refused|called|warned|insisted|wrote)\b")
_PRONOUN_AND = re.compile(r"(?P<who>[Hh]e|[Ss]he)\sand\s")
_GAP_SUBJECT = re.compile(r"(?:^|[.!?][\"”’)]?\s+|\n\s*)(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen)\.?\s+)?$")


class SpeakerResolver:
    """Holds one article's names and asks the model's antecedents; a pure function of its inputs."""

    def __init__(self, scores: WordScores, actors: Sequence[LocalActor]) -> None:
        self.scores, self.text, self.actors = scores, scores.words.text, list(actors)
        self.known = Known(scores, actors)
        self.pronouns, self.bodies, self.sides = Pronouns(self.known), Bodies(self.known), Sides(self.known)
        self.offices, self.labels = Offices(self.known, self.pronouns), Labels(self.known)
        self.turns = Turns(self.known, self.offices)

    def resolve(
        self,
        span: tuple[int, int],
        before: Resolved | None = None,
        gap: tuple[int, int] | None = None,
        said: Spans = (),
    ) -> Resolved:
        """The speaker behind one source span.

        `before` is the speaker of the statement just before, for pronouns, and `gap` what stands between the two;
        `said` is what the source says: a name in it is not whom "he" in "he said" means.
        """
        phrase = analyse(self.text, span[0], span[1], self.known.inside(*span))
        if not phrase.text:
            return UNKNOWN
        closing = _CLOSING_NAME.search(self.text, phrase.end, span[1]) if not phrase.persons else None
        if closing and phrase.kind == "person" and not noun_kind(closing[1]) and not state_of(closing[1]):
            return Resolved(closing[1], "named", phrase.text, "named at the end of the source", 0.8)
        if self.text[span[1] : span[1] + 1] == ":" and (phrase.text.isupper() or " " not in phrase.text):
            label = self.turns.speaker(phrase.text)
            if label:
                return label
        if phrase.persons:
            return self._with_pronoun(self._named(phrase), phrase, before, gap, said)
        if phrase.text.lower() in ("his", "her"):
            return self.pronouns.owner(phrase.start, phrase.end, before)
        if phrase.pronoun:
            return self._pronoun(phrase, before, gap, said)
        return (
            self.sides.pair(phrase)
            or self._beside(phrase)
            or self._untagged(phrase)
            or self._owned(phrase, before)
            or self._described(phrase, before)
        )

    def carried(self, before: Resolved, start: int, end: int) -> Resolved:
        """The speaker of the quotation before, for one without a source; whoever the text between turns to instead."""
        for name, actor in self.known.inside(start, end):
            if actor.kind == "person" and all(a is not actor for a in before.actors):
                if _GAP_SUBJECT.search(self.text[max(start, name.start - 12) : name.start]):
                    return Resolved(
                        actor.name, "named", None, f"the sentence before is about {actor.name}", 0.55, (actor,)
                    )
                return replace(UNKNOWN, reason="somebody else is named since the quotation before")
        if before.kind == "unknown":
            return replace(before, confidence=0.0, description=None)
        reason = "carried over from the statement before: no source of its own"
        return replace(before, confidence=round(before.confidence * CARRIED, 4), reason=reason, description=None)

    def speaks_for(self, span: tuple[int, int]) -> str | None:
        """Whom the source at `span` speaks for, if it is a spokesman."""
        return principal(self.known, self.pronouns, *span)

    def subject(self, cue: tuple[int, int], content_end: int, before: Resolved | None) -> Resolved | None:
        """Whose a participle without a source is ("..., saying it came late"): the subject of its sentence."""
        begin = sentence_start(self.text, cue[0])
        found = [
            (name.start, Resolved(a.name, kind_of(a), None, f"{a.name} is the subject of the sentence", 0.65, (a,)))
            for name, a in self.known.inside(begin, cue[0])
            if opens_clause(self.text, begin, name.start, name.end)
        ]
        for span in pronoun_subjects(self.text, begin, cue[0]):
            who = self.resolve(span, before)
            found.append((span[0], replace(who, confidence=round(who.confidence * CARRIED, 4))))
        if found:
            return max(found, key=lambda f: f[0])[1]
        comma = _COMMA.match(self.text, max(begin, content_end - 2), content_end + 12)
        behind = self.known.starting(comma.end()) if comma and cue[0] - begin <= OPENING_CUE else None
        if behind is None:
            return None
        actor = behind[1]
        return Resolved(
            actor.name, kind_of(actor), None, f"{actor.name} is the subject of the sentence", 0.65, (actor,)
        )

    # --- persons

    def _named(self, phrase: SourcePhrase) -> Resolved:
        persons = (*self._listed_before(phrase), *phrase.persons)
        name = "; ".join(dict.fromkeys(a.name for a in persons))
        sure, reason = (0.97 if len(persons) == 1 else 0.85), "named in the source"
        first, written = phrase.persons[0], phrase.spoken[0].text
        if len(persons) == 1 and " " not in written and self.known.shared_family(first):
            sure, reason = 0.6, "a family name that two persons of the article bear"
        elif len(persons) == 1 and " " not in first.name:
            sure, reason = 0.85, "named in the source, by one name only"
        kind: SpeakerKind = "organization" if len(persons) == 1 and explained_as_body(self.text, phrase) else "named"
        return Resolved(name, kind, None, reason, sure, persons)

    def _with_pronoun(
        self,
        named: Resolved,
        phrase: SourcePhrase,
        before: Resolved | None,
        gap: tuple[int, int] | None,
        said: Spans,
    ) -> Resolved:
        """Joint speakers of whom the first is a pronoun: "he and Chancellor Ivo Kral"."""
        first = _PRONOUN_AND.match(self.text, phrase.start, phrase.end)
        if first is None:
            return named
        who = self._pronoun(analyse(self.text, *first.span("who"), ()), before, gap, said)
        if not who.name or any(a in named.actors for a in who.actors):
            return named
        sure = min(who.confidence, named.confidence)
        return replace(named, name=f"{who.name}; {named.name}", confidence=sure, actors=(*who.actors, *named.actors))

    def _listed_before(self, phrase: SourcePhrase) -> tuple[LocalActor, ...]:
        """Those whom a list with semicolons names before its last member, which is all that the source span holds."""
        begin = sentence_start(self.text, phrase.start)
        *earlier, last = self.text[begin : phrase.start].split(";")
        if not earlier or not _LAST_ITEM.fullmatch(last):
            return ()
        found: list[LocalActor] = []
        for item in earlier:
            lead = next((p for p in self.known.inside(begin, begin + len(item)) if p[1].kind == "person"), None)
            if lead is None or not _ITEM_LEAD.fullmatch(self.text, begin, lead[0].start):
                return ()
            found.append(lead[1])
            begin += len(item) + 1
        return tuple(a for a in dict.fromkeys(found) if a not in phrase.persons)

    def _beside(self, phrase: SourcePhrase) -> Resolved | None:
        """A title whose name stands just outside the source span, as its apposition."""
        if phrase.kind not in ("person", None) or phrase.counted or is_plural(phrase):
            return None
        opened = self._opens_sentence(phrase)
        if opened and phrase.definite:
            return opened
        if not phrase.kind or not parse_role(phrase.text):
            return None
        after = re.match(r",?\s+(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?", self.text[phrase.end : phrase.end + 8])
        behind = self.known.starting(phrase.end + after.end()) if after else None
        if behind and after and after[0][0] == "," and _OWN_VERB.match(self.text, behind[0].end):
            behind = None  # "Asked about the president, Ana Vale said"
        if behind and behind[1].kind == "person" and not possessive(self.text, behind[0].end):
            return _apposed_to(phrase, behind[1], "behind", 0.9)
        if self.text[phrase.end : phrase.end + 1] == ",":
            for name, actor in self.known.before(phrase.start, 40):
                if actor.kind == "person" and self.text[name.end : phrase.start] == ", ":
                    return _apposed_to(phrase, actor, "before", 0.85)
        return None

    def _opens_sentence(self, phrase: SourcePhrase) -> Resolved | None:
        """The name that is all that stands between a full stop and the phrase: "Ana Vale, the coordinator urged"."""
        first = _NAME_FIRST.search(self.text[max(0, phrase.start - 60) : phrase.start])
        if first is None:
            return None
        at = phrase.start - len(first[0]) + first.start("name") - first.start()
        tagged = self.known.starting(at)
        if tagged:
            return _apposed_to(phrase, tagged[1], "before", 0.85) if tagged[1].kind == "person" else None
        name = first["name"]
        if " " not in name or noun_kind(name) or state_of(name) or split_title(name)[0]:
            return None
        if given_gender(name.split()[0]) is None:
            return None  # "In Zerhoun, the governor", "By Saturday, the council": when and where
        return Resolved(name, "named", phrase.text, f"{phrase.text} is {name}, named before it", 0.7)

    def _untagged(self, phrase: SourcePhrase) -> Resolved | None:
        """A name that the tagger missed: behind a title, in capitals, or capitalised throughout."""
        apposed = self._apposed(phrase)
        if apposed or phrase.bodies or phrase.counted:
            return apposed
        state = state_of(titled(phrase.text), adjectives=False)
        if state and state.how in ("name", "alias", "code"):
            return Resolved(state.actor, "organization", None, "the source names a state", 0.85)
        title, rest = split_title(phrase.text.split(",")[0])
        words = rest.split()
        plain = (
            1 <= len(words) <= 4 and all(w[0].isupper() for w in words) and not noun_kind(rest) and not state_of(rest)
        )
        if words and plain:
            family = plain_letters(words[-1])
            bearers = [a for a in self.actors if a.person and plain_letters(a.person.full_family) == family]
            if len(bearers) == 1 and (title or len(words) == 1):
                return Resolved(bearers[0].name, "named", None, "named in the source", 0.92, (bearers[0],))
        if title and plain and len(words) > 1:
            return Resolved(rest, "named", None, "named in the source behind a title", 0.8)
        medium = media_name(phrase.text)
        if medium:
            return Resolved(medium, "media", None, "the source names a medium", 0.9)
        name = proper_name(self.known, phrase)
        if name is None:
            return None
        state = state_of(name)
        if state:
            return Resolved(state.actor, "organization", None, "the source names a state", 0.75)
        person = len(name.split()) > 1 and given_gender(name.split()[0]) is not None
        return Resolved(name, "named" if person else "organization", None, "a name in the source", 0.65)

    def _apposed(self, phrase: SourcePhrase) -> Resolved | None:
        """A name behind the last comma of a description: "the leader of the Harbour Front, Jean-Luc Vale"."""
        lead, comma, tail = phrase.text.rpartition(", ")
        if not comma:
            return None
        for name, actor in phrase.bodies:
            if self.text[name.start - 2 : name.start] == ", " and name.end >= phrase.end - 2 and phrase.counted:
                return Resolved(actor.name, kind_of(actor), phrase.text, "named in apposition", 0.8, (actor,))
        words = tail.split()
        named = 2 <= len(words) <= 5 and all(w[0].isupper() or w in ("de", "van", "von", "bin", "al") for w in words)
        if noun_kind(lead) != "person" or not named or noun_kind(tail) or state_of(tail) or parse_role(tail):
            return None
        return Resolved(tail, "named", phrase.text, "named in apposition", 0.8)

    # --- pronouns

    def _pronoun(
        self, phrase: SourcePhrase, before: Resolved | None, gap: tuple[int, int] | None, said: Spans
    ) -> Resolved:
        pronoun = phrase.pronoun or ""
        if pronoun in FIRST_PERSON:
            return Resolved(None, "unknown", phrase.text, f"“{phrase.text}” is whoever speaks or writes here", 0.0)
        if pronoun in RELATIVES:
            return self._relative(phrase, before)
        gender = SINGULAR_PRONOUNS.get(pronoun)
        met = self.pronouns.met(phrase.start, gender) if gender else None
        if met:
            return replace(met, reason=f"“{phrase.text}” is {met.name}, who was met just before")
        points = self._outside(self._own_points(phrase), said)
        only = "bodies" if pronoun in ("it", "itself") else None
        follows = before is not None and self._follows(gap)
        if follows and gender and before and before.kind == "unnamed" and _ADDING.match(self.text, phrase.end):
            return self._goes_on(phrase, before)
        ranked = self.pronouns.ranked(
            points, phrase.start, gender, before, only=only, follows=follows, opens=gap and gap[1]
        )
        plural = pronoun in ("they", "them", "themselves")
        if plural:
            group = self._group_before(before, phrase)
            if group:
                return group
            ranked = [(a, s * (0.3 if a.kind == "person" else 1.0)) for a, s in ranked]
        found = surest(ranked)
        if found and (found[0].kind == "person") == bool(gender):
            actor, sure = found
            return Resolved(actor.name, kind_of(actor), None, f"“{phrase.text}” points to {actor.name}", sure, (actor,))
        if follows and only and before and is_body(before):
            return self._goes_on(phrase, before)
        noun = self._nominal_antecedent(phrase)
        if noun:
            return noun
        reason = f"“{phrase.text}” cannot be tied to one name with enough certainty"
        return Resolved(None, "unknown", phrase.text, reason, 0.0)

    @staticmethod
    def _goes_on(phrase: SourcePhrase, before: Resolved) -> Resolved:
        reason = f"“{phrase.text}” goes on with what was said just before"
        return replace(before, confidence=round(before.confidence * CARRIED, 4), reason=reason)

    def _follows(self, gap: tuple[int, int] | None) -> bool:
        """Whether a statement follows the one before at once: nothing is told in between, and nobody named."""
        if gap is None or gap[1] - gap[0] > FOLLOWING:
            return False
        return not any(a.kind == "person" for _, a in self.known.inside(*gap))

    def _own_points(self, phrase: SourcePhrase) -> Antecedents | None:
        word = next(iter(self.scores.words.at(phrase.start, phrase.end)), None)
        return self.scores.antecedents.get(word) if word is not None else None

    def _outside(self, points: Antecedents | None, said: Spans) -> Antecedents | None:
        """The antecedents of who says something, without the words of what is said: "Vale will go, he said" is not Vale's."""
        if points is None or not said:
            return points
        starts = ((w, p, self.scores.words.span(w, w)[0]) for w, p in points.words)
        kept = tuple((w, p) for w, p, at in starts if not any(s <= at < e for s, e in said))
        return replace(points, words=kept)

    def _group_before(self, before: Resolved | None, phrase: SourcePhrase) -> Resolved | None:
        """They, after a statement by a group is that group, named or not."""
        if before is None or before.kind not in ("unnamed", "organization", "named"):
            return None
        joint = len(before.actors) > 1
        group = before.kind != "named" and (before.name or before.description)
        if not joint and not group:
            return None
        return replace(
            before, confidence=round(before.confidence * 0.75, 4), reason=f"“{phrase.text}” after a statement by them"
        )

    def _relative(self, phrase: SourcePhrase, before: Resolved | None) -> Resolved:
        found = self.pronouns.relative(phrase.start)
        if isinstance(found, Resolved):
            return found
        if found is None:
            return Resolved(None, "unknown", phrase.text, f"“{phrase.text}” belongs to no noun just before it", 0.0)
        noun = analyse(self.text, found[0], found[1], self.known.inside(*found))
        if not noun.text or noun.pronoun:
            return Resolved(None, "unknown", phrase.text, f"“{phrase.text}” belongs to no noun just before it", 0.0)
        return self._named(noun) if noun.persons else self._described(noun, before)

    def _nominal_antecedent(self, phrase: SourcePhrase) -> Resolved | None:
        """A pronoun for somebody without a name ("the trader ... he said") is unnamed, described by that noun."""
        points = self._own_points(phrase)
        if points is None or not points.words:
            return None
        word, p = points.words[0]
        if p < 0.3 or word in self.known.owner_of_word:
            return None
        start, end = self.scores.words.span(word, word)
        lead = re.search(
            r"\b(?:the|his|her|their)\s+(?:[\w’'-]+\s+){0,2}$", self.text[max(0, start - 40) : start], re.I
        )
        if lead:
            noun = analyse(self.text, start - len(lead[0]), end, self.known.inside(start - len(lead[0]), end))
            by_role = self.offices.bearer(noun) if not noun.persons else None
            if by_role:
                return replace(by_role, confidence=round(by_role.confidence * p, 4))
        head = noun_around(self.text, start, end)
        return Resolved(None, "unnamed", head, f"“{phrase.text}” points to “{head}”, who is not named", round(p, 4))

    # --- descriptions

    def _owned(self, phrase: SourcePhrase, before: Resolved | None) -> Resolved | None:
        """What belongs to a person: offices under that person's name; relatives and staff stay unnamed."""
        owner, sure = phrase.owner, 0.95
        if owner is None and phrase.possessive in ("his", "her"):
            end = phrase.start + len(phrase.possessive)
            told_of = self._told_of(phrase)
            found = (told_of, 0.8) if told_of else None
            found = found or self.pronouns.person(phrase.start, end, OWNERS[phrase.possessive], before)
            owner, sure = found if found else (None, 0.0)
        if owner is None and phrase.possessive == "its" and phrase.kind == "organization":
            return self._part_of(phrase, before)
        if owner is None:
            return None
        if phrase.kind == "document" and phrase.possessive:
            found_paper = self.bodies.document(phrase, before, owner)
            return replace(found_paper, confidence=round(found_paper.confidence * sure, 4))
        office = self.bodies.owned(phrase, owner, sure)
        if office or phrase.kind != "person":
            return office
        by_role = None if is_plural(phrase) else self.offices.bearer(phrase)
        if by_role and by_role.name and all(a is not owner for a in by_role.actors):
            return by_role
        return Resolved(None, "unnamed", phrase.text, f"somebody of {owner.name}’s, not named", 0.8)

    def _told_of(self, phrase: SourcePhrase) -> LocalActor | None:
        """ "Morel had asked for more, his office said": the one person of the words in front, who are told of and not quoted."""
        if self.text[max(0, phrase.start - 2) : phrase.start] != ", ":
            return None
        start = sentence_start(self.text, phrase.start)
        here = {id(a): a for _, a in self.known.inside(start, phrase.start) if a.kind == "person"}
        if len(here) != 1 or any(mark in self.text[start : phrase.start] for mark in '”"»'):
            return None
        (actor,) = here.values()
        return None if actor.gender and actor.gender != OWNERS[str(phrase.possessive)] else actor

    def _part_of(self, phrase: SourcePhrase, before: Resolved | None) -> Resolved | None:
        """Its finance ministry: that of the state or body that the pronoun points to."""
        points = self._own_points(phrase)
        found = surest(self.pronouns.ranked(points, phrase.start, None, before, only="bodies"))
        if found is None or found[0].kind == "person":
            return None
        owner, sure = found
        name = f"{owner.name}’s {phrase.text[4:]}" if "’" in self.text else f"{owner.name}'s {phrase.text[4:]}"
        return Resolved(name, "organization", phrase.text, f"“its” points to {owner.name}", round(0.8 * sure, 4))

    def _described(self, phrase: SourcePhrase, before: Resolved | None) -> Resolved:
        if phrase.counted and not counts_all(phrase):
            return Resolved(None, "unnamed", phrase.text, "a number of people, not named", 0.85)
        if phrase.kind == "document" or self.bodies.made_by(phrase):
            return self.bodies.document(phrase, before)
        if phrase.kind == "media" and not phrase.bodies:
            return self.labels.bearer(phrase) or self.bodies.medium(phrase)
        one = phrase.kind == "collective" and not is_plural(phrase) and (phrase.definite or phrase.indefinite)
        if phrase.bodies and phrase.kind != "person" and not one:
            return self.bodies.named(phrase.bodies)
        if phrase.head in word_list("media_nouns") and phrase.kind != "person" and phrase.kind != "organization":
            return self.bodies.medium(phrase)
        if phrase.kind is None and self.bodies.speaks_of_medium(phrase):
            return self.bodies.medium(phrase)
        plural = is_plural(phrase)
        if phrase.kind in ("organization", "collective") and not one:
            named = self.bodies.common(phrase) if not plural else None
            return named or body_described(phrase)
        if phrase.definite:
            pointed = self.offices.bearer(phrase) or self.labels.bearer(phrase)
            pointed = pointed or (None if plural else self._by_antecedent(phrase))
            if pointed:
                return pointed
        if phrase.bodies and not one:
            return self.bodies.named(phrase.bodies)
        return Resolved(None, "unnamed", phrase.text, "the source is described, not named", 0.85)

    def _as_elsewhere(self, phrase: SourcePhrase, actor: LocalActor, only: str | None) -> bool:
        """Whether the same words elsewhere in the article point to this actor beyond doubt."""
        if phrase.possessive or " " not in phrase.text:
            return False
        for m in re.finditer(rf"\b{re.escape(phrase.text)}\b", self.text, re.I):
            if m.start() != phrase.start:
                points = self.known.points(m.start(), m.end())
                sure = surest(self.pronouns.ranked(points, m.start(), gender_cue(phrase.text), None, only=only))
                if sure and sure[1] >= NOMINAL_FLOOR:
                    return sure[0] is actor
        return False

    def _by_antecedent(self, phrase: SourcePhrase) -> Resolved | None:
        """A definite description that the model ties to a person, gender and kind agreeing."""
        if phrase.head in word_list("never_tied") or _NEW.search(phrase.text):
            return None
        if phrase.head in word_list("kin"):
            return None  # the model points at whose mother she is, and "the son" may be any
        person = phrase.kind in ("person", "collective") or bool(AGENT.search(phrase.head or ""))
        only = "persons" if person else None
        points = self.known.points(phrase.start, phrase.end)
        ranked = self.pronouns.ranked(points, phrase.start, gender_cue(phrase.text), None, only=only)
        found = surest(ranked)
        if found and found[1] < NOMINAL_FLOOR and self._as_elsewhere(phrase, found[0], only):
            found = found[0], NOMINAL_FLOOR
        if not found or found[1] < NOMINAL_FLOOR or phrase.owner is found[0]:
            return None
        actor, sure = found
        if person != (actor.kind == "person") or self.offices.another(phrase, actor):
            return None  # a person is no body, and a body no person; a foreign minister is not "the president"
        reason = f"“{phrase.text}” points to {actor.name}"
        return Resolved(actor.name, kind_of(actor), phrase.text, reason, round(0.85 * sure, 4), (actor,))


def _apposed_to(phrase: SourcePhrase, actor: LocalActor, where: str, sure: float) -> Resolved:
    reason = f"{phrase.text} is {actor.name}, named {where} it"
    return Resolved(actor.name, "named", phrase.text, reason, sure, (actor,))
