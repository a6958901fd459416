"""Whole lines that say who wrote, and headings that only look like it."""

from __future__ import annotations

import pytest

from communique.ingest.zones.bylines import is_byline


@pytest.mark.parametrize("line", ["Orla Teck, Says Harbour News", "Orla Teck, according to Harbour News"])
def test_a_verb_where_a_role_would_stand_makes_a_heading(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize("line", ["Orla Teck, Harbour News Correspondent", "By Orla Teck, Harbour News"])
def test_a_name_with_a_role_or_after_by_is_a_byline(line: str) -> None:
    assert is_byline(line)
