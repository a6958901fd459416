"""Calendar days, weekdays, holidays, parts of a day and clock times."""

import pytest

from communique.read.times import tag_times
from communique.record import Zone

from .helpers import WEDNESDAY, only, times, values


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("The pact of 12 October 2029 holds.", "12 October 2029", "2029-10-12"),
        ("It was signed on October 12, 2029, in Varn.", "October 12, 2029", "2029-10-12"),
        ("Signed on Friday, Oct. 12, 2029, it held.", "Friday, Oct. 12, 2029", "2029-10-12"),
        ("The file is dated 2029-10-12.", "2029-10-12", "2029-10-12"),
        ("The form says 25/12/2029.", "25/12/2029", "2029-12-25"),
        ("He came on the 3rd of June, 2028.", "the 3rd of June, 2028", "2028-06-03"),
        ("The vote of January 1st of 2030 counts.", "January 1st of 2030", "2030-01-01"),
    ],
)
def test_a_full_date_is_taken_as_stated(text, span, value):
    time = only(text)
    assert (time.text, time.type, time.value, time.anchor) == (span, "DATE", value, "stated")


def test_an_iso_instant_keeps_its_zone():
    time = only("Filed at 2029-10-12T09:30:00Z by the clerk.")
    assert (time.type, time.value) == ("TIME", "2029-10-12T09:30:00Z")


def test_an_ambiguous_slashed_date_is_read_month_first_and_says_so():
    time = only("The form says 10/12/2029.")
    assert (time.value, time.anchor) == ("2029-10-12", "stated, read month first")


def test_a_day_without_a_year_in_a_past_clause_lies_before_publication():
    assert values("Ministers met on 12 October in Varn.") == {"12 October": "2030-10-12"}


def test_a_day_without_a_year_in_a_future_clause_lies_after_publication():
    assert values("Ministers will meet on 12 October in Varn.") == {"12 October": "2031-10-12"}


def test_two_days_of_one_month_are_two_times():
    assert values("The talks of April 24 and 25, 2030, failed.") == {"April 24": "2030-04-24", "25, 2030": "2030-04-25"}


def test_a_range_of_days_before_the_month():
    assert values("They met on 3-5 March 2030 in Varn.") == {"3": "2030-03-03", "5 March 2030": "2030-03-05"}


def test_no_date_is_read_from_an_impossible_day():
    assert "2029-02-30" not in values("The clerk wrote February 30, 2029 by mistake.").values()


def test_a_weekday_in_past_tense_is_the_last_one():
    assert only("The envoy left Varn on Monday.").value == "2031-03-03"


def test_a_weekday_in_future_tense_is_the_next_one():
    assert only("The envoy will leave Varn on Monday.").value == "2031-03-10"


def test_the_weekday_of_publication_is_that_day():
    assert only("The envoy left Varn on Wednesday.").value == "2031-03-05"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("last Monday", "2031-03-03"),
        ("last Wednesday", "2031-02-26"),
        ("next Monday", "2031-03-10"),
        ("this past Friday", "2031-02-28"),
        ("this coming Friday", "2031-03-07"),
        ("Tuesday of next week", "2031-03-11"),
        ("Thursday last week", "2031-02-27"),
        ("two weeks ago Friday", "2031-02-14"),
        ("the day after tomorrow", "2031-03-07"),
        ("the day before yesterday", "2031-03-03"),
        ("yesterday", "2031-03-04"),
        ("today", "2031-03-05"),
        ("tomorrow", "2031-03-06"),
    ],
)
def test_a_day_counted_from_publication(words, value):
    assert values(f"It happened {words}, officials say.") == {words: value}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Monday night", "2031-03-03TNI"),
        ("Tuesday morning", "2031-03-04TMO"),
        ("yesterday afternoon", "2031-03-04TAF"),
        ("this morning", "2031-03-05TMO"),
        ("tonight", "2031-03-05TNI"),
        ("last night", "2031-03-04TNI"),
        ("the evening of March 3, 2030", "2030-03-03TEV"),
        ("the early hours of Dec. 7, 2030", "2030-12-07TMO"),
    ],
)
def test_a_part_of_a_day_is_a_time(words, value):
    time = only(f"Shots were heard {words}, witnesses said.")
    assert (time.text, time.type, time.value) == (words, "TIME", value)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("10:30 a.m. EST Tuesday", "2031-03-04T10:30"),
        ("7:30pm on Tuesday", "2031-03-04T19:30"),
        ("3.30pm on Tuesday", "2031-03-04T15:30"),
        ("0735 GMT on Tuesday", "2031-03-04T07:35Z"),
        ("noon on Tuesday", "2031-03-04T12:00"),
        ("10 o'clock in the evening", "2031-03-05T22:00"),
        ("Tuesday, 9 a.m.", "2031-03-04T09:00"),
        ("18:00 UTC", "2031-03-05T18:00Z"),
    ],
)
def test_a_clock_time_carries_its_day(words, value):
    time = only(f"The blast was heard at {words}, the mayor said.")
    assert (time.text, time.type, time.value) == (words, "TIME", value)


def test_a_clock_time_takes_the_day_told_before_it():
    assert values("She landed on Monday and spoke at 9 p.m. in Varn.")["9 p.m."] == "2031-03-03T21:00"


def test_a_clock_time_takes_the_day_told_right_behind_it():
    found = values("It struck at about 10:35 a.m. (0735 GMT) Monday, the mayor said.")
    assert found["about 10:35 a.m."] == "2031-03-03T10:35"


def test_the_zone_of_a_clock_time_is_named():
    assert "EST" in (only("It opened at 10:30 a.m. EST Tuesday.").anchor or "")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Christmas Day 2029", "2029-12-25"),
        ("Easter Monday 2030", "2030-04-22"),
        ("Thanksgiving Day 2030", "2030-11-28"),
        ("New Year's Eve", "2030-12-31"),
        ("the Fourth of July", "2030-07-04"),
        ("Good Friday 2030", "2030-04-19"),
    ],
)
def test_a_holiday_is_a_day(words, value):
    assert only(f"The truce was broken on {words}, he said.").value == value


def test_the_day_of_the_attacks_of_2001_is_known_by_name():
    assert only("Families of Sept. 11 victims spoke.").value is not None
    assert only("He honoured the Sept. 11 victims on the stage.").value == "2001-09-11"


def test_early_and_late_set_the_mod():
    assert [time.mod for time in times("It began early Tuesday and ended late Tuesday.")] == ["START", "END"]


def test_without_a_publication_date_a_weekday_stays_relative():
    time = only("The envoy left on Tuesday.", published=None)
    assert time.value is None
    assert "unknown" in (time.anchor or "")


def test_with_a_publication_month_a_day_of_the_year_is_resolved_and_a_weekday_is_not():
    found = values("The envoy left on Tuesday and returned on January 9.", published="2031-03")
    assert found == {"Tuesday": None, "January 9": "2031-01-09"}


def test_today_without_a_publication_date_is_the_present():
    assert only("The council meets today.", published=None).value == "PRESENT_REF"


def test_a_relative_day_takes_the_date_beside_it():
    text = "They met the next day, Feb. 15, and on the same day (Feb. 15) they signed."
    assert [time.value for time in times(text)] == ["2031-02-15"] * 4


def test_that_weekday_lies_in_the_week_told():
    assert values("Two weeks ago, they met. That Friday, they signed.")["That Friday"] == "2031-02-21"


def test_that_weekday_is_unknown_where_no_week_is_told():
    assert only("That Friday, they signed.").value is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("January twenty second", "2031-01-22"),
        ("March third nineteen ninety one", "1991-03-03"),
        ("the twenty-first of May 2029", "2029-05-21"),
        ("the third Thursday in November 2030", "2030-11-21"),
        ("the last Monday of May 2030", "2030-05-27"),
    ],
)
def test_a_day_in_words(words, value):
    assert only(f"They met on {words}.").value == value


def test_weekday_nights_are_a_set():
    time = only("They meet on Monday nights.")
    assert (time.type, time.value) == ("SET", "XXXX-WXX-1TNI")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In today's world, few farm.", "PRESENT_REF"),
        ("She spoke of today's global economy.", "PRESENT_REF"),
        ("He opened today's session.", WEDNESDAY),
    ],
)
def test_today_of_the_times_is_no_day(text: str, value: str) -> None:
    assert only(text).value == value


def test_later_in_the_day_is_the_day_told() -> None:
    text = "On Feb. 3, 2030, the envoy landed. Later in the day he met the queen."
    assert values(text)["Later in the day"] == "2030-02-03"


def test_early_morning_hours_are_one_time() -> None:
    assert only("They met in the early morning hours of Tuesday.").value == "2031-03-04TMO"


def test_a_clock_of_a_stated_offset_keeps_it() -> None:
    assert only("It landed at 6:40 p.m. (GMT +8).").value == "2031-03-05T18:40+08:00"


def test_days_as_they_were_spelled_once() -> None:
    assert values("The pact was sealed to-day; ships sail to-morrow.") == {
        "to-day": WEDNESDAY,
        "to-morrow": "2031-03-06",
    }


def test_a_dispatch_counts_from_its_dateline() -> None:
    text = "VARN, March 3 (Lorn Wire) - The two sides broke off talks today."
    zones = [Zone(kind="dateline", span=(0, 27)), Zone(kind="body", span=(28, len(text)))]
    assert tag_times(text, WEDNESDAY, zones)[-1].value == "2031-03-03"


def test_an_old_dateline_is_not_counted_from() -> None:
    text = "VARN, Feb. 3 (Lorn Wire) - The two sides broke off talks today."
    zones = [Zone(kind="dateline", span=(0, 26)), Zone(kind="body", span=(27, len(text)))]
    assert tag_times(text, WEDNESDAY, zones)[-1].value == WEDNESDAY


def test_a_clock_time_of_the_past_belongs_to_the_night_told() -> None:
    text = "Two guards died late on Tuesday. The boat crossed at 10.40 p.m. and opened fire."
    assert values(text)["10.40 p.m."] == "2031-03-04T22:40"


def test_a_dispatch_printed_inside_an_article_counts_from_its_own_dateline() -> None:
    text = "The paper spoke today.\n\nVARN, March 3. (Lorn Wire.) The pact was sealed today."
    assert [t.value for t in tag_times(text, WEDNESDAY)] == [WEDNESDAY, "2031-03-03", "2031-03-03"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The polls open at seven o'clock.", "2031-03-05T07:00"),
        ("She arrived at half past eight in the evening.", "2031-03-05T20:30"),
        ("The vote is at ten thirty p.m.", "2031-03-05T22:30"),
        ("The polls close at eight P-M.", "2031-03-05T20:00"),
        ("It shook the town at 1:30 in the morning.", "2031-03-05T01:30"),
        ("War was declared at eleven o'clock last night.", "2031-03-04T23:00"),
        ("It began at 2:30 last night.", "2031-03-05T02:30"),
        ("They met at eight o'clock on Tuesday evening.", "2031-03-04T20:00"),
        ("They will sign at quarter to nine in the evening.", "2031-03-05T20:45"),
    ],
)
def test_hours_in_words(text, value):
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Troops moved in before dawn Tuesday.", "2031-03-04TMO"),
        ("By nightfall it was over.", "2031-03-05TNI"),
        ("It was done in the predawn hours.", "2031-03-05TMO"),
    ],
)
def test_dark_hours(text, value):
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The last day of January was dry.", "2031-01-31"),
        ("It ended on the last day of 2029.", "2029-12-31"),
        ("The strike began on the first day of the year.", "2031-01-01"),
        ("It will open on the first Monday in March.", "2032-03-01"),
        ("It was closed the day after Christmas.", "2030-12-26"),
        ("The hearing is on March the third.", "2031-03-03"),
        ("In january the index fell.", "2031-01"),
        ("It failed over the Labor Day weekend.", "2030-W35-WE"),
        ("The new line opens by midyear.", "2031"),
        ("By the turn of the century the ice will be gone.", "2100"),
    ],
)
def test_days_within_periods(text, value):
    assert only(text).value == value


def test_a_month_before_an_ordinal_is_no_day():
    assert only("In March the first troops arrived.").value == "2031-03"


def test_a_sum_within_a_week_is_no_rate():
    assert only("They gave 500,000 doses within a week.").type == "DURATION"
