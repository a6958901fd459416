"""The JSON Schema is current, and what the models print is valid by it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from communique.record import (
    Actor,
    ActorMention,
    Article,
    IndependenceGroup,
    Reading,
    Record,
    Source,
    Statement,
    Story,
    canonical_json,
    json_schema,
)

CHECKED_IN = Path(__file__).resolve().parent.parent / "docs" / "reference" / "record.schema.json"
TEXT = "“We stay,” Mara Veld said."


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(CHECKED_IN.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def small_record() -> Record:
    article = Article(id="a-1", path="note.txt", text=TEXT, origin_of={"published": "sidecar"}, published="2031-05")
    statement = Statement(id="s-1", content=((0, 10),), text="“We stay,”", source=((11, 20),), speaker="Mara Veld")
    reading = Reading(article=article, layers={"statements": "reader-1", "events": None}, statements=(statement,))
    actor = Actor(
        id="p-1",
        name="Mara Veld",
        kind="person",
        names=("Mara Veld",),
        mentions=(ActorMention(article="a-1", span=(11, 20)),),
    )
    story = Story(
        id="y-1",
        title="We stay",
        articles=("a-1",),
        sources=(Source(article="a-1", group="g-1"),),
        independence=(IndependenceGroup(group="g-1", articles=("a-1",), why="independent"),),
        actors=(actor,),
        speakers={"s-1": ("p-1",)},
        not_computed=("conflicts",),
    )
    return Record(articles=(reading,), stories=(story,), as_of="2031-05")


def test_the_schema_checked_in_is_the_models_schema():
    assert json.loads(CHECKED_IN.read_text("utf-8")) == json_schema()


def test_a_record_is_valid(validator):
    validator.validate(json.loads(canonical_json(small_record())))


def test_an_undeclared_field_and_a_wrong_kind_are_not_valid(validator):
    printed = json.loads(canonical_json(small_record()))
    assert not validator.is_valid(printed | {"score": 1})
    printed["articles"][0]["statements"][0]["form"] = "shouted"
    assert not validator.is_valid(printed)


def test_the_names_of_the_interface_are_there():
    printed = json.loads(canonical_json(small_record()))
    assert printed["schema_version"] == 1
    reading, story = printed["articles"][0], printed["stories"][0]
    assert {
        "article",
        "layers",
        "statements",
        "scare_quotes",
        "times",
        "events",
        "mentions",
        "forward",
        "loaded",
    } <= set(reading)
    article = (
        "id path copies url title outlet original_outlet authors published origin_of genre language text zones notes"
    )
    assert set(article.split()) <= set(reading["article"])
    statement = (
        "id content text cue source speaker speaker_kind speaker_description form act stance addressee said_on "
        "within confidence"
    )
    assert set(statement.split()) <= set(reading["statements"][0])
    layers = (
        "id title articles sources independence actors speakers events timeline shared_facts conflicts quote_variants "
        "positions forward omissions source_lines notes"
    )
    assert set(layers.split()) <= set(story)
