"""The connectors of a school, as its local administrator may register and give them (reference/ent-contract.md §1.7)."""

from collections.abc import Sequence

from ent import applications
from ent.addresses import segment
from ent.parts import read
from ent.signed import SignedCalls

_EXTERNAL = "/appregistry/application/external"


class RegistryCalls(SignedCalls):
    """Every method raises EntError; Forbidden when it is not their school. A locked application stays as it is, in silence."""

    async def external_applications(self, structure_id: str) -> tuple[applications.Application, ...]:
        """The applications registered for a school, without their secrets."""
        answer = await self._get("/appregistry/external-applications", ("structureId", structure_id))
        return read(applications.applications, answer)

    async def create_application(
        self, structure_id: str, application: applications.NewApplication
    ) -> applications.CreatedApplication:
        """Register an application. Refused(400, "appregistry.failed.app") when the name is taken; its host is let through by the
        sign-in within half an hour."""
        content = applications.creation(application)
        return read(applications.created, await self._write("POST", _EXTERNAL, content, ("structureId", structure_id)))

    async def configure_application(self, application_id: str, application: applications.NewApplication) -> None:
        """Change a registered application."""
        path = f"/appregistry/application/conf/{segment(application_id)}"
        await self._write("PUT", path, applications.change(application))

    async def delete_application(self, application_id: str) -> None:
        """Remove a registered application."""
        await self._write("DELETE", f"{_EXTERNAL}/{segment(application_id)}")

    async def application_holders(self, structure_id: str, application_id: str) -> frozenset[str]:
        """The ids of the groups of the school that have it in "Mes applis"."""
        path = f"{_EXTERNAL}/{segment(application_id)}/groups/roles"
        return read(applications.holders, await self._get(path, ("structureId", structure_id)))

    async def authorize_application(self, structure_id: str, application_id: str, profiles: Sequence[str]) -> None:
        """Show it in "Mes applis" of these profiles of the school: `Student`, `Teacher`, `Personnel`, `Relative`."""
        await self._write("PUT", _given(structure_id, application_id), None, *_profiles(profiles))

    async def withdraw_application(self, structure_id: str, application_id: str, profiles: Sequence[str]) -> None:
        """Take it out of "Mes applis" of these profiles."""
        await self._write("DELETE", _given(structure_id, application_id), None, *_profiles(profiles))


def _given(structure_id: str, application_id: str) -> str:
    return f"/appregistry/structure/{segment(structure_id)}/application/external/{segment(application_id)}/authorize"


def _profiles(profiles: Sequence[str]) -> list[tuple[str, str]]:
    return [("profile", profile) for profile in profiles]
