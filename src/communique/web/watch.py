"""Keeps the pages' copy of the record current beside the pages, and what costs most ready before anybody asks."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

from communique.errors import CommuniqueError
from communique.lexicon.labels import words
from communique.web.data import Data
from communique.web.ready import ready
from communique.web.rendering import environment

_EVERY = 0.5  # seconds between two looks at the log of the workspace


class Watch:
    """One thread that notices runs of this server and of other processes."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self.made = -1  # the run after which everything is ready
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin; the pages have what they need when this returns."""
        environment_ready()
        with contextlib.suppress(CommuniqueError):  # pages say what is wrong with the workspace
            self._data.catch_up()
            self._data.watched = True
        self._stop.clear()
        self._thread = threading.Thread(target=self._run, name="communique-watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more; questions look for themselves again."""
        self._data.watched = False
        self._stop.set()
        if self._thread is not None:
            self._thread.join(2.0)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._look()
            except CommuniqueError:  # told by the page that meets it; tried again in a moment
                pass
            except Exception:  # a defect here must not leave pages with an old record: they look for themselves
                self._data.watched = False
            self._stop.wait(_EVERY)

    def _look(self) -> None:
        self._data.catch_up()
        self._data.watched = True
        if self.made != self._data.run:
            run = self._data.run
            ready(self._data, self._enough(run))
            self.made = run

    def _enough(self, run: int) -> Callable[[], bool]:
        return lambda: self._stop.is_set() or self._data.run != run or not self._data.is_current()


def environment_ready() -> None:
    """Load the words of pages and compile every template: the first page of a kind should cost what the second does."""
    words("form")
    for name in environment().list_templates(filter_func=lambda n: n.endswith(".j2")):
        with contextlib.suppress(Exception):  # one that only another imports needs not stand alone
            environment().get_template(name)
