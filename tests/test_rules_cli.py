"""vnplan rules: list, test, explain, export; their exit codes; broken rule files."""
import json
import os
import re
import tempfile
import unittest

from support.vnplan import run

FINDINGS, USAGE, INPUT, RULES = 1, 2, 3, 4

PLAN = """KẾ HOẠCH
Cải cách hành chính năm 2026

I. NHIỆM VỤ
1. Rà soát thủ tục hành chính
- Chủ trì: VP-TK.
- Thời gian: Mùa gặt năm 2026.
2. Công khai thủ tục
- Chủ trì: Công an xã.
- Thời gian: Quý I/2026.
"""

HARVEST = """// Times that follow the harvest.
{ "set": "deadline",
  "rules": [
    { "id": "deadline.harvest", "priority": 95, "give": { "kind": "during", "month": "9" },
      "pattern": "mùa gặt(?: năm (?<year>20\\\\d{2}))?",
      "examples": ["mùa gặt", { "text": "Mùa gặt năm 2026", "gives": { "year": "2026" } }],
      "counter": ["mùa cấy"] },
    { "id": "deadline.school-years", "off": true }
  ]
}
"""


class Rules(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.own = os.path.join(self.folder, "own")
        self.plan = self.file("plan.txt", PLAN)

    def file(self, name, content):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(content)
        return path

    def harvest(self, text=HARVEST):
        return self.file("own/patterns/harvest.json", text)

    def out(self, *args, code=0):
        done = run("rules", *args)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        self.assertEqual(done.stderr, b"")
        return done.stdout.decode("utf-8")

    def refused(self, code, *args):
        done = run("rules", *args)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertEqual(done.stdout, b"")
        message = done.stderr.decode("utf-8")
        self.assertEqual(message.count("\n"), 1, message)
        return message


class Usage(Rules):
    def test_what_is_no_command_is_wrong_usage(self):
        self.assertIn("list, test, explain or export", self.refused(USAGE))
        self.assertIn("list, test, explain or export", self.refused(USAGE, "show"))
        self.assertIn("xml", self.refused(USAGE, "list", "--format", "xml"))
        self.assertIn("colour", self.refused(USAGE, "list", "--colour"))
        self.assertIn("FILE", self.refused(USAGE, "explain"))
        self.assertIn("FILE", self.refused(USAGE, "explain", "a", "b"))
        self.refused(USAGE, "test", "--rules")

    def test_file_that_is_not_there_is_an_input_fault(self):
        self.assertIn("none.md", self.refused(INPUT, "explain", os.path.join(self.folder, "none.md")))

    def test_broken_rule_file_is_named_with_its_place_and_the_rule(self):
        path = self.harvest('{ "set": "deadline", "rules": [\n  { "id": "deadline.harvest", "pattern": "mùa (" } ] }')
        for args in (("list", "--rules", self.own), ("test", self.own), ("test", "--rules", self.own),
                     ("explain", "--rules", self.own, self.plan)):
            with self.subTest(args):
                message = self.refused(RULES, *args)
                self.assertIn(f"{path[-100:]}:2:12: rule 'deadline.harvest'", message)

    def test_folder_of_no_rules_is_refused(self):
        self.assertIn("words", self.refused(RULES, "test", self.folder))
        self.refused(RULES, "test", os.path.join(self.folder, "none"))


class List(Rules):
    def listed(self, *args):
        return json.loads(self.out("list", "--format", "json", *args))

    def test_every_rule_has_a_line(self):
        lines = self.out("list").splitlines()
        rules = self.listed()
        self.assertEqual(len(lines), len(rules))
        self.assertGreater(len(rules), 200)
        line = next(line for line in lines if " deadline.days-range " in line)
        self.assertRegex(line, r"^on +deadline +90 +3\+2 examples +deadline\.days-range  \(patterns/deadline\.json:\d+\)$")
        self.assertTrue(any(re.match(r"on +labels +- +\d+ forms +owner  \(words/labels\.txt:\d+\)$", line)
                            for line in lines))

    def test_json_has_what_a_line_has(self):
        rule = next(r for r in self.listed() if r["id"] == "deadline.days-range")
        line = rule.pop("line")
        self.assertGreater(line, 1)
        self.assertEqual(rule, {"id": "deadline.days-range", "set": "deadline", "type": "pattern", "state": "on",
                                "file": "patterns/deadline.json", "priority": 90, "examples": 3,
                                "counter_examples": 2})
        word = next(r for r in self.listed() if r["set"] == "labels")
        self.assertEqual((word["type"], word["id"], "priority" in word), ("words", "owner", False))

    def test_rules_of_a_set_stand_in_the_order_of_their_priority(self):
        priorities = [r["priority"] for r in self.listed() if r["set"] == "deadline" and r["state"] == "on"]
        self.assertEqual(priorities, sorted(priorities, reverse=True))

    def test_rule_that_an_overlay_switched_off_says_by_whom(self):
        path = self.harvest()
        rules = [r for r in self.listed("--rules", self.own) if r["id"] == "deadline.school-years"]
        self.assertEqual([(r["state"], r["file"], r["by"]) for r in rules],
                         [("off", "patterns/deadline.json", path)])
        line = next(line for line in self.out("list", "--rules", self.own).splitlines() if "school-years" in line)
        self.assertRegex(line, r"^off .*\(patterns/deadline\.json:\d+, by .*/own/patterns/harvest\.json\)$")

    def test_files_are_counted(self):
        self.harvest()
        fires = {r["id"]: r["fires"] for r in self.listed("--rules", self.own, self.plan, self.plan)
                 if r["type"] == "pattern"}
        self.assertEqual(fires["deadline.harvest"], 2)
        self.assertEqual(fires["deadline.days-range"], 0)
        label = next(r for r in self.listed(self.plan) if r["set"] == "labels" and r["id"] == "owner")
        self.assertEqual(label["fires"], 2)
        self.assertNotIn("fires", self.listed()[0])
        line = next(line for line in self.out("list", "--rules", self.own, self.plan).splitlines()
                    if " deadline.harvest " in line)
        self.assertRegex(line, r"^on +deadline +1 +95 ")

    def test_file_that_cannot_be_read_does_not_stop_the_listing(self):
        done = run("rules", "list", os.path.join(self.folder, "none.md"), self.plan)
        self.assertEqual(done.returncode, INPUT)
        self.assertIn(b"none.md", done.stderr)
        self.assertGreater(done.stdout.count(b"\n"), 200)


class Test(Rules):
    FAILING = HARVEST.replace('"mùa gặt", {', '"mùa gặt", "vào mùa cày", {').replace('["mùa cấy"]', '["vụ mùa gặt lúa"]')

    def test_built_in_rules_hold(self):
        self.assertRegex(self.out("test"), r"^\d{3} rules, 0 failures\n$")
        report = json.loads(self.out("test", "--format", "json"))
        self.assertEqual(report["failures"], [])
        self.assertGreater(report["rules"], 100)

    def test_rules_of_a_folder_are_tested_with_the_others(self):
        before = json.loads(self.out("test", "--format", "json"))["rules"]
        self.harvest()
        # one more, one off
        self.assertEqual(json.loads(self.out("test", "--format", "json", self.own))["rules"], before)
        self.assertIn("0 failures", self.out("test", "--rules", self.own))

    def test_failing_examples_are_shown_with_carets_under_the_place(self):
        path = self.harvest(self.FAILING)
        lines = self.out("test", self.own, code=FINDINGS).splitlines()
        self.assertEqual(lines[:-1], [
            f"{path}:4: deadline.harvest does not match its example",
            "    vào mùa cày",
            "    ^^^^^^^^^^^",
            f"{path}:4: deadline.harvest matches its counter-example",
            "    vụ mùa gặt lúa",
            "       ^^^^^^^",
        ])
        self.assertRegex(lines[-1], r"^\d+ rules, 2 failures$")

    def test_wrong_field_and_few_examples(self):
        path = self.harvest(HARVEST.replace('"year": "2026"', '"year": "2027"').replace('["mùa cấy"]', "[]"))
        lines = self.out("test", self.own, code=FINDINGS).splitlines()
        self.assertEqual(lines[:-1], [
            f"{path}:4: deadline.harvest needs at least two examples and one counter-example",
            f'{path}:4: deadline.harvest gives a wrong field: year is "2026", not "2027"',
            "    Mùa gặt năm 2026",
            "                ^^^^",
        ])

    def test_rule_that_took_the_place_is_named(self):
        self.harvest(HARVEST.replace("95", "1").replace("mùa gặt(?: năm", "năm(?:").replace("mùa gặt\"", "năm 2026\"")
                     .replace("Mùa gặt năm", "Năm"))
        text = self.out("test", self.own, code=FINDINGS)
        self.assertRegex(text, r"deadline\.harvest does not match its example; another rule has the place: deadline\.\w+")

    def test_report_as_json(self):
        path = self.harvest(self.FAILING)
        report = json.loads(self.out("test", "--format", "json", self.own, code=FINDINGS))
        first, second = report["failures"]
        self.assertEqual((first["id"], first["fault"], first["file"], first["line"], first["text"]),
                         ("deadline.harvest", "no-match", path, 4, "vào mùa cày"))
        self.assertEqual(second["fault"], "matches-counter-example")
        self.assertEqual(second["text"].encode()[second["begin"]:second["end"]].decode(), "mùa gặt")

    def test_pattern_that_backtracks_badly_is_a_finding(self):
        self.harvest('{ "set": "deadline", "rules": [ { "id": "deadline.harvest", "priority": 1,\n'
                     '  "pattern": "(?:[a-zùặ]+ ?)+;$", "examples": ["mùa gặt;", "mùa lúa;"], "counter": ["mùa"] } ] }')
        text = self.out("test", self.own, code=FINDINGS)
        self.assertRegex(text, r"deadline\.harvest backtracks badly;.*\n    \S.*\n +\^\n\d+ rules, 1 failures\n$")


class Export(Rules):
    OPTIONS = "(*UTF)(*UCP)(?iJ)"

    def exported(self, *args):
        lines = self.out("export", *args).splitlines()
        self.assertEqual([line for line in lines if not line.startswith(self.OPTIONS)], [])
        return [line[len(self.OPTIONS):] for line in lines]

    def test_each_pattern_in_force_has_a_line(self):
        rules = json.loads(self.out("list", "--format", "json"))
        active = [r for r in rules if r["type"] == "pattern" and r["state"] == "on"]
        self.assertEqual(len(self.exported()), len(active))

    def test_words_and_pieces_are_put_in(self):
        self.assertEqual([line for line in self.exported() if re.search(r"\{@?[a-z]", line)], [])

    def test_pcre2grep_can_read_what_is_exported(self):
        """It takes patterns of at most 8 KiB."""
        self.assertLess(max(len(line.encode()) for line in self.exported()), 8192)

    def test_line_end_in_a_pattern_does_not_end_the_line(self):
        self.harvest(HARVEST.replace("mùa gặt(?:", "mùa\\ngặt(?:"))
        self.assertIn(r"mùa\ngặt(?: năm (?<year>20[0-9]{2}))?", self.exported("--rules", self.own))

    def test_blank_at_the_end_of_a_pattern_is_kept(self):
        self.harvest(HARVEST.replace('))?",', '))? ",'))
        lines = self.exported("--rules", self.own)
        self.assertEqual([line for line in lines if line != line.rstrip()], [])
        self.assertIn(r"mùa gặt(?: năm (?<year>20[0-9]{2}))? (?:)", lines)

    def test_rule_that_is_off_is_left_out(self):
        before = self.exported()
        self.harvest()
        after = self.exported("--rules", self.own)
        self.assertEqual(len(set(after) - set(before)), 1)
        self.assertEqual(len(set(before) - set(after)), 1)

    def test_file_or_other_format_is_wrong_usage(self):
        self.assertIn("FILE", self.refused(USAGE, "export", self.plan))
        self.assertIn("format", self.refused(USAGE, "export", "--format", "json"))


class Explain(Rules):
    def test_line_tells_its_rules_and_values(self):
        self.harvest()
        lines = self.out("explain", "--rules", self.own, f"{self.plan}:7").splitlines()
        self.assertEqual(lines[0], f"{self.plan}:7: - Thời gian: Mùa gặt năm 2026.")
        self.assertTrue(all(line.startswith("  ") for line in lines[1:]))
        said = "\n".join(lines)
        self.assertRegex(said, r"words labels deadline +.Thời gian. ")
        self.assertRegex(said, r"rule  deadline deadline\.harvest +.Mùa gặt năm 2026. ")
        self.assertRegex(said, r"lost  deadline deadline\.\S+ +.năm 2026. .*to deadline\.harvest")
        self.assertIn("value items[0].deadlines[0] = Mùa gặt năm 2026", said)

    def test_whole_file_tells_its_lines_in_order(self):
        text = self.out("explain", self.plan)
        numbers = [int(n) for n in re.findall(r"^" + re.escape(self.plan) + r":(\d+): ", text, re.M)]
        self.assertEqual(numbers, sorted(set(numbers)))
        self.assertIn(10, numbers)

    def test_line_where_nothing_acted_says_nothing(self):
        self.assertEqual(self.out("explain", f"{self.plan}:3"), "")

    def test_json_has_offsets_of_the_source(self):
        self.harvest()
        report = json.loads(self.out("explain", "--format", "json", "--rules", self.own, f"{self.plan}:7"))
        won = next(m for m in report["matches"] if m["rule"] == "deadline.harvest")
        self.assertEqual(PLAN.encode()[won["start"]:won["end"]].decode(), "Mùa gặt năm 2026")
        self.assertEqual((won["line"], won["set"], won["rule_line"], won["seen"]),
                         (7, "deadline", 4, "mùa gặt năm 2026"))
        self.assertNotIn("lost_to", won)
        self.assertTrue(any(m.get("lost_to") == "deadline.harvest" for m in report["matches"]))
        self.assertEqual({m["line"] for m in report["matches"]}, {7})
        self.assertIn({"path": "items[0].deadlines[0]", "line": 7, "text": "Mùa gặt năm 2026"}, report["values"])

    def test_file_whose_name_ends_in_a_number_is_read(self):
        self.file("plan.txt:7", PLAN)
        text = self.out("explain", f"{self.plan}:7")
        self.assertIn(f"{self.plan}:7:10: ", text)

    def test_text_of_another_encoding_is_explained(self):
        path = os.path.join(self.folder, "old.txt")
        with open(path, "wb") as f:
            f.write(b"\xff\xfe" + PLAN.encode("utf-16-le"))
        text = self.out("explain", f"{path}:6")
        self.assertIn("VP-TK", text)
        self.assertTrue(text.startswith(f"{path}:6:"))


if __name__ == "__main__":
    unittest.main()
