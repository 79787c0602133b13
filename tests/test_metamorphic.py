#!/usr/bin/env python3
"""The same plan in other bytes gives the same facts.

    test_metamorphic.py VNPLAN [ENCODER] DIRECTORY...

Each plan of the directories is rewritten (other encodings, line ends, tone
placement, blanks, dashes, page furniture, other wrap widths); the facts must stay
those of the original, and every span must lead back to its words in the
rewritten bytes. Where letters were misread the facts may lose some, and are compared
without marks. ENCODER, where given, turns UTF-8 on standard input into a
legacy encoding named by its argument.
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import textwrap
import unicodedata

SHARE = 0.995  # of the original's facts that must be found again
MISREAD, SHARE_MISREAD = 0.02, 0.9  # letters with another mark; the facts that stay, for a plan
TONES = "\u0300\u0301\u0303\u0309\u0323"


# ------------------------------------------------------------------ rewriting
def nfc(text):
    return unicodedata.normalize("NFC", text)


def meant(text):
    """Letters that recognition mistook as those they stand for: no Vietnamese encoding has them."""
    return text.replace("\u00d0", "Đ").replace("\u01a2", "Ư").replace("\u01a3", "ư")


BOX = str.maketrans({**dict.fromkeys("─═", "-"), **dict.fromkeys("│║", "|"), **dict.fromkeys("┌┬┐├┼┤└┴┘", "+")})


def usual_signs(text):
    """No Vietnamese encoding has the bullets of symbol fonts, the arrows of web pages, lines of tables."""
    return text.replace("\uf0b7", "*").replace("»", ">").translate(BOX)


def windows_1258(text):
    """Letters with their quality mark composed, tone marks as characters of their own."""
    text, out = meant(text), []
    for c in text:
        parts = unicodedata.normalize("NFD", c)
        tone = "".join(m for m in parts if m in TONES)
        rest = nfc("".join(m for m in parts if m not in TONES))
        out.append(rest + tone if tone else c)
    text = usual_signs("".join(out))
    for a, b in (("–", "-"), ("≥", ">="), ("≤", "<="), ("−", "-")):
        text = text.replace(a, b)
    return text.encode("cp1258")


def move_tones(text, to_old):
    """hoà, khoẻ, thuỷ (new) against hòa, khỏe, thủy (old); not after q, not before a coda."""
    def swap(match):
        first, second = (unicodedata.normalize("NFD", v) for v in match.group(2, 3))
        marks = [m for m in first + second if m in TONES]
        if len(marks) != 1:
            return match.group(0)
        plain = [nfc("".join(m for m in v if m not in TONES)) for v in (first, second)]
        at = 0 if to_old else 1
        plain[at] = nfc(plain[at] + marks[0])
        return match.group(1) + "".join(plain)
    pattern = r"(?<![qQ])(\b|[^\W\d_aeiouyAEIOUY])([oOuUòóỏõọÒÓỎÕỌùúủũụÙÚỦŨỤ])([aAeEyYàáảãạÀÁẢÃẠèéẻẽẹÈÉẺẼẸỳýỷỹỵỲÝỶỸỴ])(?!\w)"
    def keep(match):
        pair = unicodedata.normalize("NFD", match.group(2))[0].lower() + \
            unicodedata.normalize("NFD", match.group(3))[0].lower()
        return swap(match) if pair in ("oa", "oe", "uy") else match.group(0)
    return re.sub(pattern, keep, text)


def no_break_spaces(text):
    return re.sub(r"(?<=\w) (?=\w{4})", "\u00a0", text)


def zero_width(text):
    return re.sub(r"(?<=\w) (?=\w{5})", " \u200b", text)


def en_dashes(text):
    return re.sub(r"(?<=\w) - (?=\w)", " \u2013 ", text)


def trailing_blanks(text):
    return re.sub(r"(?m)(?<=\S)$", "   ", text)


def is_number(part):
    """A row's number on a line of its own. Nobody can tell one at a page's edge from the page's."""
    return re.fullmatch(r"\s*[\dIVX.]{1,6}\s*", part) is not None


def has_tall_cells(text):
    """Cells one below the other, of one line or several: blank lines tell where one ends."""
    parts = text.split("\n\n")
    numbers = [n for n, part in enumerate(parts[:-1]) if is_number(part)]
    return len(numbers) > 6 and sum("\n" in parts[n + 1] for n in numbers) > 1


def page_furniture(text):
    """A page number and a form feed between paragraphs, as PDF tools leave them."""
    parts, out = text.split("\n\n"), []
    for number, part in enumerate(parts):
        out.append(part)
        at_number = is_number(part) or any(map(is_number, parts[number + 1:number + 2]))
        if number % 9 == 8 and "\t" not in part and not at_number:
            out.append(f"{number // 9 + 1}\n\f" + "")
    return "\n\n".join(out).replace("\f\n\n", "\f")


def running_heads(text):
    """The same line at the top of every page."""
    parts = text.split("\n\n")
    pages = max(4, len(parts) // 8)
    every = max(1, len(parts) // pages)
    for number in range(every, len(parts), every):
        if is_number(parts[number - 1]) or is_number(parts[number]):
            continue
        parts[number] = f"\fTrang {number // every} trong hồ sơ lưu\n" + parts[number]
    return "\n\n".join(parts)


def torn_words(text):
    """A space inside words, where recognition saw one: "ki ểm" stays a word to readers.
    Not where blanks align columns, which a space more would move."""
    return "\n".join(tear(line) if not re.search(r"\S {2,}\S", line) else line for line in text.split("\n"))


def tear(line):
    return re.sub(r"(?i)(?<=\w)([iy][êếềểễệ]|u[ôốồổỗộ]|ư[ơớờởỡợ])(?=(?:[cmptnu]|ng)\b)", r"\1 ", line)


def misread(text, seed):
    """Tone marks as recognition mistakes them on a poor copy; the same ones in each run."""
    chance = random.Random(seed)
    def other(c):
        parts = unicodedata.normalize("NFD", c)
        if not any(m in TONES for m in parts) or chance.random() >= MISREAD:
            return c
        bare = "".join(m for m in parts if m not in TONES)
        return nfc(bare + chance.choice([t for t in TONES if t not in parts] + [""]))
    return "".join(map(other, text))


def named_pages(text):
    """ "Trang 2/9" between the paragraphs at a page's end."""
    parts, out = text.split("\n\n"), []
    for number, part in enumerate(parts):
        out.append(part)
        if number % 9 == 8:
            out.append(f"Trang {number // 9 + 1}/{len(parts) // 9 + 1}")
    return "\n\n".join(out)


def without_blank_lines(text):
    """As word processors give out paragraphs, and PDF tools what stands close."""
    return re.sub(r"\n{2,}", "\n", text)


def bullets(mark):
    return lambda text: re.sub(r"(?m)^([ \t]*)- (?!\d+ -$)", rf"\1{mark} ", text)  # "- 3 -" is a page's number


def tight_tables(text):
    """Pipe tables without blanks around their bars; an empty cell is nothing at all."""
    return re.sub(r"(?m)^\|.*\|$", lambda row: re.sub(r"[ ]*\|[ ]*", "|", row.group()), text)


def wrap_cell(cell, width):
    """A cell's lines as pandoc writes them: a break is a backslash at a line's end."""
    lines = []
    parts = re.split(r"<br\s*/?>", cell)
    for n, part in enumerate(parts):
        part += "\\" if n + 1 < len(parts) else ""
        lines += textwrap.wrap(part, width, break_long_words=False, break_on_hyphens=False) or [""]
    return lines


def ruled(rows):
    """Rows of cells between rules of dashes, blank lines between them."""
    count = max(map(len, rows))
    rows = [row + [""] * (count - len(row)) for row in rows]
    words = [max(len(w) for row in rows for w in re.split(r"\s+|<br\s*/?>", row[c]) + ["-" * 5]) + 1 for c in range(count)]
    widths = [max(w, min(24, max(len(row[c]) for row in rows))) for c, w in enumerate(words)]
    rule = "  " + "-" * (sum(widths) + count - 1)
    out = [rule]
    for n, row in enumerate(rows):
        cells = [wrap_cell(cell, width) for cell, width in zip(row, widths)]
        for line in range(max(map(len, cells))):
            texts = [cell[line] if line < len(cell) else "" for cell in cells]
            out.append(("  " + " ".join(text.ljust(width) for text, width in zip(texts, widths))).rstrip())
        out.append("  " + " ".join("-" * width for width in widths) if n == 0 else "")
    return "\n".join(out[:-1] + [""] * (len(rows) == 2) + [rule]) + "\n"


def ruled_tables(text):
    """Pipe tables as pandoc draws those that it has from word processors."""
    def draw(table):
        rows = [re.split(r"(?<!\\)\|", line.strip()[1:-1]) for line in table.group().strip().split("\n")]
        rows = [[cell.strip() for cell in row] for row in rows]
        return "\n" + ruled(rows[:1] + rows[2:]) + "\n"
    return re.sub(r"(?m)^\|.*\|\n\|[ :|-]+\|\n(?:\|.*\|\n)+", draw, text)


def is_wrapped(text):
    """Whether lines end inside sentences. Such text does not say any more where its
    paragraphs end, and cutting its lines again makes a layout that nobody prints."""
    inside = re.findall(r"(?m)^[^\n\t]{30,}\n{1,2}[ ]*([^\W\d_])[^\n\t)./]", text)
    return sum(letter.islower() for letter in inside) >= 5


def rewrap(width):
    def wrap(text):
        out = []
        for line in text.split("\n"):
            if "\t" in line or "|" in line or len(line) <= width or re.search(r"\S {3,}\S", line):
                out.append(line)
                continue
            now = ""
            for word in line.split(" "):
                if now and len(now) + 1 + len(word) > width:
                    out.append(now)
                    now = word
                else:
                    now = f"{now} {word}" if now else word
            out.append(now)
        return "\n".join(out)
    return wrap


ANY = {
    "nfd": lambda t: unicodedata.normalize("NFD", t).encode(),
    "crlf": lambda t: t.replace("\n", "\r\n").encode(),
    "cr": lambda t: t.replace("\n", "\r").encode(),
    "bom": lambda t: b"\xef\xbb\xbf" + t.encode(),
    "utf-16le": lambda t: b"\xff\xfe" + t.encode("utf-16-le"),
    "utf-16be": lambda t: b"\xfe\xff" + t.encode("utf-16-be"),
    "utf-16le without mark": lambda t: t.encode("utf-16-le"),
    "windows-1258": windows_1258,
    "old tones": lambda t: move_tones(t, True).encode(),
    "new tones": lambda t: move_tones(t, False).encode(),
    "eth for d": lambda t: t.replace("Đ", "Ð").replace("đ", "ð").encode(),
    "no-break spaces": lambda t: no_break_spaces(t).encode(),
    "zero-width spaces": lambda t: zero_width(t).encode(),
    "en dashes": lambda t: en_dashes(t).encode(),
    "torn words": lambda t: torn_words(t).encode(),
    "trailing blanks": lambda t: trailing_blanks(t).encode(),
    "misread": lambda t: misread(t, 1).encode(),
    "misread otherwise": lambda t: misread(t, 2).encode(),
}
PLAIN = {"page furniture": lambda t: page_furniture(t).encode(),
         "named pages": lambda t: named_pages(t).encode(),
         "no blank lines": lambda t: without_blank_lines(t).encode(),
         "dots for dashes": lambda t: bullets("\u2022")(t).encode(),
         "squares for dashes": lambda t: bullets("\uf0a7")(t).encode(),
         "running heads": lambda t: running_heads(t).encode(),
         "wrapped at 60": lambda t: rewrap(60)(t).encode(),
         "wrapped at 72": lambda t: rewrap(72)(t).encode(),
         "wrapped at 100": lambda t: rewrap(100)(t).encode()}

MARKDOWN = {"tight tables": lambda t: tight_tables(t).encode(),
            "tables between rules": lambda t: ruled_tables(t).encode()}


# ------------------------------------------------------------------ comparing
def key(text):
    """Spelling that a rewriting may change: tone placement, dashes, quotes, Ð, blanks, case."""
    text = move_tones(meant(nfc(text or "")), True)
    text = re.sub(r"\s*[-\u2013\u2014]\s*", "-", text)
    text = re.sub("[\u201c\u201d]", '"', text).replace("\u2019", "'")
    text = text.replace("≥", ">=").replace("≤", "<=").replace("\u200b", "").replace("ð", "đ")
    return re.sub(r"\s+", "", text).casefold()


def facts(document):
    """Every fact as a line of text; what counts is which lines two documents share."""
    out = []
    head = document["document"]
    for name in ("issuer", "number", "place", "title"):
        out.append((name, key(head[name]["text"]) if head[name] else None))
    out.append(("date", head["date"] and head["date"]["iso"]))
    out.append(("year", head["year"]))
    for name in ("legal_bases", "recipients", "parts"):
        out += [(name, key(v["text"])) for v in head[name]]
    out += [("signer", key(s["title"]), key(s["name"])) for s in head["signers"]]
    out += [("citation", key(c["type"]), key(c["number"]), c["date"]) for c in document["citations"]]
    out += [("target", t["comparator"], t["value"], key(t["unit"])) for t in document["targets"]]
    for item in document["items"]:
        who = (item["kind"], key(item["label"]), key(item["title"] and item["title"]["text"]))
        out.append(("item",) + who)
        out += [("code", who, c) for c in item["codes"]]
        for name in ("owners", "collaborators", "consolidators"):
            out += [(name, who, key(p["name"])) for p in item[name]]
        out += [("deadline", who, d["kind"], d["start"], d["end"], d["frequency"]) for d in item["deadlines"]]
        out += [("target", who, t["comparator"], t["value"], key(t["unit"])) for t in item["targets"]]
        out += [("parent", who, p["kind"], key(p["code"]), key(p["text"])) for p in item["parents"]]
        for name in ("actions", "outputs"):
            out += [(name, who, key(v["text"])) for v in item[name]]
    return out


def without_marks(fact):
    """Whatever texts a fact has, in bare letters."""
    if isinstance(fact, tuple):
        return tuple(map(without_marks, fact))
    if not isinstance(fact, str):
        return fact
    return "".join(c for c in unicodedata.normalize("NFD", fact) if not unicodedata.combining(c)).replace("đ", "d")


def share(expected, found):
    left, hits = list(found), 0
    for fact in expected:
        if fact in left:
            left.remove(fact)
            hits += 1
    return 2 * hits / (len(expected) + len(found)) if expected or found else 1.0


def letters(text):
    return "".join(c for c in key(text) if c.isalnum())


def values(node):
    if isinstance(node, dict):
        if isinstance(node.get("text"), str) and isinstance(node.get("spans"), list):
            yield node
        for child in node.values():
            yield from values(child)
    elif isinstance(node, list):
        for child in node:
            yield from values(child)


def ungrounded(document, raw, decode):
    """Values whose spans, cut from the bytes and decoded, do not hold their words."""
    found = list(values(document))
    cuts = [raw[s["start"]:s["end"]] for value in found for s in value["spans"]]
    decoded = iter(decode(cuts))
    bad = []
    for value in found:
        cut = "".join(letters(next(decoded)) for _ in value["spans"])
        if letters(value["text"]) not in cut:
            bad.append(value["text"])
    return bad


def decoder(name, legacy, vnplan):
    """Decodes a list of byte strings."""
    if not legacy:
        codec = {"utf-16le": "utf-16-le", "utf-16be": "utf-16-be", "utf-16le without mark": "utf-16-le",
                 "windows-1258": "cp1258"}.get(name, "utf-8")
        return lambda cuts: [cut.decode(codec, "replace") for cut in cuts]

    def decode(cuts):
        """One cut a line, so that each is decoded without what stands around it."""
        lines = b"\n".join(re.sub(rb"[\r\n\f]", b" ", cut) for cut in cuts)
        run = subprocess.run([vnplan, "normalize", "--encoding", name.split(":")[-1], "-"], input=lines,
                             capture_output=True, check=True)
        return run.stdout.decode().split("\n")
    return decode


# ------------------------------------------------------------------ running
def extract(vnplan, raw, suffix):
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(raw)
        file.flush()
        run = subprocess.run([vnplan, "extract", file.name], capture_output=True)
    if run.returncode != 0:
        raise RuntimeError(run.stderr.decode("utf-8", "replace").strip())
    return json.loads(run.stdout)


def legacy_rewritings(encoder):
    def encode(name):
        def rewrite(text):
            run = subprocess.run([encoder, name], input=usual_signs(meant(text)).encode(), capture_output=True, check=True)
            return run.stdout
        return rewrite
    return {name: encode(name) for name in ("x-tcvn3", "x-vni", "x-vps", "viscii", "mojibake:x-tcvn3",
                                            "mojibake:x-vni", "mojibake:x-vps", "mojibake:viscii")}


def main():
    vnplan, rest = sys.argv[1], sys.argv[2:]
    encoder = rest.pop(0) if rest and os.path.isfile(rest[0]) else None
    passed = failed = 0
    for directory in rest:
        names = sorted(n for n in os.listdir(directory) if n.endswith((".txt", ".md"))) if os.path.isdir(directory) else []
        for name in names:
            if name == "README.md":
                continue
            suffix = os.path.splitext(name)[1]
            text = open(os.path.join(directory, name), encoding="utf-8").read()
            original = facts(extract(vnplan, text.encode(), suffix))
            rewritings = dict(ANY)
            legacy = legacy_rewritings(encoder) if encoder else {}
            rewritings.update(legacy)
            rewritings.update(PLAIN if suffix == ".txt" else MARKDOWN)
            if is_wrapped(text):
                rewritings = {k: v for k, v in rewritings.items() if not k.startswith("wrapped at")}
            if has_tall_cells(text):
                rewritings.pop("no blank lines")
            for label, rewrite in rewritings.items():
                raw = rewrite(text)
                try:
                    document = extract(vnplan, raw, suffix)
                    now, least = facts(document), SHARE
                    if label.startswith("misread"):
                        least = SHARE_MISREAD
                        found = share(list(map(without_marks, original)), list(map(without_marks, now)))
                    else:
                        found = share(original, now)
                    bad = ungrounded(document, raw, decoder(label, label in legacy, vnplan))
                    ok = found >= least and not bad
                    why = f"{found:.4f} of the facts" + (f", {len(bad)} not grounded, first: {bad[0]!r}" if bad else "")
                except RuntimeError as error:
                    ok, why = False, str(error)
                passed += ok
                failed += not ok
                if not ok:
                    print(f"{name}: {label}: {why}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
