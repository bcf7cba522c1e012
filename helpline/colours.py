"""Whether letters can be read on a colour; frontend/src/widget/launcher.ts counts the same way."""

import re

HEX = re.compile(r"#[0-9a-fA-F]{6}")
# What each of red, green and blue adds to how light a colour is (WCAG 2.2, relative luminance).
WEIGHTS = (0.2126, 0.7152, 0.0722)
LEAST_CONTRAST = 4.5


def dark_enough(colour: str) -> bool:
    """Whether white letters on `#rrggbb` have a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3).

    It can then also be seen on a white page. The formula is WCAG's without its straight piece near
    black, which lets nothing through that WCAG would not.
    """
    if not HEX.fullmatch(colour):
        return False
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    light: float = sum(
        weight * ((share + 0.055) / 1.055) ** 2.4
        for weight, share in zip(WEIGHTS, shares, strict=True)
    )
    return light <= 1.05 / LEAST_CONTRAST - 0.05
