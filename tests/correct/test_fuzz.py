"""Corrections of anybody: whatever they say of whatever words, nothing breaks, nothing is lost, all stays verbatim."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.correct import accounted, corrected_linkage, corrected_readings, corrected_story
from communique.correct.after import SHAPES
from communique.record import Correction, Record, anchor_at, evidence_in

from .made import ferry
from .test_findings import LAYERS, LINKAGE, READINGS, compared

TEXTS = {r.article.id: r.article.text for r in READINGS}
PARTS = (
    "",
    "content",
    "cue",
    "source",
    "new content",
    "new cue",
    "new source",
    "actor 0",
    "actor 1",
    "other",
    "outcome",
    "absent",
)
SPEAKERS = [{"speaker": "Otto Brandl"}, {"speaker": None}, {"speaker": None, "speaker_kind": "unnamed"}]
AFTERS = {
    "speaker": SPEAKERS, "form": ["mixed"], "act": ["deny", "ask"], "stance": ["opposes"],
    "add-statement": [*SPEAKERS, {"speaker": "X", "form": "direct", "act": "deny"}],
    "merge-actors": [{"name": None}, {"name": "X"}], "split-actor": [{"name": "X"}, {"name": "X", "names": ["Vale"]}],
    "rename-actor": ["X", "Ana Vale"], "outcome": [{"status": "kept"}, {"status": "open"}],
    "event-date": ["2031-03-05", None], "published": ["2031-03-05", None], "outlet": ["X", None],
    "independence": ["one source", "independent"], "confidential": [True, False],
}  # fmt: skip
ODD = (None, "shout", 3, ["x"], {"x": 1}, True)
PLACES = sorted(
    {(r.article.id, span) for r in READINGS for st_ in r.statements for span in (*st_.content, *st_.cue, *st_.source)}
    | {(r.article.id, m.span) for r in READINGS for m in r.mentions}
    | {(e.article, e.span) for f in (*LAYERS["conflicts"], *LAYERS["shared_facts"]) for e in evidence_in(f)}
)
BEFORES = (
    None,
    [],
    {},
    "x",
    {"speaker": 3, "form": []},
    [{"name": "Ana Vale", "kind": "person"}],
    LAYERS["conflicts"][0].model_dump(mode="json"),
)


@st.composite
def anchors(draw):
    article, (start, end) = draw(st.sampled_from(PLACES))
    text = TEXTS[article]
    if draw(st.integers(0, 3)) == 0:
        start = draw(st.integers(0, len(text) - 2))
        end = draw(st.integers(start + 1, min(len(text), start + 90)))
    at = anchor_at(article, text, (start, end), part=draw(st.sampled_from(PARTS)))
    lie = draw(
        st.sampled_from(
            [{}, {}, {}, {"article": "a-unknown"}, {"article": "a-unknown", "url": "https://news.example/ferry"}]
        )
    )
    return at.model_copy(update=lie)


@st.composite
def corrections(draw):
    kind = draw(st.sampled_from(sorted(SHAPES)))
    shape = SHAPES[kind]
    parts = [p for p in shape.parts if p != "*"]
    own = [draw(anchors()).model_copy(update={"part": part}) for part in parts]
    after = draw(st.sampled_from(AFTERS.get(kind, [None]))) if draw(st.integers(0, 9)) else draw(st.sampled_from(ODD))
    known = [s.id for r in READINGS for s in r.statements] + [c.id for c in LAYERS["conflicts"]] + ["fact-1", "x"]
    return Correction(
        kind=kind, who="anybody", when=f"2031-03-0{draw(st.integers(1, 9))}", subject=draw(st.sampled_from(shape.subjects)),
        subject_id=draw(st.sampled_from(known)), anchors=(*own, *draw(st.lists(anchors(), max_size=4))),
        before=draw(st.sampled_from(BEFORES)), after=after,
    )  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(corrections(), min_size=1, max_size=6))
def test_whatever_is_said_the_record_stays_sound_and_every_row_is_told_of(rows):
    readings, applied = corrected_readings(READINGS, rows)
    linkage, more = corrected_linkage(LINKAGE, readings, rows)
    ids = {a.id for a in linkage.actors}
    assert {i for own in linkage.speakers.values() for i in own} <= ids
    assert {i for e in linkage.events for i in e.participants} <= ids
    assert {s.group for s in linkage.sources} == {g.group for g in linkage.independence}
    layers = {name: value for name, value in LAYERS.items() if name != "positions"}
    story, last = corrected_story(compared(linkage, **layers), readings, rows)
    Record(articles=readings, stories=(story,))
    for reading in readings:
        known = [s.id for s in reading.statements]
        assert len(known) == len(set(known))
        assert {s.within for s in reading.statements} - {None} <= set(known)
        assert {f.statement for f in reading.forward} - {None} <= set(known)
    told = accounted(rows, (*applied, *more, *last))
    assert {a.correction for a in told} == {c.id for c in rows}


def test_the_usual_article_is_what_the_other_tests_think_it_is():
    assert [s.within is not None for s in ferry().reading().statements] == [False, False, False, True]
