"""The roof: pages and commands that span the apps."""
