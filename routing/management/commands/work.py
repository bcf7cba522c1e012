"""`manage.py work`: the worker alone; any number may run."""

import asyncio
import contextlib
import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from helpline import metrics
from routing import serving
from routing.timers import Worker
from routing.upkeep import waking


class Command(BaseCommand):
    help = "Send texts, lapse offers and leases, erase what is due. Runs until it is ended."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.METRICS_PORT:
            try:
                metrics.listen(settings.METRICS_PORT)
            except OSError:
                raise CommandError(
                    "METRICS_PORT: this port cannot be had. Set it to a free one, or leave it out."
                ) from None
        waking.until_ready()
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(self.run())

    async def run(self) -> None:
        """The loop exists to ring the bell for the web processes when something moved."""
        loop = asyncio.get_running_loop()
        serving.door.bind(loop)
        ended = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, ended.set)
        worker = Worker()
        worker.start()
        self.stdout.write("The worker is running.")
        await ended.wait()
        await asyncio.to_thread(worker.stop)
