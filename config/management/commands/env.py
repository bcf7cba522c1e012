"""`manage.py env`: writes `.env.example` from the table of the environment."""

from config import variables
from helpline.generated import GeneratedFiles


class Command(GeneratedFiles):
    help = "Writes .env.example from config/variables.py."

    def files(self) -> dict[str, str]:
        return {".env.example": variables.example()}
