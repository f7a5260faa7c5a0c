"""What `parlons-en ent setup` needs of the settings: it runs before the rest of the installation is complete."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from settings import School, readings
from settings.schools import load_schools

SCHOOLS = "PARLONS_EN_SCHOOLS"


@dataclass(frozen=True)
class SetupSettings:
    """The ENT, our address, our connector, whether the ENT signs identities, the schools already written."""

    ent_api_url: str
    public_url: str
    client_id: str
    client_secret: str = field(repr=False)
    ent_signs: bool
    schools: tuple[School, ...]

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "SetupSettings":
        """Raises SettingsError. A schools file that does not exist yet is an empty one."""
        path = env.get(SCHOOLS, "").strip()
        return cls(
            ent_api_url=readings.public_url(env, "PARLONS_EN_ENT_API_URL"),
            public_url=readings.public_url(env, "PARLONS_EN_PUBLIC_URL"),
            client_id=readings.required(env, "PARLONS_EN_ENT_CLIENT_ID"),
            client_secret=readings.required(env, "PARLONS_EN_ENT_CLIENT_SECRET"),
            ent_signs=readings.issuer(env, "PARLONS_EN_ENT_ISSUER") is not None,
            schools=load_schools(SCHOOLS, Path(path)) if path and Path(path).exists() else (),
        )
