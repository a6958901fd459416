"""Invented passages of many decades with the kind that a careful reader gives them, and look-alikes that are no lines."""

from __future__ import annotations

import pytest

from communique.read.acts import ActContext, act_of
from communique.read.forward import find_forward
from communique.read.sentences import split_sentences
from communique.record import Article, Forward, Statement, Time, Zone


def lines(
    text: str, *said: Statement, times: tuple[Time, ...] = (), zones: tuple[Zone, ...] = ()
) -> tuple[Forward, ...]:
    article = Article(id="article-1", path="a.txt", text=text, published="2031-05-02", zones=zones)
    return find_forward(article, said, split_sentences(text), times)


def said(text: str, content: str, cue: str, source: str, form: str = "indirect") -> Statement:
    start, at, who = text.index(content), text.index(cue), text.index(source)
    act, _ = act_of(cue, content, ActContext(form=form, source=source))  # type: ignore[arg-type]
    return Statement(
        id="statement-1",
        content=((start, start + len(content)),),
        text=content,
        cue=((at, at + len(cue)),),
        source=((who, who + len(source)),),
        speaker="Ana Kovar",
        speaker_kind="named",
        form=form,  # type: ignore[arg-type]
        act=act,
    )


@pytest.mark.parametrize(
    ("source", "cue", "content", "kind"),
    [
        # deeds that are owed, steps that are planned
        ("Kovar", "said", "she would appeal against the ruling", "plan"),
        ("The museum", "said", "it would ask the ministry for a loan", "plan"),
        ("The bank", "said", "it would repay every depositor by autumn", "commitment"),
        ("The colonel", "said", "his troops would open the road at dawn", "commitment"),
        ("The colonel", "said", "he would hold the bridge until the last cart was over", "commitment"),
        ("The colonel", "said", "his submarines would sink whatever came near", "warning"),
        ("Both sides", "agreed", "the wounded would be exchanged before winter", "commitment"),
        ("Both sides", "agreed", "they will meet again in Tarsk", "plan"),
        ("The port", "said", "a sum of two million crowns would follow before spring", "commitment"),
        ("The port", "announced", "the crossing would reopen by Easter", "plan"),
        # forecasts
        ("A physician", "said", "the king would be about again within the fortnight", "prediction"),
        ("The trader", "said", "the price would reach twelve crowns by the new year", "prediction"),
        ("The bishop", "said", "the truce would last only if the road stayed open", "prediction"),
        ("Skippers", "fear", "the season will be the leanest in memory", "prediction"),
        ("Kovar", "said", "a deal could be signed as early as Friday", "prediction"),
        ("The office", "said", "turnout could exceed seventy per cent", "prediction"),
        # what hangs on something
        ("The clerk", "said", "should the rebels come down, they would be pardoned", "condition"),
        ("The clerk", "said", "the town is ready to send two doctors if the mayor asks for them", "offer"),
        ("Kovar", "said", "she would take no part in the inquiry", "refusal"),
    ],
)  # fmt: skip
def test_what_somebody_tells_of_things_to_come(source: str, cue: str, content: str, kind: str) -> None:
    text = f"{source} {cue} that {content}."
    assert [line.kind for line in lines(text, said(text, content, cue, source))] == [kind]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("“Will the Minister publish the letters?”", "demand"),
        ("“I expect the council to vote before the recess.”", "prediction"),
        ("“They will be back by spring, mark my words.”", "prediction"),
        ("“Whoever comes closer will be shot.”", "warning"),
    ],
)
def test_what_is_said_in_so_many_words(content: str, kind: str) -> None:
    text = f"{content} said Mr. Dray."
    assert [line.kind for line in lines(text, said(text, content, "said", "Mr. Dray", "direct"))] == [kind]


def test_a_word_that_is_given_makes_a_promise_of_what_was_said_before() -> None:
    content = "“The eleven men will be home before harvest. You have my word.”"
    text = f"{content} said Mr. Dray."
    (line,) = lines(text, said(text, content, "said", "Mr. Dray", "direct"))
    assert (line.kind, line.text) == ("commitment", "“The eleven men will be home before harvest. … You have my word.”")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The vote has been put off until November.", "plan"),
        ("The embassy is to close its visa section.", "plan"),
        ("The garrison is to quit the fort.", "commitment"),
        ("His gunboats are to be pulled back five miles.", "commitment"),
        ("Under the protocol Karsia must withdraw its guns.", "commitment"),
        ("The union threatened an indefinite strike.", "warning"),
        ("Karsia will take back its citizens under the pact.", "commitment"),
        ("Karsia will return the fourteen bells.", "commitment"),
        ("The envoy will return the next day.", "plan"),
    ],
)  # fmt: skip
def test_what_the_author_tells_of_things_to_come(text: str, kind: str) -> None:
    assert [line.kind for line in lines(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "It is to be hoped that the carts are sounder.",
        "The treaty, which was to have entered into force in January, has been signed by nobody.",
        "The envoys will have crossed the river by now.",
        "What he will not have is a line drawn by others.",
        "Of 300 rejected applicants none was heard.",
        "Troops could leave within a month of a request.",
        "She would later become the first woman in the chamber.",
        "Had the pilot turned east, the liner would have cleared the rocks.",
    ],
)
def test_what_is_over_unreal_or_hoped_is_no_line(text: str) -> None:
    assert lines(text) == ()


@pytest.mark.parametrize(
    ("source", "cue", "content", "form"),
    [
        ("The mayor", "joked", "she would swim to work if the bridge was not ready", "indirect"),
        ("The barber", "said", "if I were minister I would close the lot of them", "indirect"),
        ("The widow", "recalled", "her father would send for the priest", "indirect"),
        ("The senator", "would not say", "how she would vote", "indirect"),
        ("The engineer", "asked", "when the road will reopen", "indirect"),
        ("The sergeant", "said", "our men did not fire until they were fired upon", "indirect"),
    ],
)  # fmt: skip
def test_jests_memories_and_questions_hold_nothing_out(source: str, cue: str, content: str, form: str) -> None:
    text = f"{source} {cue} {content}."
    assert lines(text, said(text, content, cue, source, form)) == ()


def test_a_line_in_the_sentence_of_a_dateline_is_read() -> None:
    text = "HALM, May 2 - Karsia will withdraw its guns."
    dateline = Zone(span=(0, 14), kind="dateline")
    (line,) = lines(text, zones=(dateline, Zone(span=(14, len(text)), kind="body")))
    assert line.text == "Karsia will withdraw its guns."


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        ("“I’m not going to fund his bridge,”", ["refusal"]),
        ("“We are going to fund his bridge,”", ["commitment"]),
        ("“I said to him, are you going to pay for the bridge?”", []),
        ("“If this man is going to pay for bridges, he is completely mad,”", []),
        ("“I will never forget meeting this giant of a man in the snow,”", []),
        ("“I could build it in ten years, I didn’t need to do this,”", []),
        ("he believes that Lorinians will not elect the tycoon", ["prediction"]),
    ],
)
def test_what_is_supposed_asked_or_kept_in_mind_is_not_held_out(content: str, kinds: list[str]):
    form = "direct" if content.startswith("“") else "indirect"
    text = f"Kovar said {content} and left."
    assert [line.kind for line in lines(text, said(text, content, "said", "Kovar", form))] == kinds


def test_somebodys_vote_against_a_thing_is_past():
    assert lines("Kovar spent an hour on the late senator's vote against the repeal.") == ()
    assert [line.kind for line in lines("The two parties vote against the budget on Friday.")] == ["refusal"]
