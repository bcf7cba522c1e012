"""Check digits, which raise confidence and never veto: whoever mistypes has still said it."""

NHS_WEIGHTS = (10, 9, 8, 7, 6, 5, 4, 3, 2)
PHN_WEIGHTS = (2, 4, 8, 5, 10, 9, 7, 3)


def luhn(digits: str) -> bool:
    """Whether the last digit of `digits` checks the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def mod97(iban: str) -> bool:
    """Whether an IBAN without spaces, in small letters, checks (ISO 13616)."""
    turned = iban[4:] + iban[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def mod11(digits: str, weights: tuple[int, ...]) -> bool:
    """Whether the last of `digits` is eleven less the weighted sum of those before it."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))
    return (11 - total % 11) % 11 == int(digits[-1])


def nhs(digits: str) -> bool:
    """Whether ten digits are a number of the NHS (data dictionary, NHS NUMBER)."""
    return mod11(digits, NHS_WEIGHTS)


def phn(digits: str) -> bool:
    """Whether ten digits that begin with 9 are a personal health number of British Columbia."""
    return digits[0] == "9" and mod11(digits[1:], PHN_WEIGHTS)
