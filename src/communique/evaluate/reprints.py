"""Reprints: releases edited by a stated, seeded script, against same-topic releases that nobody copied.

`evaluate_reprints(data)` reads `state_dept/press_releases.jsonl`. For each sampled release it makes one to three
copies, each by two to four of these edits: *cut* (a third to a half of the paragraphs left out), *reorder*, *new
lead* (one or two sentences before, in our words), *furniture* (share lines, appeals, also glued to a sentence),
*light rewording* (one word in ten by a table of synonyms), or by *partial*: a third to a half of the words set among
paragraphs of another release. Half of the copies name their origin; the others have dates: later ones, so that the
original is the earliest, or the same day, and then no origin is right. Distractors are the releases nearest in topic.
Releases that share long word runs with each other by themselves (formulas, repeated notices: eight words in a row
covering a fifth of the shorter) are never used together, since nobody can say whether they are copies.
Releases with an even hash are for choosing thresholds, those with an odd one are reported.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from communique.evaluate.report import Counts, Report, prf, ratio
from communique.evaluate.tasks import Request
from communique.link import independence_of
from communique.link.grouping.background import DOCUMENTS, background_count
from communique.link.grouping.profiles import profile_of
from communique.options import LinkOptions
from communique.record import Article, content_id

_SEED = 20260101
_ORIGINALS = 150
_DISTRACTORS = 2
_KEPT_TERMS = 150
_SYNONYMS = {
    "also": "in addition", "begin": "start", "began": "started", "help": "assist", "important": "significant",
    "continue": "go on", "continues": "goes on", "support": "back", "supports": "backs", "commitment": "pledge",
    "committed": "pledged", "work": "labor", "working": "engaged", "strong": "robust", "people": "population",
    "announce": "make known", "announced": "made known", "ensure": "make sure", "including": "among them",
    "urge": "call on", "urges": "calls on", "condemn": "denounce", "condemns": "denounces", "many": "numerous",
    "efforts": "endeavors", "effort": "endeavor", "provide": "give", "provides": "gives", "need": "require",
    "new": "fresh", "remain": "stay", "remains": "stays", "welcome": "greet", "welcomes": "greets",
    "across": "throughout",
    "believe": "think", "today": "on this day", "together": "jointly", "address": "tackle", "promote": "further",
    "partners": "associates", "create": "make", "build": "form", "region": "area", "opportunity": "chance",
    "additional": "further", "assistance": "aid", "critical": "vital", "recent": "latest", "discuss": "talk over",
    "discussed": "talked over", "meet": "see", "met": "came together", "reaffirm": "restate", "reaffirmed": "restated",
    "while": "whereas", "through": "by way of", "because": "since", "large": "big", "quickly": "fast", "must": "has to",
}  # fmt: skip
_FURNITURE = (
    "Share this article on social media", "Sign up for our morning letter", "Support independent reporting: give today",
    "Print this page", "Comments are closed", "Read more of our coverage", "The views expressed are the author's own",
    "Follow us for updates", "Photo: file picture", "Advertisement", "Subscribe now for full access",
)  # fmt: skip
_LEADS = (
    "Officials had been expected to speak out for days.", "The matter has drawn attention in several capitals.",
    "Readers of this page will know the background.", "The statement came late and was read closely by diplomats.",
    "It is the latest turn in a long affair.", "Observers in the region took note at once.",
)  # fmt: skip
_CREDITS = (
    "Originally published by {}.", "This article first appeared in {}", "Reprinted with permission from {}.",
    "Source: {}", "First published on {} on March 5, 2031.", "© 2031 {}. All rights reserved.", "Courtesy of {}.",
    "This piece was republished from {} under licence. Read the original article.", "Via {}",
    "The original version of this story was published in {} and is used here with thanks.",
)  # fmt: skip
_OUTLETS = ("Harbour Wire", "Northern Ledger", "Capital Bulletin", "The Meridian Post", "Delta Herald", "Civic Journal")


@dataclass(slots=True)
class _Family:
    """An original, its copies, and the origin that a reader could name: an article id, an outlet, or None."""

    articles: list[Article] = field(default_factory=list)
    origin: str | None = None


def evaluate_reprints(data: Path, *, tune: bool = False) -> Report:
    """Pair F1 of the independence groups and the share of origins named right, intervals over originals."""
    families, alone = make_cases(data, tune=tune)
    articles = [a for family in families for a in family.articles] + alone
    sources = independence_of(articles, LinkOptions())
    home = {s.article: s.group for s in sources.sources}
    groups = {g.group: g for g in sources.groups}
    gold = {a.id: f"g{n}" for n, family in enumerate(families) for a in family.articles}
    gold |= {a.id: f"alone-{a.id}" for a in alone}
    pairs = [_pair_counts(family, home, gold) for family in families]
    pairs += [_pair_counts(_Family([a]), home, gold) for a in alone]
    origins = []
    for family in families:
        mine = [home[a.id] for a in family.articles]
        best = max(sorted(set(mine)), key=mine.count)
        right = mine.count(best) > 1 and groups[best].origin == family.origin
        origins.append((float(right), 1.0))
    wrong = [g for g in sources.groups if len({gold[a] for a in g.articles}) > 1]
    notes = (
        f"{len(families)} originals, {len(articles) - len(families) - len(alone)} copies, {len(alone)} distractors",
        f"{len(wrong)} groups hold articles of more than one original",
    )
    return Report("reprints", str(data.name), len(articles), (prf("pairs", pairs), ratio("origin", origins)), notes)


def run(request: Request) -> Report:
    """The task `reprints` of `communique evaluate`."""
    return evaluate_reprints(request.data)


def make_cases(data: Path, *, tune: bool = False) -> tuple[list[_Family], list[Article]]:
    """The edited families and the distractors; the same for the same data, `tune` chooses the other half."""
    releases = _releases(data, tune=tune)
    vectors = _vectors(releases)
    runs = _long_runs(releases)
    random_ = random.Random(_SEED)
    used: set[int] = set()
    families: list[_Family] = []
    alone: list[int] = []
    for index in random_.sample(range(len(releases)), len(releases)):
        if len(families) == _ORIGINALS:
            break
        if index in used or _mixed(index, used, runs):
            continue
        near = sorted(range(len(releases)), key=lambda o: (-round(_cosine(vectors[index], vectors[o]), 9), o))
        near = [o for o in near if o != index and o not in used and not _mixed(o, {*used, index}, runs)]
        if len(near) < _DISTRACTORS + 1:
            continue
        chosen: list[int] = []
        for other in near:
            if len(chosen) < _DISTRACTORS + 1 and not _mixed(other, set(chosen), runs):
                chosen.append(other)
        used |= {index, *chosen}
        families.append(_family(releases[index], releases[chosen[-1]], random_))
        alone += chosen[:-1]  # the last one lends paragraphs to partial copies and stays out
    return families, [releases[i] for i in alone]


def _releases(data: Path, *, tune: bool) -> list[Article]:
    path = data / "press_releases.jsonl" if data.is_dir() else data
    out: dict[str, Article] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            even = int(hashlib.sha1(row["url"].encode()).hexdigest()[:8], 16) % 2 == 0
            text = row["text"]
            if even != tune or not 150 <= len(text.split()) <= 1500 or text.count("\n\n") < 3:
                continue
            identity = content_id("article", text)
            out.setdefault(identity, Article(id=identity, path=row["url"], title=row["title"], text=text))
    return [out[identity] for identity in sorted(out)]


def _vectors(releases: Sequence[Article]) -> list[dict[str, float]]:
    """Unit TF-IDF vectors by which distractors are chosen; apart from those that are judged, so that cases never move."""
    counts = [profile_of(release).counts for release in releases]
    frequency = Counter(term for count in counts for term in count)
    total = len(counts) + DOCUMENTS
    rarity = {t: math.log(1 + total / (n + background_count(t) + 0.5)) for t, n in frequency.items()}
    return [_unit({t: (1 + math.log(n)) * rarity[t] for t, n in count.items()}) for count in counts]


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    kept = sorted(vector.items(), key=lambda item: (-item[1], item[0]))[:_KEPT_TERMS]
    norm = math.sqrt(math.fsum(value * value for _, value in kept)) or 1.0
    return {term: value / norm for term, value in kept}


def _cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    if len(left) > len(right):
        left, right = right, left
    return sum([value * right[term] for term, value in left.items() if term in right])


def _long_runs(releases: Sequence[Article]) -> list[set[int]]:
    """For each release the others with which it shares runs of eight words over a fifth of the shorter one."""
    holders: dict[str, list[int]] = defaultdict(list)
    sizes = []
    for index, release in enumerate(releases):
        words = re.findall(r"\w+", release.text.lower())
        grams = {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}
        sizes.append(max(1, len(grams)))
        for gram in sorted(grams):
            holders[gram].append(index)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for found in holders.values():
        for at, left in enumerate(found[:60]):
            for right in found[at + 1 : 60]:
                shared[left, right] += 1
    out: list[set[int]] = [set() for _ in releases]
    for (left, right), count in shared.items():
        if count >= 0.2 * min(sizes[left], sizes[right]):
            out[left].add(right)
            out[right].add(left)
    return out


def _mixed(index: int, others: set[int], runs: list[set[int]]) -> bool:
    return bool(runs[index] & others)


def _family(original: Article, host: Article, random_: random.Random) -> _Family:
    outlet = random_.choice(_OUTLETS)
    named = random_.random() < 0.5
    later = random_.random() < 0.7
    first = original.model_copy(update={"outlet": outlet, "published": "2031-03-05"})
    family = _Family([first], origin=first.id if named or later else None)
    for number in range(random_.randint(1, 3)):
        text = _edited(original.text, host.text, outlet if named else None, random_)
        day = f"2031-03-{5 + (number + 1 if later else 0):02d}"
        other = f"Copy Outlet {number + 1}"
        copy = Article(
            id=content_id("article", text), path="copy", title=original.title, text=text, outlet=other, published=day
        )
        family.articles.append(copy)
    return family


def _edited(text: str, host: str, outlet: str | None, random_: random.Random) -> str:
    paragraphs = [p for p in text.split("\n\n") if p.strip()]
    edits = random_.sample(["cut", "reorder", "lead", "furniture", "reword"], random_.randint(2, 4))
    if random_.random() < 0.2:
        paragraphs = _partial(paragraphs, [p for p in host.split("\n\n") if p.strip()], random_)
    elif "cut" in edits:
        kept = max(2, round(len(paragraphs) * random_.uniform(0.5, 0.67)))
        paragraphs = [paragraphs[i] for i in sorted(random_.sample(range(len(paragraphs)), min(kept, len(paragraphs))))]
    if "reorder" in edits:
        random_.shuffle(paragraphs)
    if "reword" in edits:
        paragraphs = [_reworded(p, random_) for p in paragraphs]
    if "lead" in edits:
        paragraphs.insert(0, " ".join(random_.sample(_LEADS, random_.randint(1, 2))))
    if "furniture" in edits:
        paragraphs.insert(random_.randrange(len(paragraphs) + 1), random_.choice(_FURNITURE))
        at = random_.randrange(len(paragraphs))
        paragraphs[at] += " " + random_.choice(_FURNITURE)
    if outlet:
        credit = random_.choice(_CREDITS).format(outlet)
        paragraphs.insert(random_.choice((0, len(paragraphs))), credit)
    return "\n\n".join(paragraphs)


def _partial(own: list[str], host: list[str], random_: random.Random) -> list[str]:
    """Paragraphs of the original until they make 35 to 50 % of the words, among paragraphs of the host."""
    share = random_.uniform(0.35, 0.5)
    body = host[: max(2, len(host))]
    wanted = sum(len(p.split()) for p in body) * share / (1 - share)
    taken: list[str] = []
    for paragraph in random_.sample(own, len(own)):
        if sum(len(p.split()) for p in taken) < wanted:
            taken.append(paragraph)
    mixed = [*body, *taken]
    random_.shuffle(mixed)
    return mixed


def _reworded(paragraph: str, random_: random.Random) -> str:
    out = []
    for word in paragraph.split(" "):
        bare = word.strip(".,;:")
        if bare in _SYNONYMS and random_.random() < 0.8:
            word = word.replace(bare, _SYNONYMS[bare])
        elif random_.random() < 0.02 and bare.islower() and len(bare) > 3:
            word = f"{word} indeed" if word == bare else word
        out.append(word)
    return " ".join(out)


def _pair_counts(family: _Family, home: dict[str, str], gold: dict[str, str]) -> Counts:
    """Ordered pairs that begin in this family, so that sums over families are sums over all pairs."""
    right = predicted = expected = 0
    members: dict[str, list[str]] = defaultdict(list)
    for article, group in home.items():
        members[group].append(article)
    for member in family.articles:
        others = [o for o in members[home[member.id]] if o != member.id]
        predicted += len(others)
        right += sum(gold[o] == gold[member.id] for o in others)
        expected += len(family.articles) - 1
    return Counts(right, predicted, right, expected)
