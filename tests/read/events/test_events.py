import pytest

from communique.read.events import find_events
from communique.read.events.edtf import compatible, finer, to_edtf
from communique.read.sentences import split_sentences
from communique.record import Article, Mention, Time, Zone


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


@pytest.mark.parametrize(
    "text",
    [
        "The aid will help to meet the most urgent needs.",
        "Harbour workers who fulfil many conditions may stay.",
        "The plan met with swift criticism.",
        "They must seize this opportunity.",
        "Bread prices may shoot up again.",
        "The bill addresses no concern of theirs.",
        "She called the attacks on the legislation a disgrace.",
        "He made a veiled attack on his rival.",
        "His task is to count the votes.",
        "They shot down the idea at once.",
        "It would need 60 votes to pass.",
        "There were 520,000 arrests at the border.",
        "He spoke at a campaign rally.",
        "The letter and spirit of the charter forbid it.",
        "The settlers left four settlements on the hill.",
    ],
)
def test_what_only_sounds_like_an_event_is_none(text):
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("They didn't elect him to nap in the hall.", "elect", "happened"),
        ("They will not elect him.", "elect", "hypothetical"),
        ("The harbour party boycotted the elections of 2019.", "elections", "happened"),
        ("Weeks before the midterm elections the harbour was quiet.", "elections", "planned"),
        ("Closing the border would harm the fishermen.", "Closing", "hypothetical"),
        ("If they don't make the indictment a priority, nothing moves.", "indictment", "happened"),
        ("A meeting that had been planned for Wednesday will not take place.", "meeting", "cancelled"),
        ("The naval exercise had not been cancelled.", "cancelled", "denied"),
        ("The vote had been set for Monday but was put off by a day.", "vote", "cancelled"),
        ("The union called off Thursday's strike.", "strike", "cancelled"),
        ("A general strike called for August by the miners was declared illegal.", "strike", "planned"),
    ],
)
def test_status_of_polls_strikes_and_callings_off(text, trigger, status):
    (event,) = [e for e in find(text) if any(text[slice(*t)].endswith(trigger) for t in e.triggers)]
    assert event.status == status


def test_two_sorts_of_election_are_two():
    text = "The parliamentary election is on Sunday. The presidential election of 2027 was quiet."
    assert [e.when for e in find(text, [("2027", "2027")])] == [None, "2027"]


def test_things_called_off_are_told_apart():
    text = "The dockers' strike was called off. The naval exercise was cancelled. The strike was called off at noon."
    found = [e for e in find(text) if e.kind == "CANCELLATION"]
    assert [len(e.triggers) for e in found] == [2, 1]


def test_who_was_elected_is_not_the_vote_to_come():
    text = "He said why he was elected. They want an advantage in the 2033 elections."
    found = find(text, [("2033", "2033")])
    assert [(e.when, e.status) for e in found] == [(None, "happened"), ("2033", "planned")]


def test_letters_of_two_people_are_two():
    text = "Ana Vale sent a letter to the port. Otto Kral wrote a letter in reply."
    found = [e for e in find(text, names=[("Ana Vale", "person"), ("Otto Kral", "person")]) if e.kind == "STATEMENT"]
    assert len(found) == 2


def test_the_new_day_of_what_was_postponed_is_not_when_it_was():
    text = "The conference was postponed to January."
    assert [e.when for e in find(text, [("January", "2032-01")]) if e.kind == "CANCELLATION"] == [None]


def test_a_dateline_that_opens_a_sentence_hides_no_event():
    text = "PORT ANSEL, May 6 -- The ministers signed a treaty on Friday."
    zones = (Zone(kind="dateline", span=(0, 20)), Zone(kind="body", span=(21, len(text))))
    article = Article(id="article-1", path="a.txt", text=text, published="2031-05-06", zones=zones)
    friday = Time(span=(text.index("Friday"), text.index("Friday") + 6), text="Friday", type="DATE", value="2031-05-02")
    found = find_events(article, split_sentences(text), [friday], (), (), None)
    assert [(e.kind, e.when) for e in found] == [("AGREEMENT", "2031-05-02")]


def test_a_day_in_a_relative_clause_dates_no_letter():
    text = "Brandl, who seized the port on May 3, asked for it in a letter."
    (letter,) = [e for e in find(text, [("May 3", "2031-05-03")]) if e.kind == "STATEMENT"]
    assert letter.when is None


def test_the_day_of_ratifying_is_not_that_of_the_treaty():
    text = "The assembly ratified the treaty on Tuesday."
    found = {e.kind: e.when for e in find(text, [("Tuesday", "2031-04-29")])}
    assert found == {"RATIFICATION": "2031-04-29", "AGREEMENT": None}


@pytest.mark.parametrize(
    "text",
    [
        "He wants the concerns of the crews addressed soon.",
        "The letter did not address a request for tugs.",
        "A camera captured the minister asleep in the gallery.",
        "The rebels have no real shot of winning.",
        "She won with 60 percent of the vote.",
        "He spoke of his own convictions.",
        "The union may yet pull out all the stops.",
        "Newly elected deputies took their seats.",
        "The party held its annual retreat by the lake.",
        "The plan was fully in accord with custom.",
        "She deplored the invasion of her privacy.",
        "The site is aimed at northern audiences.",
    ],
)
def test_what_is_said_in_other_senses_is_no_event(text):
    assert [e.kind for e in find(text) if e.kind not in ("STATEMENT", "VOTE")] == []
    assert [e.triggers for e in find(text) if e.kind in ("STATEMENT", "VOTE") and "letter" not in text] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She addressed the assembly.", "STATEMENT"),
        ("He was elected governor.", "ELECTION"),
        ("Troops retreated from the town.", "WITHDRAWAL"),
        ("The king granted them an audience.", "MEETING"),
        ("Gunmen captured the harbour.", "CAPTURE"),
    ],
)
def test_and_in_their_own_sense_they_are(text, kind):
    assert kind in [e.kind for e in find(text)]


def test_no_plans_are_no_plan():
    (event,) = find("The harbour mayor has no plans to resign.")
    assert (event.status, event.negated) == ("cancelled", True)


def test_two_deaths_that_nothing_joins_are_two_events():
    text = "A ferryman was killed near the old lighthouse. Nine miners were killed by gas in the northern pit."
    assert len([e for e in find(text) if e.kind == "DEATH"]) == 2


def test_a_death_told_again_is_one_event():
    text = (
        "A ferryman was killed near the old lighthouse. He was killed by a blow. The ferryman was killed for his purse."
    )
    assert len([e for e in find(text) if e.kind == "DEATH"]) == 1


def test_deals_on_two_matters_are_two():
    text = "They signed a fishing agreement. Nobody spoke of the nuclear deal. The agreement pleased the crews."
    assert len([e for e in find(text) if e.kind == "AGREEMENT" and len(e.triggers)]) == 2


def test_a_year_that_it_was_dates_nothing():
    (event,) = [
        e
        for e in find("She told a press conference that she would rather it was 1790.", [("1790", "1790")])
        if e.kind == "PRESS_CONFERENCE"
    ]
    assert event.when is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Although Varn shelled the port, Ostmar stayed neutral.", ("Varn",)),
        ("While Ostmar stayed neutral, Varn shelled the port.", ("Varn",)),
        ("Varn shelled the port.Ostmar stayed neutral.", ("Varn",)),
        ("Varn, a neighbour of Ostmar, shelled the port.", ("Varn",)),
    ],
)
def test_names_of_another_clause_took_no_part(text, names):
    (event,) = [e for e in find(text, names=[("Varn", "state"), ("Ostmar", "state")]) if e.kind == "ATTACK"]
    assert event.participants == names


def test_who_meets_before_the_comma_is_named_behind_it():
    (event,) = find("After meeting Vale, Lund flew home.", names=[("Vale", "person"), ("Lund", "person")])
    assert set(event.participants) == {"Vale", "Lund"}


@pytest.mark.parametrize(
    "text",
    [
        "His remarks were offensive to the crews.",
        "The mayor looks into the camera and smiles.",
        "The company charged with protecting the dam closed its office.",
        "It would rally support for the ferry.",
        "The early signs are good.",
        "Patients had withdrawal symptoms.",
        "They would “seize” the chance to build a pier.",
        "The port has a high murder rate.",
        "The mayor of Tours stayed silent.",
    ],
)
def test_more_words_in_other_senses(text):
    assert find(text, names=[("Tours", "place")]) == ()


def test_a_term_of_office_dates_nothing():
    text = "As mayor from 2004 to 2009, she lived through a revolt of the dockers."
    (event,) = [e for e in find(text, [("2004", "2004"), ("2009", "2009")]) if e.kind == "PROTEST"]
    assert event.when is None


@pytest.mark.parametrize(
    "text",
    [
        "He gave his email address to nobody.",
        "The package addressed to the mayor was empty.",
        "The ban on assault weapons fell.",
        "They slept in the protest camp.",
        "He went on an apology tour.",
    ],
)
def test_still_more_words_in_other_senses(text):
    assert find(text) == ()


def test_what_papers_are_about_is_not_of_the_day_of_reading_them():
    text = "Clerks sorted last summer through files related to the harbour attack."
    (event,) = [e for e in find(text, [("last summer", "2030-SU")]) if e.kind == "ATTACK"]
    assert event.when is None


def test_a_range_of_years_dates_no_single_attack():
    text = "She told of bombings between 1961 and 1970."
    assert {e.when for e in find(text, [("1961", "1961"), ("1970", "1970")])} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "He works as a trial lawyer.",
        "The treasurer resigned her seat in protest.",
        "She walked out of the bakery.",
        "He did not respond to inquiries.",
        "They raided the pension fund.",
        "The measure is on the ballot.",
        "The standard is not hard to meet.",
        "The plan does address harbour safety, and the crews were glad after hearing from the mayor.",
        "A photographer shot the pictures by the pool.",
    ],
)
def test_sayings_are_no_events(text):
    assert [e.kind for e in find(text) if e.kind != "RESIGNATION"] == []


def test_advocates_who_send_a_letter_have_sent_it():
    (event,) = find("Advocates sent a letter to the mayor on Monday.")
    assert event.status != "hypothetical"


def test_a_count_of_votes_tells_that_it_was_taken():
    assert [e.status for e in find("The house approved the budget by a vote of 61 to 40.")] == ["happened"]


def test_a_word_in_the_name_of_a_person_is_no_event():
    assert find("The warden was Otto Sessions then.", names=[("Otto Sessions", "person")]) == ()


def test_the_resignations_of_two_people_are_two():
    text = "Brandl’s resignation came on a Monday. Tove Lund had announced her resignation in winter."
    spans = [("Brandl", "name", "Brandl"), ("Tove Lund", "name", "Tove Lund"), ("her", "pronoun", "Tove Lund")]
    mentions = [
        Mention(span=(text.index(w), text.index(w) + len(w)), kind="person", form=form, actor=actor)
        for w, form, actor in spans
    ]
    article = Article(id="article-1", path="a.txt", text=text, published="2031-05-02")
    events = find_events(article, split_sentences(text), (), mentions, ())
    assert len([e for e in events if e.kind == "RESIGNATION"]) == 2
