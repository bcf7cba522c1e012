"""Who is blocked and why, whose number was shown to whom, and what the provider must still erase.

No page here has a number or a hash in it: people are their two-word names.
"""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from helpline import access
from routing.models import Block, Reveal
from routing.texting import blocks, reveals
from transcripts.models import Removal

if TYPE_CHECKING:
    BlockModelAdmin = admin.ModelAdmin[Block]
    RevealModelAdmin = admin.ModelAdmin[Reveal]
    RemovalModelAdmin = admin.ModelAdmin[Removal]
else:
    BlockModelAdmin = RevealModelAdmin = RemovalModelAdmin = admin.ModelAdmin


class OnlyRead:
    """What happened is looked at, and changed by nobody."""

    def has_add_permission(self, request: HttpRequest, *_: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Block)
class BlockAdmin(OnlyRead, BlockModelAdmin):
    """Blocks that count now or have been undone; each ends by itself."""

    list_display = ("handle", "line", "reason", "by", "made_at", "until", "turned_away", "undone")
    list_filter = ("line",)
    exclude = ("address_hash",)
    actions = ("undo",)

    @admin.display(description="Undone", boolean=True)
    def undone(self, block: Block) -> bool:
        return block.ended_at is not None

    @admin.action(description="Undo these blocks", permissions=["view"])
    def undo(self, request: HttpRequest, chosen: QuerySet[Block]) -> None:
        """Take in again what comes from them; who undid it is written down."""
        person = access.person_of(request.user)
        if person is None:
            messages.error(request, "Only a counsellor may undo a block: it is signed by name.")
            return
        for block in chosen:
            blocks.lift(block, by=person, now=timezone.now())
        messages.success(request, f"Undone: {len(chosen)}.")


@admin.register(Reveal)
class RevealAdmin(OnlyRead, RevealModelAdmin):
    """Whose number was shown, to whom and, as long as their words are kept, why."""

    list_display = ("whose", "counsellor", "why", "at", "until")
    list_filter = ("counsellor",)
    list_select_related = ("conversation__seeker", "counsellor")
    fields = ("whose", "counsellor", "why", "at", "until")

    @admin.display(description="Seeker")
    def whose(self, reveal: Reveal) -> str:
        return reveal.conversation.seeker.handle

    @admin.display(description="Reason")
    def why(self, reveal: Reveal) -> str:
        return reveals.reason_of(reveal) or "erased"


class Outstanding(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("done", "erased there")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(done_at__isnull=self.value() != "done")

    def choices(self, changelist: Any) -> Any:
        all_of_them, *rest = super().choices(changelist)
        return [{**all_of_them, "display": "still there"}, *rest]


@admin.register(Removal)
class RemovalAdmin(OnlyRead, RemovalModelAdmin):
    """What was erased here and must be erased at the provider too."""

    list_display = ("external_id", "channel", "made_at", "attempts", "cause", "next_at", "done_at")
    list_filter = (Outstanding, "channel")
    ordering = ("made_at",)
