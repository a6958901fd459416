"""Fixtures that several modules of workspace tests share."""

from __future__ import annotations

import pytest

from communique.workspace import update


@pytest.fixture
def made(monkeypatch):
    """How many stories each update made, after everything was read."""
    counted = []
    make = update.make_stories

    def counting(batches, options, corrections, total, engine):
        counted.append(total)
        return make(batches, options, corrections, total, engine)

    monkeypatch.setattr(update, "make_stories", counting)
    return counted
