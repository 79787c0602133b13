"""Instructions by library: the figure that does not depend on the machine's load."""
import os
import re
import subprocess
import tempfile

from paired import ENVIRONMENT, Failed

# What a row of the table sums up, by the name of the object file.
GROUPS = (("pcre2", r"libpcre2"), ("icu", r"libicu"), ("md4c", r"libmd4c"), ("cjson", r"libcjson"),
          ("ld", r"ld-linux|ld-\d"), ("libc", r"libc\.|libc-|libm\.|libpthread|libstdc\+\+|libgcc"),
          ("cmark-gfm", r"cmark"), ("vnplan", r"vnplan"))
# Code that has no object file is what PCRE2 compiled at run time.
JIT = "pcre2 (JIT)"


def group_of(name):
    """The group of an object file."""
    if not name or name == "???":
        return JIT
    base = os.path.basename(name)
    return next((group for group, pattern in GROUPS if re.search(pattern, base)), base)


def sum_by_object(lines):
    """{group: instructions} of a file in callgrind's format, each instruction once."""
    names, sums = {}, {}
    current, skip = "", False
    for line in lines:
        if line.startswith("ob="):
            m = re.match(r"ob=(?:\((\d+)\))? ?(.*)", line.rstrip("\n"))
            if m.group(1) and m.group(2):
                names[m.group(1)] = m.group(2)
            current = names.get(m.group(1), m.group(2))
        elif line.startswith("cob="):
            m = re.match(r"cob=\((\d+)\) (.+)", line.rstrip("\n"))
            if m:
                names[m.group(1)] = m.group(2)
        elif line.startswith("calls="):
            skip = True  # the next line is what the callee took
        elif line[:1].isdigit() or line[:1] in "+-*":
            parts = line.split()
            if not skip and len(parts) >= 2:
                group = group_of(current)
                sums[group] = sums.get(group, 0) + int(parts[1])
            skip = False
    return sums


def instructions(command):
    """{group: instructions} of one run of the command."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out")
        done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", *command.argv],
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              env=ENVIRONMENT, check=False)
        if done.returncode not in (0, 1) or not os.path.exists(out):
            raise Failed(f"{command.name}: valgrind says {done.stderr.decode(errors='replace')[-300:]}")
        with open(out, encoding="utf-8", errors="replace") as f:
            return sum_by_object(f)
