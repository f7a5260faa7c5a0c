"""Who the administrator is: which schools they belong to and which they administer (reference/ent-contract.md §1.5)."""

from dataclasses import dataclass
from typing import Any

from ent.parts import any_text, rows, text, texts

_LOCAL, _SUPER = "ADMIN_LOCAL", "SUPER_ADMIN"


@dataclass(frozen=True)
class Administrator:
    """`administered` are the ENT structure ids of their ADMIN_LOCAL function; `is_super` stands for the whole platform."""

    id: str
    type: str
    structure_ids: tuple[str, ...]
    administered: tuple[str, ...]
    is_super: bool


def administrator(answer: Any) -> Administrator:
    """From userinfo 3.0, by cookie or bearer alike; name, birth date, e-mail and mobile are dropped.

    Its `structures` are external ids: the ENT's own are in `structureNodes`.
    """
    functions = answer.get("functions") or {}
    local = functions.get(_LOCAL) or {}
    return Administrator(
        id=text(answer["userId"]),
        type=any_text(answer["type"]),
        structure_ids=tuple(text(node["id"]) for node in rows(answer.get("structureNodes") or [])),
        administered=texts(local.get("scope") or []),
        is_super=_SUPER in functions,
    )
