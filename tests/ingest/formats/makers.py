"""Small files of every format, made by code so that each test shows what is in them."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from xml.sax.saxutils import escape

from fpdf import FPDF
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

LEAD = (
    "The ministers of Lindmark and Orvania said on Tuesday that they would resume the talks about the ferry, and that "
    "both sides had agreed to share the maps before the next meeting in the spring."
)
QUOTE = '"We will sign in December," said Gudrun Vale, the foreign minister of Lindmark, after the meeting in Kelsund.'

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Pages:
    """A PDF set line by line: `line` is one printed line, `gap` a wider space."""

    def __init__(self, header: str = "", footer: str = "") -> None:
        self._header, self._footer, self._pages, self._y = header, footer, 0, 0.0
        self.pdf = FPDF(format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_creation_date(datetime(2031, 3, 4, tzinfo=UTC))
        self.page()

    def page(self) -> Pages:
        self.pdf.add_page()
        self._pages += 1
        self._y = 25.0
        for words, y in ((self._header, 10.0), (self._footer.format(self._pages), 287.0)):
            if words:
                self._write(words, y, 8, "")
        return self

    def line(self, words: str, size: float = 11, style: str = "", x: float = 20.0) -> Pages:
        self._write(words, self._y, size, style, x)
        self._y += size * 0.45
        return self

    def lines(self, *several: str) -> Pages:
        for words in several:
            self.line(words)
        return self.gap()

    def gap(self) -> Pages:
        self._y += 5
        return self

    def image(self) -> Pages:
        from PIL import Image

        self.pdf.image(Image.new("RGB", (40, 40)), x=20, y=20, w=150)
        return self

    def bytes(self, password: str | None = None) -> bytes:
        if password is not None:
            self.pdf.set_encryption(owner_password="owner", user_password=password)
        return bytes(self.pdf.output())

    def _write(self, words: str, y: float, size: float, style: str, x: float = 20.0) -> None:
        self.pdf.set_font("Times", style=style, size=size)
        self.pdf.text(x, y, words)


def report_pdf() -> bytes:
    """Two pages with a title, running lines, a broken word and a paragraph over the page break."""
    pages = Pages(header="The Harbour Review", footer="Page {} of 2")
    pages.line("Ministers agree to reopen the strait", 18, "B").gap()
    pages.lines(
        "The ministers of Lindmark and Orvania said on Tuesday that they would resume the negotia-",
        "tions about the ferry, and that both sides had agreed to share the maps before the next long-",
        "term meeting in the spring.",
    )
    pages.line("What was left open", 11, "B").gap()
    pages.lines(
        '"We will sign in December," said Gudrun Vale, the foreign minister of Lindmark, after the',
        "meeting in Kelsund. The delegations will meet again in the capital, where the maritime",
    )
    pages.page().lines(
        "authorities have promised a plan. Nobody said how many captains would have to wait until",
        "the plan is there.",
    )
    return pages.bytes()


def docx(
    *paragraphs: str, core: str = "", footnotes: str = "", styles: str = "", extra: dict[str, bytes] | None = None
) -> bytes:
    """A Word document of raw paragraphs (WordprocessingML)."""
    parts = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "word/document.xml": f"<w:document xmlns:w='{W}'><w:body>{''.join(paragraphs)}</w:body></w:document>",
    }
    if core:
        dc = "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/'"
        parts["docProps/core.xml"] = f"<cp:coreProperties xmlns:cp='urn:cp' {dc}>{core}</cp:coreProperties>"
    if footnotes:
        parts["word/footnotes.xml"] = f"<w:footnotes xmlns:w='{W}'>{footnotes}</w:footnotes>"
    if styles:
        parts["word/styles.xml"] = f"<w:styles xmlns:w='{W}'>{styles}</w:styles>"
    return zipped({name: text.encode() for name, text in parts.items()} | (extra or {}))


def zipped(parts: dict[str, bytes]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2031, 3, 4, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def p(words: str, style: str = "") -> str:
    """A paragraph of a Word document."""
    kind = f"<w:pPr><w:pStyle w:val='{style}'/></w:pPr>" if style else ""
    return f"<w:p>{kind}{run(words)}</w:p>"


def run(words: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{escape(words)}</w:t></w:r>"


def mail(
    text: str = f"{LEAD}\n\n{QUOTE}\n",
    subject: str = "Ferry talks resume",
    sender: str = "Hanne Voss <hanne.voss@post.example>",
    date: str = "Tue, 04 Mar 2031 23:40:00 -0500",
    attachments: Sequence[tuple[str, bytes]] = (),
    html: str | None = None,
    headers: dict[str, str] | None = None,
) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"], message["Date"] = sender, "desk@desk.example", subject, date
    for name, value in (headers or {}).items():
        message[name] = value
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    if message.is_multipart():
        message.set_boundary("b1")
    return message.as_bytes()


def mailbox(*mails: bytes) -> bytes:
    return b"".join(b"From post@post.example Tue Mar 04 2031\n" + m.replace(b"\r\n", b"\n") + b"\n" for m in mails)


def item(
    title: str, content: str = "", summary: str = "", link: str = "https://post.example/ferry", more: str = ""
) -> str:
    whole = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return f"<item><title>{title}</title><link>{link}</link>{more}<description>{escape(summary)}</description>{whole}</item>"


def rss(*items: str, title: str = "The Harbour Post - World", head: str = "") -> bytes:
    space = "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'"
    channel = f"<channel><title>{title}</title><link>https://post.example/</link>{''.join(items)}</channel>"
    return f"<?xml version='1.0'?>{head}<rss version='2.0' {space}>{channel}</rss>".encode()


def page(body: str, title: str = "Ferry talks resume") -> bytes:
    return f"<html><head><title>{title}</title></head><body><article>{body}</article></body></html>".encode()


def warc(*records: tuple[str, str, bytes], compressed: bool = True, revisits: int = 0) -> bytes:
    """Responses given as (status line, content type, body)."""
    data = BytesIO()
    writer = WARCWriter(data, gzip=compressed)
    for number, (status, kind, body) in enumerate(records):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                f"https://post.example/news/{number}",
                "response",
                payload=BytesIO(body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2031-03-06T00:00:00Z", "WARC-Record-ID": f"<urn:uuid:{number}>"},
            )
        )
    for number in range(revisits):
        url = f"https://post.example/again/{number}"
        writer.write_record(writer.create_revisit_record(url, "sha1:AAAA", url, "2031-03-06T00:00:00Z"))
    return data.getvalue()
