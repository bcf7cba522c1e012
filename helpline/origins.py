"""Web origins, compared exactly: scheme, host and port, nothing guessed."""

from urllib.parse import urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}


def exact_origin(url: str) -> str:
    """`scheme://host[:port]` of a URL in its one normal form, or "" if it is no http(s) URL.

    A default port is left out, as browsers do; user names are refused (RFC 6454, section 4).
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname or "@" in parts.netloc:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    suffix = "" if port is None or port == DEFAULT_PORTS[parts.scheme] else f":{port}"
    return f"{parts.scheme}://{host}{suffix}"
