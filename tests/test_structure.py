"""What holds across the repository: which folder may use which, names, sizes."""
import os
import re
import subprocess
import unittest

from support.vnplan import ROOT

RULES = os.path.join(ROOT, "rules")
PARSER = os.path.join(ROOT, "parser")

# Folders whose headers a folder may include besides its own, base/ and vnplan.h.
MAY_USE = {
    "base": [],
    "text": [],
    "rule": ["text"],
    "rule/builtin": ["text", "rule"],  # a program of the build
    "block": ["text"],
    "outline": ["text", "block", "rule"],
    "fact": ["text", "block", "rule", "outline"],
    "check": ["text", "rule", "outline", "fact"],
    "emit": ["text", "check"],
    "": ["text", "rule", "block", "outline", "fact", "check", "emit"],  # pipeline.c
    "cli": None,  # vnplan.h only
}
MAX_LINES = 800


def sources(*folders):
    """Paths of C files and headers below parser/, relative to it."""
    found = []
    for place, _, files in os.walk(PARSER):
        folder = os.path.relpath(place, PARSER)
        folder = "" if folder == "." else folder
        if folders and folder not in folders:
            continue
        found += [os.path.join(folder, f) for f in files if f.endswith((".c", ".h"))]
    return sorted(found)


def read(path):
    with open(os.path.join(PARSER, path), encoding="utf-8") as f:
        return f.read()


def blank(match):
    return re.sub(r"[^\n]", " ", match.group())


TOKENS = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def without_comments(text):
    """Line numbers stay."""
    return TOKENS.sub(lambda m: blank(m) if m.group().startswith("/") else m.group(), text)


def code_only(text):
    """Without comments, strings and characters."""
    return TOKENS.sub(blank, text)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


class Includes(unittest.TestCase):
    def test_stages_include_downwards_only(self):
        wrong = []
        for path in sources():
            folder = os.path.dirname(path)
            self.assertIn(folder, MAY_USE, f"{path}: a folder the design does not know")
            for name in re.findall(r'^\s*#\s*include\s+"([^"]+)"', read(path), re.M):
                target = os.path.dirname(name)
                if folder == "cli":
                    allowed = name in ("vnplan.h", "cli/cli.h")
                elif target == "":
                    allowed = name == "vnplan.h" or (folder == "" and name == "version.h")
                else:
                    allowed = target in (folder, "base", *MAY_USE[folder])
                if not allowed:
                    wrong.append(f"{path} includes {name}")
        self.assertEqual(wrong, [])

    def test_headers_are_named_from_the_top(self):
        """No "../" and no bare name of a neighbour: the folder shows the direction."""
        wrong = [f"{path}: {name}" for path in sources()
                 for name in re.findall(r'^\s*#\s*include\s+"([^"]+)"', read(path), re.M)
                 if name.startswith(".") or not (os.path.exists(os.path.join(PARSER, name))
                                                 or name == "version.h")]
        self.assertEqual(wrong, [])

    def test_public_header_needs_no_other(self):
        self.assertEqual(re.findall(r'#\s*include\s+"', read("vnplan.h")), [])

    def test_every_header_is_guarded(self):
        for path in sources():
            if path.endswith(".h"):
                self.assertRegex(read(path), r"(?m)^#ifndef (VNP\w*_H)\n#define \1$", path)


class Text(unittest.TestCase):
    def test_no_vietnamese_in_code(self):
        """Knowledge lives in rules/; a character escaped as \\u is a character still."""
        wrong = []
        for path in sources():
            text = without_comments(read(path))
            for m in re.finditer(r"[^\x00-\x7f]", text):
                wrong.append(f"{path}:{line_of(text, m.start())}: {m.group()}")
            for m in re.finditer(r'\\u([0-9A-Fa-f]{4})', text):
                if chr(int(m.group(1), 16)).isalpha():
                    wrong.append(f"{path}:{line_of(text, m.start())}: {m.group()}")
        self.assertEqual(wrong, [])

    def test_comments_are_nfc(self):
        import unicodedata
        for path in sources():
            self.assertTrue(unicodedata.is_normalized("NFC", read(path)), path)

    def test_files_are_short_enough_to_read(self):
        long = [f"{path}: {read(path).count(chr(10))} lines" for path in sources()
                if read(path).count("\n") >= MAX_LINES]
        self.assertEqual(long, [])

    def test_lines_end_plainly(self):
        """No tabs, no blanks at a line's end, a newline at the end of the file."""
        wrong = []
        for path in sources():
            text = read(path)
            for i, line in enumerate(text.split("\n"), 1):
                if "\t" in line or line != line.rstrip():
                    wrong.append(f"{path}:{i}")
            if not text.endswith("\n") or text.endswith("\n\n"):
                wrong.append(f"{path}: end")
        self.assertEqual(wrong, [])


def public_names():
    """Functions that vnplan.h declares."""
    return set(re.findall(r"VNP_API[^;]*?\b(vnp_\w+)\s*\(", code_only(read("vnplan.h"))))


class Names(unittest.TestCase):
    def test_vnplan_h_declares_functions(self):
        self.assertIn("vnp_doc_parse", public_names())
        self.assertGreater(len(public_names()), 8)

    def test_other_headers_declare_internal_names_only(self):
        wrong = []
        for path in sources():
            if path in ("vnplan.h",) or path.startswith("cli") or path.endswith(".c"):
                continue
            text = code_only(read(path))
            for name in re.findall(r"^(?!typedef)[A-Za-z_][\w\s*]*?\b(\w+)\s*\([^;{]*\)[^;{]*;", text, re.M):
                if not name.startswith("vnp__") and name != "__attribute__":
                    wrong.append(f"{path}: {name}")
        self.assertEqual(wrong, [])

    def test_shared_library_exports_the_public_names_and_no_others(self):
        library = os.environ.get("VNPLAN_EXPORTED", "")
        if not os.path.exists(library):
            self.skipTest("no shared library was built")
        lines = subprocess.run(["nm", "-D", "--defined-only", library], check=True,
                               stdout=subprocess.PIPE, text=True).stdout.splitlines()
        exported = {line.split()[-1].split("@")[0] for line in lines}
        # of a build with sanitizers or coverage
        exported = {n for n in exported if not re.match(r"_|asan|ubsan|llvm|gcov|mangle_path", n)}
        self.assertEqual(exported, public_names())

    def test_no_type_has_a_reserved_name(self):
        wrong = []
        for path in sources():
            text = code_only(read(path))
            for m in re.finditer(r"(?:\}\s*|typedef\s[^;{}]*?\b|(?:struct|enum|union)\s+)(\w+_t)\s*[;{]", text):
                wrong.append(f"{path}:{line_of(text, m.start())}: {m.group(1)}")
        self.assertEqual(wrong, [])

    def test_library_neither_prints_nor_exits(self):
        calls = re.compile(r"\b(printf|puts|putchar|perror|exit|_exit|setlocale|fprintf)\s*\(|"
                           r"\b(stdout|stderr|cJSON_InitHooks|u_setMemoryFunctions)\b")
        wrong = []
        for path in sources():
            if path.startswith(("cli", "rule/builtin")):
                continue
            text = code_only(read(path))
            wrong += [f"{path}:{line_of(text, m.start())}: {m.group()}" for m in calls.finditer(text)]
        self.assertEqual(wrong, [])


class Scanner(unittest.TestCase):
    """The helpers above, so that a test here cannot pass for want of sight."""

    def test_comments_go_and_strings_stay(self):
        text = 'a /* "x" */ b // c\n"// d" \'"\' e'
        self.assertEqual(without_comments(text).split(), ["a", "b", '"//', 'd"', "'\"'", "e"])
        self.assertEqual(code_only(text).split(), ["a", "b", "e"])

    def test_every_folder_of_the_design_is_seen(self):
        self.assertGreater(len(sources()), 40)
        self.assertIn("pipeline.c", sources())


# Provinces and cities before and after the mergers of 2025 (General Statistics Office).
# Long names only: the short ones are words of other meanings too.
PLACES = """An Giang, Bà Rịa, Vũng Tàu, Bắc Giang, Bắc Kạn, Bạc Liêu, Bắc Ninh, Bến Tre, Bình Định,
Bình Dương, Bình Phước, Bình Thuận, Cà Mau, Cần Thơ, Cao Bằng, Đà Nẵng, Đắk Lắk, Đắk Nông,
Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai, Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, Hải Phòng,
Hậu Giang, Hòa Bình, Hưng Yên, Khánh Hòa, Kiên Giang, Kon Tum, Lai Châu, Lâm Đồng, Lạng Sơn,
Lào Cai, Long An, Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, Phú Thọ, Phú Yên, Quảng Bình,
Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn La, Tây Ninh, Thái Bình,
Thái Nguyên, Thanh Hóa, Thừa Thiên Huế, Tiền Giang, Hồ Chí Minh, Trà Vinh, Tuyên Quang,
Vĩnh Long, Vĩnh Phúc, Yên Bái"""


class Rules(unittest.TestCase):
    """A rule that names a place, a person or a document fits one plan only."""

    def wordings(self):
        """(place in rules/, wording) of every pattern, piece and word form."""
        import json
        for folder, _, names in os.walk(RULES):
            for name in names:
                path = os.path.relpath(os.path.join(folder, name), RULES)
                text = open(os.path.join(folder, name), encoding="utf-8").read()
                if name.endswith(".txt") and not name.startswith("messages"):
                    yield from ((path, line) for line in text.splitlines() if not line.startswith("#"))
                if name.endswith(".json") and path.startswith("patterns" + os.sep):
                    document = json.loads(re.sub(r"(?m)^\s*//.*$", "", text))
                    yield from ((path, piece) for piece in document.get("pieces", {}).values())
                    yield from ((path, rule["pattern"]) for rule in document["rules"] if "pattern" in rule)

    def test_rules_name_no_place(self):
        places = [p.strip().lower() for p in PLACES.replace("\n", " ").split(",")]
        wrong = [f"{path}: {place}" for path, wording in self.wordings() for place in places
                 if re.search(r"(?<!\w)" + place + r"(?!\w)", wording.lower())]
        self.assertEqual(wrong, [])

    def test_rules_name_no_document(self):
        number = r"(?<![\w\\{])\d+/(?:\d{4}/)?(?:QĐ|KH|NQ|NĐ|CT|TT|CV|BC)-[A-ZĐ]{2,}"
        self.assertEqual([f"{path}: {w}" for path, w in self.wordings() if re.search(number, w)], [])

    def test_rules_name_no_person(self):
        name = r"(?<!\w)(?:nguyễn|trần|phạm|huỳnh|vũ|đặng) (?:văn|thị|đình|hữu|minh|quốc|thanh)(?!\w)"
        self.assertEqual([f"{path}: {w}" for path, w in self.wordings() if re.search(name, w.lower())], [])


if __name__ == "__main__":
    unittest.main()
