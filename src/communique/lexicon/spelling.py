"""One name, many spellings: keys that ignore accents, transliteration and doubled letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from communique.lexicon.tables import foldings

_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ə": "a", "ħ": "h"}
)


# Wade-Giles against pinyin, McCune-Reischauer against the revised Korean romanisation: what differs is folded, in order.
_SYLLABLES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("ng", "N"), ("tzu|tsu(?=[^aeinu]|$)", "zi"), ("ssu|szu", "si"), ("hs", "x"), ("ch|zh|q|j", "c"), ("ts|tz", "z"),
        ("d", "t"), ("b", "p"), ("g", "k"), ("r", "l"), ("oo|woo|wu", "u"), ("eo", "o"), ("eu", "u"), ("you(?=N)", "yo"),
        ("uN", "oN"), ("ien", "ian"), ("uei", "ui"), (r"(?<=[aeiou])h(?=[^aeiou]|$)", ""), (r"(?<=c)h", ""),
    )
)  # fmt: skip


def plain_letters(text: str) -> str:
    """`text` in lower case without accents: "Peña" gives "pena", "Erdoğan" gives "erdogan"."""
    lowered = text.lower().translate(_UNDECOMPOSED)
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def strict_key(token: str) -> str:
    """Accents, apostrophes, hyphens and case ignored; the letters themselves are kept."""
    return re.sub(r"[^a-z0-9]", "", plain_letters(token)) or plain_letters(token).strip()


@lru_cache(maxsize=65536)
def name_key(token: str) -> str:
    """A key that spellings of one name share whatever the romanisation: Qadhafi and Gaddafi, Muhammad and Mohammed.

    The rules are those of `data/folding.tsv`, in order. The key groups candidates; it does not prove that two names
    are one, see `spelling_score`.
    """
    key = plain_letters(token)
    for pattern, replacement in foldings():
        key = pattern.sub(replacement, key)
    return key or strict_key(token)


@lru_cache(maxsize=65536)
def skeleton(token: str) -> str:
    """The consonants of a name's key behind its first letter: what Yusuf and Yousef, Idris and Idriss share."""
    key = name_key(token)
    return key[:1] + re.sub(r"[aeiou]", "", key[1:])


@lru_cache(maxsize=65536)
def syllables_key(text: str) -> str:
    """A key that romanisations of one Chinese or Korean name share: Xiaoping and Hsiao-p'ing, Jin-woo and Chin U."""
    key = re.sub(r"[^a-z]", "", plain_letters(text))
    for pattern, replacement in _SYLLABLES:
        key = pattern.sub(replacement, key)
    return key


def _bare_key(token: str) -> str:
    return strict_key(re.sub(r"^(?:[aeu][lsdnrtz]|ash|esh|adh)[-‑](?=\w{3})", "", token, flags=re.I))


def spelling_score(left: str, right: str) -> tuple[float, str]:
    """How sure two tokens are one name, and by what: 1.0 spelling, 0.98 accents, 0.8 transliteration, or 0.

    Short names (under four letters) must be spelled alike: their keys say too little.
    """
    if left.lower() == right.lower():
        return 1.0, "spelling"
    if _bare_key(left) == _bare_key(right):
        return 0.98, "accents or hyphens"
    if min(len(left), len(right)) < 4 or name_key(left) != name_key(right):
        return 0.0, ""
    return 0.8, "transliteration"
