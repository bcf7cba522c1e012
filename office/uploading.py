"""A file sent to a page, kept in memory up to a limit that the page names; more is let go."""

import io
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

if TYPE_CHECKING:
    Sent = UploadedFile[bytes]
else:
    Sent = UploadedFile

View = Callable[..., HttpResponse]


class UpTo(FileUploadHandler):
    """Takes files of at most so many bytes together; of what is more, only that it came."""

    def __init__(self, request: HttpRequest, most: int) -> None:
        super().__init__(request)
        self.left, self.too_large = most, False
        self.kept = io.BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.left -= len(raw_data)
        if self.left < 0:
            self.too_large, self.kept = True, io.BytesIO()
            raise SkipFile
        self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> Sent:
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept,
            self.field_name,
            self.file_name or "",
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )


def takes(most: int) -> Callable[[View], View]:
    """Lets a page take files up to so many bytes; `is_too_large` says if one was larger.

    Put it below what decides who may come in: nothing is read of what others send. What says
    that the form is ours stands in what is sent, so it is looked at only after that.
    """

    def around(view: View) -> View:
        checked = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def taking(request: HttpRequest, *args: Any, **address: Any) -> HttpResponse:
            request.upload_handlers = [UpTo(request, most)]
            return checked(request, *args, **address)

        return taking

    return around


def is_too_large(request: HttpRequest) -> bool:
    return bool([each for each in request.upload_handlers if getattr(each, "too_large", False)])
