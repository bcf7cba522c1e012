"""`manage.py export_directory FILE`: what may be passed on, as HSDS 3: .json or .zip of CSV."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from referrals.exchange import flattening
from referrals.exchange.names import VERSION
from referrals.transfer import exporting


class Command(BaseCommand):
    help = "Write the directory as HSDS 3 (.json, or .zip with CSV): nothing secret or licensed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        made = list(exporting.trees(exporting.services()))
        if path.suffix == ".zip":
            path.write_bytes(flattening.package(made))
        elif path.suffix == ".json":
            idle = list(exporting.idle(exporting.organisations()))
            whole = {"version": VERSION, "services": made, "organizations": idle}
            path.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
        else:
            raise CommandError("Name a file that ends with .json or .zip.")
        self.stdout.write(f"Written: {len(made)} services.")
