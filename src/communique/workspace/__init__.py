"""A workspace: one folder on disk that keeps articles, readings, the record, and what was done when."""

from communique.workspace.diff import Change, Diff
from communique.workspace.filters import TABLES, Filters
from communique.workspace.search import Hit, Hits
from communique.workspace.state import Run, Version
from communique.workspace.status import ArticleState
from communique.workspace.versions import TextChange
from communique.workspace.workspace import AddReport, Workspace

__all__ = [
    "TABLES",
    "AddReport",
    "ArticleState",
    "Change",
    "Diff",
    "Filters",
    "Hit",
    "Hits",
    "Run",
    "TextChange",
    "Version",
    "Workspace",
]
