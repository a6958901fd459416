"""Where a report tells in its own words where somebody stands: "Norrland opposes the levy", "the levy is backed by the bishops".

Only the plainest grammar is read: who holds it (`holders.py`), a verb or idiom of `data/attitudes.yaml` close behind, and then the
thing. A cue is its statement's own; what a speaker tells of somebody else is told by that speaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.compare.clauses.story import Clause, Report, Story
from communique.compare.clauses.words import Token
from communique.compare.stands.holders import Holders, Named, before_verb, behind_by
from communique.compare.stands.leanings import Lean, leaning_on, links, pattern, plain, stance_told
from communique.record import Statement
from communique.record.reading import Stance

_REACH = 8  # words behind a verb among which the thing is named


@dataclass(frozen=True, slots=True)
class Attitude:
    """Who stands somehow on whatever `clauses` are about; the words from the name on, and whose statement tells it.

    `lead` is where the words begin that tell how, `verb` where the first verb or idiom among them ends; `neither` takes them back, and
    `bare` says that it is one word with nothing of the thing in it ("cheered", but not "gave it his blessing").
    """

    actors: tuple[str, ...]
    report: Report
    span: tuple[int, int]
    clauses: tuple[Clause, ...]
    told_by: Statement | None
    lead: int
    verb: int
    neither: bool = False
    passive: bool = False
    bare: bool = False

    @property
    def object(self) -> tuple[Token, ...]:
        """The words right behind the verb: what it governs (of a passive, the words before it)."""
        if self.passive:
            return tuple(w for c in self.clauses for w in c.words if w.end <= self.lead)
        return tuple([w for c in self.clauses for w in c.words if w.start >= self.verb][:_REACH])

    def stance(self, thing: int | None, spared: frozenset[str] = frozenset()) -> Stance | None:
        """The stance on a thing named at `thing`, or on what is only pointed to; None where the words take none after all.

        `spared` are the lemmas that name the thing: they undo nothing.
        """
        text = self.report.text
        upto = self.verb if thing is None or self.passive else max(thing, self.verb)
        words = plain(text[self.lead : upto])
        if pattern("neither").search(words):
            return "neutral"
        leaning = leaning_on(words, plain(text[upto : self.span[1]]), spared)
        if leaning is not None and self.neither:
            leaning = Lean(-leaning.sign, leaning.sure, willing=False)
        told = stance_told(leaning, plain(text[upto : self.span[1]]))
        return None if told == "unclear" else told


def attitudes(story: Story, report: Report, named: Named) -> Iterator[Attitude]:
    """The attitudes that a report tells, in its own voice or through somebody who is not the holder, in order."""
    taken = [span for s in report.statements if story.speakers(s) for span in s.cue]
    for sentence, clauses in report.by_sentence.items():
        if clauses[0].in_title:
            continue
        for start, end in _verbs(plain(report.text[sentence[0] : sentence[1]])):
            verb = (sentence[0] + start, sentence[0] + end)
            found = None if _overlaps(verb, taken) else _told(story, report, sentence, verb, named)
            if found is not None:
                yield found
                break


def _verbs(words: str) -> list[tuple[int, int]]:
    """Where the words stand that tell a side, or none, in order."""
    found = [(link.start, link.end) for link in links(words)]
    return sorted([*found, *(m.span() for name in ("neither", "wish") for m in pattern(name).finditer(words))])


def _told(
    story: Story, report: Report, sentence: tuple[int, int], verb: tuple[int, int], named: Named
) -> Attitude | None:
    """What one verb tells, if somebody governs it who does not speak himself."""
    text, clauses = report.text, report.by_sentence[sentence]
    passive = pattern("passive").match(plain(text[verb[0] : sentence[1]]))
    held: Holders | None = (
        behind_by(text, sentence, verb[0] + passive.end(), named)
        if passive
        else before_verb(text, sentence, verb[0], named)
    )
    over = next((s for s in report.statements if _overlaps(verb, s.content)), None)
    if held is None or (over and (over.form == "direct" or _himself(text, held, story.speakers(over)))):
        return None
    if passive:
        before = tuple(c for c in clauses if c.span[0] < verb[0])
        return Attitude(held.actors, report, (sentence[0], sentence[1]), before, over, verb[0], verb[1], passive=True)
    behind = tuple(c for c in clauses if c.span[1] > verb[1])
    bare = " " not in text[slice(*verb)].strip()
    span = (held.start, sentence[1])
    return Attitude(held.actors, report, span, behind, over, held.end, verb[1], held.neither, bare=bare)


def _himself(text: str, held: Holders, speakers: Sequence[str]) -> bool:
    """Whether a speaker tells it of himself: his is the statement then. "He", as he says, is he."""
    return bool(set(held.actors) & set(speakers)) or text[held.start : held.end].lower() in ("he", "she")


def _overlaps(place: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(s < place[1] and place[0] < e for s, e in spans)


__all__ = ["Attitude", "Named", "attitudes"]
