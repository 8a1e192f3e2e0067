"""Writes the page's files and their digest into its service worker: run it after every change in Public.

    python3 Tests/Browser/version.py
"""

import hashlib
import re
from pathlib import Path

PUBLIC = Path(__file__).resolve().parents[2] / "Public"
WORKER = PUBLIC / "sw.js"


def current():
    """The service worker as it should be."""
    kept = sorted(path for path in PUBLIC.iterdir() if path != WORKER)
    digest = hashlib.sha256()
    for path in kept:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    names = ["./", *(path.name for path in kept if path.name != "index.html")]
    listed = "".join(f'  "{name}",\n' for name in names)
    text = re.sub(r'const version = "[0-9a-f]+"', f'const version = "{digest.hexdigest()[:12]}"', WORKER.read_text())
    return re.sub(r"const files = \[\n.*?\];", f"const files = [\n{listed}];", text, flags=re.DOTALL)


if __name__ == "__main__":
    WORKER.write_text(current())
