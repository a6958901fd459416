"""A workspace: one folder on disk that keeps articles, readings, the record, and what was done when."""

from communique.workspace.filters import TABLES, Filters
from communique.workspace.state import Run, Version
from communique.workspace.workspace import AddReport, ArticleState, Workspace

__all__ = ["TABLES", "AddReport", "ArticleState", "Filters", "Run", "Version", "Workspace"]
