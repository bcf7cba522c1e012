"""A browser as w3m or lynx is one: text, links and forms; no script, no style, no cookie, no frame.

A frame is a link to what would be in it, and nothing loads or refreshes by itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

SILENT = {"script", "style", "title", "head"}
BLOCKS = {
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "ul",
    "ol",
    "section",
    "form",
    "summary",
    "td",
    "tr",
    "legend",
}


@dataclass
class Shown:
    """A form: where it goes, what is in it, and its buttons by their words."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Reply:
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    text: str


class Reader(HTMLParser):
    """Takes a page apart as a text browser does."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.title = ""
        self.links: dict[str, str] = {}
        self.frames: list[str] = []
        self.forms: list[Shown] = []
        self.language = ""
        self._inside: list[str] = []
        self._form: Shown | None = None
        self._words: str | None = None
        self._gathers: tuple[str, dict[str, str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in SILENT:
            self._inside.append(tag)
        if tag in BLOCKS or tag == "br":
            self.text += "\n"
        if tag == "html":
            self.language = said.get("lang", "")
        elif tag == "a" and "href" in said:
            self._begin(tag, said)
        elif tag == "iframe":
            self.frames.append(said["src"])
        elif tag == "form":
            self._form = Shown(said.get("action", ""), said.get("method", "get"))
            self.forms.append(self._form)
        elif tag in ("button", "textarea"):
            self._begin(tag, said)
        elif tag == "input" and self._form is not None:
            self._input(said)

    def _input(self, said: Mapping[str, str]) -> None:
        form = self._form
        assert form is not None
        if said.get("type") == "radio":
            form.choices.setdefault(said["name"], []).append(said["value"])
            if "checked" not in said:
                return
        form.fields[said["name"]] = said.get("value", "")

    def _begin(self, tag: str, said: dict[str, str]) -> None:
        self._words, self._gathers = "", (tag, said)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()
        if tag == "form":
            self._form = None
        if self._gathers is None or self._gathers[0] != tag:
            return
        (_, said), words, form = self._gathers, self._words or "", self._form
        self._gathers = self._words = None
        if tag == "a":
            self.links[words.strip()] = said["href"]
        elif tag == "button" and form is not None:
            form.buttons[words.strip()] = (said.get("name", ""), said.get("value", ""))
        elif form is not None:
            # The first line end of a textarea is not part of what is in it.
            form.fields[said["name"]] = words.removeprefix("\n")

    def handle_data(self, data: str) -> None:
        if "title" in self._inside:
            self.title += data
        if self._words is not None:
            self._words += data
        if self._inside or (self._gathers and self._gathers[0] == "textarea"):
            return
        self.text += data


class TextBrowser:
    """One window. `get` and `post` bring pages; nothing is remembered but what is on the screen."""

    def __init__(
        self,
        get: Callable[[str], Reply],
        post: Callable[[str, Mapping[str, str]], Reply],
    ) -> None:
        self._get, self._post = get, post
        self.address = ""
        self.reply = Reply(0, {}, "")
        self.page = Reader()
        self.posted: tuple[str, dict[str, str]] = ("", {})
        self.addresses: list[str] = []

    def open(self, address: str) -> None:
        self._shows(address, self._get(self._full(address)))

    def follow(self, words: str) -> None:
        self.open(self.page.links[words])

    def frame(self) -> None:
        """Go into the one frame."""
        (source,) = self.page.frames
        self.open(source)

    def press(self, words: str, /, **typed: str) -> None:
        """Fill in the form that has this button, and press it."""
        # Said aloud: a `StopIteration` of a thread is never told to who waits for it.
        forms = [form for form in self.page.forms if words in form.buttons]
        assert forms, f"no button {words} on {self.page}"
        form = forms[0]
        assert form.method == "post"
        assert set(typed) <= form.fields.keys() | form.choices.keys()
        name, value = form.buttons[words]
        self.send(form.action, {**form.fields, **typed, **({name: value} if name else {})})

    def again(self) -> None:
        """Send the last form once more, as a reload does."""
        self.send(*self.posted)

    def send(self, action: str, fields: dict[str, str]) -> None:
        self.posted = action, dict(fields)
        address = self._full(action.partition("#")[0])
        # As forms do: every line ends with two signs.
        typed = {name: value.replace("\n", "\r\n") for name, value in fields.items()}
        self._shows(address, self._post(address, typed))

    @property
    def text(self) -> str:
        return self.page.text

    def has(self, button: str) -> bool:
        return any(button in form.buttons for form in self.page.forms)

    def field(self, name: str) -> str:
        """What is in this field, of the last form that has it."""
        return [form.fields[name] for form in self.page.forms if name in form.fields][-1]

    def _full(self, address: str) -> str:
        return urljoin(self.address, address)

    def _shows(self, address: str, reply: Reply) -> None:
        self.addresses.append(address)
        self.address = self._full(address)
        self.reply = reply
        self.page = Reader()
        self.page.feed(reply.text)
        assert not {name.lower() for name in reply.headers} & {"set-cookie"}
        assert reply.status == 404 or "<script" not in reply.text
