"""Text on its way out: what a format cannot hold is made visible, what a spreadsheet would run is disarmed."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from communique.record import Article
from communique.record.shown import visible

_SURROGATE = re.compile("[\ud800-\udfff]")
_XML_INVALID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]|[\t\r]")
_GUARDED = re.compile(r"'(?:[\s']*[=+\-@＝＋－＠]|[\t\r])")
_RESERVED = frozenset("con prn aux nul".split()) | {f"{d}{n}" for d in ("com", "lpt") for n in range(10)}


def encodable(text: str) -> str:
    """`text` with every unpaired surrogate as U+FFFD, one for one, so that offsets stay and UTF-8 can hold it."""
    return _SURROGATE.sub("\ufffd", text)


def for_xml(text: str) -> str:
    """`text` with what XML 1.0 cannot hold as U+FFFD, one for one."""
    return _XML_INVALID.sub("\ufffd", text)


def one_line(text: str) -> str:
    """`text` visible and on one line."""
    return visible(" ".join(text.split()))


def many(count: int, noun: str) -> str:
    """A count with its noun: "1 report", "2 stories"."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {noun if count == 1 else plural}"


def first_words(text: str, limit: int) -> str:
    """The first words of a text, as many as fit; for file names, where a cut needs no sign."""
    words = " ".join(text[: limit * 4].split())
    return words if len(words) <= limit else words[: limit + 1].rpartition(" ")[0] or words[:limit]


def join_texts(items: Iterable[str]) -> str:
    r"""A list in one cell: items joined by "; ", with ; and \ inside an item written \; and \\."""
    return "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def split_texts(cell: str) -> list[str]:
    """The items of a cell written by `join_texts`; an empty cell has none."""
    if not cell:
        return []
    found = re.split(r"(?<!\\)((?:\\\\)*); ", cell)
    whole = [a + b for a, b in zip(found[::2], [*found[1::2], ""], strict=True)]
    return [re.sub(r"\\(.)", r"\1", item, flags=re.S) for item in whole]


def guard_formula(cell: str) -> str:
    """A cell that no spreadsheet runs (OWASP, CSV injection).

    One that begins with = + - @ (also full-width, also after blanks or apostrophes), with a tab or a carriage return
    gets an apostrophe in front. `unguard_formula` takes it away again.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard_formula(cell: str) -> str:
    """The cell before `guard_formula`."""
    return cell[1:] if _GUARDED.match(cell) else cell


def file_name(text: str, key: str, limit: int = 120) -> str:
    """A file name (without suffix) from words: safe on every file system, and no path.

    Letters of any script, digits, blanks, and `-_,()` stay; the rest becomes a blank. What is empty, reserved, or over
    `limit` bytes ends in a hash of `key`, so that the name stays the same from one export to the next.
    """
    kept = unicodedata.normalize("NFC", text[: limit * 8])
    kept = "".join(c if c.isalnum() or c in "-_,()'’" else " " for c in kept)
    name = " ".join(kept.split()).strip(" -")
    cut = name.encode("utf-8")[:limit].decode("utf-8", "ignore").strip()
    if not cut or cut != name or cut.split(".")[0].lower() in _RESERVED:
        cut = f"{cut} {short_hash(key)}".strip()
    return cut


def short_hash(key: str) -> str:
    """Eight hex digits that stand for `key`."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]


class FileNames:
    """Gives every key a file name of its own; two names that differ only in case are one for this purpose."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        self._taken: set[str] = set()

    def name(self, text: str, key: str) -> str:
        """The name of `key`, made from `text` when first asked for."""
        if key not in self._of:
            found = file_name(text, key)
            if unicodedata.normalize("NFKC", found).casefold() in self._taken:
                found = f"{found} {short_hash(key)}"
            self._taken.add(unicodedata.normalize("NFKC", found).casefold())
            self._of[key] = found
        return self._of[key]

    def stem(self, article: Article) -> str:
        """A name without blanks for the files of an article: outlet, date, id."""
        parts = [self.name(article.id, article.id)]
        parts = [file_name(p, article.id, 40) for p in (article.outlet, article.published) if p] + parts
        return "-".join(parts).replace(" ", "_")
