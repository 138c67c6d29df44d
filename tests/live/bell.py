"""A Redis of our own."""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

from tests.live.ports import free_port


class Bell:
    """A Redis of our own, to be killed; where there is none, the address that the tests were given."""

    def __init__(self, folder: Path) -> None:
        self.program = shutil.which("redis-server")
        self.folder = folder
        self.port = free_port()
        own = f"redis://127.0.0.1:{self.port}/0"
        self.address = own if self.program else os.environ.get("REDIS_URL", "")
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        if not self.program:
            return
        words = [
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
        ]
        with (self.folder / "redis.log").open("ab") as log:
            self.process = subprocess.Popen(
                [self.program, *words], cwd=self.folder, stdout=log, stderr=log
            )
        for _try in range(100):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait(10)
