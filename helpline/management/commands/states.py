"""`manage.py states`: draws the table of `helpline/states.py` into its document."""

from helpline import states_document
from helpline.generated import GeneratedFiles


class Command(GeneratedFiles):
    help = "Writes docs/states.md from helpline/states.py."

    def files(self) -> dict[str, str]:
        return {"docs/states.md": states_document.text()}
