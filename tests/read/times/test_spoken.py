"""Times inside quotation marks count from the day of the speech."""

import pytest

from communique.read.times import Speech, as_spoken, tag_times

PUBLISHED = "2031-03-05"  # a Wednesday


def spoken(text: str, said_on: str | None, published: str | None = PUBLISHED) -> dict[str, tuple[str | None, str]]:
    """Each time of the text with its value and anchor, the quoted part having been said on a day."""
    quote = (text.index("“") + 1, text.index("”"))
    times = as_spoken(text, tag_times(text, published), [Speech(quote, said_on)], published)
    return {time.text: (time.value, time.anchor or "") for time in times}


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("“Tomorrow we sign,” she said.", "Tomorrow", "2031-03-01"),
        ("“They shelled us yesterday,” she said.", "yesterday", "2031-02-27"),
        ("“We resign today,” she said.", "today", "2031-02-28"),
        ("“He will leave next month,” she said.", "next month", "2031-03"),
        ("“We will vote on Monday,” she said.", "Monday", "2031-03-03"),
        ("“The talks failed last night,” she said.", "last night", "2031-02-27TNI"),
    ],
)
def test_a_relative_time_counts_from_the_day_of_the_speech(text, word, value):
    found = spoken(text, "2031-02-28")  # a Friday
    assert found[word][0] == value
    assert "the day it was said 2031-02-28" in found[word][1]


def test_what_the_report_tells_itself_counts_from_publication():
    found = spoken("“We resign today,” she said. Her party meets tomorrow.", "2031-02-28")
    assert found["today"][0] == "2031-02-28"
    assert found["tomorrow"][0] == "2031-03-06"


def test_a_stated_date_stays():
    assert spoken("“We signed on 3 May 2029,” she said.", "2031-02-28")["3 May 2029"] == ("2029-05-03", "stated")


@pytest.mark.parametrize("said_on", [None, "2031-03", "2031-W09", PUBLISHED])
def test_no_other_day_changes_nothing(said_on):
    assert spoken("“Tomorrow we sign,” she said.", said_on)["Tomorrow"][0] == "2031-03-06"


def test_an_article_without_a_date_is_dated_where_the_speech_is():
    found = spoken("“Tomorrow we sign,” she said on 4 May 2029. The talks resume on Monday.", "2029-05-04", None)
    assert found["Tomorrow"][0] == "2029-05-05"
    assert found["Monday"][0] is None


def test_of_a_speech_of_another_month_the_day_stays_unknown():
    found = spoken("“We meet tomorrow and leave next month,” she said.", "2031-01")
    assert found["tomorrow"][0] is None
    assert found["next month"][0] == "2031-02"
