import pytest

from communique.read.acts import ActContext, act_of
from communique.read.forward import find_forward
from communique.read.sentences import split_sentences
from communique.record import Article, Mention, Statement, Time, join_pieces


def article(text, published="2031-05-02"):
    return Article(id="article-1", path="a.txt", text=text, published=published)


def statement(text, content, cue, speaker, form="indirect", number=1):
    start, at = text.index(content), text.index(cue)
    span, cued = (start, start + len(content)), (at, at + len(cue))
    act, _ = act_of(cue, content, ActContext(form=form))
    return Statement(
        id=f"statement-{number}",
        content=(span,),
        text=content,
        cue=(cued,),
        speaker=speaker,
        speaker_kind="named",
        form=form,
        act=act,
    )


def find(text, *statements, times=()):
    return find_forward(article(text), statements, split_sentences(text), times)


@pytest.mark.parametrize(
    ("content", "cue", "form", "kind"),
    [
        ("to repair the bridge by June", "promised", "indirect", "commitment"),
        ("the guards should leave the island", "said", "indirect", "demand"),
        ("“We would sign the treaty, provided that it bound every flag,”", "said", "direct", "condition"),
        ("to host the next round", "offered", "indirect", "offer"),
        ("the harvest will be poor", "predicted", "indirect", "prediction"),
        ("she plans to visit the port in May", "said", "indirect", "plan"),
        ("closing the port would destroy the town", "said", "indirect", "warning"),
        ("she would not meet the ambassador", "said", "indirect", "refusal"),
        ("“If one more boat is touched, we shall close the strait,”", "said", "direct", "warning"),
    ],
)
def test_kinds_in_statements(content, cue, form, kind):
    text = f"Ana Kovar {cue} {content}."
    lines = find(text, statement(text, content, cue, "Ana Kovar", form))
    assert [(line.kind, line.statement) for line in lines] == [(kind, "statement-1")]
    assert join_pieces(text, lines[0].spans) == lines[0].text


def test_a_wish_is_not_a_promise():
    text = "Ana Kovar hopes to repair the bridge."
    assert find(text, statement(text, "to repair the bridge", "hopes", "Ana Kovar")) == ()


def test_declining_to_comment_refuses_nothing():
    text = "Ana Kovar declined to comment on the bridge."
    assert find(text, statement(text, "to comment on the bridge", "declined", "Ana Kovar")) == ()
    assert find("Ana Kovar declined to comment on the bridge.") == ()


def test_a_promise_made_for_another_belongs_to_the_other():
    text = "A clerk said Lindmark would hand over the log by June."
    (line,) = find(text, statement(text, "Lindmark would hand over the log by June", "said", None))
    assert (line.kind, line.actor) == ("commitment", "Lindmark")


def test_the_authors_own_line_has_no_statement():
    (line,) = find("Delegates will reassemble in October.")
    assert (line.kind, line.statement) == ("plan", None)


@pytest.mark.parametrize(
    "text",
    [
        "The talks were planned to end in March.",
        "Whether Lindmark will pay is unclear.",
        "She was asked if the minister should resign.",
        "He stopped short of calling on the minister to resign.",
        "The ministers met on Monday and signed the paper.",
    ],
)
def test_what_the_author_leaves_open_is_no_line(text):
    assert find(text) == ()


def test_one_demand_said_twice_is_one_line_with_two_spans():
    text = "Ana Kovar urged Lindmark to cancel the summit. “Cancel the summit. Now,” Kovar wrote."
    first = statement(text, "to cancel the summit", "urged", "Ana Kovar")
    second = statement(text, "“Cancel the summit. Now,”", "wrote", "Ana Kovar", "direct", 2)
    (line,) = find(text, first, second)
    assert (line.kind, len(line.spans)) == ("demand", 2)


def test_the_horizon_is_a_time_that_is_still_to_come():
    text = "Ana Kovar promised to repair the bridge, broken since 2029, by June."
    at, past = text.index("June"), text.index("2029")
    times = (
        Time(span=(past, past + 4), text="2029", type="DATE", value="2029"),
        Time(span=(at, at + 4), text="June", type="DATE", value="2031-06"),
    )
    said = statement(text, "to repair the bridge, broken since 2029, by June", "promised", "Ana Kovar")
    assert find(text, said, times=times)[0].horizon == "2031-06"


def test_an_arrangement_that_lies_in_the_past_is_over():
    text = "The conference, set for March, never took place."
    at = text.index("March")
    times = (Time(span=(at, at + 5), text="March", type="DATE", value="2031-03"),)
    assert find(text, times=times) == ()


@pytest.mark.parametrize("opening", ["Under the accord", "From Monday"])
def test_a_preposition_never_opens_the_name_of_who_is_to_act(opening):
    (line,) = find(f"{opening} Harland is to meet the guild.")

    assert line.actor is None


def test_who_is_to_act_goes_by_the_name_that_the_article_knows():
    text = "President Ilan Marr is to visit Harland in May."
    known = Mention(span=(10, 19), kind="person", form="name", actor="Ilan Marr")

    (line,) = find_forward(article(text), [], split_sentences(text), [], None, [known])

    assert line.actor == "Ilan Marr"


@pytest.mark.parametrize("opening", ["Ships", "Eighty", "Each"])
def test_a_word_that_only_opens_the_sentence_is_nobody(opening):
    text = f"{opening} shall pay the toll at Halm."
    named = (Mention(span=(text.index("Halm"), text.index("Halm") + 4), kind="place", form="name", actor="Halm"),)
    (line,) = find_forward(article(text), (), split_sentences(text), (), mentions=named)

    assert line.actor is None


def test_whoever_was_one_of_the_signers_demands():
    text = "Ilda Teo was one of several elders of the guild who signed an open letter calling on Varn to cancel."
    assert [(line.kind, line.actor) for line in find(text)] == [("demand", "Ilda Teo")]
