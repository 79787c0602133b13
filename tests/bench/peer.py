"""What a colleague would write in an afternoon: forty regular expressions, line by line.

It finds owners, collaborators, deadlines, targets, citations and codes in plans and
prints a line of JSON for each file. It builds no tasks and reads no tables; it is here
as a yardstick of speed for the usual way to do this, reasonably written: patterns
compiled once, one pass over the lines, labels tried before what stands inside a line.
"""
import json
import re
import sys
import unicodedata

FLAGS = re.IGNORECASE
BULLET = r"^[\s\-+*|]*"
END = r"\**\s*:\**\s*(?P<value>\S.*)$"
DAY = r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}"
YEAR = r"(?:năm\s)?20\d{2}"
ACT = (r"(?:nghị quyết|nghị định|quyết định|thông tư|chỉ thị|kế hoạch|công văn|hướng dẫn|chương trình|"
       r"kết luận|quy định|báo cáo|thông báo|luật|pháp lệnh|đề án)")


def rules(kind, *patterns):
    return [(kind, re.compile(p, FLAGS)) for p in patterns]


# A line's label decides what the whole line is.
LABELS = (
    rules("owners",
          BULLET + r"(?:đơn vị |cơ quan |công chức |bộ phận )?chủ trì(?: thực hiện)?" + END,
          BULLET + r"(?:đơn vị|cơ quan|bộ phận|người|cá nhân) thực hiện" + END,
          BULLET + r"(?:người|cán bộ|đơn vị) (?:phụ trách|chịu trách nhiệm)" + END,
          BULLET + r"(?:đơn vị|người|công chức) tham mưu" + END,
          BULLET + r"phân công(?: thực hiện)?" + END)
    + rules("collaborators",
            BULLET + r"(?:đơn vị |cơ quan |công chức )?phối hợp(?: thực hiện)?" + END,
            BULLET + r"(?:đơn vị|cơ quan) (?:liên quan|tham gia)" + END)
    + rules("consolidators",
            BULLET + r"(?:đơn vị|công chức) tổng hợp" + END)
    + rules("deadlines",
            BULLET + r"(?:thời gian|thời hạn|tiến độ)(?: (?:thực hiện|hoàn thành))?" + END,
            BULLET + r"(?:mốc thời gian|hoàn thành)" + END)
    + rules("outputs",
            BULLET + r"(?:sản phẩm|kết quả)(?: (?:dự kiến|đầu ra|cần đạt))?" + END)
    + rules("actions",
            BULLET + r"(?:nhiệm vụ|giải pháp|nhiệm vụ/giải pháp|(?:định )?hướng khắc phục)" + END)
    + rules("budget",
            BULLET + r"kinh phí(?: (?:thực hiện|dự kiến))?" + END)
)

INLINE = (
    rules("deadlines",
          rf"(?:trước|chậm nhất|đến hết|xong trước)\s(?:ngày\s)?{DAY}",
          rf"từ ngày {DAY} đến (?:hết )?ngày {DAY}",
          rf"\bngày\s{DAY}",
          r"ngày\s\d{1,2}\stháng\s\d{1,2}\snăm\s\d{4}",
          rf"(?:trong |hết |trước )?quý\s(?:I{{1,3}}|IV|[1-4])(?:\s?,\s?(?:I{{1,3}}|IV|[1-4]))*(?:\s?/\s?|\s){YEAR}",
          rf"(?:trong |trước |hết )?tháng\s\d{{1,2}}(?:\s?/\s?|\s){YEAR}",
          rf"6 tháng (?:đầu|cuối) {YEAR}",
          rf"(?:trong|hết|cuối|đến) năm 20\d{{2}}",
          r"(?:giai đoạn )?20\d{2}\s?[-–]\s?20\d{2}",
          r"(?:định kỳ )?(?:hằng|hàng) (?:ngày|tuần|tháng|quý|năm)",
          r"thường xuyên(?: trong năm(?: 20\d{2})?)?")
    + rules("targets",
            r"(?:ít nhất|tối thiểu|trên|từ|đạt|đạt trên|đạt từ)\s\d+(?:[.,]\d+)?\s?%(?:\strở lên)?",
            r"(?:không quá|tối đa|dưới|còn dưới)\s\d+(?:[.,]\d+)?\s?%",
            r"\b\d+(?:[.,]\d+)?\s?%",
            r"(?:ít nhất|tối thiểu|trên)\s\d+\s(?:\w+\s?){1,2}",
            r"(?:không quá|tối đa|dưới)\s\d+\s(?:\w+\s?){1,2}",
            r"từ \d+/\d+ \w+ trở lên",
            r"\b\d+(?:[.,]\d+)?\s?điểm\b")
    + rules("citations",
            rf"{ACT}\s(?:số\s)?(?P<number>\d+(?:/\d{{4}})?[/-][A-ZĐ]+[\w-]*(?:/\w+)?)(?:\sngày\s{DAY})?",
            rf"{ACT}\ssố\s\d+[/-]\S+ ngày \d{{1,2}} tháng \d{{1,2}} năm \d{{4}}",
            r"(?:bộ )?luật(?:\s\w+){1,8}\s(?:ngày\s\d{1,2}/\d{1,2}/\d{4}|năm\s\d{4})",
            rf"(?:khoản \d+ )?điều \d+ {ACT}")
    + rules("codes",
            r"tiêu chí(?: thành phần)?(?: số)?\s(?P<value>\d+(?:\.\d+)*)",
            r"^[\s|*]*(?P<value>\d+\.\d+(?:\.\d+)?)\.?\s",
            r"^[\s#*]*(?P<value>[IVX]+)\s?[.-]\s")
    + rules("duties",
            r"^\s*\d+[.)-]\s*(?P<value>[^:;.]{3,80}?)\s(?:có trách nhiệm|chịu trách nhiệm|chủ trì)\b",
            r"^\s*\d+[.)-]\s*(?:giao|đề nghị|yêu cầu)(?: cho)?\s(?P<value>[^:;.]{3,80})")
)


def read(path):
    """The facts of a file by kind."""
    with open(path, encoding="utf-8", errors="replace") as f:
        text = unicodedata.normalize("NFC", f.read())
    facts = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        for kind, pattern in LABELS:
            m = pattern.match(line)
            if m:
                add(facts, kind, number, m)
                break
        for kind, pattern in INLINE:
            for m in pattern.finditer(line):
                add(facts, kind, number, m)
    return facts


def add(facts, kind, line, m):
    group = "value" if "value" in m.re.groupindex else 0
    facts.setdefault(kind, []).append(
        {"text": m.group(group).strip(" .;|*"), "line": line, "column": m.start(group) + 1,
         "end": m.end(group) + 1})


def main(paths):
    for path in paths:
        print(json.dumps({"name": path, "facts": read(path)}, ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main(sys.argv[1:])
