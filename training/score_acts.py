"""Score speech acts on the labelled documents: accuracy and macro-F1, apart for development and report documents.

usage: score_acts.py DATA     DATA holds the corpora of the documents (see labels/texts.py)

Documents with int(sha1(doc)[:8], 16) % 4 != 0 are for development, the rest for reporting. Gold cues, sources and contents
are given; what is scored is the act alone, without the model.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "labels"))
from texts import document_text

from communique.read.acts import ActContext, act_of
from communique.record import join_pieces


def rows(data):
    for path in sorted((Path(__file__).parent / "labels" / "documents").glob("*.json")):
        raw = json.loads(path.read_text("utf-8"))
        text = document_text(data, raw["doc"])
        part = "report" if int(hashlib.sha1(raw["doc"].encode()).hexdigest()[:8], 16) % 4 == 0 else "develop"
        for s in raw["statements"]:
            cue, content, source = (join_pieces(text, s[k]) for k in ("cue", "content", "source"))
            yield part, s["act"], act_of(cue, content, ActContext(form=s["form"], source=source))[0]


def main(argv):
    counts = {"develop": Counter(), "report": Counter()}
    for part, gold, guessed in rows(Path(argv[0])):
        counts[part][gold, guessed] += 1
    for part, pairs in counts.items():
        acts = sorted({gold for gold, _ in pairs})
        f1 = {a: 2 * pairs[a, a] / sum(n * ((g == a) + (p == a)) for (g, p), n in pairs.items()) for a in acts}
        total = sum(pairs.values())
        right = sum(n for (g, p), n in pairs.items() if g == p)
        print(
            part,
            total,
            f"accuracy {right / total:.3f} macro-F1 {sum(f1.values()) / len(f1):.3f}",
            {a: round(v, 2) for a, v in f1.items()},
        )


if __name__ == "__main__":
    main(sys.argv[1:])
