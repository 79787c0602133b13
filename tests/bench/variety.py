"""Changes the wording of a plan: names, dates, figures, clauses, cells.

What is put in has as many characters as what it takes the place of wherever a text
may be laid out in columns, so that such plans stay what they are.
"""
import re

UPPER = "A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
WORD = rf"[{UPPER}]\w+"
# Words that follow "xã" or "huyện" with a capital and are no name of a place.
NO_PLACE = {"Hội", "Ủy", "Ban", "Công", "Trưởng", "Kế", "Phòng", "Đoàn", "Văn", "Chủ", "Quyết", "Phó",
            "Bí", "Trung", "Trạm", "Mặt", "Nghị", "Thường", "Chỉ", "Nhân", "Việt", "Lãnh", "Thực", "Căn"}
PLACE = re.compile(rf"\b(?:xã|huyện|tỉnh|phường|thị trấn|bản|thôn|Tỉnh ủy|Huyện ủy) ({WORD} {WORD})")

SYLLABLES = """An Ao Ba Bá Cà Cá Cờ Đá Đa Gò Hà Hồ Ia Kẽ La Lũ Mã Mơ Na Nà Ổi Pa Rú Sa Sủ Tà Tú Vĩ Yã
Bãi Bầu Bến Bưởi Cát Cầu Chè Cọc Đèo Đồi Đậu Gạo Gỗ Hoa Kéo Kim Lau Lim Lúa Mai Mây Mít Núi Ớt Phú Quế
Rêu Sen Sim Sồi Suối Tre Trà Trúc Vải Vân Vực Xoan Bàng Chuối Dừa Đông Giang Hạnh Khoai Lĩnh Mạch Ngát
Nguồn Phong Phượng Quýt Ruộng Sông Thạch Thung Trang Trầm Tuyết Vàng Xuân Xưởng Giếng Khánh Nguyệt
Phương Trường Nghiêng Thượng Khuyên Chuông Luồng Hương Thanh Thông""".split()
BY_LENGTH = {}
for _syllable in SYLLABLES:
    BY_LENGTH.setdefault(len(_syllable), []).append(_syllable)

SURNAMES = ("Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Lò|Hà|Sầm|Vàng|Giàng|"
            "Nông|Lương|Đinh|Mai|Trịnh|Tạ|Cao|Đoàn|Quàng|Tòng|Cầm|Triệu|Lục")
PERSON = re.compile(rf"\b({SURNAMES})((?: {WORD}){{2,3}})(?=\W*$)", re.M)

FIGURES = re.compile(
    r"(?P<date>\b\d{1,2}/\d{1,2}/20\d\d\b)"
    r"|(?P<month>\b\d{1,2}/20\d\d\b)"
    r"|(?P<day>(?<=ngày )\d{1,2} tháng \d{1,2} năm 20\d\d)"
    r"|(?P<shortday>(?<=ngày )\d{1,2}/\d{1,2}\b)"
    r"|(?P<number>(?<=[Ss]ố )\d+(?=[/-]))"
    r"|(?P<percent>\b\d+(?:,\d+)?(?= ?%))"
    r"|(?P<year>\b20\d\d\b)"
    r"|(?P<monthword>(?<=[Tt]háng )\d{1,2}\b)"
    r"|(?P<quarter>(?<=[Qq]uý )(?:IV|I{1,3})\b)"
    r"|(?P<count>\b0[1-9]\b(?= \w))"
    r"|(?P<amount>\b[1-9]\d{1,3}(?= (?:hộ|người|triệu|tỷ|lớp|tấn|ha|km|lượt|buổi|điểm|mô)))")

FIELD = re.compile(r"^(\s*[-+*] +)(\**[^:;.|\t]{3,40}:\**) (\S[^\t|]*)$")
ENTRY = re.compile(r"^(\s*)([-+*]|\d{1,2}[.)-]|[a-zđ]\)|\(\d\)) (\S[^\t|]{20,}[.;])$")
# A cell holds a run of blanks where a layout keeps columns.
COLUMNS = re.compile(r"\S {3,}\S")


def places_of(texts):
    """Names of places in the texts, longest first."""
    names = {m.group(1) for text in texts for m in PLACE.finditer(text)}
    return sorted((n for n in names if not NO_PLACE & set(n.split())), key=lambda n: (-len(n), n))


class Phrases:
    """What plans of one family say: values of fields by label, entries by marker, clauses."""

    def __init__(self, texts):
        self.values, self.entries, self.clauses = {}, {}, []
        for line in (line for text in texts for line in text.split("\n")):
            if COLUMNS.search(line.strip()):
                continue
            field, entry = FIELD.match(line), ENTRY.match(line)
            if field:
                self.values.setdefault(field.group(2).strip("*: ").lower(), []).append(field.group(3))
            elif entry:
                self.entries.setdefault(kind_of(entry), []).append(entry.group(3))
                self.clauses += [c for c in re.split(r"[,;] ", entry.group(3)[:-1])[1:]
                                 if 12 < len(c) < 120 and c[0].islower() and not re.search("[():]", c)]


def kind_of(entry):
    """Entries of one kind may stand for each other."""
    return (re.sub(r"\w", "1", entry.group(2)), entry.group(3)[-1])


class Variation:
    """The choices of one plan: the same place has the same new name all over it."""

    def __init__(self, rng, phrases, places):
        self.rng, self.phrases = rng, phrases
        self.years = rng.randrange(-4, 3)
        self.names = {p: " ".join(self.syllable(len(s), s) for s in p.split()) for p in places}
        self.names.update({p.upper(): n.upper() for p, n in self.names.items()})
        self.place = re.compile("|".join(map(re.escape, self.names)) or r"(?!)")

    def syllable(self, length, old):
        return self.rng.choice(BY_LENGTH[length]) if length in BY_LENGTH else old

    def year(self, text):
        return str(max(2015, min(2045, int(text) + self.years)))

    def figure(self, match):
        """Another figure of the same kind and with as many digits."""
        rng, kind, old = self.rng, match.lastgroup, match.group()

        def digits(part, low, high):
            value = rng.randint(low, high)
            return f"{value:02d}" if len(part) == 2 else str(min(value, 9))

        if kind in ("date", "month", "shortday"):
            *parts, year = old.split("/") if kind != "shortday" else [*old.split("/"), None]
            ends = (28, 12) if len(parts) == 2 else (12,)
            parts = [digits(part, 1, high) for part, high in zip(parts, ends)]
            return "/".join(parts + ([self.year(year)] if year else []))
        if kind == "day":
            day, _, month, _, year = old.split()
            return f"{digits(day, 1, 28)} tháng {digits(month, 1, 12)} năm {self.year(year)}"
        if kind == "year":
            return self.year(old)
        if kind == "monthword":
            return digits(old, 1, 12)
        if kind == "quarter":
            return rng.choice([q for q in ("I", "II", "III", "IV") if len(q) == len(old)])
        if kind == "percent":
            whole, comma, rest = old.partition(",")
            if whole == "100":
                return old
            return self.digits(whole) + comma + (self.digits(rest) if rest else "")
        return "0" + str(rng.randint(1, 9)) if kind == "count" else self.digits(old)

    def digits(self, old):
        return str(self.rng.randint(10 ** (len(old) - 1), 10 ** len(old) - 1))

    def person(self, match):
        given = " ".join(self.syllable(len(s), s) for s in match.group(2).split())
        return f"{match.group(1)} {given}"

    def text(self, text):
        """The whole of it, in other words."""
        text = "\n".join(self.lines(text.split("\n")))
        text = self.place.sub(lambda m: self.names[m.group()], text)
        text = PERSON.sub(self.person, text)
        return FIGURES.sub(self.figure, text)

    def lines(self, lines):
        out, table = [], []
        for line in lines:
            cells = line.count("\t") or (line.count("|") if line.startswith("|") else 0)
            if table and (cells == 0 or cells != table[0][0]):
                out += self.rows([row for _, row in table])
                table = []
            if cells > 1:
                table.append((cells, line))
            else:
                out.append(self.line(line))
        return out + self.rows([row for _, row in table])

    def line(self, line):
        if COLUMNS.search(line.strip()):
            return line
        field, entry = FIELD.match(line), ENTRY.match(line)
        if field:
            values = self.phrases.values.get(field.group(2).strip("*: ").lower(), [field.group(3)])
            return f"{field.group(1)}{field.group(2)} {self.rng.choice(values)}"
        if not entry:
            return line
        words = entry.group(3)
        if self.rng.random() < 0.4:
            words = self.rng.choice(self.phrases.entries[kind_of(entry)] or [words])
        return f"{entry.group(1)}{entry.group(2)} {self.clauses(words)}"

    def clauses(self, words):
        """All but the first of the clauses may become another plan's."""
        parts = re.split(r"([,;] )", words[:-1])
        for i in range(2, len(parts), 2):
            if self.phrases.clauses and parts[i][:1].islower() and self.rng.random() < 0.5:
                parts[i] = self.rng.choice(self.phrases.clauses)
        return "".join(parts) + words[-1]

    def rows(self, rows):
        """Cells of a column change places; heads, groups and numbers stay."""
        if len(rows) < 4:
            return rows
        mark = "\t" if "\t" in rows[0] else "|"
        cells = [row.split(mark) for row in rows]
        first = 1 if mark == "\t" else 2
        whole = [c for c in cells[first:] if sum(1 for cell in c if cell.strip(" -")) > len(c) // 2]
        for column in range(first + 1, len(cells[0])):
            held = [c for c in whole if c[column].strip()]
            values = [c[column] for c in held]
            self.rng.shuffle(values)
            for c, value in zip(held, values):
                c[column] = value
        return [mark.join(c) for c in cells]
