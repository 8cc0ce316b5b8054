"""The Django database engine "netwerk.lib.database": PostgreSQL that starts by itself upon the first connection."""

import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base, client
from psycopg import OperationalError

from netwerk.lib.database import embedded


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell` with the psql that came with the server."""

    def runshell(self, parameters: Iterable[str]) -> None:
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
    """A connection to the embedded server of `EMBEDDED_FOLDER`."""

    client_class = DatabaseClient

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
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
