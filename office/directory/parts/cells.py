"""One part of a list as a row of fields; what no field shows stays as it is kept."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar

import msgspec
from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from msgspec.structs import asdict

from helpline.models import LOCALES
from referrals.wording.plaintext import plain
from referrals.wording.texts import Texts

LONGEST = 2000
BETWEEN = " · "


class Words(forms.CharField):
    """Words as people type them; markup in them is text."""

    def __init__(self, label: Any, *, longest: int = LONGEST, **options: Any) -> None:
        super().__init__(label=label, required=False, max_length=longest, **options)

    def clean(self, value: Any) -> str:
        return plain(super().clean(value) or "")


class Cells(forms.Form):
    """A row of fields about one part, of the shape `shape`.

    `texts` names what of it is said in each language. A row that nobody has touched gives the part
    back as it was; one without anything in it is none.
    """

    shape: ClassVar[type[msgspec.Struct]]
    texts: ClassVar[dict[str, Any]] = {}
    first: ClassVar[tuple[str, ...]] = ()

    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, prefix: str, part: Any = None, data: QueryDict | None = None) -> None:
        self.broken = False
        if data is not None and not [name for name in data if name.startswith(f"{prefix}-")]:
            # Only asked for: an empty row, which has its own beginnings and complains of nothing.
            data = None
        self.part = part if data is None else self._carried(data.get(f"{prefix}-kept", ""))
        super().__init__(
            data, prefix=prefix, auto_id="%s", label_suffix="", use_required_attribute=False
        )
        self._add_texts()
        self.order_fields([*self.first, *self.fields])
        if self.part is not None:
            self.initial = {
                "kept": msgspec.json.encode(self.part).decode(),
                **self._texts_of(self.part),
                **self.filled(self.part),
            }

    def _carried(self, kept: str) -> Any:
        """What the page carried along of the part; anybody could have written something else."""
        try:
            return msgspec.json.decode(kept, type=self.shape) if kept else None
        except msgspec.DecodeError:
            self.broken = True
            return None

    def _add_texts(self) -> None:
        for name, label in self.texts.items():
            for code, language in LOCALES:
                field = Words(f"{label} ({language})")
                field.widget.attrs["lang"] = code
                self.fields[f"{name}_{code}"] = field

    def _texts_of(self, part: Any) -> dict[str, str]:
        return {
            f"{name}_{code}": getattr(part, name).get(code, "")
            for name in self.texts
            for code, _language in LOCALES
        }

    # ---- what each shape says for itself -------------------------------------------------------

    def filled(self, part: Any) -> dict[str, Any]:
        """How its fields are filled in, those of texts aside."""
        names = [name for name in self.fields if name in self.shape.__struct_fields__]
        return {name: getattr(part, name) for name in names}

    def read(self, typed: dict[str, Any]) -> dict[str, Any]:
        """What was typed as fields of the shape, texts aside."""
        names = [name for name in self.fields if name in self.shape.__struct_fields__]
        return {name: typed[name] for name in names}

    def complain(self, typed: dict[str, Any]) -> None:
        """Say at a field what is missing, or does not fit."""

    @classmethod
    @abstractmethod
    def said(cls, part: Any) -> Iterable[str]:
        """What a line about a part says, in a few words each."""

    # ---- as a row ------------------------------------------------------------------------------

    @property
    def shown(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name != "kept"]

    @property
    def inner(self) -> list[Any]:
        """Lists that hang on this part."""
        return []

    @property
    def title(self) -> str:
        """What it is called on its buttons."""
        part = self.part
        return next(iter(self.spoken(part).split(BETWEEN)), "") if part is not None else ""

    @classmethod
    def spoken(cls, part: Any) -> str:
        return BETWEEN.join(word for word in cls.said(part) if word)

    def is_blank(self) -> bool:
        """Whether nothing stands in it, apart from what an empty row begins with."""
        if not self.is_bound:
            return self.part is None
        return not [
            name
            for name, field in self.fields.items()
            if name != "kept" and field.has_changed(field.initial, self[name].data)
        ]

    def clean(self) -> dict[str, Any]:
        if self.broken:
            self.add_error(None, _("This row cannot be read. Take it away, and write it anew."))
        elif not self.is_blank() and (self.part is None or self.has_changed()):
            # What others have gathered is not always whole; untouched, it is nobody's mistake here.
            self.complain(self.cleaned_data)
        return self.cleaned_data

    def made(self) -> Any:
        """The part that it says, what no field shows among it."""
        if self.part is not None and not self.has_changed():
            return self.part
        before = asdict(self.part) if self.part is not None else {}
        texts = {name: self._typed(name, before.get(name, {})) for name in self.texts}
        return self.shape(**{**before, **texts, **self.read(self.cleaned_data)})

    def _typed(self, name: str, before: Texts) -> Texts:
        typed = {code: self.cleaned_data[f"{name}_{code}"] for code, _language in LOCALES}
        return {code: words for code, words in {**before, **typed}.items() if words}


def both(words: Texts) -> str:
    """A text in all its languages, once each."""
    return " / ".join(dict.fromkeys(filter(None, words.values())))
