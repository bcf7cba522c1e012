"""Lines of the pages' own make in Node, driven from a test: the real socket without a browser."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any, Self

PROGRAM = Path(__file__).with_name("lines.mts")
NODE = Path(sys.executable).with_name("node")
PATIENCE = 120.0


class Lines:
    """A Node process that holds many lines to one address."""

    def __init__(self, url: str, origin: str, site: str) -> None:
        self._arguments = [str(NODE), "--no-warnings", str(PROGRAM), url, origin, site]

    async def __aenter__(self) -> Self:
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(
            *self._arguments, stdin=pipe, stdout=pipe
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), 10)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    async def do(self, command: str) -> Any:
        """Give one command and wait for its answer."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(f"{command}\n".encode())
        answer = await asyncio.wait_for(stdout.readline(), PATIENCE)
        assert answer, f"the lines ended at {command!r}"
        return json.loads(answer)
