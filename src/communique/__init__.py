"""Communique: many reports of the same events in, one evidence-linked record out.

The public names are those of `__all__`. They are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.brief import render_html, render_markdown
    from communique.errors import (
        CommuniqueError,
        EvidenceError,
        InputError,
        LanguageError,
        ModelError,
        TooLongError,
        UndecodableError,
        UsageError,
        WorkspaceError,
    )
    from communique.example import example_dir
    from communique.options import (
        BriefOptions,
        CompareOptions,
        ExportOptions,
        IngestOptions,
        LinkOptions,
        ReadOptions,
        RunOptions,
    )
    from communique.record import (
        Actor,
        Article,
        Conflict,
        Evidence,
        Failure,
        Reading,
        Record,
        SharedFact,
        Statement,
        Story,
        canonical_json,
        json_schema,
    )
    from communique.run import Progress, compile_record, read_all, stream, write_export
    from communique.workspace import Workspace

_HOME = {
    "brief": ("render_html", "render_markdown"),
    "errors": (
        "CommuniqueError",
        "EvidenceError",
        "InputError",
        "LanguageError",
        "ModelError",
        "TooLongError",
        "UndecodableError",
        "UsageError",
        "WorkspaceError",
    ),
    "example": ("example_dir",),
    "options": (
        "BriefOptions",
        "CompareOptions",
        "ExportOptions",
        "IngestOptions",
        "LinkOptions",
        "ReadOptions",
        "RunOptions",
    ),
    "record": (
        "Actor",
        "Article",
        "Conflict",
        "Evidence",
        "Failure",
        "Reading",
        "Record",
        "SharedFact",
        "Statement",
        "Story",
        "canonical_json",
        "json_schema",
    ),
    "run": ("Progress", "compile_record", "read_all", "stream", "write_export"),
    "workspace": ("Workspace",),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "Actor",
    "Article",
    "BriefOptions",
    "CommuniqueError",
    "CompareOptions",
    "Conflict",
    "Evidence",
    "EvidenceError",
    "ExportOptions",
    "Failure",
    "IngestOptions",
    "InputError",
    "LanguageError",
    "LinkOptions",
    "ModelError",
    "Progress",
    "ReadOptions",
    "Reading",
    "Record",
    "RunOptions",
    "SharedFact",
    "Statement",
    "Story",
    "TooLongError",
    "UndecodableError",
    "UsageError",
    "Workspace",
    "WorkspaceError",
    "canonical_json",
    "compile_record",
    "example_dir",
    "json_schema",
    "read_all",
    "render_html",
    "render_markdown",
    "stream",
    "write_export",
]


def __getattr__(name: str) -> Any:
    """The public name, from the module that defines it."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'communique' has no attribute {name!r}")
    return getattr(importlib.import_module(f"communique.{_MODULE_OF[name]}"), name)


def __dir__() -> list[str]:
    """The public names."""
    return [*__all__]
