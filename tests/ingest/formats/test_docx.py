from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from communique.options import IngestOptions
from tests.ingest.formats.makers import LEAD, QUOTE, W, docx, p, run, zipped
from tests.ingest.helpers import only_article, only_failure, write

STYLES = "".join(
    f"<w:style w:type='paragraph' w:styleId='{i}'><w:name w:val='{name}'/></w:style>"
    for i, name in (("T", "Title"), ("H1", "heading 1"), ("Berschrift2", "heading 2"))
)


def zones(article, kind: str) -> list[str]:
    return [article.text[slice(*z.span)] for z in article.zones if z.kind == kind]


def test_paragraphs_are_lines_and_the_title_stands_outside(tmp_path: Path) -> None:
    data = docx(p("Ferry talks resume", "T"), p(LEAD), p("Open points", "Berschrift2"), p(QUOTE), styles=STYLES)
    write(tmp_path, {"a.docx": data})
    article = only_article(tmp_path / "a.docx")
    assert article.title == "Ferry talks resume"
    assert article.text == f"{LEAD}\nOpen points\n{QUOTE}"
    assert zones(article, "subhead") == ["Open points"]
    assert article.sha256 == hashlib.sha256(data).hexdigest()


def test_tracked_changes_are_read_as_accepted_with_a_note(tmp_path: Path) -> None:
    change = (
        f"<w:p>{run('We will sign ')}<w:ins w:id='1'>{run('in December')}</w:ins>"
        f"<w:del w:id='2'><w:r><w:delText>never</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('moved away')}</w:moveFrom><w:moveTo>{run(', she said')}</w:moveTo>{run('.')}</w:p>"
    )
    write(tmp_path, {"a.docx": docx(p(LEAD), change)})
    article = only_article(tmp_path / "a.docx")
    assert article.text.endswith("We will sign in December, she said.")
    assert article.notes == ("4 tracked changes: read as accepted",)


def test_an_inserted_paragraph_is_not_lost(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.docx": docx(
                p(LEAD), f"<w:ins>{p(QUOTE)}</w:ins>", f"<w:sdt><w:sdtContent>{p('End.')}</w:sdtContent></w:sdt>"
            )
        },
    )
    assert only_article(tmp_path / "a.docx").text == f"{LEAD}\n{QUOTE}\nEnd."


def test_tables_and_footnotes_are_text_with_a_note(tmp_path: Path) -> None:
    row = f"<w:tr><w:tc>{p('4 March')}</w:tc><w:tc>{p('Kelsund')}{p('harbour')}</w:tc></w:tr>"
    noted = f"<w:p>{run(QUOTE)}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    notes = f"<w:footnote w:type='separator' w:id='0'>{p('---')}</w:footnote><w:footnote w:id='2'>{p('See the treaty.')}</w:footnote>"
    write(tmp_path, {"a.docx": docx(p(LEAD), f"<w:tbl>{row}</w:tbl>", noted, footnotes=notes)})
    article = only_article(tmp_path / "a.docx")
    assert article.text == f"{LEAD}\n4 March | Kelsund harbour\n{QUOTE}\nSee the treaty."
    assert article.notes == ("1 footnote read after the text", "1 table row read as text, cells parted by |")


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('A box says so.')}</w:txbxContent>"
    mc = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    both = (
        f"<mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    write(tmp_path, {"a.docx": docx(f"<w:p>{run(LEAD)}<w:r>{both}</w:r></w:p>")})
    assert only_article(tmp_path / "a.docx").text == f"{LEAD}\nA box says so."


def test_properties_are_candidates_not_a_byline_or_a_day(tmp_path: Path) -> None:
    core = (
        "<dc:title>Draft of the minutes</dc:title><dc:creator>Desk Officer</dc:creator>"
        "<dcterms:created>2031-03-04T10:00:00Z</dcterms:created>"
    )
    write(tmp_path, {"a.docx": docx(p(LEAD), core=core)})
    article = only_article(tmp_path / "a.docx")
    assert (article.title, article.authors, article.published) == ("Draft of the minutes", (), None)
    assert {(c.field, c.value) for c in article.candidates} >= {
        ("property:author", "Desk Officer"),
        ("created", "2031-03-04"),
    }


def test_a_strict_document_is_read(tmp_path: Path) -> None:
    strict = docx(p(LEAD)).replace(b"", b"")
    parts = {
        "word/document.xml": f"<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body>{p(LEAD)}</w:body></w:document>"
    }
    write(tmp_path, {"a.docx": zipped({k: v.encode() for k, v in parts.items()}), "b.docx": strict})
    assert only_article(tmp_path / "a.docx").text == LEAD


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is a damaged Word document"),
        (b"PK\x03\x04 nothing", "is a damaged Word document"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "is an old or locked Word document"),
        (zipped({"a.txt": b"words"}), "is a ZIP archive but no Word document"),
        (zipped({"word/document.xml": b"<w:document"}), "is a damaged Word document"),
        (
            zipped({"word/document.xml": f"<w:document xmlns:w='{W}'/>".encode()}),
            "is a damaged Word document (no body)",
        ),
        (docx(), "is empty"),
        (
            zipped({"word/document.xml": b"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><d>&x;</d>"}),
            "declares entities of its own",
        ),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, data: bytes, reason: str) -> None:
    write(tmp_path, {"a.docx": data})
    assert reason in only_failure(tmp_path / "a.docx").reason


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    write(tmp_path, {"a.docx": docx(p("a" * 5_000_000))})
    failure = only_failure(tmp_path / "a.docx", options=IngestOptions(max_unpacked=1_000_000))
    assert "bomb" in failure.reason


def test_a_word_document_under_another_name_is_read_with_a_note(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": docx(p(LEAD))})
    article = only_article(tmp_path / "a.txt")
    assert article.text == LEAD
    assert article.notes == ("read as a Word document, which it is whatever its name says",)
