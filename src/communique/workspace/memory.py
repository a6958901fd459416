"""What an update leaves for the next one, to save work: never needed for a result, thrown away when it does not fit."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from communique.options import RunOptions

if TYPE_CHECKING:
    from communique.link import Grouping

_FACTS, _GROUPING = "update.json", "grouping.npz"
_CODE = ("correct", "compare", "encoder", "link", "lexicon", "record", "run", "workspace")
_SUFFIXES = frozenset({".py", ".yaml", ".txt", ".tsv", ".bin", ".json", ".npz", ".csv", ".onnx"})


class KnownArticle(NamedTuple):
    """An article at the last update.

    `stamp` says what its reading was made of, `fingerprint` what the reading with its corrections was; `published` is
    its date as given and `day` as far as it can be placed.
    """

    stamp: str
    fingerprint: str
    published: str | None
    day: str | None


class KnownStory(NamedTuple):
    """A story at the last update.

    `key` is a hash of all that it was made of but the day; `due` the terms of its lines that nothing later bears on;
    `names` keys of its actors' names; `applied` what became of corrections in it.
    """

    key: str
    fingerprint: str
    due: tuple[str, ...]
    names: tuple[str, ...]
    applied: tuple[dict[str, Any], ...] = ()


@dataclass(slots=True)
class Memory:
    """What was known after an update. `situation` are hashes of the code and of the options; with another, nothing."""

    situation: str
    as_of: str | None = None
    articles: dict[str, KnownArticle] = field(default_factory=dict)
    stories: dict[str, KnownStory] = field(default_factory=dict)
    overlay: str = ""
    applied: tuple[dict[str, Any], ...] = ()
    grouping: Grouping | None = None

    @staticmethod
    def of(folder: Path, situation: str, threshold: float, *, any_code: bool = False) -> Memory:
        """What the folder holds; an empty memory if that is of another situation, damaged, or not there.

        With `any_code` only the options must be the same; what other code left keeps its name.
        """
        try:
            facts = json.loads((folder / _FACTS).read_bytes())
            known = facts["situation"]
            if known != situation and not (any_code and _asked(known) == _asked(situation)):
                return Memory(situation)
            articles = {i: KnownArticle._make(row) for i, row in facts["articles"].items()}
            stories = {
                i: KnownStory(k, f, tuple(due), tuple(names), tuple(applied))
                for i, (k, f, due, names, applied) in facts["stories"].items()
            }
            grouping = _load(folder / _GROUPING, facts["grouping"], threshold, set(articles))
        except (OSError, ValueError, KeyError, TypeError):
            return Memory(situation)
        told = (facts["overlay"], tuple(facts["applied"]))
        return Memory(known, facts["as_of"], articles, stories, *told, grouping)

    def save(self, folder: Path) -> None:
        """Leave it in the folder, and say nothing when that cannot be done."""
        with contextlib.suppress(OSError):
            folder.mkdir(exist_ok=True)
            _replace(folder / _FACTS, b"")  # whatever happens now, facts and grouping are never of two updates
            facts = {
                "situation": self.situation,
                "as_of": self.as_of,
                "articles": self.articles,
                "stories": self.stories,
                "overlay": self.overlay,
                "applied": self.applied,
                "grouping": _save(self.grouping, folder / _GROUPING),
            }
            text = json.dumps(facts, separators=(",", ":"), ensure_ascii=True)
            _replace(folder / _FACTS, text.encode("ascii"))


def situation_of(options: RunOptions) -> str:
    """Hashes of what else than readings, corrections and the day decides a record: of the code, and of the options."""
    import communique

    root = Path(communique.__file__).parent
    code = [version("communique")]
    for place in _CODE:
        for file in sorted((root / place).rglob("*")):
            if file.suffix in _SUFFIXES:
                stat = file.stat()
                code.append(f"{file.relative_to(root)} {stat.st_size} {stat.st_mtime_ns}")
    parts = []
    for given in (options.link.kb, options.compare.issues):
        parts.append(hashlib.sha256(given.read_bytes()).hexdigest() if given and given.is_file() else str(given))
    link, compare = replace(options.link, kb=None), replace(options.compare, issues=None, as_of=None)
    parts += [repr(asdict(link)), repr(asdict(compare)), repr(asdict(options.read))]
    return f"{_hash(code)} {_hash(parts)}"


def _asked(situation: str) -> str:
    return situation.partition(" ")[2]


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _save(grouping: Grouping | None, file: Path) -> str:
    """Write the grouping; a hash of the file. It is large: no copy of it is made in memory."""
    if grouping is None:
        return ""
    import numpy as np

    beside = _beside(file)
    with beside.open("wb") as data:
        np.savez(data, allow_pickle=False, **grouping.columns())
    os.replace(beside, file)  # noqa: PTH105 - Path.replace is the same
    return _digest(file)


def _load(file: Path, digest: str, threshold: float, articles: set[str]) -> Grouping | None:
    import numpy as np

    from communique.link import Grouping

    if not digest or _digest(file) != digest:
        return None
    with np.load(file, allow_pickle=False) as columns:
        grouping = Grouping.from_columns({name: columns[name] for name in columns.files})
    return grouping if grouping.threshold == threshold and set(grouping.sketches.ids) == articles else None


def _digest(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _beside(file: Path) -> Path:
    return file.with_name(f".{file.name}.part")


def _replace(file: Path, data: bytes) -> None:
    beside = _beside(file)
    beside.write_bytes(data)
    os.replace(beside, file)  # noqa: PTH105 - Path.replace is the same
