"""Words beside words: what two renderings of one utterance share and where they part.

The alignment is that of rapidfuzz (edit operations over words); names of kinds are those of `QuoteVariant`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from rapidfuzz.distance import Indel, Levenshtein, Opcode

from communique.compare.clauses.spellings import canonical, number_of, says_number
from communique.compare.clauses.words import lemma, lemmas_of, opposite, rarity, read_words, small_words
from communique.record import READABLE_ZONES, Reading, Statement

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_QUOTED = re.compile(r"“[^“”]+”|\"[^\"]+\"|«[^«»]+»|„[^„“”]+[“”]|(?<!\w)‘[^‘]+?’(?!\w)|(?<!\w)'[^']+?'(?!\w)")
_INSERTED = re.compile(r"\[[^\]\n]{0,60}\]|\([^)\n]{0,60}\)")  # words that are the reporter's, not the speaker's
UNATTRIBUTED = "unattributed-"  # ids of quotations that no statement holds: never printed
_LONGER = (0, 1, 2, 3, 4, 6)  # words that a stretch may have more than its rendering
_NOT_IN_IT = "\x01"  # stands for every word that the rendering has not
_COUNTED = 8  # words from which on counting them tells that two renderings are not close
_RUNS = 3
_CUT = 60  # words that may be left out of a quotation that is still one
_KEPT, _TELLING_WORDS, _TELLING_LEMMAS = 0.6, 4, 3  # how much of a rendering's sense must be kept, and its least size
_LEAST_SHARED, _OR_WORDS = (
    2,
    5,
)  # telling words, or words of any sort, that two quotations of one utterance have in common
_SENTENCE_END = re.compile(r"[.!?…”\"»\n]")


@dataclass(frozen=True)  # no slots: what many comparisons ask of it is worked out once
class Wording:
    """A stretch of somebody's words: its place, its words in lower case and where each stands."""

    span: tuple[int, int]
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    quoted: bool

    @cached_property
    def spelled(self) -> tuple[str, ...]:
        """Its words without what differs between British and American spelling."""
        return tuple(canonical(w) for w in self.words)

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """Its content words as lemmas, each once, by letters."""
        return _lemmas(self.words)


@dataclass(frozen=True, slots=True)
class Change:
    """Words on one side and what stands there on the other; one of them may be empty."""

    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def tells(self) -> bool:
        """Whether a word that says something is concerned."""
        return any(w not in small_words() or w in _TELLING or says_number(w) for w in (*self.left, *self.right))

    def shown(self) -> str:
        """The change as a reader sees it."""
        if not self.left:
            return f"adds “{' '.join(self.right)}”"
        if not self.right:
            return f"leaves out “{' '.join(self.left)}”"
        return f"“{' '.join(self.left)}” becomes “{' '.join(self.right)}”"


_TELLING = frozenset(
    (
        "not no never nobody nothing but and or if unless will would may might must all some none before after by only"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How `right` renders `left`: `closeness` 0 to 1 over the stretch that matches, and the changes inside it.

    `stretches`: the words of the original in that stretch, and those of the rendering.
    """

    closeness: float
    changes: tuple[Change, ...]
    window: tuple[int, int]
    stretches: tuple[tuple[str, ...], tuple[str, ...]]
    edges: frozenset[int] = frozenset()  # numbers of the changes that stand at the beginning or the end

    @property
    def alike(self) -> float:
        """Share of meaning that the two stretches have in common, word order aside, 0 to 1."""
        return alike(*self.stretches)

    @property
    def identical(self) -> bool:
        """Word for word the same stretch."""
        return not self.changes

    @property
    def enough(self) -> bool:
        """Whether the two stretches have more in common than a turn of phrase ("an act of ...")."""
        shared = {lemma(w) for w in self.stretches[0]} & {lemma(w) for w in self.stretches[1]}
        return len(shared) >= _OR_WORDS or len(shared - small_words()) >= _LEAST_SHARED

    @property
    def only_cut(self) -> bool:
        """Nothing but words left out."""
        return bool(self.changes) and all(not c.right for c in self.changes)


def wording_of(text: str, span: tuple[int, int], quoted: bool) -> Wording:
    """The words of a stretch of text."""
    inserted = [m.span() for m in _INSERTED.finditer(text, *span)]
    found = [
        (m.group().lower().replace("’", "'"), m.span())
        for m in _WORD.finditer(text, *span)
        if not any(s <= m.start() < e for s, e in inserted)
    ]
    return Wording(span, tuple(w for w, _ in found), tuple(p for _, p in found), quoted)


def quotations(text: str, statement: Statement, whole: bool = False) -> tuple[Wording, ...]:
    """The quoted stretches of a statement; with `whole`, or when it is direct and has no marks, its pieces."""
    out: list[Wording] = []
    for start, end in statement.content:
        found = [] if whole else [m.span() for m in _QUOTED.finditer(text, max(0, start - 1), min(len(text), end + 1))]
        if not found and (whole or statement.form == "direct"):
            found = [(start, end)]
        out.extend(wording_of(text, span, quoted=True) for span in found)
    return tuple(w for w in out if w.words)


def unattributed(reading: Reading) -> tuple[Statement, ...]:
    """Quotations of a press report that lie in no statement, as direct statements of nobody known."""
    text = reading.article.text
    held = [span for s in reading.statements for span in s.content]
    out = []
    for zone in reading.article.zones:
        if zone.kind not in READABLE_ZONES:
            continue
        for match in _QUOTED.finditer(text, *zone.span):
            start, end = match.span()
            if not any(s < end and start < e for s, e in held):
                out.append(
                    Statement(id=f"{UNATTRIBUTED}{start}", content=((start, end),), text=match.group(), form="direct")
                )
    return tuple(out)


def prints(text: str, words: Sequence[str], outside: tuple[int, int]) -> bool:
    """Whether a text has these words one after the other outside of a stretch."""
    run = f" {' '.join(words)} "
    parts = (text[: outside[0]], text[outside[1] :])
    return bool(words) and any(run in f" {' '.join(m.group().lower() for m in _WORD.finditer(p))} " for p in parts)


def align(original: Sequence[str], rendering: Sequence[str]) -> Alignment:
    """The best rendering of `original` (may be much longer) by `rendering`: window, closeness and changes."""
    original_, rendering_ = [canonical(w) for w in original], [canonical(w) for w in rendering]
    start, end = _window(original_, rendering_)
    stretch, plain = list(original[start:end]), original_[start:end]
    changes: list[Change] = []
    edges = set()
    for src_start, src_end, dest_start, dest_end in _joined(Levenshtein.opcodes(plain, rendering_)):
        left, right = tuple(stretch[src_start:src_end]), tuple(rendering[dest_start:dest_end])
        change = Change(left, right)
        if "".join(left) != "".join(right) and not _same_number(left, right) and not same_spelling(change):
            if src_start == 0 or dest_start == 0 or src_end == len(stretch) or dest_end == len(rendering):
                edges.add(len(changes))
            changes.append(change)
    closeness = Indel.normalized_similarity(plain, rendering_) if stretch else 0.0
    return Alignment(closeness, tuple(changes), (start, end), (tuple(stretch), tuple(rendering)), frozenset(edges))


def spliced(original: Sequence[str], rendering: Sequence[str]) -> Alignment | None:
    """The rendering as two or three unbroken runs of the original in their order, or None: what a long cut leaves."""
    runs = _runs([canonical(w) for w in original], [canonical(w) for w in rendering], 0, _RUNS)
    if runs is None or len(runs) < 2:
        return None
    gaps = [Change(tuple(original[a[1] : b[0]]), ()) for a, b in pairwise(runs)]
    if sum(len(g.left) for g in gaps) > _CUT:
        return None
    window = (runs[0][0], runs[-1][1])
    closeness = Indel.normalized_similarity(list(original[window[0] : window[1]]), list(rendering))
    return Alignment(closeness, tuple(gaps), window, (tuple(original[slice(*window)]), tuple(rendering)))


def _runs(original: Sequence[str], rendering: Sequence[str], start: int, left: int) -> list[tuple[int, int]] | None:
    """Stretches of `original` from `start` on that make up `rendering`, the least apart; each of two words at least."""
    best: list[tuple[int, int]] | None = None
    for at in (i for i in range(start, len(original)) if original[i : i + 2] == list(rendering[:2])):
        size = 0
        while size < len(rendering) and at + size < len(original) and original[at + size] == rendering[size]:
            size += 1
        if size == len(rendering):
            return [(at, at + size)]
        rest = (
            _runs(original, rendering[size:], at + size, left - 1) if left > 1 and len(rendering) - size > 1 else None
        )
        if rest is not None:
            found = [(at, at + size), *rest]
            if best is None or found[-1][1] - found[0][0] < best[-1][1] - best[0][0]:
                best = found
    return best


def _joined(operations: Iterable[Opcode]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that differ; what adjoins is one change ("f b i" for "fbi")."""
    run: tuple[int, int, int, int] | None = None
    for op in operations:
        if op.tag == "equal":
            if run:
                yield run
            run = None
        elif run:
            run = (run[0], op.src_end, run[2], op.dest_end)
        else:
            run = (op.src_start, op.src_end, op.dest_start, op.dest_end)
    if run:
        yield run


def never_close(original: Wording, rendering: Wording, closeness: float) -> bool:
    """Whether no stretch of `original` can be as close to `rendering` as that: told by counting words, without aligning.

    Short renderings may be: there a word spelt otherwise ("FBI", "62,000") weighs too much to be told by counting.
    """
    if len(rendering.words) < _COUNTED:
        return False
    original_, rendering_ = _coded(original.spelled, rendering.spelled)
    return max((most for most, _ in _starts(original_, rendering_)), default=0.0) < closeness


def _window(original: Sequence[str], rendering: Sequence[str]) -> tuple[int, int]:
    """The stretch of `original` that lies closest to `rendering`."""
    if len(original) <= len(rendering) + 2:
        return 0, len(original)
    original_, rendering_ = _coded(original, rendering)
    best = (-1.0, 0, 0, 0)
    for most, start in _starts(original_, rendering_):
        if most < best[0]:
            break
        for extra in _LONGER:
            end = min(len(original), start + len(rendering) + extra)
            score = Indel.normalized_similarity(original_[start:end], rendering_)
            best = max(best, (round(score, 6), -(end - start), -start, end))
    if best[0] < 0:
        return 0, 0
    start, end = -best[2], best[3]
    while start < end and original_[start] == _NOT_IN_IT and end - start > len(rendering):
        start += 1
    return start, end


def _coded(original: Sequence[str], rendering: Sequence[str]) -> tuple[str, str]:
    """Both with a character for each word of the rendering: strings are what is compared fastest."""
    codes = {word: chr(ord(_NOT_IN_IT) + n) for n, word in enumerate(dict.fromkeys(rendering), start=1)}
    return "".join(codes.get(w, _NOT_IN_IT) for w in original), "".join(codes[w] for w in rendering)


def _starts(original: str, rendering: str) -> list[tuple[float, int]]:
    """Where the stretch may begin, each with a bound on its closeness, the most promising first.

    What two stretches have in common is at most the words of the one that occur in the other at all.
    """
    places: dict[str, list[int]] = {}
    for i, word in enumerate(original):
        if word != _NOT_IN_IT:
            places.setdefault(word, []).append(i)
    starts = {max(0, p - i) for i, w in enumerate(rendering) for p in places.get(w, ())}
    known = [0, *accumulate(word != _NOT_IN_IT for word in original)]
    size, longest = len(rendering), len(rendering) + _LONGER[-1]
    out = []
    for start in starts:
        common = min(known[min(len(original), start + longest)] - known[start], size)
        out.append((round(2 * common / (common + size), 6), start))
    return sorted(out, key=lambda found: (-found[0], found[1]))


def alike(left: Sequence[str], right: Sequence[str]) -> float:
    """Share of meaning two stretches have in common, word order aside, 0 to 1."""
    one, other = _lemmas(left), _lemmas(right)
    if not one or not other:
        return 0.0
    return min(_said(one, other), _said(other, one))


def sense_kept(original: Wording, rendering: Wording) -> bool:
    """Whether most of what a rendering says stands in the original, in whatever words and order."""
    one, other = original.lemmas, rendering.lemmas
    if len(rendering.words) < _TELLING_WORDS or not one or len(other) < _TELLING_LEMMAS:
        return False
    heard = lemmas_of(one)
    likeness = {w: heard.likeness(w) for w in other}
    if sum(like >= _KEPT for like in likeness.values()) < _TELLING_LEMMAS:
        return False
    weights = {w: rarity(w) for w in other}
    return sum(weights[w] * likeness[w] for w in other) / sum(weights.values()) >= _KEPT


def _said(these: tuple[str, ...], those: tuple[str, ...]) -> float:
    total = sum(rarity(w) for w in these)
    heard = lemmas_of(those)
    said = sum(rarity(w) * heard.likeness(w) for w in these)
    return said / total if total else 0.0


def _lemmas(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({lemma(w) for w in words if w not in small_words()}))


def _same_number(left: Sequence[str], right: Sequence[str]) -> bool:
    """Two spellings of one number or one contraction ("do not", "don't")."""
    one, other = " ".join(left), " ".join(right)
    number = number_of(left)
    if number is not None and number == number_of(right):
        return True
    return one.replace("n't", " not").replace("  ", " ") == other.replace("n't", " not").replace("  ", " ")


_SHORTENED = {"'ve": " have", "'re": " are", "'m": " am", "'ll": " will", "'d": " would", "'s": " is", "n't": " not"}


_IRREGULAR = {
    "won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not",
    "gonna": "going to", "wanna": "want to", "gotta": "got to", "kinda": "kind of", "'cause": "because",
}  # fmt: skip


def same_spelling(change: Change) -> bool:
    """Whether the words differ in spelling only: a contraction, a shortened or a masked word ("Sen.", "we've")."""
    one, other = (_spelled_out(words) for words in (change.left, change.right))
    if (
        one == other
        or one.replace(" is", " has") == other.replace(" is", " has")
        or (one.replace(" us", "") == other.replace(" us", "") and one)
    ):
        return True
    left, right = one.split(), other.split()
    if not left or not right:
        return False
    less, more = (Counter(a) - Counter(b) for a, b in ((left, right), (right, left)))
    if not (less and more) and (less | more).keys() <= SUBJECTS:
        return True  # "we're asking" and "are asking": who speaks is left out with the contraction
    short, long = sorted(("".join(left), "".join(right)), key=len)
    if _masked(short, long) and len(left) != len(right):
        return True
    return long.startswith(short) and (
        short in read_words()["shortened"] or (len(short) == 1 and short not in small_words())
    )


def _masked(short: str, long: str) -> bool:
    """Whether a word is printed with its middle blotted out: "f***ing", of which "f" and "ing" are left."""
    edges = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return 0 < edges < len(short) < len(long) and long.endswith(short[edges:]) and len(short) >= _LEAST_LEFT


_LEAST_LEFT = 3  # letters that are left of a blotted word
SUBJECTS = frozenset("i we you he she it they there that".split())


def _spelled_out(words: Sequence[str]) -> str:
    joined = " ".join(_IRREGULAR.get(w, w) for w in words)
    for short, full in _SHORTENED.items():
        joined = re.sub(re.escape(short) + r"(?=\s|$)", full, joined)
    return joined.strip()


def contradicts(change: Change) -> str | None:
    """Why a change of words changes what was said: a number, a denial, an opposite; None when it may not."""
    one, other = [lemma(w) for w in change.left], [lemma(w) for w in change.right]
    if {w for w in change.left if says_number(w)} != {w for w in change.right if says_number(w)}:
        return "a number differs"
    negative = {"not", "no", "never", "nobody", "nothing", "none"}
    if bool(negative & set(change.left)) != bool(negative & set(change.right)):
        return "one denies what the other says"
    if any(opposite(a, b) for a in one for b in other):
        return "the words are opposites"
    return None


def ends_early(text: str, places: Sequence[tuple[int, int]], window: tuple[int, int]) -> bool:
    """Whether the original sentence goes on, with words that say something, after the stretch that was quoted."""
    last = places[window[1] - 1][1]
    stop = _SENTENCE_END.search(text, last)
    rest = text[last : stop.start() if stop else len(text)]
    more = [m.group().lower() for m in _WORD.finditer(rest.split("\n")[0])]
    return sum(w not in small_words() for w in more) >= 1 and len(more) >= 2
