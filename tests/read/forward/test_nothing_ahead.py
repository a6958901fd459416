"""Words that look ahead and hold nothing out: questions, wishes, judgements, talk about the talk; and lines that stand close to them."""

import pytest
from tests.read.forward.test_forward import find, statement


def kinds(content: str, cue: str = "said", form: str = "indirect") -> list[str]:
    text = f"Ana Kovar {cue} {content}."
    return [line.kind for line in find(text, statement(text, content, cue, "Ana Kovar", form))]


@pytest.mark.parametrize(
    ("content", "cue", "form"),
    [
        # what somebody is asked, or weighs
        ("the port would close in May", "was asked whether", "indirect"),
        ("“The question is whether Orsova will pay for the dredging,”", "said", "direct"),
        ("“Why would he hand over the keys of the granary?”", "said", "direct"),
        # wishes
        ("“I hope the senate will lift the levy on candles,”", "said", "direct"),
        # judgements of what is not so
        ("it would be better for the valley if the mill stayed shut", "said", "indirect"),
        ("“The port would never have been built without the duke,”", "said", "direct"),
        ("thieves can be fined if they are caught with a net", "said", "indirect"),
        # a word about the talk itself
        ("“I'll take two more questions and then stop there,”", "said", "direct"),
        ("“We would refer you back to the harbour board,”", "said", "direct"),
        # opinions of what a thing should be, thoughts asked for
        ("schools should be a place of calm", "said", "indirect"),
        ("“Please know that I meant no harm to the pilots,”", "said", "direct"),
        # an occasion's name, a plea, a name given
        ("“I am sure that this was the right bridge to build,”", "said at a press conference", "direct"),
        ("to stealing nine barrels of tar", "pleaded guilty", "indirect"),
        ("the ferry a floating ruin", "called", "indirect"),
        # a fear or caution about what is so
        ("the noise that the pumps made last winter", "is concerned about", "indirect"),
        ("“There are still families who live in tents,”", "warned", "direct"),
        ("to become the gossip of every quay", "threatened", "indirect"),
        # an idea dismissed
        ("the notion that islanders should learn the mainland's laws", "rejected", "indirect"),
    ],
)
def test_nothing_is_held_out(content, cue, form):
    assert kinds(content, cue, form) == []


@pytest.mark.parametrize(
    ("content", "cue", "form", "kind"),
    [
        ("“If the siege goes on, Tarsa will face ruin and exile,”", "said", "direct", "warning"),
        ("Vale, who kept the accounts of the mission, should resign", "said", "indirect", "demand"),
        ("Norrin will continue to provide tents to the victims of the war", "said", "indirect", "commitment"),
        ("the bill would cut the debt by a third", "said", "indirect", "prediction"),
        ("his plan to send nine ships to the cape", "announced", "indirect", "plan"),
        ("“Will the Minister send a doctor to the island?”", "asked", "direct", "demand"),
        ("there should be no levy on candles", "said", "indirect", "demand"),
    ],
)
def test_lines_close_to_them_stay(content, cue, form, kind):
    assert kinds(content, cue, form) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Selling the plan to the islanders will take some patience.",
        "This grant will bring the total to nine million crowns.",
        "Any push for a new vote would cost the islanders money.",
        "Asked for her reaction, the mayor left the hall.",
        "The engines were bought for a plot against the duke.",
        "The aim of the letter is to settle the quarrel.",
        "They paid for islands that are committed to digging ports.",
    ],
)
def test_the_author_tells_nobody_s_act(text):
    assert find(text) == ()
