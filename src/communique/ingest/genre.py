"""What kind of report an article is, with reasons; None when nothing tells, or when two things disagree."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources

from communique.ingest.given import Given
from communique.ingest.metadata import Metadata
from communique.ingest.zones.datelines import SPEAKER
from communique.record.article import Genre, Zone

_MIN_SPEECHES = 4
_SPEECH_SHARE = 0.25  # of the body's lines that open with a speaker's label
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|me)\b")
_OPINION_WORDS = re.compile(
    r"\b(?:op-ed|guest column|opinion (?:piece|contributor)"
    r"|(?:views?|opinions?)\b.{0,60}\b(?:expressed|those of|(?:his|her|their) own))\b",
    re.IGNORECASE,
)
_RELEASE_LABEL = re.compile(
    r"(?:for immediate release|press release|news release|media note|media release|readout\b|press statement"
    r"|(?:press|media) (?:contacts?|enquiries|inquiries)\b|for (?:press|media) (?:inquiries|enquiries))",
    re.IGNORECASE,
)
_RELEASE_TITLE = re.compile(
    r"(?:(?:joint |official )?readout of|joint (?:press )?(?:statement|communiqu[eé]|declaration) (?:of|by|on|following|between|from)"
    r"|(?:press )?statement (?:by|on behalf of|attributable to) (?:the )?(?:(?-i:[A-Z])[\w.'’-]* ){0,6}"
    r"(?:spokes\w+|minister|ministry|secretary|president|council|commission|government)\b)",
    re.IGNORECASE,
)
_ISSUER = re.compile(
    r"\b(?:Office of|Ministry of|Department of|Press (?:Office|Service|Secretary)|Spokesperson|Secretary of State)\b"
)
_CREDITS = re.compile(
    r"\b(?:contributed (?:to this (?:report|article|story)|reporting)|reporting by .{3,200}editing by|reported from)\b",
    re.IGNORECASE | re.DOTALL,
)
_LEAD = 400  # characters of the body
_LEAD_DAY = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday)\b")
_SAID = re.compile(r"\b(?:said|says|told|added|announced|according to)\b")
_SAID_EVERY = 125  # words
_MIN_NEWS_WORDS = 80
_QUOTED = re.compile(r"“[^”]{0,2000}”?|\"[^\"]{0,2000}\"?")


@dataclass(frozen=True, slots=True)
class _Case:
    """What the rules look at: the text outside quotation marks, the furniture, and the metadata."""

    text: str
    zones: Sequence[Zone]
    metadata: Metadata

    def words_of(self, *kinds: str) -> list[str]:
        return [self.text[z.span[0] : z.span[1]] for z in self.zones if z.kind in kinds]

    @property
    def body(self) -> str:
        return "\n".join(self.words_of("body"))


Rule = Callable[[_Case], tuple[Genre, str] | None]


def genre_of(
    text: str, zones: Sequence[Zone], metadata: Metadata, given: Given, stated: Genre | None = None
) -> tuple[Genre | None, tuple[str, ...]]:
    """The genre and the reasons for it.

    What the user gives wins, then what the page's markup states (`stated`), then the first group of rules that
    speaks, if it speaks with one voice: the shape of a transcript, labels and addresses, the marks of a release,
    the marks of news agencies and newsrooms, an author's own voice.
    """
    if given.genre:
        return given.genre, (f"given in {given.where}",)
    if stated:
        return stated, ("stated in the page's markup",)
    case = _Case(text, zones, metadata)
    for group in _RULES:
        spoken = [found for rule in group if (found := rule(case))]
        genres = {genre for genre, _ in spoken}
        if len(genres) == 1:
            return genres.pop(), tuple(reason for _, reason in spoken)
        if genres:
            return None, tuple(f"{genre}: {reason}" for genre, reason in spoken)
    return None, ()


def _transcript(case: _Case) -> tuple[Genre, str] | None:
    """Lines that open with the name of who speaks."""
    lines = [line for line in case.body.split("\n") if line.strip()]
    labels = [line for line in lines if SPEAKER.match(line)]
    if len(labels) >= _MIN_SPEECHES and len(labels) >= _SPEECH_SHARE * len(lines):
        return "transcript", f"{len(labels)} lines open with a speaker's name"
    return None


def _label(case: _Case) -> tuple[Genre, str] | None:
    """A section's name above the title ("OPINION")."""
    for words in case.words_of("boilerplate")[:8]:
        for part in re.split(r"\s*[/|>:]\s*|\s{2,}", words):
            if genre := _labels().get(part.strip().casefold()):
                return genre, f"labelled {part.strip()!r}"
    return None


def _title_label(case: _Case) -> tuple[Genre, str] | None:
    """A label in front of the title or the byline ("Analysis: ...", "Analysis by ...")."""
    title = case.metadata.title or ""
    head = re.split(r"\s*[|:–—]\s+", title, maxsplit=1)
    if len(head) == 2 and (genre := _labels().get(head[0].strip().casefold())):
        return genre, f"title opens with {head[0].strip()!r}"
    for words in case.words_of("byline"):
        if match := re.match(r"(news analysis|analysis|opinion|commentary)\s+by\b", words, re.IGNORECASE):
            return _labels()[match[1].casefold()], f"byline opens with {match[1]!r}"
    return None


def _address(case: _Case) -> tuple[Genre, str] | None:
    """A folder of the page's address (/opinion/)."""
    folders = (case.metadata.url or "").split("?")[0].casefold().split("/")[3:-1]
    for folder in folders:
        if genre := _sections_of_urls().get(folder):
            return genre, f"the address has /{folder}/"
    return None


def _disclaimer(case: _Case) -> tuple[Genre, str] | None:
    """Furniture that calls the text an op-ed, or says whose views it holds."""
    for words in case.words_of("boilerplate", "provenance", "author_bio"):
        if _OPINION_WORDS.search(words):
            return "opinion", f"furniture says {words[:60]!r}"
    return None


def _release(case: _Case) -> tuple[Genre, str] | None:
    """The marks of what governments and organisations publish themselves."""
    if opening := _RELEASE_TITLE.match(case.metadata.title or ""):
        return "release", f"title opens with {opening.group()[:60]!r}"
    for words in case.words_of("boilerplate"):
        if _RELEASE_LABEL.match(words):
            return "release", f"furniture says {words[:40]!r}"
    for words in (*case.words_of("byline"), *case.metadata.authors):
        if _ISSUER.search(words):
            return "release", f"issued by {words[:60]!r}"
    return None


def _agency(case: _Case) -> tuple[Genre, str] | None:
    """An agency's dateline or byline, or a newsroom's credits."""
    for candidate in case.metadata.candidates:
        if candidate.field == "original_outlet" and candidate.where in ("dateline", "byline"):
            return "news", f"{candidate.where} of {candidate.value}"
    for words in case.words_of("boilerplate"):
        if _CREDITS.search(words):
            return "news", f"credits say {words[:60]!r}"
    return None


def _spot_lead(case: _Case) -> tuple[Genre, str] | None:
    """A lead that names the day, in a report that tells what people said and never says "I"."""
    body = case.body
    own = _QUOTED.sub(" ", body)
    day = _LEAD_DAY.search(own[:_LEAD])
    if not day or _FIRST_PERSON.search(own):
        return None
    words, said = len(body.split()), len(_SAID.findall(body))
    has_place = bool(case.words_of("dateline"))
    if said * (_SAID_EVERY * (2 if has_place else 1)) < words or words < _MIN_NEWS_WORDS:
        return None
    return "news", f"the lead names the day ({day.group()}) and {said} sentences report what was said"


def _own_voice(case: _Case) -> tuple[Genre, str] | None:
    """An author who says "I" outside quotation marks and is introduced as an author."""
    own = _QUOTED.sub(" ", case.body)
    said = len(_FIRST_PERSON.findall(own))
    words = len(own.split())
    if said >= 3 and said * 400 > words and case.words_of("author_bio"):
        return "opinion", f"the author says I {said} times and is introduced at the end"
    return None


_RULES: tuple[tuple[Rule, ...], ...] = (
    (_transcript,),
    (_label, _title_label),
    (_address, _disclaimer),
    (_release,),
    (_own_voice,),
    (_agency, _spot_lead),
)


@functools.cache
def _tables() -> dict[str, dict[str, Genre]]:
    """The sections of genres.txt: word -> genre."""
    text = resources.files("communique.ingest").joinpath("data", "genres.txt").read_text("utf-8")
    known: dict[str, Genre] = {
        "news": "news", "analysis": "analysis", "opinion": "opinion", "release": "release", "transcript": "transcript",
    }  # fmt: skip
    tables: dict[str, dict[str, Genre]] = {}
    table: dict[str, Genre] = {}
    for line in text.splitlines():
        if line.startswith("["):
            table = tables.setdefault(line.strip("[]"), {})
        elif line.strip() and not line.startswith("#"):
            genre, _, words = line.partition(":")
            table |= {word.strip(): known[genre] for word in words.split("|")}
    return tables


def _labels() -> dict[str, Genre]:
    return _tables()["labels"]


def _sections_of_urls() -> dict[str, Genre]:
    return _tables()["folders"]
