"""The schema the command prints, and whether extractions keep to it."""
import json
import os
import unittest

from support.vnplan import ROOT, corpus_sources, extract, faults, run

CONTRACT = os.path.join(os.path.dirname(ROOT), "shared", "contract", "plan.schema.json")
TEXTS = ("description", "title", "$comment", "$id", "examples")


def printed():
    done = run("schema")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def meaning(node, keeps=True):
    """A schema without its explanations; `keeps`: this dict's keys are keywords."""
    if isinstance(node, list):
        return [meaning(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    return {key: meaning(value, key not in ("properties", "$defs")) for key, value in node.items()
            if not (keeps and key in TEXTS)}


def differences(want, got, path="$"):
    """How `got` does not mean what `want` does; members it adds are allowed."""
    if isinstance(want, dict) and isinstance(got, dict):
        found = []
        for key in want:
            found += (differences(want[key], got[key], f"{path}.{key}") if key in got
                      else [f"{path}: lacks {key}"])
        members = path.endswith((".properties", ".$defs"))
        found += [f"{path}: adds {key}" for key in got if key not in want and not members]
        return found
    if isinstance(want, list) and isinstance(got, list) and path.endswith((".required", ".enum", ".type")):
        return [] if sorted(map(str, want)) == sorted(map(str, got)) else [f"{path}: {want} is {got}"]
    if isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        return [d for i, (a, b) in enumerate(zip(want, got)) for d in differences(a, b, f"{path}[{i}]")]
    return [] if want == got else [f"{path}: {want} is {got}"]


def undescribed(node, path="$"):
    """Members of objects without a description of their own or behind their $ref."""
    found = []
    if isinstance(node, dict):
        for name, sub in node.get("properties", {}).items():
            if "description" not in sub:
                found.append(f"{path}.{name}")
        for key, value in node.items():
            found += undescribed(value, f"{path}.{key}")
    elif isinstance(node, list):
        for i, value in enumerate(node):
            found += undescribed(value, f"{path}[{i}]")
    return found


class Schema(unittest.TestCase):
    def test_it_is_the_contract(self):
        if not os.path.exists(CONTRACT):
            self.skipTest("the contract is not beside the repository")
        with open(CONTRACT, encoding="utf-8") as f:
            want = json.load(f)
        self.assertEqual(differences(meaning(want), meaning(printed())), [])

    def test_it_is_the_file_of_the_repository(self):
        with open(os.path.join(ROOT, "parser", "emit", "plan.schema.json"), encoding="utf-8") as f:
            self.assertEqual(json.load(f), printed())

    def test_every_member_is_described(self):
        self.assertEqual(undescribed(printed()), [])

    def test_every_extraction_of_the_corpus_keeps_to_it(self):
        schema = printed()
        sources = list(corpus_sources())
        self.assertTrue(sources)
        for name, source, _ in sources:
            with self.subTest(name):
                self.assertEqual(faults(extract(source), schema, schema), [])

    def test_a_wrong_document_would_be_seen(self):
        """The validator itself: each of these edits must be a fault."""
        schema = printed()
        plan = extract(next(corpus_sources())[1])
        self.assertEqual(faults(plan, schema, schema), [])
        for path, value in ((("schema_version",), 2), (("source", "format"), "html"),
                            (("items", 0, "kind"), "chore"), (("items", 0, "spans"), []),
                            (("items", 0, "codes"), ["1a"]), (("document", "date"), "2024"),
                            (("source", "bytes"), -1), (("items", 0, "id"), None)):
            with self.subTest(path):
                copy = json.loads(json.dumps(plan))
                node = copy
                for key in path[:-1]:
                    node = node[key]
                node[path[-1]] = value
                self.assertNotEqual(faults(copy, schema, schema), [])


if __name__ == "__main__":
    unittest.main()
