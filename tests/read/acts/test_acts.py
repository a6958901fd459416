import pytest

from communique.read.acts import ActContext, act_of, leaning_of, stance_of
from communique.read.acts.inflection import noun_forms, verb_forms
from communique.read.acts.tokens import Phrases, tokenize


@pytest.mark.parametrize(
    ("cue", "content", "form", "act"),
    [
        ("said", "the bridge is open", "indirect", "assert"),
        ("denied", "any role in the raid", "indirect", "deny"),
        ("cast doubt on", "the figures", "indirect", "deny"),
        ("called for", "a ceasefire", "indirect", "demand"),
        ("called … for", "Lindmark to withdraw", "indirect", "demand"),
        ("told", "to leave the island by Friday", "indirect", "demand"),
        ("asked", "to reopen the port", "indirect", "demand"),
        ("asked", "whether the port was open", "indirect", "ask"),
        ("said", "the guards must leave the island", "indirect", "demand"),
        ("shouted", "“Open the gates.”", "direct", "demand"),
        ("offered", "to host the talks", "indirect", "offer"),
        ("pledged", "to pay for the damage", "indirect", "commit"),
        ("said", "“We will rebuild the bridge.”", "direct", "commit"),
        ("said", "“We will never rebuild it.”", "direct", "refuse"),
        ("ruled out", "new talks", "indirect", "refuse"),
        ("accused", "Lindmark of breaking the truce", "indirect", "accuse"),
        ("warned", "that the truce would not hold", "indirect", "warn"),
        ("called", "the charge absurd", "indirect", "deny"),
        ("said", "“The figure is nonsense.”", "direct", "deny"),
        ("said", "the report would be published on Monday", "indirect", "assert"),
        ("praised", "the pilots", "indirect", "praise"),
        ("predicted", "a long winter", "indirect", "predict"),
        ("agreed", "to the date", "indirect", "agree"),
        ("hopes", "for rain", "indirect", "attitude"),
        ("said", "it would be ready only if the money came", "indirect", "condition"),
        ("said", "nobody would go back until a judge had heard him", "indirect", "condition"),
        ("said", "no figures would be out until next Friday", "indirect", "assert"),
        ("said", "should the dyke break, the mill would be lost", "indirect", "assert"),
    ],
)
def test_act(cue, content, form, act):
    assert act_of(cue, content, ActContext(form=form))[0] == act


@pytest.mark.parametrize(
    ("content", "form", "leaning"),
    [
        ("“It is a shameful betrayal of our fishermen.”", "direct", "accuse"),
        ("closing the port would destroy the town", "indirect", "warn"),
        ("the pact will lead to war", "indirect", "warn"),
        ("the pact will end the war", "indirect", "predict"),
        ("the mill will sell its flour at a fixed price", "indirect", "predict"),
        ("the islanders will pay a heavy price", "indirect", "warn"),
        ("“They are brave and talented people.”", "direct", "praise"),
        ("if the gates open, the army will leave", "indirect", "condition"),
    ],
)
def test_a_judgement_or_a_forecast_is_an_assertion_that_leans(content, form, leaning):
    assert act_of("said", content, ActContext(form=form))[0] == "assert"
    assert leaning_of(content, form) == leaning


def test_a_negated_denial_is_no_denial():
    assert act_of("did not deny", "the meeting")[0] == "assert"


def test_a_wish_is_not_a_commitment():
    assert act_of("wants", "to rebuild the bridge")[0] == "attitude"


def test_a_promise_of_somebody_else_is_not_the_speakers():
    act, _ = act_of("said", "Lindmark would rebuild the bridge", ActContext(source="the mayor"))
    assert act != "commit"


def test_a_court_that_rules_does_not_accuse():
    assert act_of("ruled", "the ban violated the charter")[0] == "assert"


def test_the_reason_names_the_words():
    assert act_of("called for", "a ceasefire")[1] == "cue: called for"


def test_the_model_decides_only_where_the_words_do_not():
    sure = ActContext(scored=("accuse", 0.95))
    assert act_of("said", "the island is small", sure)[0] == "accuse"
    assert act_of("denied", "the island is small", sure)[0] == "deny"


@pytest.mark.parametrize(
    ("act", "content", "stance"),
    [
        ("deny", "the plan", "opposes"),
        ("demand", "the ministers should cancel the summit", "opposes"),
        ("demand", "the ministers should support the treaty", "supports"),
        ("condition", "only if the port stays open", "conditional"),
        ("assert", "the island is small", "neutral"),
        ("attitude", "the island", "unclear"),
    ],
)
def test_stance(act, content, stance):
    assert stance_of(act, content) == stance


def test_forms_of_verbs_and_nouns():
    assert set(verb_forms("cancel")) == {"cancel", "cancels", "canceled", "cancelled", "canceling", "cancelling"}
    assert set(verb_forms("stop")) == {"stop", "stops", "stopped", "stopping"}
    assert {"deny", "denies", "denied", "denying"} == set(verb_forms("deny"))
    assert noun_forms("peace talk") == ("peace talk", "peace talks")


def test_the_longest_phrase_wins_and_a_gap_is_short():
    phrases = Phrases()
    phrases.add("call", "short")
    phrases.add("call _ off", "gap")
    assert [v for *_, v in phrases.find(tokenize("They call the talks off"))] == ["gap"]
    assert [v for *_, v in phrases.find(tokenize("They call it. The talks are off"))] == ["short"]


@pytest.mark.parametrize(
    ("content", "act"),
    [
        ("Varn an ultimatum for the summit: resign, or face a vote", "demand"),
        ("the cabinet a warning: the harbour is not safe", "warn"),
        ("an apology for the delay", "other"),
        ("a truce", "offer"),
        ("to order grain", "offer"),
        ("a deal to demand less", "offer"),
    ],
)
def test_what_is_offered_decides_the_act(content, act):
    assert act_of("offered", content)[0] == act


@pytest.mark.parametrize(
    ("content", "act"),
    [
        ("we never forget those who stood beside us", "assert"),
        ("in eleven years he had never heard a weaker defence", "assert"),
        ("we never met the envoy", "deny"),
        ("he was not prepared to discuss the arms of a friendly power", "refuse"),
    ],
)
def test_never_denies_deeds_and_being_unprepared_refuses(content: str, act: str) -> None:
    assert act_of("said", content)[0] == act


def test_what_is_not_believed_is_denied_and_what_cannot_be_thought_of_is_not() -> None:
    assert act_of("does not believe", "the figures are right")[0] == "deny"
    assert act_of("can’t think of", "a harder decision that was made")[0] == "assert"
