import time

import pytest

from communique.read.sentences import sentence_at, split_sentences


def cut(text):
    return [text[s:e] for s, e in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks ended. Nobody signed.", ["The talks ended.", "Nobody signed."]),
        (
            "Gen. Oda Marr met Sen. Pell of N.Y. on Monday. He left.",
            ["Gen. Oda Marr met Sen. Pell of N.Y. on Monday.", "He left."],
        ),
        ("J. K. Oren met A.B. Tavi in the U.S. capital.", ["J. K. Oren met A.B. Tavi in the U.S. capital."]),
        ("He flew to the U.S. The visit was short.", ["He flew to the U.S.", "The visit was short."]),
        ("It fell 3.5 percent to 1.2 million.", ["It fell 3.5 percent to 1.2 million."]),
        ("“Never!” Marr said. “We go home.”", ["“Never!” Marr said.", "“We go home.”"]),
        ("“We go home.” Marr said the rest would follow.", ["“We go home.”", "Marr said the rest would follow."]),
        ("“Is it true?” she asked.", ["“Is it true?” she asked."]),
        ("They met with ... a man who lies. ... It shows.", ["They met with ... a man who lies.", "... It shows."]),
        ("Headline without a stop\n\nFirst sentence.", ["Headline without a stop", "First sentence."]),
        ("No. 4 is closed. No. They left.", ["No. 4 is closed.", "No.", "They left."]),
    ],
)
def test_sentences(text, expected):
    assert cut(text) == expected


def test_a_text_wrapped_at_a_fixed_width_is_joined():
    first = "The delegation of Lindmark returned to the capital on Thursday night after"
    assert cut(first + "\nfour days of talks that both sides called useful.") == [
        first + "\nfour days of talks that both sides called useful."
    ]


def test_spans_cover_every_character_that_is_not_blank():
    text = " One. Two?  “Three.”\n\nFour — Mr. Five... six "
    covered = {i for s, e in split_sentences(text) for i in range(s, e)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


def test_time_grows_with_the_text_only():
    def seconds(text):
        runs = []
        for _ in range(3):
            start = time.process_time()
            split_sentences(text)
            runs.append(time.process_time() - start)
        return min(runs)

    for unit in ("a" * 50 + " ", ". ", "“Mr. ", "...", "\n"):
        assert seconds(unit * 20_000) < 50 * max(seconds(unit * 2_000), 0.004)


def test_sentence_at():
    sentences = split_sentences("One. Two.")
    assert sentence_at(sentences, 6) == (5, 9)
    assert sentence_at(sentences, 4) is None
