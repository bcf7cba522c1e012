"""Twilio's error codes, as the causes that people are told, each with a next step of its own.

The codes are those of Twilio's error dictionary, which grows: what is not here is `provider`.
"""

CODES = {
    # The person can change it: they stopped our texts, or their phone or app refuses us.
    "opted_out": (21610,),
    "blocked": (30004, 63014),
    # The number cannot be texted, now or ever.
    "phone_off": (30003,),
    "unknown_number": (30005, 63003, 63024),
    "bad_number": (21211, 21217, 21265, 21268, 21614),
    "landline": (21635, 30006),
    "country": (21408, 21612),
    # It could have arrived, but not so or not then.
    "expired": (30036,),
    "filtered": (30007,),
    "too_long": (21617,),
    "window": (63016,),
    "too_fast": (20429, 21611, 30001, 30022, 30023, 30027, 63018),
    # Somebody who looks after the account must act.
    "unregistered": (30024, 30032, 30033, 30034, 30035),
    "redaction": (30029, 30030),
    "account": (
        *(20003, 20404, 21212, 21401, 21407, 21606, 21608, 21659, 21660),
        *(30002, 63007),
    ),
    # The carrier gave no cause, and says so.
    "provider": (30008,),
}
# So it is with one person, number or text, whatever the request is answered with beside it.
THEIRS = frozenset(
    """
    opted_out blocked phone_off unknown_number bad_number landline country expired filtered too_long
    window
    """.split()
)
CAUSES = {str(code): cause for cause, codes in CODES.items() for code in codes}


def cause_of(code: str) -> str:
    """Why a text did not arrive, by Twilio's code for it; empty if there is none."""
    return CAUSES.get(code, "provider" if code else "")
