"""Which way a weekday or month points: the words of the clause decide."""

import pytest

from .helpers import only, times, values

FUTURE = "2031-03-10"
PAST = "2031-03-03"


@pytest.mark.parametrize(
    "text",
    [
        "She is scheduled to speak on Monday.",
        "They are expected to vote as early as Monday.",
        "The council has until Monday to decide.",
        "She plans to return on Monday.",
        "The trial is set for Monday.",
        "He asked the envoys to return on Monday.",
        "The president could sign it on Monday.",
        "She is travelling to Varn on Monday.",
        "The summit opens on Monday.",
        "Nothing may change ahead of Monday.",
    ],
)
def test_a_clause_that_looks_ahead(text):
    assert only(text).value == FUTURE


@pytest.mark.parametrize(
    "text",
    [
        "She said on Monday that they will sign.",
        "On Monday, the council voted.",
        "She was the first to report it on Monday.",
        "He went on to win the race on Monday.",
        "The ruling on Monday was expected.",
        "They have not met since Monday.",
    ],
)
def test_a_clause_that_looks_back(text):
    assert only(text).value == PAST


def test_the_nearest_verb_governs():
    assert values("She said Tuesday that she will leave on Monday.") == {"Tuesday": "2031-03-04", "Monday": FUTURE}


def test_a_noun_with_a_weekday_follows_the_clear_mentions_of_the_text():
    text = "They will meet on Monday. They will dine on Monday. Critics of the Monday session protested."
    assert [time.value for time in times(text)] == [FUTURE, FUTURE, FUTURE]
