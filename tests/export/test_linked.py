"""Linked data, FollowTheMoney, event records and networks: read back with other libraries and compared."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from communique.export.book import Book
from communique.export.network import ties
from communique.export.plover import OURS, POLECAT
from communique.record import ActorMention, Record
from tests.export.readers import files_of, read_graph

MODEL = json.loads(Path(__file__).with_name("ftm_model.json").read_text("utf-8"))["schemata"]


@pytest.fixture(scope="module")
def graph(record: Record) -> Any:
    import rdflib

    made = rdflib.Graph()
    made.parse(data=files_of(record, "jsonld")[""], format="json-ld")
    return made


PREFIXES = """PREFIX schema: <https://schema.org/> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX cq: <urn:communique:term:> """


def test_every_statement_is_found_with_its_words_and_their_place(record: Record, graph: Any):
    rows = graph.query(
        PREFIXES
        + """SELECT ?said ?article ?start ?end ?exact ?prefix WHERE {
          { ?said a schema:Quotation } UNION { ?said a schema:Claim; cq:form ?form }
          ?note oa:hasBody ?said; oa:hasTarget ?t . ?t oa:hasSource ?article; oa:hasSelector ?p, ?q .
          ?p oa:start ?start; oa:end ?end . ?q oa:exact ?exact . OPTIONAL { ?q oa:prefix ?prefix } }"""
    )
    texts = {f"urn:communique:{r.article.id}": r.article.text for r in record.articles}
    found = set()
    for said, article, start, end, exact, prefix in rows:
        text, start = texts[str(article)], int(start)
        assert text[start : int(end)] == str(exact)
        assert text[:start].endswith(str(prefix or ""))
        found.add((str(said), start))
    assert found == {(f"urn:communique:{s.id}", c[0]) for r in record.articles for s in r.statements for c in s.content}


def test_quotations_are_quotations_and_the_rest_claims(record: Record, graph: Any):
    quoted = {str(row[0]) for row in graph.query(PREFIXES + "SELECT ?s WHERE { ?s a schema:Quotation }")}
    expected = {s.id for r in record.articles for s in r.statements if s.form in ("direct", "mixed")}
    assert quoted == {f"urn:communique:{key}" for key in expected}


def test_the_record_says_from_what_and_by_what_it_was_made_without_a_clock(record: Record, graph: Any):
    used = {str(row[0]) for row in graph.query(PREFIXES + "SELECT ?a WHERE { ?x a prov:Activity; prov:used ?a }")}
    assert used == {f"urn:communique:{r.article.id}" for r in record.articles}
    agents = list(graph.query(PREFIXES + "SELECT ?n WHERE { ?x a prov:SoftwareAgent; schema:name ?n }"))
    assert [str(row[0]) for row in agents] == ["Communique"]
    assert not list(
        graph.query(PREFIXES + "SELECT ?x WHERE { ?x prov:startedAtTime|prov:endedAtTime|prov:generatedAtTime ?t }")
    )


def test_conflicts_facts_events_and_positions_are_all_there(record: Record, graph: Any):
    (story,) = record.stories
    for kind, findings in (
        ("cq:Conflict", story.conflicts),
        ("cq:SharedFact", story.shared_facts),
        ("schema:Event", story.events),
        ("cq:Position", story.positions),
        ("cq:ForwardLine", story.forward),
    ):
        rows = {str(row[0]) for row in graph.query(PREFIXES + f"SELECT ?x WHERE {{ ?x a {kind} }}")}
        assert rows == {f"urn:communique:{f.id}" for f in findings}


@pytest.fixture(scope="module")
def entities(record: Record) -> list[dict[str, Any]]:
    return [json.loads(line) for line in files_of(record, "ftm")[""].decode("utf-8").splitlines()]


def test_entities_fit_the_model_of_followthemoney(entities: list[dict[str, Any]]):
    schema_of = {entity["id"]: entity["schema"] for entity in entities}
    assert len(schema_of) == len(entities)
    for entity in entities:
        model = MODEL[entity["schema"]]
        assert set(model["required"]) <= set(entity["properties"])
        for name, values in entity["properties"].items():
            kind, wanted = model["properties"][name]["type"], model["properties"][name]["range"]
            if kind == "entity":
                assert all(wanted in MODEL[schema_of[value]]["is"] for value in values)
            if kind == "date":
                assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value) for value in values)


def test_entities_pass_the_library_itself(entities: list[dict[str, Any]]):
    library = pytest.importorskip("followthemoney", reason="pip install followthemoney (needs ICU to be compiled)")
    for entity in entities:
        schema = library.model.get(entity["schema"])
        library.model.get_proxy(entity, cleaned=False)
        schema.validate(entity)
        for name, values in entity["properties"].items():
            assert [schema.get(name).type.clean(value) for value in values] == values


def test_what_did_not_happen_says_so_in_its_name(record: Record, entities: list[dict[str, Any]]):
    names = {entity["id"]: entity["properties"]["name"] for entity in entities if entity["schema"] == "Event"}
    for event in record.stories[0].events:
        mark = "" if event.status == "happened" else f"({event.status}) "
        assert names[event.id] == [f"{mark}{event.name}"]


def test_states_are_public_bodies_and_statements_notes_of_their_speakers(
    record: Record, entities: list[dict[str, Any]]
):
    kinds = {e["id"]: e["schema"] for e in entities}
    assert {kinds[a.id] for a in record.stories[0].actors if a.kind == "state"} == {"PublicBody"}
    notes = {e["id"]: e["properties"].get("entity", []) for e in entities if e["schema"] == "Note"}
    assert set(notes) == {s.id for r in record.articles for s in r.statements}
    for key, actors in record.stories[0].speakers.items():
        assert notes[key] == list(actors)


@pytest.fixture(scope="module")
def records(record: Record) -> list[dict[str, str]]:
    text = files_of(record, "plover")[""].decode("utf-8")
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_event_records_have_polecats_columns_first(records: list[dict[str, str]]):
    assert list(records[0]) == [*POLECAT, *OURS]
    assert len(POLECAT) == 40


def test_a_meeting_is_coded_in_both_directions(records: list[dict[str, str]]):
    pairs = {(r["Actor Name"], r["Recipient Name"]) for r in records if r["Event ID"].startswith("e-talks")}
    assert pairs == {("Ilse Maren", "Tomas Dray"), ("Tomas Dray", "Ilse Maren")}


def test_who_acted_on_whom_is_not_guessed(records: list[dict[str, str]]):
    (signing,) = [r for r in records if r["Event ID"] == "e-sign"]  # its words: "signed", without a name beside it
    assert signing["Actor Name"] == signing["Recipient Name"] == ""
    assert signing["Participants"] == "Norvia; Kareth"


def test_what_is_denied_is_marked_in_the_contexts(records: list[dict[str, str]]):
    assert {r["Status"]: r["Contexts"] for r in records if r["Record"] == "event"} == {
        "happened": "",
        "denied": "denied",
    }


def test_demands_and_accusations_are_records_with_their_speaker(record: Record, records: list[dict[str, str]]):
    book = Book(record)
    said = {r["Event ID"]: r for r in records if r["Record"] == "statement"}
    acts = {
        "demand": "REQUEST",
        "accuse": "ACCUSE",
        "refuse": "REJECT",
        "offer": "AGREE",
        "commit": "AGREE",
        "agree": "AGREE",
    }
    expected = {k: acts[s.statement.act] for k, s in book.said.items() if s.statement.act in acts and s.actors}
    assert expected
    assert {key: row["Event Type"] for key, row in said.items()} == expected
    for key, row in said.items():
        text = book.said[key].reading.article.text
        assert text[int(row["Start"]) : int(row["End"])].split() == row["Quote"].split()


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_the_network_read_back_has_the_ties_of_the_record(record: Record, name: str):
    found = read_graph(files_of(record, name)[""], name)
    expected = {key: tie.count for key, tie in ties(Book(record)).items()}
    edges = {(u, v, data["kind"]): data["weight"] for u, v, data in found.edges(data=True)}
    assert edges == expected
    assert {kind for _, _, kind in expected} == {"to", "meets"}
    names = {actor.id: actor.name for actor in record.stories[0].actors}
    assert {node: data["label"] for node, data in found.nodes(data=True)} == {n: names[n] for n in found.nodes}


def test_a_name_within_what_somebody_says_is_a_tie_of_the_speaker(record: Record):
    book = Book(record)
    said = next(s for s in book.said.values() if s.actors)
    start = said.statement.content[0][0]
    (story,) = record.stories
    other = next(a for a in story.actors if a.id != said.actors[0].id)
    mention = ActorMention(article=said.reading.article.id, span=(start, start + 3))
    actors = tuple(a.model_copy(update={"mentions": (mention,)}) if a.id == other.id else a for a in story.actors)
    moved = record.model_copy(update={"stories": (story.model_copy(update={"actors": actors}),)})
    tie = ties(Book(moved))[said.actors[0].id, other.id, "about"]
    assert (tie.count, tie.articles) == (1, {said.reading.article.id})


def test_only_meetings_that_happened_are_ties(record: Record):
    (story,) = record.stories
    denied = tuple(e.model_copy(update={"status": "denied"}) for e in story.events)
    other = record.model_copy(update={"stories": (story.model_copy(update={"events": denied}),)})
    assert "meets" in {kind for _, _, kind in ties(Book(record))}
    assert "meets" not in {kind for _, _, kind in ties(Book(other))}


def test_timelinejs_shows_every_event_with_days_as_exact_as_it_is(record: Record):
    value = json.loads(files_of(record, "timelinejs")[""])
    slides = {slide["unique_id"]: slide for slide in value["events"]}
    dated = {event.id for event in record.stories[0].events if event.when}
    assert set(slides) == dated
    assert slides["e-april"]["start_date"] == {"year": "2031", "month": "4"}
    assert slides["e-talks"]["start_date"] | slides["e-talks"]["end_date"] == {
        "year": "2031", "month": "3", "day": "12", "display_date": "11–12 March 2031",
    }  # fmt: skip
    assert slides["e-april"]["group"] == "did not happen"
    assert "1 without one are not shown" in value["title"]["text"]["text"]
