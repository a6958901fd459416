"""Speech that somebody passes on: "the agency quoted Reiz as saying ...", "Reiz was quoted as saying ...".

Whoever is quoted said it, not who quotes. The words of the active form lie inside what the quoting medium tells (`within` it); the passive
form, which the model hardly knows, is found here. In the terms of attribution: source, cue ("was quoted", "as saying"), content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from communique.encoder.words import Words
from communique.read.sentences import sentence_at, split_sentences
from communique.read.statements.build import Draft, draft_of, tidy
from communique.read.statements.passives import judged_by
from communique.read.statements.quotes import QuoteIndex
from communique.record import normalise_spans

Span = tuple[int, int]

SURE, JUDGED_SURE = 0.85, 0.7
MOST_OVERLAP = 0.6  # a find that shares more of the passed on words than this, and its cue, is the same one read amiss
_LONGEST_SOURCE = 14  # words
_SAYING = (
    r"as\s(?:having\s(?:said|told|warned|stated)|saying|stating|telling|adding|warning|declaring|insisting|claiming|noting|arguing|"
    r"confirming|asserting|announcing|remarking|complaining|promising)"
)
_PHRASE = r"[^,.;:“”\"«»\n]"
_ACTIVE = re.compile(rf"\s(?P<who>{_PHRASE}{{2,80}}?(?:,\s{_PHRASE}{{2,60}},)?)\s(?P<cue>{_SAYING})\b")
_QUOTED_AS = re.compile(
    rf"(?<!was\s)(?<!were\s)(?<!been\s)(?<!is\s)\b(?:quoted|cited|quotes|cites|quoting|citing)\s(?P<who>{_PHRASE}{{2,80}}?)\s(?:as\s)$"
)
_SAYS = re.compile(r"(?:saying|stating|telling|adding|warning|insisting|claiming|noting|arguing)\b")
_QUOTING = re.compile(r"\b(?:quot(?:e|es|ed|ing)|cit(?:e|es|ed|ing)|report(?:s|ed)?)$", re.I)
_IS_QUOTED = re.compile(r"\b(?:was|were|is|are|been|being)\s(?:\w+\s)?\w+$", re.I)
_PASSIVE = re.compile(
    r"(?P<verb>\b(?:was|were|is|are|(?:has|have|had)\sbeen|being)\s(?:(?:also|later|earlier|widely|repeatedly|once|reportedly)\s)?"
    rf"(?:quoted|cited|reported))(?P<by>\s(?:by|in|on)\s{_PHRASE}{{2,70}}?)?\s(?P<cue>{_SAYING})\b"
)
_VERBS = (
    r"said|responded|replied|answered|asked|added|shouted|told|wrote|warned|retorted|insisted|joked|declared|shot\sback"
)
_WHO = r"(?:(?:[Tt]he\s(?:[a-z][\w-]*\s){0,2}[a-z][\w-]+)|(?:[A-Z][\w.’'-]*\s){0,4}[A-Z][\w’'-]+|he|she|they)"
_ANSWERS = re.compile(
    rf"\s(?:(?P<who>{_WHO})\s(?P<verb>{_VERBS})\b|(?P<inverted>{_VERBS})\s(?P<after>{_WHO})(?=[,.\s]))"
)
_ADDRESSEE = re.compile(rf"\s{_PHRASE}{{2,50}}?(?=\sthat\b|:?\s[“\"«])")
_BORDER = re.compile(r"(?:;|:|[–—]|\b(?:but|while|whereas|and|that|when|after|because|although|though)\b)\s?", re.I)
_RELATIVE = re.compile(r",?\swho$")
_OPENING = re.compile(
    r"^(?:he|she|they|it|the|a|an|one|another|some|two|three|several|its|his|her|their)\b|^[A-Z]", re.I
)


def with_secondhand(
    text: str, found: Sequence[Draft], quotes: QuoteIndex, words: Words, readable: Callable[[int], bool]
) -> list[Draft]:
    """The finds, with those whose words somebody else passes on, in order of their content."""
    found = [_whom_quoted(text, _with_fronted(text, d, quotes)) for d in found]
    found = [d for d in found if not _only_whom(text, d, found)]
    added = [
        d
        for d in (
            *_quoted_by(text, found, quotes, words),
            *_passive(text, quotes, words),
            *_told_of(text, found, quotes, words),
            *_judged(text, found, quotes, words),
        )
        if readable(d.content[0][0])
    ]
    new: list[Draft] = []
    for draft in added:
        if not any(_same_words(draft, d) and _touch(draft.cue, d.cue) for d in new):
            new.append(draft)
    out = [d for d in found if not any(_misread(d, n) for n in new)]
    return sorted([*out, *new], key=lambda d: (d.content, d.cue))


def _with_fronted(text: str, draft: Draft, quotes: QuoteIndex) -> Draft:
    """What a medium tells, whole: "“We are ready,” state television quoted the general as saying"."""
    who = _ACTIVE.match(text, draft.cue[-1][1]) if _quotes_somebody(text, draft) else None
    run = quotes.at(min(s for s, _ in (*draft.source, *draft.cue)) - 2) if who else None
    if who is None or run is None or not run.closed:
        return draft
    return replace(
        draft, content=normalise_spans([*draft.content, (run.start, run.end), (who.start("who"), who.end())])
    )


def _whom_quoted(text: str, draft: Draft) -> Draft:
    """ "He quoted an official as saying": what was said is the official's, though the model gave it to him."""
    quoted = _QUOTED_AS.search(text, max(0, draft.cue[0][0] - 110), draft.cue[0][0]) if len(draft.cue) == 1 else None
    if quoted is None or not _SAYS.match(text, draft.cue[0][0]):
        return draft
    return replace(draft, source=(quoted.span("who"),))


def _only_whom(text: str, draft: Draft, found: Sequence[Draft]) -> bool:
    """Whether a find of "quoted" has nothing but who is quoted."""
    return _quotes_somebody(text, draft) and any(draft.content == d.source for d in found)


def _quotes_somebody(text: str, draft: Draft) -> bool:
    cue = text[slice(*draft.cue[-1])] if draft.cue else ""
    return bool(_QUOTING.search(cue)) and not _IS_QUOTED.search(cue)


def _quoted_by(text: str, found: Sequence[Draft], quotes: QuoteIndex, words: Words) -> Iterator[Draft]:
    """The quoted person's own statement inside each find whose cue says that somebody is quoted."""
    for draft in found:
        if not _quotes_somebody(text, draft):
            continue
        who = _ACTIVE.match(text, draft.cue[-1][1])
        if who is None or who.end() > draft.content[-1][1] + 1:
            continue
        start = _past_addressee(text, who)
        before = [s for s in draft.content if s[1] <= draft.cue[0][0]]
        after = [(max(start, s), e) for s, e in draft.content if e > start]
        content = tidy(text, after, quotes) or tidy(text, before, quotes)
        if content:
            yield draft_of(words, content, (who.span("who"),), (who.span("cue"),), None, SURE)


def _passive(text: str, quotes: QuoteIndex, words: Words) -> Iterator[Draft]:
    """ "Reiz was quoted by the agency as saying that ...": the words to the end of the sentence or of its quotation."""
    for verb in _PASSIVE.finditer(text):
        line = text.rfind("\n", 0, verb.start()) + 1
        stop = text.find("\n", verb.end())
        around = (line, len(text) if stop < 0 else stop)
        sentence = sentence_at(split_sentences(text, *around), verb.start())
        if sentence is None:
            continue
        source = subject_before(text, sentence[0], verb.start())
        start = _past_addressee(text, verb)
        end = sentence[0] + len(text[slice(*sentence)].rstrip().rstrip(".!?"))
        content = tidy(text, [(start, max(end, start))], quotes) if start < end else _quoted_before(quotes, source)
        if source and content:
            yield draft_of(words, content, (source,), (verb.span("verb"), verb.span("cue")), None, SURE)


def _quoted_before(quotes: QuoteIndex, source: Span | None) -> tuple[Span, ...]:
    """The quotation that ends just before its speaker: "“We are ready,” she was quoted by the agency as saying"."""
    run = quotes.at(source[0] - 2) if source else None
    return ((run.start, run.end),) if run and run.closed and source and source[0] - run.end <= 1 else ()


def _told_of(text: str, found: Sequence[Draft], quotes: QuoteIndex, words: Words) -> Iterator[Draft]:
    """ "“I would look foolish,” Vale responded, according to aides": Vale's words within what the aides tell."""
    for draft in found:
        for start, end in draft.content:
            for run in quotes.over(start, end):
                said = _ANSWERS.match(text, run.end) if run.closed and text[run.end - 2] in ",?!" else None
                if said is None or said.end() > end or not start <= run.start:
                    continue
                if any(d is not draft and _within(d, run.start, run.end) for d in found):
                    continue
                verb = "verb" if said["verb"] else "inverted"
                who = "who" if said["verb"] else "after"
                yield draft_of(words, ((run.start, run.end),), (said.span(who),), (said.span(verb),), None, SURE)


def _judged(text: str, found: Sequence[Draft], quotes: QuoteIndex, words: Words) -> Iterator[Draft]:
    """ "hailed by the government as a triumph but dismissed by critics as a sham": what each of them called it."""
    for said in judged_by().finditer(text):
        start, end = said.span("what")
        told = any(s < end and said.start() < e for d in found for s, e in (*d.content, *d.cue))
        content = tidy(text, [(start, end)], quotes)
        if content and " " in said["what"] and not told and quotes.at(said.start()) is None:
            yield draft_of(words, content, (said.span("who"),), (said.span("verb"),), None, JUDGED_SURE)


def _within(draft: Draft, start: int, end: int) -> bool:
    """Whether a find has words of [start, end) and nothing else."""
    return all(start <= s and e <= end for s, e in draft.content)


def _past_addressee(text: str, found: re.Match[str]) -> int:
    """Where the words begin: behind whom they were told to."""
    told = _ADDRESSEE.match(text, found.end()) if found["cue"].endswith(("telling", "told")) else None
    start = told.end() if told else found.end()
    return start + len(text[start : start + 3]) - len(text[start : start + 3].lstrip(" :,"))


def subject_before(text: str, start: int, end: int) -> Span | None:
    """The noun phrase before a verb: behind the last border of the clause, an apposition between commas with it."""
    before = text[start:end].rstrip()
    relative = _RELATIVE.search(before)
    before = before[: relative.start()] if relative else before
    borders = [m.end() for m in _BORDER.finditer(before)]
    at = borders[-1] if borders else 0
    phrase = before[at:]
    if not phrase.endswith(",") and "," in phrase:  # "On Friday, Reiz was quoted"
        at += phrase.rindex(",") + 1
    phrase = before[at:].strip(' ,“”"')
    if not _OPENING.match(phrase) or len(phrase.split()) > _LONGEST_SOURCE:
        return None
    first = start + before.index(phrase, at)
    return first, first + len(phrase)


def _same_words(one: Draft, other: Draft) -> bool:
    shared = sum(max(0, min(e, b) - max(s, a)) for s, e in one.content for a, b in other.content)
    return shared > MOST_OVERLAP * sum(e - s for s, e in one.content)


def _touch(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(s < b and a < e for s, e in one for a, b in other)


def _misread(find: Draft, new: Draft) -> bool:
    """Whether a find is these very words with a source that is not theirs: it has their cue, or has none of its own."""
    if not _same_words(new, find) or (len(new.cue) == 1 and not _touch(find.cue, new.cue)):
        return False
    return not find.cue or _touch(find.cue, new.cue)
