"""What corrections are about, looked up in a workspace (see `asked.Source`)."""

from __future__ import annotations

from typing import Any

from communique.errors import UsageError
from communique.record import Reading, Story
from communique.workspace.filters import Filters
from communique.workspace.schema import TABLES
from communique.workspace.workspace import Workspace


class Subjects:
    """Rows, stories and readings of a workspace by id."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._stories: dict[str, Story] = {}

    def one(self, table: str, row_id: str) -> dict[str, Any]:
        """A row of a table; UsageError if there is none."""
        columns = ", ".join(f'"{c.name}"' for c in TABLES[table].columns)
        with self._workspace.database().reading() as db:
            found = db.execute(f'SELECT {columns} FROM "{table}" WHERE id = ?', [row_id])
            names = [column[0] for column in found.description]
            row = found.fetchone()
        if row is None:
            raise UsageError(f"{self._workspace.path} has no {table.removesuffix('s')} {row_id}")
        return dict(zip(names, row, strict=True))

    def story(self, story_id: str) -> Story:
        """A story; UsageError if there is none."""
        if story_id not in self._stories:
            self._stories[story_id] = self._workspace.story(story_id)
        return self._stories[story_id]

    def story_with(self, finding_id: str) -> str:
        """Id of the story that has a finding of that id; UsageError if there is none."""
        found = self._workspace.database().story_with(finding_id)
        if found is None:
            raise UsageError(f"{self._workspace.path} has no finding {finding_id}")
        return found

    def reading(self, article_id: str) -> Reading:
        """A reading; UsageError if there is none."""
        return self._workspace.reading(article_id)

    def statements_of(self, story_id: str, speaker: str) -> list[str]:
        """Ids of the statements of a story whose speaker has that very name."""
        rows = self._workspace.rows("statements", Filters(story=story_id))
        return [row["id"] for row in rows if row["speaker"] == speaker]
