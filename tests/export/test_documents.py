"""The vault of notes and the Word document, read back."""

from __future__ import annotations

import re

import pytest

from communique.export.markup import escape
from communique.export.text import FileNames, file_name
from communique.record import Record
from tests.export.readers import files_of, read_docx, read_notes


@pytest.fixture(scope="module")
def notes(record: Record) -> dict[str, bytes]:
    return files_of(record, "markdown")


def test_there_is_a_note_for_every_story_article_actor_event_and_promise(record: Record, notes: dict[str, bytes]):
    (story,) = record.stories
    count = 1 + 1 + len(record.articles) + len(story.actors) + len(story.events) + len(story.forward)
    assert len(notes) == count
    ids = [line for content in notes.values() for line in content.decode().splitlines() if line.startswith("id: ")]
    keys = [story.id, *(r.article.id for r in record.articles)]
    keys += [x.id for found in (story.actors, story.events, story.forward) for x in found]
    assert sorted(ids) == sorted(f'id: "{key}"' for key in keys)


def test_every_link_leads_to_a_note_and_every_note_can_be_reached(notes: dict[str, bytes]):
    links = read_notes(notes)
    reached, ahead = set(), ["Start here.md"]
    while ahead:
        note = ahead.pop()
        if note not in reached:
            reached.add(note)
            ahead += links[note]
    assert {n for n in set(notes) - reached if not n.startswith(("Organizations/", "Places/"))} == set()


def test_a_person_has_names_positions_statements_and_promises(notes: dict[str, bytes]):
    text = notes["People/Tomas Dray.md"].decode()
    assert text.index("## Positions") < text.index("## Statements") < text.index("## Promises")
    assert "“We will open the lower gates by the first of June,”" in text


def test_words_that_were_not_quoted_get_no_quotation_marks(record: Record, notes: dict[str, bytes], words: str):
    told = [s for r in record.articles for s in r.statements if s.form == "indirect" and not s.text.startswith("“")]
    assert told
    for text in ("".join(c.decode() for n, c in notes.items() if n.startswith("People/")), words):
        assert not [s.text for s in told if f"“{s.text}”" in text or f"“{escape(s.text)}”" in text]


def test_a_promise_tells_what_became_of_it_in_the_words_of_the_report(record: Record, notes: dict[str, bytes]):
    (story,) = record.stories
    line = next(line for line in story.forward if line.outcome)
    (text,) = [c.decode() for c in notes.values() if f'id: "{line.id}"' in c.decode()]
    assert "## What became of it" in text
    assert line.outcome is not None
    assert escape(line.outcome.quote) in text
    assert f"**{line.status}**" in text


def test_an_article_note_has_the_whole_text(record: Record, notes: dict[str, bytes]):
    for reading in record.articles:
        (text,) = [c.decode() for c in notes.values() if f'id: "{reading.article.id}"' in c.decode()]
        assert all(escape(line) in text for line in reading.article.text.splitlines())


def test_what_could_not_be_read_is_on_the_first_page(record: Record, notes: dict[str, bytes]):
    assert escape(record.failures[0].reason) in notes["Start here.md"].decode()


def test_file_names_are_safe_unique_and_the_same_each_time():
    names = FileNames()
    first = [names.name("Oru Vask", "a"), names.name("oru vask", "b"), names.name("../Oru/Vask", "c")]
    assert first[0] == "Oru Vask"
    assert len({name.casefold() for name in first}) == 3
    assert not any("/" in name or ".." in name for name in first)
    again = FileNames()
    assert [again.name("Oru Vask", "a"), again.name("oru vask", "b"), again.name("../Oru/Vask", "c")] == first


@pytest.mark.parametrize("text", ["", "///", "CON", "x" * 10_000, "…", "\u202e"])
def test_what_makes_no_file_name_gets_one_from_its_key(text: str):
    name = file_name(text, "key")
    assert 0 < len(name.encode()) <= 150
    assert name != file_name(text, "other key")


@pytest.fixture(scope="module")
def words(record: Record) -> str:
    document = read_docx(files_of(record, "docx")[""])
    parts = [p.text for p in document.paragraphs]
    parts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(parts)


def test_the_document_has_its_parts_as_headings(record: Record):
    document = read_docx(files_of(record, "docx")[""])
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert headings == [
        "The reports",
        "Where they differ",
        "What happened when",
        "Promises, demands, predictions, and what became of them",
        "Who stands where",
        "What they share",
        "Who said what",
        "What some leave out",
        "Not read",
        "How to read this",
    ]


def test_every_statement_and_conflict_is_quoted_with_its_outlet(record: Record, words: str):
    for reading in record.articles:
        for statement in reading.statements:
            assert " ".join(statement.text.split()) in words
        assert reading.article.outlet in words
    for conflict in record.stories[0].conflicts:
        assert conflict.topic in words
    assert record.failures[0].reason in words


def test_dates_and_codes_are_words(record: Record, words: str):
    own = "\n".join(r.article.text for r in record.articles)
    assert [d for d in re.findall(r"\d{4}-\d\d-\d\d", words) if d not in own] == []
    assert "cannot both be true" in words
    assert not re.search(r"\b(agreed-or-not|whether-happened|assert, (?:direct|mixed|indirect))\b", words)


def test_headers_of_tables_repeat_on_every_page(record: Record):
    document = read_docx(files_of(record, "docx")[""])
    assert document.tables
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)


def test_the_document_is_dated_by_the_record(record: Record):
    core = read_docx(files_of(record, "docx")[""]).core_properties
    assert core.created == core.modified
    assert (core.created.year, core.created.month, core.created.day) == (2031, 9, 20)
    assert core.author == "Communique"
