"""Links the style sheets of a page in the order in which its source imports them.

Vite's manifest names a page's own sheet before the sheets it shares with other pages, although the
source imports the shared ones first; linked like that, a page could not overrule a shared rule.
"""

from django_vite.core.asset_loader import DjangoViteAppClient, DjangoViteConfig


class SharedFirst(DjangoViteAppClient):  # type: ignore[misc]  # django-vite carries no types
    """django-vite's reader of the manifest, with shared sheets moved to the front."""

    def __init__(self, config: DjangoViteConfig, app_name: str) -> None:
        super().__init__(config, app_name)
        entries = self.manifest._entries
        shared = {entry.file for name, entry in entries.items() if name.startswith("_")}
        for name, entry in entries.items():
            sheets = sorted(entry.css, key=lambda file: file not in shared)
            entries[name] = entry._replace(css=sheets)
