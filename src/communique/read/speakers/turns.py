"""Labels before a colon, as transcripts have them: a family name in capitals, a function, the "A" of an interview."""

from __future__ import annotations

import re

from communique.lexicon import media_name, noun_kind, plain_letters, split_title, state_of
from communique.read.speakers.known import Known, Resolved
from communique.read.speakers.offices import Offices

HEAD = 400  # characters of a text in which an interview says with whom it is
_INTERVIEW = re.compile(r"\b[Ii]nterview (?:with|of)\s|\bQ\s?&\s?A (?:with|:)\s|\b[Cc]onversation with\s")


class Turns:
    """Answers for one article; a pure function of its names."""

    def __init__(self, known: Known, offices: Offices) -> None:
        self.known, self.offices, self.text = known, offices, known.text

    def speaker(self, words: str) -> Resolved | None:
        """A name in capitals before a colon (transcripts): the person of that family name, else as printed."""
        if words.strip(".").lower() in ("a", "answer"):
            asked = self._interviewed()
            if asked:
                return asked
        if len(words.strip(".")) <= 1 or words.lower() in ("question", "answer"):
            return Resolved(None, "unnamed", words, "a label of a transcript, not a name", 0.8)
        if words.isupper() and noun_kind(words.lower()) == "person":
            held = self.offices.shorthand(words.lower(), len(self.text))
            if held:
                reason = f"a function before a colon, held by {held.name} in this text"
                return Resolved(held.name, "named", words, reason, 0.85, (held,))
            return Resolved(None, "unnamed", words, "a function before a colon, not a name", 0.8)
        name = split_title(words.title())[1]
        family = plain_letters(name.split()[-1])
        bearers = [a for a in self.known.actors if a.person and plain_letters(a.person.full_family) == family]
        if len(bearers) == 1 and not bearers[0].name.isupper():
            return Resolved(bearers[0].name, "named", None, "named before a colon", 0.92, (bearers[0],))
        if not words.isupper() or noun_kind(words) or state_of(words) or media_name(words):
            return None
        return Resolved(name, "named", None, "named before a colon, in capitals", 0.7, tuple(bearers[:1]))

    def _interviewed(self) -> Resolved | None:
        """Whose answers "A:" are: the one person whom the head of an interview names."""
        head = _INTERVIEW.search(self.text[:HEAD])
        named = {id(a): a for _, a in self.known.inside(head.end(), head.end() + 80)} if head else {}
        persons = [a for a in named.values() if a.kind == "person"]
        if len(persons) != 1:
            return None
        return Resolved(persons[0].name, "named", None, "the one who is interviewed", 0.8, (persons[0],))
