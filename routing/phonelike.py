"""A number for coming back, that looks like an ordinary telephone number: made, written, read.

Pure. It follows the North American plan: a real area code, an exchange that is neither a service
(N11) nor the one of films (555), four digits. Whoever finds it on a slip of paper learns nothing.
"""

import secrets
import unicodedata

# Area codes in use (nanpa.com, 2025), of the country whose numbers people are used to.
CANADA = (
    "204 226 236 249 250 263 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 468 "
    "474 506 514 519 548 579 581 584 587 604 613 639 647 672 683 705 709 742 753 778 780 782 807 "
    "819 825 867 873 879 902 905"
).split()
UNITED_STATES = (
    "201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225 228 229 231 234 "
    "239 240 248 251 252 253 254 256 260 262 267 269 270 276 281 301 302 303 304 305 307 308 309 "
    "310 312 313 314 315 316 317 318 319 320 321 323 325 330 331 334 336 337 339 347 351 352 360 "
    "361 385 386 401 402 404 405 406 407 408 409 410 412 413 414 415 417 419 423 424 425 432 434 "
    "435 440 443 469 470 478 479 480 484 501 502 503 504 505 507 508 509 510 512 513 515 516 517 "
    "518 520 530 540 541 551 559 561 562 563 567 570 571 573 574 575 580 585 586 601 602 603 605 "
    "606 607 608 609 610 612 614 615 616 617 618 619 620 623 626 630 631 636 641 646 650 651 660 "
    "661 662 678 682 701 702 703 704 706 707 708 712 713 714 715 716 717 718 719 720 724 727 731 "
    "732 734 740 754 757 760 763 765 770 772 773 774 775 781 785 786 801 802 803 804 805 806 808 "
    "810 812 813 814 815 816 817 818 828 830 831 832 843 845 847 848 850 856 857 858 859 860 862 "
    "863 864 865 870 901 903 904 906 907 908 909 910 912 913 914 915 916 917 918 919 920 925 928 "
    "931 936 937 940 941 947 949 951 952 954 956 970 971 972 973 978 979 980 985 989"
).split()
# 200 to 999, without the services (211, 311 … 911) and 555.
EXCHANGES = [str(number) for number in range(200, 1000) if number % 100 != 11 and number != 555]
DIGITS = 10


def new_number(country: str) -> str:
    """Ten digits by chance; one of some hundreds of millions."""
    area = secrets.choice(CANADA if country == "CA" else UNITED_STATES)
    return f"{area}{secrets.choice(EXCHANGES)}{secrets.randbelow(10_000):04d}"


def written(number: str) -> str:
    """As people write it, and read it to themselves."""
    return f"{number[:3]}-{number[3:6]}-{number[6:]}"


def read(typed: str) -> str:
    """The ten digits of what was typed, in whatever manner; "" if it is no such number.

    Blanks and punctuation of any kind may stand between them, +1 or 1 before them, and the digits
    may be those of any script.
    """
    digits = []
    for sign in typed:
        value = unicodedata.decimal(sign, None)
        if value is not None:
            digits.append(str(value))
        elif not _between(sign):
            return ""
    number = "".join(digits)
    if len(number) == DIGITS + 1:
        number = number.removeprefix("1")
    return number if len(number) == DIGITS else ""


def _between(sign: str) -> bool:
    """A blank, a mark, a plus or dash, or what a page puts around numbers without showing it."""
    kind = unicodedata.category(sign)
    return sign.isspace() or kind[0] in "ZP" or kind in ("Sm", "Cf")
