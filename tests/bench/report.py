"""What was measured, as a table for README.md and as JSON."""
import json
import os
import platform
import re
import shutil
import subprocess


class Row:
    """A figure beside its goals: the floor, which must hold, and the aim."""

    def __init__(self, name, what, value, low=None, high=None, cpu=None, goal=None, unit="x", note=""):
        """goal: (sign, floor, aim) with the sign "<=" or ">=", or None; the aim may be None."""
        self.name, self.what, self.value, self.unit = name, what, value, unit
        self.low, self.high, self.cpu = low, high, cpu
        self.goal, self.note = goal, note

    @classmethod
    def missing(cls, name, what, why, goal=None):
        """Nothing could be measured."""
        return cls(name, what, None, goal=goal, note=why)

    def verdict(self):
        """aim, floor or missed, "yes" for a floor without an aim; nothing where there is no
        goal or no figure."""
        if not self.goal or self.value is None:
            return ""
        sign, floor, aim = self.goal
        holds = (lambda limit: self.value <= limit) if sign == "<=" else (lambda limit: self.value >= limit)
        if aim is not None and holds(aim):
            return "aim"
        return "missed" if not holds(floor) else "floor" if aim is not None else "yes"

    def as_json(self):
        sign, floor, aim = self.goal or (None, None, None)
        return {"name": self.name, "what": self.what, "value": self.value, "unit": self.unit,
                "low": self.low, "high": self.high, "cpu": self.cpu, "sign": sign, "floor": floor,
                "aim": aim, "verdict": self.verdict() or None, "note": self.note or None}


def figure(value):
    """Three digits that count; nothing for nothing."""
    if value is None:
        return ""
    if abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}" if abs(value) >= 0.1 else f"{value:.3f}"


def with_unit(value, unit):
    return "" if value is None else figure(value) + (" ×" if unit == "x" else f" {unit}")


def table(rows):
    """The rows in Markdown."""
    lines = ["| comparison | measured | spread | by CPU time | floor | aim | reached |",
             "|---|---:|---:|---:|---:|---:|---|"]
    for r in rows:
        spread = f"{figure(r.low)} - {figure(r.high)}" if r.low is not None else ""
        sign, floor, aim = r.goal or ("", None, None)
        sign = {"<=": "≤ ", ">=": "≥ "}.get(sign, "")
        cells = [r.what, with_unit(r.value, r.unit) if r.value is not None else "-", spread, figure(r.cpu),
                 sign + figure(floor) if floor is not None else "",
                 sign + figure(aim) if aim is not None else "", r.verdict() or r.note]
        if r.note and r.verdict():
            cells[0] += f" ({r.note})"
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def stage_table(stages):
    """Lines of bench_stages, read by read_stages, in Markdown."""
    lines = ["| stage | MB/s | ms / 25 MB, median | ms / 25 MB, least | share |", "|---|---:|---:|---:|---:|"]
    parts = sum(s["median"] for s in stages if s["name"] != "parse")
    for s in stages:
        share = "" if s["name"] == "parse" else f"{100 * s['median'] / parts:.0f} %"
        name = "text to check in one call" if s["name"] == "parse" else s["name"]
        scale = s["per_25"] / s["median"]
        lines.append(f"| {name} | {figure(s['rate'])} | {figure(s['per_25'])} | "
                     f"{figure(s['least'] * scale)} | {share} |")
    return "\n".join(lines)


def read_stages(text):
    """What bench_stages printed."""
    stages = []
    for line in text.splitlines():
        if line.startswith(("#", "stage\t")):
            continue
        name, least, median, rate, per_25 = line.split("\t")
        stages.append({"name": name, "least": float(least), "median": float(median), "rate": float(rate),
                       "per_25": float(per_25)})
    return stages


def instruction_table(counts):
    """counts: [(what, bytes, {group: instructions}, of the peer or None)] in Markdown."""
    groups = sorted({g for _, _, sums, _ in counts for g in sums},
                    key=lambda g: -sum(sums.get(g, 0) for _, _, sums, _ in counts))
    groups = [g for g in groups if max(s.get(g, 0) / sum(s.values()) for _, _, s, _ in counts) > 0.005]
    lines = ["| run | instructions | a byte | × cmark-gfm | " + " | ".join(groups) + " |",
             "|---|---:|---:|---:|" + "---:|" * len(groups)]
    for what, size, sums, peer in counts:
        total = sum(sums.values())
        cells = [what, f"{total / 1e6:.2f} M", figure(total / size) if size else "",
                 figure(total / peer) if peer else "",
                 *(f"{100 * sums.get(g, 0) / total:.0f} %" for g in groups)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def version_of(tool):
    """What a program says of its version; nothing where it is not there."""
    if not shutil.which(tool):
        return None
    done = subprocess.run([tool, "--version"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False)
    m = re.search(r"\d+(?:\.\d+)+(?:\.gfm\.\d+)?", done.stdout.decode(errors="replace"))
    return m.group() if m else "?"


def surroundings(cores):
    """What the figures hang on: machine, versions, load."""
    model = platform.processor() or "?"
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as f:
            model = next((line.split(":", 1)[1].strip() for line in f if line.startswith("model name")), model)
    return {"processor": model, "cores": len(cores), "system": platform.platform(),
            "load": os.getloadavg()[0],
            "versions": {tool: version_of(tool) for tool in ("cmark-gfm", "uconv", "pcre2grep", "python3",
                                                              "valgrind")}}


def heading(about):
    """The surroundings in a line."""
    versions = ", ".join(f"{tool} {version}" for tool, version in about["versions"].items() if version)
    return (f"{about['processor']}, {about['cores']} cores; {versions}; "
            f"load {about['load']:.1f} before, {about.get('load_after', about['load']):.1f} after.")


def write_json(path, about, rows, stages, counts):
    with open(path, "w", encoding="utf-8") as f:
        json.dump({"surroundings": about, "rows": [r.as_json() for r in rows], "stages": stages,
                   "instructions": [{"run": what, "bytes": size, "by_library": sums, "peer": peer}
                                    for what, size, sums, peer in counts]}, f, indent=2, ensure_ascii=False)
        f.write("\n")
