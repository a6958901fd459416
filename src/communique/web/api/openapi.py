"""The OpenAPI 3.1 document, made from the list of operations and the models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from communique.web.api.models import ErrorAnswer

_REF = "#/components/schemas/{model}"
_ERRORS = {
    "400": "A value cannot be meant; `error` names it.",
    "401": "The server asks for its token.",
    "403": "The CSRF token is missing, or the request came from another site.",
    "404": "There is no such thing in this workspace.",
    "409": "Another change of the workspace is under way; try again later.",
    "413": "More was sent than the server takes.",
    "415": "The body is not of the type that is asked for.",
    "421": "The server does not answer to that host name.",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value of the query or the path."""

    name: str
    schema: dict[str, Any]
    about: str
    where: str = "query"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing the API does."""

    method: str
    path: str
    name: str
    about: str
    answer: type[BaseModel] | None
    parameters: Sequence[Parameter] = ()
    body: type[BaseModel] | None = None
    files: bool = False
    status: int = 200
    errors: Sequence[int] = field(default=(400,))


def document(operations: Sequence[Operation], version: str) -> dict[str, Any]:
    """The whole document."""
    models = {m for o in operations for m in (o.answer, o.body) if m is not None} | {ErrorAnswer}
    ordered = sorted(models, key=lambda m: m.__name__)
    _, schemas = models_json_schema([(m, "validation") for m in ordered], ref_template=_REF)
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Communique workspace",
            "version": version,
            "description": "The workspace as JSON: the same rows as the pages, corrections, uploads. "
            "Writes need the cookie and the X-CSRF-Token of /api/session, or `Authorization: Bearer` with the "
            "server's token when it has one.",
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {
                "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token"},
                "bearer": {"type": "http", "scheme": "bearer"},
            },
        },
    }


def _operation(operation: Operation) -> dict[str, Any]:
    errors = {*operation.errors, 421, 401} | ({403, 409, 413, 415} if operation.method != "GET" else set())
    out: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.about,
        "parameters": [_parameter(p) for p in operation.parameters],
        "responses": {
            str(operation.status): {"description": "Done."} | _content(operation.answer),
            **{str(code): {"description": _ERRORS[str(code)]} | _content(ErrorAnswer) for code in sorted(errors)},
        },
    }
    if operation.method != "GET":
        out["security"] = [{"csrf": []}, {"bearer": []}]
    if operation.body is not None:
        out["requestBody"] = {"required": True} | _content(operation.body)
    if operation.files:
        files = {"type": "array", "minItems": 1, "items": {"type": "string", "format": "binary"}}
        schema = {
            "type": "object",
            "properties": {"files": files},
            "required": ["files"],
            "additionalProperties": False,
        }
        out["requestBody"] = {"required": True, "content": {"multipart/form-data": {"schema": schema}}}
    return out


def _content(model: type[BaseModel] | None) -> dict[str, Any]:
    schema = {"$ref": _REF.format(model=model.__name__)} if model else {"type": "object"}
    return {"content": {"application/json": {"schema": schema}}}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": parameter.where,
        "required": parameter.required,
        "description": parameter.about,
        "schema": parameter.schema,
    }
