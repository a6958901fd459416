from __future__ import annotations

from pathlib import Path
from textwrap import wrap

import pytest

from communique.options import IngestOptions
from tests.ingest.formats.makers import LEAD, QUOTE, docx, mail, mailbox, p, page, report_pdf
from tests.ingest.helpers import ingest, only_article, only_failure, write


def zones(article, kind: str) -> str:
    return "\n".join(article.text[slice(*z.span)] for z in article.zones if z.kind == kind)


def test_the_header_is_metadata_with_its_origin(tmp_path: Path) -> None:
    write(tmp_path, {"a.eml": mail(subject="Re: Ferry talks resume")})
    article = only_article(tmp_path / "a.eml")
    assert (article.title, article.authors, article.published) == ("Ferry talks resume", ("Hanne Voss",), "2031-03-04")
    assert article.origin_of == {"title": "meta", "authors": "meta", "published": "meta"}
    assert article.text == f"{LEAD}\n\n{QUOTE}"


def test_a_newsletter_names_its_outlet_not_an_author(tmp_path: Path) -> None:
    newsletter = mail(
        sender="The Harbour Post <news@post.example>", headers={"List-Unsubscribe": "<https://post.example/u>"}
    )
    write(tmp_path, {"a.eml": newsletter})
    article = only_article(tmp_path / "a.eml")
    assert (article.outlet, article.authors) == ("The Harbour Post", ())


def test_a_sender_who_may_be_anything_is_left_blank(tmp_path: Path) -> None:
    write(tmp_path, {"a.eml": mail(sender="Ferry Desk <x17@post.example>")})
    article = only_article(tmp_path / "a.eml")
    assert (article.outlet, article.authors) == (None, ())


def test_earlier_messages_and_signatures_are_marked_not_read(tmp_path: Path) -> None:
    text = (
        f"{LEAD}\n\n-- \nHanne Voss\nThe Harbour Post\n\nOn Mon, 3 Mar 2031 at 10:00, Piet Marrow <piet@orv.example>\n"
        'wrote:\n> What will they say?\n> "Nothing," said Gudrun Vale.\n'
    )
    write(tmp_path, {"a.eml": mail(text)})
    article = only_article(tmp_path / "a.eml")
    assert zones(article, "body") == LEAD
    assert "> What will they say?" in article.text
    assert zones(article, "boilerplate").startswith("--\nHanne Voss")
    assert any("are marked, not read" in note for note in article.notes)


@pytest.mark.parametrize(
    "below",
    [
        "-----Original Message-----\nFrom: Piet Marrow\nSent: Monday, March 3, 2031\nTo: Hanne Voss\n\nWe said no.",
        "From: Piet Marrow\nSent: Monday, March 3, 2031\nTo: Hanne Voss\nSubject: Ferry\n\nWe said no.",
        "On 3 March 2031 Piet Marrow wrote:\n\nWe said no.",
    ],
)
def test_what_stands_below_the_header_of_an_earlier_message_is_marked(tmp_path: Path, below: str) -> None:
    write(tmp_path, {"a.eml": mail(f"{LEAD}\n\n{below}\n")})
    article = only_article(tmp_path / "a.eml")
    assert zones(article, "body") == LEAD
    assert "We said no." in zones(article, "boilerplate")


def test_answers_between_quoted_lines_are_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.eml": mail(f"> Will they sign?\n{QUOTE}\n> And the maps?\n{LEAD}\n")})
    assert zones(only_article(tmp_path / "a.eml"), "body") == f"{QUOTE}\n{LEAD}"


def test_a_forwarded_report_is_read_with_the_header_of_its_own(tmp_path: Path) -> None:
    text = (
        "FYI\n\n---------- Forwarded message ---------\nFrom: Hanne Voss <hanne.voss@post.example>\n"
        f"Date: Tue, Mar 4, 2031 at 9:12 AM\nSubject: Ferry talks resume\nTo: desk@desk.example\n\n{LEAD}\n"
    )
    write(
        tmp_path,
        {"a.eml": mail(text, "Fwd: morning", "Desk Officer <desk@desk.example>", "Fri, 07 Mar 2031 08:00:00 +0000")},
    )
    article = only_article(tmp_path / "a.eml")
    assert (article.title, article.authors, article.published) == ("Ferry talks resume", ("Hanne Voss",), "2031-03-04")
    assert zones(article, "body") == LEAD
    assert zones(article, "provenance") == "FYI"


def test_a_page_is_read_where_there_is_no_plain_text_worth_it(tmp_path: Path) -> None:
    html = (
        "<html><head><style>p{}</style></head><body><div style='display:none'>preheader</div><h2>Open points</h2>"
        f"<p>{LEAD}</p><p>{QUOTE}</p><script>alert(1)</script><table><tr><td><a href='x'>Unsubscribe</a></td></tr></table>"
        "<blockquote type='cite'><p>We said no.</p></blockquote></body></html>"
    )
    write(tmp_path, {"a.eml": mail("View this mail in a browser.", html=html)})
    article = only_article(tmp_path / "a.eml")
    assert zones(article, "body") == f"{LEAD}\n{QUOTE}"
    assert zones(article, "subhead") == "Open points"
    assert zones(article, "boilerplate") == "Unsubscribe\nWe said no."
    assert "alert" not in article.text
    assert "preheader" not in article.text


def test_a_newsletter_of_several_pieces_stays_one_article(tmp_path: Path) -> None:
    html = f"<html><body><h2>One</h2><p>{LEAD}</p><h2>Two</h2><p>{QUOTE}</p></body></html>"
    write(tmp_path, {"a.eml": mail("View in browser", html=html)})
    assert zones(only_article(tmp_path / "a.eml"), "subhead") == "One\nTwo"


def test_paragraphs_broken_at_a_fixed_width_are_joined(tmp_path: Path) -> None:
    text = "\n".join(wrap(LEAD, 72)) + "\n\nPlace: Kelsund\nDay: Tuesday\n\n" + "\n".join(wrap(QUOTE, 72))
    write(tmp_path, {"a.eml": mail(text)})
    assert only_article(tmp_path / "a.eml").text == f"{LEAD}\n\nPlace: Kelsund\nDay: Tuesday\n\n{QUOTE}"


def test_flowed_paragraphs_are_joined(tmp_path: Path) -> None:
    data = mail("x").replace(b'charset="utf-8"', b'charset="utf-8"; format=flowed')
    data = data.replace(b"\r\nx\r\n", b"\r\nThe ministers met in \r\nthe hall.\r\nNobody signed.\r\n")
    write(tmp_path, {"a.eml": data})
    assert only_article(tmp_path / "a.eml").text == "The ministers met in the hall.\nNobody signed."


def test_attachments_that_can_be_read_are_articles_of_their_own(tmp_path: Path) -> None:
    files = [
        ("readout.txt", f"Readout. {LEAD}".encode()),
        ("paper.pdf", report_pdf()),
        ("minutes.docx", docx(p(QUOTE + " " + LEAD))),
        ("page.html", page(f"<p>{LEAD}</p><p>{QUOTE}</p>")),
        ("logo.png", b"\x89PNG\r\n\x1a\n"),
        ("bad.docx", b"PK\x03\x04"),
    ]
    write(tmp_path, {"a.eml": mail(attachments=files), "a.meta.json": {"outlet": "The Harbour Post"}})
    articles, failures, _ = ingest(tmp_path / "a.eml")
    assert [a.path for a in articles] == [
        "a.eml", "a.eml:readout.txt", "a.eml:paper.pdf", "a.eml:minutes.docx", "a.eml:page.html"
    ]  # fmt: skip
    assert [a.outlet for a in articles] == ["The Harbour Post", None, None, None, None]
    assert [(f.path, "damaged Word document" in f.reason) for f in failures] == [("a.eml:bad.docx", True)]
    assert "1 attachment not read (logo.png)" in articles[0].notes
    assert articles[2].page_at(0) == 1


def test_a_mail_that_only_carries_a_document_is_no_failure(tmp_path: Path) -> None:
    write(tmp_path, {"a.eml": mail("\n", attachments=[("readout.txt", LEAD.encode())])})
    articles, failures, _ = ingest(tmp_path / "a.eml")
    assert [a.path for a in articles] == ["a.eml:readout.txt"]
    assert failures == []


def test_a_mail_in_a_mail_is_read_to_a_depth(tmp_path: Path) -> None:
    data = mail(f"Innermost. {LEAD}")
    for level in range(6):
        data = mail(f"Level {level}. {LEAD}", attachments=[("inner.eml", data)])
    write(tmp_path, {"a.eml": data})
    articles, failures, _ = ingest(tmp_path / "a.eml", options=IngestOptions(max_depth=3))
    assert len(articles) == 4
    assert [f.reason for f in failures] == ["is wrapped in more than 3 mails; save it apart"]


def test_too_many_attachments_are_named(tmp_path: Path) -> None:
    files = [(f"{n}.txt", f"{LEAD} {n}".encode()) for n in range(5)]
    write(tmp_path, {"a.eml": mail(attachments=files)})
    articles, failures, _ = ingest(tmp_path / "a.eml", options=IngestOptions(max_attachments=3))
    assert len(articles) == 4
    assert [f.path for f in failures] == ["a.eml:3.txt", "a.eml:4.txt"]


def test_a_hostile_name_of_an_attachment_is_one_printable_line(tmp_path: Path) -> None:
    write(tmp_path, {"a.eml": mail(attachments=[("../\u202e..\\x/readout.txt", LEAD.encode())])})
    articles, _, _ = ingest(tmp_path / "a.eml")
    assert articles[1].path.isprintable()
    assert "/" not in articles[1].path


def test_every_mail_of_a_mailbox_is_an_article(tmp_path: Path) -> None:
    box = mailbox(mail(f"One. {LEAD}\n\n>From the harbour, nothing."), mail(f"Two. {LEAD}", subject="Second"))
    write(tmp_path, {"a.mbox": box, "a.meta.json": {"outlet": "The Harbour Post", "title": "No title of all"}})
    articles, failures, _ = ingest(tmp_path / "a.mbox")
    assert failures == []
    assert [(a.path, a.title, a.outlet) for a in articles] == [
        ("a.mbox:1", "Ferry talks resume", "The Harbour Post"),
        ("a.mbox:2", "Second", "The Harbour Post"),
    ]
    assert articles[0].text.endswith("\nFrom the harbour, nothing.")
    assert any("cannot be that of every article" in note for note in articles[0].notes)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.eml", b"", "is no mail"),
        ("a.eml", b"just words\n", "is no mail"),
        ("a.eml", mail("\n"), "is empty"),
        ("a.mbox", b"no mail here\n", "is no mailbox"),
    ],
)
def test_what_is_no_mail_is_named(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    write(tmp_path, {name: data})
    assert reason in only_failure(tmp_path / name).reason


def test_parts_nested_without_end_are_refused(tmp_path: Path) -> None:
    head = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"
    body = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(5000))
    write(tmp_path, {"a.eml": head + body + b"\nwords\n"})
    assert len(only_failure(tmp_path / "a.eml").reason.splitlines()) == 1
