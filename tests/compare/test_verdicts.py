"""What settles the fate of a promise by itself: its very deed with a day, or flatly denied; and what must not."""

import pytest

from communique.compare import compare
from communique.options import CompareOptions
from communique.record import TrackedForward
from tests.compare.stories import Report, story


def tracked(said: str, later: str, day: str = "1971-09-01") -> TrackedForward:
    """The first line of a report of 3 May 1971, with what a report of `day` tells."""
    linkage, readings = story(Report("Agency", "1971-05-03", said), Report("Paper", day, later))
    return compare(linkage, readings, CompareOptions()).forward[0]


DAM = "The board said that <<plan|it will drain the reservoir at Quell by 1 July 1971>>."


@pytest.mark.parametrize(
    ("later", "status"),
    [
        ("The reservoir at Quell was drained on 20 June 1971.", "kept"),
        ("The reservoir at Quell was drained on 14 August 1971.", "broken"),
        ("The board has never drained the reservoir at Quell.", "broken"),
        ("The board has yet to drain the reservoir at Quell.", "overdue"),
    ],
)
def test_the_very_deed_settles_it(later, status):
    assert tracked(DAM, later).status == status


def test_what_is_awaited_before_its_day_is_open():
    assert tracked(DAM, "The board has yet to drain the reservoir at Quell.", "1971-06-01").status == "open"


def test_steps_towards_a_plan_before_its_day_do_not_keep_it():
    said = "The toll on the Quell bridge <<plan|is to start on 1 January 1972>>."
    later = "Nine parishes had accepted the toll on the Quell bridge by 20 August 1971, a day before the deadline."
    assert tracked(said, later).status != "kept"


def test_a_demand_without_a_term_is_met_when_the_deed_is_told():
    said = "The union demanded <<demand|the removal of the siren>> from the yard at Holm."
    assert tracked(said, "The siren at Holm was removed the same week.").status == "kept"


def test_a_like_deed_done_to_another_thing_keeps_nothing():
    said = "The chancellor promised that <<commitment|the duty on candles would be halved>>."
    assert tracked(said, "The duty on oil was halved yesterday.").status != "kept"


def test_a_plan_is_kept_on_its_day_whatever_came_of_it():
    said = "The envoys <<plan|will meet again at Carrow on 12 June 1971>>."
    later = "The meeting of the envoys at Carrow on 12 June 1971 ended without a decision."
    assert tracked(said, later).status == "kept"


def test_a_meeting_set_for_its_day_and_never_held_is_broken():
    said = "The envoys <<plan|will meet again at Carrow in June 1971>>."
    later = "The envoys' meeting at Carrow, set for June 1971, was never held."
    assert tracked(said, later).status == "broken"


def test_a_threat_that_was_not_carried_out_is_broken():
    said = "The Baron <<warning|threatened to flood the lower mine>>."
    assert tracked(said, "The threat to flood the lower mine was never carried out.").status == "broken"


def test_less_than_was_said_when_the_term_is_past_is_broken():
    said = "The league promised <<commitment|to pay 600,000 florins by 1 July 1971>>."
    later = "Of the 600,000 florins that the league was to pay by July, 410,000 florins have come."
    assert tracked(said, later).status == "broken"


def test_less_is_more_where_something_was_to_be_cut():
    said = "The league promised <<commitment|to cut its fleet to 600 barges by 1 July 1971>>."
    later = "The league's fleet was cut to 410 barges on 10 June 1971."
    assert tracked(said, later).status == "kept"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("to publish the accounts within ten days", "1971-05-13"),
        ("to publish the accounts within six weeks", "1971-06-14"),
    ],
)
def test_a_stretch_is_a_term_counted_from_the_report(line, day):
    found = tracked(f"The bank promised <<commitment|{line}>>.", "It rained in Quell.")
    assert (found.status, found.term) == ("overdue", day)


def test_how_long_something_lasts_is_no_term():
    found = tracked("The bank promised <<commitment|to close its doors for ten days>>.", "It rained in Quell.")
    assert found.term is None


def test_an_offer_that_found_no_taker_is_broken():
    said = "The bank offered <<offer|to buy back half the bonds>>."
    assert tracked(said, "The bank's offer to buy back half the bonds found no taker.").status == "broken"


def test_the_deed_alone_said_of_something_else_decides_nothing():
    said = "The state <<plan|will open the archive of the guard on 1 July 1971>>."
    assert tracked(said, "The library, they said, stays open until midnight.").status not in ("kept", "broken")


def test_a_past_term_and_a_word_in_common_break_nothing():
    said = "The governor <<plan|is to return to Quell on 4 May 1971 to act on the fencing bill>>."
    later = "The governor spoke of the fencing bill, which would have let any farmer refuse a gate, to a crowd at Holm."
    assert tracked(said, later).status != "broken"


def test_a_part_done_and_the_rest_not_is_broken_when_the_term_is_past():
    said = "The league requires that <<demand|the three mills open their sluices by 1 July 1971>>."
    later = "Two of the three mills have opened their sluices; the third has not."
    assert tracked(said, later).status == "broken"


def test_a_refusal_told_again_stands():
    said = "The rector <<refusal|ruled out a merger with the college at Holm>>."
    assert tracked(said, "Asked about a merger with the college, the rector again said no.").status == "kept"


FILING = "The guild said that <<plan|it would file a complaint at Carrow by 1 July 1971>>."


@pytest.mark.parametrize(
    ("said", "later", "status"),
    [
        # the deed with its day stands, whatever was done with it afterwards
        (
            FILING,
            "The bench at Carrow rejected the complaint of the guild, filed on 20 June 1971, by five votes to four.",
            "kept",
        ),
        # called off, as a noun
        (
            "A second glider <<plan|is to be launched in October 1971>>.",
            "The board cancelled the launch of the glider that was planned for October.",
            "broken",
        ),
        (
            "A second glider <<plan|is to be launched in October 1971>>.",
            "The launch of the glider in October was scrapped, the board said.",
            "broken",
        ),
        # as was said
        (
            "The colonel promised that <<commitment|his men would leave the ridge at Quell>>.",
            "The men left the ridge at Quell on 9 June 1971, as the colonel had promised.",
            "kept",
        ),
        # an offer that ran out was not broken by whoever made it
        (
            "Karsia offered <<offer|to house the registry in Holm>>.",
            "Karsia's offer to house the registry in Holm has lapsed.",
            "superseded",
        ),
    ],
)
def test_what_settles_it_whatever_else_is_told(said, later, status):
    assert tracked(said, later).status == status


@pytest.mark.parametrize(
    ("said", "later", "never"),
    [
        # not as had been promised
        (
            "The colonel promised that <<commitment|his men would leave the ridge at Quell>>.",
            "The men did not leave the ridge at Quell as the colonel had promised.",
            "kept",
        ),
        (
            "The colonel promised that <<commitment|his men would leave the ridge at Quell>>.",
            "Only some of the men left the ridge at Quell, as the colonel had promised.",
            "kept",
        ),
        # another thing cancelled, or nothing cancelled at all
        (
            "A second glider <<plan|is to be launched in October 1971>>.",
            "The board cancelled the dinner that was to follow the launch of the glider.",
            "broken",
        ),
        (
            "A second glider <<plan|is to be launched in October 1971>>.",
            "The board has not cancelled the launch of the glider.",
            "broken",
        ),
        (
            "A second glider <<plan|is to be launched in October 1971>>.",
            "The board may cancel the launch of the glider.",
            "broken",
        ),
        # some of many, where one spoke for himself
        (
            "The envoy of Lura said that <<commitment|his country would notify its consent in May 1971>>.",
            "Eleven of the fourteen states had notified their consent by 20 August 1971.",
            "broken",
        ),
        # the deed done to another thing
        (
            "The chancellor promised that <<commitment|the duty on candles would be halved by 1 July 1971>>.",
            "The duty on oil was halved on 3 June 1971.",
            "kept",
        ),
        # what only says when is no part of what is promised
        (
            "Karsia <<commitment|is to drop its case at Holm when the treaty is ratified>>.",
            "The treaty was ratified by both houses on 12 June 1971.",
            "kept",
        ),
        (
            "The clerk said that <<commitment|it would go when parliament passes the new budget>>.",
            "The memorandum remains unsigned, and parliament has not voted on it.",
            "broken",
        ),
    ],
)
def test_what_must_not_settle_it(said, later, never):
    assert tracked(said, later).status != never
