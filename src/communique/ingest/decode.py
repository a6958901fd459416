"""Bytes to text: UTF-8 as it is, anything else by detection and with a note, never a silent repair."""

from __future__ import annotations

import codecs
import re

from communique.errors import UndecodableError

_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.02
_SAMPLE = 100_000  # bytes looked at by detection; an encoding does not change inside a file

_WESTERN = "cp1252"
_TIE = 0.01
_MIN_COHERENCE = 0.05
_MIN_JUDGED = 200  # bytes; of fewer no coherence can be asked

_MAX_BROKEN = 20
_SOUND_TO_BROKEN = 4
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]+(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)

_NO_CHARSETS = frozenset({"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "utf_7", "utf-7"})

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


def decode(data: bytes, *, is_page: bool = False, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of `data` and a note for everything that was not plain UTF-8.

    A byte order mark is dropped; nothing else changes, newline characters included. What is not UTF-8 is read in the
    character set that its carrier (`charset`) or a page (`is_page`) declares, or in the one that charset-normalizer detects; UTF-8 with a few
    broken bytes stays UTF-8. UndecodableError when the bytes are binary or in no encoding that can be told.
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
        declared = _fitting(data, charset) or (_declared(data) if is_page else None)
        return _decode_as(data, declared) if declared else _decode_other(data, error)
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
        if broken := _broken_utf8(data):
            return broken
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


def _broken_utf8(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """UTF-8 with a few broken bytes (cut off, or one careless paste) among many sound ones; else None."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(not char.isascii() for char in text) - broken
    if not broken or broken > _MAX_BROKEN or sound < _SOUND_TO_BROKEN * broken:
        return None
    return text.removeprefix("\ufeff"), (f"{broken} broken UTF-8 byte{'s' * (broken > 1)} replaced by U+FFFD",)


def _declared(data: bytes) -> str | None:
    """The character set that a page declares, if the page can be read in it."""
    match = _CHARSET.search(data, 0, 4096)
    return _fitting(data, match[1].decode("ascii") if match else None)


def _fitting(data: bytes, name: str | None) -> str | None:
    """A declared character set as browsers take it, if it is known and every byte fits."""
    name = (name or "").strip().lower()
    name = "cp1252" if name in ("iso-8859-1", "latin1", "ascii", "us-ascii") else name
    try:
        if codecs.lookup(name).name in _NO_CHARSETS:
            return None
        data.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    return name


def _detect(data: bytes, first_odd: int) -> str | None:
    """The likeliest encoding, judged where the first non-UTF-8 byte stands; None when nothing reads like a language.

    Of encodings that fit alike the Western one is taken: what is read here is English.
    """
    from charset_normalizer import from_bytes  # loaded only for input that is not UTF-8

    start = max(0, first_odd - _SAMPLE // 2)
    sample = data[start : start + _SAMPLE]
    matches = from_bytes(sample, cp_isolation=_ENCODINGS, preemptive_behaviour=False)
    best = matches.best()
    if best is None or (best.coherence < _MIN_COHERENCE and len(sample) >= _MIN_JUDGED):
        return None
    alike = [m for m in matches if m.chaos <= best.chaos + _TIE and m.coherence >= best.coherence - _TIE]
    return _WESTERN if any(_WESTERN in m.could_be_from_charset for m in alike) else best.encoding


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
