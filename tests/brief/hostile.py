"""Hypothesis strategies for records whose every string is hostile."""

from __future__ import annotations

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
TEXT = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=12), st.lists(st.sampled_from(NASTY), max_size=3).map("".join)
)
WORDS = TEXT.filter(bool)
DATES = st.one_of(st.none(), TEXT, st.sampled_from(["2031-03-12", "2031-03", "2031-03-01/2031-03-09", "2031-06~"]))


@st.composite
def readings(draw: st.DrawFn, number: int) -> Reading:
    """A reading with a few spans that nest, overlap and touch."""
    text = draw(st.lists(WORDS, min_size=2, max_size=8).map(" \n".join)) + f" end {number}"
    edge = st.integers(0, len(text) - 1)

    def span() -> tuple[int, int]:
        start = draw(edge)
        return start, draw(st.integers(start + 1, len(text)))

    def spans() -> tuple[tuple[int, int], ...]:
        return normalise_spans([span() for _ in range(draw(st.integers(1, 2)))])

    statements: list[Statement] = []
    for n in range(draw(st.integers(0, 4))):
        content = spans()
        statements.append(
            Statement(
                id=f"s-{number}-{n}", content=content, text=join_pieces(text, content), cue=spans(), source=spans(),
                speaker=draw(st.none() | WORDS), speaker_kind=draw(st.sampled_from(["named", "unnamed", "unknown", "media"])),
                speaker_description=draw(st.none() | TEXT), speaker_reason=draw(st.none() | TEXT),
                speaker_confidence=draw(st.sampled_from([None, 0.1, 0.9])), addressee=draw(st.none() | TEXT),
                said_on=draw(DATES), form=draw(st.sampled_from(["direct", "mixed", "indirect", "citation"])),
                within=draw(st.sampled_from([None, f"s-{number}-0", f"s-{number}-{n}", "nowhere"])),
            )
        )  # fmt: skip
    cuts = sorted({0, len(text), *(draw(edge) for _ in range(2))})
    kinds = st.sampled_from(["title", "body", "boilerplate", "caption", "byline"])
    zones = tuple(Zone(kind=draw(kinds), span=(a, b)) for a, b in zip(cuts, cuts[1:], strict=False))
    line = spans()
    return Reading(
        article=Article(
            id=f"a-{number}", path=draw(TEXT), copies=(draw(TEXT),), url=draw(st.none() | TEXT), title=draw(st.none() | TEXT),
            outlet=draw(st.none() | TEXT), original_outlet=draw(st.none() | TEXT), authors=(draw(TEXT),),
            published=draw(DATES), genre_reasons=(draw(TEXT),), language=draw(TEXT), text=text, notes=(draw(TEXT),),
            zones=draw(st.sampled_from([(), zones])),
        ),
        layers={"statements": draw(TEXT), "loaded": draw(st.none() | TEXT), draw(TEXT): None},
        statements=tuple(statements),
        scare_quotes=spans(),
        loaded=(Loaded(span=span(), target=draw(st.none() | TEXT)),),
        events=(Event(id="e", kind=draw(TEXT), triggers=spans()),),
        forward=(Forward(id=f"f-{number}", kind="offer", actor=draw(TEXT), text=join_pieces(text, line), spans=line),),
    )  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record of one or two articles and one story, every field filled with hostile text."""
    articles = [draw(readings(n)) for n in range(draw(st.integers(1, 2)))]

    def evidence() -> Evidence:
        article = draw(st.sampled_from(articles)).article
        start = draw(st.integers(0, len(article.text) - 1))
        end = draw(st.integers(start + 1, len(article.text)))
        return Evidence(article=article.id, span=(start, end), quote=article.text[start:end])

    story = _story(draw, articles, evidence)
    return Record(
        articles=tuple(articles),
        stories=draw(st.sampled_from([(), (story,)])),
        failures=(Failure(path=draw(TEXT), reason=draw(TEXT)),),
        as_of=draw(DATES),
    )


def _story(draw: Any, articles: list[Reading], evidence: Any) -> Story:
    ids = tuple(r.article.id for r in articles)
    statements = tuple(s.id for r in articles for s in r.statements)
    first = articles[0].forward[0]
    return Story(
        id=draw(TEXT), title=draw(TEXT), articles=ids,
        sources=tuple(Source(article=a, group=draw(TEXT)) for a in ids),
        independence=(IndependenceGroup(group=draw(TEXT), articles=ids, why="wire", origin=draw(TEXT), reasons=(draw(TEXT),)),),
        actors=(Actor(id="p", name=draw(TEXT), kind="person", names=(draw(TEXT), draw(TEXT)),
                      roles=(Role(title=draw(TEXT), of=draw(TEXT), as_of=draw(DATES), evidence=evidence()),),
                      mentions=(ActorMention(article=ids[0], span=(0, 1)),)),),
        speakers={s: draw(st.sampled_from([(), ("p",), ("nobody",)])) for s in statements},
        events=(LinkedEvent(id="e", name=draw(TEXT), kind=draw(TEXT), when=draw(DATES), where=draw(st.none() | TEXT),
                            dates={a: draw(TEXT) for a in ids}, statuses=dict.fromkeys(ids, "denied"),
                            participants=("p", draw(TEXT)), evidence=(evidence(),), articles=ids, independent=1,
                            reasons=(Reason(feature=draw(TEXT), score=0.5),)),),
        timeline=("e",),
        shared_facts=(SharedFact(id="k", proposition=draw(TEXT), evidence=(evidence(), evidence()), articles=ids,
                                 independent=1, rests_on=draw(TEXT), reasons=(draw(TEXT),)),),
        conflicts=(Conflict(id="c", between="parties", kind="number", strength="hard", topic=draw(TEXT),
                            sides=tuple(Side(claim=draw(TEXT), evidence=(evidence(),), holder=draw(TEXT)) for _ in "ab"),
                            reasons=(draw(TEXT),)),),
        quote_variants=(QuoteVariant(id="v", statements=statements, kind="altered", reasons=(draw(TEXT),)),),
        positions=(Position(id="m", actor=draw(TEXT), issue=draw(TEXT), stance="supports", summary=draw(TEXT),
                            evidence=(evidence(),), reported_by=draw(TEXT), as_of=draw(DATES), statements=statements[:1]),),
        forward=(TrackedForward(**first.model_dump(exclude={"horizon"}), horizon=draw(DATES), article=ids[0],
                                status="broken", outcome=evidence(), reasons=(draw(TEXT),)),),
        omissions=(Omission(finding="c", reported_by=ids[:1], absent_from=ids[1:]),),
        source_lines=dict.fromkeys(("c", "k", "e", "m", "v", first.id), draw(TEXT)),
        notes=(draw(TEXT),), not_computed=(draw(TEXT),),
    )  # fmt: skip
