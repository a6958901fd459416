from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.helpers import BODY, only_article, write

SAID = "The minister said on Tuesday that nothing was agreed. “We meet again,” he said. Officials said it was early. "


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        (f"OPINION\n\nThe summit that nobody wanted\n\nBy Leopold Anstruther\n\n{BODY}\n\n{BODY}", "opinion"),
        (f"Opinion: The summit that nobody wanted\n\n{BODY}\n\n{BODY}", "opinion"),
        (f"Analysis: The minister's three audiences\n\n{BODY}\n\n{BODY}", "analysis"),
        (f"The three audiences\n\nAnalysis by Roderick Hume\n\n{BODY}\n\n{BODY}", "analysis"),
        (f"COMMENTARY / 14 NOV 2031\n\nThree scenarios\n\n{BODY}\n\n{BODY}", "opinion"),
        (f"FOR IMMEDIATE RELEASE\n\nJoint Statement on the Talks\n\n{BODY}", "release"),
        (f"Joint Statement on the Talks\n\nOffice of the Press Secretary\n\n{BODY}", "release"),
        (f"Readout of the Ministers' Meeting\n\n{BODY}", "release"),
        (f"Statement by the Foreign Minister on the Ferry\n\n{BODY}", "release"),
        (f"Statement by captains angers the ministry\n\n{BODY}", None),
        (f"Ferry talks resume\n\nKALSUND, March 4 (Reuters) - {BODY}", "news"),
        (f"Ferry talks resume\n\n{BODY}\n\nPiet Marrow contributed to this report.", "news"),
        (f"Ferry talks resume\n\nKALSUND — {SAID * 8}", "news"),
        (f"What was signed\n\n{BODY}\n\nThe views expressed are those of the author.", "opinion"),
        (f"Remarks\n\nMINISTER VALE: Good morning.\n\nQUESTION: Is the ferry part of this?\n\n"
         f"MINISTER EKLID: No. {BODY}\n\nMINISTER VALE: Thank you.", "transcript"),
        (f"Ferry talks resume\n\n{BODY}", None),
        (f"Opinion is divided on the ferry\n\n{BODY}\n\nMost people hold no view. {BODY}", None),
    ],
)  # fmt: skip
def test_a_genre_is_told_with_its_reasons_or_not_at_all(tmp_path: Path, text: str, genre: str | None) -> None:
    write(tmp_path, {"a.txt": text})
    article = only_article(tmp_path / "a.txt")
    assert article.genre == genre
    assert bool(article.genre_reasons) == (genre is not None)


def test_the_address_of_a_page_tells_opinion(tmp_path: Path) -> None:
    write(tmp_path, {"a.json": {"text": BODY, "url": "https://post.example/opinion/2031/the-summit"}})
    article = only_article(tmp_path / "a.json")
    assert (article.genre, article.genre_reasons) == ("opinion", ("the address has /opinion/",))


def test_the_user_decides(tmp_path: Path) -> None:
    write(tmp_path, {"a.json": {"text": f"KALSUND (Reuters) - {BODY}", "genre": "analysis"}})
    article = only_article(tmp_path / "a.json")
    assert (article.genre, article.genre_reasons) == ("analysis", ("given in json",))


def test_two_things_that_disagree_tell_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"a.json": {"text": f"OPINION\n\nAnalysis: The minister's three audiences\n\n{BODY}\n\n{BODY}"}})
    article = only_article(tmp_path / "a.json")
    assert article.genre is None
    assert len(article.genre_reasons) == 2
