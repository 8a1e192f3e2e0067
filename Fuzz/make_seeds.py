"""Writes what the fuzzer begins with: a small file for each way that a target can go, into Fuzz/Corpus.

    /usr/bin/python3 Fuzz/make_seeds.py

The first byte of each is an instruction to the target: how the rest is cut, by which route it goes, or how much of the
file is mended. Files of other names are left alone: they once broke something.
"""

import base64
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Tests/Product"))

import numpy as np  # noqa: E402
import png_files  # noqa: E402
from http_body_cases import CHUNKS  # noqa: E402
from http_cases import CASES  # noqa: E402
from http_requests import PROBE  # noqa: E402

LONGEST = 400
# Of the table of hostile requests.
EVERY = 6


def requests():
    for index, (data, _) in enumerate(list(CASES.values())[::EVERY]):
        yield bytes([index % 7]) + data + PROBE


def chunks():
    for index, (data, _) in enumerate(CHUNKS.values()):
        yield bytes([index % 7]) + data.split(b"\r\n\r\n", 1)[1]


def bodies():
    png = png_files.of_array(np.eye(5, dtype=np.uint8) * 255)
    text = base64.b64encode(png).decode()
    values = [
        {"image": text}, {"image": f"data:image/png;base64,{text}"}, {"images": [text, "x", 5]}, {"image": text, "top_k": 10},
        {"images": []}, {"image": ""}, {"image": text, "explain": True}, {"top_k": 1.5e3, "image": [None, False, {}]},
        {"\u00e9\U0001f600": "\ud83d", "image": "\\ \" \u0000"}, [[[]]], -0.5, "text",
    ]  # fmt: skip
    for route in (b"\0", b"\1"):
        for value in values:
            yield route + json.dumps(value).encode()
            yield route + json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
        yield route + base64.encodebytes(png)
        yield route + base64.b64encode(png[:7])


def pictures():
    levels = np.arange(49, dtype=np.uint8).reshape(7, 7) * 5
    rows = b"".join(bytes([filter]) + bytes(range(12)) for filter in (0, 1, 2, 3, 4))
    for depth in (1, 2, 4, 8, 16):
        for interlaced in (False, True):
            yield b"\0" + png_files.gray(levels, depth, interlaced)
    for color, channels in ((png_files.GRAY, 1), (png_files.RGB, 3), (png_files.GRAY_ALPHA, 2), (png_files.RGBA, 4)):
        head = png_files.header(12 // channels, 5, color=color)
        # As the second instruction has it, the data are what is deflated.
        yield b"\2" + png_files.assemble(head, png_files.chunk(b"IDAT", rows))
    palette = png_files.chunk(b"PLTE", bytes(range(36)))
    for transparency in ([], [png_files.chunk(b"tRNS", bytes(range(5)))]):
        for depth in (1, 8):
            head = png_files.header(12 * 8 // depth, 5, depth, png_files.PALETTE)
            data = png_files.chunk(b"IDAT", rows)
            yield b"\2" + png_files.assemble(head, palette, *transparency, data)
            yield b"\1" + png_files.assemble(head, *transparency, palette, data)
    parts = png_files.gray(levels)
    yield b"\1" + parts[:40]
    yield b"\1" + parts[:-12] + png_files.chunk(b"tEXt", b"a\0b") + parts[-12:]
    yield b"\0" + b"\xff\xd8\xff\xe0\0\x10JFIF"


def main():
    for seeds in (requests, chunks, bodies, pictures):
        folder = ROOT / "Fuzz/Corpus" / seeds.__name__
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("seed-*"):
            old.unlink()
        short = [content for content in seeds() if len(content) <= LONGEST]
        for index, content in enumerate(short):
            (folder / f"seed-{index:02}").write_bytes(content)


if __name__ == "__main__":
    main()
