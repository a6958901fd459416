"""What the user says about an article: fields of a JSON line or of a sidecar file. It wins over what is found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from communique.ingest.dates import parse_date
from communique.ingest.decode import mend_surrogates
from communique.record.article import Genre

SIDECAR_SUFFIX = ".meta.json"
FOLDER_SIDECAR = "meta.json"
_GENRES = get_args(Genre)


@dataclass(frozen=True, slots=True)
class About:
    """What can be said about an article, by whoever says it."""

    title: str | None = None
    outlet: str | None = None
    original_outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Given(About):
    """Metadata from the user; `where` names the file (or "json") it stands in, `notes` what could not be used."""

    id: str | None = None
    genre: Genre | None = None
    where: str = ""
    notes: tuple[str, ...] = ()

    def shared(self) -> Given:
        """What can be true of every article of a file that holds several; a note for what cannot."""
        single = [name for name in ("title", "published", "url", "id") if getattr(self, name)]
        note = f"{self.where}: {', '.join(single)} cannot be that of every article of the file; ignored"
        return Given(
            outlet=self.outlet,
            original_outlet=self.original_outlet,
            authors=self.authors,
            genre=self.genre,
            where=self.where,
            notes=(*self.notes, note) if single else self.notes,
        )


def given_from(fields: Mapping[str, Any], where: str) -> Given:
    """The known fields of a JSON object; a value of the wrong type or a date that cannot be read becomes a note."""
    notes: list[str] = []
    texts = {name: _text(fields, name, where, notes) for name in ("title", "outlet", "original_outlet", "url")}
    written = _text(fields, "published", where, notes) or _text(fields, "date", where, notes)
    published = parse_date(written) if written else None
    if written and not published:
        notes.append(f"{where}: published {written!r} is no ISO 8601, EDTF or RFC 2822 date; ignored")
    genre = _text(fields, "genre", where, notes)
    if genre and genre not in _GENRES:
        notes.append(f"{where}: genre {genre!r} is none of {', '.join(_GENRES)}; ignored")
    return Given(
        **texts,
        authors=_authors(fields, where, notes),
        published=published,
        id=_identifier(fields),
        genre=next((g for g in _GENRES if g == genre), None),
        where=where,
        notes=tuple(notes),
    )


def sidecar_of(file: Path, folder_sidecar: Mapping[str, Any] | str | None) -> Given:
    """What the sidecars beside `file` say: NAME.meta.json first, then the folder's meta.json (already read)."""
    own = Given()
    for name in (file.stem + SIDECAR_SUFFIX, file.name + SIDECAR_SUFFIX):
        read = read_sidecar(file.with_name(name))
        if isinstance(read, str):
            own = replace(own, notes=(*own.notes, read))
        elif read is not None:
            own = given_from(read, name)
    if isinstance(folder_sidecar, str):
        return replace(own, notes=(*own.notes, folder_sidecar))
    entry = (folder_sidecar or {}).get(file.name)
    if isinstance(entry, dict):
        return merge(own, given_from(entry, FOLDER_SIDECAR))
    if entry is not None:
        return replace(own, notes=(*own.notes, f"{FOLDER_SIDECAR}: the entry {file.name!r} is no object; ignored"))
    return own


def read_sidecar(path: Path) -> dict[str, Any] | str | None:
    """The JSON object in a sidecar; None when there is no such file, one line of text when it cannot be used."""
    try:
        value = json.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        return f"{path.name} cannot be read ({type(error).__name__}); ignored"
    if not isinstance(value, dict):
        return f"{path.name} is no JSON object; ignored"
    return value


def merge(first: Given, second: Given) -> Given:
    """Field by field the first that is given."""
    if first == Given(notes=first.notes):
        return replace(second, notes=(*first.notes, *second.notes))
    return Given(
        title=first.title or second.title,
        outlet=first.outlet or second.outlet,
        original_outlet=first.original_outlet or second.original_outlet,
        authors=first.authors or second.authors,
        published=first.published or second.published,
        url=first.url or second.url,
        id=first.id or second.id,
        genre=first.genre or second.genre,
        where=first.where,
        notes=(*first.notes, *second.notes),
    )


def _text(fields: Mapping[str, Any], name: str, where: str, notes: list[str]) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and name in ("published", "date"):
        value = str(value)
    if not isinstance(value, str):
        notes.append(f"{where}: {name} is no text; ignored")
        return None
    return mend_surrogates(value)[0].strip() or None


def _authors(fields: Mapping[str, Any], where: str, notes: list[str]) -> tuple[str, ...]:
    value = fields.get("authors")
    if value is None:
        value = fields.get("author")
    if isinstance(value, str):
        value = value.split(";")
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        notes.append(f"{where}: authors is no list of names; ignored")
        return ()
    names = [mend_surrogates(v)[0].strip() for v in value]
    return tuple(dict.fromkeys(n for n in names if n))


def _identifier(fields: Mapping[str, Any]) -> str | None:
    value = fields.get("id")
    return mend_surrogates(str(value))[0] if isinstance(value, str | int) and str(value).strip() else None
