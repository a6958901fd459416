"""Attribution figures: on tiny invented gold, and against the public scorer on random predictions."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path

import pytest

from communique.evaluate.attribution import figures
from communique.evaluate.compared import compare_plain
from communique.evaluate.corpora import load_gold
from communique.evaluate.tokens import TokenIndex

TEXT = (
    'Mara Veld said on Monday, "We will stay." She added that "talks" were over.\n"Fine," Oskar Tamm said. It snowed.'
)


def spans(snippet: str, nth: int = 0) -> tuple[tuple[int, int], ...]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(snippet, start + 1)
    return ((start, start + len(snippet)),)


GOLD = [
    (spans("Mara Veld"), spans("said"), spans('"We will stay."')),
    (spans("She"), spans("added"), spans('that "talks" were over')),
    (spans("Oskar Tamm"), spans("said", 1), spans('"Fine,"')),
    ((), spans("snowed"), spans("It")),
]


def scored(gold, predicted) -> dict[str, float]:
    compared = compare_plain("x", TokenIndex(TEXT), gold, predicted)
    return {figure.name: figure.value for figure in figures([compared])}


def test_gold_against_itself_is_perfect():
    assert set(scored(GOLD, GOLD).values()) == {1.0}


def test_nothing_predicted_is_nothing_found():
    result = scored(GOLD, [])
    assert result["end to end"] == result["content tokens"] == 0
    assert result["source right, matched"] is None


def test_a_wrong_source_is_found_exactly_but_not_end_to_end():
    result = scored(GOLD[:1], [(spans("Oskar Tamm"), (), GOLD[0][2])])
    assert result["exact"] == 1
    assert result["end to end"] == 0
    assert result["source right, matched"] == 0


def test_half_of_a_content_counts_softly_and_end_to_end_but_not_strictly():
    compared = compare_plain("x", TokenIndex(TEXT), GOLD[:1], [(GOLD[0][0], (), spans('"We will'))])
    by_name = {figure.name: figure for figure in figures([compared])}
    assert (by_name["soft"].precision, by_name["soft"].recall) == (1, 0.5)
    assert by_name["end to end"].value == 1
    assert by_name["end to end, strict"].value == 0


def test_form_is_read_from_the_quotation_marks_of_the_text():
    index = TokenIndex(TEXT)
    assert [index.form(index.words(index.covered(content))) for _, _, content in GOLD] == [
        "direct",
        "mixed",
        "direct",
        "indirect",
    ]


def test_a_prediction_without_a_token_is_dropped_and_counted():
    compared = compare_plain("x", TokenIndex(TEXT), GOLD, [((), (), ((9, 10),))])
    assert (compared.predicted, compared.without_content) == ((), 1)


def shifted(attributions, text, rng):
    """Predictions like a poor system's: pieces moved, dropped, split and invented."""
    out = []
    for a in attributions:
        if rng.random() < 0.2:
            continue
        moved = {}
        for role, places in a.items():
            moved[role] = [
                [max(0, s + rng.randint(-12, 12)), min(len(text), max(e + rng.randint(-12, 12), 1))] for s, e in places
            ]
            moved[role] = sorted(p for p in moved[role] if p[0] < p[1] and rng.random() < 0.9)
        out.append(moved)
    for _ in range(rng.randint(0, 6)):
        start = rng.randrange(max(1, len(text) - 80))
        out.append({"source": [], "cue": [], "content": [[start, start + rng.randint(1, 80)]]})
    return out


@pytest.mark.shared
def test_the_figures_equal_those_of_the_public_scorer(shared: Path):
    bench = public(shared, "attribution_score")
    documents = load_gold(shared / "data" / "polnear")[::6]
    rng = random.Random(7)
    docs, predictions, compared = {}, {}, []
    for d in documents:
        assert d.text is not None
        gold = [{"source": s.source, "cue": s.cue, "content": s.content} for s in d.statements]
        docs[d.id] = bench.Doc(d.id, d.text, gold)
        predictions[d.id] = shifted(gold, d.text, rng)
        ours = [tuple(map(tuple, (p["source"], p["cue"], p["content"]))) for p in predictions[d.id]]
        compared.append(
            compare_plain(d.id, TokenIndex(d.text), [(s.source, s.cue, s.content) for s in d.statements], ours)
        )
    theirs = bench.score(docs, predictions)
    names = {"exact": "exact", "exact words": "exact_words", "soft": "soft", "micro": "micro"}
    names |= {"end to end": "e2e", "end to end, strict": "e2e_strict"}
    by_name = {figure.name: figure for figure in figures(compared)}
    for ours, key in names.items():
        figure, expected = by_name[ours], theirs["all"][key]
        assert (figure.precision, figure.recall, figure.value) == pytest.approx(
            (expected["p"], expected["r"], expected["f"])
        )
    for role in ("source", "cue", "content"):
        assert by_name[f"{role} tokens"].value == pytest.approx(theirs["tok"][role]["f"])
    for form in ("direct", "mixed", "indirect"):
        assert by_name[f"end to end, {form}"].value == pytest.approx(theirs[form]["e2e"]["f"])
    speaker = theirs["all"]["spk"]
    assert by_name["source right, matched"].value == pytest.approx(speaker["acc"])
    assert by_name["source right, content F1 >= .5"].value == pytest.approx(speaker["acc_half"])
    assert by_name["no source where gold has none"].value == pytest.approx(speaker["nosource"])
    assert by_name["cue shares a token"].value == pytest.approx(theirs["all"]["cue_link"])


@pytest.mark.shared
def test_the_gold_equals_that_of_the_public_loader(shared: Path):
    theirs = public(shared, "polnear_io").load_split(str(shared / "data" / "polnear"), "dev")
    for document in load_gold(shared / "data" / "polnear"):
        text, attributions = theirs[document.id]
        assert document.text == text
        ours = [{"source": s.source, "cue": s.cue, "content": s.content} for s in document.statements]
        assert ours == [{role: tuple(map(tuple, spans)) for role, spans in a.items()} for a in attributions]


def public(shared: Path, name: str):
    spec = importlib.util.spec_from_file_location(name, shared / "bench" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_standoff_with_discontinuous_spans_is_read(tmp_path: Path):
    (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "note.ann").write_text(
        "T1\tSource 0 9\tMara Veld\nT2\tCue 10 14\tsaid\n"
        "E1\tSource:T1 Cue:T2 Content:T3 Content2:T4\n"
        "T3\tContent 26 29;30 34\tWe will\nT4\tContent 35 39\tstay\n",
        encoding="utf-8",
    )
    (document,) = load_gold(tmp_path)
    assert document.text == TEXT
    (statement,) = document.statements
    assert (statement.source, statement.cue, statement.content) == (
        ((0, 9),),
        ((10, 14),),
        ((26, 29), (30, 34), (35, 39)),
    )


def test_annotated_gold_is_mapped_to_our_names(tmp_path: Path):
    (tmp_path / "gold").mkdir()
    (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")
    statements = [
        {
            "content": [[26, 41]],
            "speaker": "Mara Veld; Oskar Tamm",
            "speaker_type": "named",
            "type": "direct",
            "zone": "body",
        },
        {
            "content": [[57, 75]],
            "speaker": "unnamed: an aide",
            "speaker_type": "unnamed",
            "type": "mixed",
            "zone": "body",
        },
    ]
    entity = {"canonical": "Mara Veld", "type": "person", "mentions": [[0, 9], [42, 45]]}
    entity |= {"texts": ["Mara Veld", "the aide"], "nominal": [[42, 45]]}
    gold = {"file": "note.txt", "published": "2031-02-03", "statements": statements, "entities": [entity]}
    (tmp_path / "gold" / "note.json").write_text(json.dumps(gold), encoding="utf-8")
    (document,) = load_gold(tmp_path)
    assert [s.speakers for s in document.statements] == [("Mara Veld", "Oskar Tamm"), ()]
    assert [s.speaker_kind for s in document.statements] == ["named", "unnamed"]
    assert document.actors[0].names == {"Mara Veld"}
