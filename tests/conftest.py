"""What several folders of tests need: the shared corpora, which not every machine has."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("communique", deadline=None)  # a busy machine is no failure: no test asserts a time
settings.load_profile("communique")
ROOT = Path(__file__).resolve().parent.parent


def shared_folder() -> Path | None:
    """The folder `shared` beside the checkout, or where COMMUNIQUE_SHARED says; None when it is not there."""
    given = os.environ.get("COMMUNIQUE_SHARED")
    place = Path(given) if given else ROOT.parent / "shared"
    return place if (place / "data").is_dir() else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if shared_folder() is not None:
        return
    skip = pytest.mark.skip(reason="needs the folder `shared` beside the checkout (or COMMUNIQUE_SHARED)")
    for item in items:
        if "shared" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared`; a test that asks for it carries the marker `shared`."""
    place = shared_folder()
    assert place is not None
    return place


@pytest.fixture
def fake_stages(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The run with a reader of a few lines (in this process only)."""
    import communique.read
    from communique.run import build
    from tests.fakes import FakeReader

    build._reader.cache_clear()
    monkeypatch.setattr(communique.read, "load_reader", lambda _options: FakeReader(), raising=False)
    yield
    build._reader.cache_clear()
