"""What an administrator may change here: lines, sites and counsellors, and no conversation."""

from django.contrib import admin

from helpline.models import Counsellor, Line, Site

admin.site.register(Line, list_display=("name", "slug", "number"))
admin.site.register(
    Site, list_display=("key", "origin", "line", "active"), list_filter=("line", "active")
)
admin.site.register(
    Counsellor,
    list_display=("shift_name", "line", "capacity", "supervisor"),
    list_filter=("line", "supervisor"),
    autocomplete_fields=("user",),
)
