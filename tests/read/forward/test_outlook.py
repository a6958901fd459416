"""Kinds told by idiom, by the grammar of the future clause, and by a schedule."""

import pytest

from communique.read.acts import ActContext, act_of
from communique.read.forward import find_forward
from communique.read.sentences import split_sentences
from communique.read.times import tag_times
from communique.record import Article, Statement

DAY = "2031-05-02"


def lines(text, *statements):
    article = Article(id="article-1", path="a.txt", text=text, published=DAY)
    return find_forward(article, statements, split_sentences(text), tag_times(text, DAY, ()))


def said(text, content, cue, speaker="Ana Kovar", form="indirect"):
    start, at = text.index(content), text.index(cue)
    act, _ = act_of(cue, content, ActContext(form=form))
    return Statement(
        id="statement-1",
        content=((start, start + len(content)),),
        text=content,
        cue=((at, at + len(cue)),),
        speaker=speaker,
        speaker_kind="named",
        form=form,
        act=act,
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Abbot gave his word that the orchard would not be sold.", "commitment"),
        ("The ministry has bound itself to mend the dykes.", "commitment"),
        ("Under the truce, the garrison must leave the fort within a week.", "commitment"),
        ("The accord obliges Lindmark to return the bells by June.", "commitment"),
        ("The miners want an apology from the owners.", "demand"),
        ("The junta unveiled plans for two more dams.", "plan"),
        ("The choir looks to have its hall by Christmas.", "plan"),
        ("The pact takes effect on June 1.", "plan"),
        ("The island is in for its wettest summer in years.", "prediction"),
        ("The guild threatens to close the harbour.", "warning"),
        ("The squire will hear of no railway in the valley.", "refusal"),
        ("The rebels are ready to stop fighting if their chief is freed.", "condition"),
    ],
)
def test_an_idiom_or_a_schedule_names_the_kind(text, kind):
    assert [line.kind for line in lines(text)] == [kind]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("it would bar foreign ships from Port Sele", "warning"),
        ("it would publish the letters tomorrow", "commitment"),
        ("at least six mills would shut before Christmas", "prediction"),
        ("the dam would be inspected in July", "plan"),
        ("no mill will close", "commitment"),
        ("there will be no exchange of prisoners", "refusal"),
        ("half of the bridge would be there by August", "commitment"),
        ("any boat that passes the buoys will be sunk", "warning"),
    ],
)
def test_the_future_clause_decides_where_the_cue_is_neutral(content, kind):
    text = f"Ana Kovar said {content}."
    assert [line.kind for line in lines(text, said(text, content, "said"))] == [kind]


def test_an_expert_forecasts_what_a_minister_would_promise():
    content = "the trains would be electric by August"
    text = f"Analysts said {content}."
    source = said(text, content, "said", None).model_copy(update={"source": ((0, 8),)})
    assert [line.kind for line in lines(text, source)] == ["prediction"]


def test_two_undertakings_in_one_sentence_are_two_lines():
    found = lines("The weekly figures will be exchanged from June 1, and the treaty is to be confirmed by July.")
    assert [line.text[:12] for line in found] == ["The weekly f", "the treaty i"]


def test_not_less_than_refuses_nothing():
    assert [line.kind for line in lines("Lindmark will release not less than 180 barrels by June 1.")] == ["commitment"]


@pytest.mark.parametrize(
    "text",
    [
        "The guild had threatened to close the harbour.",
        "Whether the pact will take effect is unclear.",
        "He does not want to see the valley again.",
    ],
)
def test_what_is_over_asked_or_felt_is_no_line(text):
    assert lines(text) == ()


@pytest.mark.parametrize("content", ["the Torvek ambassador", "the Seventh of May", "it for"])
def test_somebody_alone_is_no_demand(content):
    text = f"Ana Kovar demanded {content}."
    assert lines(text, said(text, content, "demanded")) == ()
