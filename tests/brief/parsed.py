"""A brief as a browser's parser sees it: elements, attributes, words."""

from __future__ import annotations

from dataclasses import dataclass, field

import lxml.html


@dataclass
class Page:
    """Parsed HTML with the questions that tests ask."""

    source: str
    root: lxml.html.HtmlElement = field(init=False)

    def __post_init__(self) -> None:
        self.root = lxml.html.document_fromstring(self.source, parser=lxml.html.HTMLParser(huge_tree=True))

    def all(self, xpath: str) -> list[lxml.html.HtmlElement]:
        """Elements by XPath."""
        return self.root.xpath(xpath)

    def by_id(self, name: str) -> lxml.html.HtmlElement | None:
        """The element with that id."""
        found = self.root.xpath("//*[@id=$name]", name=name)
        return found[0] if found else None

    def ids(self) -> list[str]:
        """Every id, with repetitions."""
        return self.root.xpath("//@id")

    def jumps(self) -> list[str]:
        """Every link inside the page, without its "#"."""
        return [href[1:] for href in self.root.xpath("//@href") if href.startswith("#")]

    def words(self, article: int) -> list[str]:
        """The text of an article as shown, one string a paragraph, without our marks and labels."""
        out = []
        for paragraph in self.root.xpath(f"//*[@id='text-{article}']//p[starts-with(@class, 'par')]"):
            out.append("".join(paragraph.xpath(".//text()[not(ancestor::sup) and not(ancestor::*[@class='zl'])]")))
        return out


def squeezed(text: str) -> str:
    """Text with runs of white space as one blank."""
    return " ".join(text.split())
