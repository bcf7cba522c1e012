"""How a seeker is known without being asked: tokens, and two-word names for staff to use."""

import hashlib
import secrets

TOKEN_BYTES = 32

FIRST = (
    "Amber Blue Brisk Bright Calm Cedar Clear Copper Coral Early Even Fair Gentle Golden Green "
    "Hazel High Honest Indigo Ivory Kind Late Light Lilac Little Long Maple Mild Misty Morning "
    "North Olive Open Paper Pearl Plain Quick Quiet Rainy Round Rosy Rowan Russet Sandy Silver "
    "Slow Small Snowy Soft South Spring Steady Still Sunny Tall Tidy Violet Warm West Wide Wild "
    "Willow Winter Young"
).split()
SECOND = (
    "Anchor Arrow Aster Badger Beacon Birch Bridge Brook Candle Cloud Clover Crane Creek Dune "
    "Falcon Feather Fern Field Finch Garden Gate Grove Harbour Heron Hill Island Ivy Juniper Kite "
    "Lake Lantern Larch Lark Leaf Linden Lynx Meadow Moon Moss Oak Orchid Otter Owl Path Pebble "
    "Pine Plover Pond Reed River Robin Sail Shore Sparrow Spruce Star Stone Thrush Tide Tulip "
    "Valley Wave Wren"
).split()


def new_token() -> str:
    """An unguessable token: 256 random bits in URL-safe letters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> bytes:
    """What is stored of a token. It is random enough that a plain SHA-256 cannot be reversed."""
    return hashlib.sha256(token.encode()).digest()


def new_handle() -> str:
    """A two-word name for a seeker, from words that say nothing about anyone."""
    return f"{secrets.choice(FIRST)} {secrets.choice(SECOND)}"
