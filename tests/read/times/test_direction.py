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
        "He arrived in advance of the minister's visit on Monday.",
        "The talks were postponed to Monday.",
        "The deadline was extended through Monday.",
        "The vote was pushed back to Monday.",
        "The talks resume Monday.",
        "The talks, which resume Monday, have stalled.",
        "The assembly is to vote Monday.",
        "The ministers were to meet Monday.",
        "The deadline is Monday.",
        "The court takes it up Monday.",
        "Workers return to their jobs Monday.",
        "New rules take effect Monday.",
        "He's coming home Monday.",
        "Join the march on Monday.",
        "The shops will stay closed Monday.",
        "The pact calls for a truce starting Monday.",
        "The report, to be released Monday, finds no fault.",
        "They have not decided whether to attend Monday.",
        "The men are held pending a hearing Monday.",
        "Patrols were doubled ahead of Monday's summit.",
        "Officials said the hearing on Monday will be closed.",
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
        "Ahead of the vote, the ministry on Monday issued a warning.",
        "The talks moved to Varn on Monday.",
        "The ceasefire held through Monday.",
        "The talks, delayed from Monday, began.",
        "He put out a news release Monday.",
        "“We won Monday, and they know it,” he said.",
        "The Rovers host a match after losing to Varn on Monday.",
        "The game, originally scheduled for Monday, was lost.",
        "The court had given them until Monday to answer.",
    ],
)
def test_a_clause_that_looks_back(text):
    assert only(text).value == PAST


def test_the_nearest_verb_governs():
    assert values("She said Tuesday that she will leave on Monday.") == {"Tuesday": "2031-03-04", "Monday": FUTURE}


def test_a_noun_with_a_weekday_follows_the_clear_mentions_of_the_text():
    text = "They will meet on Monday. They will dine on Monday. Critics of the Monday session protested."
    assert [time.value for time in times(text)] == [FUTURE, FUTURE, FUTURE]


def test_goods_for_later_delivery_name_a_month_to_come():
    assert only("Copper for December delivery fell.").value == "2031-12"


def test_the_end_of_a_range_of_weekdays_comes_after_its_start():
    assert values("It runs Monday through Wednesday.") == {"Monday": "2031-03-10", "Wednesday": "2031-03-12"}


def test_what_was_never_held_is_past() -> None:
    text = "The second round, set for February in Varn, was never held."
    assert only(text).value == "2031-02"


def test_need_looks_ahead() -> None:
    assert only("He said there needs to be a witness in the room in Varn Monday.").value == "2031-03-10"


def test_participles_of_irregular_verbs_look_back() -> None:
    text = "The sum in a draft seen by reporters in January will stand."
    assert only(text).value == "2031-01"


def test_what_is_sworn_is_to_come() -> None:
    assert only("The gang have sworn to burn the barn on Thursday.").value == "2031-03-06"


def test_a_clock_time_is_never_put_on_a_day_to_come() -> None:
    text = "The panel is to meet on March 25. The bridge was closed at midnight."
    assert values(text)["midnight"] == "2031-03-05T24:00"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Kral called elections for 21 December.", "2031-12-21"),
        ("The union has called a strike for 5 January.", "2032-01-05"),
        ("The court adjourned until Monday.", FUTURE),
        ("He gave them until Monday to leave.", FUTURE),
        ("She said she'd be back on Monday.", FUTURE),
        ("She said she'd met him on Monday.", PAST),
        ("Asked about the Monday deadline, she said there was time.", FUTURE),
        ("They missed the Monday deadline.", PAST),
    ],
)
def test_what_is_given_a_date_is_to_come(text, value):
    assert only(text).value == value


def test_what_is_put_off_to_the_weekday_of_publication_is_a_week_away():
    assert only("The court adjourned until Wednesday.").value == "2031-03-12"


def test_the_weekday_with_its_article_follows_the_day_to_come_before_it():
    assert values("They will meet on Monday and sign on the Thursday.") == {"Monday": FUTURE, "Thursday": "2031-03-13"}


@pytest.mark.parametrize(("day", "value"), [("Tuesday", "2031-03-04"), ("Friday", "2031-03-07")])
def test_what_was_called_off_had_been_set_for_the_nearer_day(day, value):
    assert only(f"A vote planned for {day} was called off.").value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They meet next Thursday.", "2031-03-13"),
        ("They meet next Monday.", "2031-03-10"),
        ("They met last Tuesday.", "2031-02-25"),
        ("They met last Monday.", "2031-03-03"),
    ],
)
def test_last_and_next_leap_over_a_day_that_is_near(text, value):
    assert only(text).value == value


def test_an_s_that_tells_what_is_does_not_look_ahead():
    assert only("He says the army shelled Varn on Monday.").value == PAST


def test_both_days_of_a_move_are_to_come():
    found = values("The match was moved from Friday to Monday.")
    assert found == {"Friday": "2031-03-07", "Monday": FUTURE}


@pytest.mark.parametrize(
    "text",
    [
        "The dockers threatened a strike from 1 April.",
        "The dockers warned of a walkout on 1 April.",
        "A ban on fishing from 1 April was announced.",
        "The port announced a new toll from 1 April.",
    ],
)
def test_what_is_threatened_or_ordered_has_not_begun(text: str) -> None:
    assert values(text)["1 April"] == "2031-04-01"


def test_the_may_of_a_range_looks_no_way_ahead():
    assert values("Exports from January to May rose.", "2031-08-04") == {"January": "2031-01", "May": "2031-05"}
    assert only("The council may meet on Monday.").value == FUTURE
