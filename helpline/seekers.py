"""How a seeker is known without being asked: tokens, and two-word names for staff to use."""

import base64
import hashlib
import secrets
import struct
import time

from django.utils.crypto import constant_time_compare, salted_hmac

RANDOM_BYTES = 24
MARK_BYTES = 16
# A page that lost its connection before its first words were acknowledged comes back this soon.
FRESH_SECONDS = 300

FIRST = (
    "Almond Amber Apple Apricot Ash Autumn Azure Balmy Blue Bright Brisk Bronze Calm Cedar Cherry "
    "Chestnut Cinnamon Clear Cobalt Copper Coral Cotton Crisp Dewy Early East Emerald Even Fair "
    "Flax Frosty Gentle Golden Granite Green Hazel High Honest Indigo Inland Ivory Jade Jasper "
    "Kind Late Lavender Lemon Light Lilac Little Long Lunar Maple Marble Marine Mellow Mild Mint "
    "Misty Morning Mossy North Nutmeg Oaken Ocean Olive Onyx Opal Open Orange Paper Pearl Pewter "
    "Plain Plum Polar Quartz Quick Quiet Rainy Rapid Rosy Round Rowan Russet Rustic Sage Salt "
    "Sandy Sapphire Sepia Silver Sky Slate Slow Small Snowy Soft Solar South Spring Steady Still "
    "Stony Summer Sunny Swift Tall Tawny Teal Tidy Timber Topaz Upland Violet Walnut Warm West "
    "Wheat Wide Wild Willow Windy Winter Wooden Woolly Young"
).split()
SECOND = (
    "Acorn Alder Anchor Arch Arrow Aster Badger Barley Barn Basket Bay Beacon Bell Bench Birch "
    "Boat Bramble Breeze Bridge Brook Button Candle Canoe Canyon Cape Cliff Clock Cloud Clover "
    "Comet Compass Cottage Cove Crane Creek Cricket Delta Dove Dune Eagle Elm Falcon Feather Fern "
    "Field Finch Fir Flute Forest Fountain Garden Gate Grove Gull Harbour Hare Harp Hawk Heath "
    "Hedge Heron Hill Inlet Island Ivy Juniper Kettle Kite Ladder Lake Lantern Larch Lark Leaf "
    "Ledge Lighthouse Linden Lynx Magpie Marsh Meadow Mill Mitten Moon Moss Mountain Nest Oak "
    "Orchard Orchid Osprey Otter Owl Paddle Path Pebble Petal Pier Pine Plover Pond Poplar "
    "Prairie Puffin Quail Quill Raft Raven Reed Reef Ridge River Robin Sail Shell Shore Sparrow "
    "Spruce Star Starling Stone Stream Summit Swallow Swan Teapot Tern Thistle Thrush Tide Tower "
    "Trail Trout Tulip Turtle Valley Violin Wagon Warbler Wave Wharf Wheel Window Wren"
).split()


def new_token(line: int) -> str:
    """An unguessable token of one line: 192 random bits, the time, and our mark on both."""
    body = secrets.token_bytes(RANDOM_BYTES) + struct.pack(">I", int(time.time()))
    return base64.urlsafe_b64encode(body + _mark(body, line)).decode().rstrip("=")


def is_fresh(token: str, line: int, seconds: int = FRESH_SECONDS) -> bool:
    """Whether we gave out this token, for this line, a moment ago.

    It then stands for somebody even if nothing of theirs is stored yet: words that are still on
    their way to a commit must find the same seeker when they are sent again.
    """
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        return False
    body, mark = raw[:-MARK_BYTES], raw[-MARK_BYTES:]
    if len(body) != RANDOM_BYTES + 4 or not constant_time_compare(mark, _mark(body, line)):
        return False
    given: int = struct.unpack(">I", body[RANDOM_BYTES:])[0]
    return 0 <= time.time() - given < seconds


def early_seals(token: str, line: int) -> list[str]:
    """The key for unsent words of a page whose token is fresh: before there is a conversation.

    Nothing is stored of it here, and it is not given out again once the token is no longer fresh.
    """
    if not is_fresh(token, line):
        return []
    key = salted_hmac("helpline.seekers.unsent", token, algorithm="sha256").digest()
    return [base64.b64encode(key).decode()]


def _mark(body: bytes, line: int) -> bytes:
    whole = salted_hmac("helpline.seekers", body + struct.pack(">Q", line), algorithm="sha256")
    return whole.digest()[:MARK_BYTES]


def token_hash(token: str) -> bytes:
    """What is stored of a token. It is random enough that a plain SHA-256 cannot be reversed."""
    return hashlib.sha256(token.encode()).digest()


def new_handle() -> str:
    """A two-word name for a seeker, from words that say nothing about anyone."""
    return f"{secrets.choice(FIRST)} {secrets.choice(SECOND)}"
