"""Bytes to text: UTF-8 as it is, anything else by detection and with a note, never a silent repair."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes

from communique.errors import UndecodableError

_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.02
_SAMPLE = 100_000  # bytes looked at by detection; an encoding does not change inside a file

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_ENCODINGS = [
    "cp1252", "mac_roman", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "iso8859_15",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of `data` and a note for everything that was not plain UTF-8.

    A byte order mark is dropped; nothing else changes, newline characters included. UndecodableError when the bytes
    are binary or in no encoding that can be told. Detection: charset-normalizer.
    """
    kind = next((name for magic, name in _MAGIC if data.startswith(magic)), None)
    if kind:
        raise UndecodableError(f"is {kind}, not text; save it as text or HTML")
    marked = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if marked:
        return _decode_as(data, marked)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_other(data, error)
    text = text.removeprefix("\ufeff")
    if _is_binary(text):
        return _decode_other(data, None)
    return text, ()


def mend_surrogates(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` with every unpaired surrogate replaced by U+FFFD, and a note that says how many."""
    mended, count = _SURROGATES.subn("\ufffd", text)
    if not count:
        return text, ()
    return mended, (f"{count} unpaired surrogate{'s' if count > 1 else ''} replaced by U+FFFD",)


def _decode_other(data: bytes, error: UnicodeDecodeError | None) -> tuple[str, tuple[str, ...]]:
    wide = _wide_encoding(data)
    if wide:
        return _decode_as(data, wide)
    if error is not None and not _is_binary(data[:_SAMPLE].decode("latin-1")):
        text = _with_surrogates(data)
        if text is not None:
            return mend_surrogates(text.removeprefix("\ufeff"))
        encoding = _detect(data, error.start)
        if encoding:
            return _decode_as(data, encoding)
    raise UndecodableError("is binary or in no encoding that could be told; save it as UTF-8 text")


def _with_surrogates(data: bytes) -> str | None:
    """UTF-8 that holds encoded surrogates (as some exporters write) and is sound otherwise."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None


def _detect(data: bytes, first_odd: int) -> str | None:
    """The likeliest encoding, judged where the first non-UTF-8 byte stands."""
    start = max(0, first_odd - _SAMPLE // 2)
    sample = data[start : start + _SAMPLE]
    best = from_bytes(sample, cp_isolation=_ENCODINGS, preemptive_behaviour=False).best()
    return best.encoding if best else None


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte of Latin text is NUL."""
    sample = data[:2000]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2], sample[1::2]
    if odd.count(0) > 0.8 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.8 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def _decode_as(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise UndecodableError(
            f"looks like {encoding} but byte {error.start} does not fit; save it as UTF-8 text"
        ) from error
    if _is_binary(text):
        raise UndecodableError("is binary; save it as UTF-8 text")
    return text, (f"not UTF-8: decoded as {encoding}",)


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) > max(2, _MAX_CONTROL_SHARE * len(sample))
