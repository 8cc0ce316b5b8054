"""The embedded PostgreSQL: where it lives (place), how it runs (server), who uses it (embedded), how Django
reaches it (base). As a Django database engine the name of this package stands for base.DatabaseWrapper."""
