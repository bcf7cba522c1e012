"""Finds the browser that the tests drive, and the libraries it needs to start.

Order: `HELPLINE_BROWSER`, the Chromium inside the locked npm package (Linux x86-64), a Chromium or
Chrome of the machine. When none is there, `Missing` says in one line what to do.
"""

import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from tests.services import Missing

MODULES = Path(__file__).resolve().parent.parent / "frontend" / "node_modules"
PACKED = MODULES / "@sparticuz" / "chromium" / "bin"
UNPACKED = MODULES / ".chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
)
INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APP = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
# The packed fonts, so that a machine without any still shows letters, and the machine's own.
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{carried}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""
UNBROTLI = (
    "require('node:stream').pipeline(process.stdin, "
    "require('node:zlib').createBrotliDecompress(), process.stdout, e => process.exit(e ? 1 : 0))"
)


@dataclass(frozen=True)
class Browser:
    """An executable and what its environment must hold beyond ours."""

    path: Path
    environment: dict[str, str] = field(default_factory=dict)


def find() -> Browser:
    """The browser to drive; unpacks the packed one the first time."""
    named = os.environ.get("HELPLINE_BROWSER")
    if named:
        found = shutil.which(named)
        if found is None:
            raise Missing(f"HELPLINE_BROWSER={named} cannot be run: name a Chromium or Chrome")
        return Browser(Path(found))
    if sys.platform == "linux" and platform.machine() == "x86_64" and PACKED.is_dir():
        return _packed()
    for name in (*INSTALLED, str(MAC_APP)):
        found = shutil.which(name)
        if found is not None:
            return Browser(Path(found))
    raise Missing(
        "A browser is missing: run `make setup-dev` (npm's Chromium, Linux x86-64), "
        "or install chromium, or set HELPLINE_BROWSER"
    )


def _packed() -> Browser:
    if not UNPACKED.exists():
        _unpack()
    path = UNPACKED / "chromium"
    fonts = {"FONTCONFIG_FILE": str(UNPACKED / "fonts.conf")}
    if _starts(path, {}):
        return Browser(path, fonts)
    libraries = {"LD_LIBRARY_PATH": str(UNPACKED / "al2023" / "lib")}
    if _starts(path, libraries):
        return Browser(path, fonts | libraries)
    raise Missing(
        "npm's Chromium does not start here: install libnss3 and libexpat1, "
        "or install chromium, or set HELPLINE_BROWSER"
    )


def _unpack() -> None:
    """Unpack beside the final place and move: two workers may come here at once."""
    with tempfile.TemporaryDirectory(dir=MODULES) as room:
        folder = Path(room) / "chromium"
        folder.mkdir()
        _decompress(PACKED / "chromium.br", folder / "chromium")
        (folder / "chromium").chmod(0o755)
        for name in ("al2023", "fonts"):
            archive = Path(room) / f"{name}.tar"
            _decompress(PACKED / f"{name}.tar.br", archive)
            with tarfile.open(archive) as tar:
                # Python before 3.11.4 knows no filters; the archive is one of the lock file's.
                tar.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)
                tar.extractall(folder / name)
        final = FONTS.format(carried=UNPACKED / "fonts", cache=UNPACKED / "fonts-cache")
        (folder / "fonts.conf").write_text(final)
        try:
            folder.rename(UNPACKED)
        except OSError:
            if not UNPACKED.exists():
                raise


def _decompress(source: Path, target: Path) -> None:
    node = shutil.which(
        "node", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    )
    if node is None:
        raise Missing("Node is missing: run `make setup-dev`")
    with source.open("rb") as packed, target.open("wb") as out:
        subprocess.run([node, "-e", UNBROTLI], stdin=packed, stdout=out, check=True)


def _starts(path: Path, environment: dict[str, str]) -> bool:
    asked = subprocess.run(
        [str(path), "--version"],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        timeout=30,
    )
    return asked.returncode == 0
