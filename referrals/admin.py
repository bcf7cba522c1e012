"""What an administrator may change here: the snippets."""

from django.contrib import admin

from referrals.models import Snippet

admin.site.register(
    Snippet,
    list_display=("slug", "category", "referral", "checked", "active"),
    list_filter=("category", "referral", "active"),
    search_fields=("slug", "category", "tags"),
)
