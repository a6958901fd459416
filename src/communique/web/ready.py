"""What costs most, made before anybody asks: after each run, the first page and the views of large stories."""

from __future__ import annotations

import time
from collections.abc import Callable

from communique.errors import CommuniqueError
from communique.web.asking import to_review
from communique.web.data import Data
from communique.web.front import front_of
from communique.web.storyview import overview_of, sources_of

_LARGE = 8  # articles; the views of smaller stories are made when they are asked for
_MOST = 500  # stories a run, the largest first
_REST = 0.02  # seconds between two stories, for the pages


def ready(data: Data, enough: Callable[[], bool]) -> None:
    """Make them, until `enough()`."""
    data.counts()
    data.failures()
    front_of(data)
    to_review(data)
    if enough():
        return
    data.names("", 1)
    large = sorted((s for s in data.stories() if s["articles"] >= _LARGE), key=lambda s: (-s["articles"], s["id"]))
    for story in large[:_MOST]:
        if enough():
            return
        try:
            overview_of(data, story["id"])
            sources_of(data, story["id"])
        except CommuniqueError:  # the page says what is wrong
            continue
        time.sleep(_REST)
