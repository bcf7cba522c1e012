"""`manage.py protocol`: writes the TypeScript types and the document of the protocol."""

from helpline import protocol_document, typescript
from helpline.generated import GeneratedFiles


class Command(GeneratedFiles):
    help = "Writes frontend/src/shared/protocol.ts and docs/protocol.md from helpline/protocol/."

    def files(self) -> dict[str, str]:
        return {
            "frontend/src/shared/protocol.ts": typescript.module(),
            "docs/protocol.md": protocol_document.text(),
        }
