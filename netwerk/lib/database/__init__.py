"""PostgreSQL: how Django reaches it (base); of the embedded one where it lives (place), how it runs (server) and who
uses it (embedded). As a Django database engine the name of this package stands for base.DatabaseWrapper."""
