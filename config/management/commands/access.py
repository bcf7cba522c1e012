"""`manage.py access`: writes down who may do what, from the tables that decide it."""

from config import access_document
from helpline.generated import GeneratedFiles


class Command(GeneratedFiles):
    help = "Writes docs/access.md from helpline/access.py and config/opens.py."

    def files(self) -> dict[str, str]:
        return {"docs/access.md": access_document.text()}
