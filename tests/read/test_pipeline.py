"""A whole Reading by the bundled model: invariants that hold for any text, and the same bytes again."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from communique.encoder.session import FILES, Model, bundled_folder, check_files
from communique.errors import ModelError
from communique.options import ReadOptions
from communique.read import load_reader
from communique.record import Article, Reading, canonical_json, content_id, join_pieces

TEXT = """Envoys near a deal, minister says

LYSVIK — The foreign minister of Maresia, Ana Kovar, said on Tuesday that the talks were “on track”. “We will sign,”
she told reporters. “There is no plan B.”

A senior aide, who asked not to be named, said the other side had denied that a draft existed.

Prime Minister Orlo Fane called the paper a “farce”. He also urged the delegations to stay.
"""


def article(text: str, published: str | None = "2031-03-05") -> Article:
    return Article(id=content_id("a", text), path="a.txt", text=text, published=published)


@pytest.fixture(scope="module")
def reader():
    return load_reader(ReadOptions())


def by_content(reading: Reading, words: str):
    return next(s for s in reading.statements if words in s.text)


def test_it_finds_who_said_what(reader) -> None:
    reading = reader.read(article(TEXT))
    assert by_content(reading, "on track").speaker == "Ana Kovar"
    assert by_content(reading, "on track").form == "mixed"
    sign = by_content(reading, "We will sign")
    assert (sign.speaker, sign.form) == ("Ana Kovar", "direct")
    assert by_content(reading, "farce").speaker == "Orlo Fane"
    assert by_content(reading, "had denied").speaker is None
    assert by_content(reading, "had denied").speaker_kind == "unnamed"


def test_the_same_article_gives_the_same_bytes_whatever_was_read_before(reader) -> None:
    first = canonical_json(reader.read(article(TEXT)))
    reader.read(article("Another text altogether. “Yes,” said Mr Pell."))
    assert canonical_json(reader.read(article(TEXT))) == first


def test_threads_do_not_change_a_byte(reader) -> None:
    two = load_reader(ReadOptions(threads=2))
    assert canonical_json(two.read(article(TEXT))) == canonical_json(reader.read(article(TEXT)))


PIECES = st.one_of(
    st.sampled_from(list("“”‘’\"'«»„,.:;—-()[]<>&/\n\t \u202e\u200b\x00")),
    st.sampled_from(["said", " Mr. ", " Ana Vale ", " he ", " told ", " on Tuesday ", "</script>", "\r\n", " that "]),
    st.characters(exclude_categories=["Cs"]),
)
HOSTILE = st.lists(PIECES, max_size=40).map("".join)


@given(text=HOSTILE)
@example(text="',.said he '")
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read_with_every_span_in_place(reader, text: str) -> None:
    reading = reader.read(article(text))
    assert reading.article.text == text
    for statement in reading.statements:
        assert join_pieces(text, statement.content) == statement.text
        assert 0.0 <= statement.confidence <= 1.0
    assert len({s.id for s in reading.statements}) == len(reading.statements)


@pytest.mark.parametrize("text", ["x" * 200_000, "“" * 20_000, "said " * 20_000, "\n" * 50_000 + "a"])
def test_long_monotony_is_read(reader, text: str) -> None:
    assert reader.read(article(text)).article.text == text


def test_a_damaged_model_is_refused_by_name(tmp_path) -> None:
    for name in (*FILES, "manifest.json"):
        (tmp_path / name).write_bytes((bundled_folder() / name).read_bytes())
    with (tmp_path / "roles.onnx").open("ab") as file:
        file.write(b"!")
    with pytest.raises(ModelError, match=r"roles\.onnx is damaged"):
        Model(tmp_path)


def test_a_missing_model_says_what_to_do(tmp_path) -> None:
    with pytest.raises(ModelError, match="reinstall"):
        check_files(tmp_path)
