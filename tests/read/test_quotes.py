"""Quotation marks of every kind; marks are repaired, words never."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.read.statements.quotes import QuoteIndex, find_quoted


def quoted(text: str) -> list[str]:
    return [text[r.start : r.end] for r in find_quoted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will go,” she said. “No.”", ["“We will go,”", "“No.”"]),
        ('He called it "a farce" twice.', ['"a farce"']),
        ("Er sagte „Nein“ und ging.", ["„Nein“"]),
        ("Il a dit «Non» hier.", ["«Non»"]),
        ("She wrote ``never again'' there.", ["``never again''"]),
        ('""We met,"" said Orel. ""I know,"" said Kral.', ['""We met,""', '""I know,""']),
        ("‘We don’t know,’ said Mr Pell.", ["‘We don’t know,’"]),
        ("The workers' rights and the dogs' food", []),
        ("It's Jo's and Ann's; the '90s were fine", []),
        ("the 'plan' of the envoys' chief", ["'plan'"]),
        ("“Open to the end of the line\nNext line.", ["“Open to the end of the line"]),
        ("“One paragraph.\n\n“Second one,” he said.", ["“One paragraph.", "“Second one,”"]),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
    ],
)
def test_runs(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "content", "form"),
    [
        ("“We will sign the paper,” she said.", "“We will sign the paper,”", "direct"),
        ("“No,” she said.", "“No,”", "direct"),
        ("He called it “a farce” then.", "“a farce”", "mixed"),
        ("She said the talks were “on track” again.", "the talks were “on track” again", "mixed"),
        ("She said the talks went well.", "the talks went well", "indirect"),
        ("‘We cannot wait for ever,’ said Mr Pell.", "‘We cannot wait for ever,’", "direct"),
    ],
)
def test_form_follows_what_stands_inside_the_marks(text: str, content: str, form: str) -> None:
    start = text.index(content)
    assert QuoteIndex(text).form([(start, start + len(content))]) == form


def test_a_span_takes_in_the_marks_that_hug_it() -> None:
    text = "“We will go,” she said."
    assert QuoteIndex(text).complete(1, 11) == (0, 13)


def test_a_span_does_not_grow_over_words() -> None:
    text = "“We will go home,” she said."
    assert QuoteIndex(text).complete(4, 11) == (4, 11)


@given(st.text(alphabet="ab '\"“”‘’«»„`.\n", max_size=120))
@settings(max_examples=500, deadline=None)
def test_any_text_gives_sorted_disjoint_runs_inside_it(text: str) -> None:
    runs = find_quoted(text)
    assert all(0 <= r.start < r.end <= len(text) for r in runs)
    assert all(a.end <= b.start for a, b in itertools.pairwise(runs))
