"""Every page says what it should, and every line leads to its words and back."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from communique.lexicon.labels import independent, words
from communique.lexicon.phrases import how_known
from communique.options import RunOptions
from communique.record import independent_sources
from communique.run import Silent
from communique.workspace import Workspace

from .conftest import NOW, Site, links, site_of

LISTS = [
    "/", "/changes", "/stories", "/articles", "/statements", "/people", "/positions", "/timeline", "/conflicts",
    "/promises", "/sources", "/search", "/corrections", "/jobs", "/export", "/help",
]  # fmt: skip
ONE = {
    "articles": "/articles", "statements": "/statements", "actors": "/people", "events": "/events",
    "positions": "/positions", "conflicts": "/conflicts", "forward": "/promises",
}  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_each_page_has_one_heading_and_marks_where_one_is(site: Site, path: str):
    answer = site.get(path)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert 'aria-current="page"' in answer.text


@pytest.mark.parametrize("table", ONE)
def test_each_line_has_a_page_of_its_own(site: Site, table: str):
    for row in site.rows(table):
        assert site.get(f"{ONE[table]}/{row['id']}").status_code == 200, row


def test_no_link_anywhere_is_dead(site: Site):
    waiting, seen = ["/"], {"/"}
    while waiting:
        path = waiting.pop()
        answer = site.get(path)
        assert answer.status_code == 200, path
        if not answer.headers["content-type"].startswith("text/html") or len(seen) > 1500:
            continue
        for link in links(answer.text) - seen:
            if not link.startswith(("/export/", "/corrections/", "/upload", "/who")):
                seen.add(link)
                waiting.append(link)
    assert len(seen) > 300


def test_a_statement_leads_to_its_very_words_and_they_lead_back(site: Site):
    for row in site.rows("statements"):
        page = site.get(f"/statements/{row['id']}").text
        link = html.unescape(re.search(rf'href="(/articles/{row["article"]}\?at=[^"]*)"', page)[1])  # type: ignore[index]
        text = site.get(link).text
        assert text.count('id="at"') == 1
        assert f'href="/statements/{row["id"]}"' in text
        spans = [tuple(map(int, p.split("-"))) for p in parse_qs(urlsplit(link).query)["at"][0].split(",")]
        source = site.data.reading(row["article"]).article.text
        assert " … ".join(source[s:e] for s, e in spans) == row["text"]
        for start, end in spans:
            runs = re.findall(r'class="[^"]*\blit\b[^"]*"[^>]*data-o="(\d+)" data-e="(\d+)"', text)
            covered = sum(int(e) - int(s) for s, e in runs if start <= int(s) and int(e) <= end)
            assert covered == end - start


def test_a_findings_words_lead_back_to_it(site: Site):
    for table, path in (("conflicts", "/conflicts"), ("positions", "/positions"), ("events", "/events")):
        row = site.rows(table)[0]
        article = row["evidence"][0].rpartition(":")[0]
        assert f'href="{path}/{row["id"]}"' in site.get(f"/articles/{article}").text


@pytest.mark.parametrize(
    ("query", "check"),
    [
        ("form=direct", lambda row: row["form"] == "direct"),
        ("act=deny", lambda row: row["act"] == "deny"),
        ("text=WATER", lambda row: "water" in row["text"].lower()),
        ("outlet=osprey", lambda row: "osprey" in (row["outlet"] or "").lower()),
        ("since=2031-06-01", lambda row: (row["published"] or "") >= "2031-06-01"),
        ("kind=unnamed", lambda row: row["speaker_kind"] == "unnamed"),
    ],
)
def test_filters_of_statements(site: Site, query: str, check):
    page = site.get(f"/statements?rows=500&{query}").text
    shown = set(re.findall(r'<li class="item stmt[^"]*" id="([^"]+)"', page))
    every = site.rows("statements")
    assert shown == {row["id"] for row in every if check(row)}
    assert 0 < len(shown) < len(every)


def test_pages_of_a_list_show_every_line_once(site: Site):
    found: list[str] = []
    path = "/statements?rows=7"
    while path:
        page = site.get(path).text
        found += re.findall(r'<li class="item stmt[^"]*" id="([^"]+)"', page)
        follow = re.search(r'rel="next" href="([^"]+)"', page)
        path = html.unescape(follow[1]) if follow else ""
    assert sorted(found) == sorted(row["id"] for row in site.rows("statements"))


def test_reports_and_parties_are_never_on_one_list_of_differences(site: Site):
    for sort in ("reports", "parties"):
        page = site.get(f"/conflicts?between={sort}").text
        shown = set(re.findall(r'<li class="item card conflict" id="([^"]+)"', page))
        assert shown == {row["id"] for row in site.rows("conflicts") if row["between"] == sort}


def test_the_matrix_opens_the_sentences_of_its_cells(site: Site):
    page = site.get("/positions").text
    cell = html.unescape(re.search(r'class="cell [^"]*" href="([^"]+)"', page)[1])  # type: ignore[index]
    query = parse_qs(urlsplit(cell).query)
    there = site.get(cell).text
    assert query["issue"][0] in html.unescape(there)
    assert "item position" in there


def test_search_marks_the_words_and_leads_to_them(site: Site):
    page = site.get("/search?q=levy").text
    assert re.search(r'<mark class="found">[Ll]evy</mark>', page)
    link = html.unescape(re.search(r'<a class="jump" href="(/articles/[^"]*at=[^"]*)"', page)[1])  # type: ignore[index]
    assert 'id="at"' in site.get(link).text


def test_a_search_without_a_word_says_so(site: Site):
    answer = site.get("/search", params={"q": "?!"})
    assert answer.status_code == 400
    assert "no word to look for" in answer.text


def test_timeline_marks_open_rows_that_are_there(site: Site):
    page = site.get("/timeline?rows=500").text
    marks = set(re.findall(r'<a href="#(T\d+)"', page))
    rows = set(re.findall(r'<li class="item event [^"]*" id="(T\d+)"', page))
    assert marks
    assert marks <= rows


def test_an_event_of_one_word_is_shown_in_its_sentence(site: Site):
    row = next(r for r in site.rows("events") if len(r["quotes"][0].split()) == 1)
    page = site.get(f"/events/{row['id']}").text
    assert f'<b class="key">{html.escape(row["quotes"][0])}</b>' in page


@pytest.mark.parametrize(
    "path",
    [
        "/articles/a-000000000000", "/statements/none", "/people/none", "/events/none", "/positions/none",
        "/conflicts/none", "/promises/none", "/stories/none", "/jobs/none", "/export/none", "/nowhere", "/static/web.css",
    ],
)  # fmt: skip
def test_what_is_not_there_is_404_with_a_way_home(site: Site, path: str):
    answer = site.get(path)
    assert answer.status_code == 404
    assert 'href="/"' in answer.text


@pytest.mark.parametrize(
    "query",
    ["/statements?page=0", "/statements?page=x", "/statements?rows=100000", "/statements?since=yesterday",
     "/statements?kind=elf", "/timeline?status=elf", "/people?since=2031", "/promises?family=elf", "/statements?text=" + "x" * 500],
)  # fmt: skip
def test_a_question_that_cannot_be_meant_is_refused_by_name(site: Site, query: str):
    answer = site.get(query)
    assert answer.status_code == 400
    assert "That cannot be done" in answer.text


def test_home_tells_what_changed_since_the_last_visit(example_folder, tmp_path):
    import shutil

    from .conftest import site_of

    folder = tmp_path / "visited"
    shutil.copytree(example_folder, folder)
    now = ["2032-01-05T08:00:00Z"]
    site = site_of(folder, clock=lambda: now[0])
    assert "first visit" in site.get("/").text
    site.get("/")
    row = site.rows("statements")[0]
    now[0] = "2032-01-05T10:00:00Z"
    assert "Nothing since your last visit" in site.get("/").text
    site.fill("/corrections", kind="act", subject="statement", subject_id=row["id"], after="warn")
    now[0] = "2032-01-06T10:00:00Z"
    assert "changed statement" in site.get("/").text
    assert f'href="/statements/{row["id"]}"' in site.get("/changes").text


@pytest.mark.parametrize(
    ("table", "path"), [("conflicts", "/conflicts"), ("positions", "/positions"), ("forward", "/promises")]
)
def test_lists_and_pages_of_findings_say_how_each_is_known(site: Site, table: str, path: str):
    rows = site.rows(table)
    query = {"rows": "500"}
    if table == "conflicts":
        query["between"] = rows[0]["between"]
    if table == "forward":
        query["family"] = next(title for title, kinds in words("forward_family").items() if rows[0]["kind"] in kinds)
    shown = site.get(path, params=query).text
    card = (
        '<li class="item card promise"' if table == "forward" else ""
    )  # a card of several lines says it of none of them
    row = next(r for r in rows if f'{card} id="{r["id"]}"' in shown)
    line = how_known(site.data.story(row["story"]).source_lines[row["id"]])
    said = f'<p class="sline"><span class="vh">How it is known: </span>{html.escape(line, quote=False)}</p>'
    assert said in shown.partition(f'id="{row["id"]}"')[2].partition('<p class="acts">')[0]
    assert site.get(f"{path}/{row['id']}").text.count(said) == 1


def _lines_of_one_promise(site: Site) -> list[dict[str, object]]:
    """The rows of a promise that several lines tell alike in kind and outcome."""
    for story in site.data.stories():
        groups: dict[str | None, list[str]] = {}
        for line in site.data.story(story["id"]).forward:
            groups.setdefault(line.promise, []).append(line.id)
        found = next((ids for promise, ids in groups.items() if promise and len(ids) > 1), None)
        if found:
            return [row for row in site.rows("forward") if row["id"] in found]
    raise AssertionError("the example tells no promise twice")


def test_lines_of_one_promise_are_one_card_and_each_is_reviewed_on_its_own(site: Site):
    rows = _lines_of_one_promise(site)
    family = next(title for title, kinds in words("forward_family").items() if rows[0]["kind"] in kinds)
    page = site.get("/promises", params={"rows": "500", "family": family}).text
    [card] = [c for c in page.split('<li class="')[1:] if f'data-id="{rows[0]["id"]}"' in c]
    assert card.startswith("card promise several")
    for row in rows:
        assert card.count(f'data-id="{row["id"]}"') == 1
        assert f'value="forward {row["id"]}' in card


def test_a_forward_line_stands_under_the_name_of_who_says_it(site: Site):
    said = {s["id"]: "; ".join(s["actor_names"]) for s in site.rows("statements") if s["actor_names"]}
    rows = [row for row in site.rows("forward") if row["statement"] in said and row["actor"] != said[row["statement"]]]
    assert rows
    for row in rows[:8]:
        title = site.get(f"/promises/{row['id']}").text.partition('class="ctitle"')[2].partition("</p>")[0]
        assert said[row["statement"]] in html.unescape(title)


def test_the_matrix_has_columns_only_for_those_who_take_a_side(site: Site):
    head = site.get("/positions").text.partition("<thead")[2].partition("</thead>")[0]
    sides = {row["actor"] for row in site.rows("positions") if row["stance"] in ("supports", "opposes", "conditional")}
    names = [html.unescape(name) for name in re.findall(r'columnheader" dir="auto">([^<]*)<', head)]
    assert names
    assert set(names) <= sides


@pytest.mark.parametrize(
    "path", ["/statements", "/positions", "/promises", "/timeline", "/conflicts", "/people", "/stories"]
)
def test_an_empty_workspace_says_what_to_do_and_blames_no_filter(tmp_path, path: str):
    folder = tmp_path / "bare"
    Workspace.create(folder, NOW)
    page = site_of(folder).get(path).text.partition('<main id="main"')[2].partition("</main>")[0]
    assert 'Nothing here yet: <a href="/jobs">add articles</a> first.' in page
    assert "passes these filters" not in page


def test_a_list_that_filters_empty_says_so(site: Site):
    assert "No statement passes these filters." in site.get("/statements", params={"text": "zyx never said"}).text


OPERA = (
    "SAELBURG, March 9, 2034 (Northern Wire) - Ingrid Solheim, Halvia's foreign minister, opened the opera season on "
    'Thursday. "Music needs no visa," Solheim said. The singer Tomas Rell thanked the city for the new roof.\n'
)


def test_a_name_of_several_stories_stands_once_among_the_people_with_its_stories(own: Site, tmp_path: Path):
    (tmp_path / "opera.txt").write_text(OPERA)
    own.data.add([str(tmp_path / "opera.txt")], RunOptions(), Silent(), NOW)
    solheim = [row for row in own.rows("actors") if row["name"] == "Ingrid Solheim"]
    assert len({row["story"] for row in solheim}) == 2
    page = own.get("/people?speaker=Ingrid+Solheim").text
    assert page.count('<p class="rtitle"') == 1
    assert "in 2 stories" in page
    assert f"{sum(row['statements'] for row in solheim)} statements" in page
    for row in solheim:
        assert f'href="/people/{row["id"]}"' in page


def test_a_story_counts_its_sources_alike_in_lists_and_on_its_page(site: Site):
    for row in site.data.stories():
        story = site.data.story(row["id"])
        assert row["groups"] == independent_sources(story.sources, story.articles)
        assert independent(row["groups"], row["articles"]) in site.get(f"/stories/{row['id']}").text
