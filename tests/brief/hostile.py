"""Hypothesis strategies for records whose every string is hostile."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from communique.record import (
    Actor,
    ActorMention,
    Article,
    Conflict,
    Event,
    Evidence,
    Failure,
    Forward,
    IndependenceGroup,
    LinkedEvent,
    Loaded,
    Omission,
    Position,
    QuoteVariant,
    Reading,
    Reason,
    Record,
    Role,
    SharedFact,
    Side,
    Source,
    Statement,
    Story,
    TrackedForward,
    Zone,
    join_pieces,
    normalise_spans,
)

NASTY = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus=alert(1) '",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "<!-- -->",
    "]]>",
    "<a href='https://evil.example'>x</a>",
    "&lt;b&gt;&#x202e;",
    "\u202egnp.exe\u2066",
    "\x00\x01\x1b[31m",
    "\ud800",
    "\U000e0041\ufeff\u2028",
    "</title></article></main>",
    "<base href=//evil.example><meta http-equiv=refresh content=0>",
    "“quote” ‘q’ «x»",
    "\n\n",
    "## x\n- [x](javascript:x)",
]
POOL = st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=4)
DATES = [None, "2031-03-12", "2031-03", "2031-03-01/2031-03-09", "2031-06~"]


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record of one or two articles and one story, every field filled with hostile text.

    Hypothesis draws a few texts and a seed; the seed spreads them over the fields, which keeps examples cheap.
    """
    maker = Maker(random.Random(draw(st.integers(0, 2**32))), NASTY + draw(POOL))
    return maker.record()


class Maker:
    """Fills record types with strings of a pool."""

    def __init__(self, chance: random.Random, pool: list[str]) -> None:
        self.chance, self.pool = chance, pool

    def text(self) -> str:
        """Some hostile string, perhaps empty."""
        return self.chance.choice(["", *self.pool])

    def maybe(self) -> str | None:
        """A hostile string or nothing."""
        return self.chance.choice([None, self.text()])

    def date(self) -> str | None:
        """A date, a broken date, or none."""
        return self.chance.choice([*DATES, self.text()])

    def span(self, text: str) -> tuple[int, int]:
        """Any span of a text."""
        start = self.chance.randrange(len(text))
        return start, self.chance.randint(start + 1, len(text))

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """One or two disjoint spans."""
        return normalise_spans([self.span(text) for _ in range(self.chance.choice([1, 2]))])

    def statement(self, text: str, number: int, n: int) -> Statement:
        """A statement that may nest in another, in itself, or in none that exists."""
        content = self.spans(text)
        pick = self.chance.choice
        return Statement(
            id=f"s-{number}-{n}",
            content=content,
            text=join_pieces(text, content),
            cue=self.spans(text),
            source=self.spans(text),
            speaker=self.maybe(),
            speaker_kind=pick(["named", "unnamed", "unknown", "media"]),
            speaker_description=self.maybe(),
            speaker_reason=self.maybe(),
            speaker_confidence=pick([None, 0.1, 0.9]),
            addressee=self.maybe(),
            said_on=self.date(),
            form=pick(["direct", "mixed", "indirect", "citation"]),
            within=pick([None, f"s-{number}-0", f"s-{number}-1", f"s-{number}-{n}", "nowhere"]),
        )

    def reading(self, number: int) -> Reading:
        """A reading with spans that nest, overlap and touch."""
        text = " \n".join(self.chance.choices(self.pool, k=self.chance.randint(2, 8))) + f" end {number}"
        cuts = sorted({0, len(text), *self.span(text)})
        kinds: list[Any] = ["title", "body", "boilerplate", "caption", "byline"]
        zones = tuple(Zone(kind=self.chance.choice(kinds), span=pair) for pair in pairwise(cuts))
        line = self.spans(text)
        forward = Forward(id=f"f-{number}", kind="offer", actor=self.text(), text=join_pieces(text, line), spans=line)
        statements = [self.statement(text, number, n) for n in range(self.chance.randrange(5))]
        return Reading(
            article=Article(
                id=f"a-{number}",
                path=self.text(),
                copies=(self.text(),),
                url=self.maybe(),
                title=self.maybe(),
                outlet=self.maybe(),
                original_outlet=self.maybe(),
                authors=(self.text(),),
                published=self.date(),
                genre_reasons=(self.text(),),
                language=self.text(),
                text=text,
                notes=(self.text(),),
                zones=self.chance.choice([(), zones]),
            ),
            layers={"statements": self.text(), "loaded": self.maybe(), self.text(): None},
            statements=tuple(statements),
            scare_quotes=self.spans(text),
            loaded=(Loaded(span=self.span(text), target=self.maybe()),),
            events=(Event(id="e", kind=self.text(), triggers=self.spans(text)),),
            forward=(forward,),
        )

    def record(self) -> Record:
        """The whole record."""
        readings = [self.reading(n) for n in range(self.chance.choice([1, 2]))]
        stories = (self.story(readings),) if self.chance.random() < 0.8 else ()
        failures = (Failure(path=self.text(), reason=self.text()),)
        return Record(articles=tuple(readings), stories=stories, failures=failures, as_of=self.date())

    def story(self, readings: list[Reading]) -> Story:
        """A story with one finding of each kind."""
        ids = tuple(r.article.id for r in readings)
        said = tuple(s.id for r in readings for s in r.statements)
        first = readings[0].forward[0]
        text, date = self.text, self.date

        def words() -> tuple[Evidence]:
            article = self.chance.choice(readings).article
            start, end = self.span(article.text)
            return (Evidence(article=article.id, span=(start, end), quote=article.text[start:end]),)

        group = IndependenceGroup(group=text(), articles=ids, why="wire", origin=text(), reasons=(text(),))
        role = Role(title=text(), of=text(), as_of=date(), evidence=words()[0])
        mention = ActorMention(article=ids[0], span=(0, 1))
        actor = Actor(id="p", name=text(), kind="person", names=(text(), text()), roles=(role,), mentions=(mention,))
        event = LinkedEvent(
            id="e",
            name=text(),
            kind=text(),
            when=date(),
            where=self.maybe(),
            dates={a: text() for a in ids},
            statuses=dict.fromkeys(ids, "denied"),
            participants=("p", text()),
            evidence=words(),
            articles=ids,
            independent=1,
            reasons=(Reason(feature=text(), score=0.5),),
        )
        fact = SharedFact(
            id="k", proposition=text(), evidence=words() + words(), articles=ids, independent=1, rests_on=text()
        )
        sides = tuple(Side(claim=text(), evidence=words(), holder=text()) for _ in "ab")
        conflict = Conflict(
            id="c", between="parties", kind="number", strength="hard", topic=text(), sides=sides, reasons=(text(),)
        )
        position = Position(
            id="m",
            actor=text(),
            issue=text(),
            stance="supports",
            summary=text(),
            evidence=words(),
            reported_by=text(),
            as_of=date(),
            statements=said[:1],
        )
        line = TrackedForward(
            **first.model_dump(exclude={"horizon"}),
            horizon=date(),
            article=ids[0],
            status="broken",
            outcome=words()[0],
            reasons=(text(),),
        )
        return Story(
            id=text(),
            title=text(),
            articles=ids,
            sources=tuple(Source(article=a, group=text()) for a in ids),
            independence=(group,),
            actors=(actor,),
            speakers={s: self.chance.choice([(), ("p",), ("nobody",)]) for s in said},
            events=(event,),
            timeline=("e",),
            shared_facts=(fact,),
            conflicts=(conflict,),
            quote_variants=(QuoteVariant(id="v", statements=said, kind="altered", reasons=(text(),)),),
            positions=(position,),
            forward=(line,),
            omissions=(Omission(finding="c", reported_by=ids[:1], absent_from=ids[1:]),),
            source_lines=dict.fromkeys(("c", "k", "e", "m", "v", first.id), text()),
            notes=(text(),),
            not_computed=(text(),),
        )
