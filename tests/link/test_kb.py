import json

import pytest

from communique.errors import UsageError
from communique.link.actors import cast_of
from communique.link.kb import load_kb
from tests.link.build_readings import name, reading

WIKIDATA = {
    "id": "Q1",
    "labels": {"en": {"value": "Ana Vale"}},
    "aliases": {"en": [{"value": "Ana M. Vale"}]},
    "type": "human",
}
HOMONYM = {"id": "Q2", "label": "Anton Vale", "type": "human"}
FTM = {"id": "no-mfa", "schema": "PublicBody", "properties": {"name": ["Norwegian Foreign Ministry"]}}


def kb_of(tmp_path, *rows):
    path = tmp_path / "kb.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return load_kb(path)


def candidates(kb, words, kind="person"):
    text = f"{words} spoke."
    return cast_of([reading(text, [name(text, words, kind=kind)])], kb).actors[0].kb


def test_candidates_of_both_shapes_with_scores(tmp_path):
    kb = kb_of(tmp_path, WIKIDATA, HOMONYM, FTM)
    assert [(c.feature, c.right) for c in candidates(kb, "Ana Vale")] == [("Q1", "Ana Vale")]
    assert [c.feature for c in candidates(kb, "Foreign Ministry of Norway", "organization")] == ["no-mfa"]
    assert [c.feature for c in candidates(kb, "Vale")] == ["Q1", "Q2"]
    assert candidates(kb, "Otto Brandl") == ()


@pytest.mark.parametrize(
    ("row", "told"),
    [("{", "is not JSON"), ('{"label": "x"}', 'no "id"'), ('{"id": "Q9"}', "no name"), ("[]", 'no "id"')],
)
def test_a_bad_line_is_named(tmp_path, row, told):
    with pytest.raises(UsageError, match=told) as error:
        kb_of(tmp_path, WIKIDATA, row)
    assert "kb.jsonl:2" in str(error.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UsageError, match="absent"):
        load_kb(tmp_path / "absent.jsonl")
