"""How far two independent labellings of the same documents agree: python training/labels/agreement.py ../shared"""

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))


def main(shared: Path) -> None:
    sys.path.insert(0, str(shared / "bench"))
    from attribution_score import Doc, assign, f1, score
    from texts import document_text

    first, second, speakers, kinds, pairs = {}, {}, 0, 0, 0
    for path in sorted((HERE / "second").glob("*.json")):
        a, b = (json.loads((HERE / part / path.name).read_text("utf-8")) for part in ("documents", "second"))
        firm_a, firm_b = ([s for s in x["statements"]] for x in (a, b))
        doc = Doc(a["doc"], document_text(shared / "data", a["doc"]), firm_a)
        first[a["doc"]], second[a["doc"]] = doc, firm_b
        other, _ = doc.encode(firm_b)
        weights = {
            (i, j): len(x["content"] & y["content"]) for i, x in enumerate(doc.gold) for j, y in enumerate(other)
        }
        for i, j in assign({k: v for k, v in weights.items() if v}, len(doc.gold), len(other)):
            if f1(doc.gold[i]["content"], other[j]["content"]) >= 0.5:
                pairs += 1
                speakers += firm_a[i]["speaker"] == firm_b[j]["speaker"]
                kinds += firm_a[i]["act"] == firm_b[j]["act"]
    result = score(first, second)
    show = {k: round(100 * result["tok"][k]["f"], 1) for k in ("source", "cue", "content")}
    for key in ("exact_words", "soft", "e2e", "e2e_strict"):
        show[key] = round(100 * result["all"][key]["f"], 1)
    found = 2 * pairs / (result["all"]["gold"] + result["all"]["pred"])
    print(
        {
            "documents": len(first),
            "statements": (result["all"]["gold"], result["all"]["pred"]),
            **show,
            "found (content F1 >= .5)": round(100 * found, 1),
            "same speaker name": f"{speakers}/{pairs}",
            "same act": f"{kinds}/{pairs}",
        }
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
