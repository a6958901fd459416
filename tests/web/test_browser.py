"""What a person does, in a browser: the ten errands, keys, no script, no request elsewhere, no accessibility violation.

Needs Playwright and Chromium (`CHROMIUM`, by default /usr/bin/chromium); the audit needs axe-core (`AXE_CORE_JS`, the
path of axe.min.js). What is missing is skipped with its reason.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.options import RunOptions, WebOptions
from communique.web import create_app
from communique.web.tables import Ask

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
AXE = os.environ.get("AXE_CORE_JS")

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
uvicorn = pytest.importorskip("uvicorn", reason="the web extra is not installed")
if not CHROMIUM.exists():
    pytest.skip(f"no Chromium at {CHROMIUM}; set CHROMIUM", allow_module_level=True)

ARGS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 60_000  # milliseconds that a slow machine may take
REPORT = (
    "MERIDIA, June 3, 2031 (Osprey) - Envoy Dara Noll said on Tuesday that the ferry line would reopen by July 1.\n\n"
    '"We will not wait another winter," she told reporters.\n'
)


class Served:
    """A workspace of its own, served on a free port."""

    def __init__(self, folder: Path) -> None:
        self.app = create_app(folder, WebOptions(who="Mira", port=1, patience=60), RunOptions())
        config = uvicorn.Config(self.app, host="127.0.0.1", port=0, log_level="error")
        self.server = uvicorn.Server(config)
        threading.Thread(target=self.server.run, daemon=True).start()
        while not self.server.started:
            time.sleep(0.02)
        port = self.server.servers[0].sockets[0].getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        self.data = self.app.state.data


@pytest.fixture(scope="module")
def served(example_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("browser") / "lake talks"
    shutil.copytree(example_folder, folder)
    found = Served(folder)
    yield found
    found.server.should_exit = True


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, served: Served) -> Iterator[Any]:
    context = chromium.new_context(viewport=WIDE, base_url=served.base, accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.add_init_script("navigator.clipboard.writeText = t => { window.copied = t; return Promise.resolve(); };")
    page.troubles = []
    page.on("console", lambda message: page.troubles.append(message.text))
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.on("request", lambda r: page.troubles.append(r.url) if not r.url.startswith(served.base) else None)
    yield page
    assert page.troubles == []
    context.close()


def told(page: Any, words: str) -> None:
    page.wait_for_selector(f"#said:has-text('{words}')")


def rows(served: Served, table: str, order: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = served.data.rows(Ask(table), order)
    return found


def until(page: Any, what: Callable[[], Any]) -> Any:
    """What the server has come to hold, asked for until it holds it; None when it never does."""
    end = time.monotonic() + PATIENCE / 1000
    while not (found := what()) and time.monotonic() < end:
        page.wait_for_timeout(50)
    return found


def test_1_open_home_and_a_story(page: Any):
    page.goto("/")
    assert "8 articles" in page.text_content("main")
    page.click("main .rowline a.jump")
    assert page.text_content("main .kicker") == "Story"
    assert page.locator(".memo .line").count() > 3


def test_2_upload_and_see_it_read(page: Any, tmp_path: Path):
    (tmp_path / "ferry.txt").write_text(REPORT)
    page.goto("/jobs")
    page.set_input_files("#files", str(tmp_path / "ferry.txt"))
    page.click(".drop button")
    page.wait_for_selector(".jstate:has-text('done')", timeout=PATIENCE)
    assert "1 added" in page.text_content("main")
    page.click("main .history a")
    assert "We will not wait another winter" in page.text_content("article.text")


def test_3_from_a_statement_to_its_words_and_back(page: Any):
    page.goto("/statements")
    page.keyboard.press("j")
    page.keyboard.press("j")
    words = page.evaluate("document.activeElement.querySelector('.w').textContent")
    item = page.evaluate("document.activeElement.id")
    page.keyboard.press("o")
    page.wait_for_url(re.compile("/articles/"))
    lit = page.evaluate("[...document.querySelectorAll('.lit')].map(e => e.textContent)")
    assert "".join(words.split(" … ")).replace(" ", "") in "".join(lit).replace(" ", "")
    top = page.evaluate("document.getElementById('at').getBoundingClientRect().top")
    assert 0 <= top < 900
    page.click(f"sup.back a[href='/statements/{item}']")
    assert page.text_content("main .kicker") == "Statement"
    page.keyboard.press("b")
    page.wait_for_url(re.compile("/articles/"))


def test_4_filter_statements(page: Any, served: Served):
    page.goto("/statements")
    page.select_option("select[name=form]", "direct")
    page.click(".sift button")
    page.wait_for_url(re.compile("form=direct"))
    wanted = served.data.count(Ask("statements", equal={"form": "direct"}))
    assert page.locator("li.stmt").count() == wanted
    assert page.text_content(".shown") == f"{wanted} statements"


def test_5_change_a_speaker_by_keyboard_and_6_undo(page: Any, served: Served):
    row = next(r for r in rows(served, "statements", "newest") if r["speaker"])
    page.goto(f"/statements?rows=500#{row['id']}")
    page.keyboard.press("s")
    page.wait_for_selector("dialog[open] input[name=after]")
    page.keyboard.type("Ottla Brandt")
    page.keyboard.press("Enter")
    told(page, "Corrected.")
    assert page.text_content(f"#{row['id']} .who") == "Ottla Brandt"
    assert page.evaluate("document.activeElement.id") == row["id"]
    page.keyboard.press("u")
    told(page, "Undone.")
    assert "Ottla Brandt" not in page.text_content("main")


def test_7_merge_two_actors_by_keyboard(page: Any, served: Served):
    people = [a for a in rows(served, "actors", "busiest") if a["kind"] == "person"][:2]
    page.goto(f"/people?kind=person#{people[0]['id']}")
    page.keyboard.press("m")
    page.wait_for_selector("dialog[open] input[name=other]")
    page.keyboard.type(people[1]["name"])
    page.keyboard.press("Enter")
    told(page, "Merged.")
    names = [a for a in rows(served, "actors", "busiest") if a["name"] == people[0]["name"]]
    assert people[1]["name"] in names[0]["names"]
    page.keyboard.press("u")
    told(page, "Undone.")


def test_add_a_missed_statement_from_a_selection(page: Any, served: Served):
    article = rows(served, "articles", "newest")[0]["id"]
    page.goto(f"/articles/{article}")
    words = page.evaluate(
        """() => {
          const plain = p => !p.querySelector('mark, sup, .zl') && p.textContent.length > 40;
          const block = [...document.querySelectorAll('.text .par[data-n]')].find(plain);
          const range = document.createRange();
          range.selectNodeContents(block);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          return block.textContent;
        }"""
    )
    page.wait_for_selector("button.pick")
    page.keyboard.press("n")
    page.wait_for_function("document.activeElement.name === 'after'")
    assert page.input_value("#missed textarea").split()[:3] == words.split()[:3]
    page.keyboard.type("Vela Quorin")
    before = {c.id for c in served.data.corrections()}
    page.click("#missed button")
    page.wait_for_selector(".notice")
    [made] = [c for c in served.data.corrections() if c.id not in before]
    assert made.after["speaker"] == "Vela Quorin"
    fate = until(page, lambda: served.data.fates().get(made.id))
    assert fate, "it was never laid over the record"
    assert fate.outcome in ("applied", "restored"), fate
    assert "Vela Quorin" in {r["speaker"] for r in rows(served, "statements", "newest")}
    page.goto("/corrections")
    page.keyboard.press("u")
    told(page, "Undone.")


def test_change_the_words_of_a_statement_by_keyboard(page: Any, served: Served):
    row = next(r for r in rows(served, "statements", "newest") if len(r["spans"]) == 1 and len(r["text"].split()) > 8)
    words = " ".join(row["text"].split()[1:6])
    page.goto(f"/statements?rows=500#{row['id']}")
    page.keyboard.press("e")
    page.fill("dialog[open] textarea", words)
    page.click("dialog[open] button[type=submit]")
    told(page, "Corrected.")
    assert words in [" ".join(r["text"].split()) for r in rows(served, "statements", "newest")]
    page.keyboard.press("u")
    told(page, "Undone.")


def test_say_what_became_of_a_promise_by_keyboard(page: Any, served: Served):
    row = next(r for r in rows(served, "forward", "newest") if r["status"] == "open" and r["kind"] == "plan")
    page.goto(f"/promises?rows=500#{row['id']}")
    page.keyboard.press("w")
    page.select_option("dialog[open] select", "unclear")
    page.click("dialog[open] button[type=submit]")
    told(page, "Corrected.")
    assert served.data.one("forward", row["id"])["status"] == "unclear"
    page.keyboard.press("u")
    told(page, "Undone.")


def test_8_search(page: Any):
    page.goto("/help")
    page.keyboard.press("/")
    page.keyboard.type("levy")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=levy"))
    assert page.locator("mark.found").count() > 0
    page.click(".hitline a.jump")
    assert "levy" in page.text_content("#at + .lit").lower()


def test_9_reject_a_conflict_by_keyboard(page: Any, served: Served):
    row = rows(served, "conflicts", "gravest")[0]
    page.goto(f"/conflicts?between={row['between'].replace(' ', '+')}#{row['id']}")
    page.keyboard.press("r")
    told(page, "Rejected.")
    page.wait_for_selector(f"#{row['id']}", state="detached")
    page.keyboard.press("u")
    told(page, "Undone.")
    page.wait_for_selector(f"#{row['id']}")


def test_10_export(page: Any):
    page.goto("/export")
    with page.expect_download() as download:
        page.click("a[href='/export/json']")
    assert download.value.suggested_filename == "lake talks.json"
    assert Path(download.value.path()).read_bytes().startswith(b'{"')


def test_c_copies_the_words_with_their_source(page: Any, served: Served):
    row = next(r for r in rows(served, "statements", "newest") if r["form"] == "direct" and len(r["spans"]) == 1)
    page.goto(f"/statements?rows=500#{row['id']}")
    page.keyboard.press("c")
    copied = page.evaluate("window.copied")
    assert row["text"].strip('"“”') in copied
    assert " — " in copied
    assert row["outlet"] in copied


def test_keys_do_nothing_while_somebody_types_and_can_be_switched_off(page: Any):
    page.goto("/statements")
    page.focus("#find")
    page.keyboard.type("jsm?")
    assert page.input_value("#find") == "jsm?"
    page.goto("/help")
    page.uncheck("#keys-on")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "find"
    page.check("#keys-on")


def test_names_are_completed(page: Any, served: Served):
    name = rows(served, "actors", "busiest")[0]["name"]
    page.goto("/statements")
    page.fill("input[name=speaker]", name[:3])
    page.wait_for_selector("#people-list option", state="attached")
    options = page.evaluate("[...document.querySelectorAll('#people-list option')].map(o => o.value)")
    assert name in options


def test_everything_works_without_script(chromium: Any, served: Served):
    context = chromium.new_context(viewport=WIDE, java_script_enabled=False, base_url=served.base)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    row = next(r for r in rows(served, "statements", "newest") if r["speaker"])
    page.goto(f"/statements/{row['id']}")
    page.fill("form.fix input[name=after]", "Ottla Brandt")
    page.click("text=Change the speaker")
    assert "Corrected." in page.text_content(".notice")
    assert "Ottla Brandt" in page.text_content("h1")
    page.click(".notice button")
    assert "Undone." in page.text_content(".notice")
    page.goto("/conflicts")
    before = page.locator("li.conflict").count()
    page.click("li.conflict >> nth=0 >> button[name=reject]")
    assert "Rejected" in page.text_content(".notice")
    assert page.locator("li.conflict").count() == before - 1
    page.click(".notice button")
    context.close()


def addresses(served: Served) -> dict[str, str]:
    row = next(r for r in rows(served, "statements", "newest") if len(r["spans"]) > 1)
    story = served.data.stories()[0]["id"]
    return {
        "home": "/",
        "changes": "/changes?since=2031-01-01",
        "stories": "/stories",
        "story": f"/stories/{story}",
        "articles": "/articles",
        "article": f"/articles/{row['article']}?at={','.join(row['spans'])}",
        "statements": "/statements",
        "statement": f"/statements/{row['id']}",
        "people": "/people",
        "person": f"/people/{rows(served, 'actors', 'busiest')[0]['id']}",
        "positions": "/positions",
        "timeline": "/timeline",
        "event": f"/events/{rows(served, 'events', 'oldest')[0]['id']}",
        "conflicts": "/conflicts",
        "promises": "/promises",
        "sources": "/sources",
        "search": "/search?q=levy",
        "corrections": "/corrections",
        "jobs": "/jobs",
        "export": "/export",
        "help": "/help",
        "missing": "/nowhere",
    }


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_nothing_sticks_out_sideways(chromium: Any, served: Served, viewport: dict[str, int]):
    context = chromium.new_context(viewport=viewport, base_url=served.base)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    for name, address in addresses(served).items():
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], name
    context.close()


def test_on_a_phone_filters_fold_away_and_open_by_keyboard(chromium: Any, served: Served):
    context = chromium.new_context(viewport=PHONE, base_url=served.base)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sideways = """[...document.querySelectorAll('.sift, .sift *, .tabs ul, .sorts ul')]
      .filter(e => e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX))
      .map(e => e.className)"""
    for name in ("statements", "timeline", "conflicts", "promises", "positions", "people", "articles", "search"):
        page.goto(addresses(served)[name])
        assert page.locator(".sift .shown").is_visible(), name
        assert not page.locator(".sift label").first.is_visible(), name
        page.focus(".sift summary")
        page.keyboard.press("Enter")
        assert page.locator(".sift label").first.is_visible(), name
        assert page.evaluate(sideways) == [], name
        boxes = page.evaluate(
            "[...document.querySelectorAll('.sift label > *')].map(e => e.getBoundingClientRect().right)"
        )
        assert max(boxes) <= PHONE["width"], name
    page.goto("/statements?form=direct")
    assert "Form quoted" in page.text_content(".sift summary")
    page.focus(".sift summary")
    page.keyboard.press("Enter")
    page.get_by_label("Act").select_option("deny")
    page.click(".sift button")
    page.wait_for_url(re.compile("form=direct.*act=deny"))
    context.close()


@pytest.mark.skipif(not AXE, reason="AXE_CORE_JS does not name axe.min.js")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_no_violation(chromium: Any, served: Served, scheme: str, viewport: dict[str, int]):
    context = chromium.new_context(viewport=viewport, color_scheme=scheme, base_url=served.base)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    script = Path(str(AXE)).read_text("utf-8")
    for name, address in addresses(served).items():
        page.goto(address)
        page.evaluate(script)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(v["impact"], v["id"], v["nodes"][0]["html"]) for v in found] == [], name
    context.close()
