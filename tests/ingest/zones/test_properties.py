"""What holds for any text, and what a hostile one must not do."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.ingest import mark_zones
from communique.ingest.language import language_of

PIECES = (
    "The minister said on Tuesday that nothing was agreed. ", "“We agreed,” he said. ", "\n", "\n\n", "\r\n",
    "\u2028", "By Hanne Voss ", "KALSUND (Reuters) - ", "PARIS — ", "Advertisement ", "Related Coverage ",
    "READ MORE: ", "Share ", "March 4, 2031 9:12 AM GMT ", "Mo Lind/Reuters ", "Photograph: Mo Lind/AFP ",
    "Donate now. ", "___", '"', "“", "''", "Jan. 9, 2031", "(Reporting by A; Editing by B)", "Related\n",
    "3 comments\n", "© 2031 ", "QUESTION: ", "\x00", "\ufffd", "Sign up for our newsletter ",
    "Follow us on Twitter ", "Hanne Voss is a staff writer at the Post. ", "· | · ",
)  # fmt: skip

ANY_TEXT = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=30).map("".join),
)


def check(text: str, **hints: object) -> None:
    """Zones are in order, disjoint, inside the text, cover every non-blank character, and begin and end on one."""
    covered = [False] * len(text)
    last = 0
    for zone in mark_zones(text, **hints):  # type: ignore[arg-type]
        start, end = zone.span
        assert last <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        covered[start:end] = [True] * (end - start)
        last = end
    assert all(is_in or char.isspace() for is_in, char in zip(covered, text, strict=True))


@settings(max_examples=1500, deadline=None)
@given(ANY_TEXT)
def test_zones_cover_every_non_blank_character_and_never_overlap(text: str) -> None:
    check(text)


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT, st.text(max_size=30), st.lists(st.text(max_size=12), max_size=2), st.booleans())
def test_hints_from_outside_never_break_the_zones(text: str, title: str, authors: list[str], has_title: bool) -> None:
    check(text, title=title, authors=authors, has_title=has_title)


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_the_language_of_any_text_is_a_code_or_unknown(text: str) -> None:
    code = language_of(text)
    assert code is None or len(code) == 2


def hostile(size: int) -> dict[str, str]:
    """Texts made to make patterns backtrack, about `size` characters each."""
    units = (
        "a", "A", "word ", "Word ", "WORD ", "The man said so. ", '"', "“ ", ".", "— ", "a | ", "·", "1 ", "Roe, ",
        "Jane Roe and ", "(", "()", "share tweet ", "a+", "Jane Roe/", "Jane Roe/Reuters ", "Jan 3, 2031 ",
        "By Jane Roe ", "Related Coverage ", "Subscribe Today to ", "PARIS — ", "CLICK HERE ", "a@b.", "\u200b",
        "home > ", "facebook", "Follow Jane Roe and ", "_", "Jane Roe, in A, contributed ", "Jane Roe\n", "x\n",
        "\t \n", "Related\nSome title\n", "3 comments\n", "By Jane Roe\n", "Share\n", "PARIS — x\n",
    )  # fmt: skip
    texts = {unit: unit * (size // len(unit)) for unit in units}
    texts["mixed"] = "".join(random.Random(1).choice('aA .,"“”()/—-|:\n1@#') for _ in range(size))
    return texts


@pytest.mark.parametrize("unit", sorted(hostile(10)))
def test_the_work_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    """Eight times the text may take some eight times the work; a quadratic pattern takes sixty-four times."""
    mark_zones("warm up")
    times = []
    for size in (10_000, 80_000):
        text = hostile(size)[unit]
        start = time.process_time()
        check(text)
        times.append(time.process_time() - start)
    assert times[1] < max(2.0, 40 * times[0])


def test_ten_megabytes_in_one_line_do_not_blow_up() -> None:
    text = "The minister said on Tuesday that “nothing” was agreed. " * 180_000
    zones = mark_zones(text)
    assert [z.kind for z in zones] == ["body"]
