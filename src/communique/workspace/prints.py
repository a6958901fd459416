"""Fingerprints of values: what is the same need not be made or written again."""

from __future__ import annotations

import hashlib

from pydantic import BaseModel


def fingerprint(value: BaseModel) -> str:
    """A hash of a value's whole content."""
    return fingerprint_of(value.model_dump_json())


def fingerprint_of(text: str) -> str:
    """The fingerprint of the value that this is the JSON of."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
