"""Story grouping: the triples of BASIL mixed together, B-cubed over articles."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from communique.errors import UsageError
from communique.evaluate.coref import b_cubed_counts
from communique.evaluate.report import Report, prf, ratio
from communique.evaluate.tasks import Request
from communique.link.grouping.groups import group_stories
from communique.options import LinkOptions
from communique.record import Article


def evaluate_stories(data: Path, *, dates: bool = True, threshold: float | None = None) -> Report:
    """B-cubed of the default grouping on the BASIL articles in `data`; `dates=False` hides publication dates."""
    articles, gold = load_basil(data)
    if not dates:
        articles = [a.model_copy(update={"published": None}) for a in articles]
    return _report("stories", data.name, articles, gold, threshold)


def evaluate_stories_ecb(data: Path, *, threshold: float | None = None) -> Report:
    """The same on the sub-topics of ECB+ (no dates, no titles): where the threshold was chosen."""
    articles, gold = load_ecb(data)
    return _report("stories (choosing)", data.name, articles, gold, threshold)


def run(request: Request) -> Report:
    """The task `stories` of `communique evaluate`: BASIL folders, or ECB+ when the folder holds topics."""
    if any(request.data.glob("*/*.xml")):
        return evaluate_stories_ecb(request.data)
    return evaluate_stories(request.data)


def load_basil(data: Path) -> tuple[list[Article], dict[str, str]]:
    """Articles of BASIL (title and body as printed) and the event of each."""
    articles, gold = [], {}
    for path in sorted(data.glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        text = "\n\n".join(" ".join(paragraph) for paragraph in row["body-paragraphs"])
        title = row["title"].strip() or None
        articles.append(Article(id=path.stem, path=path.name, title=title, text=text, published=row["date"]))
        gold[path.stem] = row["triplet-uuid"]
    if not articles:
        raise UsageError(f"no BASIL articles (*.json) in {data}; give the folder that holds them")
    return articles, gold


def load_ecb(data: Path) -> tuple[list[Article], dict[str, str]]:
    """Articles of ECB+ and the sub-topic of each (the two events of a topic are two stories)."""
    articles, gold = [], {}
    for path in sorted(data.glob("*/*.xml")):
        sentences: dict[str, list[str]] = defaultdict(list)
        for token in ElementTree.parse(path).getroot().iter("token"):
            sentences[token.get("sentence", "")].append(token.text or "")
        text = "\n".join(" ".join(words) for words in sentences.values())
        articles.append(Article(id=path.stem, path=path.name, text=text))
        gold[path.stem] = f"{path.parent.name}-{'plus' if 'plus' in path.stem else 'ecb'}"
    return articles, gold


def _report(task: str, name: str, articles: Sequence[Article], gold: dict[str, str], threshold: float | None) -> Report:
    options = LinkOptions()
    groups = group_stories(articles, threshold or options.story_threshold)
    predicted = {articles[i].id: f"s{n}" for n, group in enumerate(groups) for i in group.members}
    stories: dict[str, list[str]] = defaultdict(list)
    for article, story in gold.items():
        stories[story].append(article)
    counts = [b_cubed_counts(predicted, gold, members) for _, members in sorted(stories.items())]
    exact = [
        (float(len({predicted[m] for m in members}) == 1 and _size(predicted, members[0]) == len(members)), 1.0)
        for _, members in sorted(stories.items())
    ]
    notes = (
        f"{len(groups)} stories found, {len(stories)} in the gold, threshold {threshold or options.story_threshold}",
    )
    figures = (prf("B-cubed", counts), ratio("stories found exactly", exact))
    return Report(task, name, len(articles), figures, notes)


def _size(predicted: dict[str, str], article: str) -> int:
    return sum(story == predicted[article] for story in predicted.values())
