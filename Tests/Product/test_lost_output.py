"""A result that nobody gets is a failure, whatever the command."""

import fcntl
import os
import subprocess

import pytest
from png_files import of_array
from program import environment, run

# M is the checkpoint, D the data, P a picture, F a folder.
INKLING = ["--help", "predict P --model M", "predict P --json --model M", "bench --model M"]
TRAINER = [
    "--help",
    "summary --model M",
    "summary --architecture cnn-small",
    "fit --show-recipe",
    "evaluate --model M --data D",
    "evaluate --model M --data D --json",
    "submission --model M --data D --output F/answers.csv",
    "export --model M --output F/m.npz",
    "export-images --data D --count 3 --output F/images",
    "import --input M --architecture inkling --output F/m.safetensors",
    "report --model M --data D --output F/page.html",
    "preview --data D --output F/sheet.png",
]
COMMANDS = [("inkling", words) for words in INKLING] + [("trainer", words) for words in TRAINER]


@pytest.fixture
def command(request, model, small_data, digits, tmp_path):
    def words(program, line):
        (tmp_path / "p.png").write_bytes(of_array(digits[0][0]))
        names = {"M": model, "D": small_data, "P": tmp_path / "p.png"}
        parts = [str(names.get(part, part.replace("F/", f"{tmp_path}/"))) for part in line.split()]
        return [str(request.getfixturevalue(program)), *parts]

    return words


def errors(command, **streams):
    """The standard error of a command that must fail with status 1."""
    result = subprocess.run(
        command, env=environment(), stderr=subprocess.PIPE, text=True, timeout=120, **streams)
    assert result.returncode == 1, result.stderr
    return result.stderr


@pytest.mark.parametrize("program, line", COMMANDS, ids=str)
def test_a_full_disk_under_standard_output_is_told(command, program, line):
    with open("/dev/full", "w") as full:
        text = errors(command(program, line), stdout=full)
    assert "the result is lost: standard output cannot be written: the disk is full" in text


@pytest.mark.parametrize("program, line", [COMMANDS[1], ("trainer", "evaluate --model M --data D")], ids=str)
@pytest.mark.parametrize("closing", [">&-", "<&- >&-"])
def test_a_closed_standard_output_is_told(command, program, line, closing):
    shell = ["sh", "-c", f'exec "$0" "$@" {closing}', *command(program, line)]
    assert "standard output cannot be written: it is closed" in errors(shell)


def test_a_run_without_standard_output_is_whole_and_its_loss_told(command, output):
    line = f"fit --data D --output {output} --epochs 1 --architecture cnn-small --validation 200"
    with open("/dev/full", "w") as full:
        assert "the result is lost" in errors(command("trainer", line), stdout=full)
    assert output.exists() and output.with_suffix(".html").exists()
    # Nothing of it went into a file that got the number of the closed descriptor.
    again = output.with_name("again.safetensors")
    shell = ["sh", "-c", 'exec "$0" "$@" >&-', *command("trainer", line.replace(str(output), str(again)))]
    assert "it is closed" in errors(shell)
    assert again.read_bytes() == output.read_bytes()
    assert len(again.with_suffix(".csv").read_text().splitlines()) == 2


def test_a_pipe_that_does_not_block_gets_everything(command, trainer):
    """A writer that asks for patience gets it: the help is longer than the pipe."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    size = 4096
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, size)
    process = subprocess.Popen(command("trainer", "fit --help"), env=environment(), stdout=writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        text = stream.read()
    assert process.wait(timeout=30) == 0
    assert len(text) > size and text.decode() == run(trainer, "fit", "--help").stdout
