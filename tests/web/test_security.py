"""Who may ask, who may write, and what no article, title, file name or correction can do to a page."""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.routing import Route

from communique.errors import UsageError
from communique.options import RunOptions, WebOptions
from communique.web import create_app
from communique.web.security import POLICY, is_loopback, local_path
from communique.workspace import Workspace

from .conftest import BASE, NOW, Site, site_of

TOKEN = "a token of enough letters"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "</title></textarea></script><svg/onload=alert(1)>",
    "\u202egnp.exe\u2066",
    "\x1b[31m",
]


def test_every_answer_carries_the_policy(site: Site):
    for path in ("/", "/statements", "/nowhere", "/api/session", "/export/json", "/corrections.json"):
        headers = site.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in POLICY
    assert "unsafe" not in POLICY


def test_no_page_has_inline_script_or_style(site: Site):
    for path in ("/", "/statements", "/timeline", "/positions", "/jobs", "/help", "/sources"):
        page = site.get(path).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page, re.IGNORECASE)
        assert re.findall(r"<script[^>]*>", page) == re.findall(
            r'<script src="/static/web\.[0-9a-f]{12}\.js" defer>', page
        )
        assert not re.findall(r'(?:src|action)="(?!/)', page)


def test_static_files_are_cached_under_their_hash_and_nothing_else_is_served(site: Site):
    path = re.search(r'href="(/static/web\.[0-9a-f]{12}\.css)"', site.get("/").text)[1]  # type: ignore[index]
    answer = site.get(path)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/css")
    for wrong in ("/static/../app.py", "/static/%2e%2e%2fapp.py", "/static/..%5capp.py", "/static/web.css", "/static/"):
        assert site.get(wrong).status_code == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8765", "", "localhost.evil", "[::2]"]
)
def test_another_host_name_is_not_answered(site: Site, host: str):
    assert site.get("/", headers={"host": host}).status_code == 421
    assert site.get("/api/session", headers={"host": host}).json()["error"]


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST", "[::1]:8765"])
def test_the_names_of_this_machine_are(site: Site, host: str):
    assert site.get("/help", headers={"host": host}).status_code == 200


def post_routes(site: Site) -> list[str]:
    return [r.path for r in site.app.routes if isinstance(r, Route) and r.methods and "POST" in r.methods]  # type: ignore[attr-defined]


def test_every_write_asks_for_the_csrf_token(own: Site):
    paths = post_routes(own)
    assert {"/corrections", "/upload", "/who", "/api/corrections", "/api/jobs"} <= set(paths)
    row = own.rows("statements")[0]
    fields = {"kind": "accept", "subject": "statement", "subject_id": row["id"], "who": "x"}
    for path in paths:
        for token in ({}, {"csrf": ""}, {"csrf": "0" * 64}):
            assert own.post(path, data=fields | token).status_code == 403, path
            assert own.post(path, json=fields, headers={"x-csrf-token": token.get("csrf", "")}).status_code == 403, path
    assert own.delete("/api/corrections/x").status_code == 403
    assert own.data.corrections() == []


def test_a_token_of_another_session_does_not_do(own: Site):
    stolen = own.csrf()
    other = site_of(own.data.folder)
    other.get("/")
    assert other.post("/who", data={"csrf": stolen, "who": "x"}, follow_redirects=False).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
def test_a_write_from_another_site_is_refused_even_with_the_token(own: Site, headers: dict[str, str]):
    assert own.post("/who", data={"csrf": own.csrf(), "who": "x"}, headers=headers).status_code == 403


def test_cookies_are_out_of_reach_of_script_and_other_sites(example_folder: Path):
    answer = site_of(example_folder).get("/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_no_form_leads_to_another_site(own: Site):
    for there in (
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\r\nX: y",
        "/\tx",
    ):
        answer = own.fill("/who", who="x", next=there)
        assert answer.headers["location"].startswith("/help?"), there
    assert local_path("/a?b=c#d") == "/a?b=c#d"


def test_other_machines_are_let_in_with_a_token_only(example_folder: Path):
    with pytest.raises(UsageError, match="--token"):
        create_app(example_folder, WebOptions(host="0.0.0.0"))
    with pytest.raises(UsageError, match="16"):
        create_app(example_folder, WebOptions(host="0.0.0.0", token="short"))
    site = site_of(example_folder, WebOptions(host="0.0.0.0", token=TOKEN))
    headers = {"host": "192.168.7.7:8765"}
    for path in ("/", "/api/statements", "/export/json", "/static/x", "/?token=wrong"):
        assert site.get(path, headers=headers).status_code == 401
    assert site.get("/", headers={"host": "evil.example"}).status_code == 421
    answer = site.get("/statements", params={"token": TOKEN, "form": "direct"}, headers=headers, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/statements?form=direct"
    assert TOKEN not in answer.headers["location"]
    cookie = answer.headers["set-cookie"].split(";")[0]
    assert site.get("/", headers=headers | {"cookie": cookie}).status_code == 200


def test_a_program_gives_the_token_as_bearer_and_needs_no_csrf(own: Site):
    site = site_of(own.data.folder, WebOptions(token=TOKEN))
    row = own.rows("statements")[0]
    body = {"kind": "accept", "subject": "statement", "subject_id": row["id"]}
    wrong = site.post("/api/corrections", json=body, headers={"authorization": "Bearer nothing of the kind"})
    right = site.post("/api/corrections", json=body, headers={"authorization": f"Bearer {TOKEN}"})
    assert (wrong.status_code, right.status_code) == (401, 201)


def test_the_redirect_after_the_token_stays_here(example_folder: Path):
    site = site_of(example_folder, WebOptions(token=TOKEN))
    answer = site.get("//evil.example/x", params={"token": TOKEN}, follow_redirects=False)
    assert not answer.headers.get("location", "/").startswith("//")


def test_which_addresses_are_this_machine():
    assert all(map(is_loopback, ["127.0.0.1", "localhost", "::1", "127.8.8.8"]))
    assert not any(map(is_loopback, ["0.0.0.0", "::", "192.168.0.1", "example.org", ""]))


def test_a_body_that_is_too_long_is_refused(own: Site):
    token = {"x-csrf-token": own.csrf()}
    long = b'{"kind":"' + b"x" * 1_100_000 + b'"}'
    headers = token | {"content-type": "application/json"}
    assert own.post("/api/corrections", content=long, headers=headers).status_code == 413

    def chunks():
        for _ in range(20):
            yield b"x" * 100_000

    assert own.post("/api/corrections", content=chunks(), headers=headers).status_code == 413


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Articles whose every field attacks, with corrections that do, too."""
    root = tmp_path_factory.mktemp("hostile")
    lines = []
    for number, bad in enumerate(HOSTILE):
        text = (
            f"The envoy met the minister of {bad} on Tuesday.\n\n"
            f'"We will never sign {bad}," Foreign Minister Ada Brel said. "{bad} is an insult," said Otto Lund of {bad}.\n\n'
            f"Brel promised to release 40 prisoners by June {number + 1}, 2031. {bad}"
        )
        lines.append(
            json.dumps({"text": text, "title": f"Talks {bad}", "outlet": f"Outlet {bad}", "author": bad,
                        "url": f"https://news.example/{bad}", "published": "2031-05-14", "id": bad})
        )  # fmt: skip
    (root / "a<b>&'.jsonl").write_text("\n".join(lines), encoding="utf-8", errors="surrogatepass")
    Workspace.create(root / "ws <i>", NOW).add([str(root / "a<b>&'.jsonl")], RunOptions(), None, NOW)
    return site_of(root / "ws <i>", WebOptions(who="<b>Mira</b>"))


class Markup(HTMLParser):
    """Collects what a page must not hold as markup."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in ("img", "base", "iframe", "object", "embed", "style"):
            self.wrong.append(tag)
        if tag == "textarea" and values.get("name") != "words":
            self.wrong.append(tag)
        if tag == "script" and not re.fullmatch(r"/static/web\.[0-9a-f]{12}\.js", values.get("src", "")):
            self.wrong.append("script")
        self.wrong += [f"{tag} {name}" for name in values if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            address = values.get(name, "/")
            if not re.match(r"(/(?!/)|#|https://news\.example/)", address):
                self.wrong.append(f"{name}={address}")


def attacks(page: str) -> list[str]:
    """What of the hostile strings stands in a page as markup, or unseen, rather than as words."""
    parser = Markup()
    parser.feed(page)
    unseen = re.findall("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f]", page)
    return parser.wrong + unseen + (["49"] if "minister of 49" in page else [])


def test_the_check_for_attacks_sees_them():
    assert attacks("<p>fine</p>") == []
    for bad in HOSTILE[:2] + HOSTILE[5:]:
        assert attacks(f"<p>{bad}</p>"), bad
    assert attacks(f"<a href='{HOSTILE[2]}'>")
    assert attacks(f'<a href="{HOSTILE[3]}">')


def test_articles_titles_and_outlets_stay_words(hostile_site: Site):
    paths = ["/", "/articles", "/statements", "/people", "/positions", "/timeline", "/conflicts", "/promises", "/sources",
             "/stories", "/search?q=insult", "/changes?since=2000", "/export"]  # fmt: skip
    for table, path in (
        ("articles", "/articles"),
        ("statements", "/statements"),
        ("actors", "/people"),
        ("forward", "/promises"),
    ):
        paths += [f"{path}/{row['id']}" for row in hostile_site.rows(table)]
    paths += [f"/stories/{story['id']}" for story in hostile_site.data.stories()]
    assert len(paths) > 30
    for path in paths:
        answer = hostile_site.get(path)
        assert answer.status_code == 200, path
        assert attacks(answer.text) == [], path


def test_corrections_questions_and_names_stay_words(hostile_site: Site):
    row = hostile_site.rows("statements")[0]
    for bad in HOSTILE[:6]:
        fields = {"subject": "statement", "subject_id": row["id"], "why": bad}
        hostile_site.fill("/corrections", kind="speaker", after=bad, **fields)
        hostile_site.fill("/who", who=bad, next="/help")
        for path in ("/corrections", f"/statements/{row['id']}", "/help", "/statements"):
            assert attacks(hostile_site.get(path).text) == [], (bad, path)
        for query in ("q", "text", "speaker", "at", "told", "since", "next", "page"):
            for path in ("/search", "/statements", "/changes", f"/articles/{row['article']}"):
                assert attacks(hostile_site.get(path, params={query: bad}).text) == [], (bad, path, query)


def test_hostile_words_are_shown_whole(hostile_site: Site):
    page = html.unescape(hostile_site.get("/articles").text)
    for bad in HOSTILE[:6]:
        assert f"Talks {bad}" in page


def test_addresses_of_articles_are_links_only_if_they_are_web_addresses(hostile_site: Site):
    page = hostile_site.get("/articles").text
    for link in re.findall(r'class="ext" href="([^"]*)"', page):
        assert re.fullmatch(r"https://news\.example/[^<>\"' ]*", html.unescape(link))


def test_a_defect_is_told_without_its_inside(own: Site, monkeypatch: pytest.MonkeyPatch):
    site = site_of(own.data.folder, raise_server_exceptions=False)
    monkeypatch.setattr(site.data, "stories", lambda: 1 / 0)
    answer = site.get("/stories")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert BASE not in answer.text
