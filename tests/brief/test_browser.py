"""The page in a browser: keys, copying, filters, jumps, no request, no serious accessibility violation, no JavaScript.

Needs Playwright and Chromium (`CHROMIUM`, by default /usr/bin/chromium); the audit needs axe-core (`AXE_CORE_JS`, the
path of axe.min.js). What is missing is skipped with its reason.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.brief import render_html
from communique.correct import parsed
from communique.options import BriefOptions

from .fixture import summit

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
AXE = os.environ.get("AXE_CORE_JS")

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
if not CHROMIUM.exists():
    pytest.skip(f"no Chromium at {CHROMIUM}; set CHROMIUM", allow_module_level=True)

ARGS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
MARK = "document.querySelector('#S3 .mk').click()"
KEEP_COPIES = "navigator.clipboard.writeText = t => { window.copied = t; return Promise.resolve(); };"


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(render_html(summit(), BriefOptions()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, brief: str) -> Iterator[Any]:
    context = chromium.new_context(viewport=WIDE)
    page = context.new_page()
    page.add_init_script(KEEP_COPIES)
    page.troubles = []
    page.on("console", lambda message: page.troubles.append(message.text))
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.on("request", lambda request: page.troubles.append(request.url) if request.url != brief else None)
    page.goto(brief)
    yield page
    assert page.troubles == []
    context.close()


def until(page: Any, expression: str) -> None:
    """Wait until an expression holds; Playwright's own waiting needs eval, which the page's policy forbids."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {expression}")


def focused(page: Any) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.className")


def test_j_and_k_move_line_by_line(page: Any):
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") == second
    assert "line item" in focused(page)


def test_c_copies_the_quotation_with_its_citation(page: Any):
    page.goto(page.url + "#S3")
    page.keyboard.press("c")
    assert page.evaluate("window.copied") == (
        "“We will open the lower gates by the first of June,” … “That is a promise to the farmers on both banks.”"
        " — Tomas Dray, Northern Wire, 12 March 2031, paragraph 2"
    )
    page.goto(page.url.split("#")[0] + "#S15")
    page.keyboard.press("c")
    assert page.evaluate("window.copied") == (
        "“There is no such condition, and there will be none.” — Ilse Maren, The Harbour Post, 13 March 2031, "
        "paragraph 3, https://harbourpost.example/2031/03/13/sorel"
    )


def test_c_copies_what_is_selected_in_a_report_without_our_marks(page: Any):
    page.evaluate(
        """() => { const p = document.querySelector('#text-2 .par[data-n="3"]');
                   getSelection().selectAllChildren(p); }"""
    )
    page.keyboard.press("c")
    copied = page.evaluate("window.copied")
    assert copied.startswith('"Norvian Foreign Minister Ilse Maren said the two sides had signed the schedule')
    assert copied.endswith(" — Northern Wire, 12 March 2031, paragraph 3")
    assert "S4" not in copied


def test_o_opens_the_words_and_b_comes_back(page: Any):
    page.goto(page.url + "#S3")
    page.keyboard.press("o")
    until(page, "location.hash.startsWith('#w') && document.querySelector('.lit') !== null")
    lit = page.evaluate("[...document.querySelectorAll('.lit')].map(e => e.textContent).join('')")
    assert "We will open the lower gates" in lit
    assert "That is a promise" in lit
    page.keyboard.press("b")
    assert focused(page) == "S3"


def test_search_filters_every_line_and_escape_clears_it(page: Any):
    before = page.locator(".item:visible").count()
    page.keyboard.press("/")
    page.keyboard.type("gauge border")
    until(page, "document.getElementById('found').textContent")
    assert page.locator("#statements-1 .item:visible").count() == 1
    assert "paragraph" in page.text_content("#found")
    page.keyboard.press("Enter")
    assert "gauge is a border" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Escape")
    assert page.locator(".item:visible").count() == before


def test_filters_of_who_said_what(page: Any):
    page.select_option("#statements-1 select[data-key=person]", label="Tomas Dray")
    page.select_option("#statements-1 select[data-key=form]", label="quoted")
    shown = page.locator("#statements-1 .item:visible")
    every = page.locator("#statements-1 .item").count()
    assert page.text_content("#statements-1 .shown") == f"{shown.count()} of {every} shown"
    assert shown.count() == 3
    page.click("#statements-1 .filters button")
    until(page, "document.querySelector('#statements-1 .shown').textContent === ''")
    assert page.locator("#statements-1 .item:visible").count() == every


def test_help_opens_closes_and_can_switch_the_keys_off(page: Any):
    page.keyboard.press("?")
    assert page.evaluate("document.getElementById('help').open")
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.getElementById('help').open")
    page.keyboard.press("/")
    assert focused(page) != "find"


def test_keys_do_nothing_while_somebody_types(page: Any):
    page.focus("#find")
    page.keyboard.type("jc?")
    assert page.input_value("#find") == "jc?"
    assert not page.evaluate("document.getElementById('help').open")


def test_copy_all_lines_is_fit_to_paste(page: Any):
    page.click(".cpall")
    text = page.evaluate("window.copied")
    assert text.splitlines()[0] == "Talks at Lake Sorel on water from the Tarn dam"
    assert "SOURCES: 6 independent (7 articles)" in text
    assert "WHEN: 11–12 March 2031 “ended two days of talks on Wednesday” (Northern Wire, 12 Mar 2031)" in text
    assert "↗" not in text


def test_chart_marks_can_be_reached_and_followed_by_keyboard(page: Any):
    page.focus(".chart.c-wide a[href='#T6']")
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'T6'")


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_nothing_sticks_out_sideways(chromium: Any, brief: str, viewport: dict[str, int]):
    page = chromium.new_page(viewport=viewport)
    page.goto(brief)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.close()


def test_without_javascript_everything_is_readable_and_jumps_work(chromium: Any, brief: str):
    context = chromium.new_context(viewport=WIDE, java_script_enabled=False)
    page = context.new_page()
    page.goto(brief)
    assert not page.locator("#find").is_visible()
    assert not page.locator(".filters").first.is_visible()
    assert page.locator("#S3").is_visible()
    page.click("#S3 a.jump")
    assert "#w2-" in page.url
    assert page.locator("#text-2 mark:visible").count() > 0
    context.close()


def marked(page: Any, line: str, who: str = "Ana Reader", **fields: str) -> None:
    """Mark a line by key: the kind by its radio button, the fields of the dialog by their ids."""
    page.goto(page.url.split("#")[0] + f"#{line}")
    page.keyboard.press("x")
    until(page, "document.getElementById('mark').open")
    if kind := fields.pop("kind", None):
        page.check(f"fieldset:not([hidden]) input[value='{kind}']")
    for name, value in fields.items():
        box = page.locator(f"#mark-{name.replace('_', '-')}")
        box.select_option(value) if box.evaluate("e => e.tagName") == "SELECT" else box.fill(value)
    page.fill("#mark-who", who)
    page.click("#mark-keep")


def saved(page: Any, folder: Path) -> bytes:
    with page.expect_download() as download:
        page.click("#marks-save")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file.read_bytes()


def test_marks_are_saved_as_a_file_of_corrections_without_a_request(page: Any, tmp_path: Path):
    marked(page, "S3", speaker="Ilse Maren", why="she <b>said</b> it")
    marked(page, "S8", kind="drop-statement")
    marked(page, "C1")
    marked(page, "T1", kind="event-date", date="2031-03-11")
    marked(page, "A2", kind="outlet", outlet="The Other Wire")
    found = {c.kind: c for c in parsed(saved(page, tmp_path))}
    assert set(found) == {"speaker", "drop-statement", "reject", "event-date", "outlet"}
    assert found["speaker"].after == {"speaker": "Ilse Maren", "speaker_kind": "named"}
    assert found["speaker"].why == "she <b>said</b> it"
    texts = {r.article.id: r.article.text for r in summit().articles}
    anchors = [a for c in found.values() for a in c.anchors]
    assert all(texts[a.article][slice(*a.span)] == a.exact for a in anchors)
    assert found["reject"].subject_id in {c.id for c in summit().stories[0].conflicts}


def test_a_mark_shows_at_its_line_stays_and_can_be_removed(page: Any):
    marked(page, "S3", speaker="<img src=x onerror=alert(1)>")
    assert page.text_content("#S3 .mnote") == "Marked wrong: The speaker is wrong → <img src=x onerror=alert(1)>"
    page.reload()
    assert page.locator("#S3 .mnote").count() == 1
    assert page.text_content("#marks-count") == "1"
    page.keyboard.press("x")
    until(page, "document.getElementById('mark').open")
    assert page.input_value("#mark-speaker") == "<img src=x onerror=alert(1)>"
    page.click("#mark-remove")
    assert page.locator(".mnote").count() == 0
    assert not page.is_visible("#marks-save")


def test_a_mark_needs_a_name_and_another_answer_than_the_line_has(page: Any):
    marked(page, "S3", who="  ", speaker="Ilse Maren")
    assert "Your name is missing" in page.text_content("#mark-trouble")
    page.fill("#mark-who", "Ana")
    page.fill("#mark-speaker", "Tomas Dray")
    page.click("#mark-keep")
    assert "says already" in page.text_content("#mark-trouble")
    page.keyboard.press("Escape")
    until(page, "!document.getElementById('mark').open")
    assert focused(page) == "S3"
    assert page.locator(".mnote").count() == 0


def test_a_date_that_is_none_is_refused(page: Any):
    marked(page, "T1", kind="event-date", date="next week")
    assert "“next week” is not a date" in page.text_content("#mark-trouble")


def test_keys_of_the_page_rest_while_the_dialog_is_open(page: Any):
    page.goto(page.url + "#S3")
    page.keyboard.press("x")
    page.keyboard.press("j")
    assert page.evaluate("document.getElementById('mark').contains(document.activeElement)")


def test_x_on_a_line_of_the_first_screen_marks_the_finding_behind_it(page: Any):
    page.evaluate("[...document.querySelectorAll('.memo .item')].find(e => e.querySelector('a.lab')).focus()")
    label = page.evaluate("document.activeElement.querySelector('a.lab').textContent")
    page.keyboard.press("x")
    assert page.text_content("#mark-label") == label


def test_a_nested_statement_has_a_mark_of_its_own(page: Any):
    page.evaluate("document.querySelector('.nested .mk').click()")
    assert page.text_content("#mark-label") == page.evaluate("document.querySelector('.nested').id")


def test_marks_work_in_a_browser_that_keeps_nothing(chromium: Any, brief: str, tmp_path: Path):
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } });")
    page.goto(brief)
    marked(page, "S3", speaker="Ilse Maren")
    assert "save the marks before you close" in page.text_content("#said")
    assert [c.kind for c in parsed(saved(page, tmp_path))] == ["speaker"]
    context.close()


@pytest.mark.skipif(not AXE, reason="AXE_CORE_JS does not name axe.min.js")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_no_violation(chromium: Any, brief: str, scheme: str, viewport: dict[str, int]):
    context = chromium.new_context(viewport=viewport, color_scheme=scheme)
    page = context.new_page()
    page.goto(brief)
    page.evaluate(Path(str(AXE)).read_text("utf-8"))
    for opened in ("", "help", "mark"):
        if opened:
            page.evaluate("document.querySelectorAll('dialog[open]').forEach(d => d.close())")
            page.evaluate("document.getElementById('help').showModal()" if opened == "help" else MARK)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(v["impact"], v["id"], v["nodes"][0]["html"]) for v in found] == []
    context.close()
