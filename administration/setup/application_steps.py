"""The connector, and who has it in "Mes applis"."""

from collections.abc import Mapping
from dataclasses import dataclass

from administration.setup.site import Site
from administration.setup.steps import UndoFailed
from ent import NewApplication

PUPILS = ("Student",)


@dataclass(frozen=True)
class RegisterApplication:
    """Register the connector; its secret is ours and never shown."""

    application: NewApplication
    code = "register_application"

    @property
    def values(self) -> Mapping[str, str]:
        """Client id, address, scopes."""
        written = self.application
        return {"client": written.name, "address": written.address, "scopes": " ".join(written.scopes)}

    async def warning(self, site: Site) -> None:
        """Nothing to warn of."""

    async def do(self, site: Site) -> None:
        """Create, and keep its id."""
        created = await site.client.create_application(site.structure_id, self.application)
        site.application_id = created.id

    async def settled(self, site: Site) -> bool:
        """It is in the school's list, where it was not."""
        rows = await site.client.external_applications(site.structure_id)
        site.application_id = next((row.id for row in rows if row.name == self.application.name), "")
        return bool(site.application_id)

    async def undo(self, site: Site) -> None:
        """Delete it, unless an earlier try did."""
        if await self.settled(site):
            await site.client.delete_application(site.application_id)
        if await self.settled(site):
            raise UndoFailed


@dataclass(frozen=True)
class GiveApplication:
    """Put the connector in the pupils' "Mes applis"; they did not have it."""

    name: str
    code = "give_application"

    @property
    def values(self) -> Mapping[str, str]:
        """The connector's name."""
        return {"client": self.name}

    async def warning(self, site: Site) -> None:
        """Nothing to warn of."""

    async def do(self, site: Site) -> None:
        """Give."""
        await site.client.authorize_application(site.structure_id, site.application_id, PUPILS)

    async def settled(self, site: Site) -> bool:
        """The pupils' group holds it."""
        return site.pupils_id in await site.client.application_holders(site.structure_id, site.application_id)

    async def undo(self, site: Site) -> None:
        """Take it back."""
        await site.client.withdraw_application(site.structure_id, site.application_id, PUPILS)
        if await self.settled(site):
            raise UndoFailed
