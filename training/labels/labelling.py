"""Turn careful-reading notes (exact snippets) into committed labels (offsets only, no text).

A note file is `<doc id>.notes.jsonl`, one statement a line:
  {"c": ["first words…last words"], "cue": "said", "src": "Ms. Rice", "sp": "Susan Rice", "k": "named",
   "f": "direct", "act": "assert", "in": 3, "b": true}
`c` is a list of content pieces; a piece is an exact snippet, or its beginning and end joined by "…".  `@2` at the
end of any snippet means its second occurrence in the text (first words decide for pieces with "…").  A cue or
source without `@` is the occurrence nearest to the content and outside it.  `in` is the 1-based line of the parent.
Other lines: {"scare": "snippet"} for quotation marks that attribute nothing; {"none": "reason"} for an article without statements.

usage: labelling.py TEXT.txt NOTES.jsonl [OUT.json]     checks, prints the article with labels shown, writes offsets
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

KINDS = {"named", "unnamed", "organization", "document", "media", "unknown"}
FORMS = {"direct", "mixed", "indirect", "citation"}
ACTS = {
    "assert",
    "deny",
    "demand",
    "offer",
    "commit",
    "refuse",
    "accuse",
    "warn",
    "praise",
    "ask",
    "predict",
    "agree",
    "condition",
    "attitude",
    "other",
}


class NoteError(ValueError):
    """A snippet that is missing, not unique, or out of order."""


def occurrences(text: str, snippet: str) -> list[int]:
    word = r"(?<!\w)" if snippet[:1].isalnum() else ""
    tail = r"(?!\w)" if snippet[-1:].isalnum() else ""
    return [m.start() for m in re.finditer(word + re.escape(snippet) + tail, text)]


def split_index(snippet: str) -> tuple[str, int | None]:
    m = re.search(r"@(\d+)$", snippet)
    return (snippet[: m.start()], int(m[1])) if m else (snippet, None)


def find_piece(text: str, snippet: str) -> list[int]:
    """Offsets of one content piece; NoteError unless it is exactly one place."""
    body, nth = split_index(snippet)
    head, dots, last = body.partition("…") if text.count(body) == 0 else (body, "", "")
    starts = occurrences(text, head)
    if not starts:
        raise NoteError(f"not in the text: {head!r}")
    if len(starts) > 1 and nth is None:
        raise NoteError(f"{len(starts)} places for {head!r}: write @1..@{len(starts)} at the end or lengthen it")
    start = starts[(nth or 1) - 1]
    if not dots:
        return [start, start + len(head)]
    ends = [p for p in occurrences(text, last) if p >= start + len(head)]
    if not ends:
        raise NoteError(f"no end {last!r} after {head!r}")
    return [start, ends[0] + len(last)]


def find_near(text: str, snippet: str | None, content: list[list[int]]) -> list[list[int]]:
    """The occurrence of a cue or source nearest to the content and outside it."""
    if not snippet:
        return []
    if isinstance(snippet, list):
        return sorted(s for part in snippet for s in find_near(text, part, content))
    body, nth = split_index(snippet)
    starts = occurrences(text, body)
    if not starts:
        raise NoteError(f"not in the text: {body!r}")
    if nth is not None:
        return [[starts[nth - 1], starts[nth - 1] + len(body)]]

    def distance(p: int) -> tuple[bool, int]:
        inside = any(s < p + len(body) and p < e for s, e in content)
        return inside, min(abs(p - e) if p >= e else abs(s - p - len(body)) for s, e in content)

    p = min(starts, key=distance)
    return [[p, p + len(body)]]


def convert(text: str, lines: list[dict]) -> dict:
    statements, scare, line_ids = [], [], {}
    for n, row in enumerate(lines, 1):
        try:
            if "scare" in row:
                scare.append(find_piece(text, row["scare"]))
                continue
            if "none" in row:
                continue
            content = sorted(find_piece(text, c) for c in ([row["c"]] if isinstance(row["c"], str) else row["c"]))
            kind, form, act = row.get("k", "named"), row.get("f", "indirect"), row.get("act", "assert")
            for value, known in ((kind, KINDS), (form, FORMS), (act, ACTS)):
                if value not in known:
                    raise NoteError(f"{value!r} is none of {sorted(known)}")
            line_ids[n] = f"s{len(statements) + 1}"
            statements.append(
                {
                    "id": line_ids[n],
                    "content": content,
                    "cue": find_near(text, row.get("cue"), content),
                    "source": find_near(text, row.get("src"), content),
                    "speaker": row.get("sp"),
                    "speaker_kind": kind,
                    "form": form,
                    "act": act,
                    "within": row.get("in"),
                    "borderline": bool(row.get("b")),
                }
            )
        except NoteError as error:
            raise NoteError(f"line {n}: {error}") from None
    for s in statements:
        s["within"] = line_ids[s["within"]] if s["within"] else None
    return {"statements": statements, "scare_quotes": sorted(scare)}


def show(text: str, labels: dict) -> str:
    out = []
    for s in labels["statements"]:
        cut = lambda spans: " … ".join(text[a:b] for a, b in spans)  # noqa: E731
        out.append(
            f"{s['id']:4} [{s['form']}/{s['act']}] {s['speaker']} ({s['speaker_kind']}) SRC={cut(s['source'])!r} CUE={cut(s['cue'])!r}"
            f"{' IN ' + s['within'] if s['within'] else ''}\n       {cut(s['content'])}"
        )
    return "\n".join(out)


def main(argv: list[str]) -> int:
    text = Path(argv[0]).read_text("utf-8")
    try:
        labels = convert(text, [json.loads(x) for x in Path(argv[1]).read_text("utf-8").splitlines() if x.strip()])
    except (NoteError, json.JSONDecodeError) as error:
        print(f"{argv[1]}: {error}", file=sys.stderr)
        return 1
    print(show(text, labels))
    if len(argv) > 2:
        Path(argv[2]).write_text(
            json.dumps({"doc": Path(argv[0]).stem, **labels}, ensure_ascii=False, indent=1) + "\n", "utf-8"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
