"""`manage.py env`: writes `.env.example` from the table of the environment."""

from config import env
from helpline.generated import GeneratedFiles


class Command(GeneratedFiles):
    help = "Writes .env.example from config/env.py."

    def files(self) -> dict[str, str]:
        return {".env.example": env.example()}
