"""Loaded wording of one article, phrase by phrase, each with its target."""

from __future__ import annotations

from collections.abc import Sequence

from communique.read.acts import WordScores
from communique.read.acts.lexicon import word_set
from communique.read.acts.offsets import Between, inside_any, zone_finder
from communique.read.acts.tokens import Token, tokenize
from communique.read.loaded.lexicon import Word, loaded_phrases, neighbours
from communique.read.statements.quotes import find_quoted
from communique.record import Article, Loaded, Mention, Statement

Span = tuple[int, int]
_ADJECTIVAL = ("al", "ic", "ive", "ous", "ian", "ish", "ese", "ary", "ar", "ful", "less", "able", "ible")
_BEFORE_A_NOUN = word_set("communique.read.loaded", "before_a_noun")
_READ = frozenset({"body", "standfirst", "subhead", "title", "caption"})
_NOT_A_NOUN = word_set("communique.read.loaded", "not_a_noun")
_COPULAS = word_set("communique.read.loaded", "copulas")


def find_loaded(
    article: Article,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    scores: WordScores | None = None,
) -> tuple[Loaded, ...]:
    """Evaluative phrases in the author's voice or in unquoted reported content (`inside_statement`), in text order.

    What stands within quotation marks, and every direct quotation, is its speaker's wording and left out.
    `target` is the word or name that the phrase judges, None where the sentence does not show it.
    """
    del scores
    text = article.text
    quoted = inside_any((q.start, q.end) for q in find_quoted(text))
    direct = inside_any(span for s in statements if s.form == "direct" for span in s.content)
    content = inside_any(span for s in statements for span in s.content)
    named, zone_of = Between(mentions), zone_finder(article)
    out = []
    for start, end in sentences:
        if article.zones and zone_of(start) not in _READ:
            continue
        tokens = tokenize(text, start, end)
        for first, last, word in loaded_phrases().find(tokens):
            span = (tokens[first].start, tokens[last - 1].end)
            if quoted(span[0]) or direct(span[0]) or _plain(tokens, first, last, word):
                continue
            target = _target(tokens, first, last, word, named.starting_in(start, span[0]))
            out.append(Loaded(span=span, target=target, inside_statement=content(span[0])))
    return tuple(out)


def _plain(tokens: Sequence[Token], first: int, last: int, word: Word) -> bool:
    """Neighbours that make it a plain word, or a capital that makes it a name."""
    before = tokens[first - 1].lower if first else ""
    after = tokens[last].lower if last < len(tokens) else ""
    rule = neighbours().get(word.lemma)
    if rule is not None and (before in rule.before or after in rule.after):
        return True
    title = sum(t.text[:1].isupper() for t in tokens) > len(tokens) / 2
    if tokens[first].text[0].isupper() and first > 0 and not title:
        return True
    if word.sort == "saying" and last - first == 1:
        return _not_a_verb(before)
    return word.sort == "label" and word.lemma in {"mute", "mere"} and before in {"the"}


def _not_a_verb(before: str) -> bool:
    """A verb form that stands as a noun: after a determiner or a preposition."""
    return before in _BEFORE_A_NOUN or before.endswith("'s")


def _target(tokens: Sequence[Token], first: int, last: int, word: Word, mentions: Sequence[Mention]) -> str | None:
    if word.sort in ("label", "intensifier"):
        return _noun_after(tokens, last) or _subject(tokens, first, mentions)
    return _subject(tokens, first, mentions)


def _noun_after(tokens: Sequence[Token], last: int) -> str | None:
    """The noun that the adjective goes with: the first plain word after it that is neither a name nor an adjective."""
    head = None
    for token in tokens[last : last + 5]:
        if not token.text[0].isalpha() or token.lower in _NOT_A_NOUN or token.lower.endswith("ed"):
            break
        head = token.text
        if token.text.islower() and not token.lower.endswith(_ADJECTIVAL) and "-" not in token.text:
            break
    return head.removesuffix("’s").removesuffix("'s") if head else None


def _subject(tokens: Sequence[Token], first: int, mentions: Sequence[Mention]) -> str | None:
    """The nearest name before the phrase in its sentence, or the word before a copula."""
    at = tokens[first].start
    before = [m for m in mentions if m.span[1] <= at and m.kind in ("person", "organization", "state")]
    if before:
        return max(before, key=lambda m: m.span[1]).actor
    for k in range(first - 1, 0, -1):
        subject = tokens[k - 1]
        if tokens[k].lower in _COPULAS:
            plain = subject.text[0].isalpha() and subject.lower not in _NOT_A_NOUN and not subject.lower.endswith("ly")
            return subject.text if plain else None
    return None
