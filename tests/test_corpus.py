"""The plans of corpus/ against their expected facts, and what holds for every
extraction: values grounded in the source, ids unique, output reproducible.

    test_corpus.py [NAME...]     only the plans whose name contains one of these
"""
import json
import os
import sys
import unicodedata
import unittest

from support.vnplan import CORPUS, corpus_sources, extract, run

ONLY = []


def selected():
    chosen = [entry for entry in corpus_sources() if not ONLY or any(o in entry[0] for o in ONLY)]
    assert chosen, "no such plan in corpus/"
    return chosen


# --------------------------------------------------------------- comparison

DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
QUOTES = dict.fromkeys(map(ord, "\"'\u2018\u2019\u201c\u201d\u00ab\u00bb"), None)


def plain(text):
    """Case, white space, dashes and punctuation at the edges do not count."""
    text = unicodedata.normalize("NFC", text).translate(DASHES).translate(QUOTES)
    parts = [" ".join(part.split()) for part in text.split("-")]
    return "-".join(parts).strip(" ;.,:-/").casefold()


def text_of(value):
    return value["text"] if isinstance(value, dict) else value


def item_facts(item):
    """An extracted item in the form of the gold files."""
    scores = item["scores"]
    facts = {key: item[key] for key in ("kind", "label", "codes")}
    facts["title"] = text_of(item["title"])
    facts["parents"] = [[p["kind"], p["code"], p["text"]] for p in item["parents"]]
    for role in ("owners", "collaborators", "consolidators"):
        facts[role] = [[p["text"], p["name"]] for p in item[role]]
    facts["deadlines"] = [[d["kind"], d["start"], d["end"], d["frequency"]] for d in item["deadlines"]]
    facts["targets"] = [[t["comparator"], t["value"], t["unit"]] for t in item["targets"]]
    facts["actions"] = [text_of(a) for a in item["actions"]]
    facts["outputs"] = [text_of(o) for o in item["outputs"]]
    facts["budget"] = text_of(item["budget"])
    facts["scores"] = scores and [scores["max"], scores["achieved"], scores["target"]]
    return facts


def document_facts(plan):
    head = plan["document"]
    facts = {key: text_of(head[key]) for key in ("issuer", "number", "place", "title")}
    facts["date"] = head["date"] and head["date"]["iso"]
    facts["year"] = head["year"]
    facts["parts"] = [[p["type"], p["text"]] for p in head["parts"]]
    facts["signers"] = [[s["title"], s["name"]] for s in head["signers"]]
    for key in ("legal_bases", "recipients"):
        facts[key] = [text_of(v) for v in head[key]]
    return facts


def equal(want, got):
    if isinstance(want, str) and isinstance(got, str):
        return plain(want) == plain(got)
    if isinstance(want, (list, tuple)) and isinstance(got, (list, tuple)):
        return len(want) == len(got) and all(map(equal, want, got))
    if isinstance(want, (int, float)) and isinstance(got, (int, float)):
        return abs(want - got) < 1e-6
    return want == got


# The order of these is the text's; of parties, targets and deadlines too, but gold
# lists fields in the order of the guide, so theirs does not count.
ORDERED = {"codes", "parents", "actions", "outputs", "scores", "parts", "legal_bases", "recipients",
           "signers"}


def field_differences(name, want, got):
    if equal(want, got):
        return []
    if not isinstance(want, list) or not isinstance(got, list):
        return [f"{name}: want {want!r}", f"{' ' * len(name)}  got  {got!r}"]
    left, missing = list(got), []
    for entry in want:
        hit = next((i for i, g in enumerate(left) if equal(entry, g)), None)
        if hit is None:
            missing.append(entry)
        else:
            del left[hit]
    if not missing and not left:
        return [f"{name}: in another order: want {want!r}", f"  got {got!r}"] if name in ORDERED else []
    return [f"{name}: lacks {m!r}" for m in missing] + [f"{name}: adds  {g!r}" for g in left]


def facts_differences(want, got):
    """As far as `want` goes: a field it does not name is not compared."""
    return [line for key in want for line in field_differences(key, want[key], got[key])]


def item_name(item):
    return " ".join(str(p) for p in (item["kind"], item["label"] or "", item["title"] or "") if p)[:90]


def likeness(want, got):
    """How sure it is that both are the same item: title before code before label."""
    title = bool(want["title"]) and equal(want["title"], got["title"])
    return (8 * title + 4 * (bool(want["codes"]) and want["codes"] == got["codes"])
            + 2 * (want["label"] is not None and equal(want["label"], got["label"]))
            + (want["kind"] == got["kind"]) + equal(want["owners"], got["owners"]))


def pair_items(want, got):
    """(want, got) pairs, either may be None; the likest first, then by position."""
    scored = sorted(((-likeness(w, g), abs(a - b), a, b) for a, w in enumerate(want)
                     for b, g in enumerate(got) if likeness(w, g) >= 4))
    partner_of, taken = {}, set()
    for _, _, a, b in scored:
        if a not in partner_of and b not in taken:
            partner_of[a] = b
            taken.add(b)
    pairs = [(w, got[partner_of[a]] if a in partner_of else None) for a, w in enumerate(want)]
    return pairs + [(None, g) for b, g in enumerate(got) if b not in taken]


def plan_differences(gold, plan):
    lines = [f"document {d}" for d in facts_differences(gold["document"], document_facts(plan))]
    for want, got in pair_items(gold["items"], [item_facts(i) for i in plan["items"]]):
        if got is None:
            lines.append(f"item missing: {item_name(want)}")
        elif want is None:
            lines.append(f"item too many: {item_name(got)}")
        else:
            lines += [f"[{item_name(want)}] {d}" for d in facts_differences(want, got)]
    targets = [[t["comparator"], t["value"], t["unit"]] for t in plan["targets"]]
    citations = [[c["type"], c["number"], c["date"]] for c in plan["citations"]]
    lines += [f"plan {d}" for d in field_differences("targets", gold["targets"], targets)]
    lines += [f"plan {d}" for d in field_differences("citations", gold["citations"], citations)]
    return lines


# ---------------------------------------------------------------- grounding

def letters(text):
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalnum())


def values(node, path="$"):
    """Every object with a text and spans."""
    if isinstance(node, dict):
        if isinstance(node.get("text"), str) and "spans" in node:
            yield path, node
        for key, child in node.items():
            yield from values(child, f"{path}.{key}")
    elif isinstance(node, list):
        for i, child in enumerate(node):
            yield from values(child, f"{path}[{i}]")


def span_faults(span, raw):
    """Whether the offsets, the line and the column of a span agree."""
    start, end = span["start"], span["end"]
    if not 0 <= start < end <= len(raw):
        return ["offsets out of the file"]
    found = []
    for offset in (start, end):
        if offset < len(raw) and raw[offset] & 0xC0 == 0x80:
            found.append("cuts a character")
    before = raw[:start].decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    if (line, column) != (span["line"], span["column"]):
        found.append(f"line {span['line']}:{span['column']} is {line}:{column}")
    return found


def ungrounded(plan, raw):
    lines = []
    for path, value in values(plan):
        faults = [f for span in value["spans"] for f in span_faults(span, raw)]
        source = "".join(letters(raw[s["start"]:s["end"]].decode("utf-8", "replace"))
                         for s in value["spans"])
        if letters(value["text"]) not in source:
            faults.append(f"{value['text']!r} is not in {source!r}")
        lines += [f"{path}: {f}" for f in faults]
    return lines


# -------------------------------------------------------------------- tests

class Corpus(unittest.TestCase):
    maxDiff = None

    def each(self, check):
        """check(source, gold) for each plan; one that fails does not hide the others."""
        for name, source, gold in selected():
            with self.subTest(name):
                check(source, gold)

    def assert_none(self, lines):
        if lines:
            self.fail(f"{len(lines)} differences\n  " + "\n  ".join(lines))

    def test_facts_are_those_of_the_gold_file(self):
        def check(source, gold):
            with open(gold, encoding="utf-8") as f:
                self.assert_none(plan_differences(json.load(f), extract(source)))
        self.each(check)

    def test_every_value_is_grounded_in_its_spans(self):
        def check(source, _):
            plan = extract(source)
            with open(source, "rb") as f:
                self.assert_none(ungrounded(plan, f.read()))
            self.assertTrue(list(values(plan)))
        self.each(check)

    def test_values_are_clean_text(self):
        def check(source, _):
            for path, value in values(extract(source)):
                text = value["text"]
                self.assertTrue(unicodedata.is_normalized("NFC", text), path)
                self.assertEqual(text, " ".join(text.split()), path)
        self.each(check)

    def test_ids_are_unique(self):
        def check(source, _):
            ids = [item["id"] for item in extract(source)["items"]]
            self.assertEqual(sorted(set(ids)), sorted(ids))
        self.each(check)

    def test_diagnostics_speak_of_items_there_are(self):
        def check(source, _):
            plan = extract(source)
            ids = {item["id"] for item in plan["items"]}
            for diagnostic in plan["diagnostics"]:
                self.assertIn(diagnostic["item"], ids | {None})
        self.each(check)

    def test_output_is_the_same_from_run_to_run_and_in_any_locale(self):
        def check(source, _):
            first = run("extract", "--lang", "vi", source).stdout
            for locale in ("C.UTF-8", "C", "vi_VN.UTF-8", "tr_TR.UTF-8", "de_DE.UTF-8"):
                again = run("extract", "--lang", "vi", source, env={"LC_ALL": locale}).stdout
                self.assertEqual(first, again, locale)
        self.each(check)

    def test_several_at_once_are_what_each_is_alone(self):
        sources = [source for _, source, _ in selected()]
        if len(sources) < 2:
            self.skipTest("one plan is selected")
        lines = run("extract", *sources).stdout.decode("utf-8").splitlines()
        self.assertEqual([json.loads(line) for line in lines], [extract(s) for s in sources])


class Overlays(unittest.TestCase):
    """The example overlays: each with a plan that it reads and the built-in rules do not."""
    maxDiff = None

    def each(self, check):
        root = os.path.join(CORPUS, "overlays")
        names = sorted(os.listdir(root))
        self.assertTrue(names)
        for name in names:
            folder = os.path.join(root, name)
            source = next(os.path.join(folder, f) for f in ("plan.md", "plan.txt")
                          if os.path.exists(os.path.join(folder, f)))
            with self.subTest(name), open(os.path.join(folder, "plan.gold.json"), encoding="utf-8") as f:
                check(folder, source, json.load(f))

    def test_facts_are_those_of_the_gold_file_with_the_overlay_only(self):
        def check(folder, source, gold):
            self.assertEqual(plan_differences(gold, extract(source, "--rules", folder)), [])
            self.assertNotEqual(plan_differences(gold, extract(source)), [])
        self.each(check)

    def test_their_rules_hold(self):
        def check(folder, *_):
            done = run("rules", "test", folder)
            self.assertEqual(done.returncode, 0, done.stdout.decode("utf-8"))
        self.each(check)

    def test_every_file_of_rules_acts(self):
        """A file of an example that has no effect on its plan shows nothing."""
        def check(folder, source, _):
            rules = json.loads(run("rules", "list", "--format", "json", "--rules", folder, source).stdout)
            acting = {r["file"] for r in rules if r["fires"]}
            # what words do inside patterns and as beginnings of parties is not counted
            silent = {os.path.join(folder, "words", f) for f in ("party-heads.txt", "units.txt")}
            files = {os.path.join(place, f) for place, _, names in os.walk(folder) for f in names
                     if os.path.basename(place) != os.path.basename(folder)}
            self.assertEqual(files - acting - silent, set())
        self.each(check)

    def test_values_are_grounded(self):
        def check(folder, source, _):
            with open(source, "rb") as f:
                self.assertEqual(ungrounded(extract(source, "--rules", folder), f.read()), [])
        self.each(check)


class Comparison(unittest.TestCase):
    """The comparison itself: it must see what it is made to see."""

    def test_case_space_dashes_and_edges_do_not_count(self):
        self.assertTrue(equal("VP \u2013 TK;", "vp-tk"))
        self.assertFalse(equal("VP - TK", "VP TK"))

    def test_order_counts_where_it_is_the_texts(self):
        self.assertEqual(field_differences("targets", [["=", 1, "a"], ["=", 2, "b"]],
                                           [["=", 2, "b"], ["=", 1, "a"]]), [])
        self.assertTrue(field_differences("actions", ["a", "b"], ["b", "a"]))

    def test_missing_and_added_entries_are_told_apart(self):
        self.assertEqual(field_differences("codes", ["1.1"], ["1.2"]),
                         ["codes: lacks '1.1'", "codes: adds  '1.2'"])

    def test_value_elsewhere_is_not_grounded(self):
        value = {"text": "xã", "spans": [{"start": 0, "end": 2, "line": 1, "column": 1}]}
        self.assertEqual(len(ungrounded({"v": value}, "ấp xã".encode())), 2)
        value["spans"] = [{"start": 5, "end": 8, "line": 1, "column": 4}]
        self.assertEqual(ungrounded({"v": value}, "ấp xã".encode()), [])


if __name__ == "__main__":
    ONLY = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    unittest.main(argv=[sys.argv[0]] + [a for a in sys.argv[1:] if a.startswith("-")])
