"""Canonical JSON: the same value gives the same bytes (sorted keys, floats of 4 digits, UTF-8)."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from communique.record.record import Record


def plain(value: BaseModel) -> dict[str, Any]:
    """The model as plain JSON values, floats rounded to 4 digits."""
    return _rounded(value.model_dump(mode="json"))  # type: ignore[no-any-return]


def canonical_json(value: BaseModel, *, indent: int | None = None) -> str:
    """Canonical JSON text of a record value, without a final newline."""
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, indent=indent, separators=separators)


def json_schema() -> dict[str, Any]:
    """JSON Schema of a record, generated from the models (checked in as docs/reference/record.schema.json)."""
    return Record.model_json_schema(mode="serialization")


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4) + 0.0  # + 0.0 turns -0.0 into 0.0
    if isinstance(value, dict):
        return {k: _rounded(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_rounded(v) for v in value]
    return value
