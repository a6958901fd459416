"""A Word page under construction: the few kinds of paragraph and table that the brief has. Text is always text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from communique.export.text import encodable, for_xml, visible

if TYPE_CHECKING:
    from docx.document import Document

_SHADE = "E8ECF1"


class Page:
    """Adds to a document; every text goes through `_clean`, so that XML can hold it and a reader sees it all."""

    def __init__(self, document: Document) -> None:
        from docx.shared import Cm, Pt, RGBColor

        self.document = document
        self.cm, self.pt = Cm, Pt
        self.grey = RGBColor(0x55, 0x5B, 0x66)
        section = document.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.0)
        section.top_margin = section.bottom_margin = Cm(2.0)
        self._styles()
        self._numbers(section)

    def _styles(self) -> None:
        from docx.oxml.ns import qn
        from docx.shared import RGBColor

        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = "Calibri", self.pt(10.5)
        normal.paragraph_format.space_after = self.pt(4)
        for name, size, before in (
            ("Title", 22, 0),
            ("Heading 1", 17, 18),
            ("Heading 2", 14, 16),
            ("Heading 3", 11.5, 10),
        ):
            style: Any = self.document.styles[name]
            style.font.name, style.font.size, style.font.bold = "Calibri", self.pt(size), True
            style.font.color.rgb = RGBColor(0x1B, 0x2A, 0x41)
            for theme in ("themeColor", "themeShade", "themeTint"):  # in Word these win over the colour itself
                style.element.rPr.find(qn("w:color")).attrib.pop(qn(f"w:{theme}"), None)
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
            style.paragraph_format.space_before, style.paragraph_format.space_after = self.pt(before), self.pt(4)
            style.paragraph_format.keep_with_next = True

    def _numbers(self, section: Any) -> None:
        """Page numbers in the footer, as a field that Word fills."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)

    def title(self, text: str) -> None:
        """The title."""
        self.document.add_heading(_clean(text), 0)

    def heading(self, level: int, text: str) -> None:
        """A heading."""
        self.document.add_heading(_clean(text), level)

    def small(self, text: str) -> None:
        """A line in small grey type."""
        self._small(self.document.add_paragraph(), text)

    def _small(self, paragraph: Any, text: str, before: str = "") -> None:
        run = paragraph.add_run(before + _clean(text))
        run.font.size = self.pt(9)
        run.font.color.rgb = self.grey

    def source(self, line: str | None) -> None:
        """A source line below what it is of."""
        if line:
            self.small(f"Source: {line}")

    def more(self, count: int, what: str) -> None:
        """How many more there are than shown."""
        if count > 0:
            self.small(f"… and {count} more {what} in the record.")

    def quote(self, words: str, citation: str) -> None:
        """A quotation, indented, with its citation."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.left_indent = self.cm(0.6)
        paragraph.add_run(_clean(words)).italic = True
        self._small(paragraph, f"({citation})", " ")

    def bullet(self, words: str, citation: str) -> None:
        """A line of a list, with its citation or source."""
        paragraph = self.document.add_paragraph(style="List Bullet")
        paragraph.add_run(_clean(words))
        self._small(paragraph, f"({citation})", " ")

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """A table with a shaded header that repeats on every page; widths in centimetres."""
        table = self._table(1, len(heads))
        self._header(table.rows[0], heads)
        cells = [table.add_row().cells for _ in rows]
        for row, texts in zip(cells, rows, strict=True):
            for cell, text in zip(row, texts, strict=True):
                self._cell(cell, text)
        for at, width in enumerate(widths):
            table.columns[at].width = self.cm(width)
            for row in (table.rows[0].cells, *cells):
                row[at].width = self.cm(width)
        self._gap()

    def _gap(self) -> None:
        """A little room below a table."""
        self.document.add_paragraph().paragraph_format.space_after = self.pt(0)

    def _table(self, rows: int, columns: int) -> Any:
        """An empty table with thin grey lines and some room in its cells."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        table: Any = self.document.add_table(rows=rows, cols=columns)
        table.autofit = False
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B8C0CC"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        table._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>"))
        room = '<w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
        room += '<w:right w:w="80" w:type="dxa"/>'
        table._tbl.tblPr.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{room}</w:tblCellMar>"))
        return table

    def side_by_side(self, heads: Sequence[str], cells: Sequence[Sequence[tuple[str, str]]]) -> None:
        """Columns of quotations with their citations."""
        if not heads:
            return
        table = self._table(2, len(heads))
        self._header(table.rows[0], heads)
        for cell, quotes in zip(table.rows[1].cells, cells, strict=True):
            for number, (words, citation) in enumerate(quotes):
                paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
                paragraph.add_run(_clean(words)).italic = True
                self._small(paragraph, f"({citation})", " ")
        self._gap()

    def _header(self, row: Any, heads: Sequence[str]) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        repeat = OxmlElement("w:tblHeader")
        repeat.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(repeat)
        for cell, head in zip(row.cells, heads, strict=True):
            run = cell.paragraphs[0].add_run(_clean(head))
            run.bold = True
            run.font.size = self.pt(9.5)
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), _SHADE)
            cell._tc.get_or_add_tcPr().append(shade)

    def _cell(self, cell: Any, text: str) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = self.pt(0)
        paragraph.add_run(_clean(text)).font.size = self.pt(9.5)


def _clean(text: str) -> str:
    """Text that XML can hold and a reader can see; tabs and line breaks are blanks, but for ours."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return for_xml(visible(encodable("\n".join(line for line in lines if line))))
