"""Mutated files of every format: each is read or refused in one line, whatever was done to it, within bounds."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import zlib
from collections.abc import Iterator
from io import BytesIO

import pytest

from communique.ingest import Found, load
from communique.ingest.formats import Kind, sniff
from communique.options import IngestOptions
from communique.record import Article, Failure
from tests.ingest.formats.makers import LEAD, QUOTE, docx, item, mail, mailbox, p, page, report_pdf, rss, warc, zipped

MUTANTS = 220
OPTIONS = IngestOptions(max_chars=200_000, max_unpacked=2**22, max_bytes=2**24, max_pages=200)
PAGE = page(f"<p>{LEAD}</p><p>{QUOTE}</p>")


def seeds() -> dict[str, tuple[Kind, bytes]]:
    note = f"<w:footnote w:id='2'>{p('See the treaty.')}</w:footnote>"
    word = docx(p(LEAD), p(QUOTE), footnotes=note, core="<dc:title>Draft of the minutes</dc:title>")
    return {
        "pdf": ("pdf", report_pdf()),
        "docx": ("docx", word),
        "eml": (
            "eml",
            mail(html=f"<p>{LEAD}</p>", attachments=[("a.docx", word), ("b.pdf", report_pdf()), ("c.txt", b"words")]),
        ),
        "mbox": ("mbox", mailbox(mail(), mail(html=f"<p>{LEAD}</p>"))),
        "feed": ("feed", rss(item("Ferry", f"<p>{LEAD}</p>"), item("Second", summary=QUOTE))),
        "opml": ("opml", b"<opml version='2.0'><body><outline text='a' xmlUrl='https://post.example/'/></body></opml>"),
        "warc": ("warc", warc(("200 OK", "text/html", PAGE), ("200 OK", "image/png", b"x"), compressed=False)),
        "warc.gz": ("warc", warc(("200 OK", "text/html", PAGE), ("200 OK", "text/html; charset=x", PAGE))),
    }


def mutants(data: bytes, seed: int) -> Iterator[bytes]:
    """Bits flipped, cut off, doubled, reordered, numbers made huge: the same ones on every run."""
    chance = random.Random(seed)
    for number in range(MUTANTS):
        copy = bytearray(data)
        match number % 6:
            case 0:
                for _ in range(chance.randint(1, 40)):
                    copy[chance.randrange(len(copy))] ^= 1 << chance.randrange(8)
            case 1:
                del copy[chance.randrange(len(copy)) :]
            case 2:
                start = chance.randrange(len(copy))
                copy[start:start] = copy[start : start + chance.randrange(1, 500)] * chance.randint(1, 30)
            case 3:
                start = chance.randrange(len(copy))
                del copy[start : start + chance.randrange(1, 200)]
            case 4:
                digits = [i for i, byte in enumerate(copy) if 48 <= byte <= 57]
                for place in chance.sample(digits, min(8, len(digits))):
                    copy[place : place + 1] = b"9999999999"
            case _:
                start = chance.randrange(len(copy))
                copy[start : start + 8] = chance.randbytes(8)
        yield bytes(copy)


def outcomes(kind: Kind, data: bytes) -> list[Article | Failure]:
    return list(load(Found(path="in", kind=kind, data=data), OPTIONS))


def check(kind: Kind, data: bytes) -> None:
    for outcome in outcomes(kind, data):
        if isinstance(outcome, Failure):
            assert outcome.path.startswith("in")
            assert outcome.reason
            assert len(outcome.reason.splitlines()) == 1
            assert "defect" not in outcome.reason
        else:
            covered = [outcome.text[slice(*zone.span)] for zone in outcome.zones]
            assert "".join("".join(covered).split()) == "".join(outcome.text.split())
            assert all(0 <= page.span[0] < page.span[1] <= len(outcome.text) for page in outcome.pages)
            outcome.model_dump_json()


@pytest.mark.parametrize("name", sorted(seeds()))
def test_mutated_files_are_read_or_refused(name: str) -> None:
    kind, data = seeds()[name]
    for mutant in mutants(data, seed=zlib.crc32(name.encode())):
        check(kind, mutant)


@pytest.mark.parametrize("name", sorted(seeds()))
def test_an_undamaged_file_of_the_same_kind_is_read(name: str) -> None:
    kind, data = seeds()[name]
    found = [o for o in outcomes(kind, data) if isinstance(o, Article)]
    assert bool(found) == (name != "opml")


@pytest.mark.parametrize("name", sorted(seeds()))
def test_reading_twice_gives_the_same_bytes(name: str) -> None:
    kind, data = seeds()[name]
    first, second = ([o.model_dump_json() for o in outcomes(kind, data)] for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", sorted(seeds()))
def test_any_format_under_any_other_name_is_read_or_refused(name: str) -> None:
    for kind, _ in seeds().values():
        check(kind, seeds()[name][1])


@pytest.mark.parametrize("name", sorted(seeds()))
def test_standard_input_is_told_by_its_first_bytes(name: str) -> None:
    kind, data = seeds()[name]
    assert sniff(data) == kind


def bombs() -> dict[str, tuple[Kind, bytes]]:
    big = b"<w:t>" + b"a" * 40_000_000
    nested = docx(p(LEAD))
    for _ in range(6):
        nested = zipped({"word/document.xml": nested, "word/styles.xml": nested})
    squeezed = zlib.compress(b"BT /F 9 Tf (a) Tj ET " * 2_000_000)
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(squeezed) + squeezed + b"\nendstream"
    pdf = (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<<>>>>>>endobj\n4 0 obj"
        + stream + b"endobj trailer<</Root 1 0 R>>"
    )  # fmt: skip
    deep = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)
    )
    return {
        "docx that unpacks to 40 MB": ("docx", zipped({"word/document.xml": big})),
        "docx of documents in documents": ("docx", nested),
        "docx nested 100,000 deep": ("docx", docx("<w:sdt>" * 100_000)),
        "pdf page that unpacks to 44 MB": ("pdf", pdf),
        "pdf that says it has 10^9 pages": ("pdf", report_pdf().replace(b"/Count 2", b"/Count 999999999")),
        "mail nested 3,000 deep": ("eml", deep),
        "mail with a header of 1 MB": ("eml", b"From: a@b.example\nSubject: " + b"=?utf-8?q?a?= " * 70_000 + b"\n\n" + LEAD.encode()),
        "mail with 100,000 header fields": ("eml", b"Subject: x\n" + b"X-A: b\n" * 100_000 + b"\n" + LEAD.encode()),
        "mail page nested 100,000 deep": ("eml", mail("x", html="<div>" * 100_000 + LEAD)),
        "feed entry nested 50,000 deep": ("feed", rss(item("T", "<div>" * 50_000 + LEAD))),
        "feed of 30,000 entries": ("feed", rss(*["<item><title>t</title></item>"] * 30_000)),
        "page in an archive that unpacks to 60 MB": ("warc", warc(("200 OK", "text/html", b"a" * 60_000_000))),
    }  # fmt: skip


def try_bombs() -> None:
    """Every bomb, in a process that may take two gigabytes of addresses and two minutes of work for all of them."""
    resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))
    resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
    for name, (kind, data) in bombs().items():
        check(kind, data)
        print(name)


def test_bombs_cost_little_memory_and_time_and_say_so_or_are_read() -> None:
    code = "from tests.ingest.formats.test_hostile import try_bombs; try_bombs()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stdout.splitlines() == list(bombs())


def test_a_stream_that_cannot_be_rewound_is_read() -> None:
    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

    (article,) = load(Found(path="-", kind="text", data=Pipe(LEAD.encode()).read()), OPTIONS)
    assert isinstance(article, Article)
