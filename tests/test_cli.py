"""The command line: arguments, inputs, outputs, exit codes."""
import json
import os
import stat
import subprocess
import tempfile
import unittest

from support.vnplan import COMMAND, CORPUS, corpus_sources, extract, run

USAGE, INPUT, RULES = 2, 3, 4

PLAN = """ỦY BAN NHÂN DÂN
XÃ ĐỒI CỌ

Số: 12/KH-UBND

KẾ HOẠCH
Cải cách hành chính năm 2026

I. NHIỆM VỤ
1. Rà soát thủ tục hành chính
- Chủ trì: Văn phòng UBND xã.
- Thời gian: Quý I/2026.
"""


class Files(unittest.TestCase):
    """A folder of its own for each test."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def file(self, name, content):
        mode = "wb" if isinstance(content, bytes) else "w"
        with open(self.path(name), mode, **({} if mode == "wb" else {"encoding": "utf-8"})) as f:
            f.write(content)
        return self.path(name)

    def assert_refused(self, done, code):
        """Exit code, nothing on standard output, one line of explanation."""
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertEqual(done.stdout, b"")
        message = done.stderr.decode("utf-8")
        self.assertEqual(message.count("\n"), 1, message)
        self.assertGreater(len(message), 20)
        return message


class Arguments(Files):
    def test_help_names_every_command_and_exit_code(self):
        for option in ("--help", "-h", "help"):
            done = run(option)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            text = done.stdout.decode("utf-8")
            for word in ("extract", "normalize", "schema", "--version", "--output", "--format", "--rules"):
                self.assertIn(word, text)
            self.assertRegex(text, r"Exit codes?:.*2 usage, 3 input, 4 rules")

    def test_help_fits_a_terminal(self):
        for line in run("--help").stdout.decode("utf-8").splitlines():
            self.assertLessEqual(len(line), 90, line)

    def test_help_of_a_command(self):
        done = run("extract", "--help")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"--format", done.stdout)

    def test_version_is_name_and_number(self):
        done = run("--version")
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stdout.decode(), r"^vnplan \d+\.\d+\.\d+\n$")

    def test_no_arguments_is_wrong_usage(self):
        self.assertIn("--help", self.assert_refused(run(), USAGE))

    def test_unknown_command_is_named(self):
        self.assertIn("extrakt", self.assert_refused(run("extrakt", "x"), USAGE))

    def test_unknown_option_is_named(self):
        self.assertIn("colour", self.assert_refused(run("extract", "--colour", "x"), USAGE))

    def test_extract_without_files_is_wrong_usage(self):
        self.assert_refused(run("extract"), USAGE)

    def test_option_without_its_value_is_wrong_usage(self):
        self.assert_refused(run("extract", "--rules"), USAGE)

    def test_value_no_option_takes_is_named(self):
        for option, value in (("--format", "docx"), ("--lang", "fr")):
            message = self.assert_refused(run("extract", option, value, "x"), USAGE)
            self.assertIn(value, message)

    def test_schema_takes_no_arguments(self):
        self.assert_refused(run("schema", "x"), USAGE)

    def test_two_dashes_end_the_options(self):
        name = self.file("-o", PLAN)
        done = run("extract", "--", "-o", cwd=os.path.dirname(name))
        self.assertEqual(done.returncode, 0, done.stderr)


class Inputs(Files):
    def test_empty_file_is_a_plan_without_items(self):
        done = run("extract", self.file("empty.txt", b""))
        self.assertEqual(done.returncode, 0, done.stderr)
        plan = json.loads(done.stdout)
        self.assertEqual(plan["items"], [])
        self.assertEqual(plan["source"]["bytes"], 0)
        self.assertIsNone(plan["document"]["issuer"])

    def test_file_of_white_space_is_a_plan_without_items(self):
        done = run("extract", self.file("blank.txt", b"\xef\xbb\xbf \r\n\t\r\n\f"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)["items"], [])

    def test_folder_is_refused(self):
        message = self.assert_refused(run("extract", self.folder.name), INPUT)
        self.assertIn(self.folder.name, message)

    def test_missing_file_is_refused(self):
        message = self.assert_refused(run("extract", self.path("none.txt")), INPUT)
        self.assertIn("none.txt", message)

    def test_office_and_other_formats_are_refused_by_name(self):
        for name, content, said in (
                ("plan.docx", b"PK\x03\x04\x14\x00\x06\x00\x08\x00[Content_Types].xml", "docx"),
                ("plan.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "pdf"),
                ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "doc"),
                ("plan.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ""),
                ("plan.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0", "")):
            with self.subTest(name):
                message = self.assert_refused(run("extract", self.file(name, content)), INPUT)
                self.assertIn(name, message)
                self.assertIn(said, message.lower())

    def test_format_is_told_by_content_not_by_name(self):
        self.assert_refused(run("extract", self.file("plan.txt", b"%PDF-1.4\n%\xe2\xe3\n")), INPUT)

    def test_bytes_of_no_text_are_refused(self):
        noise = bytes((i * 167 + i * i * 13) % 256 for i in range(4096))
        self.assert_refused(run("extract", self.file("noise.bin", noise)), INPUT)

    def test_half_a_character_is_a_plan_with_a_diagnostic(self):
        done = run("extract", self.file("cut.txt", PLAN.encode("utf-8") + b"K\xe1\xba"))
        self.assertEqual(done.returncode, 0, done.stderr)
        plan = json.loads(done.stdout)
        self.assertEqual(len(plan["items"]), 1)
        self.assertIn("invalid-bytes", [d["rule"] for d in plan["diagnostics"]])

    def test_dash_reads_standard_input(self):
        done = run("extract", "-", stdin=PLAN.encode("utf-8"))
        self.assertEqual(done.returncode, 0, done.stderr)
        plan = json.loads(done.stdout)
        self.assertEqual(plan["source"]["name"], "-")
        self.assertEqual(len(plan["items"]), 1)

    def test_name_in_the_output_is_the_one_given(self):
        name = self.file("kế hoạch.txt", PLAN)
        plan = json.loads(run("extract", name).stdout)
        self.assertEqual(plan["source"]["name"], name)
        self.assertEqual(plan["source"]["bytes"], os.path.getsize(name))

    def test_encoding_that_does_not_exist_is_refused(self):
        done = run("extract", "--encoding", "klingon-8", self.file("p.txt", PLAN))
        self.assertIn("klingon-8", self.assert_refused(done, INPUT))

    def test_format_option_overrides_name_and_content(self):
        name = self.file("p.txt", PLAN)
        for asked, given in (("text", "text"), ("markdown", "markdown"), ("auto", "text")):
            plan = json.loads(run("extract", "--format", asked, name).stdout)
            self.assertEqual(plan["source"]["format"], given)

    def test_markdown_is_told_by_the_name(self):
        plan = json.loads(run("extract", self.file("P.MD", "Một dòng\n")).stdout)
        self.assertEqual(plan["source"]["format"], "markdown")

    def test_messages_follow_language_option_and_locale(self):
        name = self.file("cut.txt", PLAN.encode("utf-8") + b"\xe1\xba")

        def message(*options, **env):
            plan = json.loads(run("extract", *options, name, env=env).stdout)
            return next(d["message"] for d in plan["diagnostics"] if d["rule"] == "invalid-bytes")

        vi, en = message("--lang", "vi"), message("--lang", "en")
        self.assertNotEqual(vi, en)
        self.assertTrue(en.isascii())
        self.assertEqual(message(LC_ALL="en_US.UTF-8"), en)
        self.assertEqual(message(LC_ALL="vi_VN.UTF-8"), vi)
        self.assertEqual(message(LC_ALL="C"), vi)
        self.assertEqual(message("--lang", "vi", LC_ALL="en_US.UTF-8"), vi)


class SeveralFiles(Files):
    def test_one_line_each_in_the_order_given(self):
        names = [self.file(f"{n}.txt", PLAN.replace("Rà soát", f"Rà soát lần {n}"))
                 for n in (3, 1, 2)]
        done = run("extract", *names)
        self.assertEqual(done.returncode, 0, done.stderr)
        lines = done.stdout.decode("utf-8").splitlines()
        plans = [json.loads(line) for line in lines]
        self.assertEqual([p["source"]["name"] for p in plans], names)
        self.assertEqual([p["items"][0]["title"]["text"][:13] for p in plans],
                         ["Rà soát lần 3", "Rà soát lần 1", "Rà soát lần 2"])

    def test_bad_file_in_the_middle_does_not_stop_the_rest(self):
        good = self.file("good.txt", PLAN)
        bad = self.file("bad.pdf", b"%PDF-1.7\n")
        done = run("extract", good, bad, self.path("none.txt"), good)
        self.assertEqual(done.returncode, INPUT)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([line["source"]["name"] for line in lines],
                         [good, bad, self.path("none.txt"), good])
        self.assertEqual(["error" in line for line in lines], [False, True, True, False])
        message = done.stderr.decode("utf-8")
        self.assertEqual(message.count("\n"), 2)
        self.assertLess(message.index("bad.pdf"), message.index("none.txt"))


class Outputs(Files):
    def test_single_plan_is_indented_and_ends_with_a_newline(self):
        out = run("extract", self.file("p.txt", PLAN)).stdout
        self.assertTrue(out.startswith(b"{\n  \""))
        self.assertTrue(out.endswith(b"}\n"))

    def test_compact_is_one_line_of_the_same_meaning(self):
        name = self.file("p.txt", PLAN)
        wide, compact = run("extract", name).stdout, run("extract", "--compact", name).stdout
        self.assertEqual(compact.count(b"\n"), 1)
        self.assertEqual(json.loads(wide), json.loads(compact))

    def test_output_option_writes_what_standard_output_would(self):
        name, out = self.file("p.txt", PLAN), self.path("out.json")
        done = run("extract", "-o", out, name)
        self.assertEqual((done.returncode, done.stdout), (0, b""))
        with open(out, "rb") as f:
            self.assertEqual(f.read(), run("extract", name).stdout)
        self.assertEqual(sorted(os.listdir(self.folder.name)), ["out.json", "p.txt"])

    def test_pipe_is_written_to_and_stays(self):
        """As /dev/null would have to."""
        name, out = self.file("p.txt", PLAN), self.path("pipe")
        os.mkfifo(out)
        reader = os.open(out, os.O_RDONLY | os.O_NONBLOCK)
        self.addCleanup(os.close, reader)
        for args in ((name,), (name, name)):
            self.assertEqual(run("extract", "-o", out, *args).returncode, 0)
            self.assertEqual(os.read(reader, 1 << 20), run("extract", *args).stdout)
        run("extract", "-o", out, self.file("p.pdf", b"%PDF-1.7\n"))
        self.assertTrue(stat.S_ISFIFO(os.stat(out).st_mode))
        self.assertEqual(sorted(os.listdir(self.folder.name)), ["p.pdf", "p.txt", "pipe"])

    def test_failure_leaves_the_old_output_and_nothing_beside_it(self):
        bad, out = self.file("p.pdf", b"%PDF-1.7\n"), self.file("out.json", "old")
        done = run("extract", "--output", out, bad)
        self.assertEqual(done.returncode, INPUT)
        with open(out, encoding="utf-8") as f:
            self.assertEqual(f.read(), "old")
        self.assertEqual(sorted(os.listdir(self.folder.name)), ["out.json", "p.pdf"])

    def test_failure_makes_no_output(self):
        bad = self.file("p.pdf", b"%PDF-1.7\n")
        run("extract", "-o", self.path("out.json"), bad)
        self.assertEqual(os.listdir(self.folder.name), ["p.pdf"])

    def test_folder_that_does_not_exist_is_an_error(self):
        name = self.file("p.txt", PLAN)
        done = run("extract", "-o", self.path("no/such/out.json"), name)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(b"out.json", done.stderr)

    def test_new_output_has_the_mode_of_any_new_file(self):
        name, out = self.file("p.txt", PLAN), self.path("out.json")
        run("extract", "-o", out, name)
        self.assertEqual(os.stat(out).st_mode & 0o777, os.stat(name).st_mode & 0o777)

    def test_full_disk_is_reported(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("there is no /dev/full here")
        name = self.file("p.txt", PLAN)
        for args in (("extract", name), ("extract", name, name), ("schema",), ("--help",),
                     ("--version",)):
            with self.subTest(args), open("/dev/full", "wb") as full:
                done = run(*args, stdout=full)
                self.assertNotEqual(done.returncode, 0)
                self.assertEqual(done.stderr.count(b"\n"), 1, done.stderr)

    def test_closed_standard_output_is_reported(self):
        name = self.file("p.txt", PLAN)
        done = subprocess.run(["/bin/sh", "-c", '"$0" extract "$1" >&-', COMMAND, name],
                              stderr=subprocess.PIPE, timeout=60)
        self.assertNotEqual(done.returncode, 0)
        self.assertNotEqual(done.stderr, b"")


class Normalize(Files):
    DIRTY = ("\ufeffHòa bình\r\nthuỷ lợi, Ðảng to\u0300a\u00a0nhà\u200bx：").encode() + b"\xff"

    def clean(self, content, *options):
        done = run("normalize", *options, self.file("dirty.txt", content))
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.decode("utf-8"), done.stderr.decode("utf-8")

    def test_text_comes_out_clean(self):
        text, report = self.clean(self.DIRTY)
        self.assertEqual(text, "Hòa bình\nthuỷ lợi, Đảng tòa nhàx:\ufffd")
        self.assertEqual(report, "")

    def test_tones_stand_where_asked(self):
        self.assertIn("Hòa bình\nthủy", self.clean(self.DIRTY, "--tone", "old")[0])
        self.assertIn("Hoà bình\nthuỷ", self.clean(self.DIRTY, "--tone", "new")[0])

    def test_report_names_every_change_and_its_place(self):
        _, report = self.clean(self.DIRTY, "--report=json")
        changes = {c["rule"]: c for c in json.loads(report)["changes"]}
        self.assertEqual(set(changes), {"bom", "line-end", "composed", "space", "mark", "invisible",
                                        "invalid-bytes", "spelling"})
        for c in changes.values():
            self.assertEqual(c["count"], 1, c)
        place = changes["space"]
        self.assertEqual(self.DIRTY[place["start"]:place["end"]], "\u00a0".encode())
        self.assertEqual((changes["spelling"]["line"], changes["spelling"]["column"]), (2, 11))

    def test_encoding_is_named(self):
        text = "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc\n"
        _, report = self.clean(b"\xff\xfe" + text.encode("utf-16-le"), "--report")
        self.assertIn("UTF-16LE", report)

    def test_clean_text_stays_as_it_is(self):
        for name, source, _ in corpus_sources():
            once = run("normalize", source).stdout
            self.assertEqual(run("normalize", self.file("once", once)).stdout, once, name)
            with open(source, encoding="utf-8") as file:  # of lines of tables the bytes change
                self.assertLess(abs(len(file.read()) - len(once.decode())), 100, name)

    def test_wrapped_lines_are_joined(self):
        """Joined text is not joined further, and says the same."""
        source = os.path.join(CORPUS, "commune-pdf-index.txt")
        joined = run("normalize", "--rejoin", source).stdout
        self.assertIn("Quyết định này Kế hoạch nâng hạng Bộ chỉ số chuyển đổi số cấp xã (DTI) năm",
                      joined.decode("utf-8"))
        again = run("normalize", "--rejoin", self.file("joined.txt", joined))
        self.assertEqual(again.stdout, joined)
        titles = [[i["title"]["text"] for i in extract(path)["items"]]
                  for path in (source, self.path("joined.txt"))]
        self.assertEqual(len(titles[0]), len(titles[1]))
        # where a full line ends a paragraph, its shape alone does not say so
        wrong = [(a, b) for a, b in zip(*titles) if not b.startswith(a)]
        self.assertEqual(wrong, [])

    def test_faults_are_explained(self):
        self.assert_refused(run("normalize", self.path("none.txt")), INPUT)
        self.assert_refused(run("normalize"), USAGE)
        self.assert_refused(run("normalize", "--tone", "loud", "x"), USAGE)
        self.assert_refused(run("normalize", "--report=xml", "x"), USAGE)
        self.assert_refused(run("normalize", self.file("a.pdf", b"%PDF-1.7\n")), INPUT)


class Rules(Files):
    def overlay(self, path, content):
        os.makedirs(self.path("rules/" + os.path.dirname(path)), exist_ok=True)
        return self.file("rules/" + path, content)

    def test_word_of_an_overlay_is_used(self):
        self.overlay("words/labels.txt", "owner|Đầu tàu\n")
        name = self.file("p.txt", PLAN.replace("Chủ trì", "Đầu tàu"))
        plan = json.loads(run("extract", "--rules", self.path("rules"), name).stdout)
        self.assertEqual(plan["items"][0]["owners"][0]["text"], "Văn phòng UBND xã")

    def test_broken_rule_is_named_with_file_and_line(self):
        self.overlay("patterns/own.json", '{ "set": "deadline",\n  "rules": [\n'
                     '    { "id": "own.broken", "pattern": "quý (" } ] }\n')
        done = run("extract", "--rules", self.path("rules"), self.file("p.txt", PLAN))
        message = self.assert_refused(done, RULES)
        self.assertRegex(message, r"own\.json:3:\d+: .*own\.broken")

    def test_rule_folder_that_does_not_exist_is_refused(self):
        done = run("extract", "--rules", self.path("none"), self.file("p.txt", PLAN))
        message = self.assert_refused(done, RULES)
        self.assertIn("none", message)
        self.assertNotIn(":0:0:", message)


if __name__ == "__main__":
    unittest.main()
