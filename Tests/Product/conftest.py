"""Fixtures of the product tests: the built programs, judged from outside.

    /usr/bin/python3 -m pytest Tests/Product

needs Debian's python3-pytest, python3-numpy and python3-pil. INKLING_BINARY, INKLING_TRAIN_BINARY and INKLING_MODEL
name what is judged (else the release build and the shipped weights), INKLING_DATA the folder with MNIST's files,
INKLING_STROKES the one with the pen strokes.
"""

import mnist_files
import pytest
import strokes
from program import DATA, INKLING, MODEL, PUBLIC, ROOT, TRAIN, ServerProcess, need


@pytest.fixture(scope="session")
def inkling():
    """The path of the server's program."""
    return need(INKLING, "INKLING_BINARY")


@pytest.fixture(scope="session")
def trainer():
    """The path of the trainer's program."""
    return need(TRAIN, "INKLING_TRAIN_BINARY")


@pytest.fixture(scope="session")
def model():
    """The path of the checkpoint that is judged."""
    return need(MODEL, "INKLING_MODEL")


@pytest.fixture(scope="session")
def data():
    """The folder with the four files of MNIST."""
    return need(DATA, "INKLING_DATA")


@pytest.fixture(scope="session")
def small_data(data, tmp_path_factory):
    """The first 2,000 training and 200 test images of MNIST, not gzipped."""
    return mnist_files.write_subset(data, tmp_path_factory.mktemp("small"))


@pytest.fixture
def output(tmp_path):
    """Where a run's best checkpoint is to go, in a folder that is not there yet."""
    return tmp_path / "runs" / "best.safetensors"


@pytest.fixture(scope="session")
def pendigits():
    """Digits as pen strokes."""
    folder = strokes.folder(ROOT)
    if folder is None:
        pytest.skip("no pendigits-train.json: name its folder in INKLING_STROKES")
    return strokes.load(folder / "pendigits-train.json")


@pytest.fixture(scope="session")
def unlearnt_pendigits(pendigits):
    """Those of the writers whom no training learns from: every third, by number."""
    return strokes.kept_apart(pendigits)


@pytest.fixture(scope="session")
def digits(data):
    """MNIST's test images and labels: (10000, 28, 28) and (10000,)."""
    return mnist_files.read(data, mnist_files.TEST_IMAGES), mnist_files.read(data, mnist_files.TEST_LABELS)


@pytest.fixture(scope="session")
def start_server(inkling, model):
    """Makes a server of the test's own, for those that end it or look at its memory."""

    def start(folder, *arguments, **settings):
        return ServerProcess(
            folder, "--port", "0", "--model", model, "--public", PUBLIC, *arguments, **settings
        )

    return start


@pytest.fixture(scope="session")
def server(start_server, tmp_path_factory):
    """One server that the tests share."""
    with start_server(tmp_path_factory.mktemp("server")) as server:
        yield server
