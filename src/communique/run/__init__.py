"""The five arrows joined, over one process or several."""

from communique.run.build import compile_record, corrected_record, read_all, read_articles, record_of, stream
from communique.run.exports import write_export
from communique.run.progress import Progress, Silent

__all__ = [
    "Progress",
    "Silent",
    "compile_record",
    "corrected_record",
    "read_all",
    "read_articles",
    "record_of",
    "stream",
    "write_export",
]
