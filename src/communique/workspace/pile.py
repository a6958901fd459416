"""Stories put aside until they are written: any number of them in bounded memory."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator

from communique.errors import WorkspaceError
from communique.record import Story

_IN_MEMORY = 32 * 1024 * 1024


class Pile:
    """Stories in the order in which they were put on it. Beyond some megabytes they lie in a temporary file.

    `articles` says for every story which articles it has.
    """

    def __init__(self, stories: Iterable[Story] = ()) -> None:
        self.articles: dict[str, tuple[str, ...]] = {}
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it goes with the pile
        for story in stories:
            self.put(story)

    def put(self, story: Story) -> None:
        """One more story. WorkspaceError when there is no room for it."""
        self.articles[story.id] = story.articles
        try:
            self._file.seek(0, 2)
            pickle.dump(story, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        except OSError as error:
            raise WorkspaceError(
                f"stories could not be kept in a temporary file ({error}); set TMPDIR to a folder with more space"
            ) from error

    def __len__(self) -> int:
        return len(self.articles)

    def __iter__(self) -> Iterator[Story]:
        self._file.seek(0)
        for _ in range(len(self.articles)):
            story: Story = pickle.load(self._file)
            yield story
