"""What a table for the eye says in its columns."""

from __future__ import annotations

import pytest

from communique.cli.tables import _who


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ({"speaker": "Ana Kovar", "speaker_kind": "named"}, "Ana Kovar"),
        ({"speaker": None, "speaker_description": "an aide", "speaker_kind": "unnamed"}, "(an aide)"),
        ({"speaker": None, "speaker_description": None, "speaker_kind": "unknown"}, "(unknown)"),
        ({"name": "talks"}, None),
    ],
)
def test_who_spoke_is_never_an_empty_cell(row: dict[str, str | None], shown: str | None) -> None:
    assert _who(row) == shown
