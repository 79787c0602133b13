"""README.md: its examples give what it says they give, its C program runs.

    <!-- example: NAME -->     ```text plan ```, then ```json what is in its extraction ```
    <!-- /example -->
    <!-- c-example -->         ```c a whole program ```
    <!-- /c-example -->
"""
import json
import os
import re
import shlex
import subprocess
import tempfile
import unittest

from support.vnplan import ROOT, run, skip

README = os.path.join(ROOT, "README.md")


def fenced(text):
    return [body for _, body in re.findall(r"^```(\w*)\n(.*?)^```", text, re.M | re.S)]


def examples(text):
    return re.findall(r"<!-- example: *(.*?) *-->(.*?)<!-- /example -->", text, re.S)


def missing(want, got, path="$"):
    """What of `want` is not in `got`: objects by member, lists in order with gaps."""
    if isinstance(want, dict) and isinstance(got, dict):
        return [m for key, sub in want.items()
                for m in (missing(sub, got[key], f"{path}.{key}") if key in got
                          else [f"{path}: no {key}"])]
    if isinstance(want, list) and isinstance(got, list):
        at, found = 0, []
        for i, sub in enumerate(want):
            hit = next((k for k in range(at, len(got)) if not missing(sub, got[k])), None)
            if hit is None:
                nearest = got[at] if at < len(got) else None
                found += missing(sub, nearest, f"{path}[{i}]")
            else:
                at = hit + 1
        return found
    return [] if want == got else [f"{path}: {want!r} is {got!r}"]


class Readme(unittest.TestCase):
    def setUp(self):
        with open(README, encoding="utf-8") as f:
            self.text = f.read()

    def test_examples_give_what_they_say(self):
        found = examples(self.text)
        self.assertTrue(found, "README.md has no example")
        for name, body in found:
            with self.subTest(name):
                blocks = fenced(body)
                self.assertGreaterEqual(len(blocks), 2, "an example is a plan and a JSON")
                done = run("extract", "-", stdin=blocks[0].encode("utf-8"))
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(missing(json.loads(blocks[1]), json.loads(done.stdout)), [])

    def test_c_program_compiles_and_runs(self):
        programs = re.findall(r"<!-- c-example -->(.*?)<!-- /c-example -->", self.text, re.S)
        self.assertTrue(programs, "README.md has no C program")
        library = os.environ["VNPLAN_EXPORTED"]
        folder = os.path.dirname(library)
        flags = shlex.split(os.environ.get("VNPLAN_CFLAGS", ""))
        for program in programs:
            with tempfile.TemporaryDirectory() as place:
                source, binary = os.path.join(place, "example.c"), os.path.join(place, "example")
                with open(source, "w", encoding="utf-8") as f:
                    f.write(fenced(program)[0])
                built = subprocess.run(
                    [os.environ["VNPLAN_CC"], "-std=c17", "-Wall", "-Wextra", "-Werror", *flags,
                     "-I", os.path.join(ROOT, "parser"), source, library, f"-Wl,-rpath,{folder}",
                     "-o", binary], stderr=subprocess.PIPE, text=True, timeout=120)
                self.assertEqual(built.returncode, 0, built.stderr)
                plan = next(os.path.join(ROOT, "corpus", f)
                            for f in sorted(os.listdir(os.path.join(ROOT, "corpus")))
                            if f.endswith((".txt", ".md")))
                with open(plan, "rb") as f:
                    done = subprocess.run([binary, plan], stdin=f, stdout=subprocess.PIPE,
                                          stderr=subprocess.PIPE, timeout=60)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertNotEqual(done.stdout, b"")

    def test_files_it_links_to_are_there(self):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", self.text):
            self.assertTrue(os.path.exists(os.path.join(ROOT, target)), target)


class Containment(unittest.TestCase):
    def test_lists_are_contained_in_order_with_gaps(self):
        self.assertEqual(missing({"a": [1, 3]}, {"a": [1, 2, 3], "b": 0}), [])
        self.assertTrue(missing({"a": [3, 1]}, {"a": [1, 2, 3]}))
        self.assertTrue(missing({"c": 1}, {"a": 1}))


if __name__ == "__main__":
    if not os.path.exists(README):
        skip("README.md does not exist yet")
    unittest.main()
