"""Runs that are stopped, killed or out of room, and what goes on from what they left."""

import resource
import shutil
import signal
import subprocess
import time

import pytest
from program import run
from training_runs import FILES, UNFINISHED, fit, header, log_rows, start, until


@pytest.mark.parametrize("number, status", [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_cleanly_and_resume_finishes_as_if_nothing_had_been(
    trainer, inkling, small_data, tmp_path, number, status
):
    whole, stopped = tmp_path / "whole" / "best.safetensors", tmp_path / "stopped" / "best.safetensors"
    assert run(trainer, *fit(whole, small_data, epochs=3)).returncode == 0

    process = start(trainer, fit(stopped, small_data, epochs=3), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for line in process.stdout:
        if line.startswith("epoch 1 "):
            break
    # Now in the second epoch, of some 36 steps.
    time.sleep(0.1)
    process.send_signal(number)
    rest, errors = process.communicate(timeout=60)
    assert "stopping" in errors
    assert "--resume" in rest, rest
    assert process.returncode == status
    assert len(log_rows(stopped)) < 3
    for path in (stopped, stopped.with_suffix(".last.safetensors")):
        header(path)
        assert run(inkling, "bench", "--model", path, "--json").returncode == 0

    result = run(trainer, *fit(stopped, small_data, epochs=3), "--resume")
    assert result.returncode == 0, result.stderr
    assert [row["epoch"] for row in log_rows(stopped)] == ["1", "2", "3"]
    assert stopped.read_bytes() == whole.read_bytes()


def timeless_rows(output):
    return [{k: v for k, v in row.items() if k not in ("images_per_second", "seconds")} for row in log_rows(output)]


def expect_resumes_to(whole, stopped, trainer, data, **options):
    result = run(trainer, *fit(stopped, data, **options), "--resume")
    assert result.returncode == 0, result.stderr
    assert stopped.read_bytes() == whole.read_bytes()
    last = ".last.safetensors"
    assert stopped.with_suffix(last).read_bytes() == whole.with_suffix(last).read_bytes()
    assert timeless_rows(stopped) == timeless_rows(whole)
    assert sorted(path.name for path in stopped.parent.iterdir()) == sorted(FILES)


@pytest.fixture(scope="module")
def whole_run(trainer, small_data, tmp_path_factory):
    """A run of four epochs that nothing stopped."""
    output = tmp_path_factory.mktemp("whole") / "best.safetensors"
    assert run(trainer, *fit(output, small_data, epochs=4)).returncode == 0
    return output


@pytest.mark.parametrize("epoch, seconds", [(1, 0), (1, 0.1), (2, 0.02), (3, 0.15)])
def test_a_killed_run_resumes_as_if_nothing_had_been(trainer, small_data, whole_run, output, epoch, seconds):
    process = start(trainer, fit(output, small_data, epochs=4), stdout=subprocess.PIPE)
    until(process, f"epoch {epoch} ")
    time.sleep(seconds)
    process.kill()
    process.communicate()
    expect_resumes_to(whole_run, output, trainer, small_data, epochs=4)


def test_a_file_that_may_not_grow_leaves_the_last_good_epoch(trainer, small_data, whole_run, output):
    process = start(
        trainer, fit(output, small_data, epochs=4), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    until(process, "epoch 1 ")
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (2000, 2000))
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1, errors
    assert "best" in errors and "too large" in errors
    assert sorted(path.name for path in output.parent.iterdir()) == sorted(UNFINISHED)
    expect_resumes_to(whole_run, output, trainer, small_data, epochs=4)


@pytest.fixture
def small_disk(tmp_path):
    """A disk for the files of one epoch, but not for two at a time."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", folder], capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_leaves_the_last_good_epoch(trainer, inkling, small_data, whole_run, small_disk, output):
    result = run(trainer, *fit(small_disk / "best.safetensors", small_data, epochs=4))
    assert result.returncode == 1, result.stdout
    assert str(small_disk / "best.") in result.stderr and "the disk is full" in result.stderr
    assert run(inkling, "bench", "--model", small_disk / "best.safetensors", "--json").returncode == 0
    # With room, it goes on.
    shutil.copytree(small_disk, output.parent)
    assert sorted(path.name for path in output.parent.iterdir()) == sorted(UNFINISHED)
    expect_resumes_to(whole_run, output, trainer, small_data, epochs=4)


def test_resume_needs_a_run_of_the_same_options(trainer, small_data, output):
    missing = run(trainer, *fit(output, small_data), "--resume")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "best.state.safetensors" in missing.stderr and "without --resume" in missing.stderr
    assert run(trainer, *fit(output, small_data, epochs=1)).returncode == 0
    other = run(trainer, *fit(output, small_data, epochs=2), "--resume")
    assert other.returncode == 2
    assert "epochs" in other.stderr and "1" in other.stderr and "2" in other.stderr


def test_two_runs_at_one_output_are_kept_apart_and_a_killed_one_holds_up_nobody(trainer, small_data, output):
    first = start(trainer, fit(output, small_data, epochs=1000), stdout=subprocess.PIPE)
    until(first, "epoch 1 ")
    for again in ([], ["--resume"]):
        second = run(trainer, *fit(output, small_data), *again)
        assert (second.returncode, second.stdout) == (2, "")
        assert f"another run is writing to {output}" in second.stderr and "--output" in second.stderr
    beside = run(trainer, *fit(output.with_name("other.safetensors"), small_data, epochs=1))
    assert beside.returncode == 0, beside.stderr
    until(first, "epoch 2 ")
    first.kill()
    first.communicate()
    assert run(trainer, *fit(output, small_data, epochs=1)).returncode == 0
    assert not list(output.parent.glob("*.lock"))
