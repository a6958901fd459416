"""Builds the word tables of `compare/data` from WordNet 3.0 and from word counts of public corpora.

`lemmas.tsv`: irregular forms. `concepts.tsv`: word, root (the verb or adjective that a noun is derived from), senses,
opposites.
`senses.tsv`: a sense and the more general sense above it. `frequencies.tsv`: word and in how many of 1,000 documents
it stands.

Run by hand: `python training/concept_table.py DICT ../shared/data`, where DICT is the `dict` folder of WordNet 3.0
(Debian package `wordnet-base`, /usr/share/wordnet). Only counts leave the corpora, no text.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "src" / "communique" / "compare" / "data"
PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
TOP_SENSES = 3
BROAD = 40  # a sense with more words below it than this says too little to be shared
WORD = re.compile(r"[a-z][a-z-]+")


def read_synsets(folder: Path, part: str):
    """offset -> (words, pointers); a pointer is (symbol, target, target part, source word, target word)."""
    out = {}
    for line in (folder / f"data.{PARTS[part]}").read_text(encoding="latin-1").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        words = [re.sub(r"\(.*\)", "", fields[4 + 2 * i]).lower() for i in range(count)]
        at = 4 + 2 * count
        pointers = []
        for i in range(int(fields[at])):
            symbol, target, tpart, st = fields[at + 1 + 4 * i : at + 5 + 4 * i]
            pointers.append((symbol, target, "a" if tpart == "s" else tpart, int(st[:2], 16), int(st[2:], 16)))
        out[fields[0]] = (words, pointers)
    return out


def read_index(folder: Path, part: str):
    """lemma -> (offsets in order of frequency, how many of them are tagged in SemCor)."""
    out = {}
    for line in (folder / f"index.{PARTS[part]}").read_text(encoding="latin-1").splitlines():
        if line.startswith("  "):
            continue
        f = line.split()
        pointers = int(f[3])
        tagged = int(f[5 + pointers])
        out[f[0].lower()] = (f[6 + pointers :], tagged)
    return out


def common(prefix_of: str, other: str) -> int:
    n = 0
    for a, b in zip(prefix_of, other, strict=False):
        if a != b:
            break
        n += 1
    return n


def climb(synsets, part: str, offset: str, levels: int) -> list[str]:
    """The senses above one, nearest first."""
    out = []
    for _ in range(levels):
        pointers = synsets[part][offset][1]
        up = next((t for s, t, p, _, _ in pointers if s in ("@", "&") and p == part), None)
        if up is None:
            break
        out.append(part + up)
        offset = up
    return out


def word_counts(data: Path) -> tuple[Counter[str], int]:
    texts = []
    with (data / "state_dept" / "press_releases.jsonl").open(encoding="utf-8") as lines:
        texts += [json.loads(x)["text"] for x in lines]
    texts += [p.read_text(encoding="utf-8") for p in sorted((data / "polnear" / "train").glob("*.txt"))]
    texts += [p.read_text(encoding="utf-8") for p in sorted((data / "gum_coref").rglob("*.txt"))]
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(WORD.findall(text.lower())))
    return counts, len(texts)


def main(folder: Path, data: Path) -> None:
    synsets = {part: read_synsets(folder, part) for part in PARTS}
    index = {part: read_index(folder, part) for part in PARTS}
    forms = {}
    for part in "vna":
        for line in (folder / f"{PARTS[part]}.exc").read_text(encoding="latin-1").splitlines():
            form, lemma = line.split()[:2]
            if "_" not in form + lemma and form != lemma and lemma in index[part]:
                forms.setdefault(form.lower(), lemma.lower())
    counts, documents = word_counts(data)

    kept = set()
    for part in PARTS:
        for lemma, (_, tagged) in index[part].items():
            if WORD.fullmatch(lemma) and len(lemma) > 2 and (tagged or lemma in counts):
                kept.add(lemma)
    # words that share a sense with a kept word are worth keeping too: trawler, gunboat, dockers
    for part in "nv":
        for lemma, (offsets, _) in index[part].items():
            if WORD.fullmatch(lemma) and 3 < len(lemma) < 13 and len(offsets) <= 2:
                words, pointers = synsets[part][offsets[0]]
                near = set(words) - {lemma}
                for symbol, target, tpart, _, _ in pointers:
                    if symbol == "@" and tpart == part:
                        near |= set(synsets[part][target][0])
                if any(counts[w] >= 20 for w in near):
                    kept.add(lemma)

    roots: dict[str, str] = {}
    opposite: dict[str, set[str]] = defaultdict(set)
    for part in PARTS:
        for lemma in sorted(kept & set(index[part])):
            for offset in index[part][lemma][0][:TOP_SENSES]:
                words, pointers = synsets[part][offset]
                here = words.index(lemma) + 1 if lemma in words else 0
                for symbol, target, tpart, source, goal in pointers:
                    if source != here or not here:
                        continue
                    other = synsets[tpart][target][0][goal - 1] if tpart in synsets else ""
                    if symbol == "!" and WORD.fullmatch(other):
                        opposite[lemma].add(other)
                    verb_itself = index["v"].get(lemma, ([], 0))[1] > 0
                    derived = symbol == "+" and part in "na" and tpart == "v" and not verb_itself
                    adverb = symbol == "\\" and part == "r"
                    if (derived or adverb) and WORD.fullmatch(other) and other != lemma:
                        near = common(lemma, other) >= max(3, min(len(other), len(lemma)) - 2)
                        best = roots.get(lemma)
                        if near and (
                            best is None or (common(lemma, other), -len(other)) > (common(lemma, best), -len(best))
                        ):
                            roots[lemma] = other
    senses: dict[str, list[str]] = {}
    above: dict[str, list[str]] = {}
    for lemma in sorted(kept):
        found = []
        for part in "vnar":
            offsets, tagged = index[part].get(lemma, ([], 0))
            keep = max(1, min(TOP_SENSES, tagged or 1))
            for offset in offsets[:keep]:
                words, pointers = synsets[part][offset]
                found.append(part + offset)
                above[part + offset] = climb(synsets, part, offset, 2 if part == "n" else 1)
        senses[lemma] = found
    below = Counter(up for found in senses.values() for up in {u for s in found for u in above[s]})
    above = {s: [u for u in ups if below[u] <= BROAD] for s, ups in above.items()}
    used = Counter(s for found in senses.values() for s in found)
    used.update(up for found in senses.values() for s in found for up in above[s])
    number = {s: i for i, s in enumerate(sorted(x for x, n in used.items() if n > 1))}

    def code(sense: str) -> str:
        return sense[0] + format(number[sense], "x")

    lines = []
    for lemma, found in senses.items():
        shown = [code(s) for s in found if s in number]
        shown += ["^" + code(up) for s in found for up in above[s] if up in number]
        shown = list(dict.fromkeys(shown))
        root = roots.get(lemma, "")
        antonyms = ",".join(sorted(opposite[lemma] & kept))
        if shown or root or antonyms:
            lines.append("\t".join([lemma, root, " ".join(shown), antonyms]))
    write("lemmas.tsv", [f"{a}\t{b}" for a, b in sorted(forms.items()) if b in kept])
    write("concepts.tsv", lines)
    share = {w: math.ceil(1000 * n / documents) for w, n in counts.items() if n >= 12}
    write("frequencies.tsv", [f"{w}\t{n}" for w, n in sorted(share.items())])


def write(name: str, lines: list[str]) -> None:
    path = OUT / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(name, len(lines), "lines,", path.stat().st_size // 1024, "KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
