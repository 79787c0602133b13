"""The harness of `make bench`: its texts, its arithmetic, and that it runs. Nothing here
says how fast anything is."""
import filecmp
import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import unittest

from support.vnplan import COMMAND, ROOT

BENCH = os.path.join(ROOT, "tests", "bench")
sys.path.insert(0, BENCH)

# pylint: disable=wrong-import-position
import callgrind  # noqa: E402
import generate  # noqa: E402
import paired  # noqa: E402
import report  # noqa: E402


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


class Texts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.made = []
        for name, seed in (("a", 1), ("b", 1), ("other", 2)):
            cls.made.append(os.path.join(cls.folder.name, name))
            generate.generate(cls.made[-1], seed, 24, 6000, (0.05, 0.1))

    def files(self, folder):
        paths = glob.glob(os.path.join(folder, "**"), recursive=True)
        return sorted(os.path.relpath(p, folder) for p in paths if os.path.isfile(p))

    def test_same_seed_gives_same_bytes(self):
        a, b, other = self.made
        names = self.files(a)
        self.assertEqual(names, self.files(b))
        self.assertEqual(filecmp.cmpfiles(a, b, names, shallow=False), (names, [], []))
        self.assertNotEqual(read(os.path.join(a, "batch.txt")), read(os.path.join(other, "batch.txt")))

    def test_plans_differ_and_have_the_size_asked_for(self):
        plans = [read(p) for p in sorted(glob.glob(os.path.join(self.made[0], "batch", "*")))]
        self.assertEqual(len(set(plans)), 24)
        self.assertAlmostEqual(sum(len(p.encode()) for p in plans) / (24 * 6000), 1, delta=0.25)
        self.assertTrue(all(re.search(r"(?m)^[ #*]*I\b", p) for p in plans))
        whole = read(os.path.join(self.made[0], "batch.txt"))
        self.assertEqual(whole, "\n".join(plans) + "\n")

    def test_both_kinds_of_text_are_there(self):
        names = {os.path.splitext(f)[1] for f in os.listdir(os.path.join(self.made[0], "batch"))}
        self.assertEqual(names, {".md", ".txt"})

    def test_decomposed_batch_is_the_batch(self):
        for path in glob.glob(os.path.join(self.made[0], "batch", "*")):
            other = read(os.path.join(self.made[0], "batch-nfd", os.path.basename(path)))
            self.assertEqual(other, unicodedata.normalize("NFD", read(path)))

    def test_long_plans_grow_as_asked(self):
        for suffix in ("txt", "md"):
            sizes = [os.path.getsize(os.path.join(self.made[0], "growth", f"{mb}.{suffix}")) for mb in (0.05, 0.1)]
            for size, asked in zip(sizes, (50000, 100000)):
                self.assertAlmostEqual(size / asked, 1, delta=0.25)

    def test_texts_are_plans_to_vnplan(self):
        paths = sorted(glob.glob(os.path.join(self.made[0], "batch", "*")))
        done = subprocess.run([COMMAND, "extract", *paths], stdout=subprocess.PIPE, check=True)
        plans = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(plans), len(paths))
        self.assertTrue(all(p["document"]["title"] for p in plans))
        # a text as short as these may be made of chapters that give nobody work
        self.assertLessEqual(sum(not p["items"] for p in plans), len(plans) // 10)

    def test_texts_that_are_there_are_kept(self):
        path = os.path.join(self.made[0], "batch.txt")
        before = os.stat(path).st_mtime_ns
        generate.generate(self.made[0], 1, 24, 6000, (0.05, 0.1))
        self.assertEqual(os.stat(path).st_mtime_ns, before)


class Arithmetic(unittest.TestCase):
    def test_ratio_is_of_medians_and_spread_of_pairs(self):
        ratio = paired.Ratio([2, 4, 6, 8, 100], [1, 2, 3, 4, 5])
        self.assertEqual((ratio.a, ratio.b, ratio.value), (6, 3, 2))
        self.assertEqual(ratio.spread(), (2, 2))
        few = paired.Ratio([1, 3], [1, 1])
        self.assertEqual((few.value, few.spread()), (2, (1, 3)))
        self.assertRaises(ValueError, paired.Ratio, [1], [])

    def test_inverse_turns_all_of_it_round(self):
        ratio = paired.Ratio([1, 3], [1, 1]).inverse()
        self.assertEqual((ratio.value, ratio.spread()), (0.5, (1 / 3, 1)))

    def test_pairs_change_their_order(self):
        seen = []

        class Told:
            def __init__(self, name):
                self.name = name

            def run(self):
                seen.append(self.name)
                return paired.Run({"a": 3, "b": 1}[self.name], 1, 0)

        outcome = paired.compare(Told("a"), Told("b"), 3, warm=False)
        self.assertEqual("".join(seen), "abbaab")
        self.assertEqual((outcome.wall.value, outcome.cpu.value), (3, 1))

    def test_programs_are_launched_timed_and_their_failure_seen(self):
        run = paired.Command("sleep", "sleep", "0.05").run()
        self.assertGreaterEqual(run.wall, 0.05)
        self.assertRaises(paired.Failed, paired.Command("sh", "sh", "-c", "exit 3").run)
        self.assertGreater(paired.Command("true", "true").peak_memory(), 100 * 1024)

    def test_goals_are_judged(self):
        for value, goal, verdict in ((1, ("<=", 2, 1), "aim"), (1.5, ("<=", 2, 1), "floor"),
                                     (3, ("<=", 2, 1), "missed"), (5, (">=", 2, 4), "aim"),
                                     (3, (">=", 2, 4), "floor"), (1, (">=", 2, 4), "missed"),
                                     (1, ("<=", 2, None), "yes"), (3, ("<=", 2, None), "missed"), (1, None, ""),
                                     (None, ("<=", 2, 1), "")):
            with self.subTest(value=value, goal=goal):
                self.assertEqual(report.Row("n", "w", value, goal=goal).verdict(), verdict)

    def test_table_has_a_cell_for_each_column(self):
        rows = [report.Row("n", "w", 0.0512, 0.05, 0.052, 0.05, ("<=", 0.12, 0.05)),
                report.Row.missing("m", "v", "not installed", (">=", 2, 4))]
        lines = report.table(rows).splitlines()
        self.assertEqual({line.count("|") for line in lines}, {8})
        self.assertEqual(lines[2], "| w | 0.051 × | 0.050 - 0.052 | 0.050 | ≤ 0.12 | ≤ 0.050 | floor |")
        self.assertEqual(lines[3], "| v | - |  |  | ≥ 2.00 | ≥ 4.00 | not installed |")

    def test_instructions_are_summed_by_library_and_callees_left_out(self):
        sums = callgrind.sum_by_object("""positions: line
events: Ir
ob=(1) /usr/bin/vnplan
fn=(1) main
10 5
+2 7
cob=(2) /usr/lib/libpcre2-8.so.0.11.2
cfn=(2) pcre2_match_8
calls=3 99
12 1000
* 1
ob=(2)
fn=(2)
99 900
ob=(3) ???
fn=(3) 0x4000
0 100
""".splitlines(True))
        self.assertEqual(sums, {"vnplan": 13, "pcre2": 900, callgrind.JIT: 100})


class Run(unittest.TestCase):
    def test_quick_run_measures_what_can_be_measured(self):
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "figures.json")
            done = subprocess.run(
                [sys.executable, "-X", "utf8", "-B", os.path.join(BENCH, "bench.py"), "--quick", "--vnplan", COMMAND,
                 "--texts", folder, "--json", out], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            figures = json.loads(read(out))
        printed = done.stdout.decode()
        self.assertIn("| comparison |", printed)
        names = {row["name"] for row in figures["rows"]}
        self.assertEqual(names, {"startup", "control", "one", "cmark", "uconv", "python", "pcre2grep", "nfd",
                                 "threads", "growth", "memory"})
        for row in figures["rows"]:
            with self.subTest(row["what"]):
                self.assertIn(row["what"], printed)
                if row["value"] is None:
                    self.assertRegex(row["note"], "not installed|no option -j|one core")
                else:
                    self.assertGreater(row["value"], 0)
                    if row["low"] is not None:
                        self.assertLessEqual(row["low"], row["high"])
        self.assertEqual([s["name"] for s in figures["stages"]],
                         ["text", "block", "outline", "fact", "check", "json", "parse"])
        for stage in figures["stages"]:
            self.assertLessEqual(0, stage["least"])
            self.assertLessEqual(stage["least"], stage["median"])

    def test_unknown_comparison_is_refused(self):
        done = subprocess.run([sys.executable, "-B", os.path.join(BENCH, "bench.py"), "--only", "speed"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"growth", done.stderr)


if __name__ == "__main__":
    unittest.main()
