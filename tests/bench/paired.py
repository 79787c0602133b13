"""Runs of programs in pairs, and what may be said of them on a machine that others use.

Two programs that are to be compared run one after the other, again and again, the order
swapped each time: what slows the machine down slows both. Of the times the medians are
compared; how much the ratio moves from pair to pair says how far to trust it.
"""
import os
import shutil
import statistics
import subprocess
import time

ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", PYTHONUTF8="1", PYTHONDONTWRITEBYTECODE="1")


class Failed(Exception):
    """A program that was to be measured did not do its work."""


class Run:
    """One launch: wall time, CPU time (user and system), exit status."""

    def __init__(self, wall, cpu, status):
        self.wall, self.cpu, self.status = wall, cpu, status


class Command:
    """A program with its arguments, its output thrown away; `name` is for people."""

    def __init__(self, name, *argv):
        self.name = name
        self.argv = [str(a) for a in argv]
        self.path = shutil.which(self.argv[0]) or self.argv[0]

    def run(self):
        """Launches it and waits. posix_spawn: no copy of this process is made and timed."""
        actions = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                   (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                   (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
        start = time.perf_counter()
        pid = os.posix_spawn(self.path, self.argv, ENVIRONMENT, file_actions=actions)
        _, status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - start
        code = os.waitstatus_to_exitcode(status)
        # 1: pcre2grep found nothing, a check has findings
        if code not in (0, 1):
            raise Failed(f"{self.name}: exit status {code}")
        return Run(wall, usage.ru_utime + usage.ru_stime, code)

    def peak_memory(self):
        """
        Bytes of the largest resident set. Linux counts what the launching process had as
        the program's own, so a small one (GNU time) stands between where there is one.
        """
        timer = shutil.which("time")
        if not timer:
            done = subprocess.Popen(self.argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                    stderr=subprocess.DEVNULL, env=ENVIRONMENT)
            _, _, usage = os.wait4(done.pid, 0)
            return usage.ru_maxrss * 1024
        done = subprocess.run([timer, "-f", "%M", *self.argv], stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ENVIRONMENT,
                              check=False)
        return int(done.stderr.split()[-1]) * 1024


def pin(count, first=None):
    """Keeps this process and what it launches to so many cores; gives them."""
    cores = sorted(ALL_CORES)
    first = cores[-1] if first is None else first
    chosen = [first, *[c for c in reversed(cores) if c != first]][:count]
    os.sched_setaffinity(0, chosen)
    return chosen


ALL_CORES = os.sched_getaffinity(0)


class Ratio:
    """How many times A's time B's is, or the other way round, over pairs of runs."""

    def __init__(self, a, b):
        """a, b: values of the pairs, in order."""
        if len(a) != len(b) or not a:
            raise ValueError("runs come in pairs")
        self.a, self.b = statistics.median(a), statistics.median(b)
        self.value = self.a / self.b
        self.pairs = sorted(x / y for x, y in zip(a, b))

    def spread(self):
        """The middle half of the pairs' ratios; all of them where they are few."""
        if len(self.pairs) < 4:
            return self.pairs[0], self.pairs[-1]
        low, _, high = statistics.quantiles(self.pairs, n=4, method="inclusive")
        return low, high

    def inverse(self):
        """The ratio of B to A."""
        other = Ratio([1.0], [1.0])
        other.a, other.b, other.value = self.b, self.a, 1 / self.value
        other.pairs = sorted(1 / p for p in self.pairs)
        return other


class Paired:
    """The outcome of a comparison."""

    def __init__(self, a_runs, b_runs):
        self.wall = Ratio([r.wall for r in a_runs], [r.wall for r in b_runs])
        # The CPU time of a very short run may be given as nothing.
        self.cpu = Ratio([max(r.cpu, 1e-6) for r in a_runs], [max(r.cpu, 1e-6) for r in b_runs])


def compare(a, b, pairs, warm=True):
    """A B, B A, A B ... so often; a run of each before, for the page cache."""
    if warm:
        a.run()
        b.run()
    a_runs, b_runs = [], []
    for i in range(pairs):
        if i % 2 == 0:
            a_runs.append(a.run())
            b_runs.append(b.run())
        else:
            b_runs.append(b.run())
            a_runs.append(a.run())
    return Paired(a_runs, b_runs)


def in_turn(commands, rounds):
    """All commands one after the other, so often, each round beginning with another one;
    gives the runs of each."""
    runs = [[] for _ in commands]
    for i in range(rounds):
        for k in range(len(commands)):
            at = (i + k) % len(commands)
            runs[at].append(commands[at].run())
    return runs
