"""What a person corrects in a form: which words, a missed statement, an outcome, facts, wordings, omissions, sources."""

from __future__ import annotations

import json
import re
from typing import Any

from typer.testing import CliRunner

from communique.cli.main import app
from communique.web.storyview import overview_of

from .conftest import Site


def plain_sentence(site: Site, article: str) -> str:
    """A sentence of an article that stands once and in no statement."""
    reading = site.data.reading(article)
    text = reading.article.text
    taken = [s for statement in reading.statements for s in statement.content]
    for match in re.finditer(r"(?<=\. )[A-Z][^.\n“\"]{30,150}\.", text):
        inside = any(s < match.end() and match.start() < e for s, e in taken)
        if not inside and text.count(match[0]) == 1:
            return match[0]
    raise AssertionError("the example has no such sentence")


def first_story(site: Site) -> Any:
    return site.data.story(site.data.stories_by_size()[0]["id"])


def test_the_words_of_a_statement_are_changed(own: Site):
    row = next(r for r in own.rows("statements") if len(r["spans"]) == 1 and len(r["text"].split()) > 8)
    words = " ".join(row["text"].split()[1:6])
    own.told(
        "/corrections", kind="span", subject="statement", subject_id=row["id"], words=words, near=str(row["start"]),
        why="too long",
    )  # fmt: skip
    now = next(r for r in own.rows("statements") if r["text"].split() == words.split())
    assert now["speaker"] == row["speaker"]
    made = own.data.corrections()[0]
    assert (made.why, made.before["text"]) == ("too long", row["text"])
    assert f">{row['text'][:20]}" in own.get("/corrections").text.replace("&#34;", '"')


def test_a_missed_statement_is_added_and_undone(own: Site):
    article = own.rows("articles")[0]["id"]
    words = plain_sentence(own, article)
    asked = {"kind": "add-statement", "subject": "article", "subject_id": article, "form": "indirect", "act": "deny"}
    own.told("/corrections", **asked, words=words, after="Vela Quorin")
    found = [r for r in own.rows("statements") if r["speaker"] == "Vela Quorin"]
    assert [(r["text"], r["act"], r["article"]) for r in found] == [(words, "deny", article)]
    own.told("/corrections/undo")
    assert not [r for r in own.rows("statements") if r["speaker"] == "Vela Quorin"]


def test_words_that_are_not_in_the_article_are_refused_by_name(own: Site):
    article = own.rows("articles")[0]["id"]
    answer = own.fill(
        "/corrections", kind="add-statement", subject="article", subject_id=article, words="never stood here"
    )
    assert answer.status_code == 400
    assert "do not stand in the article" in answer.text


def test_what_became_of_a_promise_is_said_with_its_words(own: Site):
    line = next(r for r in own.rows("forward") if r["status"] not in ("kept", "broken"))
    article = next(a for a in own.data.story(line["story"]).articles if a != line["article"])
    words = plain_sentence(own, article)
    own.told(
        "/corrections",
        kind="outcome",
        subject="forward",
        subject_id=line["id"],
        after="kept",
        words=words,
        article=article,
    )
    now = own.data.one("forward", line["id"])
    assert (now["status"], now["outcome"], now["outcome_article"]) == ("kept", words, article)


def test_facts_and_wordings_are_rejected_on_the_story_page(own: Site):
    story = first_story(own)
    view = overview_of(own.data, story.id)
    fact, wording = view["facts"][0]["label"], view["variants"][0]["items"][0]["label"]
    page = own.get(f"/stories/{story.id}").text
    for subject, label in (("shared-fact", fact), ("quote-variant", wording)):
        value = f"{subject} {view['ids'][label]} {story.id}"
        assert f'name="reject" value="{value}"' in page
        assert own.fill("/corrections", reject=value, next=f"/stories/{story.id}").status_code == 303
    now = own.data.story(story.id)
    assert view["ids"][fact] not in {f.id for f in now.shared_facts}
    assert view["ids"][wording] not in {v.id for v in now.quote_variants}


def test_an_omission_is_rejected_for_one_article_alone(own: Site):
    story = first_story(own)
    row = next(o for o in story.omissions if len(o.absent_from) > 1)
    own.told(
        "/corrections",
        kind="reject",
        subject="omission",
        subject_id=row.finding,
        story=story.id,
        absent=row.absent_from[0],
    )
    now = next(o for o in own.data.story(story.id).omissions if o.finding == row.finding)
    assert now.absent_from == row.absent_from[1:]


def test_two_articles_are_made_one_source(own: Site):
    story = first_story(own)
    groups = {s.article: s.group for s in story.sources}
    one = story.articles[0]
    other = next(a for a in story.articles if groups[a] != groups[one])
    own.told("/corrections", kind="independence", subject="article", subject_id=one, other=other, after="one source")
    now = {s.article: s.group for s in own.data.story(own.data.stories_by_size()[0]["id"]).sources}
    assert now[one] == now[other]


def test_forms_stand_where_they_are_needed(site: Site):
    statement, line = site.rows("statements")[0], site.rows("forward")[0]
    assert 'value="span"' in site.get(f"/statements/{statement['id']}").text
    assert 'value="add-statement"' in site.get(f"/articles/{statement['article']}").text
    assert 'value="independence"' in site.get(f"/articles/{statement['article']}").text
    assert 'value="outcome"' in site.get(f"/promises/{line['id']}").text


def test_the_command_line_takes_the_same_json(own: Site):
    row = own.rows("statements")[0]
    asked = {"kind": "act", "subject": "statement", "subject_id": row["id"], "after": "deny", "why": "heard the tape"}
    done = CliRunner().invoke(
        app, ["corrections", str(own.data.folder), "make", "-", "--who", "Mira"], input=json.dumps(asked)
    )
    assert done.exit_code == 0, done.output
    assert " applied" in done.output or " already so" in done.output
    assert [(c.who, c.why) for c in own.data.workspace.corrections()] == [("Mira", "heard the tape")]


def test_the_command_line_names_the_field_that_does_not_fit(own: Site):
    done = CliRunner().invoke(app, ["corrections", str(own.data.folder), "make", "-"], input='{"kind": "wish"}')
    assert done.exit_code == 2
    assert "kind" in done.output
