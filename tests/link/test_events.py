import pytest

from communique.lexicon import days_apart, interval_of, overlap
from communique.link.actors.cast import cast_of
from communique.link.copies.independence import sources_of
from communique.link.events.across import link_events
from communique.options import LinkOptions
from tests.link.build_readings import event, name, reading

FIRST = "Ana Vale met Otto Brandl in Port Ansel."
SECOND = "The meeting of Vale and Brandl in Port Ansel took an hour."
THIRD = "When Ana Vale and Otto Brandl met, rain fell."


def told(text, trigger, kind="MEETING", published="2031-03-06", **fields):
    vale, brandl = ("Ana Vale", "Otto Brandl") if "Ana Vale" in text else ("Vale", "Brandl")
    mentions = [name(text, vale), name(text, brandl)]
    return reading(text, mentions, events=[event(text, trigger, kind, [vale, brandl], **fields)], published=published)


def linked(*readings):
    articles = sorted((r.article for r in readings), key=lambda a: a.id)
    return link_events(readings, cast_of(readings), sources_of(articles, (), LinkOptions()))


def test_one_event_of_two_articles_with_both_their_evidence():
    first = told(FIRST, "met", when="2031-03-05", where="Port Ansel", status="happened")
    second = told(SECOND, "meeting", when="2031-03", status="happened")
    events, timeline = linked(first, second)
    assert len(events) == 1
    assert timeline == (events[0].id,)
    assert (events[0].when, events[0].where, events[0].status) == ("2031-03-05", "Port Ansel", "happened")
    assert (len(events[0].articles), events[0].independent, len(events[0].participants)) == (2, 2, 2)
    assert {e.quote for e in events[0].evidence} == {"met", "meeting"}
    assert events[0].reasons


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"when": "2031-03-05"}, {"when": "2031-06-05"}),
        ({"when": "2031-03-05", "where": "Port Ansel"}, {"when": "2031-03-05", "where": "Sellin"}),
    ],
    ids=["another date", "another place"],
)
def test_other_dates_or_places_are_other_events(first, second):
    assert len(linked(told(FIRST, "met", **first), told(THIRD, "met", **second))[0]) == 2


def test_another_kind_of_act_between_the_same_is_another_event():
    first = told(FIRST, "met", when="2031-03-05")
    text = "Ana Vale wrote to Otto Brandl."
    second = told(text, "wrote", kind="STATEMENT", when="2031-03-05")
    assert len(linked(first, second)[0]) == 2


def test_a_date_that_differs_by_days_shows_in_the_row_when_all_else_agrees():
    first = told(FIRST, "met", when="2031-03-05", where="Port Ansel")
    second = told(THIRD, "met", when="2031-03-04", where="Port Ansel")
    events, _ = linked(first, second)
    assert len(events) == 1
    assert sorted(events[0].dates.values()) == ["2031-03-04", "2031-03-05"]


def test_two_events_of_one_article_stay_two():
    text = "Ana Vale met Otto Brandl; they met again."
    both = [event(text, "met", "MEETING", ["Ana Vale", "Otto Brandl"]), event(text, "again", "MEETING", ["Ana Vale"])]
    assert len(linked(reading(text, [name(text, "Ana Vale"), name(text, "Otto Brandl")], events=both))[0]) == 2


def test_the_newest_article_gives_the_status():
    planned = told(FIRST, "met", when="2031-03-05", where="Port Ansel", status="planned", published="2031-03-01")
    held = told(THIRD, "met", when="2031-03-05", where="Port Ansel", status="happened", published="2031-03-06")
    events, _ = linked(planned, held)
    assert events[0].status == "happened"
    assert sorted(events[0].statuses.values()) == ["happened", "planned"]


def test_the_timeline_runs_by_date_and_ends_with_unknown_dates():
    dates = ["2032", "2031-03-05", None, "2031-03"]
    readings = []
    for n, when in enumerate(dates):
        text = f"Ana Vale met Otto Brandl in room {n}."
        readings.append(told(text, "met", when=when, where=f"room {n}"))
    events, timeline = linked(*readings)
    assert [e.when for e in events] == ["2031-03", "2031-03-05", "2032", None]
    assert timeline == tuple(e.id for e in events)


def test_the_order_of_the_articles_does_not_matter():
    readings = [told(FIRST, "met", when="2031-03-05"), told(SECOND, "meeting", when="2031-03"), told(THIRD, "met")]
    assert linked(*readings) == linked(*readings[::-1])


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2031-03-05", "2031-03-05", "2031-03-05"),
        ("2031-02", "2031-02-01", "2031-02-28"),
        ("2031~", "2031-01-01", "2031-12-31"),
        ("203X", "2030-01-01", "2039-12-31"),
        ("2031-W10", "2031-03-03", "2031-03-09"),
        ("2031-03-05/2031-03-07", "2031-03-05", "2031-03-07"),
        ("2031-03-05T10:00", "2031-03-05", "2031-03-05"),
        ("2031-22", "2031-06-01", "2031-08-31"),
    ],
)
def test_edtf_values_as_intervals(value, first, last):
    assert tuple(day.isoformat() for day in interval_of(value)) == (first, last)


@pytest.mark.parametrize("value", [None, "", "soon", "2031-13-40", "../.."])
def test_unreadable_dates_are_unknown(value):
    assert interval_of(value) is None
    assert overlap(value, "2031") is None


def test_dates_are_compared_at_their_precision():
    assert overlap("2031-03", "2031-03-05") is True
    assert overlap("2031-03-04", "2031-03-05") is False
    assert (days_apart("2031-03-04", "2031-03-06"), days_apart("2031-03", "2031-03-06")) == (2, None)


def test_one_event_told_in_like_words_needs_no_shared_names():
    one = "Gunmen opened fire on a ferry near the northern mole on Monday night. The ferry burned out."
    two = "The shots at the ferry near the northern mole were heard in town. The ferry burned until dawn."
    other = "Farmers opened the new dairy hall with songs and a long dinner of eels."
    first = reading(one, [], events=[event(one, "opened fire", "ATTACK", [])])
    second = reading(two, [], events=[event(two, "shots", "ATTACK", [])])
    third = reading(other, [], events=[event(other, "opened", "ATTACK", [])])
    groups = sorted(len(e.articles) for e in linked(first, second, third)[0])
    assert groups == [1, 2]


def test_speeches_of_two_people_are_two():
    texts = "Ana Vale gave a speech at noon.", "Otto Brandl gave a speech at noon."
    first, second = (
        reading(
            t,
            [name(t, who)],
            events=[event(t, "speech", "STATEMENT", [who], status="happened")],
            published="2031-03-06",
        )
        for t, who in zip(texts, ("Ana Vale", "Otto Brandl"), strict=True)
    )
    assert len(linked(first, second)[0]) == 2


def test_what_is_told_as_done_is_not_of_a_day_to_come():
    first = told(FIRST, "met", status="happened", published="2031-03-06")
    second = told(THIRD, "met", status="cancelled", when="2031-05-02", published="2031-05-03")
    assert len(linked(first, second)[0]) == 2


def test_nothing_has_happened_that_lies_ahead_of_all_reports():
    first = told(FIRST, "met", status="happened", when="2031-09", published="2031-03-06")
    (only,), _ = linked(first)
    assert only.status == "planned"


def test_two_things_called_off_are_two():
    texts = "The dockers' strike was called off.", "The naval exercise was called off."
    readings = [
        reading(t, [], events=[event(t, "called off", "CANCELLATION", [], status="happened")], published="2031-03-06")
        for t in texts
    ]
    assert len(linked(*readings)[0]) == 2


def test_what_one_person_never_did_is_not_what_others_did():
    first = told(FIRST, "met", when="2031-03-05", status="happened")
    text = "Ana Vale never met Kari Sund."
    mentions = [name(text, "Ana Vale"), name(text, "Kari Sund")]
    denial = event(text, "met", "MEETING", ["Ana Vale", "Kari Sund"], status="cancelled", negated=True)
    second = reading(text, mentions, events=[denial], published="2031-03-06")
    assert len(linked(first, second)[0]) == 2
    same = told("Vale and Brandl never met.", "met", status="cancelled", negated=True)
    assert len(linked(first, same)[0]) == 1
