"""What pages say of a whole story, kept until the story or a reading in it changes: made once, not once a run."""

from __future__ import annotations

import json
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

Stamp = tuple[str, ...]
_MOST = 100_000_000  # bytes that are kept, packed


class Views:
    """Views by kind and story, each with the stamp of what it was made of."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, str], tuple[Stamp, bytes]] = OrderedDict()
        self._size = 0

    def get(self, kind: str, story: str, stamp: Stamp, make: Callable[[], Any]) -> Any:
        """The view; `make()`, a value that JSON can hold, when there is none of that stamp."""
        key = (kind, story)
        with self._lock:
            found = self._kept.get(key)
            if found is not None and found[0] == stamp:
                self._kept.move_to_end(key)
        if found is not None and found[0] == stamp:
            return json.loads(zlib.decompress(found[1]))
        made = json.dumps(make(), ensure_ascii=False, separators=(",", ":"))
        packed = zlib.compress(made.encode("utf-8", "surrogatepass"), 1)
        with self._lock:
            former = self._kept.pop(key, None)
            self._size += len(packed) - (len(former[1]) if former else 0)
            self._kept[key] = (stamp, packed)
            while self._size > _MOST and len(self._kept) > 1:
                _, (_, gone) = self._kept.popitem(last=False)
                self._size -= len(gone)
        return json.loads(made)
