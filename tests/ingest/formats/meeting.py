"""One invented meeting in every format that is read: six reports, each its own words."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import wrap

from tests.ingest.formats.makers import Pages, docx, item, mail, p, page, rss, warc

ANALYSIS = (
    (
        "The talks in Kelsund on March 4 have changed less than the communique claims. Foreign Minister Gudrun",
        'Vale of Lindmark said before she left that "the ferry will sail again before the end of the year." Her',
        "counterpart from Orvania, Piet Marrow, was more careful. He told reporters that nothing had been signed",
        "and that his government would decide in December whether to accept the compen-",
        "sation offered to the fishermen.",
    ),
    (
        "Diplomats who followed the negotiations say that the maps were handed over on March 5. The delegations",
        "spent most of the second day on the tariff for lorries, where, according to a member of the Orvanian",
    ),
    (
        'delegation, Lindmark demanded a cut of 30 percent. Vale denied that. "We asked for nothing of the kind,"',
        "she said.",
    ),
)


def folder(place: Path) -> None:
    """Write the reports and their sidecar."""
    place.mkdir(parents=True, exist_ok=True)
    (place / "institute.pdf").write_bytes(institute())
    (place / "readout.docx").write_bytes(readout())
    (place / "correspondent.eml").write_bytes(correspondent())
    (place / "harbour-post.rss").write_bytes(harbour_post())
    (place / "gazette.warc.gz").write_bytes(gazette())
    (place / "meta.json").write_text(
        json.dumps({"institute.pdf": {"outlet": "Strait Institute", "published": "2031-03-07"}})
    )


def institute() -> bytes:
    pages = Pages(header="Strait Institute - Policy Note", footer="Page {} of 2")
    pages.line("What the Kelsund talks left open", 18, "B").gap()
    pages.lines(*ANALYSIS[0]).lines(*ANALYSIS[1])
    return pages.page().lines(*ANALYSIS[2]).bytes()


def readout() -> bytes:
    return docx(
        p("Readout of the meeting in Kelsund", "Title"),
        p("KELSUND, March 4, 2031"),
        p(
            "Foreign Minister Gudrun Vale of Lindmark met Foreign Minister Piet Marrow of Orvania in Kelsund on March 4. The "
            "ministers discussed the ferry across the strait, the tariff for lorries and the compensation of fishermen."
        ),
        p(
            "The ministers agreed to exchange maps and to meet again in December. Minister Vale said that Lindmark would pay "
            "the compensation. “We will keep our word,” she said."
        ),
    )


def correspondent() -> bytes:
    report = (
        "KELSUND, March 4 - The foreign ministers of Lindmark and Orvania agreed on Tuesday to reopen the ferry across the "
        "strait, but they signed nothing, officials said.",
        '"We did not sign a document today, and nobody should say that we did," Piet Marrow, the foreign minister of '
        "Orvania, told reporters after the meeting. Gudrun Vale, his counterpart from Lindmark, promised that the ferry would "
        "sail again before the end of the year.",
        "Lindmark demanded a cut of 20 percent in the tariff for lorries, a member of the Orvanian delegation said.",
    )
    text = "\n\n".join("\n".join(wrap(paragraph, 72)) for paragraph in report)
    text += "\n\n-- \nHanne Voss\nNorthgate News\n\nOn Mon, 3 Mar 2031 at 10:00, Desk <desk@north.example> wrote:\n> When do you file?\n"
    return mail(text, "Ministers agree to reopen the ferry", "Hanne Voss <hanne.voss@north.example>")


def harbour_post() -> bytes:
    first = (
        "<p>The ministers of Lindmark and Orvania signed an agreement on the ferry in Kelsund on March 4, after two days of "
        "talks.</p><p>“The ferry will sail again before the end of the year,” Gudrun Vale, the foreign minister of Lindmark, "
        "said.</p><p>Piet Marrow said that Orvania would accept the compensation for the fishermen.</p>"
    )
    second = (
        "<p>Captains in Kelsund waited for news of the talks on Tuesday. “Nobody tells us anything,” said Ole Brandt, who "
        "has run the ferry for thirty years.</p><p>Gudrun Vale and Piet Marrow left the hall without speaking to him.</p>"
    )
    date = "<pubDate>Wed, 05 Mar 2031 06:00:00 +0100</pubDate>"
    return rss(item("Ministers sign ferry agreement", first, more=date), item("The captains wait", second, more=date))


def gazette() -> bytes:
    body = (
        "<p>Orvania will decide in December whether it accepts the money that Lindmark offers its fishermen, Foreign Minister "
        "Piet Marrow said on Wednesday, a day after the talks in Kelsund.</p><p>“We signed nothing,” Marrow told parliament. "
        "He accused Lindmark of having demanded a lower tariff for lorries.</p><p>The maps were handed over on March 4, the "
        "ministry said. Foreign Minister Gudrun Vale of Lindmark had said that the ferry would sail again this year.</p>"
    )
    html = page(body, "Marrow: we signed nothing").replace(
        b"<head>",
        b"<head><meta property='article:published_time' content='2031-03-05'><meta property='og:site_name' content='Upland Gazette'>",
    )
    return warc(("200 OK", "text/html; charset=utf-8", html), ("200 OK", "image/png", b"\x89PNG"))
