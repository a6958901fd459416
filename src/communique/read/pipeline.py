"""Article -> Reading: one pass of the model, then every layer over its scores."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Protocol

from communique.encoder.session import Model, load_model
from communique.encoder.words import split_words
from communique.options import ReadOptions
from communique.read.attribution import load_settings
from communique.read.events import find_events
from communique.read.forward import find_forward
from communique.read.loaded import find_loaded
from communique.read.naming.described import described, told_of
from communique.read.naming.lands import with_lands
from communique.read.naming.mentions import LocalActor, group_names
from communique.read.naming.names import tagged_names
from communique.read.nominals import nominals
from communique.read.plausible import screened
from communique.read.scores import PRONOUNS, WordScores, score
from communique.read.sentences import split_sentences
from communique.read.speakers import Resolved, SpeakerResolver
from communique.read.speakers.source import SINGULAR_PRONOUNS
from communique.read.statements.borders import bordered
from communique.read.statements.build import build_statements, drafts
from communique.read.statements.continued import continued
from communique.read.statements.dialogue import with_dialogue
from communique.read.statements.inner import with_inner
from communique.read.statements.mending import mended
from communique.read.statements.nouns import with_nouns
from communique.read.statements.owners import owned
from communique.read.statements.parallel import parted
from communique.read.statements.quotes import QuoteIndex
from communique.read.statements.regroup import regrouped
from communique.read.statements.secondhand import with_secondhand
from communique.read.statements.sourcing import sourced
from communique.read.statements.stock import with_stock
from communique.read.statements.unspoken import spoken
from communique.read.times import Speech, as_spoken, tag_times
from communique.record import READABLE_ZONES, Article, Mention, Reading, Statement


class Reader(Protocol):
    """What reads an article. `name` is printed in `layers` of every Reading it makes."""

    name: str

    def read(self, article: Article) -> Reading:
        """Read one article; the result depends on nothing but the article and the reader."""
        ...


class ModelReader:
    """The bundled reader: a small trained encoder with heads, and rules where rules are better."""

    def __init__(self, model: Model, options: ReadOptions) -> None:
        self.model, self.options, self.settings = model, options, load_settings()
        self.name = model.version

    def read(self, article: Article) -> Reading:
        """Read one article."""
        readable = _readable(article)
        words = split_words(article.text)
        scores = score(words, self.model, self.settings)
        names = [n for n in tagged_names(scores) if readable(n.start)]
        actors = with_lands(article.text, group_names(article.text, names))
        resolver = SpeakerResolver(scores, actors)
        quotes = QuoteIndex(article.text)
        times = tuple(t for t in tag_times(article.text, article.published, article.zones) if readable(t.span[0]))
        found = continued(article.text, regrouped(article.text, drafts(scores, quotes, readable)), quotes)
        found = sourced(article.text, mended(article.text, found, quotes), quotes, actors)
        found = spoken(article.text, screened(article.text, found, quotes, scores), actors)
        found = parted(article.text, bordered(article.text, owned(article.text, found)), quotes)
        found = with_secondhand(article.text, found, quotes, words, readable)
        found = with_stock(article.text, found, quotes, words, readable)
        found = with_nouns(article.text, found, quotes, words, readable)
        found = with_inner(article.text, found, quotes, words, readable)
        found = with_dialogue(article.text, found, words, readable)
        statements, speakers = build_statements(article, found, resolver, quotes, times)
        times = as_spoken(article.text, times, _speeches(statements, quotes), article.published)
        sentences = split_sentences(article.text)
        named = mentions(scores, actors, resolver, statements, speakers)
        forward = find_forward(article, statements, sentences, times, scores, named)
        return Reading(
            article=article,
            layers={**dict.fromkeys(("statements", "scare_quotes", "mentions"), self.name), "times": "times-1",
                    "events": "events-1", "forward": "forward-1", "loaded": "loaded-1"},
            statements=statements,
            scare_quotes=scare_quotes(quotes, statements, readable),
            times=times,
            events=find_events(article, sentences, times, named, statements, scores),
            forward=forward,
            loaded=find_loaded(article, sentences, named, statements, scores),
            mentions=named,
        )  # fmt: skip


def _speeches(statements: Sequence[Statement], quotes: QuoteIndex) -> list[Speech]:
    """The quoted stretches of dated statements; what a report puts in its own words counts from its own day."""
    return [
        Speech((max(run.start, start), min(run.end, end)), statement.said_on)
        for statement in statements
        if statement.said_on
        for start, end in statement.content
        for run in quotes.over(start, end)
    ]


def load_reader(options: ReadOptions) -> Reader:
    """The bundled reader, or the one whose model folder `options.model` names. ModelError if its files are unsound."""
    return ModelReader(load_model(options.model, options.threads), options)


def _readable(article: Article) -> Callable[[int], bool]:
    """Whether an offset stands in a zone that is read; texts without zones are read whole."""
    if not article.zones:
        return lambda _: True
    zones = sorted((z.span[0], z.span[1]) for z in article.zones if z.kind in READABLE_ZONES)

    def inside(offset: int) -> bool:
        i = bisect_right(zones, (offset, 1 << 60)) - 1
        return i >= 0 and offset < zones[i][1]

    return inside


def scare_quotes(
    quotes: QuoteIndex, statements: tuple[Statement, ...], readable: Callable[[int], bool]
) -> tuple[tuple[int, int], ...]:
    """Quoted runs that no statement claims: they attribute nothing to anyone."""
    claimed = sorted(s for st in statements for s in st.content)
    out = []
    for run in quotes.runs:
        if run.closed and readable(run.start) and not any(s < run.end and run.start < e for s, e in claimed):
            out.append((run.start, run.end))
    return tuple(out)


def mentions(
    scores: WordScores,
    actors: list[LocalActor],
    resolver: SpeakerResolver,
    statements: tuple[Statement, ...],
    speakers: dict[str, Resolved],
) -> tuple[Mention, ...]:
    """Names, the nominals that sources are, and pronouns sure enough to be tied to a name; sorted, one a span."""
    found = {
        (n.start, n.end): Mention(span=(n.start, n.end), kind=a.kind, form="name", actor=a.name)
        for a in actors
        for n in a.names
    }
    for statement in statements:
        speaker = speakers[statement.id]
        if len(speaker.actors) == 1 and len(statement.source) == 1 and statement.source[0] not in found:
            span, actor = told_of(scores.words.text, statement.source[0]), speaker.actors[0]
            holds_name = any(s <= n.start and n.end <= e for n in actor.names for s, e in [span])
            if not holds_name:
                form = "pronoun" if scores.words.text[slice(*span)].lower() in PRONOUNS else "nominal"
                found[span] = Mention(span=span, kind=actor.kind, form=form, actor=actor.name)
    for word in sorted(scores.antecedents):
        span = scores.words.span(word, word)
        if span not in found and scores.words[word].lower() in SINGULAR_PRONOUNS:
            who = resolver.resolve(span)
            if who.kind == "named" and len(who.actors) == 1:
                found[span] = Mention(span=span, kind="person", form="pronoun", actor=who.actors[0].name)
    for first, last in nominals(scores.words, 0, len(scores.words)):
        span = scores.words.span(first, last)
        who = resolver.resolve(span)
        if span not in found and len(who.actors) == 1:
            found[span] = Mention(span=span, kind=who.actors[0].kind, form="nominal", actor=who.actors[0].name)
    found |= {mention.span: mention for mention in described(scores.words, actors, found)}
    return tuple(found[s] for s in sorted(found))
