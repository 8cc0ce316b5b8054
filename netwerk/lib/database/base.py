"""The Django database engine "netwerk.lib.database": PostgreSQL that is asked no more than needed whether it is there.

The embedded one starts by itself upon the first connection.
"""

import select
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base, client
from psycopg import OperationalError
from psycopg.types.string import TextLoader

from netwerk.lib.database import embedded

# So many seconds a connection that answered is believed, as long as the server is silent.
BELIEVED = 1


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell`, for the embedded server with the psql that came with it."""

    def runshell(self, parameters: Iterable[str]) -> None:
        if "EMBEDDED_FOLDER" not in self.connection.settings_dict:
            super().runshell(parameters)
            return
        server = embedded.start(Path(self.connection.settings_dict["EMBEDDED_FOLDER"]))
        options = server.connection_options()
        psql = server.place.programs / "psql"
        with subprocess.Popen(
            [
                psql,
                f"--host={options['host']}",
                f"--port={options['port']}",
                f"--username={self.connection.settings_dict['USER']}",
                f"--dbname={self.connection.settings_dict['NAME']}",
                *parameters,
            ]
        ) as process:
            while process.poll() is None:
                try:
                    process.wait()
                except KeyboardInterrupt:
                    # Ctrl-C in psql cancels a query; it does not end psql, so neither does it end us.
                    continue
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, "psql")


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to PostgreSQL; to the embedded server when the settings have an `EMBEDDED_FOLDER`."""

    client_class = DatabaseClient
    _answered_at = float("-inf")
    _statement_cursor: Any = None

    def statement_cursor(self) -> Any:
        """A cursor whose statements stay planned (`prepare_threshold` in the settings); counted and logged as others.

        It is kept with the connection, since to make one takes as long as to ask a small question: read all that was
        found before you ask again, and do not close it. Moments come as text: to read hundreds takes longer than to
        find them.
        """
        self.close_if_health_check_failed()
        self.ensure_connection()
        if self._statement_cursor is None or self._statement_cursor.connection is not self.connection:
            self._statement_cursor = base.ServerBindingCursor(self.connection)  # type: ignore[call-arg]
            self._statement_cursor.adapters.register_loader("timestamptz", TextLoader)
        return self._prepare_cursor(self._statement_cursor)  # type: ignore[attr-defined]

    def is_usable(self) -> bool:
        """Whether the server answers. Looks only whether it hung up, when it answered just before and nothing failed.

        Django asks this at the start of each request (CONN_HEALTH_CHECKS), for which the server would be asked one
        question more than the page needs.
        """
        now = time.monotonic()
        if now - self._answered_at < BELIEVED and not self.errors_occurred and self._is_silent():
            return True
        answers = super().is_usable()
        self._answered_at = now if answers else float("-inf")
        return answers

    def _is_silent(self) -> bool:
        """Whether nothing came in since the last answer: no goodbye, no end, no notice that somebody should read."""
        if self.connection is None or self.connection.closed:
            return False
        poll = select.poll()
        poll.register(self.connection.fileno(), select.POLLIN)
        return not poll.poll(0)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if "EMBEDDED_FOLDER" not in self.settings_dict:
            return super().get_new_connection(conn_params)
        folder = Path(self.settings_dict["EMBEDDED_FOLDER"])
        server = embedded.start(folder)
        options = {**conn_params, **server.connection_options()}
        try:
            return super().get_new_connection(options)
        except OperationalError:
            # Either the database is not there, or the server was killed: only the second is for us.
            if server.is_ready():
                raise
            embedded.restart(folder)
            return super().get_new_connection(options)
