import json

import pytest

from communique.errors import UsageError
from communique.link.actors.cast import cast_of
from communique.link.actors.kb import load_kb
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


def test_a_dump_of_follow_the_money_gives_its_actors_only(tmp_path):
    person = {"id": "p-1", "caption": "Ana Vale", "schema": "Person",
              "properties": {"name": ["Ana Vale"], "alias": ["A. M. Vale"], "position": ["Minister of Fisheries"]}}  # fmt: skip
    address = {"id": "a-1", "caption": "Mole Street 3", "schema": "Address", "properties": {"full": ["Mole Street 3"]}}
    held = {"id": "o-1", "schema": "Occupancy", "properties": {"holder": ["p-1"]}}
    kb = kb_of(tmp_path, person, address, held)
    found = candidates(kb, "Ana Vale")
    assert [(c.feature, c.right) for c in found] == [("p-1", "Ana Vale")]
    assert 0.5 <= found[0].score <= 1.0
    assert candidates(kb, "Mole Street", "place") == ()


def test_a_dump_of_wikidata_is_an_array_over_many_lines(tmp_path):
    def row(identity, label, kind):
        claim = {"mainsnak": {"datavalue": {"value": {"id": kind}}}}
        entity = {"id": identity, "type": "item", "labels": {"en": {"language": "en", "value": label}},
                  "aliases": {}, "claims": {"P31": [claim]}}  # fmt: skip
        return json.dumps(entity) + ","

    kb = kb_of(tmp_path, "[", row("Q1", "Ana Vale", "Q5"), row("Q2", "Vale", "Q515"), "]")
    assert [c.feature for c in candidates(kb, "Ana Vale")] == ["Q1"]
    assert [c.feature for c in candidates(kb, "Vale", "place")] == ["Q2"]


def test_an_office_in_the_file_tells_two_bearers_of_a_name_apart(tmp_path):
    kb = kb_of(
        tmp_path,
        {"id": "Q1", "label": "Ana Vale", "type": "human", "description": "singer"},
        {"id": "Q2", "label": "Ana Vale", "type": "human", "positions": ["foreign minister"]},
    )
    text = "Foreign Minister Ana Vale spoke."
    found = cast_of([reading(text, [name(text, "Ana Vale", kind="person")])], kb).actors[0].kb
    assert [c.feature for c in found] == ["Q2", "Q1"]
    assert found[0].score > found[1].score
