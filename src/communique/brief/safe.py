"""What leaves a template: every value visible, unless it is markup of ours. Escaping is autoescape's job."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from communique.record.shown import visible


def shown(value: Any) -> Any:
    """The `finalize` of the page's templates: what is not markup of ours goes out visible."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return "" if value is None else value
    return visible(value)
