"""What is written down of what people did: looked at, changed by nobody, not a word of a talk."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from transcripts.models import Audit

if TYPE_CHECKING:
    AuditModelAdmin = admin.ModelAdmin[Audit]
else:
    AuditModelAdmin = admin.ModelAdmin


@admin.register(Audit)
class AuditAdmin(AuditModelAdmin):
    """Who looked at what was kept, and who tried what they may not. Reasons are not shown here."""

    list_display = ("at", "name", "action", "detail", "about", "conversation")
    list_filter = ("action",)
    ordering = ("-at",)
    fields = ("at", "name", "action", "detail", "about", "conversation")

    def has_add_permission(self, request: HttpRequest, *_: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
