"""How common a word stem is in news and releases, so that weights do not depend on what else lies in the folder.

The table holds no words: 32,768 counts of documents, one a hash bucket, on a logarithmic scale of one byte. It is made
by `training/background_frequencies.py`.
"""

from __future__ import annotations

import math
import zlib
from functools import cache
from importlib.resources import files

BUCKETS = 32768
DOCUMENTS = 2865
"""Documents that were counted."""
_STEP = 20.0


def bucket_of(stem: str) -> int:
    """The bucket of a stem; CRC-32, so that it is the same on every machine."""
    return zlib.crc32(stem.encode("utf-8", "surrogatepass")) % BUCKETS


def encode(count: int) -> int:
    """A count as one byte."""
    return min(255, round(_STEP * math.log1p(count)))


def background_count(stem: str) -> float:
    """In about how many of the counted documents the stem stands."""
    return math.expm1(_table()[bucket_of(stem)] / _STEP)


@cache
def _table() -> bytes:
    return files("communique.link").joinpath("data", "background.bin").read_bytes()
