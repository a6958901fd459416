"""The bundled example: eight reports on an invented summit, the issues to compare them by, and their gold."""

from __future__ import annotations

from pathlib import Path

__all__ = ["example_dir"]


def example_dir() -> Path:
    """The folder of the example, with `reports/`, `issues.yaml` and `gold.json`. Nothing in it is ever written."""
    return Path(__file__).resolve().parent
