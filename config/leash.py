"""Runs a command as a child that cannot outlive its parent, however the parent ends.

The parent holds the other end of our standard input. When it ends, even by `kill -9`, we read the
end of the file and go too, so that no port stays taken.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Sequence

from django.conf import settings
from django.core.management import execute_from_command_line


def start(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start `manage.py …` on a leash; keep what is returned for as long as it shall live."""
    return subprocess.Popen(  # noqa: S603 - our own command, and no words from outside
        [sys.executable, "-m", "config.leash", *arguments],
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )


def end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(timeout=3)
    except subprocess.TimeoutExpired:
        child.kill()


def go_with_parent() -> None:
    # By its number: a buffered reader would hold a lock that an interrupted interpreter waits for.
    while os.read(0, 1024):
        pass
    os._exit(0)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    threading.Thread(target=go_with_parent, daemon=True).start()
    execute_from_command_line(["manage.py", *sys.argv[1:]])
