"""A request's query and path against the parameters that its operation declares: what is declared is what is taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from communique.web.api.openapi import Parameter


def check(request: Request, parameters: Sequence[Parameter]) -> None:
    """HTTPException 400 that names the first value which does not fit, or is not asked for, or is missing."""
    known = {p.name: p for p in parameters if p.where == "query"}
    for name in request.query_params:
        if name not in known:
            _refuse(f"{name[:40]} is not asked for here; there are {', '.join(known) or 'no parameters'}")
    for parameter in parameters:
        in_path = parameter.where == "path"
        given = [request.path_params[parameter.name]] if in_path else request.query_params.getlist(parameter.name)
        if parameter.required and not given:
            _refuse(f"{parameter.name} is missing: {parameter.about}")
        if len(given) > 1:
            _refuse(f"{parameter.name} is given {len(given)} times")
        for value in given:
            problem = _problem(value, parameter.schema)
            if problem:
                _refuse(f"{parameter.name}={value[:40]} {problem}")


def _problem(value: str, schema: dict[str, Any]) -> str:
    if schema["type"] == "integer":
        low, high = schema["minimum"], schema["maximum"]
        fits = re.fullmatch(r"\d{1,9}", value, re.ASCII) and low <= int(value) <= high
        return "" if fits else f"is no whole number from {low} to {high}"
    if not schema.get("minLength", 0) <= len(value) <= schema["maxLength"]:
        return f"is longer than {schema['maxLength']} characters, or empty"
    if not re.search(schema["pattern"], value, re.ASCII):
        return f"does not fit {schema['pattern']}"
    return ""


def _refuse(words: str) -> None:
    raise HTTPException(400, words)
