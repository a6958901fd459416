"""Why a finding is listed, as a reader puts it: the record's reasons name compared stems, weights and ids."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from communique.lexicon.labels import words
from communique.lexicon.phrases import as_printed

_SHARE = re.compile(r"^(?P<who>.+) share: (?P<words>[^;]+)(?P<also>(?:; [^(]*)?) \(score (?P<score>[01]\.\d\d)\)$")
_BEARS = re.compile(r"^it bears on the same matter \((?P<score>[01]\.\d\d): (?P<words>.+)\)$")
_SPEAK = re.compile(
    r"^(?P<lead>(?:.*; )?both (?:speak of|say:?) |the same words stand around both days: )(?P<words>[^“”]+)$"
)
_LETTERS = re.compile(r"[^\W\d_][\w'’-]*")
_ENDING = 3  # letters that a printed word may have behind the stem it was compared by


def in_plain_words(line: str, sources: Sequence[str] = ()) -> str:
    """A reason of the record for a reader: words as `sources` print them, a likeness as a share, no term of the trade."""
    if match := _SHARE.match(line):
        also = (
            match["also"]
            .replace("; also ", "; also the same ")
            .replace(" and the ", " and ")
            .replace("same the ", "same ")
        )
        return (
            f"{match['who']} have in common: {_listed(match['words'], sources)}{also} (alike: {_share(match['score'])})"
        )
    if match := _BEARS.match(line):
        return f"it is about the same matter: {_listed(match['words'], sources)} (alike: {_share(match['score'])})"
    if match := _SPEAK.match(line):
        return match["lead"] + _listed(match["words"], sources)
    return as_printed(str(words("reason").get(line, line)), sources)


def named(line: str, names: Mapping[str, str]) -> str:
    """A reason with articles by their names in place of their ids."""
    for article, name in names.items():
        line = line.replace(article, name)
    return line


def _share(score: str) -> str:
    return f"{round(100 * float(score))} %"


def _listed(row: str, sources: Sequence[str]) -> str:
    """Compared words in a row: "metre, pay ~ bear" as "metres, pay / bear"."""
    return ", ".join(
        " / ".join(_printed(word.strip(), sources) for word in pair.split(" ~ ")) for pair in row.split(", ")
    )


def _printed(word: str, sources: Sequence[str]) -> str:
    """The word of `sources` that was compared by this stem, in lower case where any of them has it so; else the stem."""
    found = [t for text in sources for t in _LETTERS.findall(text) if _of_stem(t.casefold(), word)]
    same = [t for t in found if t.casefold() == word] or found
    return next((t for t in same if t[0].islower()), same[0]) if same else word


def _of_stem(token: str, stem: str) -> bool:
    return token.startswith(stem) and len(token) - len(stem) <= _ENDING and (len(stem) > _ENDING or token == stem)
