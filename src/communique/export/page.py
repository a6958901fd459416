"""A Word page under construction: the few kinds of paragraph and table that the brief has. Text is always text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from communique.export.text import encodable, for_xml
from communique.record.shown import visible

if TYPE_CHECKING:
    from docx.document import Document

_SHADE = "E8ECF1"
_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="B8C0CC"'
_TABLE = (
    '<w:style {ns} w:type="table" w:customStyle="1" w:styleId="BriefTable"><w:name w:val="Brief Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:tblPr><w:tblBorders>'
    + "".join(f"<w:{side} {_LINE}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    + '</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
"""A table style with thin grey lines and some room in the cells."""


class Page:
    """Adds to a document; every text goes through `_clean`, so that XML can hold it and a reader sees it all."""

    def __init__(self, document: Document) -> None:
        from docx.shared import Cm, Pt

        self.document = document
        self.cm, self.pt = Cm, Pt
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

        self._own_styles()

    def _own_styles(self) -> None:
        """Styles that Word shows under our names, so that a user changes all citations at once."""
        from docx.enum.style import WD_STYLE_TYPE
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls
        from docx.shared import RGBColor

        styles: Any = self.document.styles
        citation = styles.add_style("Citation", WD_STYLE_TYPE.CHARACTER)
        citation.font.size, citation.font.color.rgb = self.pt(9), RGBColor(0x55, 0x5B, 0x66)
        styles.add_style("Quoted", WD_STYLE_TYPE.CHARACTER).font.italic = True
        cell = styles.add_style("Cell", WD_STYLE_TYPE.PARAGRAPH)
        cell.base_style, cell.font.size = styles["Normal"], self.pt(9.5)
        cell.paragraph_format.space_after = self.pt(2)
        quotation = styles.add_style("Quotation", WD_STYLE_TYPE.PARAGRAPH)
        quotation.base_style, quotation.paragraph_format.left_indent = styles["Normal"], self.cm(0.6)
        styles.element.append(parse_xml(_TABLE.format(ns=nsdecls("w"))))

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
        self._run(self._paragraph(None), _clean(text), "Citation")

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
        self._cited(self._paragraph("Quotation"), words, citation, "Quoted")

    def bullet(self, words: str, citation: str) -> None:
        """A line of a list, with its citation or source."""
        self._cited(self._paragraph("ListBullet"), words, citation, None)

    def _paragraph(self, style: str | None) -> Any:
        """A new paragraph; styles are named by their ids, because python-docx looks names up in all styles each time."""
        paragraph: Any = self.document.add_paragraph()
        paragraph._p.style = style
        return paragraph

    def _run(self, paragraph: Any, text: str, style: str | None = None) -> None:
        run = paragraph.add_run(text)
        if style is not None:
            run._r.get_or_add_rPr().style = style

    def _cited(self, paragraph: Any, words: str, citation: str, style: str | None) -> None:
        self._run(paragraph, _clean(words), style)
        self._run(paragraph, f" ({_clean(citation)})", "Citation")

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """A table with a shaded header that repeats on every page; widths in centimetres."""
        table = self._table(heads, widths)
        for texts in rows:
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                self._run(self._first(cell), _clean(text))
        self._gap()

    def side_by_side(self, heads: Sequence[str], cells: Sequence[Sequence[tuple[str, str]]]) -> None:
        """Columns of quotations with their citations."""
        if not heads:
            return
        table = self._table(heads, [17.0 / len(heads)] * len(heads))
        for cell, quotes in zip(table.add_row().cells, cells, strict=True):
            for number, (words, citation) in enumerate(quotes):
                paragraph = cell.add_paragraph() if number else self._first(cell)
                paragraph._p.style = "Cell"
                self._cited(paragraph, words, citation, "Quoted")
        self._gap()

    def _gap(self) -> None:
        """A little room below a table."""
        self.document.add_paragraph().paragraph_format.space_after = self.pt(0)

    @staticmethod
    def _first(cell: Any) -> Any:
        paragraph = cell.paragraphs[0]
        paragraph._p.style = "Cell"
        return paragraph

    def _table(self, heads: Sequence[str], widths: Sequence[float]) -> Any:
        """A table with its header; rows added later take the widths of the columns."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        table: Any = self.document.add_table(rows=1, cols=len(heads))
        table._tbl.tblStyle_val = "BriefTable"
        table.autofit = False
        row = table.rows[0]
        repeat = OxmlElement("w:tblHeader")
        repeat.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(repeat)
        for column, cell, head, width in zip(table.columns, row.cells, heads, widths, strict=True):
            column.width = cell.width = self.cm(width)
            self._first(cell).add_run(_clean(head)).bold = True
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:color"), "auto")
            shade.set(qn("w:fill"), _SHADE)
            cell._tc.get_or_add_tcPr().append(shade)
        return table


def _clean(text: str) -> str:
    """Text that XML can hold and a reader can see; tabs and line breaks are blanks, but for ours."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return for_xml(visible(encodable("\n".join(line for line in lines if line))))
