"""extract --input jsonl: records in, answers out; alone, as a stage of a pipe, and over
several processes by GNU parallel as README.md says."""
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

from support.vnplan import DEADLINE, JOBS, LIMIT, NUMBERED, COMMAND, ROOT, corpus_sources, line_faults, run

USAGE, INPUT, INTERNAL = 2, 3, 5


def record(**members):
    return json.dumps(members, ensure_ascii=False) + "\n"


def records(count):
    return "".join(record(id=n, text=NUMBERED.format(n)) for n in range(count))


def stream(text, *options):
    text = text if isinstance(text, bytes) else text.encode("utf-8")
    return run("extract", "--input", "jsonl", *options, stdin=text)


def answers(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


class Answers(unittest.TestCase):
    def one(self, text, *options):
        done = stream(text, *options)
        self.assertEqual(done.stdout.count(b"\n"), 1, done.stdout)
        return answers(done)[0]

    def refused(self, text, member_id=None):
        """The message; a record that is refused is known by its id, else by its line."""
        text = text if isinstance(text, bytes) else text.encode("utf-8")
        done = stream(b"\n" + text)
        self.assertEqual(done.returncode, INPUT)
        answer = answers(done)[0]
        self.assertEqual(answer.pop("id"), member_id)
        if member_id is None:
            self.assertEqual(answer.pop("line"), 2)
        self.assertEqual(set(answer), {"error"})
        self.assertEqual(set(answer["error"]), {"status", "message"})
        self.assertIn(answer["error"]["message"], done.stderr.decode("utf-8"))
        self.assertTrue(done.stderr.startswith(b"vnplan: -:2: "), done.stderr)
        return answer["error"]["message"]

    def test_answer_is_the_plan_of_the_text(self):
        text, want = "", []
        for name, source, _ in corpus_sources():
            with open(source, encoding="utf-8", newline="") as f:
                given = {"id": name, "text": f.read(), "format": "text"}
            done = run("extract", "--format", "text", "-", stdin=given["text"].encode("utf-8"))
            for ascii_only in (False, True):
                text += json.dumps(given, ensure_ascii=ascii_only) + "\n"
                want.append({"id": name, "plan": json.loads(done.stdout)})
        self.assertEqual(answers(stream(text, "-j", "2")), want)

    def test_places_are_bytes_of_the_text(self):
        text = '"\t\\ 😀/\r\n' + NUMBERED.format("một")
        plan = self.one(record(id=1, text=text))["plan"]
        raw = text.encode("utf-8")
        title = plan["items"][0]["title"]
        span, = title["spans"]
        self.assertEqual(raw[span["start"]:span["end"]].decode("utf-8"), title["text"])
        self.assertEqual(plan["source"]["bytes"], len(raw))

    def test_id_comes_back_byte_by_byte(self):
        for given in ('7', '-0', '1.50', '1E+2', '12345678901234567890123', '""', '"a"', '"\\u0061"',
                      '"\\u0000\\"\\\\/"', '"\\/ \\ud83d\\ude00 kế"', '"},\\"id\\":1"'):
            lines = ('{"id":%s,"text":""}', ' { "text" : "x" , "id" : %s } ',
                     '{"more":[{"id":2},"]"],"id":%s,"text":"\\u0000"}',
                     '{"\\u0069d":%s,"text":""}')
            done = stream("\n".join(line % given for line in lines))
            self.assertEqual(done.returncode, 0, done.stderr)
            for line in done.stdout.splitlines():
                self.assertTrue(line.startswith(b'{"id":' + given.encode() + b',"plan":{'), line[:80])
            self.assertEqual(done.stdout.count(b"\n"), len(lines))

    def test_other_members_are_left_alone(self):
        plan = self.one('{"text":"x","lang":"vi","id":1,"tags":[{"text":"y"},null,true,-1e5]}')["plan"]
        self.assertEqual(plan["source"]["bytes"], 1)

    def test_name_and_format_are_taken(self):
        plan = self.one(record(id=1, text="x", name="kế.md"))["plan"]
        self.assertEqual((plan["source"]["name"], plan["source"]["format"]), ("kế.md", "markdown"))
        for name in ("text", "markdown"):
            plan = self.one(record(id=1, text="x", format=name), "--format", "text")["plan"]
            self.assertEqual(plan["source"]["format"], name)
        self.assertEqual(self.one(record(id=1, text="x"))["plan"]["source"]["name"], "-")

    def test_nul_in_a_text_is_a_byte_like_others(self):
        """As in a file of these bytes; nothing behind it is lost."""
        text = NUMBERED.format("\0 hai \\u0000 ") + "\0"
        for ascii_only in (False, True):
            answer = self.one(json.dumps({"id": 1, "text": text}, ensure_ascii=ascii_only))
            done = run("extract", "--encoding", "UTF-8", "-", stdin=text.encode("utf-8"))
            self.assertEqual(answer["plan"], json.loads(done.stdout))
            self.assertEqual(answer["plan"]["source"]["bytes"], len(text.encode("utf-8")))
        self.assertIn("NUL", self.refused('{"id":1,"text":"","name":"a\\u0000b"}', 1))

    def test_byte_order_marks_line_ends_and_empty_lines_are_tolerated(self):
        one = '{"id":1,"text":"x"}'
        want = stream(one + "\n").stdout
        for text in (one, "\ufeff" + one + "\r\n", "\n\r\n \t \n" + one + "\r\n\r\n"):
            self.assertEqual(stream(text).stdout, want)
        self.assertEqual(stream("\ufeff" + one + "\n\ufeff" + one).stdout, want * 2)
        self.assertEqual(stream("\n\ufeff\n").stdout, b"")

    def test_no_records_are_no_answers(self):
        done = stream("")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))

    def test_what_is_no_json_is_refused(self):
        for line in ("x", "{", "[1]", "7", "null", '{"id":1,"text":"x"} x', '{"id":1,"text":"x"}}',
                     '{"id":1 "text":"x"}', '{"id":1,"text":"x",}', "{'id':1,'text':'x'}",
                     '{"id":1,"text":"x', '{"id":01,"text":"x"}', '{"id":+1,"text":"x"}',
                     '{"id":1.,"text":"x"}', '{"id":.5,"text":"x"}', '{"id":1e,"text":"x"}',
                     '{"id":NaN,"text":"x"}', '{"id":0x1,"text":"x"}', '{"id":1,"text":"\t"}',
                     '{"id":1,"text":"\\uZZZZ"}', '{"id":1,"text":"\\x"}', '{"id":1,"text":"\\u12"}',
                     '{"id":1,"text":"\\ud800"}', '{"id":1,"text":"\\ude00\\ud83d"}',
                     '{"id":1,"text":"\\ud83d\\u0000"}', '{"id":1,"text":"\\', "\0",
                     '{"id":1,"text":"x"}\0', b'{"id":1,"text":"\xe1\xba"}', b'{"id":1,"text":"\xff"}',
                     b'{"id":1,"text":"\xed\xa0\x80"}', "[" * 100000, '{"a":' * 100000):
            with self.subTest(line[:40]):
                self.refused(line)

    def test_records_that_lack_something_are_refused(self):
        for line, said, member_id in (
                ('{"text":"x"}', '"id"', None), ('{"id":null,"text":"x"}', '"id"', None),
                ('{"id":true,"text":"x"}', '"id"', None), ('{"id":[1],"text":"x"}', '"id"', None),
                ('{"id":1,"id":2,"text":"x"}', '"id"', None), ("{}", '"id"', None),
                ('{"id":1}', '"text"', 1), ('{"text":5,"id":"a"}', '"text"', "a"),
                ('{"id":1,"text":"x","text":"y"}', '"text"', 1),
                ('{"id":1,"text":"x","name":2}', '"name"', 1),
                ('{"id":1,"text":"x","format":"docx"}', '"format"', 1),
                ('{"id":1,"text":"%PDF-1.7"}', "PDF", 1)):
            self.assertIn(said, self.refused(line, member_id))

    def test_bad_records_do_not_stop_the_others(self):
        text = "".join(record(id=n, text="x") if n % 3 else f"bad {n}\n" for n in range(1, 100))
        outputs = set()
        for jobs in JOBS:
            done = stream(text, "-j", jobs)
            self.assertEqual(done.returncode, INPUT)
            self.assertEqual([a["id"] or a["line"] for a in answers(done)], list(range(1, 100)))
            outputs.add((done.stdout, done.stderr))
        self.assertEqual(len(outputs), 1)
        self.assertEqual(line_faults(answers(stream(text + '{"id":1,"text":"%PDF-1.7"}'))), [])

    def test_wrong_use_is_explained(self):
        for options in (("--files-from", "-"), ("--output-dir", "out"), ("--encoding", "UTF-8"),
                        ("a", "b"), ("--resume",)):
            done = stream("", *options)
            self.assertEqual((done.returncode, done.stdout), (USAGE, b""), options)
            self.assertEqual(done.stderr.count(b"\n"), 1, done.stderr)
        self.assertEqual(stream("", "/none/here.jsonl").returncode, INPUT)


class Streams(unittest.TestCase):
    def start(self, *options, **more):
        child = subprocess.Popen([COMMAND, "extract", "--input", "jsonl", *options],
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE, **more)
        self.addCleanup(child.stdout.close)
        return child

    def test_any_number_of_threads_gives_the_same_bytes(self):
        text = records(300)
        want = stream(text).stdout
        self.assertEqual([a["id"] for a in answers(stream(text))], list(range(300)))
        for jobs in (*JOBS, "0"):
            self.assertEqual(stream(text, "-j", jobs).stdout, want)
        with tempfile.TemporaryDirectory() as folder:
            name, out = os.path.join(folder, "r.jsonl"), os.path.join(folder, "out")
            with open(name, "w", encoding="utf-8") as f:
                f.write(text)
            self.assertEqual(run("extract", "--input", "jsonl", name).stdout, want)
            run("extract", "--input=jsonl", "-j2", "-o", out, name)
            with open(out, "rb") as f:
                self.assertEqual(f.read(), want)

    def test_each_answer_comes_before_the_next_record_is_asked_for(self):
        for jobs in ("1", "3"):
            child = self.start("-j", jobs, stderr=subprocess.DEVNULL)
            for n in range(20):
                line = "bad\n" if n % 5 == 4 else record(id=n, text=NUMBERED.format(n))
                child.stdin.write(line.encode("utf-8"))
                child.stdin.flush()
                self.assertTrue(select.select([child.stdout], [], [], DEADLINE)[0])
                answer = json.loads(child.stdout.readline())
                self.assertEqual(answer.get("line") or answer["id"], n + 1 if n % 5 == 4 else n)
            child.stdin.close()
            self.assertEqual((child.wait(DEADLINE), child.stdout.read()), (INPUT, b""))

    def test_half_a_line_waits_for_the_rest(self):
        whole = record(id=1, text=NUMBERED).encode("utf-8")
        child = self.start("-j", "3")
        for at in range(0, len(whole), 50):
            child.stdin.write(whole[at:at + 50])
            child.stdin.flush()
        self.assertEqual(json.loads(child.stdout.readline())["id"], 1)
        child.stdin.close()
        self.assertEqual(child.wait(DEADLINE), 0)

    def test_signal_while_waiting_ends_it(self):
        for jobs in ("1", "3"):
            child = self.start("-j", jobs)
            child.stdin.write(records(20).encode("utf-8"))
            child.stdin.flush()
            got = [json.loads(child.stdout.readline())["id"] for _ in range(20)]
            self.assertEqual(got, list(range(20)))
            child.send_signal(signal.SIGTERM)
            self.assertEqual((child.wait(DEADLINE), child.stdout.read()), (-signal.SIGTERM, b""))
            child.stdin.close()

    def test_line_beyond_the_limit_is_refused_and_skipped(self):
        child = self.start(stderr=subprocess.DEVNULL)
        child.stdin.write(records(1).encode("utf-8") + b'{"id":1,"text":"')
        block = b"a" * (1 << 20)
        for _ in range((LIMIT >> 20) + 1):
            child.stdin.write(block)
        child.stdin.write(b'"}\n' + records(1).encode("utf-8"))
        child.stdin.close()
        first, refused, last = [json.loads(line) for line in child.stdout]
        self.assertEqual(child.wait(DEADLINE), INPUT)
        self.assertEqual(first, last)
        self.assertEqual((refused["id"], refused["line"]), (None, 2))
        self.assertEqual(refused["error"]["status"], "limit exceeded")
        self.assertIn(str(LIMIT), refused["error"]["message"])

    def test_memory_does_not_grow_with_the_number_of_records(self):
        script = ("import resource, subprocess, sys; "
                  "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); "
                  "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
        # the quarantine of AddressSanitizer keeps what is freed
        options = os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=1"
        for jobs in ("1", "3"):
            few, many = (int(subprocess.run(
                [sys.executable, "-c", script, COMMAND, "extract", "--input", "jsonl", "-j", jobs],
                input=records(count).encode("utf-8"), stdout=subprocess.PIPE, check=True,
                env=dict(os.environ, ASAN_OPTIONS=options), timeout=DEADLINE).stdout)
                for count in (50, 2000))
            self.assertLess(many, few * 1.5 + 8192, jobs)


def recipe(name):
    """The commands of README.md between <!-- recipe: NAME --> and <!-- /recipe -->."""
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as f:
        found = re.search(rf"<!-- recipe: {name} -->\s*```sh\n(.*?)```\s*<!-- /recipe -->", f.read(),
                          re.S)
    return found.group(1)


# Stands in for vnplan: the first to come answers some records, dies by kill -9 in the midst
# of its work, and leaves half a line behind.
KILLED_ONCE = """#!{python}
import os, signal, subprocess, sys
command = [{command!r}, *sys.argv[1:]]
try:
    os.mkdir({mark!r})
except FileExistsError:
    os.execv(command[0], command)
child = subprocess.Popen(command, stdout=subprocess.PIPE)
for _ in range(3):
    sys.stdout.buffer.write(child.stdout.readline())
sys.stdout.buffer.write(child.stdout.read(20))
sys.stdout.buffer.flush()
child.kill()
os.kill(os.getpid(), signal.SIGKILL)
"""


@unittest.skipUnless(shutil.which("parallel"), "GNU parallel is not installed")
class Parallel(unittest.TestCase):
    RECORDS = 400

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.text = records(self.RECORDS).replace('{"id": 7,', '{"id" 7,')
        self.write("records.jsonl", self.text)

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as f:
            f.write(text)

    def read(self, name):
        with open(os.path.join(self.folder, name), "rb") as f:
            return f.read()

    def run_recipe(self, commands):
        """Its exit code; the vnplan that it finds is killed once."""
        mark = os.path.join(self.folder, "killed")
        os.makedirs(os.path.join(self.folder, "bin"), exist_ok=True)
        self.write("bin/vnplan", KILLED_ONCE.format(python=sys.executable, command=COMMAND, mark=mark))
        os.chmod(os.path.join(self.folder, "bin/vnplan"), 0o755)
        path = os.path.join(self.folder, "bin") + os.pathsep + os.environ["PATH"]
        done = subprocess.run(["sh", "-c", commands], cwd=self.folder, timeout=DEADLINE,
                              env=dict(os.environ, PATH=path, HOME=self.folder, SHELL="/bin/sh"),
                              stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.assertTrue(os.path.isdir(mark), "nothing was killed: the test tries nothing")
        os.rmdir(mark)
        return done.returncode

    def small_blocks(self, commands):
        self.assertIn("--block 10M", commands)
        return commands.replace("--block 10M", "-j 4 --block 8k")

    def test_nothing_is_lost_or_doubled_when_a_process_is_killed(self):
        want = stream(self.text)
        self.assertEqual(want.returncode, INPUT)
        self.assertEqual(self.run_recipe(self.small_blocks(recipe("parallel"))), 0)
        log = self.read("log").decode().splitlines()
        self.assertGreater(len(log), 8, "too few blocks to tell")
        got = [json.loads(line) for line in self.read("facts.jsonl").splitlines()]
        for answer in got:
            answer.pop("line", None)  # counted in the block
        expected = answers(want)
        for answer in expected:
            answer.pop("line", None)
        self.assertEqual([a["id"] for a in got], [a["id"] for a in expected])
        self.assertEqual(got, expected)

    def test_without_a_second_try_the_loss_shows(self):
        """So that the test above cannot pass for want of sight."""
        commands = self.small_blocks(recipe("parallel")).replace("--retries 3", "")
        self.assertNotEqual(self.run_recipe(commands), 0)
        self.assertLess(self.read("facts.jsonl").count(b'"plan"'), self.RECORDS - 1)


if __name__ == "__main__":
    unittest.main()
