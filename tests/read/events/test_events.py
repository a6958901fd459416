import pytest

from communique.read.events import find_events
from communique.read.events.edtf import compatible, finer, to_edtf
from communique.read.sentences import split_sentences
from communique.record import Article, Mention, Time


def find(text, times=(), names=(), published="2031-05-02", scores=None):
    article = Article(id="article-1", path="a.txt", text=text, published=published)
    found = []
    for words, value in times:
        at = text.index(words)
        found.append(Time(span=(at, at + len(words)), text=words, type="DATE", value=value))
    mentions = []
    for name, kind in names:
        at = -1
        while (at := text.find(name, at + 1)) >= 0:
            mentions.append(Mention(span=(at, at + len(name)), kind=kind, form="name", actor=name))
    return find_events(article, split_sentences(text), found, mentions, (), scores)


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The ministers met in the harbour.", "MEETING", "happened"),
        ("The ministers held talks in the harbour.", "MEETING", "happened"),
        ("The ministers will meet in the harbour.", "MEETING", "planned"),
        ("The ministers plan to meet in the harbour.", "MEETING", "planned"),
        ("The ministers should meet in the harbour.", "MEETING", "hypothetical"),
        ("The ministers did not meet in the harbour.", "MEETING", "cancelled"),
        ("The ministers refused to meet.", "MEETING", "cancelled"),
        ("The summit was called off.", "SUMMIT", "cancelled"),
        ("The upcoming summit worries the fishermen.", "SUMMIT", "planned"),
        ("She urged them to withdraw from the island.", "WITHDRAWAL", "hypothetical"),
        ("The soldiers withdrew from the island.", "WITHDRAWAL", "happened"),
        ("Rebels shelled the town.", "ATTACK", "happened"),
        ("Clerks are accused of hacking the ministry.", "ATTACK", "hypothetical"),
        ("A possible agreement was discussed.", "AGREEMENT", "hypothetical"),
        ("Lindmark imposed an embargo.", "SANCTION", "happened"),
    ],
)
def test_kind_and_status(text, kind, status):
    assert (kind, status) in [(e.kind, e.status) for e in find(text)]


def test_what_does_not_take_place_is_negated():
    (event,) = find("The president would not meet the ambassador.")
    assert (event.status, event.negated) == ("cancelled", True)


@pytest.mark.parametrize(
    "text",
    [
        "She would address the problem of wages.",
        "They deal with fish.",
        "It was a good deal of trouble, a great deal.",
        "The plan meets the needs of the port.",
        "He released a statement.",
        "They were free of debt and board members voted nothing.",
        "The road sign fell.",
    ],
)
def test_words_that_only_look_like_triggers(text):
    kinds = {e.kind for e in find(text)}
    assert not kinds & {"STATEMENT", "AGREEMENT", "MEETING", "RELEASE", "CAPTURE"}


def test_mentions_of_one_event_are_one_event():
    text = "The summit with Ostrava is set for May 9. Ministers want the meeting to be short. The summit may fail."
    events = find(text, times=[("May 9", "2031-05-09")], names=[("Ostrava", "state")])
    assert [(e.kind, len(e.triggers), e.when, e.status) for e in events] == [("SUMMIT", 3, "2031-05-09", "planned")]


def test_meetings_with_different_partners_are_two():
    text = "Marr met Oda Pell on Monday. Marr met Ivo Tann on Tuesday."
    names = [("Marr", "person"), ("Oda Pell", "person"), ("Ivo Tann", "person")]
    assert len(find(text, names=names)) == 2


def test_meetings_on_different_days_are_two():
    text = "They met in April. They will meet again in June."
    events = find(text, times=[("April", "2031-04"), ("June", "2031-06")])
    assert [(e.when, e.status) for e in events] == [("2031-04", "happened"), ("2031-06", "planned")]


def test_the_date_of_saying_is_not_the_date_of_the_event():
    text = "They said on Friday that the port had been attacked."
    assert find(text, times=[("Friday", "2031-05-02")])[0].when is None


def test_a_date_before_another_noun_is_that_nouns():
    text = "They want to cancel Monday's meeting."
    events = find(text, times=[("Monday", "2031-05-05")])
    assert {e.kind: e.when for e in events} == {"CANCELLATION": None, "MEETING": "2031-05-05"}


def test_place_and_participants():
    text = "Marr visited Ostmar on Monday."
    (event,) = find(text, names=[("Marr", "person"), ("Ostmar", "place")])
    assert (event.where, event.participants) == ("Ostmar", ("Marr",))


def test_the_place_of_talks():
    text = "Lindmark and Ostrava held talks in Ostmar."
    (event,) = find(text, names=[("Lindmark", "state"), ("Ostrava", "state"), ("Ostmar", "place")])
    assert event.where == "Ostmar"
    assert set(event.participants) == {"Lindmark", "Ostrava"}


class Scores:
    def __init__(self, event, status="happened"):
        self.event, self.status = event, status

    def label(self, _head, _word_index):
        return self.status

    def probability(self, _head, _word_index, label):
        return 1 - self.event if label == "O" else 0.9


def test_the_model_can_drop_a_trigger_and_settle_an_open_status():
    text = "Fishermen spoke of the summit."
    assert find(text, scores=Scores(0.01)) == ()
    assert find(text, scores=Scores(0.9, "planned"))[0].status == "planned"


def test_order_and_repetition_do_not_matter():
    text = "The summit failed. Rebels shelled the town. The summit ended."
    assert find(text) == find(text)
    assert [e.triggers for e in find(text)] == sorted(e.triggers for e in find(text))


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2031-05-09", "2031-05-09"),
        ("2031-05-09TNI", "2031-05-09"),
        ("2031-05", "2031-05"),
        ("2031-W19", "2031-05-05/2031-05-11"),
        ("2031-SU", "2031-22"),
        ("2031-Q1", "2031-33"),
        ("203", "203X"),
        ("PAST_REF", None),
        (None, None),
    ],
)
def test_timex_values_as_edtf(value, edtf):
    assert to_edtf(value) == edtf


def test_dates_of_different_precision_can_be_the_same():
    assert compatible("2031-05", "2031-05-09")
    assert compatible("2031-05-05/2031-05-11", "2031-05-09")
    assert not compatible("2031-05-08", "2031-05-09")
    assert finer("2031-05", "2031-05-09") == "2031-05-09"


def test_what_befell_nobody_did_not_happen():
    (event,) = find("No boat was boarded.")
    assert (event.status, event.negated) == ("cancelled", True)


def test_who_tells_of_it_took_no_part():
    text = "The sailors were arrested in Ostmar, Teck repeated."
    (event,) = find(text, names=[("Ostmar", "place"), ("Teck", "person")])
    assert "Teck" not in event.participants


def test_an_address_is_no_event():
    assert not find("Have your say: letters@lantern.example")


def test_the_term_of_a_draft_is_no_date_of_the_treaty():
    events = find("A commission will submit a draft treaty by June 3.", times=[("June 3", "2031-06-03")])
    assert [e.when for e in events] == [None]
