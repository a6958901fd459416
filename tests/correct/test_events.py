"""Corrections of events and of who is independent of whom."""

from __future__ import annotations

from communique.correct import corrected_linkage, corrected_readings, on_article, on_event
from communique.record import LinkedEvent, independent_sources

from .made import EARLY, LATE, Made, outcomes, story_of


def report(number: int, day: str | None = "2031-03-04", tail: str = "") -> Made:
    made = Made(
        f"Report {number}: the envoys of both states met in Port Ansel to sign the gauge treaty.{tail}",
        url=f"https://news.example/{number}", path=f"{number}.txt",
    )  # fmt: skip
    made.names("Port Ansel", kind="place")
    made.happens("met", when=day, where="Port Ansel", status="happened")
    return made


READINGS = tuple(report(n).reading() for n in (1, 2))
STORY = story_of(*READINGS)


def met(linkage=STORY) -> LinkedEvent:
    return linkage.events[0]


def lay(*corrections, readings=READINGS, linkage=STORY):
    now, applied = corrected_linkage(linkage, readings, corrections)
    return now, {a.correction: a for a in applied}


def test_the_date_of_an_event_is_corrected_and_the_timeline_is_in_order_again():
    made = report(1)
    made.text_event = made.happens("sign", when="2031-03-09", kind="sign")
    readings = (made.reading(),)
    linkage = story_of(*readings)
    first, second = linkage.timeline
    event = next(e for e in linkage.events if e.id == first)
    now, told = lay(
        row := on_event(readings, event, "event-date", "2031-04", EARLY), readings=readings, linkage=linkage
    )
    assert now.timeline == (second, first)
    assert next(e for e in now.events if e.id == first).when == "2031-04"
    assert told[row.id].outcome == "applied"


def test_a_date_can_be_corrected_to_unknown_and_the_later_correction_holds():
    early = on_event(READINGS, met(), "event-date", "2031-03-05", EARLY)
    late = on_event(READINGS, met(), "event-date", None, LATE)
    now, told = lay(late, early)
    assert met(now).when is None
    assert outcomes(told.values()) == {early.id: "superseded", late.id: "applied"}


def test_an_event_of_one_report_is_corrected_in_its_reading_too_but_not_one_of_several():
    one = (READINGS[0],)
    row = on_event(one, met(story_of(*one)), "event-date", "2031-03-05", EARLY)
    (now,), _ = corrected_readings(one, [row])
    assert now.events[0].when == "2031-03-05"
    assert len(met().articles) == 2
    both, _ = corrected_readings(READINGS, [on_event(READINGS, met(), "event-date", "2031-03-05", EARLY)])
    assert [r.events[0].when for r in both] == ["2031-03-04", "2031-03-04"]


def test_a_rejected_event_is_gone_and_an_accepted_one_says_so():
    now, _ = lay(on_event(READINGS, met(), "reject", None, EARLY))
    assert (now.events, now.timeline) == ((), ())
    now, _ = lay(on_event(READINGS, met(), "accept", None, EARLY))
    assert met(now).reasons[0].feature == "accepted by hand"


def test_a_rejected_event_that_the_re_run_does_not_find_is_so_already_and_a_date_unanchored():
    bare = tuple(r.model_copy(update={"events": ()}) for r in READINGS)
    reject, date = on_event(READINGS, met(), "reject", None, EARLY), on_event(READINGS, met(), "event-date", None, LATE)
    _, told = lay(reject, date, readings=bare, linkage=story_of(*bare))
    assert outcomes(told.values()) == {reject.id: "already so", date.id: "unanchored"}


def test_an_event_is_found_again_when_a_new_report_joins_it():
    row = on_event(READINGS, met(), "event-date", "2031-03-05", EARLY)
    more = (*READINGS, report(3).reading())
    now, told = lay(row, readings=more, linkage=story_of(*more))
    assert len(met(now).articles) == 3
    assert met(now).when == "2031-03-05"
    assert told[row.id].outcome == "applied"


# --- sources


def apart():
    """Three reports, each a source of its own."""
    texts = (
        "The envoys of both states met in Port Ansel on Tuesday and signed the gauge treaty before noon.",
        "In Port Ansel the long quarrel over the river gauge ended: delegates put their names to a paper.",
        "A treaty on the gauge was concluded by two neighbours, officials in the harbour town confirmed late.",
    )
    readings = []
    for number, text in enumerate(texts):
        made = Made(text, url=f"https://news.example/s{number}", path=f"s{number}.txt")
        made.names("gauge", kind="other")
        made.happens({0: "met", 1: "ended", 2: "concluded"}[number])
        readings.append(made.reading())
    return tuple(readings), story_of(*readings)


def groups(linkage) -> set[tuple[str, ...]]:
    told = {g.group: g.articles for g in linkage.independence}
    assert {s.article: s.group for s in linkage.sources} == {a: g for g, own in told.items() for a in own}
    return set(told.values())


def test_two_articles_are_said_to_be_one_source_and_then_again_independent():
    readings, linkage = apart()
    a, b, c = sorted(r.article.id for r in readings)
    by_id = {r.article.id: r.article for r in readings}
    one = on_article(by_id[a], "independence", "one source", EARLY, by_id[b])
    now, told = lay(one, readings=readings, linkage=linkage)
    assert groups(now) == {(a, b), (c,)}
    assert next(g.why for g in now.independence if len(g.articles) == 2) == "by hand"
    two = on_article(by_id[b], "independence", "independent", LATE, by_id[a])
    now, told = lay(two, one, readings=readings, linkage=linkage)
    assert groups(now) == {(a,), (b,), (c,)}
    assert outcomes(told.values()) == {one.id: "superseded", two.id: "applied"}


def test_one_source_is_transitive_and_events_count_the_corrected_groups():
    readings, linkage = apart()
    by_id = {r.article.id: r.article for r in readings}
    a, b, c = sorted(by_id)
    rows = [
        on_article(by_id[a], "independence", "one source", EARLY, by_id[b]),
        on_article(by_id[b], "independence", "one source", LATE, by_id[c]),
    ]
    now, _ = lay(*rows, readings=readings, linkage=linkage)
    assert groups(now) == {(a, b, c)}
    one = on_article(READINGS[0].article, "independence", "one source", EARLY, READINGS[1].article)
    now, _ = lay(one)
    assert (met().independent, met(now).independent) == (2, 1)


def test_papers_of_one_issuer_are_said_to_be_independent():
    readings, linkage = apart()
    a, b, c = sorted(r.article.id for r in readings)
    by_id = {r.article.id: r.article for r in readings}
    issued = tuple(s.model_copy(update={"issuer": None if s.article == c else "Gauge Office"}) for s in linkage.sources)
    linkage = linkage.model_copy(update={"sources": issued})
    row = on_article(by_id[a], "independence", "independent", EARLY, by_id[b])
    now, told = lay(row, readings=readings, linkage=linkage)
    assert (independent_sources(linkage.sources, (a, b)), independent_sources(now.sources, (a, b))) == (1, 2)
    assert groups(now) == groups(linkage)
    assert told[row.id].outcome == "applied"


def test_what_the_run_says_by_itself_changes_nothing():
    row = on_article(READINGS[0].article, "independence", "one source", EARLY, READINGS[1].article)
    joined, _ = lay(row)
    now, told = lay(row, linkage=joined)
    assert now == joined
    assert told[row.id].outcome == "already so"
