"""Every frame of the two sockets, as tagged structs in four directions.

A frame is a JSON text `{"type": …}`. Unknown types and unknown fields are refused, times are
milliseconds since 1970 (UTC), `seq` numbers the steps of one conversation from 1 without a gap; a
message has the number of the step that brought it, so messages alone show gaps. TypeScript types
and `docs/protocol.md` are made from this package by `manage.py protocol`.
"""

import msgspec

from helpline.protocol.boards import *
from helpline.protocol.choices import *
from helpline.protocol.from_console import *
from helpline.protocol.from_console import FromConsole
from helpline.protocol.from_seeker import *
from helpline.protocol.from_seeker import FromSeeker
from helpline.protocol.hands import *
from helpline.protocol.kinds import *
from helpline.protocol.leading import *
from helpline.protocol.line_page import *
from helpline.protocol.partners import *
from helpline.protocol.risk import *
from helpline.protocol.talks import *
from helpline.protocol.to_console import *
from helpline.protocol.to_seeker import *

from_seeker = msgspec.json.Decoder(FromSeeker)
from_console = msgspec.json.Decoder(FromConsole)
encode = msgspec.json.Encoder().encode
