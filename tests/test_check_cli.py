"""vnplan check: reports, formats, exit codes, what switches checks off."""
import json
import os
import re
import tempfile
import unicodedata
import unittest

from support.vnplan import CORPUS, ROOT, faults, run

DONE, FINDINGS, USAGE, INPUT, RULES = 0, 1, 2, 3, 4

HEAD = """ỦY BAN NHÂN DÂN
XÃ ĐỒI CỌ

Số: 12/KH-UBND

KẾ HOẠCH
Cải cách hành chính năm 2026

I. NHIỆM VỤ
1. Rà soát thủ tục hành chính
- Chủ trì: {owner}.
- Thời gian: {time}.
2. Niêm yết thủ tục hành chính
- Chủ trì: Văn phòng UBND xã.
- Thời gian: Quý II/2026.
"""
CLEAN = HEAD.format(owner="Văn phòng UBND xã", time="Quý I/2026")
ERROR = CLEAN.replace("- Thời gian: Quý I/2026.\n", "")
WARNING = HEAD.format(owner="Phòng Nội vụ", time="Quý I/2026")


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def file(self, name, content):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def check(self, *args, code=None, **more):
        done = run("check", "--lang", "en", *args, **more)
        if code is not None:
            self.assertEqual(done.returncode, code, done.stderr.decode() + done.stdout.decode())
        return done.stdout.decode("utf-8")

    def rules(self, *args, **more):
        found = json.loads(self.check("--format", "json", "--fail-on", "never", *args, **more))
        return [d["rule"] for d in found["diagnostics"]]


class ExitCodes(Files):
    def test_findings_at_or_above_the_severity_give_one(self):
        clean, warning, error = (self.file(f"{i}.txt", t) for i, t in enumerate((CLEAN, WARNING, ERROR)))
        for path, option, code in ((clean, (), DONE), (warning, (), DONE), (error, (), FINDINGS),
                                   (warning, ("--fail-on", "warning"), FINDINGS),
                                   (warning, ("--fail-on", "note"), FINDINGS),
                                   (error, ("--fail-on", "never"), DONE),
                                   (clean, ("--fail-on", "note"), DONE)):
            with self.subTest((os.path.basename(path), option)):
                self.check(*option, path, code=code)

    def test_wrong_usage_is_told_in_one_line(self):
        path = self.file("a.txt", CLEAN)
        for args in ((), ("--fail-on", "sometimes", path), ("--format", "xml", path), ("--disable", "no-such", path),
                     ("--matrix", "--format", "sarif", path)):
            done = run("check", *args)
            self.assertEqual((done.returncode, done.stdout), (USAGE, b""), args)
            self.assertEqual(done.stderr.count(b"\n"), 1, done.stderr)

    def test_a_file_that_cannot_be_read_does_not_stop_the_others(self):
        out = self.check(os.path.join(self.folder, "none.txt"), self.file("b.txt", ERROR), code=INPUT)
        self.assertIn("missing-deadline", out)


class Text(Files):
    def test_a_finding_is_place_severity_id_message_line_and_carets(self):
        path = self.file("a.txt", WARNING)
        lines = self.check(path).splitlines()
        self.assertEqual(lines[0], f"{path}:11:12: warning foreign-authority Phòng Nội vụ is no agency "
                                   "at the level of ỦY BAN NHÂN DÂN XÃ ĐỒI CỌ")
        self.assertEqual(lines[1], "    11 | - Chủ trì: Phòng Nội vụ.")
        self.assertEqual(lines[2], "       |            ^^^^^^^^^^^^")
        self.assertEqual(lines[3], "errors: 0, warnings: 1, notes: 0")

    def test_carets_stand_under_the_words_whatever_the_form_of_letters(self):
        for form in ("NFC", "NFD"):
            out = self.check(self.file("a.txt", unicodedata.normalize(form, WARNING))).splitlines()
            self.assertEqual(out[2], "       |            ^^^^^^^^^^^^", form)

    def test_wide_characters_take_two_columns(self):
        out = self.check(self.file("a.txt", WARNING.replace("Chủ trì: Phòng", "Chủ trì: Phòng"))).splitlines()
        wide = self.check(self.file("w.md", "# 計画\n\n" + WARNING.replace("năm 2026", "năm 2026 計 số   /KH-UBND")))
        line, carets = next((a, b) for a, b in zip(wide.splitlines(), wide.splitlines()[1:]) if "計 số" in a)
        before = line[9:line.index("số")]
        columns = sum(2 if unicodedata.east_asian_width(c) == "W" else 1 for c in before)
        self.assertEqual(carets[9:].index("^"), columns)
        self.assertEqual(len(out), 4)

    def test_long_lines_are_cut_around_the_place(self):
        long = WARNING.replace("1. Rà soát", "1. " + "Rà soát và công khai, " * 40 + "số    /KH-UBND")
        for line in self.check(self.file("a.txt", long)).splitlines():
            if not line.startswith(self.folder):
                self.assertLessEqual(len(line), 120)

    def test_no_colours_but_on_a_terminal(self):
        self.assertNotIn("\033", self.check(self.file("a.txt", ERROR)))

    def test_control_characters_of_a_file_do_not_reach_the_terminal(self):
        out = self.check(self.file("a.txt", WARNING.replace("Phòng Nội vụ", "Phòng Nội vụ\033[2J")))
        self.assertNotIn("\033", out)

    def test_vietnamese_by_default(self):
        done = run("check", self.file("a.txt", ERROR), env={"LC_ALL": "C"})
        self.assertIn("lỗi missing-deadline Chưa nêu thời gian", done.stdout.decode())

    def test_several_files_have_one_summary(self):
        out = self.check(self.file("a.txt", ERROR), self.file("b.txt", WARNING), code=FINDINGS)
        self.assertEqual(out.splitlines()[-1], "errors: 1, warnings: 1, notes: 0")


class Json(Files):
    def test_one_object_for_a_file_with_its_summary(self):
        path = self.file("a.txt", ERROR)
        found = json.loads(self.check("--format", "json", path, code=FINDINGS))
        self.assertEqual(found["source"], path)
        self.assertEqual(found["summary"], {"error": 1, "warning": 0, "note": 0})
        root = json.loads(run("schema").stdout)
        shape = {"type": "array", "items": {"$ref": "#/$defs/Diagnostic"}}
        self.assertEqual(faults(found["diagnostics"], shape, root), [])
        span = found["diagnostics"][0]["spans"][0]
        self.assertEqual(ERROR.encode()[span["start"]:span["end"]].decode(), "Rà soát thủ tục hành chính")

    def test_several_files_give_a_line_each(self):
        lines = self.check("--format", "json", self.file("a.txt", ERROR), self.file("b.txt", CLEAN)).splitlines()
        self.assertEqual([len(json.loads(line)["diagnostics"]) for line in lines], [1, 0])

    def test_extract_has_the_same_diagnostics_when_asked(self):
        path = self.file("a.txt", ERROR)
        plan = json.loads(run("extract", "--check", path).stdout)
        self.assertEqual([d["rule"] for d in plan["diagnostics"]], self.rules(path))
        self.assertEqual(json.loads(run("extract", path).stdout)["diagnostics"], [])


class Sarif(Files):
    def log(self, *args):
        return json.loads(self.check("--format", "sarif", "--fail-on", "never", *args, code=DONE))

    def test_shape(self):
        log = self.log(self.file("a b.txt", ERROR), self.file("c.txt", WARNING))
        self.assertEqual((log["version"], len(log["runs"])), ("2.1.0", 1))
        self.assertIn("sarif-2.1.0", log["$schema"])
        run_ = log["runs"][0]
        self.assertEqual(run_["columnKind"], "utf16CodeUnits")
        driver = run_["tool"]["driver"]
        self.assertEqual(driver["name"], "vnplan")
        self.assertRegex(driver["version"], r"^\d+\.\d+\.\d+$")
        for result in run_["results"]:
            self.assertEqual(driver["rules"][result["ruleIndex"]]["id"], result["ruleId"])
            self.assertIn(result["level"], ("error", "warning", "note"))
            self.assertTrue(result["message"]["text"])
            place = result["locations"][0]["physicalLocation"]
            self.assertRegex(place["artifactLocation"]["uri"], r"^(?:file:///)?[\w/.~%-]+$")
        self.assertIn("a%20b.txt", run_["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])

    def test_regions_lead_to_the_words_in_bytes_characters_and_columns(self):
        texts = {"utf8": WARNING.encode(), "bom": b"\xef\xbb\xbf" + WARNING.encode(),
                 "wide": ("\U0001F4C4 " + WARNING).encode(), "utf16": WARNING.encode("utf-16"),
                 "crlf": WARNING.replace("\n", "\r\n").encode(),
                 "nfd": unicodedata.normalize("NFD", WARNING).encode()}
        for name, raw in texts.items():
            with self.subTest(name):
                result = self.log(self.file(f"{name}.txt", raw))["runs"][0]["results"][0]
                region = result["locations"][0]["physicalLocation"]["region"]
                encoding = "utf-16" if name == "utf16" else "utf-8-sig"
                units = raw.decode(encoding).encode("utf-16-le")
                piece = units[2 * region["charOffset"]:2 * (region["charOffset"] + region["charLength"])]
                self.assertEqual(unicodedata.normalize("NFC", piece.decode("utf-16-le")), "Phòng Nội vụ")
                piece = raw[region["byteOffset"]:region["byteOffset"] + region["byteLength"]]
                decoded = piece.decode("utf-16-le" if name == "utf16" else "utf-8")
                self.assertEqual(unicodedata.normalize("NFC", decoded), "Phòng Nội vụ")
                line = re.split("\r\n|\n", raw.decode(encoding))[region["startLine"] - 1].encode("utf-16-le")
                piece = line[2 * (region["startColumn"] - 1):2 * (region["endColumn"] - 1)]
                self.assertEqual(unicodedata.normalize("NFC", piece.decode("utf-16-le")), "Phòng Nội vụ")

    def test_no_findings_are_a_log_without_results(self):
        self.assertEqual(self.log(self.file("a.txt", CLEAN))["runs"][0]["results"], [])


class Github(Files):
    def test_annotations_are_escaped(self):
        path = self.file("a,b.txt", WARNING)
        line = self.check("--format", "github", path).splitlines()[0]
        name = path.replace(",", "%2C").replace(":", "%3A")
        self.assertEqual(line, f"::warning file={name},line=11,col=12,endLine=11,endColumn=24,"
                               "title=foreign-authority::Phòng Nội vụ is no agency at the level of ỦY BAN NHÂN DÂN XÃ ĐỒI CỌ")

    def test_nothing_else_is_printed(self):
        self.assertEqual(self.check("--format", "github", self.file("a.txt", CLEAN)), "")


class Switches(Files):
    def test_disable_leaves_a_check_out(self):
        path = self.file("a.txt", ERROR)
        self.assertEqual(self.rules(path), ["missing-deadline"])
        self.assertEqual(self.rules("--disable", "missing-deadline", path), [])
        self.check("--disable", "missing-deadline", path, code=DONE)

    def test_a_comment_in_the_draft_does_too(self):
        path = self.file("a.md", ERROR + "\n<!-- vnplan-disable missing-deadline foreign-authority -->\n")
        self.assertEqual(self.rules(path), [])
        path = self.file("b.md", ERROR + "\n<!-- just a remark on missing-deadline -->\n")
        self.assertEqual(self.rules(path), ["missing-deadline"])

    def test_a_misspelt_comment_is_refused(self):
        done = run("check", self.file("a.md", ERROR + "\n<!-- vnplan-disable missing-dedline -->\n"))
        self.assertEqual(done.returncode, USAGE)
        self.assertIn(b"missing-dedline", done.stderr)

    def test_the_nearest_configuration_above_the_file_holds(self):
        path = self.file("plans/2026/a.txt", ERROR)
        self.file(".vnplan.json", '{"fail_on": "never"}')
        self.check(path, code=DONE)
        self.file("plans/.vnplan.json", '{"disable": ["missing-deadline"]}')
        self.assertEqual(self.rules(path), [])
        self.check("--fail-on", "note", path, code=DONE)

    def test_the_command_line_wins_over_the_configuration(self):
        path = self.file("a.txt", ERROR)
        self.file(".vnplan.json", '{"fail_on": "never"}')
        self.check("--fail-on", "error", path, code=FINDINGS)

    def test_rules_of_a_configuration_lie_beside_it(self):
        path = self.file("plans/a.txt", ERROR)
        self.file("house/words/checks.txt", "note|missing-deadline\n")
        self.file(".vnplan.json", '{"rules": ["house"]}')
        found = json.loads(self.check("--format", "json", path, code=DONE))
        self.assertEqual(found["summary"], {"error": 0, "warning": 0, "note": 1})

    def test_a_check_may_be_switched_off_by_rules(self):
        folder = os.path.dirname(os.path.dirname(self.file("house/words/checks.txt", "!error|missing-deadline\n")))
        self.assertEqual(self.rules("--rules", folder, self.file("a.txt", ERROR)), [])

    def test_wrong_configurations_are_told(self):
        path = self.file("a.txt", ERROR)
        for text, said in (("{", "JSON"), ('{"colour": 1}', "colour"), ('{"disable": "x"}', "disable"),
                           ('{"fail_on": "maybe"}', "fail_on"), ('{"disable": ["no-such"]}', "no-such")):
            self.file(".vnplan.json", text)
            done = run("check", path)
            self.assertEqual((done.returncode, done.stdout), (USAGE, b""), text)
            self.assertIn(said, done.stderr.decode())
            self.assertIn(".vnplan.json", done.stderr.decode())


class Matrix(Files):
    def test_counts_for_each_task(self):
        rows = json.loads(self.check("--matrix", "--format", "json", self.file("a.txt", WARNING)))["matrix"]
        self.assertEqual([r["item"] for r in rows], ["1", "2"])
        self.assertEqual([r["who"] for r in rows], [1, 1])
        self.assertEqual([r["authority"] for r in rows], [0, 1])
        self.assertEqual([r["product"] for r in rows], [0, 0])

    def test_table_lines_up(self):
        lines = self.check("--matrix", self.file("a.txt", WARNING)).splitlines()
        self.assertIn("Authority", lines[1])
        self.assertEqual(len({len(line) for line in lines[2:]}), 1)
        self.assertTrue(lines[-1].startswith("Clear"))


INDEX = """KẾ HOẠCH
Cải thiện Chỉ số cải cách hành chính năm 2026

| TT | Tiêu chí | Điểm tối đa | Điểm đạt được năm 2025 | Mục tiêu năm 2026 | Giải pháp | Chủ trì | Thời gian |
|---|---|---|---|---|---|---|---|
| 1 | THỂ CHẾ | 5 | 4 | 5 | | | |
| 1.1 | Ban hành văn bản | 2 | 2 | 2 | Làm tốt | Công an xã | Trong năm 2026 |
| 1.2 | Rà soát văn bản | 3 | 2 | 3 | Làm tốt | Công an xã | Trong năm 2026 |
"""
ENTRIES = [{"code": "1", "title": "Thể chế", "max": 5}, {"code": "1.1", "title": "Ban hành văn bản", "max": 2},
           {"code": "1.2", "title": "Rà soát văn bản", "max": 3}]


class Catalogs(Files):
    def against(self, catalog, plan=INDEX):
        text = catalog if isinstance(catalog, (str, bytes)) else json.dumps({"criteria": catalog}, ensure_ascii=False)
        path = self.file("catalog", text)
        return [r for r in self.rules("--criteria", path, self.file("plan.md", plan)) if "criteri" in r]

    def test_a_plan_that_covers_the_index_is_silent(self):
        self.assertEqual(self.against(ENTRIES), [])

    def test_what_the_plan_lacks_is_told_once_for_a_whole_area(self):
        more = [{"code": "1.3", "title": "Kiểm tra"}, {"code": "2", "title": "Công vụ"}, {"code": "2.1", "title": "Đào tạo"}]
        self.assertEqual(self.against(ENTRIES + more), ["missing-criterion", "missing-criterion"])

    def test_an_item_covers_the_parts_of_its_criterion(self):
        self.assertEqual(self.against(ENTRIES + [{"code": "1.1.1", "title": "Đúng hạn"}]), [])

    def test_what_the_index_lacks(self):
        self.assertEqual(self.against(ENTRIES[:2]), ["unknown-criterion"])

    def test_wrong_title_and_wrong_points(self):
        entries = ENTRIES[:2] + [{"code": "1.2", "title": "Hòa giải ở cơ sở", "max": 4}]
        self.assertEqual(sorted(self.against(entries)), ["criterion-points", "criterion-title"])

    def test_a_title_may_be_shortened(self):
        self.assertEqual(self.against(ENTRIES[:2] + [{"code": "1.2", "title": "Công tác rà soát văn bản quy phạm", "max": 3}]), [])

    def test_csv_with_any_separator_and_heads_of_tables(self):
        for text in ("code,title,max,level\n1,Thể chế,5,1\n1.1,\"Ban hành, văn bản\",2,2\n1.2,Rà soát văn bản,3,2\n",
                     "\ufeffTT;Tiêu chí;Điểm tối đa\r\n1;Thể chế;5\r\n1.1;Ban hành văn bản;2\r\n1.2;Rà soát văn bản;3\r\n",
                     "title\tcode\tmax\nThể chế\t1\t5\nBan hành văn bản\t1.1\t2,0\nRà soát văn bản\t1.2\t3"):
            self.assertEqual(self.against(text), [], text)
        self.assertEqual(self.against("code,title\n1,Thể chế\n1.1,\"Ban \"\"hành\"\" văn bản\"\n1.2,Rà soát văn bản\n".encode("utf-16")), [])

    def test_broken_catalogs_are_refused(self):
        plan = self.file("plan.md", INDEX)
        for text, said in (('{"criteria": [', "JSON"), ('{"rows": []}', "criteria"), ('[{"code": 1.1}]', "text"),
                           ('[{"code": "a"}]', "code"), ("title,max\nx,1\n", "code,title"),
                           ('[{"code": "1.1"}, {"code": "1.1"}]', "twice")):
            done = run("check", "--criteria", self.file("catalog", text), plan)
            self.assertEqual((done.returncode, done.stdout), (INPUT, b""), text)
            self.assertIn(said, done.stderr.decode())
        self.assertEqual(run("check", "--criteria", os.path.join(self.folder, "none"), plan).returncode, INPUT)

    def test_what_catalog_derives_fits_the_plan_it_is_from(self):
        plan = self.file("plan.md", INDEX)
        for form in ("json", "csv"):
            derived = run("catalog", "--format", form, plan)
            self.assertEqual(derived.returncode, DONE, derived.stderr)
            self.assertEqual(self.against(derived.stdout), [], form)
        entries = json.loads(run("catalog", plan).stdout)["criteria"]
        self.assertEqual([(e["code"], e["max"], e["level"]) for e in entries], [("1", None, 1), ("1.1", 2, 2), ("1.2", 3, 2)])

    def test_the_index_of_the_corpus_adds_up(self):
        with open(os.path.join(CORPUS, "catalogs", "commune-index.json"), encoding="utf-8") as f:
            entries = {e["code"]: e for e in json.load(f)["criteria"]}
        for code, entry in entries.items():
            parts = [e["max"] for c, e in entries.items() if c.rpartition(".")[0] == code]
            if parts:
                self.assertAlmostEqual(sum(parts), entry["max"], msg=code)
            self.assertEqual(entry["level"], code.count(".") + 1)
        self.assertEqual(sum(e["max"] for e in entries.values() if e["level"] == 1), 100)


class Diff(Files):
    def changes(self, old, new):
        done = run("diff", "--format", "json", self.file("old.txt", old), self.file("new.txt", new))
        report = json.loads(done.stdout)
        changes = [(c["change"], (c["after"] or c["before"])["title"], c.get("field"), c.get("old"), c.get("new"))
                   for c in report["changes"]]
        self.assertEqual(done.returncode, FINDINGS if changes else DONE)
        self.assertEqual(sum(report["summary"].values()), len(changes))
        return changes

    def test_no_change_in_other_spelling_and_layout(self):
        other = CLEAN.replace("- Chủ trì:", "-  Chủ trì :").replace("hành chính\n-", "hành  chính.\n-")
        self.assertEqual(self.changes(CLEAN, other), [])

    def test_changed_fields(self):
        self.assertEqual(self.changes(CLEAN, CLEAN.replace("Quý II/2026", "Quý III/2026")),
                         [("changed", "Niêm yết thủ tục hành chính", "deadlines", "Quý II/2026", "Quý III/2026")])
        self.assertEqual(self.changes(CLEAN, WARNING),
                         [("changed", "Rà soát thủ tục hành chính", "owners", "Văn phòng UBND", "Phòng Nội vụ")])

    def test_another_title_under_the_same_label(self):
        self.assertEqual([c[:3] for c in self.changes(CLEAN, CLEAN.replace("Niêm yết thủ tục", "Đăng tải danh mục"))],
                         [("changed", "Đăng tải danh mục hành chính", "title")])

    def test_added_and_dropped(self):
        third = CLEAN + "3. Tập huấn nghiệp vụ\n- Chủ trì: Công an xã.\n- Thời gian: Quý III/2026.\n"
        self.assertEqual([c[:2] for c in self.changes(CLEAN, third)], [("added", "Tập huấn nghiệp vụ")])
        self.assertEqual([c[:2] for c in self.changes(third, CLEAN)], [("dropped", "Tập huấn nghiệp vụ")])

    def test_an_item_put_in_before_another_moves_none(self):
        first = CLEAN.replace("1. Rà soát", "1. Tập huấn nghiệp vụ\n- Chủ trì: Công an xã.\n- Thời gian: Quý III/2026.\n2. Rà soát")
        first = first.replace("2. Niêm yết", "3. Niêm yết")
        self.assertEqual([c[:2] for c in self.changes(CLEAN, first)], [("added", "Tập huấn nghiệp vụ")])

    def test_points(self):
        changes = self.changes(INDEX, INDEX.replace("| 1.2 | Rà soát văn bản | 3 | 2 | 3 |", "| 1.2 | Rà soát văn bản | 3 | 2 | 2,5 |"))
        self.assertEqual([c[2:] for c in changes], [("scores", "max 3; achieved 2; target 3", "max 3; achieved 2; target 2.5")])

    def test_text_for_people(self):
        done = run("diff", "--lang", "en", self.file("a.txt", CLEAN), self.file("b.txt", ERROR))
        self.assertEqual(done.stdout.decode().splitlines(),
                         ["~ 1  Rà soát thủ tục hành chính", "    deadlines: Quý I/2026 -> -", "dropped: 0, added: 0, changed: 1"])

    def test_two_files_are_needed(self):
        self.assertEqual(run("diff", self.file("a.txt", CLEAN)).returncode, USAGE)


def text_of(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as f:
        return f.read()


class Words(unittest.TestCase):
    """The checks, their messages and their manual speak of the same."""

    def checks(self):
        lines = [line.split("|") for line in text_of("rules", "words", "checks.txt").splitlines()
                 if line and not line.startswith("#")]
        return {id: severity for severity, *ids in lines for id in ids}

    def test_every_check_has_its_message_in_both_languages(self):
        for lang in ("vi", "en"):
            messages = dict(line.split("|", 1) for line in text_of("rules", "words", f"messages-{lang}.txt").splitlines()
                            if "|" in line and not line.startswith("#"))
            self.assertEqual(set(self.checks()) - set(messages), set(), lang)

    def test_the_manual_has_every_check_with_its_severity(self):
        sections = re.findall(r"^\.SS (\S+) \((\w+)\)$", text_of("parser", "man", "vnplan-checks.7"), re.M)
        self.assertEqual({id.replace("\\-", "-"): severity for id, severity in sections}, self.checks())

    def test_the_code_reports_no_other(self):
        folder = os.path.join(ROOT, "parser", "check")
        code = "".join(text_of("parser", "check", f) for f in os.listdir(folder))
        used = set(re.findall(r'"((?:[a-z]+-)+[a-z]+)"', code))
        self.assertEqual(set(self.checks()) - used, set())


# What stands around the manual's examples; {} is where they go.
EXAMPLE_HEAD = """ỦY BAN NHÂN DÂN
XÃ LŨNG SẬY

{number}

Lũng Sậy, ngày 03 tháng 02 năm 2025

KẾ HOẠCH
Cải cách hành chính năm 2025 của UBND xã Lũng Sậy

{basis}

"""
EXAMPLE_LIST = """I. NHIỆM VỤ

1. Rà soát thủ tục hành chính
- Chủ trì: Công chức Tư pháp - Hộ tịch.
- Phối hợp: Các thôn.
- Sản phẩm: Báo cáo.
- Thời gian: Quý I/2025.
2. Công khai thủ tục
- Chủ trì: Công chức Văn phòng - Thống kê.
- Phối hợp: Các thôn.
- Sản phẩm: Bảng niêm yết.
- Thời gian: Quý II/2025.
"""
EXAMPLE_TABLE = """| TT | Tiêu chí | Điểm tối đa | Điểm đạt được năm 2024 | Mục tiêu năm 2025 | Giải pháp | Chủ trì | Thời gian |
|---|---|---|---|---|---|---|---|
| 1 | CHỈ ĐẠO, ĐIỀU HÀNH | {points} | | | |
| 1.1 | Ban hành kế hoạch | 3 | 2 | 3 | Ban hành sớm | Công an xã | Quý I/2025 |
| 1.2 | Kiểm tra công vụ | 3 | 2 | 3 | Kiểm tra hai đợt | Công an xã | Quý II/2025 |
| 1.3 | Tuyên truyền | 3 | 2 | 3 | Phát thanh | Công an xã | Quý III/2025 |
"""
EXAMPLE_KINDS = {
    "list": ["missing-owner", "missing-deadline", "missing-output", "missing-collaborator", "missing-title", "numbering-gap", "foreign-authority", "stale-year", "deadline-outside-year", "invalid-date", "name-variant"],
    "bare": ["no-deadlines", "numbering-invalid"],
    "table": ["missing-action", "duplicate-code", "duplicate-text", "score-sum", "score-range", "table-row-shift"],
    "claim": ["score-mismatch", "count-mismatch"],
    "number": ["unfilled-blank"],
    "basis": ["citation-format"],
}


def plan_of_example(kind, example):
    number = example if kind == "number" else "Số: 15/KH-UBND"
    basis = example if kind == "basis" else "Căn cứ Luật Cư trú ngày 13/11/2020;"
    head = EXAMPLE_HEAD.format(number=number, basis=basis)
    return head + {
        "number": EXAMPLE_LIST,
        "basis": EXAMPLE_LIST,
        "list": EXAMPLE_LIST + example,
        "bare": "I. NHIỆM VỤ\n\n" + example,
        "table": "I. CHỈ SỐ\n\n" + EXAMPLE_TABLE.format(points="| |") + example,
        "claim": f"I. KẾT QUẢ\n\nKết quả năm 2024:\n\n{example}\n\nII. CHỈ SỐ\n\n"
                 + EXAMPLE_TABLE.format(points="9 | 6 | 9"),
    }[kind] + "\n"


class Manual(Files):
    """The examples of vnplan-checks(7): each fails, and is silent when mended."""

    def examples(self):
        for section in re.split(r"(?m)^\.SS ", text_of("parser", "man", "vnplan-checks.7"))[1:]:
            id = section.split(" ", 1)[0].replace("\\-", "-")
            yield id, [e.replace("\\-", "-").replace("\\&", "").strip("\n")
                       for e in re.findall(r"\.EX\n(.*?)\.EE", section, re.S)]

    def found(self, kind, example):
        name = self.file("plan.md" if kind in ("table", "claim") else "plan.txt", plan_of_example(kind, example))
        report = run("check", "--format", "json", "--fail-on", "never", name)
        return [d["rule"] for d in json.loads(report.stdout)["diagnostics"]]

    def test_each_fails_and_its_mending_is_silent(self):
        kinds = {id: kind for kind, ids in EXAMPLE_KINDS.items() for id in ids}
        seen = dict(self.examples())
        self.assertEqual(set(kinds) - set(seen), set())
        for id, (failing, mended) in seen.items():
            if id not in kinds:  # of a catalog, see class Criteria
                self.assertRegex(id, "criteri")
                continue
            with self.subTest(id):
                self.assertIn(id, self.found(kinds[id], failing))
                self.assertEqual(self.found(kinds[id], mended), [])


class Corpus(Files):
    def test_every_plan_is_checked_without_failure(self):
        paths = [os.path.join(CORPUS, f) for f in sorted(os.listdir(CORPUS)) if f.endswith((".md", ".txt")) and f != "README.md"]
        done = run("check", "--fail-on", "never", *paths)
        self.assertEqual((done.returncode, done.stderr), (DONE, b""))


if __name__ == "__main__":
    unittest.main()
