"""Writes the texts that bench.py measures with, all made from corpus/.

Sections of the corpus' plans are put together anew and worded anew (variety.py), so
that no two plans are alike, while layouts and the share of Markdown are those of the
corpus. The same seed and the same corpus give the same bytes.

    batch/NNNN.txt|md   plans of about 25 KB
    batch-nfd/          the same, decomposed
    batch.txt           the batch in one file, for programs that read one
    growth/N.txt|md     one plan of N MB each (10**6 bytes)
"""
import argparse
import hashlib
import json
import os
import random
import re
import shutil
import sys
import unicodedata

from variety import Phrases, Variation, places_of

HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = os.path.join(os.path.dirname(os.path.dirname(HERE)), "corpus")
MB = 1000 * 1000

CHAPTER = re.compile(r"^([ #*]*)([IVX]+)(?=(?:\.|-) *\S)")
CLOSING = re.compile(r"^[ *]*Nơi nhận")
APPENDIX = re.compile(r"^[ #*]*PHỤ LỤC[ *]*$")
LAST_WORDS = re.compile(r"^\s*(?:Trên đây là|Quá trình thực hiện|Yêu cầu các)")
# Of a part of a long plan.
CHAPTERS = 40
NUMERALS = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
            (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number):
    """I, II, III ..."""
    out = ""
    for value, letters in NUMERALS:
        while number >= value:
            out, number = out + letters, number - value
    return out


def annex(place, number, markdown):
    """The head of a further part: a plan of many megabytes has many, about other places."""
    lines = [f"PHỤ LỤC {number}", f"NHIỆM VỤ CỦA XÃ {place.upper()}",
             f"(Kèm theo Kế hoạch số 27/KH-UBND ngày 12/01/2026 của Ủy ban nhân dân xã {place})"]
    if markdown:
        lines = [f"# **{lines[0]}**", "", f"## **{lines[1]}**", "", f"*{lines[2]}*"]
    return [*lines, ""]


class Plan:
    """A plan of the corpus in sections."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as f:
            self.source = unicodedata.normalize("NFC", f.read())
        self.markdown = path.endswith(".md")
        lines = self.source.split("\n")
        starts = [i for i, line in enumerate(lines) if CHAPTER.match(line)]
        self.chapters = []
        if not starts:
            return  # nothing to lend
        closing = next((i for i, line in enumerate(lines) if CLOSING.match(line) and i > starts[-1]),
                       len(lines))
        appendix = next((i for i, line in enumerate(lines) if APPENDIX.match(line) and i > starts[-1]),
                        len(lines))
        closing = min(closing, appendix)
        ends = starts[1:] + [closing]
        self.head = lines[:starts[0]]
        self.chapters = [lines[a:b] for a, b in zip(starts, ends)]
        self.closing = lines[closing:appendix]
        self.appendix = lines[appendix:]

    def family(self):
        """Plans of one family look alike enough to lend each other sections."""
        if self.markdown:
            return "markdown"
        aligned = sum(1 for line in self.source.split("\n") if re.match(r" {5,}\S", line))
        return "layout" if aligned > 20 else "text"


class Maker:
    """Makes plans out of the corpus' ones."""

    def __init__(self, corpus, seed):
        self.seed = seed
        files = sorted(f for f in os.listdir(corpus)
                       if f.endswith((".txt", ".md")) and f != "README.md")
        self.plans = [plan for plan in (Plan(os.path.join(corpus, f)) for f in files) if plan.chapters]
        self.families, self.phrases = {}, {}
        for plan in self.plans:
            self.families.setdefault(plan.family(), []).append(plan)
        for name, plans in self.families.items():
            self.phrases[name] = Phrases([p.source for p in plans])
        self.places = places_of([p.source for p in self.plans])

    def chapters(self, family, rng):
        """Chapters of the family's plans without end, in an order of chance."""
        pool = []
        for plan in self.families[family]:
            pool += plan.chapters[:-1]
            last = plan.chapters[-1]
            cut = next((i for i, line in enumerate(last) if LAST_WORDS.match(line)), len(last))
            pool.append(last[:cut])
        while True:
            rng.shuffle(pool)
            yield from pool

    def sections(self, base, rng, size):
        """The sections of a plan of about that many bytes that begins and ends as the base."""
        family = base.family()
        number, made = 0, 0

        def worded(lines, variation):
            nonlocal number, made
            if lines and CHAPTER.match(lines[0]):
                number += 1
                lines = [CHAPTER.sub(rf"\g<1>{roman(number)}", lines[0]), *lines[1:]]
            text = variation.text("\n".join(lines).rstrip("\n")) + "\n\n"
            made += len(text.encode())
            return text

        variation = Variation(rng, self.phrases[family], self.places)
        end = base.closing + (base.appendix if len(base.appendix) > 1 else [])
        last = base.chapters[-1]
        rest = len("\n".join(last + end).encode())
        yield worded(base.head, variation)
        for chapter in base.chapters[:-1]:
            if made + rest < size:
                yield worded(chapter, variation)
        for count, chapter in enumerate(self.chapters(family, rng)):
            if made + rest >= size:
                break
            if count % CHAPTERS == CHAPTERS - 1:
                number = 0
                variation = Variation(rng, self.phrases[family], self.places)
                yield worded(annex(rng.choice(self.places), count // CHAPTERS + 1, base.markdown), variation)
            yield worded(chapter, variation)
        yield worded(last, variation)
        yield worded(end, variation)

    def plan(self, index, size):
        """(suffix, text) of the plan of that number."""
        rng = random.Random(f"{self.seed}/{index}")
        base = self.plans[index % len(self.plans)]
        text = "".join(self.sections(base, rng, size)).rstrip("\n") + "\n"
        return ("md" if base.markdown else "txt"), text

    def long_plan(self, path, family, size):
        """One plan of that size; its sections are written as they are made."""
        rng = random.Random(f"{self.seed}/{family}/{size}")
        with open(path, "w", encoding="utf-8", newline="\n") as f:
            for section in self.sections(self.families[family][0], rng, size):
                f.write(section)


def write_batch(maker, folder, count, size):
    """The batch, the batch decomposed and the batch in one file."""
    for name in ("batch", "batch-nfd"):
        shutil.rmtree(os.path.join(folder, name), ignore_errors=True)
        os.makedirs(os.path.join(folder, name))
    written, aimed = 0, 0
    spread = random.Random(f"{maker.seed}/sizes")
    with open(os.path.join(folder, "batch.txt"), "wb") as whole:
        for i in range(count):
            # What one plan has too much the next ones lack: the sum is kept.
            aimed += spread.uniform(0.7, 1.3) * size if i < count - 1 else count * size - aimed
            suffix, text = maker.plan(i, max(3000, aimed - written - 500))
            data = text.encode()
            written += len(data)
            whole.write(data + b"\n")
            name = f"{i:04d}.{suffix}"
            with open(os.path.join(folder, "batch", name), "wb") as f:
                f.write(data)
            with open(os.path.join(folder, "batch-nfd", name), "wb") as f:
                f.write(unicodedata.normalize("NFD", text).encode())


def stamp_of(arguments):
    """What the texts depend on: arguments, corpus, these programs."""
    digest = hashlib.sha256(json.dumps(arguments, sort_keys=True).encode())
    paths = [os.path.join(HERE, "generate.py"), os.path.join(HERE, "variety.py")]
    paths += [os.path.join(CORPUS, f) for f in sorted(os.listdir(CORPUS)) if f.endswith((".txt", ".md"))]
    for path in paths:
        with open(path, "rb") as f:
            digest.update(f.read())
    return digest.hexdigest()


def generate(folder, seed=1, count=1000, size=25000, growth=(1, 4, 16, 64)):
    """Writes all texts into the folder; does nothing where they are there already."""
    os.makedirs(folder, exist_ok=True)
    stamp = stamp_of([seed, count, size, list(growth)])
    note = os.path.join(folder, "stamp")
    if os.path.exists(note):
        with open(note, encoding="ascii") as f:
            if f.read() == stamp:
                return
        os.remove(note)
    maker = Maker(CORPUS, seed)
    write_batch(maker, folder, count, size)
    shutil.rmtree(os.path.join(folder, "growth"), ignore_errors=True)
    os.makedirs(os.path.join(folder, "growth"))
    for megabytes in growth:
        for family, suffix in (("text", "txt"), ("markdown", "md")):
            path = os.path.join(folder, "growth", f"{megabytes:g}.{suffix}")
            maker.long_plan(path, family, megabytes * MB)
    with open(note, "w", encoding="ascii") as f:
        f.write(stamp)


def main():
    parser = argparse.ArgumentParser(description="Write the texts that bench.py measures with.")
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plans", type=int, default=1000, help="plans of the batch (%(default)s)")
    parser.add_argument("--size", type=int, default=25000, help="bytes of a plan, about (%(default)s)")
    parser.add_argument("--growth", default="1,4,16,64", help="sizes of the long plans in MB (%(default)s)")
    args = parser.parse_args()
    generate(args.folder, args.seed, args.plans, args.size, [float(g) for g in args.growth.split(",") if g])
    return 0


if __name__ == "__main__":
    sys.exit(main())
