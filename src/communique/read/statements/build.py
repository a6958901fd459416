"""Raw attributions to statements: character spans, form, speaker, nesting, addressee and the day it was said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from communique.encoder.schema import ACTS
from communique.encoder.words import Words
from communique.lexicon import noun_kind, split_title
from communique.lexicon.tables import given_names
from communique.lexicon.when import MONTHS
from communique.read.acts import ActContext, act_of, stance_of
from communique.read.attribution import RawAttribution
from communique.read.naming.names import DAYS
from communique.read.scores import WordScores
from communique.read.sentences import sentence_at, split_sentences
from communique.read.speakers import Resolved, SpeakerResolver
from communique.read.speakers.known import UNKNOWN
from communique.read.statements.occasions import with_occasion
from communique.read.statements.overlaps import settle
from communique.read.statements.passives import bears, held_of
from communique.read.statements.quotes import QuoteIndex
from communique.read.statements.said_on import Said, said_on
from communique.read.statements.terms import without_terms
from communique.record import Article, Statement, Time, content_id, join_pieces, normalise_spans
from communique.record.reading import Act, Form

Spans = tuple[tuple[int, int], ...]
HONORIFIC = re.compile(r"Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Rev|Hon|St|Adm|Cmdr|Maj")
CUT_HONORIFIC = re.compile(r"\.?\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*")
CUT_GIVEN = re.compile(r"\s[A-Z][\w’'-]+")
URGED = re.compile(
    r"\b(?:urg(?:e|es|ed|ing)|order(?:s|ed|ing)?|advis(?:e|es|ed|ing)|implor(?:e|es|ed|ing)|instruct(?:s|ed|ing)?)$"
)
TOLD = re.compile(r"((?:(?!not\s)[\w’'-]+\s){1,5})(?:not\s)?to\s[a-z]+")
NOT_TOLD = re.compile(  # things that go "to" something, and nobody who could be told
    r"(?:(?:an?|any|more|further|greater|immediate|the|its|their|his|her)\s(?:[\w’'-]+\s)*)?"
    r"(?:end|halt|stop|return|switch|shift|visits?|access|solutions?|answers?|responses?|approach|commitment|changes?|opposition|"
    r"resistance|attention|restrictions?|limits?|transition|alternatives?|amendments?|threats?|damage|support|aid|help)\s"
)
SAYING_NOUN = re.compile(
    r"claims?|assertions?|allegations?|assurances?|warnings?|promises?|denials?|contention|insistence|suggestion"
)
OWNER = re.compile(
    r"(?:(?P<who>(?:(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir)\s(?:[a-z][\w-]*\s){0,3}[a-z][\w-]*|(?:[A-Z][\w.’-]*\s){0,3}[A-Z][\w-]*|[a-z]{3,}s(?=['’]\s)))['’]s?|"
    r"\b(?P<pronoun>[Hh]is|[Hh]er|[Tt]heir|[Ii]ts))\s$"
)
IMPERSONAL = re.compile(
    r"[Ii]t\s(?:is|was|has\sbeen|had\sbeen|will\sbe)\s(?:also\s|now\s|widely\s|further\s|generally\s)?"
    r"(?:understood|learned|learnt|believed|thought|said|reported|noted|stressed|announced|expected|hoped|feared|known|"
    r"recalled|alleged|claimed|stated|felt|emphasised|emphasized|underlined|rumoured|rumored)$"
)
SECOND_VERB = re.compile(
    r"\b(?:and|but|then)\s(?:(?:also|later|then|again|once|twice|\w+ly)\s|(?:on|in|at|by|during|after)\s(?:[\w’'-]+\s){1,3}|"
    rf"(?:{'|'.join(DAYS)})\s)?$"
)
PARTICIPLE = re.compile(r"\w+ing\b")
NOUN = re.compile(r"((?:\s[\w’'-]+){1,4})\s")
OWNED = re.compile(r"(?:\s[a-z][\w’'-]+){1,3}")
CAPITALISED = re.compile(r"(?:\s[A-Z][\w’'-]+\.?)+")
OF_TITLE = re.compile(r"\sof(?:\s[A-Z][\w’'-]+\.?){2,5}")
NO_NAMES = frozenset((*DAYS, *MONTHS))
OPENING_MARKS = ("“", '"', "„", "«", "‘", "`", "'")
BREAK = re.compile(r"\n\s*\n\s*")
COMPLEMENTISER = re.compile(r"(?:that|whether|(?P<asked>if))\b[\s,]*")
ASKING = re.compile(  # behind these words an "if" opens what is asked; behind others it is a condition, and words of the speaker's
    r"\b(?:ask(?:s|ed|ing)?(?:\s[\w’'-]+){0,4}|wonder(?:s|ed|ing)?|[ie]nquir(?:e|es|ed|ing)|quer(?:y|ied)|question(?:s|ed|ing)?|kn[eo]w(?:s|n|ing)?|"
    r"see|say|tell|decided?|determined?|sure|unsure|uncertain|clear|unclear|doubt(?:s|ed|ful)?|find\sout|check(?:s|ed|ing)?)\s$",
    re.I,
)
LEADING = re.compile(r"^[\s,;:—–-]+")
TRAILING = re.compile(r"[\s,;:—–-]+$")
ADDRESSED = re.compile(
    r"\b(?:told|tell|tells|telling|urged|urging|asked|asking|warned|warning|assured|reminded|informed|advised|"
    r"called on|calling on)$",
    re.I,
)
LONGEST_WORD = 30  # characters; scripts without blanks are not cut further
REST = 400  # characters that a sentence may have behind the end of a window
PIECES_APART = 12  # characters between two pieces of one source
APART = re.compile(r"[;:!?“”\"]|\.(?:\s|(?=[A-Z]))")  # what two pieces of one source never have between them
LATELY = 1_500  # characters over which the last speaker counts for a pronoun
CARRY = 400  # and over which a quotation without a source can be carried on
NO_PART_OF_ADDRESSEE = re.compile(
    r"[,;:.“”\"\n]|\b(?:that|if|whether|on|in|at|during|after|before|to)\b|(?<!\bthe)(?<!\ba)\s(?:"
    r"yesterday|today|to-?night|here|there|earlier|later|last|this\s(?:morning|afternoon|evening|week|month)|"
    rf"(?:minutes|hours|days|weeks|moments)\s(?:earlier|later|before|ago)|{'|'.join((*DAYS, *MONTHS))})\b"
)
NO_ADDRESSEE = re.compile(r"^(?:that|to|not|if|whether|for|about|of|in|on|at|it|him|her|them|me|us)\b", re.I)


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its id: everything in characters."""

    raw: RawAttribution
    content: Spans
    cue: Spans
    source: Spans
    form: Form | None = None  # where layout says it: turns of a dialogue, citations
    silent: bool = False  # nobody says it, but it tells whom the pronouns of what follows mean


def draft_of(words: Words, content: Spans, source: Spans, cue: Spans, form: Form | None, sure: float) -> Draft:
    """A statement that layout or wording gives, and not the model; `sure` stands for its confidence."""
    covered = words.at(*content[0])
    anchor = covered[0] if covered else 0
    return Draft(RawAttribution(anchor, (), (), (), sure, sure, sure, sure), content, cue, source, form)


def drafts(scores: WordScores, quotes: QuoteIndex, readable: Callable[[int], bool]) -> list[Draft]:
    """Attributions in characters, in order of their content; those outside readable zones are left out."""
    words, text = scores.words, scores.words.text
    out = []
    for raw in scores.attributions:
        spans = [words.span(*s) for s in raw.content]
        content = without_terms(text, tidy(text, _past_cut(text, spans, quotes) if raw.cut else spans, quotes))
        if content and readable(content[0][0]):
            cue = tuple(words.span(*s) for s in raw.cue)
            source = _sources(text, _with_noun(text, [words.span(*s) for s in raw.source], cue))
            source = _before_cue(text, source, cue)
            content = _without_addressee(text, content, cue)
            out.append(Draft(raw, content, cue, _possessor(text, cue) or _nearest(text, source, cue or content)))
    out.sort(key=lambda d: (d.content, d.cue))
    contents = settle([d.content for d in out], [d.cue for d in out])
    settled = [replace(d, content=content) for d, content in zip(out, contents, strict=True)]
    return sorted(settled, key=lambda d: (d.content, d.cue))


def _past_cut(text: str, spans: list[tuple[int, int]], quotes: QuoteIndex) -> list[tuple[int, int]]:
    """Spans of a content that its window cut: the last one goes on to the end of its quotation, else of its sentence."""
    start, end = spans[-1]
    run = quotes.at(end) if end < len(text) else None
    if run and run.closed and run.start < end:
        return [*spans[:-1], (start, run.end)]
    sentence = sentence_at(split_sentences(text, start, min(len(text), end + REST)), end - 1)
    if sentence is None or (sentence[1] == end + REST < len(text)):
        return spans
    return [*spans[:-1], (start, max(end, sentence[0] + len(text[slice(*sentence)].rstrip(".!?"))))]


def _without_addressee(text: str, content: Spans, cue: Spans) -> Spans:
    """Content of a demand from its "to" on: "urged" + "voters to stay at home" tells voters to stay at home."""
    first = content[0]
    if not cue or not URGED.search(text[slice(*cue[-1])]) or not 0 <= first[0] - cue[-1][1] <= 1:
        return content
    told = TOLD.match(text, first[0], first[1])
    told = None if told and NOT_TOLD.fullmatch(told[1]) else told
    return ((told.end(1), first[1]), *content[1:]) if told else content


def _possessor(text: str, cue: Spans) -> Spans | None:
    """Whose a claim is that follows a possessive: "Kovar's claim that"."""
    if len(cue) != 1 or not SAYING_NOUN.fullmatch(text[slice(*cue[0])]):
        return None
    owner = OWNER.search(text[max(0, cue[0][0] - 60) : cue[0][0]])
    at = max(0, cue[0][0] - 60)
    whose = owner and ("who" if owner["who"] else "pronoun")
    return ((at + owner.start(whose), at + owner.end(whose)),) if owner and whose else None


def _nearest(text: str, source: Spans, to: Spans) -> Spans:
    """The pieces of a source near the one that is nearest to the cue; far ones are other people of the sentence."""
    if len(source) < 2:
        return source
    best = min(source, key=lambda s: min(max(a - s[1], s[0] - b, 0) for a, b in to))
    return tuple(s for s in source if s is best or _hang_together(text, min(s, best), max(s, best)))


def _hang_together(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether two pieces of a source are near each other and in one clause."""
    return right[0] - left[1] <= PIECES_APART and not APART.search(text, left[1], right[0])


def _before_cue(text: str, spans: Sequence[tuple[int, int]], cue: Spans) -> Spans:
    """Sources that run on over their own verb, cut before it: "Ministers" of the headline "Ministers Say Vale Should Go"."""
    out = []
    for start, end in spans:
        verb = next((a for a, b in cue if start < a < end), None)
        kept = len(text[start:verb].rstrip(" ,")) if verb is not None else end - start
        out.append((start, start + kept))
    return tuple(out)


def _with_noun(text: str, spans: Sequence[tuple[int, int]], cue: Spans) -> list[tuple[int, int]]:
    """Sources that are cut before their noun: "the" + "brief" before "said", "her" + "counterpart" anywhere."""
    out = []
    for start, end in spans:
        if text[start:end].lower() in ("his", "her", "their", "its"):
            out.append((start, _past_noun(text, end)))
            continue
        gap = NOUN.fullmatch(text, end, cue[0][0]) if cue and text[start:end].lower() in ("the", "a", "an") else None
        alone = text[start:end].lower() in ("the", "a", "an")
        out.append((start, end + len(gap[1]) if gap else _past_noun(text, end) if alone else end))
    return out


def _past_noun(text: str, end: int) -> int:
    """The end of the noun behind a possessive: of two or three small letters' words the first that is a person or a body."""
    following = OWNED.match(text, end)
    for word in re.finditer(r"[\w’'-]+", following[0]) if following else ():
        if noun_kind(word[0]) in ("person", "organization"):
            return end + word.end()
    return end


def _sources(text: str, spans: Sequence[tuple[int, int]]) -> Spans:
    """Source spans with an honorific joined to the name behind its full stop ("Mr" + ". Vale")."""
    out = []
    for start, end in spans:
        last = (text[start:end].rstrip(".").split() or [""])[-1]  # a source may be a lone full stop
        given = CUT_GIVEN.match(text, end) if last.lower() in given_names() and last[0].isupper() else None
        if given:
            end = given.end()
        name = CUT_HONORIFIC.match(text, end) if HONORIFIC.fullmatch(last) else None
        end = name.end() if name else end
        out.append((start, _past_title(text, start, end)))
    return normalise_spans(out)


def _past_title(text: str, start: int, end: int) -> int:
    """The end of a source that stops inside a title before a name: "Attorney" + " General Ana Vale"."""
    rest = (CAPITALISED.match(text, end) or OF_TITLE.match(text, end)) if text[start:end].istitle() else None
    if rest is None or rest[0].split()[0] in NO_NAMES:
        return end
    title, name = split_title(text[start : rest.end()])
    return rest.end() if title and name and name != text[start : rest.end()] else end


def tidy(text: str, spans: Sequence[tuple[int, int]], quotes: QuoteIndex) -> Spans:
    """Content without leading complementiser and stray punctuation, with the quotation marks that hug it."""
    out = []
    for i, (start, end) in enumerate(_by_paragraph(text, spans)):
        start, end = quotes.complete(start, end)
        start = _past_complementiser(text, start, end) if i == 0 else start
        lead = LEADING.search(text[start:end])
        start += lead.end() if lead else 0
        tail = TRAILING.search(text[start:end])
        end -= len(tail[0]) if tail else 0
        start, end = quotes.without_others(start, end)
        if any(c.isalnum() for c in text[start:end]):
            out.append((start, end))
    return normalise_spans(out)


def _past_complementiser(text: str, start: int, end: int) -> int:
    """Where a content opens behind its "that" or "whether", or the "if" of a question; a capital opens words of the speaker's."""
    opening = COMPLEMENTISER.match(text, start, end)
    if (
        opening is None
        or opening.end() >= end
        or (opening[0][0] != "t" and text[max(0, start - 5) : start].endswith("that "))
    ):
        return start  # "that whether he goes or stays": the second one is the speaker's
    if opening["asked"] and not ASKING.search(text[max(0, start - 60) : start]):
        return start
    return opening.end()


def _by_paragraph(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces cut at blank lines: what follows one belongs to a piece only if it opens with a quotation mark."""
    out = []
    for start, end in sorted(spans):
        breaks = list(BREAK.finditer(text, start, end))
        stop = next((m.start() for m in breaks if text[m.end() : m.end() + 1] not in OPENING_MARKS), end)
        out.append((start, stop))
    return out


def build_statements(
    article: Article, found: Sequence[Draft], resolver: SpeakerResolver, quotes: QuoteIndex, times: Sequence[Time]
) -> tuple[tuple[Statement, ...], dict[str, Resolved]]:
    """Statements in order, and the speaker behind each id."""
    text, out, speakers = article.text, [], {}
    found = [on_words(text, draft) for draft in found]
    parents = _parents(found)
    resolved: list[Resolved] = []
    for i in range(len(found)):
        speaker = _speaker(text, found, i, resolver, resolved, parents, quotes)
        resolved.append(speaker)
    said = [
        Said(d.content, d.cue, d.source, r.name, p is not None)
        for d, r, p in zip(found, resolved, parents, strict=True)
    ]
    days = said_on(text, said, times, article.published, news=article.genre not in ("analysis", "opinion"))
    cues = [with_occasion(text, d.cue, (*d.content, *d.source)) for d in found]
    ids = [content_id("s", article.id, d.content, cue, d.source) for d, cue in zip(found, cues, strict=True)]
    for i, draft in enumerate(found):
        if draft.silent or ids[i] in ids[:i]:
            continue
        speaker, parent = resolved[i], parents[i]
        speakers[ids[i]] = speaker
        form, words = draft.form or quotes.form(draft.content), join_pieces(text, draft.content)
        act = _act(text, draft, form, words, resolver.scores)
        out.append(
            Statement(
                id=ids[i],
                content=draft.content,
                text=words,
                cue=cues[i],
                source=draft.source,
                speaker=speaker.name,
                speaker_kind=speaker.kind,
                speaker_description=speaker.description or _description(text, draft, speaker),
                speaker_reason=speaker.reason,
                speaker_confidence=speaker.confidence,
                speaks_for=next(filter(None, map(resolver.speaks_for, draft.source)), None),
                form=form,
                act=act,
                stance=stance_of(act, words),
                addressee=_addressee(text, draft),
                said_on=days[i],
                within=ids[parent] if parent is not None else None,
                zone=article.zone_at(draft.content[0][0]),
                confidence=draft.raw.confidence,
            )
        )
    return tuple(out), speakers


def on_words(text: str, draft: Draft) -> Draft:
    """The draft with spans that begin and end where words do, whatever layer made them."""
    content, cue, source = (
        normalise_spans([_word_borders(text, *s) for s in spans]) for spans in (draft.content, draft.cue, draft.source)
    )
    return replace(draft, content=content, cue=cue, source=source)


def _word_borders(text: str, start: int, end: int) -> tuple[int, int]:
    first, last = max(0, start - LONGEST_WORD), min(len(text), end + LONGEST_WORD)
    while start > first and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < last and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _act(text: str, draft: Draft, form: str, content: str, scores: WordScores) -> Act:
    """The speech act by cue and content; the model's own label breaks ties."""
    probabilities = scores.row("act", draft.raw.anchor)
    best = int(probabilities.argmax())
    cue = " ".join(text[a:b] for a, b in draft.cue)
    source = " ".join(text[a:b] for a, b in draft.source)
    return act_of(cue, content, ActContext(form=form, source=source, scored=(ACTS[best], float(probabilities[best]))))[
        0
    ]


def _description(text: str, draft: Draft, speaker: Resolved) -> str | None:
    """The source's own words where they say more than the name."""
    words = join_pieces(text, draft.source) if draft.source else None
    return words if words and words != speaker.name else None


def _parents(found: Sequence[Draft]) -> list[int | None]:
    """For each draft the smallest other one whose content holds its content and cue (second-hand speech)."""
    out: list[int | None] = []
    for i, child in enumerate(found):
        spans = [*child.content, *child.cue]
        best: tuple[int, int] | None = None
        for j, other in enumerate(found):
            if i == j or other.silent or other.content == child.content:
                continue
            if other.content[0][0] > child.content[0][0]:
                break
            if all(any(s <= a and b <= e for s, e in other.content) for a, b in spans):
                size = sum(e - s for s, e in other.content)
                best = min(best, (size, j)) if best else (size, j)
        out.append(best[1] if best else None)
    return out


def _speaker(
    text: str,
    found: Sequence[Draft],
    i: int,
    resolver: SpeakerResolver,
    done: list[Resolved],
    parents: list[int | None],
    quotes: QuoteIndex,
) -> Resolved:
    draft = found[i]
    if _impersonal(text, draft):
        return replace(UNKNOWN, reason="told without a source: nobody is named who said it")
    if not draft.source and len(draft.cue) == 1 and (bears(cue := text[slice(*draft.cue[0])]) or held_of(cue)):
        return replace(UNKNOWN, reason="told of its subject in the passive: nobody is named who said it")
    earlier = next((k for k in range(i - 1, -1, -1) if parents[k] is None), None)
    before = done[earlier] if earlier is not None else None
    if draft.source:
        near = _lately(draft, found, i, parents, done)
        gap = (_end(found[earlier]) if earlier is not None else 0, _start(draft))
        resolved = resolver.resolve(draft.source[0], near, gap, draft.content)
        if len(draft.source) > 1 and resolved.kind in ("unknown", "unnamed"):
            others = [resolver.resolve(s, near) for s in draft.source[1:]]
            resolved = next((r for r in others if r.kind not in ("unnamed", "unknown")), resolved)
        return _first_person(resolved, found, i, done)
    if draft.cue and _of_subject(text, draft.cue[0]) and parents[i] is None:
        subject = resolver.subject(draft.cue[0], draft.content[-1][1], before)
        if subject:
            return subject
    if earlier is None or before is None or parents[i] is not None:
        return UNKNOWN
    start, end = _end(found[earlier]), draft.content[0][0]
    near_by = text.count("\n\n", start, end) <= 1 and end - start < CARRY
    quoted = quotes.at(end) is not None
    if near_by and (quoted or draft.raw.cue) and _may_be_carried(text, draft, quotes):
        return resolver.carried(before, min(start, end), end)
    return replace(UNKNOWN, reason="no source, and no quotation just before to carry a speaker over from")


def _lately(
    draft: Draft, found: Sequence[Draft], i: int, parents: Sequence[int | None], done: Sequence[Resolved]
) -> Resolved | None:
    """Who spoke last before a draft, not too far from it; statements whose pronouns could not be tied are passed over."""
    for k in range(i - 1, -1, -1):
        if draft.content[0][0] - _end(found[k]) >= LATELY:
            return None
        if parents[k] is None and not (done[k].kind == "unknown" and found[k].source):
            return done[k]
    return None


def _may_be_carried(text: str, draft: Draft, quotes: QuoteIndex) -> bool:
    """Whether a find without a source can be the last speaker's: not what a verb or noun tells that has a subject of its own."""
    return not draft.cue or quotes.at(draft.content[0][0]) is not None or _of_subject(text, draft.cue[0])


def _impersonal(text: str, draft: Draft) -> bool:
    """Whether something "is understood" or "was learned", by nobody."""
    if not draft.cue or any(text[s:e].lower() != "it" for s, e in draft.source):
        return False
    start = draft.source[0][0] if draft.source else draft.cue[0][0]
    return bool(IMPERSONAL.match(text[max(0, start - 3) if not draft.source else start : draft.cue[-1][1]]))


def _of_subject(text: str, cue: tuple[int, int]) -> bool:
    """Whether a verb without a source is the subject's of its sentence: a participle, or a second verb behind "and"."""
    if text[slice(*cue)] == ":":
        return True
    return bool(PARTICIPLE.match(text, *cue) or SECOND_VERB.search(text[max(0, cue[0] - 40) : cue[0]]))


def _end(draft: Draft) -> int:
    """Where the last of a draft's words stands."""
    return max(e for _, e in (*draft.content, *draft.cue, *draft.source))


def _start(draft: Draft) -> int:
    """Where the first of a draft's words stands."""
    return min(s for s, _ in (*draft.content, *draft.cue, *draft.source))


def _first_person(resolved: Resolved, found: Sequence[Draft], i: int, done: list[Resolved]) -> Resolved:
    """First person inside somebody's statement is that somebody."""
    if resolved.kind != "unknown" or not resolved.reason.endswith("whoever speaks or writes here"):
        return resolved
    at = found[i].source[0][0]
    around = [j for j in range(i) if any(s <= at < e for s, e in found[j].content)]
    if not around:
        return resolved
    owner = done[around[-1]]
    sure = round(owner.confidence * 0.9, 4)
    return replace(owner, reason="first person inside this speaker's statement", confidence=sure)


def _addressee(text: str, draft: Draft) -> str | None:
    """Who is told, where the sentence says so: the words between "told" and what was told."""
    if not draft.cue or not draft.content:
        return None
    end = draft.cue[-1][1]
    after = [s for s, _ in (*draft.content, *draft.source) if s >= end]
    if not ADDRESSED.search(text[draft.cue[-1][0] : end]):
        return None
    between = text[end : min(after)] if after else text[end : end + 60].split(".")[0].split(",")[0]
    words = NO_PART_OF_ADDRESSEE.split(between)[0].strip()
    return words if words and len(words) <= 60 and not NO_ADDRESSEE.match(words) else None
