"""Daphne is spared what it would do for nobody; a release that renames any of it is noticed."""

import subprocess
import sys

from tests.test_shape import ROOT

DRESS = ("hltype", "hlval")

# In a process of its own: a reactor is installed once and for all.
LOOK = """
from unittest.mock import Mock

import django
django.setup()
from autobahn import util
from autobahn.twisted import websocket
from autobahn.websocket import protocol
from config import server
from twisted.internet import reactor
from twisted.internet.testing import StringTransport
from twisted.web.http import HTTPChannel

print(type(reactor._asyncioEventloop).__module__)
used = {*vars(protocol), *vars(websocket)}
print(*[name for name in vars(util) if name.startswith("hl") and name in used])
channel = HTTPChannel()
channel.factory = Mock()
channel.makeConnection(StringTransport())
request = server.WebRequest(channel)
print(request._parsePOSTFormSubmission)
"""


def test_daphne_runs_on_uvloop_and_does_nothing_for_nobody() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split() == ["uvloop", *DRESS, "False"], done.stderr
