"""The record that the exports are tried on: the synthetic summit of the brief's tests, with what a calendar needs."""

from __future__ import annotations

import pytest

from communique.record import Record
from tests.brief.fixture import summit


@pytest.fixture(scope="session")
def record() -> Record:
    return summit()
