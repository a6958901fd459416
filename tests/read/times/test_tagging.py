"""What holds for every text: spans, order, zones, determinism, cost."""

import time as clock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.times import tag_times
from communique.read.times.grammar import load_grammar
from communique.read.times.needs import NEEDS
from communique.read.times.tagger import READERS
from communique.record import Zone

WORDS = st.sampled_from(
    "the a on in last next May March Friday two three weeks years later ago ' s - , . 2014 12 1990s 10:30 p.m. quarter "
    "of this early morning same day before every Christmas \n\n said will half and".split(" ")
)
PUBLISHED = st.sampled_from(
    [None, "2031-03-05", "2031-03", "2031", "not a date", "2031-02-30", "9999-12-31", "0001-01-01"]
)


def check(text: str, published: str | None) -> None:
    found = tag_times(text, published)
    end = 0
    for time in found:
        assert end <= time.span[0] < time.span[1] <= len(text)
        assert text[time.span[0] : time.span[1]] == time.text
        end = time.span[1]
    assert found == tag_times(text, published)


@given(st.text(max_size=300), PUBLISHED)
def test_any_text_is_read_without_a_crash_in_sorted_disjoint_spans(text, published):
    check(text, published)


@given(st.lists(WORDS, max_size=60).map(" ".join), PUBLISHED)
def test_any_row_of_time_words_is_read_without_a_crash(text, published):
    check(text, published)


def test_unpaired_surrogates_and_zero_bytes_are_read():
    check("\ud800 on Friday \x00 and\udfff in May 2030", "2031-03-05")


def test_zones_that_are_not_read_have_no_times():
    text = "On Friday he left. Copyright 2030."
    zones = [Zone(kind="body", span=(0, 18)), Zone(kind="boilerplate", span=(19, len(text)))]
    assert [time.text for time in tag_times(text, "2031-03-05", zones)] == ["Friday"]


def test_a_dateline_is_read():
    text = "VARN, March 3 - He left."
    zones = [Zone(kind="dateline", span=(0, 15)), Zone(kind="body", span=(16, len(text)))]
    assert [time.value for time in tag_times(text, "2031-03-05", zones)] == ["2031-03-03"]


def test_no_time_reaches_over_the_border_of_a_zone():
    text = "Talks in March 12 envoys came."
    zones = [Zone(kind="title", span=(0, 14)), Zone(kind="body", span=(15, len(text)))]
    assert [time.text for time in tag_times(text, "2031-03-05", zones)] == ["March"]


@pytest.mark.parametrize("piece", ["May ", "1 ", "two-", "the week of ", "a year ago ", "10:30 ", "2014-", "(", "\n "])
def test_the_cost_grows_in_step_with_the_text(piece):
    def cost(size: int) -> float:
        text = piece * (size // len(piece))
        start = clock.process_time()
        tag_times(text, "2031-03-05")
        return clock.process_time() - start

    def least(size: int) -> float:  # of three, for other work on the machine only ever adds
        return min(cost(size) for _ in range(3))

    cost(1_000)
    assert least(40_000) < 12 * max(least(10_000), 0.02)


def test_every_rule_names_a_reader_and_a_check_that_exist():
    for rule in load_grammar().rules:
        assert rule.reads == "nothing" or rule.reads in READERS, rule.name
        assert rule.need is None or rule.need in NEEDS, rule.name


def test_rule_names_are_unique():
    names = [rule.name for rule in load_grammar().rules]
    assert len(names) == len(set(names))
