"""One module a format: bytes in, the text of each article out. The registry knows suffixes and first bytes."""

from communique.ingest.formats.parts import Fault, Input, Part, Remark
from communique.ingest.formats.registry import (
    Kind,
    feed_kind,
    format_of,
    is_xml_name,
    kind_of_name,
    read_parts,
    sniff,
    sure_kind,
)

__all__ = [
    "Fault",
    "Input",
    "Kind",
    "Part",
    "Remark",
    "feed_kind",
    "format_of",
    "is_xml_name",
    "kind_of_name",
    "read_parts",
    "sniff",
    "sure_kind",
]
