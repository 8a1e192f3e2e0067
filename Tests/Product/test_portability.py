"""The same binary on processors that lack what this one may have: emulated ones, by QEMU."""

import json
import platform
import shutil
import subprocess

import pytest
from png_files import of_array
from program import environment, run

EMULATOR = "qemu-x86_64"


@pytest.mark.skipif(platform.machine() != "x86_64", reason="other processors have one instruction set")
@pytest.mark.skipif(shutil.which(EMULATOR) is None, reason=f"{EMULATOR} is missing: install qemu-user")
@pytest.mark.parametrize("processor", ["Nehalem", "Haswell"])  # SSE4.2 of 2008; AVX2 and FMA of 2013
def test_an_older_processor_gives_the_same_answers(inkling, digits, tmp_path, processor):
    files = []
    for index, picture in enumerate(digits[0][:5]):
        files.append(tmp_path / f"{index}.png")
        files[-1].write_bytes(of_array(picture))
    here = run(inkling, "predict", "--json", *files)
    there = subprocess.run(
        [EMULATOR, "-cpu", processor, str(inkling), "predict", "--json", *map(str, files)],
        env=environment(), capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert (here.returncode, there.returncode) == (0, 0), there.stderr
    for ours, theirs in zip(here.stdout.splitlines(), there.stdout.splitlines(), strict=True):
        ours, theirs = json.loads(ours), json.loads(theirs)
        assert ours["digit"] == theirs["digit"]
        # Another instruction set adds in another order.
        assert ours["probabilities"] == pytest.approx(theirs["probabilities"], abs=1e-4)
