"""The decoder's pieces, on scores written by hand."""

import numpy as np

from communique.encoder.schema import ROLES
from communique.read.attribution.decode import CONTENT, SOURCE, confidence, spans_of, viterbi

OUT, BS, IS, BC, IC = (ROLES.index(x) for x in ("O", "B-source", "I-source", "B-content", "I-content"))


def scores(best: list[int], margin: float = 3.0) -> np.ndarray:
    out = np.zeros((1, len(best), len(ROLES)), np.float32)
    out[0, np.arange(len(best)), best] = margin
    return out


def test_viterbi_follows_the_scores_where_they_are_legal() -> None:
    labels = [BS, IS, OUT, BC, IC, IC]
    assert viterbi(scores(labels))[0].tolist() == labels


def test_an_inside_label_never_starts_a_span() -> None:
    path = viterbi(scores([OUT, IC, IC]))[0]
    assert path[1] != IC or path[0] in (BC, IC)
    for before, after in zip([OUT, *path], path, strict=False):
        if ROLES[after].startswith("I-"):
            assert before in (after - 1, after)


def test_spans_are_runs_of_one_role() -> None:
    path = np.array([BS, IS, OUT, BC, IC, BC, OUT])
    assert spans_of(path, SOURCE) == [(0, 1)]
    assert spans_of(path, CONTENT) == [(3, 4), (5, 5)]


def test_confidence_grows_with_its_parts() -> None:
    weights = (0.0, 1.0, 1.0, 1.0, 0.0)
    assert confidence((0.9, 0.9, 0.9, 0.0), weights) > confidence((0.5, 0.9, 0.9, 0.0), weights)
    assert 0.0 < confidence((0.0, 0.0, 0.0, 1.0), weights) < confidence((1.0, 1.0, 1.0, 0.0), weights) < 1.0


def test_a_quotation_does_not_swallow_the_statement_before_it():
    from communique.options import ReadOptions
    from communique.read import load_reader
    from communique.record import Article

    text = 'Lena Holt said the delegation would return. "We shall be back," she said.'
    found = load_reader(ReadOptions()).read(Article(id="a", path="a.txt", text=text)).statements
    assert [s.text for s in found] == ["the delegation would return", '"We shall be back,"']
    assert {s.speaker for s in found} == {"Lena Holt"}
