"""Deque's axe-core, from the PyPI package that carries it, kept in .build once it has been fetched."""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

PACKAGE = "axe-playwright-python==0.1.8"  # carries axe-core 4.12.1; only its script is used
DIGEST = "fdd263c998388f1a8e67cad02677e612d946248bd44d163be5e8650ea31f95f8"
FOLDER = Path(__file__).resolve().parents[2] / ".build/axe"

# Every rule of WCAG 2.0 to 2.2, A and AA, and what axe calls good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def script():
    """The text of axe.min.js, or None where no package index is in reach."""
    wheel = next(iter(FOLDER.glob("*.whl")), None)
    if wheel is None:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(FOLDER), PACKAGE]
        if subprocess.run(command, capture_output=True, timeout=120).returncode != 0:
            return None
        wheel = next(FOLDER.glob("*.whl"))
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    assert found == DIGEST, f"{wheel} is not the package that these tests know: {found}"
    with zipfile.ZipFile(wheel) as archive:
        return archive.read("axe_playwright_python/axe.min.js").decode()


def violations(page):
    """What axe finds on the page as it is, a line for each rule with the elements that break it."""
    report = page.browser.execute_async_script(
        """
        const [tags, done] = arguments;
        axe.run(document, { runOnly: tags, resultTypes: ["violations"] }).then(done);""", TAGS)
    assert len(report["passes"]) > 10
    return [
        f"{rule['id']}: {[node['html'][:120] for node in rule['nodes']]}" for rule in report["violations"]
    ]
