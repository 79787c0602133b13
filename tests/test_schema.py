"""The schema the command prints, and whether extractions keep to it; the schema of
pattern files, and whether it knows what the library knows."""
import json
import os
import re
import tempfile
import unittest

from support.vnplan import ROOT, corpus_sources, extract, faults, run, without_comments

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


def pattern_files():
    for place, _, files in sorted(os.walk(ROOT)):
        if os.path.basename(place) == "patterns" and os.sep + "build" not in place:
            for file in sorted(files):
                if file.endswith(".json"):
                    yield os.path.join(place, file)


def names_in_code(header, macro):
    """Of X(ID, "name") in a macro of rule.h."""
    body = re.search(r"#define " + macro + r"\(X\)(.*?)(?<!\\)\n", header, re.S).group(1)
    return re.findall(r'X\(\w+, "([^"]+)"\)', body)


class Patterns(unittest.TestCase):
    def setUp(self):
        with open(os.path.join(ROOT, "rules", "patterns.schema.json"), encoding="utf-8") as f:
            self.schema = json.load(f)

    def source(self, name):
        with open(os.path.join(ROOT, "parser", "rule", name), encoding="utf-8") as f:
            return f.read()

    def test_every_pattern_file_keeps_to_it(self):
        paths = list(pattern_files())
        self.assertGreaterEqual(len(paths), 14)
        for path in paths:
            with self.subTest(os.path.relpath(path, ROOT)), open(path, encoding="utf-8") as f:
                self.assertEqual(faults(json.loads(without_comments(f.read())), self.schema, self.schema), [])

    def test_its_names_are_those_of_the_library(self):
        header, defs = self.source("rule.h"), self.schema["$defs"]
        self.assertEqual(self.schema["properties"]["set"]["enum"], names_in_code(header, "VNP__SETS"))
        self.assertEqual(list(defs["fields"]["properties"]), names_in_code(header, "VNP__FIELDS"))
        lists = defs["rule"]["properties"]["begins"]["items"]["enum"]
        self.assertEqual(lists, names_in_code(header, "VNP__LISTS"))

    def test_its_members_are_those_of_the_library(self):
        code, rule = self.source("patterns.c"), self.schema["$defs"]["rule"]

        def names(array):
            body = re.search(array + r"\[\] = \{(.*?)\};", code, re.S).group(1)
            return sorted(re.findall(r'"([^"]+)"', body))

        self.assertEqual(sorted(self.schema["properties"]), names("file_members"))
        self.assertEqual(sorted(rule["properties"]), names("rule_members"))
        example = self.schema["$defs"]["example"]["anyOf"][1]
        self.assertEqual(sorted(example["properties"]), names("example_members"))
        self.assertEqual(sorted(rule["properties"]["case"]["enum"]), names("const names"))
        self.assertIn(f"priority->valueint : {rule['properties']['priority']['default']};", code)

    def test_every_member_is_described(self):
        self.assertEqual(undescribed(self.schema), [])

    def test_manual_names_them_all(self):
        header = self.source("rule.h")
        names = [n for macro in ("SETS", "LISTS", "FIELDS") for n in names_in_code(header, "VNP__" + macro)]
        names += list(self.schema["properties"]) + list(self.schema["$defs"]["rule"]["properties"])
        with open(os.path.join(ROOT, "parser", "man", "vnplan-rules.5"), encoding="utf-8") as f:
            manual = f.read()
        self.assertEqual([n for n in names if not re.search(r"(?<![\w-])" + re.escape(n) + r"(?![\w-])", manual)], [])
        with open(os.path.join(ROOT, "rules", "README.md"), encoding="utf-8") as f:
            readme = f.read()
        self.assertEqual([n for n in names if f"`{n}`" not in readme and f'"{n}"' not in readme], [])

    def test_library_and_schema_refuse_the_same(self):
        rule = {"id": "due.own", "pattern": "x"}
        for change in ({}, {"patern": "x"}, {"priority": "90"}, {"priority": 1.5}, {"loose": 1}, {"off": "yes"},
                       {"give": {"knid": "x"}}, {"give": ["x"]}, {"give": {"kind": 1}}, {"case": "small"},
                       {"examples": "x"}, {"examples": [1]}, {"examples": [{"txt": "x"}]}, {"id": ""}, {"pattern": ""},
                       {"counter": [{}]}, {"examples": ["x", {"text": "x", "gives": {"year": "1"}}]}, {"case": "upper"},
                       {"begins": ["roles"]}, {"begins": "roles"}, {"begins": ["rolls"]}, {"begins": [1]}):
            for top in ({}, {"set": "deu"}, {"rules": {}}, {"pieces": {"a": 1}}, {"more": 1}, {"$schema": "x"}):
                file = {"set": "due", "rules": [{**rule, **change}], **top}
                with self.subTest(file=file), tempfile.TemporaryDirectory() as folder:
                    os.mkdir(os.path.join(folder, "patterns"))
                    with open(os.path.join(folder, "patterns", "own.json"), "w", encoding="utf-8") as f:
                        json.dump(file, f)
                    refused = run("rules", "list", "--rules", folder).returncode
                    self.assertEqual(refused, 4 if faults(file, self.schema, self.schema) else 0)


if __name__ == "__main__":
    unittest.main()
