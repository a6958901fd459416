"""Times that their neighbours, a comparison or the story before them date."""

import pytest

from .helpers import times, values


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Sales fell in the last quarter of 2029.", "the last quarter of 2029", "2029-Q4"),
        ("Profit rose in this year's first half.", "this year's first half", "2031-H1"),
        ("Profit rose in the July-September quarter.", "the July-September quarter", "2030-Q3"),
        ("Prices rose over the past year and a half.", "the past year and a half", "P1Y6M"),
        ("In its fiscal year ended June 30 the firm lost money.", "its fiscal year", "P1Y"),
        ("In the year-ago quarter it earned more.", "the year-ago quarter", "2029-Q4"),
        ("Shares fell as on Friday the 13th.", "Friday the 13th", "2030-12-13"),
    ],
)
def test_a_period_by_its_words(text, words, value):
    assert values(text)[words] == value


@pytest.mark.parametrize("tail", ["from 5.6% a year earlier", "against 1.4 million a year ago", "from a year earlier"])
def test_a_comparison_looks_back_from_the_month_of_its_sentence(tail):
    found = values(f"The rate was higher in January, up from December and {tail}.")
    assert found[tail[tail.index("a year") :]] == "2030-01"


def test_a_sum_in_another_sentence_compares_with_no_month():
    assert values("It rose in January. The firm made $3 million a year earlier.")["a year earlier"] == "2030"


def test_months_of_a_range_follow_each_other():
    assert values("The May-June period was slow.") == {"May": "2030-05", "June": "2030-06"}
    assert values("It was shut from October to March.") == {"October": "2030-10", "March": "2031-03"}


def test_the_next_monday_of_a_story_follows_its_day():
    assert values("On Feb. 13 stocks plunged. The next Monday, prices rebounded.")["The next Monday"] == "2031-02-17"


def test_the_next_monday_of_a_plan_follows_publication():
    assert values("The talks ended on Feb. 13. The next Monday they will resume.")["The next Monday"] == "2031-03-10"


def test_the_next_year_goes_on_with_a_story():
    assert values("In 1985 he moved. The next year, he married.")["The next year"] == "1986"


def test_a_rate_of_hours_is_a_set():
    assert [(t.text, t.type) for t in times("She works 12 hours a day.")] == [
        ("12 hours", "DURATION"),
        ("a day", "SET"),
    ]


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("It will report in June; in February it had a loss.", "February", "2031-02"),
        ("Four years ago he won after a recount that went on into December.", "December", "2027-12"),
        ("Not since the winter of 1979 had prices risen so. The ban, imposed Jan. 6, failed.", "Jan. 6", "2031-01-06"),
        ("It was banned until next March 1.", "next March 1", "2032-03-01"),
        ("The vote is on Friday. Polls open at 6 a.m.", "6 a.m.", "2031-03-07T06:00"),
        ("Police held a man on Monday. He was found about 8 p.m. He denied it.", "about 8 p.m.", "2031-03-03T20:00"),
        ("Polls close at 9 p.m. Last year he won in May.", "May", "2030-05"),
        ("He had called in the evening of the day he died.", "the evening", None),
    ],
)
def test_what_the_story_says_of_a_time(text, expression, value):
    assert values(text)[expression] == value


def test_what_would_lie_ahead_of_a_past_clause_is_a_length():
    found = values("Doctors told of it on Monday; a year later, most were well.")
    assert found["a year"] == "P1Y"


def test_a_period_of_months_is_compared_with_a_year():
    text = "Net rose in the fourth quarter. For the nine months, it fell from the year-ago period."
    assert values(text)["the year-ago period"] == "2030"


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("Arrivals fell in January, down from 81% in December and 84% a year earlier.", "a year earlier", "2030-01"),
        ("Crude for December settled at $19.", "December", "2031-12"),
        ("The firm extended its $31-a-share offer for Varn Foods Inc. to April 8 from today.", "April 8", "2031-04-08"),
        ("The current quarter looks bad. In the fourth quarter, it ended well. Sales in the quarter slid.", "the quarter",
         "2030-Q4"),
        ("For the first quarter, ended last month, it is expected to report a loss.", "the first quarter", "2031-Q1"),
    ],
)  # fmt: skip
def test_what_accounts_say_of_a_time(text, expression, value):
    assert values(text)[expression] == value


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("February left the total 17% below that of a year earlier.", "a year earlier", "2030-02"),
        ("Funds grew in the latest week. The week before, they fell, to 8% from 9% the previous week.",
         "the previous week", "2031-W08"),
        ("He was shot two years ago this February.", "two years ago this February", "2029-02"),
        ("A show originally planned for March 29 will run later.", "March 29", "2031-03-29"),
        ("For the full year it may rise.", "the full year", "2031"),
        ("A year-end show is planned.", "year-end", "2031-12-31"),
    ],
)  # fmt: skip
def test_figures_and_plans_beside_others(text, expression, value):
    assert values(text)[expression] == value


def test_the_middle_of_a_year_that_is_over_is_the_next_one_s():
    assert values("Prices will fall through the middle of the year.", "2031-10-26")["the middle of the year"] == "2032"


def test_the_month_is_the_one_the_report_opens_with():
    text = "The index rose in January. It is the first since the Feb. 13 slide. Six parts were up in the month."
    assert values(text)["the month"] == "2031-01"


def test_a_month_is_compared_with_a_month_also_beside_a_quarter():
    text = "It had a loss in the fourth quarter. Sales in January rose, against a fall in the like month last year."
    assert values(text)["the like month last year"] == "2030-01"


def test_as_many_days_are_no_length():
    assert times("It was their fourth session in as many days.") == []


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("Rates were at 9%, from 10% in the same week a year ago.", "the same week a year ago", "2030-W10"),
        ("In the latest month, January, it was up.", "the latest month", "2031-01"),
        (
            "It will idle a plant in mid-May. Output is off from the same period of 2030.",
            "the same period of 2030",
            "2030",
        ),
        ("Sales in the summer quarter rose.", "the summer quarter", "2030-Q3"),
    ],
)
def test_weeks_months_and_seasons_compared(text, expression, value):
    assert values(text)[expression] == value


def test_the_weekday_of_a_story_follows_its_day():
    text = "He died on 3 February 2031, and was buried on the Thursday."
    assert values(text)["Thursday"] == "2031-02-06"


def test_the_weekday_before_a_noun_is_of_publication():
    text = "He died on 3 February 2031. The Thursday meeting was short."
    assert values(text)["Thursday"] == "2031-02-27"


def test_the_attacks_of_a_september_11_are_those_of_2001():
    assert values("They mourned the dead of the Sept. 11 attacks.")["Sept. 11"] == "2001-09-11"


def test_a_clock_time_goes_on_with_the_day_of_the_clock_time_before_it():
    text = (
        "The vote opened at 4 p.m. on 3 February 2031, and the hall was full. At 6 p.m. the clerk read out the result."
    )
    assert values(text)["6 p.m."] == "2031-02-03T18:00"


def test_a_clock_time_of_a_sentence_without_a_past_verb_is_of_publication():
    text = "The hall burned on 3 February 2031. The press conference starts at 6 p.m. in the annex."
    assert values(text)["6 p.m."] == "2031-03-05T18:00"


def test_a_quarter_named_again_is_of_the_year_that_was_told():
    found = values("The firm lost 3 million in its year-ago quarter, the third quarter of its books.")
    assert found["the third quarter"] == found["its year-ago quarter"][:5] + "Q3"


def test_a_year_ago_this_week_is_a_week():
    assert values("It opened a year ago this week.")["a year ago this week"] == "2030-W10"
    assert values("It opened ten years ago last week.")["ten years ago last week"] == "2021-W08"
