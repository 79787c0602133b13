"""The SARIF report before a validator of others.

Skipped where it is not installed; `npm install --prefix tests` does (104 MB).
"""
import json
import os
import shutil
import subprocess
import tempfile
import unittest

from support.vnplan import ROOT, corpus_sources, run, skip

TOOL = shutil.which("sarif-multitool", path=os.pathsep.join(
    [os.path.join(ROOT, "tests", "node_modules", ".bin"), os.environ.get("PATH", "")]))


class Validator(unittest.TestCase):
    def faults(self, *sources, cwd):
        """Errors the validator reports on the report of these files."""
        report, log = (os.path.join(cwd, name) for name in ("report.sarif", "log.sarif"))
        with open(report, "wb") as file:
            file.write(run("check", "--format", "sarif", "--fail-on", "never", *sources, cwd=cwd).stdout)
        subprocess.run([TOOL, "validate", report, "--output", log, "--log", "ForceOverwrite"],
                       capture_output=True, timeout=240, check=False)
        with open(log, encoding="utf-8-sig") as file:
            results = json.load(file)["runs"][0]["results"]
        return [r["ruleId"] + ": " + json.dumps(r["message"]) for r in results if r.get("level") == "error"]

    def test_absolute_and_relative_paths(self):
        with tempfile.TemporaryDirectory() as folder:
            name, source, _ = next(s for s in corpus_sources() if s[0] == "draft-with-defects")
            copy = name + " lần 2" + os.path.splitext(source)[1]
            shutil.copy(source, os.path.join(folder, copy))
            self.assertEqual(self.faults(copy, cwd=folder), [])
            self.assertEqual(self.faults(os.path.join(folder, copy), cwd=folder), [])


if __name__ == "__main__":
    if not TOOL:
        skip("sarif-multitool is not installed")
    unittest.main()
