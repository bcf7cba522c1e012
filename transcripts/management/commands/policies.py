"""`manage.py policies`: writes what is kept, and for how long, into its document."""

from helpline.generated import GeneratedFiles
from transcripts.promised import policies_document


class Command(GeneratedFiles):
    help = "Writes docs/policies.md from transcripts/policies.py."

    def files(self) -> dict[str, str]:
        return {"docs/policies.md": policies_document.text()}
