import pytest

from communique.read.loaded import find_loaded
from communique.read.sentences import split_sentences
from communique.record import Article, Mention, Statement


def find(text, statements=(), names=()):
    article = Article(id="article-1", path="a.txt", text=text)
    mentions = [
        Mention(span=(text.index(n), text.index(n) + len(n)), kind="person", form="name", actor=n) for n in names
    ]
    found = find_loaded(article, split_sentences(text), mentions, statements)
    return [(text[f.span[0] : f.span[1]], f.target, f.inside_statement) for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The notorious smuggler spoke.", ("notorious", "smuggler", False)),
        ("The talks were acrimonious.", ("acrimonious", "talks", False)),
        ("The already contentious visit began.", ("already contentious", "visit", False)),
    ],
)
def test_labels_and_their_targets(text, expected):
    assert find(text) == [expected]


def test_a_judging_verb_targets_its_subject():
    assert find("Oda Marr lashed out at the fishermen.", names=["Oda Marr"]) == [("lashed out at", "Oda Marr", False)]


def test_quoted_words_are_the_speakers():
    assert find("Marr called it “a shameful farce” on Monday.") == []


def test_wording_in_reported_content_is_marked():
    text = "Aides said the hard-line mayor would resign."
    start = text.index("the hard-line")
    statement = Statement(id="s", content=((start, len(text) - 1),), text=text[start:-1])
    assert find(text, [statement]) == [("hard-line", "mayor", True)]


@pytest.mark.parametrize(
    "text",
    [
        "An explosive device was found.",
        "They crossed the historic district.",
        "The blast hurt two.",
        "A lecture series began.",
    ],
)
def test_plain_uses_are_left_out(text):
    assert find(text) == []
