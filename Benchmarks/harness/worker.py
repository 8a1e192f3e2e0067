"""A peer in a process of its own, so that it is imported once and measured many times, in turn with ours."""

from __future__ import annotations

import json
import subprocess
import sys
from types import TracebackType
from typing import Any

from harness.programs import ProgramFailed, clean_environment
from harness.settings import BENCHMARKS


class Worker:
    """A context: inside it `ask` puts a question to the module's `answer` and waits for what it says.

    The process sleeps between questions. Question and answer are JSON objects, one a line.
    """

    def __init__(self, module: str, **environment: str) -> None:
        self._module = module
        self._environment = environment

    def __enter__(self) -> Worker:
        self._process = subprocess.Popen(
            [sys.executable, "-m", self._module], cwd=BENCHMARKS, env=clean_environment(**self._environment),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return self

    def ask(self, **question: Any) -> dict[str, Any]:
        assert self._process.stdin is not None and self._process.stdout is not None
        print(json.dumps(question), file=self._process.stdin, flush=True)
        line = self._process.stdout.readline()
        if not line:
            raise ProgramFailed(f"{self._module} ended with status {self._process.wait()} when asked {question}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        if kind is not None:
            self._process.kill()
        self._process.wait()
