import random

import numpy as np
import pytest

from communique.link.grouping.groups import group_stories
from communique.link.grouping.likeness import date_factor
from communique.link.grouping.rounds import Graph, Round, Rounds, _joined, rounds_to
from communique.link.grouping.sketches import Sketches, sketch_of
from communique.options import LinkOptions
from tests.link.build_readings import article

THRESHOLD = LinkOptions().story_threshold
HARBOUR = (
    "The harbour talks between Lindmark and Ostrava ended on Tuesday without a pact on dredging. "
    "Lindmark's transport minister, Ana Vale, said that the pilots' dues remain in dispute. "
    "Ostrava wants the harbour dues halved and the dredging shared.",
    "Ostrava and Lindmark broke off harbour talks on Tuesday. Ana Vale, who leads Lindmark's transport ministry, "
    "blamed the pilots' dues. Ostrava had asked that dredging be shared and the dues halved.",
    "No pact on dredging: Ana Vale of Lindmark said after the harbour talks that Ostrava's demand to halve the pilots' "
    "dues could not be met.",
)
ORCHARD = (
    "Frost killed blossoms in the orchards of Sellin county, growers said, and the cider harvest may fall by half. "
    "The growers' union asked for relief.",
    "Cider makers in Sellin county fear for the harvest after frost killed blossoms in the orchards. "
    "A union of growers asked the county for relief.",
)


def grouped(articles):
    return {frozenset(articles[i].path for i in g.members) for g in group_stories(articles, THRESHOLD)}


def made(texts, prefix, **fields):
    return [article(text, path=f"{prefix}{n}", **fields) for n, text in enumerate(texts)]


def test_two_stories_are_told_apart():
    articles = [*made(HARBOUR, "h"), *made(ORCHARD, "o")]
    assert grouped(articles) == {frozenset({"h0", "h1", "h2"}), frozenset({"o0", "o1"})}


def test_the_order_of_the_articles_does_not_matter():
    articles = [*made(HARBOUR, "h"), *made(ORCHARD, "o")]
    assert grouped(articles) == grouped(articles[::-1]) == grouped([*articles[2:], *articles[:2]])


def test_a_follow_up_of_months_later_belongs_to_its_story_and_a_missing_date_hinders_nothing():
    first = made(HARBOUR[:2], "h", published="2031-03-04")
    later = article(HARBOUR[2], path="later", published="2031-09-10")
    undated = article(HARBOUR[2] + " ", path="undated")
    assert grouped([*first, later]) == {frozenset({"h0", "h1", "later"})}
    assert grouped([*first, undated]) == {frozenset({"h0", "h1", "undated"})}


@pytest.mark.parametrize("published", ["2031", "2031-03", "2031-03-04T10:00:00+01:00", "not a date", None])
def test_dates_of_any_precision_are_accepted(published):
    assert len(group_stories([article("Words about a matter.", published=published)], THRESHOLD)) == 1


def test_days_lower_the_similarity_slowly():
    factors = [date_factor(days) for days in (0, 2, 31, 366)]
    assert factors[0] == factors[1] > factors[2] > factors[3] > 0.5


def test_a_short_cut_of_a_long_report_stays_with_it():
    chance = random.Random(7)
    words = ["".join(chance.choices(("ka", "ro", "mi", "sul", "dor", "len"), k=7)) for _ in range(3000)]
    long, cut = (" ".join(words[:n]) for n in (3000, 90))
    own = " ".join(chance.sample(words[:90], 90))
    dates = ("2030-01-01", "2033-01-01")
    for short, stories in ((cut, 1), (own, 2)):
        pair = [article(text, path=day, published=day) for text, day in zip((long, short), dates, strict=True)]
        assert len(grouped(pair)) == stories


def test_empty_and_wordless_articles_are_stories_of_their_own():
    assert group_stories([], THRESHOLD) == ()
    assert len(group_stories([article(""), article("?!"), article(HARBOUR[0])], THRESHOLD)) == 3


@pytest.mark.parametrize("threshold", [0.0, -1.0, 1e-300])
def test_a_threshold_of_nothing_joins_all_that_stand_beside_one_another(threshold):
    articles = [*made(HARBOUR, "h"), *made(ORCHARD, "o")]
    joined = group_stories(articles, threshold)
    assert {len(group.members) for group in joined} <= {5, 3, 2}
    assert any(set(group.members) >= {0, 1, 2} for group in joined)


def test_thresholds_that_tell_apart_fall_in_steps_and_end_at_the_one_given():
    for threshold in (0.0, 0.02, THRESHOLD, 0.9, 2.0):
        falling = [step.threshold for step in rounds_to(threshold) if not step.small]
        assert falling[-1] == threshold
        assert falling == sorted(falling, reverse=True)
        assert len(falling) < 60


BRIEFINGS = (
    "MR. RELL: Good afternoon. Let me begin with the {0}.\n\nQUESTION: Ned, what of the {0}?\n\nMR. RELL: The {0} is with the {1}, "
    "and we have asked the {1} for a {2}.\n\nQUESTION: And the {2}?\n\nMR. RELL: The {1} has the {2} in hand; the {0} waits.\n\n"
    "QUESTION: Will the {1} hold a vote on the {0}?\n\nMR. RELL: That is for the {1}, once the {2} is in.\n"
)


def test_briefings_of_two_days_on_two_matters_are_two_stories():
    matters = [("dredging", "harbourmaster", "survey"), ("orchards", "growers", "tariff")]
    first, second = (BRIEFINGS.format(*matter) for matter in matters)
    articles = [
        article(first, path="a", title="Department Press Briefing – March 3, 2031"),
        article(second, path="b", title="Department Press Briefing – June 9, 2031"),
    ]
    assert grouped(articles) == {frozenset({"a"}), frozenset({"b"})}


def test_briefings_on_one_matter_stay_one_story():
    first = BRIEFINGS.format("dredging", "harbourmaster", "survey")
    articles = [
        article(first, path="a", title="Department Press Briefing – March 3, 2031"),
        article(
            first.replace("Good afternoon.", "Good day."), path="b", title="Department Press Briefing – March 4, 2031"
        ),
    ]
    assert grouped(articles) == {frozenset({"a", "b"})}


@pytest.mark.parametrize(("nearest", "together"), [(0.28, True), (0.25, False)], ids=["near", "not near enough"])
def test_two_that_are_each_others_nearest_belong_together_though_a_third_comes_next(nearest, together):
    sketches = Sketches.of(sketch_of(a) for a in made(HARBOUR, "h"))
    none, start = np.zeros(0, dtype=np.int64), np.arange(3)
    best, second = np.array([1, 0, 0], dtype=np.int32), np.full(3, 0.2)
    score = np.array([nearest, nearest, 0.21])
    found = Rounds(np.array([start], dtype=np.int32), best[None], score[None], second[None])
    labels = _joined(Graph(sketches, none, none, start), start, found, 0, Round(0.18, small=2, clearly=1.5))
    assert bool(labels[0] == labels[1]) is together
