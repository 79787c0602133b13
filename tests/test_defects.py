"""Seeded defects: each plan of the corpus is spoilt in one place at a time, and the
check has to say so at the item concerned and nothing else."""
import collections
import json
import os
import re
import tempfile
import unittest

from support.vnplan import corpus_sources, extract, run

LEAST_MUTATIONS = 300
LEAST_REPORTED = 0.98
MOST_FALSE_ALARMS = 0.01

# what: the kind of defect; edits: (begin, end, new bytes); rules: one of these has to be
# reported newly, at one of `items` (None: whatever the item); also: rules that may follow.
Mutation = collections.namedtuple("Mutation", "what edits rules items also")


class Plan:
    """A plan of the corpus, its bytes and what is found in it as it stands."""

    def __init__(self, path, diagnostics):
        self.path = path
        with open(path, "rb") as f:
            self.raw = f.read()
        self.facts = extract(path)
        self.work = [i for i in self.facts["items"] if i["kind"] != "duty"]
        self.before = collections.Counter(key(d) for d in diagnostics)

    def text(self, span):
        return self.raw[span["start"]:span["end"]].decode("utf-8")

    def share(self, field, kind=None):
        """Part of the items that have a field."""
        items = [i for i in self.work if kind in (None, i["kind"])]
        return sum(bool(i[field]) for i in items) / len(items) if items else 0

    def spoilt(self, mutation):
        raw = self.raw
        for begin, end, new in sorted(mutation.edits, reverse=True):
            raw = raw[:begin] + new + raw[end:]
        return raw


def key(diagnostic):
    return diagnostic["rule"], diagnostic["item"]


def inside(span, item):
    return any(s["start"] <= span["start"] and span["end"] <= s["end"] for s in item["spans"])


def is_row(plan, item):
    """Whether the item is a row of a table: its fields lie inside it."""
    return len(item["spans"]) > 1 and bool(item["owners"]) and inside(item["owners"][0]["spans"][0], item)


def nested(item):
    return any(p["kind"] in ("objective", "task") for p in item["parents"])


def shared(plan, spans):
    """A span that several items have: a merged cell, a line for a group."""
    first = spans[0]["start"]
    owners = [i for i in plan.work for f in ("owners", "deadlines", "outputs") for v in i[f]
              if v["spans"][0]["start"] == first]
    return len({i["id"] for i in owners}) > 1


def without_labels(plan, item):
    """Whether the fields stand behind the title without labels: "... - Tổ Văn phòng (30/9)",
    "... Giao Sở Y tế chủ trì; xong trong quý II"."""
    end = item["title"]["spans"][-1]["end"]
    rest = plan.raw[end:line_range(plan.raw, end, end)[1]]
    dash = rest.startswith(b" - ") and b":" not in rest
    return dash or re.match(r"\.\s+Giao ".encode(), plan.raw[end:]) is not None


# ------------------------------------------------------------------ what is removed

def cell_of(item, span):
    """The part of the row that holds a span: a field is its whole cell."""
    return next((s for s in item["spans"] if s["start"] <= span["start"] and span["end"] <= s["end"]), span)


def without_field(plan, item, field, rule):
    spans = [s for value in item[field] for s in value["spans"]]
    if is_row(plan, item):
        spans = [cell_of(item, s) for s in spans]
    begin, end = min(s["start"] for s in spans), max(s["end"] for s in spans)
    scope = re.match(rb" ?\([^)\n]*\)", plan.raw[end:])
    end += scope.end() if scope else 0  # a scope in brackets goes with its party
    gone = plan.raw[begin:end]
    alone = sum(bool(item[f]) for f in ("owners", "deadlines", "outputs", "collaborators")) < 3
    if b"\n" in gone or b"|" in gone or b"\t" in gone or shared(plan, spans) or nested(item):
        return None
    if alone and not is_row(plan, item):
        return None  # with its one field gone nothing tells that it is work
    if without_labels(plan, item):
        return None  # without labels each field is known by the other
    # what stands between the values goes too, a label stays
    if any(s["start"] >= begin and s["end"] <= end for f in ("owners", "collaborators", "deadlines", "outputs")
           if f != field for v in item[f] for s in v["spans"]):
        return None
    # in a table laid out with blanks nothing may move
    laid_out = is_row(plan, item) and not re.search(rb"[|\t]", plan.raw[line_range(plan.raw, begin, end)[0]:begin])
    new = b" " * len(gone.decode()) if laid_out else b""
    return Mutation(f"no {field}", [(begin, end, new)], {rule}, {item["id"]}, set())


def removed_fields(plan):
    wanted = [("owners", "missing-owner", None, 0), ("deadlines", "missing-deadline", None, 0),
              ("outputs", "missing-output", "task", 0.5), ("collaborators", "missing-collaborator", "task", 0.5)]
    for field, rule, kind, least in wanted:
        items = [i for i in plan.work if i[field] and kind in (None, i["kind"])]
        with_after = len(items) - 1
        total = len([i for i in plan.work if kind in (None, i["kind"])])
        if field == "deadlines" and with_after < 1 or least and with_after <= least * total:
            continue
        yield from (without_field(plan, i, field, rule) for i in items)


def line_range(raw, begin, end):
    begin = raw.rfind(b"\n", 0, begin) + 1
    end = raw.find(b"\n", end)
    return begin, (end + 1 if end >= 0 else len(raw))


def removed_rows(plan):
    """Table rows on one line, and whole entries of a list with their fields."""
    for before, item, after in zip(plan.work, plan.work[1:], plan.work[2:]):
        same = [i["parents"][:1] for i in (before, item, after)]
        if not (before["label"] and item["label"] and after["label"]) or same[0] != same[1] or same[1] != same[2]:
            continue
        ordinals = [ordinal(i["label"]) for i in (before, item, after)]
        if None in ordinals or ordinals[1] != ordinals[0] + 1 or ordinals[2] != ordinals[1] + 1:
            continue
        begin, end = line_range(plan.raw, item["spans"][0]["start"], item["spans"][0]["end"])
        next_begin, _ = line_range(plan.raw, after["spans"][0]["start"], after["spans"][0]["end"])
        if "." in item["label"] and item["scores"] is None:
            continue  # a criterion of an index from outside may be left out
        if nested(item) or b"\n\n\n" in plan.raw[begin:next_begin]:
            continue
        yield Mutation("no entry", [(begin, next_begin, b"")], {"numbering-gap", "score-sum", "count-mismatch"},
                       {after["id"], None}, {"numbering-gap", "score-sum", "count-mismatch", "score-mismatch"})


LETTERS = "abcdđeghiklmnopqrstuvxy"


def ordinal(label):
    bare = label.strip("().").split(".")[-1]
    if bare.isdigit():
        return int(bare)
    return LETTERS.index(bare) + 1 if bare in LETTERS and len(bare) == 1 else None


# ------------------------------------------------------------------- what is changed

def label_place(plan, item):
    """Where the label stands: at the item's begin or a little before it."""
    first = item["spans"][0]["start"]
    label = item["label"].encode()
    at = plan.raw.rfind(label, max(0, first - 8), first + len(label))
    return (at, at + len(label)) if at >= 0 else None


def swapped_labels(plan):
    for a, b in zip(plan.work, plan.work[1:]):
        if not a["label"] or not b["label"] or a["parents"][:1] != b["parents"][:1] or nested(a) or nested(b):
            continue
        one, two = ordinal(a["label"]), ordinal(b["label"])
        places = label_place(plan, a), label_place(plan, b)
        if None in (one, two) or two != one + 1 or None in places:
            continue
        if "." in a["label"] and a["scores"] is None:
            continue
        edits = [(*places[0], b["label"].encode()), (*places[1], a["label"].encode())]
        yield Mutation("swapped", edits, {"numbering-invalid", "numbering-gap"}, None,
                       {"numbering-invalid", "numbering-gap"})


def repeated_codes(plan):
    for a, b in zip(plan.work, plan.work[1:]):
        if not a["codes"] or not b["codes"] or a["codes"] == b["codes"] or a["parents"][:1] != b["parents"][:1]:
            continue
        code = b["codes"][0].encode()
        first = b["spans"][0]["start"]
        at = plan.raw.find(code, first, first + 400)
        if at < 0 or nested(b):
            continue
        yield Mutation("same code", [(at, at + len(code), a["codes"][0].encode())],
                       {"duplicate-code"}, None, {"numbering-gap", "numbering-invalid"})


def figure_cells(plan, item):
    """(text, begin, end) of the cells of a row that are figures."""
    for span in item["spans"]:
        text = plan.text(span).strip("* ")
        if re.fullmatch(r"\d+(?:[.,]\d+)?", text) and text != item["label"]:
            at = plan.raw.index(text.encode(), span["start"])
            yield text, at, at + len(text.encode())


def broken_scores(plan):
    for item in plan.work:
        if not item["scores"] or item["scores"]["max"] is None:
            continue
        cells = list(figure_cells(plan, item))
        if not cells:
            continue
        text, begin, end = cells[0]
        raised = str(int(float(text.replace(",", "."))) + 7)
        yield Mutation("wrong maximum", [(begin, end, raised.encode())], {"score-sum"}, None, {"score-sum"})
        if len(cells) > 1:
            text, begin, end = cells[1]
            yield Mutation("above maximum", [(begin, end, b"97")], {"score-range"}, {item["id"]},
                           {"score-sum", "score-range"})


def shifted_years(plan):
    year = plan.facts["document"]["year"]
    for item in plan.work:
        for deadline in item["deadlines"]:
            span = deadline["spans"][0]
            old = str(year).encode() if year else b"?"
            text = plan.raw[span["start"]:span["end"]]
            if deadline["kind"] not in ("during", "by") or text.count(old) != 1 or shared(plan, deadline["spans"]):
                continue
            if len(re.findall(rb"20\d\d", text)) > 1:
                continue
            at = span["start"] + text.index(old)
            yield Mutation("year of a deadline", [(at, at + 4, str(year + 4).encode())],
                           {"deadline-outside-year"}, {item["id"]}, set())


def impossible_days(plan):
    for item in plan.work:
        for deadline in item["deadlines"]:
            span = deadline["spans"][0]
            m = re.search(rb"(?<![\d/])(\d{1,2})/(\d{1,2})/20\d\d", plan.raw[span["start"]:span["end"]])
            if not m or shared(plan, deadline["spans"]) or b"-" in plan.raw[span["start"]:span["end"]]:
                continue
            at = span["start"] + m.start()
            yield Mutation("no such day", [(at, at + m.end(2) - m.start(), b"31/02")], {"invalid-date"},
                           {item["id"]}, set())


def stale_words(plan):
    year = plan.facts["document"]["year"]
    date = plan.facts["document"]["date"]
    if year and date:  # it begins when it is issued, if need be in the year before
        year = min(year, int(date["iso"][:4]))
    for item in plan.work:
        title = item["title"]
        if not year or not title or len(title["spans"]) != 1 or re.search(r"20\d\d", title["text"]):
            continue
        if re.search("kết quả|đánh giá|báo cáo|chỉ số|tổng kết", title["text"].lower()):
            continue  # behind these words it is the year of a result
        end = title["spans"][0]["end"]
        if plan.raw[end - 1:end] in b".;,:":
            end -= 1
        yield Mutation("old year", [(end, end, f" năm {year - 1}".encode())], {"stale-year"}, {item["id"]}, set())


def lost_blanks(plan):
    number = plan.facts["document"]["number"]
    if not number or not number["text"][0].isdigit():
        return
    span = number["spans"][0]
    digits = re.match(rb"\d+", plan.raw[span["start"]:span["end"]])
    yield Mutation("no number", [(span["start"], span["start"] + digits.end(), b"     ")], {"unfilled-blank"},
                   {None}, set())


def bad_symbols(plan):
    for citation in plan.facts["citations"]:
        span = citation["spans"][0]
        text = plan.raw[span["start"]:span["end"]]
        m = re.search(rb"/((?:\xc4\x90|[A-Z])+)-(?=[A-Z])", text.replace("Đ".encode(), b"\xc4\x90"))
        if len(citation["spans"]) != 1 or not m or plan.raw.count(citation["number"].encode()) > 1:
            continue
        at = span["start"] + m.end() - 1
        yield Mutation("symbol without dash", [(at, at + 1, b"")], {"citation-format"}, None, set())


KINDS = [removed_fields, removed_rows, swapped_labels, repeated_codes, broken_scores, shifted_years,
         impossible_days, stale_words, lost_blanks, bad_symbols]


# ---------------------------------------------------------------------------- the test

def check(paths):
    done = run("check", "--format", "json", "--fail-on", "never", "--lang", "en", *paths)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line)["diagnostics"] for line in done.stdout.decode().splitlines()]


def judge(plan, mutation, diagnostics):
    """(whether it was reported, what else was)"""
    new = collections.Counter(key(d) for d in diagnostics) - plan.before
    hits = [k for k in new if k[0] in mutation.rules and (mutation.items is None or k[1] in mutation.items)]
    # ids may change with labels and order; what counts is that no rule fires more often
    rules = collections.Counter(d["rule"] for d in diagnostics)
    rules.subtract(rule for rule, _ in plan.before.elements())
    others = [r for r, n in rules.items() if n > 0 and r not in mutation.rules | mutation.also]
    return bool(hits), others


class Defects(unittest.TestCase):
    def test_each_defect_is_reported_where_it_is_and_nothing_else(self):
        sources = [source for _, source, _ in corpus_sources() if "draft" not in source]
        plans = [Plan(path, found) for path, found in zip(sources, check(sources))]
        jobs = [(plan, m) for plan in plans for kind in KINDS for m in kind(plan) if m]
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for i, (plan, mutation) in enumerate(jobs):
                paths.append(os.path.join(folder, f"{i}{os.path.splitext(plan.path)[1]}"))
                with open(paths[-1], "wb") as f:
                    f.write(plan.spoilt(mutation))
            found = [d for i in range(0, len(paths), 200) for d in check(paths[i:i + 200])]
        missed, false, kinds = [], [], collections.Counter()
        for (plan, mutation), diagnostics in zip(jobs, found):
            kinds[mutation.what] += 1
            hit, others = judge(plan, mutation, diagnostics)
            name = f"{os.path.basename(plan.path)}: {mutation.what} {sorted(map(str, mutation.items or []))} {mutation.edits[0]}"
            if not hit:
                missed.append(name)
            if others:
                false.append(f"{name}: {others}")
        if os.environ.get("VNPLAN_VERBOSE"):
            print(dict(kinds), *["missed " + m for m in missed], *["false " + f for f in false], sep="\n")
        self.assertGreaterEqual(len(jobs), LEAST_MUTATIONS)
        self.assertGreaterEqual(1 - len(missed) / len(jobs), LEAST_REPORTED, "\n".join(missed))
        self.assertLessEqual(len(false) / len(jobs), MOST_FALSE_ALARMS, "\n".join(false))


if __name__ == "__main__":
    unittest.main()
