"""What the test scripts share: where things are, the command, the schema.

CTest gives the places in the environment; standard library only.
"""
import json
import os
import re
import subprocess
import sys

ROOT = os.environ.get("VNPLAN_SOURCE") or os.path.dirname(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COMMAND = os.environ.get("VNPLAN", "vnplan")
CORPUS = os.path.join(ROOT, "corpus")
SKIPPED = 77  # CTest's SKIP_RETURN_CODE

LIMIT = 256 << 20  # bytes of an input
JOBS = ("1", "2", "4")
DEADLINE = 120  # seconds; no test waits that long unless something hangs

# A small plan; its number goes into {0}.
NUMBERED = """KẾ HOẠCH
Cải cách hành chính năm 2026

I. NHIỆM VỤ
1. Rà soát lần {0} thủ tục hành chính
- Chủ trì: Văn phòng UBND xã.
- Thời gian: Quý I/2026.
"""


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


def run(*args, stdin=b"", env=None, **more):
    """The finished command: returncode, stdout and stderr as bytes."""
    whole = dict(os.environ, LC_ALL="C.UTF-8")
    whole.update(env or {})
    if "stdout" not in more:
        more["stdout"] = subprocess.PIPE
    return subprocess.run([COMMAND, *args], input=stdin, stderr=subprocess.PIPE, env=whole,
                          timeout=120, **more)


def extract(path, *options, env=None):
    """The plan of a file; fails where the command does."""
    done = run("extract", *options, path, env=env)
    if done.returncode != 0:
        raise AssertionError(f"{path}: exit {done.returncode}: {done.stderr.decode()}")
    return json.loads(done.stdout)


def corpus_sources():
    """(name, source, gold) of each plan of the corpus."""
    for file in sorted(os.listdir(CORPUS)):
        if file.endswith(".gold.json"):
            stem = file[:-len(".gold.json")]
            source = next(os.path.join(CORPUS, stem + end) for end in (".md", ".txt")
                          if os.path.exists(os.path.join(CORPUS, stem + end)))
            yield stem, source, os.path.join(CORPUS, file)


def without_comments(text):
    """JSON of a rule file without its // comments; lines stay."""
    return re.sub(r'"(?:\\.|[^"\\])*"|//[^\n]*', lambda m: m.group() if m.group()[0] == '"' else "", text)


def line_faults(lines):
    """Where lines of extract, parsed, break the schemas that the command prints."""
    schemas = [json.loads(run("schema", *options).stdout) for options in (("--lines",), ())]
    of_line = json.loads(json.dumps(schemas[0]).replace(schemas[1]["$id"], "#/$defs/plan"))
    of_line["$defs"]["plan"] = {"type": "object", "required": ["schema_version"]}
    found = [fault for line in lines for fault in faults(line, of_line, of_line)]
    plans = [line if "schema_version" in line else line["plan"] for line in lines
             if "error" not in line]
    return found + [fault for plan in plans for fault in faults(plan, schemas[1], schemas[1])]


# ------------------------------------------------------------------- schema

TYPES = {
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "null": lambda v: v is None,
    "boolean": lambda v: isinstance(v, bool),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
}

KNOWN = {
    "$schema", "$id", "$defs", "$ref", "$comment", "title", "description", "examples", "default",
    "type", "const", "enum", "pattern", "format", "minLength", "minimum", "maximum", "minItems",
    "uniqueItems", "items", "properties", "required", "additionalProperties", "oneOf", "anyOf",
    "allOf",
}


def same_type_equal(a, b):
    """JSON equality: 1 is not true."""
    return a == b and isinstance(a, bool) == isinstance(b, bool)


def faults(value, schema, root, path="$"):
    """Where `value` breaks `schema`, a list of sentences. Draft 2020-12, as far as
    KNOWN goes; an unknown keyword is a fault of the test."""
    if schema is True:
        return []
    if schema is False:
        return [f"{path}: nothing is allowed here"]
    unknown = set(schema) - KNOWN
    assert not unknown, f"this validator does not know {sorted(unknown)}"
    found = []
    if "$ref" in schema:
        node = root
        for key in schema["$ref"].removeprefix("#").strip("/").split("/"):
            node = node[key] if key else node
        found += faults(value, node, root, path)
    for sub in schema.get("allOf", []):
        found += faults(value, sub, root, path)
    for word, right in (("oneOf", lambda n: n == 1), ("anyOf", lambda n: n >= 1)):
        if word in schema:
            tries = [faults(value, sub, root, path) for sub in schema[word]]
            if not right(sum(not t for t in tries)):
                nearest = min(tries, key=len)
                found += nearest or [f"{path}: fits more than one of {word}"]
    if "type" in schema:
        names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if not any(TYPES[name](value) for name in names):
            return found + [f"{path}: {value!r} is no {' or '.join(names)}"]
    if "const" in schema and not same_type_equal(value, schema["const"]):
        found.append(f"{path}: {value!r} is not {schema['const']!r}")
    if "enum" in schema and not any(same_type_equal(value, e) for e in schema["enum"]):
        found.append(f"{path}: {value!r} is none of {schema['enum']}")
    if isinstance(value, str):
        if len(value) < schema.get("minLength", 0):
            found.append(f"{path}: is too short")
        if "pattern" in schema and not re.search(schema["pattern"], value):
            found.append(f"{path}: {value!r} does not match {schema['pattern']}")
        if schema.get("format") == "date" and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            found.append(f"{path}: {value!r} is no date")
    if TYPES["number"](value):
        if value < schema.get("minimum", value) or value > schema.get("maximum", value):
            found.append(f"{path}: {value} is out of range")
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            found.append(f"{path}: has too few entries")
        if schema.get("uniqueItems") and len({json.dumps(v) for v in value}) < len(value):
            found.append(f"{path}: has an entry twice")
        for i, entry in enumerate(value):
            found += faults(entry, schema.get("items", True), root, f"{path}[{i}]")
    if isinstance(value, dict):
        members = schema.get("properties", {})
        found += [f"{path}: lacks {name}" for name in schema.get("required", []) if name not in value]
        for name, entry in value.items():
            sub = members.get(name, schema.get("additionalProperties", True))
            found += faults(entry, sub, root, f"{path}.{name}")
    return found
