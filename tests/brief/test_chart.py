"""The drawn timeline: inside its frame, to scale, without touching marks."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from communique.brief.view.chart import Mark, draw

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
STATUSES = st.sampled_from(["happened", "planned", "hypothetical", "cancelled", "denied", "unknown"])


@st.composite
def marks(draw_: st.DrawFn) -> list[Mark]:
    found = []
    for number in range(draw_(st.integers(1, 25))):
        first = draw_(DAYS)
        last = first + timedelta(days=draw_(st.integers(0, 400)))
        found.append(Mark(f"T{number}", first, last, draw_(STATUSES), "words"))
    return found


@given(marks(), st.sampled_from([350, 820]))
def test_every_mark_is_drawn_or_counted_and_stays_in_the_frame(found: list[Mark], width: int):
    chart = draw(found, [], width, "any")
    drawn = [m for lane in chart["lanes"] for m in lane["marks"]]
    assert len(drawn) + sum(lane["more"]["count"] for lane in chart["lanes"] if lane["more"]) == len(found)
    assert all(0 <= m["x1"] <= m["x2"] <= width for m in drawn)
    assert all(0 <= tick["x"] <= width for tick in chart["ticks"])
    assert chart["ticks"]


@given(marks())
def test_earlier_days_stand_left_of_later_ones(found: list[Mark]):
    chart = draw(found, [], 820, "wide")
    at = {m["label"]: m["x1"] for lane in chart["lanes"] for m in lane["marks"]}
    ordered = sorted((m for m in found if m.label in at), key=lambda m: m.first)
    positions = [at[m.label] for m in ordered]
    assert positions == sorted(positions)


def test_one_old_date_does_not_press_the_rest_into_a_corner():
    days = [date(1994, 5, 1), *(date(2031, 3, d) for d in (1, 5, 9, 13, 17, 21))]
    chart = draw([Mark(f"T{n}", d, d, "happened", "") for n, d in enumerate(days)], [], 820, "wide")
    at = sorted(m["x1"] for m in chart["lanes"][0]["marks"])
    assert len(chart["cuts"]) == 1
    assert at[-1] - at[1] > 300


def test_dates_that_reports_disagree_on_are_joined():
    day, other = date(2031, 3, 12), date(2031, 3, 11)
    later = Mark("T2", date(2031, 4, 1), date(2031, 4, 1), "planned", "")
    mark = Mark("T1", day, day, "happened", "", ((day, day), (other, other)))
    chart = draw([mark, later], [day], 820, "wide")
    assert len(chart["lanes"][0]["marks"][0]["others"]) == 2
    assert chart["published"]
