"""What each role may do in the admin: docs/accounts.md says the same in words."""

from typing import Any

from django.contrib.auth.management import create_permissions

from netwerk.accounts.models import Role

# Organisations, meetings and the like can be published. Which one may be deleted then, the admin asks per row.
PUBLISHABLE = {
    "initiatives": ["organisation"],
    "meetings": ["meeting", "voice"],
    "agenda": ["agendaitem", "sharedmessage"],
}
PARTS = {
    "initiatives": ["postcode", "theme"],
    "meetings": ["programmepoint", "reportsection", "correction", "attendance", "attendingofficial", "signup"],
    "site": ["follow", "suggestion"],
    "lib": ["synonym"],
    "agenda": [
        "endorsement",
        "externalreference",
        "hotspot",
        "instrument",
        "messagelogentry",
        "messagepoint",
        "plate",
        "pointagendaitem",
        "step",
    ],
}
# Nobody deletes an action or what was said about it: nothing that was agreed gets lost.
KEPT = {"agenda": ["action", "actionupdate", "assessment"]}
AREAS = {"initiatives": ["area"]}
PEOPLE = {"accounts": ["user"]}
MAIL = {"lib": ["outgoingmail"], "agenda": ["mailedlink", "reminder"]}


def _codenames(tables: dict[str, list[str]], *actions: str) -> set[tuple[str, str]]:
    return {(app, f"{action}_{model}") for app, models in tables.items() for model in models for action in actions}


def permissions_of(role: Role) -> set[tuple[str, str]]:
    """The permissions of `role` as (app label, codename)."""
    if role == Role.EDITOR:
        return {("initiatives", "view_organisation"), ("initiatives", "change_organisation")}
    coordinator = (
        _codenames(PUBLISHABLE, "add", "change", "view", "delete")
        | _codenames(PARTS, "add", "change", "view", "delete")
        | _codenames(KEPT, "add", "change", "view")
        | _codenames(AREAS, "change", "view")
    )
    if role == Role.COORDINATOR:
        return coordinator
    everything = _codenames(AREAS | PEOPLE, "add", "change", "view", "delete")
    return coordinator | everything | _codenames(MAIL, "view") | {("auth", "view_group")}


def make_roles(apps: Any, alias: str = "default") -> None:
    """Make the groups and give each its permissions, whatever they had before. Safe to repeat.

    `apps` is the registry of a migration or of Django; the permissions themselves are made too, because inside a
    migration Django has not come to that yet.
    """
    for config in apps.get_app_configs():
        # The registry of a migration has no models module, and create_permissions passes over those.
        own, config.models_module = getattr(config, "models_module", None), True
        create_permissions(config, verbosity=0, using=alias, apps=apps)
        config.models_module = own
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    known = {
        (app, codename): pk
        for pk, app, codename in permission_model.objects.using(alias).values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for role in Role:
        group, _created = group_model.objects.using(alias).get_or_create(name=role.value)
        # What a later migration makes is not there yet; that one gives the permissions again.
        group.permissions.set([known[permission] for permission in permissions_of(role) if permission in known])
