"""The landlord: what kind it is, where it is, its tenures, its roles and its own choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from calculators.core.wording import WEEKDAYS, in_list
from handbook.content.fields import Fields, meant
from handbook.content.files import read_text
from handbook.content.problems import Problems
from handbook.content.yaml import Mapping as YamlMapping
from handbook.content.yaml import read_yaml

FILE = "policies/organisation.yaml"
COUNCIL = "council"
HOUSING_ASSOCIATION = "housing association"
#: The tenancies each kind of landlord can grant.
TENURES = {
    COUNCIL: ("secure", "flexible", "introductory", "demoted"),
    HOUSING_ASSOCIATION: ("assured", "starter assured shorthold"),
}
#: Debts either kind may collect.
OTHER_DEBTS = ("former tenant", "garage", "leaseholder", "other sundry debt")
ALL_TENURES = (*TENURES[COUNCIL], *TENURES[HOUSING_ASSOCIATION], *OTHER_DEBTS)


@dataclass(frozen=True)
class Role:
    """A job that decides or can be reached; never a person.

    Attributes:
        id: Its name in policy text and approvals.
        title: Its name for readers.
        reached_by: How to reach whoever holds it: a team's telephone, mailbox or desk.
    """

    id: str
    title: str
    reached_by: str = ""


@dataclass(frozen=True)
class Choices:
    """What the landlord decides for itself and pages start from.

    Attributes:
        rent_charged_on: The weekday a week's rent is charged.
        rent_free_weeks: Weeks of the rent year with no charge.
    """

    rent_charged_on: str
    rent_free_weeks: int


@dataclass(frozen=True)
class Organisation:
    """The landlord whose handbook this is.

    Attributes:
        name: Its name for readers.
        is_model: Whether it is the example shipped with the handbook.
        kind: council or housing association.
        nation: England.
        tenures: The tenancies and other debts it collects.
        roles: Its roles by id.
        choices: What it decides for itself.
    """

    name: str
    is_model: bool
    kind: str
    nation: str
    tenures: tuple[str, ...]
    roles: Mapping[str, Role]
    choices: Choices


def read_organisation(root: Path, problems: Problems) -> Organisation | None:
    """The landlord, or None if its file cannot be read."""
    path = root / FILE
    if not path.is_file():
        problems.add(
            FILE,
            0,
            "",
            "The file is missing",
            "Copy it from the handbook as shipped and fill it in",
        )
        return None
    text = read_text(path, FILE, problems)
    node = read_yaml(text, FILE, problems) if text is not None else None
    if node is None:
        return None
    if not isinstance(node, YamlMapping):
        problems.add(FILE, node.line, "", "This must be keys with values", "Write “name: ...”")
        return None
    fields = Fields(FILE, node, problems)
    name = fields.text("name")
    is_model = fields.flag("model")
    kind = fields.choice("kind", tuple(TENURES))
    nation = fields.text("nation")
    if nation and nation != "England":
        fields.note(
            "nation",
            f"This handbook covers England only, and the landlord is in {nation}, where the law "
            "on rent arrears differs",
            "Use guidance written for that nation",
        )
    tenures = read_tenures(fields, kind)
    roles = read_roles(fields)
    choices = read_choices(fields)
    fields.finish()
    return Organisation(name, is_model, kind, nation, tuple(tenures), roles, choices)


def read_tenures(fields: Fields, kind: str) -> list[str]:
    """The tenures, which must fit the kind of landlord."""
    tenures = fields.texts("tenures")
    allowed = (*TENURES.get(kind, ALL_TENURES), *OTHER_DEBTS)
    for index, tenure in enumerate(tenures):
        if tenure in allowed:
            continue
        if tenure in ALL_TENURES:
            message = f"A {kind} does not grant “{tenure}” tenancies"
            remedy = f"Take it out; a {kind} grants {in_list(TENURES[kind])} tenancies"
        else:
            message = f"“{tenure}” is not a tenure we know"
            remedy = meant(tenure, allowed) or f"Use {in_list(allowed, 'or')}"
        fields.note_row("tenures", index, message, remedy)
    return tenures


def read_roles(fields: Fields) -> dict[str, Role]:
    """The roles by id."""
    roles: dict[str, Role] = {}
    for row in fields.rows("roles"):
        id_ = row.text("id")
        title = row.text("title")
        reached_by = row.text("reached_by", needed=False)
        row.finish()
        if id_ in roles:
            row.note("id", f"“{id_}” is the id of two roles", "Keep one of them")
        elif id_:
            roles[id_] = Role(id_, title, reached_by)
    return roles


def read_choices(fields: Fields) -> Choices:
    """The landlord's own choices."""
    choices = fields.within("choices")
    if choices is None:
        return Choices("monday", 0)
    day = choices.choice("rent_charged_on", tuple(each.casefold() for each in WEEKDAYS))
    free = choices.text("rent_free_weeks")
    if free and not (free.isdigit() and int(free) <= 12):
        choices.note(
            "rent_free_weeks",
            f"“{free}” is not a number of weeks from 0 to 12",
            "Write digits alone, or 0 if rent is charged every week",
        )
        free = "0"
    choices.finish()
    return Choices(day, int(free or 0))
