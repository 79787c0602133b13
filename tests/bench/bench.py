"""Measures vnplan beside other programs on the same texts and prints a table.

    bench.py [--quick] [--only NAME,...] [--json FILE] [--instructions]

README.md in this folder says how to read it.
"""
import argparse
import glob
import os
import shutil
import subprocess
import sys

import callgrind
import generate
import report
from paired import ALL_CORES, ENVIRONMENT, Command, Failed, Ratio, compare, in_turn, pin
from report import Row

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CMARK = ("cmark-gfm", "-e", "table", "--to", "xml")

# How often what is run, and over what: as the figures of README.md were taken, and to
# try the harness.
FULL = {"texts": ".", "plans": 1000, "size": 25000, "growth": (1.0, 4.0, 16.0, 64.0), "launches": 200,
        "one": 9, "one_pairs": 50, "pairs": 9, "slow_pairs": 3, "growth_rounds": 3, "stage_rounds": 5, "traced": 20}
QUICK = {"texts": "quick", "plans": 6, "size": 6000, "growth": (0.02, 0.08), "launches": 10, "one": 2,
         "one_pairs": 3, "pairs": 2, "slow_pairs": 1, "growth_rounds": 1, "stage_rounds": 2, "traced": 3}


class Bench:
    """The comparisons; each gives rows."""

    def __init__(self, args):
        self.scale = QUICK if args.quick else FULL
        self.vnplan, self.stages_program = os.path.abspath(args.vnplan), os.path.abspath(args.stages)
        self.texts = os.path.normpath(os.path.join(os.path.abspath(args.texts), self.scale["texts"]))
        self.core = args.core
        self.stages = []
        self.failed = False
        s = self.scale
        say(f"texts in {self.texts} ...")
        generate.generate(self.texts, 1, s["plans"], s["size"], s["growth"])
        self.batch = sorted(glob.glob(os.path.join(self.texts, "batch", "*")))
        self.whole = os.path.join(self.texts, "batch.txt")
        self.empty = self.file("empty.txt", "")
        self.patterns = os.path.join(self.texts, "patterns")

    def file(self, name, content):
        path = os.path.join(self.texts, name)
        with open(path, "w", encoding="utf-8") as f:
            f.write(content)
        return path

    def extract(self, *args):
        return Command("vnplan", self.vnplan, "extract", *args)

    def plans(self, count):
        """So many plans of the batch, from all over it."""
        return [self.batch[i * len(self.batch) // count] for i in range(count)]

    # ------------------------------------------------------------------ one after the other

    def startup(self):
        commands = [Command("`true`", "true"), Command("`cmark-gfm` on an empty file", *CMARK, self.empty),
                    Command("`vnplan --version`", self.vnplan, "--version"),
                    Command("`vnplan extract` of an empty file", self.vnplan, "extract",
                            self.file("blank.txt", "\n"))]
        commands = [c for c in commands if shutil.which(c.argv[0])]
        in_turn(commands, 2)
        runs = in_turn(commands, self.scale["launches"])
        for command, own in zip(commands[1:], runs[1:]):
            ratio = Ratio([r.wall for r in own], [r.wall for r in runs[0]])
            yield Row("startup", f"{command.name}, against `true`", ratio.value, *ratio.spread(),
                      note=f"{ratio.a * 1e3:.2f} ms")

    def over_plans(self, name, what, peer, goal=None):
        """vnplan against a peer on several plans, each by itself: the median of the plans'
        ratios, and as spread the least and the largest of them."""
        ratios, cpus = [], []
        for path in self.plans(self.scale["one"]):
            paired = compare(self.extract(path), peer(path), self.scale["one_pairs"])
            ratios.append(paired.wall.value)
            cpus.append(paired.cpu.value)
        ratios.sort()
        return Row(name, what, Ratio(ratios, [1] * len(ratios)).value, ratios[0], ratios[-1],
                   Ratio(cpus, [1] * len(cpus)).value, goal)

    def control(self):
        yield self.over_plans("control", "one plan, vnplan against itself: the noise", self.extract)

    def one(self):
        yield self.over_plans("one", "one plan, time against cmark-gfm", lambda p: Command("cmark-gfm", *CMARK, p),
                              ("<=", 2.0, 1.0))

    # -------------------------------------------------------------------------- the batch

    def against(self, name, what, peer, pairs, goal, throughput=True):
        """The batch; of throughput the ratio is the peer's time to vnplan's."""
        paired = compare(self.extract(*self.batch), peer, pairs)
        wall = paired.wall.inverse() if throughput else paired.wall
        cpu = paired.cpu.inverse() if throughput else paired.cpu
        seconds = f"{paired.wall.a:.2f} s, the other {paired.wall.b:.2f} s"
        return Row(name, f"{what}: {seconds}", wall.value, *wall.spread(), cpu.value, goal)

    def cmark(self):
        yield self.against("cmark", "batch, throughput against cmark-gfm", Command("cmark-gfm", *CMARK, self.whole),
                           self.scale["pairs"], (">=", 0.8, 1.5))

    def uconv(self):
        yield self.against("uconv", "batch, throughput against uconv (NFC)",
                           Command("uconv", "uconv", "-f", "utf-8", "-t", "utf-8", "-x", "any-nfc", self.whole),
                           self.scale["pairs"], (">=", 2, 4))

    def python(self):
        yield self.against("python", "batch, throughput against 40 rules in Python",
                           Command("peer.py", "python3", os.path.join(HERE, "peer.py"), *self.batch),
                           self.scale["slow_pairs"], (">=", 20, 50))

    def pcre2grep(self):
        with open(self.patterns, "wb") as f:
            subprocess.run([self.vnplan, "rules", "export"], stdout=f, check=True)
        yield self.against("pcre2grep", "batch, time against pcre2grep with the same patterns",
                           Command("pcre2grep", "pcre2grep", "-c", "-f", self.patterns, self.whole),
                           self.scale["slow_pairs"], ("<=", 0.12, 0.05), throughput=False)

    def nfd(self):
        decomposed = sorted(glob.glob(os.path.join(self.texts, "batch-nfd", "*")))
        paired = compare(self.extract(*decomposed), self.extract(*self.batch), self.scale["pairs"])
        yield Row("nfd", "batch, time decomposed (NFD) against composed (NFC)", paired.wall.value,
                  *paired.wall.spread(), paired.cpu.value, ("<=", 3, 1.5))

    def threads(self):
        what, goal = "batch, throughput of 2 threads against 1", (">=", 1.6, 1.85)
        tried = subprocess.run([self.vnplan, "extract", "-j", "2", self.batch[0]], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, env=ENVIRONMENT, check=False)
        if tried.returncode != 0:
            yield Row.missing("threads", what, "vnplan extract has no option -j", goal)
            return
        if len(ALL_CORES) < 2:
            yield Row.missing("threads", what, "one core only", goal)
            return
        pin(2, self.core)
        paired = compare(self.extract("-j", "1", *self.batch), self.extract("-j", "2", *self.batch),
                         self.scale["pairs"])
        pin(1, self.core)
        yield Row("threads", what, paired.wall.value, *paired.wall.spread(), None, goal)

    # ----------------------------------------------------------------- growth and memory

    def long_plans(self, suffix):
        return [os.path.join(self.texts, "growth", f"{g:g}.{suffix}") for g in self.scale["growth"]]

    def growth(self):
        """Sizes are run in turn, so that a slow minute falls on all of them."""
        for suffix, kind in (("txt", "plain text"), ("md", "Markdown")):
            paths = self.long_plans(suffix)
            sizes = [os.path.getsize(p) for p in paths]
            peers = [("vnplan", self.extract)]
            if shutil.which(CMARK[0]):
                peers.append(("cmark-gfm", lambda p: Command("cmark-gfm", *CMARK, p)))
            for peer, command in peers:
                runs = in_turn([command(p) for p in paths], self.scale["growth_rounds"])
                ratio = Ratio([r.wall for r in runs[-1]], [r.wall for r in runs[0]])
                cpu = Ratio([r.cpu for r in runs[-1]], [max(r.cpu, 1e-6) for r in runs[0]])
                bytes_ratio = sizes[-1] / sizes[0]
                costs = [Ratio([r.wall for r in own], [1] * len(own)).value / size
                         for own, size in zip(runs, sizes)]
                steps = ", ".join(f"{c / costs[0]:.2f}" for c in costs)
                # as the goals say it: 64 MB may cost 66 times what 1 MB does
                goal = ("<=", 66 / 64 * bytes_ratio, bytes_ratio) if peer == "vnplan" else None
                yield Row("growth", f"{kind}, time of {self.scale['growth'][-1]:g} MB against "
                          f"{self.scale['growth'][0]:g} MB, {peer}; a byte at each size: {steps}", ratio.value,
                          *ratio.spread(), cpu.value, goal)

    def memory(self):
        batch = max(self.extract(*self.batch).peak_memory() for _ in range(3))
        yield Row("memory", "peak memory, batch", batch / 1e6, goal=("<=", 30, None), unit="MB")
        for suffix, kind in (("txt", "plain text"), ("md", "Markdown")):
            path = self.long_plans(suffix)[-1]
            what = f"peak memory, one file of {self.scale['growth'][-1]:g} MB, {kind}, against its size"
            size = os.path.getsize(path)
            yield Row("memory", what, self.extract(path).peak_memory() / size, goal=("<=", 6, 2))
            if shutil.which(CMARK[0]):
                yield Row("memory", "the same, cmark-gfm", Command("cmark-gfm", *CMARK, path).peak_memory() / size)

    # --------------------------------------------------------------------------- stages

    def run_stages(self):
        if not os.path.exists(self.stages_program):
            say(f"{self.stages_program} is not built: no stages")
            return
        done = subprocess.run([self.stages_program, "-r", str(self.scale["stage_rounds"]), *self.batch],
                              stdout=subprocess.PIPE, env=ENVIRONMENT, check=False)
        if done.returncode != 0:
            raise Failed("bench_stages")
        self.stages = report.read_stages(done.stdout.decode())

    def instructions(self):
        """[(what, bytes, by library, the peer's sum)]"""
        if not shutil.which("valgrind"):
            say("valgrind is not installed: no instructions are counted")
            return []
        some = self.plans(self.scale["traced"])
        runs = [("`vnplan --version`", 0, Command("vnplan", self.vnplan, "--version"), None),
                ("an empty file", 0, self.extract(self.file("blank.txt", "\n")), [self.empty]),
                ("one plan, plain text", None, self.extract(some[0]), some[:1])]
        markdown = [p for p in self.batch if p.endswith(".md")][:1]
        if markdown:
            runs.append(("one plan, Markdown", None, self.extract(*markdown), markdown))
        runs.append((f"{len(some)} plans", None, self.extract(*some), some))
        counts = []
        for what, size, command, files in runs:
            say(f"instructions: {what}")
            peer = None
            if files and shutil.which(CMARK[0]):
                peer = sum(callgrind.instructions(Command("cmark-gfm", *CMARK, *files)).values())
            size = sum(os.path.getsize(p) for p in files) if size is None else size
            counts.append((what, size, callgrind.instructions(command), peer))
        return counts


# Name, what must be installed.
COMPARISONS = (("startup", "true"), ("control", None), ("one", "cmark-gfm"), ("cmark", "cmark-gfm"),
               ("uconv", "uconv"), ("python", "python3"), ("pcre2grep", "pcre2grep"), ("nfd", None),
               ("threads", None), ("growth", None), ("memory", None))


def say(text):
    print(text, file=sys.stderr, flush=True)


def measure(bench, chosen):
    """The rows of the comparisons chosen, in order."""
    rows = []
    for name, tool in COMPARISONS:
        if name not in chosen:
            continue
        if tool and not shutil.which(tool):
            rows.append(Row.missing(name, name, f"{tool} is not installed"))
            continue
        pin(1, bench.core)
        say(f"{name} ...")
        try:
            for row in getattr(bench, name)():
                say(f"  {row.what}: {report.with_unit(row.value, row.unit)} {row.verdict() or row.note}")
                rows.append(row)
        except Failed as failure:
            rows.append(Row.missing(name, name, f"failed: {failure}"))
            bench.failed = True
    return rows


def arguments():
    build = os.path.join(ROOT, "build")
    vnplan = os.environ.get("VNPLAN", os.path.join(build, "release", "vnplan"))
    names = [name for name, _ in COMPARISONS] + ["stages"]
    parser = argparse.ArgumentParser(description="Measure vnplan beside other programs.")
    parser.add_argument("--vnplan", default=vnplan)
    parser.add_argument("--stages", help="bench_stages (default: tests/bench_stages beside vnplan)")
    parser.add_argument("--texts", default=os.path.join(build, "bench"), help="folder of what is read")
    parser.add_argument("--core", type=int, help="core to run on (default: the last one)")
    parser.add_argument("--quick", action="store_true", help="few runs over small texts, to try the harness")
    parser.add_argument("--only", metavar="NAME,...", help=", ".join(names))
    parser.add_argument("--json", metavar="FILE", help="write the figures there as well")
    parser.add_argument("--instructions", action="store_true", help="count instructions instead (valgrind)")
    args = parser.parse_args()
    args.only = args.only.split(",") if args.only else names
    unknown = [name for name in args.only if name not in names]
    if unknown:
        parser.error(f"--only: {', '.join(unknown)}; there are {', '.join(names)}")
    args.stages = args.stages or os.path.join(os.path.dirname(args.vnplan), "tests", "bench_stages")
    return args


def main():
    args = arguments()
    about = report.surroundings(ALL_CORES)
    rows, counts = [], []
    try:
        bench = Bench(args)
        if args.instructions:
            counts = bench.instructions()
        else:
            rows = measure(bench, args.only)
            if "stages" in args.only:
                say("stages ...")
                pin(1, args.core)
                bench.run_stages()
    except (Failed, subprocess.CalledProcessError) as failure:
        say(f"bench.py: {failure}")
        return 1
    about["load_after"] = os.getloadavg()[0]
    print(report.heading(about))
    for part in (report.table(rows) if rows else "", report.stage_table(bench.stages) if bench.stages else "",
                 report.instruction_table(counts) if counts else ""):
        if part:
            print(f"\n{part}")
    if args.json:
        report.write_json(args.json, about, rows, bench.stages, counts)
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())
