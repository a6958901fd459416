"""A workspace of the bundled example, read once a session; tests that change it get a copy of their own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the web extra is not installed")
pytest.importorskip("httpx", reason="Starlette's test client needs httpx")

from starlette.testclient import TestClient

from communique.example import example_dir
from communique.options import CompareOptions, RunOptions, WebOptions
from communique.web import create_app
from communique.web.tables import Ask
from communique.workspace import Workspace

NOW = "2031-12-01T09:00:00Z"
BASE = "http://127.0.0.1:8765"
ORDER = {
    "articles": "newest", "statements": "newest", "actors": "busiest", "events": "oldest", "positions": "issue",
    "conflicts": "gravest", "forward": "oldest",
}  # fmt: skip


class Site(TestClient):
    """A client with what tests ask for again and again."""

    @property
    def data(self) -> Any:
        return self.app.state.data  # type: ignore[attr-defined]

    def csrf(self) -> str:
        return str(self.get("/api/session").json()["csrf"])

    def rows(self, table: str) -> list[dict[str, Any]]:
        return list(self.data.rows(Ask(table), ORDER[table]))

    def fill(self, path: str, /, **fields: str) -> Any:
        return self.post(path, data={"csrf": self.csrf(), **fields}, follow_redirects=False)

    def told(self, path: str, /, **fields: str) -> Any:
        answer = self.post(path, data={"csrf": self.csrf(), **fields}, headers={"accept": "application/json"})
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "lake talks"
    workspace = Workspace.create(folder, NOW)
    issues = example_dir() / "issues.yaml"
    workspace.add([str(example_dir() / "reports")], RunOptions(compare=CompareOptions(issues=issues)), None, NOW)
    return folder


def site_of(folder: Path, options: WebOptions | None = None, **more: Any) -> Site:
    clock: Callable[[], str] = more.pop("clock", lambda: NOW)
    app = create_app(
        folder,
        options or WebOptions(who="Mira", patience=120),
        RunOptions(),
        clock=clock,
        secret=b"fixed for the tests",
    )
    return Site(app, base_url=BASE, **more)


@pytest.fixture(scope="session")
def site(example_folder: Path) -> Site:
    """For looking only."""
    return site_of(example_folder)


@pytest.fixture
def own(example_folder: Path, tmp_path: Path) -> Iterator[Site]:
    """For changing things."""
    folder = tmp_path / "own"
    shutil.copytree(example_folder, folder)
    with site_of(folder) as client:
        yield client


def links(html: str) -> set[str]:
    """Every address of this server that a page links, without its fragment."""
    found = re.findall(r'(?:href|action|src)="(/[^"]*)"', html)
    return {link.replace("&amp;", "&").partition("#")[0] for link in found}
