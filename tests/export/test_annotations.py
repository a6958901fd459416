"""brat and CoNLL files read back give the annotations of the record."""

from __future__ import annotations

import pytest

from communique.export.brat import fragments
from communique.export.conll import bio, tokens
from communique.export.layers import MENTION_LABELS, Mark
from communique.export.sentences import sentences
from communique.record import Reading, Record
from tests.export.readers import files_of, read_brat, read_conll2002, read_conllu


@pytest.fixture(scope="module")
def brat(record: Record) -> dict[str, bytes]:
    return files_of(record, "brat")


@pytest.fixture(scope="module")
def conll(record: Record) -> dict[str, bytes]:
    return files_of(record, "conll")


def of(reading: Reading, files: dict[str, bytes], start: str, end: str) -> bytes:
    (content,) = (c for n, c in files.items() if n.startswith(start) and reading.article.id in n and n.endswith(end))
    return content


def whole(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Fragments joined again where only blanks and line breaks stand between them."""
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and not text[out[-1][1] : start].strip() and "\n" in text[out[-1][1] : start]:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def test_the_text_beside_the_annotations_is_the_article_unchanged(record: Record, brat: dict[str, bytes]):
    for reading in record.articles:
        assert of(reading, brat, "", ".txt").decode("utf-8") == reading.article.text


def test_brat_read_back_gives_every_statement_with_its_source_and_cue(record: Record, brat: dict[str, bytes]):
    for reading in record.articles:
        text = reading.article.text
        found = read_brat(text, of(reading, brat, "", ".ann").decode("utf-8"))
        for label, field in (("Content", "content"), ("Source", "source"), ("Cue", "cue")):
            spans = [whole(text, s) for name, s in found["T"].values() if name == label]
            assert spans == [list(getattr(s, field)) for s in reading.statements if getattr(s, field)]
        contents = [key for key, (label, _) in found["T"].items() if label == "Content"]
        acts = {target: value for name, target, value in found["A"] if name == "Act"}
        assert [acts[key] for key in contents] == [s.act for s in reading.statements]
        said_by = [first for name, first, _ in found["R"] if name == "said_by"]
        assert said_by == [key for key, s in zip(contents, reading.statements, strict=True) if s.source]


def test_brat_read_back_gives_times_events_and_loaded_words(record: Record, brat: dict[str, bytes]):
    for reading in record.articles:
        text = reading.article.text
        found = read_brat(text, of(reading, brat, "", ".ann").decode("utf-8"))
        spans = {
            label: [s for name, s in found["T"].values() if name == label] for label in ("Time", "Event", "Loaded")
        }
        assert spans["Time"] == [[t.span] for t in reading.times]
        assert spans["Event"] == [list(e.triggers) for e in reading.events]
        assert spans["Loaded"] == [[p.span] for p in reading.loaded]
        assert sum(name in MENTION_LABELS.values() for name, _ in found["T"].values()) == len(reading.mentions)


def test_the_configuration_knows_every_label_and_attribute_used(record: Record, brat: dict[str, bytes]):
    conf = brat["annotation.conf"].decode()
    labels = conf.split("[relations]")[0].split()
    attributes = {line.split("\t")[0] for line in conf.split("[attributes]\n")[1].splitlines()}
    for reading in record.articles:
        found = read_brat(reading.article.text, of(reading, brat, "", ".ann").decode("utf-8"))
        assert {name for name, _ in found["T"].values()} <= set(labels)
        assert {name for name, _, _ in found["A"]} <= attributes


def test_a_span_over_a_line_break_is_two_fragments():
    assert fragments("one two\n  three four", (4, 15)) == [(4, 7), (10, 15)]
    assert fragments("a\n\n\nb", (1, 4)) == []


def test_conllu_read_back_places_every_token(record: Record, conll: dict[str, bytes]):
    for reading in record.articles:
        text = reading.article.text
        words = [w for s in read_conllu(of(reading, conll, "conllu/", ".conllu")) for w in s]
        assert all(text[int(w["Start"]) : int(w["End"])] == w["form"] for w in words)
        covered = "".join(w["form"] for w in words)
        assert covered == "".join(text.split())


def test_conllu_read_back_gives_the_contents_of_statements(record: Record, conll: dict[str, bytes]):
    for reading in record.articles:
        text = reading.article.text
        words = [w for s in read_conllu(of(reading, conll, "conllu/", ".conllu")) for w in s]
        for statement in reading.statements:
            layer = "Content2" if statement.within else "Content"
            mine = [w for w in words if w.get(layer, "")[2:] == statement.id]
            said = "".join("".join(text[s:e].split()) for s, e in statement.content)
            assert "".join(w["form"] for w in mine) == said


def test_conll_2002_read_back_has_the_outermost_statements(record: Record, conll: dict[str, bytes]):
    for reading in record.articles:
        words = [w for s in read_conll2002(of(reading, conll, "attribution/", ".conll")) for w in s]
        content = "".join(form for form, label in words if label.endswith("-CONTENT"))
        text = reading.article.text
        outer = sorted(span for s in reading.statements if not s.within for span in s.content)
        assert content == "".join("".join(text[s:e].split()) for s, e in outer)


def test_sentences_end_at_stops_but_not_after_abbreviations():
    text = "Gen. Oru Vask met U.S. envoys. They talked.\nNext line “ends here.” It did"
    cut = [text[s:e] for s, e in sentences(text)]
    assert cut == ["Gen. Oru Vask met U.S. envoys.", "They talked.", "Next line “ends here.”", "It did"]


def test_of_overlapping_marks_the_longest_keeps_the_token_and_runs_begin_with_b():
    text = "a b c d e"
    words = list(tokens(text, (0, len(text))))
    long, short = Mark("X", ((0, 3), (6, 9))), Mark("Y", ((2, 5),))
    labels = bio(words, [short, long], lambda mark: mark.label)
    assert [labels.get(w.span[0]) for w in words] == ["B-X", "I-X", "B-Y", "B-X", "I-X"]
