"""extract of many files: threads, lists, directories, result files, the bar of progress."""
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from support.vnplan import DEADLINE, JOBS, LIMIT, NUMBERED, COMMAND, corpus_sources, line_faults, run

USAGE, INPUT, INTERNAL = 2, 3, 5


def lines(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def names(done):
    return [line["source"]["name"] for line in lines(done)]


def tree(folder):
    """Relative path and bytes of every file below a folder."""
    found = {}
    for place, _, files in os.walk(folder):
        for name in files:
            path = os.path.join(place, name)
            with open(path, "rb") as f:
                found[os.path.relpath(path, folder)] = f.read()
    return found


class Folder(unittest.TestCase):
    """A folder of its own for each test, and the working directory of the command."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def file(self, name, content=None):
        content = NUMBERED.format(name) if content is None else content
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        return name

    def files(self, count, folder="plans"):
        return [self.file(f"{folder}/{n:04}.txt") for n in range(count)]

    def run_here(self, *args, **more):
        return run("extract", *args, cwd=self.folder, **more)

    def command(self, *args, **more):
        return subprocess.Popen([COMMAND, "extract", *args], cwd=self.folder, **more)


class Order(Folder):
    def test_any_number_of_threads_gives_the_same_bytes(self):
        sources = [source for _, source, _ in corpus_sources()]
        first = self.run_here("-j", "1", *sources)
        self.assertEqual(first.returncode, 0, first.stderr)
        self.assertEqual(names(first), sources)
        for jobs in (*JOBS[1:], "0"):
            again = self.run_here("--jobs", jobs, *sources)
            self.assertEqual(again.stdout, first.stdout, jobs)
        self.assertEqual(self.run_here(*sources).stdout, first.stdout)

    def test_a_slow_file_does_not_change_the_order(self):
        self.file("slow.txt", NUMBERED.format("chậm") * 300)
        given = ["slow.txt", *self.files(60), "slow.txt"]
        for jobs in JOBS:
            self.assertEqual(names(self.run_here("-j", jobs, *given)), given)

    def test_bad_files_have_records_in_their_places(self):
        good = self.file("good.txt")
        with open(self.path("large.txt"), "wb") as f:
            f.truncate(LIMIT + 1)
        os.mkfifo(self.path("folder.fifo"))
        os.mkdir(self.path("empty"))
        noise = bytes((i * 167 + i * i * 13) % 256 for i in range(4096))
        bad = {"none.txt": ("cannot read", "no such file"), "empty": ("cannot read", "no .txt"),
               self.file("bad.pdf", b"%PDF-1.7\n"): ("not a text", "PDF"),
               self.file("noise.bin", noise): ("not a text", ""),
               "large.txt": ("limit exceeded", str(LIMIT)),
               "good.txt/x": ("cannot read", "cannot be opened")}
        given = [good] + [n for name in bad for n in (name, good)]
        outputs = set()
        for jobs in JOBS:
            done = self.run_here("-j", jobs, *given)
            self.assertEqual(done.returncode, INTERNAL)  # the limit's; the worst counts
            self.assertEqual(names(done), given)
            for name, line in zip(given, lines(done)):
                if name in bad:
                    self.assertEqual(set(line), {"source", "error"})
                    self.assertEqual(line["source"], {"name": name})
                    self.assertEqual(set(line["error"]), {"status", "message"})
                    self.assertEqual(line["error"]["status"], bad[name][0])
                    self.assertIn(bad[name][1], line["error"]["message"])
                else:
                    self.assertEqual(line["schema_version"], 1)
                    self.assertNotIn("error", line)
            self.assertEqual(line_faults(lines(done)), [])
            said = done.stderr.decode("utf-8").splitlines()
            self.assertEqual([s.split(": ")[1] for s in said], list(bad))
            outputs.add(done.stdout)
        self.assertEqual(len(outputs), 1)

    def test_one_unknown_encoding_fails_each_file(self):
        done = self.run_here("--encoding", "klingon-8", *self.files(3))
        self.assertEqual(done.returncode, INPUT)
        self.assertEqual([line["error"]["status"] for line in lines(done)], ["wrong encoding"] * 3)

    def test_standard_input_has_its_place_and_is_read_once(self):
        good = self.file("good.txt")
        for jobs in JOBS:
            done = self.run_here("-j", jobs, good, "-", good, "-", stdin=NUMBERED.encode())
            self.assertEqual(names(done), [good, "-", good, "-"])
            self.assertEqual([len(line.get("items", ())) for line in lines(done)], [1, 1, 1, 0])
            self.assertIn("once", lines(done)[3]["error"]["message"])

    def test_name_that_is_no_utf8_is_json_still(self):
        name = b"c\xf4ng v\xe3n.txt"
        with open(os.path.join(self.folder.encode(), name), "wb") as f:
            f.write(NUMBERED.encode())
        done = self.run_here(name, name + b"x")
        self.assertEqual(names(done), ["c\ufffdng v\ufffdn.txt", "c\ufffdng v\ufffdn.txtx"])

    def test_output_file_takes_records_of_failures_too(self):
        given = [*self.files(3), "none.txt"]
        done = self.run_here("-j", "2", "-o", "out.jsonl", *given)
        self.assertEqual((done.returncode, done.stdout), (INPUT, b""))
        with open(self.path("out.jsonl"), "rb") as f:
            self.assertEqual(f.read(), self.run_here(*given).stdout)

    def test_full_disk_is_said_once(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("there is no /dev/full here")
        given = self.files(40)
        for jobs in JOBS:
            with open("/dev/full", "wb") as full:
                done = self.run_here("-j", jobs, *given, stdout=full)
            self.assertEqual(done.returncode, INTERNAL)
            self.assertEqual(done.stderr.count(b"\n"), 1, done.stderr)

    def test_closed_pipe_ends_it(self):
        given = self.files(200)
        for jobs in JOBS:
            child = self.command("-j", jobs, *given, stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL)
            child.stdout.readline()
            child.stdout.close()
            self.assertEqual(child.wait(DEADLINE), -signal.SIGPIPE)


class Options(Folder):
    def assert_wrong(self, *args):
        done = self.run_here(*args)
        self.assertEqual((done.returncode, done.stdout), (USAGE, b""), args)
        self.assertEqual(done.stderr.count(b"\n"), 1, done.stderr)

    def test_wrong_use_is_explained(self):
        self.file("a.txt")
        for jobs in ("-1", "x", "", "1.5", "9999", "99999999999999999999"):
            self.assert_wrong("-j", jobs, "a.txt")
        self.assert_wrong("--resume", "a.txt")
        self.assert_wrong("--null", "a.txt")
        self.assert_wrong("--output-dir", "", "a.txt")
        self.assert_wrong("--output-dir", "out", "-o", "out.json", "a.txt")
        self.assert_wrong("--input", "xml", "a.txt")

    def test_jobs_do_not_change_a_file_alone(self):
        self.file("a.txt")
        self.assertEqual(self.run_here("-j", "4", "a.txt").stdout, self.run_here("a.txt").stdout)
        done = self.run_here("-j", "4", "none.txt")
        self.assertEqual((done.returncode, done.stdout), (INPUT, b""))


class Lists(Folder):
    def test_list_is_as_good_as_arguments(self):
        given = self.files(20) + ["none.txt"]
        want = self.run_here(*given).stdout
        self.file("list", "\n".join(given) + "\n")
        self.file("list0", "\0".join(given))
        listed = "\n".join(given).encode()
        for jobs in JOBS:
            for args, stdin in ((("list",), b""), (("-",), listed), (("list0", "-0"), b""),
                                (("-", "--null"), listed.replace(b"\n", b"\0") + b"\0")):
                done = self.run_here("-j", jobs, "--files-from", *args, stdin=stdin)
                self.assertEqual(done.stdout, want, args)
                self.assertEqual(done.returncode, INPUT)

    def test_names_may_have_blanks_and_with_null_line_ends(self):
        given = [self.file(" a b.txt"), self.file("c\nd.txt"), self.file("-")]
        done = self.run_here("--files-from", "-", "-0", stdin="\0".join(given[:2]).encode())
        self.assertEqual(names(done), given[:2])
        done = self.run_here("--files-from", "-", stdin=b" a b.txt\n\n\n./-\n")
        self.assertEqual(names(done), [" a b.txt", "./-"])

    def test_one_name_of_a_list_is_a_line_still(self):
        self.file("a.txt")
        done = self.run_here("--files-from", "-", stdin=b"a.txt\n")
        self.assertEqual(names(done), ["a.txt"])
        self.assertEqual(done.stdout.count(b"\n"), 1)

    def test_empty_list_gives_nothing(self):
        done = self.run_here("--files-from", "-", stdin=b"")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))

    def test_wrong_line_ends_are_explained(self):
        done = self.run_here("--files-from", "-", stdin=b"\0".join([b"a.txt"] * 10))
        self.assertIn("--null", lines(done)[0]["error"]["message"])
        done = self.run_here("--files-from", "-", stdin=b"a" * 300000 + b"\nb.txt\n")
        self.assertEqual([line["error"]["status"] for line in lines(done)], ["cannot read"] * 2)

    def test_list_that_is_not_there_is_refused(self):
        done = self.run_here("--files-from", "none", "-o", "out")
        self.assertEqual((done.returncode, done.stderr.count(b"\n")), (INPUT, 1))
        self.assertEqual(os.listdir(self.folder), [])

    def test_standard_input_is_the_list_or_a_plan(self):
        done = self.run_here("--files-from", "-", stdin=b"-\n")
        self.assertIn("once", lines(done)[0]["error"]["message"])

    def test_names_are_read_as_they_come(self):
        """A list has no end that would have to be waited for."""
        self.file("a.txt")
        for jobs in ("1", "3"):
            child = self.command("-j", jobs, "--files-from", "-", stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE)
            for _ in range(3):
                child.stdin.write(b"a.txt\n")
                child.stdin.flush()
                self.assertTrue(select.select([child.stdout], [], [], DEADLINE)[0])
                self.assertEqual(json.loads(child.stdout.readline())["source"]["name"], "a.txt")
            child.stdin.close()
            self.assertEqual(child.wait(DEADLINE), 0)
            child.stdout.close()


class Directories(Folder):
    def test_plans_are_found_in_order(self):
        for name in ("b/2.md", "b/10.txt", "b/a/x.markdown", "a.txt", "B.TXT", "c.md", "z/y/x/w.txt",
                     ".hidden.txt", ".git/x.txt", "b/readme.rst", "b/plan.docx", "txt", ".md"):
            self.file("plans/" + name)
        os.mkfifo(self.path("plans/pipe.txt"))
        os.mkdir(self.path("plans/folder.txt"))
        want = ["plans/" + n for n in ("B.TXT", "a.txt", "b/10.txt", "b/2.md", "b/a/x.markdown",
                                       "c.md", "z/y/x/w.txt")]
        for jobs in JOBS:
            done = self.run_here("-j", jobs, "plans")
            self.assertEqual((done.returncode, names(done)), (0, want))
        self.assertEqual(self.run_here("plans/").stdout, done.stdout)
        self.assertEqual(names(self.run_here("--files-from", "-", stdin=b"plans\n")), want)
        self.assertEqual(names(self.run_here("plans/c.md", "plans/b/a", "plans/a.txt")),
                         ["plans/c.md", "plans/b/a/x.markdown", "plans/a.txt"])

    def test_links_do_not_lead_in_circles(self):
        self.file("plans/a/1.txt")
        self.file("other/2.txt")
        os.symlink("..", self.path("plans/a/up"))
        os.symlink(".", self.path("plans/a/self"))
        os.symlink("../other", self.path("plans/other"))
        os.symlink("../other/2.txt", self.path("plans/link.txt"))
        os.symlink("nowhere", self.path("plans/lost.txt"))
        os.symlink("plans", self.path("named"))
        done = self.run_here("plans")
        self.assertEqual(names(done), ["plans/a/1.txt", "plans/link.txt", "plans/lost.txt"])
        self.assertEqual(["error" in line for line in lines(done)], [False, False, True])
        self.assertEqual(names(self.run_here("named"))[0], "named/a/1.txt")

    def test_one_file_of_a_directory_is_a_line(self):
        self.file("plans/a.txt")
        self.assertEqual(self.run_here("plans").stdout.count(b"\n"), 1)

    def test_directory_without_plans_is_refused(self):
        os.makedirs(self.path("empty/inside"))
        done = self.run_here("empty", "-o", "out")
        self.assertEqual((done.returncode, done.stdout), (INPUT, b""))
        self.assertIn(b"empty: no .txt", done.stderr)
        self.assertEqual(os.listdir(self.folder), ["empty"])

    def test_directory_that_cannot_be_read_has_a_record(self):
        if os.geteuid() == 0:
            self.skipTest("root reads everything")
        self.file("plans/a/1.txt")
        self.file("plans/b.txt")
        os.chmod(self.path("plans/a"), 0)
        self.addCleanup(os.chmod, self.path("plans/a"), 0o700)
        done = self.run_here("plans")
        self.assertEqual((done.returncode, names(done)), (INPUT, ["plans/a", "plans/b.txt"]))

    def test_deep_directories_are_no_matter(self):
        """Deeper than a path can be named: what is below that is reported, nothing breaks."""
        here = os.open(self.folder, os.O_RDONLY)
        self.addCleanup(os.close, here)
        made, top = [], here
        for _ in range(1500):
            os.mkdir("deep", dir_fd=top)
            top = os.open("deep", os.O_RDONLY, dir_fd=top)
            made.append(top)
            if len(made) > 400:
                os.close(made[-400])
                made[-400] = None
        for fd in made:
            if fd is not None:
                os.close(fd)
        self.file("deep/a.txt")
        self.file("deep/deep/z.txt")
        done = self.run_here("-j", "2", "deep")
        self.assertEqual(done.returncode, INPUT)
        self.assertEqual([name[-5:] for name in names(done)], ["a.txt", "/deep", "z.txt"])
        subprocess.run(["rm", "-rf", self.path("deep")], check=True)


class ResultFiles(Folder):
    def test_each_input_has_a_file(self):
        given = [self.file("plans/a.txt"), self.file("plans/a.md"), self.file("plans/b/c.txt"),
                 "plans/none.txt"]
        for jobs in JOBS:
            out = "out" + jobs
            done = self.run_here("-j", jobs, "--output-dir", out + "/deep/er", *given)
            self.assertEqual((done.returncode, done.stdout), (INPUT, b""))
            self.assertEqual(done.stderr.count(b"\n"), 1)
            found = tree(self.path(out + "/deep/er"))
            self.assertEqual(set(found), {"plans/a.txt.json", "plans/a.md.json",
                                          "plans/b/c.txt.json", "plans/none.txt.error"})
            for name in given[:3]:
                self.assertEqual(found[name + ".json"], self.run_here(name).stdout)
            self.assertEqual(json.loads(found["plans/none.txt.error"])["error"]["status"],
                             "cannot read")

    def test_compact_results_are_one_line(self):
        self.run_here("--compact", "--output-dir", "out", self.file("a.txt"))
        self.assertEqual(tree(self.path("out"))["a.txt.json"],
                         self.run_here("--compact", "a.txt").stdout)

    def test_no_two_inputs_have_one_file(self):
        long = "kế hoạch " * 19  # 247 bytes; a result takes more than the 255 there may be
        given = [self.file(name) for name in (
            "a/b.txt", "a_b.txt", "a%2Fb.txt", "a.txt", "a.txt.json", "a.txt.error", "a.txt.part",
            "x.json/b", "x.error/b", "x.part/b", "x%2Ejson/b", "x", "100%", "100%25", "tab\tend",
            "line\nend", "-dash", ".hidden", "c.txt/d.txt", long + "a", long + "b")]
        given += ["a/../a.txt", os.path.join(self.folder, "a.txt"), "./-"]
        self.file("-")
        os.makedirs(self.path("down"))
        for jobs in ("1", "4"):
            out = "../out" + jobs
            self.file("down/list", "\0".join(n if n.startswith("/") else "../" + n for n in given))
            done = run("extract", "-j", jobs, "--files-from", "list", "--null", "--output-dir", out,
                       cwd=self.path("down"))
            self.assertEqual(done.returncode, 0, done.stderr)
            found = tree(self.path("out" + jobs))
            self.assertEqual(len(found), len(given))
            self.assertEqual(sorted(json.loads(text)["source"]["name"] for text in found.values()),
                             sorted(n if n.startswith("/") else "../" + n for n in given))
        self.assertEqual(tree(self.path("out1")), tree(self.path("out4")))
        done = run("extract", "--files-from", "down/list", "-0", "--output-dir", "fits",
                   cwd=self.folder)
        self.assertTrue(all(not name.startswith("..") for name in tree(self.path("fits"))))

    def test_results_never_leave_the_directory(self):
        self.file("a.txt")
        os.makedirs(self.path("x/y"))
        for name in ("../../a.txt", "./../../a.txt", self.path("a.txt")):
            done = run("extract", "--output-dir", "out", name, cwd=self.path("x/y"))
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(os.listdir(self.path("x")), ["y"])
        self.assertEqual(os.listdir(self.path("x/y")), ["out"])

    def test_one_file_named_in_two_ways_has_one_result(self):
        self.file("a/b.txt")
        self.run_here("-j", "2", "--output-dir", "out", "a/b.txt", "./a//b.txt", "a/./b.txt")
        self.assertEqual(list(tree(self.path("out"))), ["a/b.txt.json"])

    def test_standard_input_has_a_file(self):
        self.file("-")
        done = self.run_here("--output-dir", "out", "-", "./-", stdin=NUMBERED.encode())
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(set(tree(self.path("out"))), {"-.json", "%2D.json"})

    def test_new_result_has_the_mode_of_any_new_file(self):
        self.run_here("--output-dir", "out", self.file("a.txt"))
        self.assertEqual(os.stat(self.path("out/a.txt.json")).st_mode,
                         os.stat(self.path("a.txt")).st_mode)

    def test_result_that_cannot_be_written_ends_it(self):
        self.file("out", b"this is a file")
        for jobs in JOBS:
            done = self.run_here("-j", jobs, "--output-dir", "out", *self.files(30))
            self.assertEqual((done.returncode, done.stdout), (INTERNAL, b""))
            self.assertEqual(done.stderr.count(b"\n"), 1, done.stderr)


class Resume(Folder):
    def there(self):
        """Identity of each result: a new one is another file."""
        found = {}
        for name in tree(self.path("out")):
            info = os.stat(self.path("out/" + name))
            found[name] = (info.st_ino, info.st_ctime_ns)
        return found

    def again(self, *args):
        before = self.there()
        done = self.run_here("-j", "2", "--output-dir", "out", "--resume", "plans", *args)
        after = self.there()
        return done, {name for name in after if after[name] != before.get(name)}

    def test_what_is_there_is_left_alone(self):
        self.files(10)
        self.run_here("--output-dir", "out", "plans")
        done, changed = self.again()
        self.assertEqual((done.returncode, done.stderr, changed), (0, b"", set()))
        os.unlink(self.path("out/plans/0003.txt.json"))
        self.assertEqual(self.again()[1], {"plans/0003.txt.json"})

    def test_changed_inputs_are_done_again(self):
        self.files(3)
        self.run_here("--output-dir", "out", "plans")
        self.file("plans/0001.txt", NUMBERED.format("mới"))
        later = time.time_ns() + 10**9
        os.utime(self.path("plans/0001.txt"), ns=(later, later))
        self.assertEqual(self.again()[1], {"plans/0001.txt.json"})
        self.assertIn("mới", tree(self.path("out"))["plans/0001.txt.json"].decode())
        self.assertEqual(self.again()[1], set())
        os.utime(self.path("out/plans/0002.txt.json"), (0, 0))
        self.assertEqual(self.again()[1], {"plans/0002.txt.json"})

    def test_half_a_result_does_not_count(self):
        self.files(2)
        self.run_here("--output-dir", "out", "plans")
        want = tree(self.path("out"))
        os.truncate(self.path("out/plans/0000.txt.json"), 0)
        os.rename(self.path("out/plans/0001.txt.json"), self.path("out/plans/0001.txt.part"))
        done, _ = self.again()
        self.assertEqual((done.returncode, tree(self.path("out"))), (0, want))

    def test_failed_inputs_are_tried_again(self):
        self.files(2)
        self.file("plans/0001.txt", b"%PDF-1.7\n")
        first = self.run_here("--output-dir", "out", "plans")
        done, changed = self.again()
        self.assertEqual((done.returncode, first.returncode), (INPUT, INPUT))
        self.assertEqual(changed, {"plans/0001.txt.error"})
        self.files(2)
        done, changed = self.again()
        self.assertEqual((done.returncode, changed), (0, {"plans/0000.txt.json",
                                                          "plans/0001.txt.json"}))
        self.assertEqual(set(tree(self.path("out"))), {"plans/0000.txt.json", "plans/0001.txt.json"})

    def test_killed_and_resumed_is_as_if_nothing_had_been(self):
        for n, (_, source, _) in enumerate(list(corpus_sources()) * 2):
            os.makedirs(self.path("plans"), exist_ok=True)
            shutil.copy(source, self.path(f"plans/{n:03}.txt"))
        self.file("plans/bad.txt", b"%PDF-1.7\n")
        self.run_here("--output-dir", "whole", "plans")
        want = tree(self.path("whole"))
        for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
            shutil.rmtree(self.path("out"), ignore_errors=True)
            child = self.command("-j", "2", "--output-dir", "out", "plans",
                                 stderr=subprocess.PIPE)
            while not self.some_results() and child.poll() is None:
                time.sleep(0.001)
            child.send_signal(number)
            _, said = child.communicate(timeout=DEADLINE)
            found = tree(self.path("out"))
            self.assertIn(child.returncode, (-number, INPUT))
            if number != signal.SIGKILL:
                self.assertEqual([n for n in found if n.endswith(".part")], [])
            for name in found:
                if not name.endswith(".part"):
                    self.assertEqual(found[name], want[name], name)
            done = self.run_here("-j", "2", "--output-dir", "out", "--resume", "plans")
            self.assertEqual(done.returncode, INPUT)
            self.assertEqual(tree(self.path("out")), want)

    def some_results(self):
        return os.path.exists(self.path("out/plans/002.txt.json"))


class Stopping(Folder):
    def test_signal_while_waiting_ends_it_and_leaves_nothing(self):
        self.file("a.txt")
        for jobs in ("1", "3"):
            for number in (signal.SIGINT, signal.SIGTERM):
                child = self.command("-j", jobs, "-o", "out", "--files-from", "-",
                                     stdin=subprocess.PIPE, stderr=subprocess.PIPE)
                child.stdin.write(b"a.txt\n" * 3)
                child.stdin.flush()
                while len(os.listdir(self.folder)) < 2:
                    time.sleep(0.001)
                time.sleep(0.2)  # it waits for more names; earlier would be as good
                child.send_signal(number)
                said = child.stderr.read()
                self.assertEqual((child.wait(DEADLINE), said), (-number, b""))
                child.stdin.close()
                child.stderr.close()
                self.assertEqual(os.listdir(self.folder), ["a.txt"])

    def test_lines_written_before_a_signal_are_whole(self):
        self.file("a.txt")
        child = self.command("-j", "3", "--files-from", "-", stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE)
        child.stdin.write(b"a.txt\n" * 20)
        child.stdin.flush()
        got = [child.stdout.readline() for _ in range(20)]
        child.send_signal(signal.SIGINT)
        self.assertEqual((child.wait(DEADLINE), child.stdout.read()), (-signal.SIGINT, b""))
        child.stdin.close()
        child.stdout.close()
        self.assertEqual(len([json.loads(line) for line in got]), 20)


class Progress(Folder):
    def on_terminal(self, *args, stdout=None):
        """(exit code, what the terminal showed); standard error is a terminal."""
        master, slave = pty.openpty()
        child = self.command(*args, stderr=slave, stdout=stdout or slave, stdin=subprocess.DEVNULL,
                             env=dict(os.environ, LC_ALL="C.UTF-8", TERM="xterm"))
        os.close(slave)
        shown = b""
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:  # Linux: the other end was closed
                part = b""
            if not part:
                break
            shown += part
        os.close(master)
        return child.wait(DEADLINE), shown.decode("utf-8")

    def screen(self, shown):
        """What is left to see: each line as it was last drawn."""
        return [re.sub(r".*\r(?=.)", "", line.rstrip("\r")).replace("\x1b[K", "")
                for line in shown.split("\n")]

    def test_bar_is_drawn_and_taken_away(self):
        given = [*self.files(30), "none.txt"]
        for jobs in JOBS:
            code, shown = self.on_terminal("-j", jobs, "-o", "out", *given)
            self.assertEqual(code, INPUT)
            self.assertIn("0/31 files", shown)
            self.assertEqual(self.screen(shown), ["vnplan: none.txt: no such file; check the name"
                                                  " and the folder", ""])

    def test_count_alone_where_the_total_is_not_known(self):
        self.files(5)
        _, shown = self.on_terminal("--output-dir", "out", "plans")
        self.assertIn("0 files", shown)
        self.assertNotIn("[", shown.replace("\x1b[K", ""))

    def test_it_is_not_drawn_more_than_ten_times_a_second(self):
        begun = time.monotonic()
        _, shown = self.on_terminal("-o", "out", *self.files(300))
        spent = time.monotonic() - begun
        self.assertLessEqual(shown.count(" files"), spent * 10 + 2)

    def test_bar_can_be_switched_off_and_on(self):
        given = self.files(3)
        self.assertEqual(self.on_terminal("--no-progress", "-o", "out", *given), (0, ""))
        done = self.run_here("--progress", *given)
        self.assertIn(b"0/3 files", done.stderr)
        self.assertEqual(self.run_here(*given).stderr, b"")

    def test_no_bar_among_results_on_the_same_terminal(self):
        _, shown = self.on_terminal(*self.files(3))
        self.assertNotIn("files", shown)

    def test_no_bar_for_a_file_alone(self):
        self.assertEqual(self.on_terminal("-o", "out", self.file("a.txt")), (0, ""))


class Memory(Folder):
    def peak(self, count, *args):
        """Most memory of a run over `count` names of a list, KiB."""
        self.file("list", "".join(f"a{n % 7}.txt\n" for n in range(count)))
        script = ("import os, resource, subprocess, sys; "
                  "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); "
                  "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
        done = subprocess.run([sys.executable, "-c", script, COMMAND, "extract", *args,
                               "--files-from", "list"], cwd=self.folder, stdout=subprocess.PIPE,
                              check=True, timeout=DEADLINE)
        return int(done.stdout)

    def test_memory_does_not_grow_with_the_number_of_files(self):
        for n in range(7):
            self.file(f"a{n}.txt")
        env = os.environ.get("ASAN_OPTIONS", "")
        # the quarantine of AddressSanitizer keeps what is freed
        os.environ["ASAN_OPTIONS"] = env + ":quarantine_size_mb=1"
        self.addCleanup(os.environ.__setitem__, "ASAN_OPTIONS", env)
        for args in (("-j", "1"), ("-j", "3"), ("-j", "3", "--output-dir", "out")):
            few, many = self.peak(50, *args), self.peak(2000, *args)
            self.assertLess(many, few * 1.5 + 8192, args)


if __name__ == "__main__":
    unittest.main()
