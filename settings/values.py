"""The settings of one installation. The table of variables is in docs/contracts.md, "Settings"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from settings import readings
from settings.schools import School, load_schools
from settings.telegram import TelegramSettings
from settings.theme import Theme, load_theme

DEFAULT_MODEL = "models/parlons-en.tar.gz"
BLOG = "PARLONS_EN_BLOG_URL"
THEME = "PARLONS_EN_THEME"
DPO = "PARLONS_EN_DPO"
DEFAULT_SESSIONS_PER_MINUTE = 600
LEAST_SESSIONS_PER_MINUTE = 120  # two classes of thirty that begin at once are never held back


@dataclass(frozen=True)
class Settings:
    """Everything an installation chooses; secrets and keys never appear in its `repr`."""

    database_url: str = field(repr=False)
    server_keys: tuple[bytes, ...] = field(repr=False)
    public_url: str
    ent_public_url: str
    ent_api_url: str
    ent_client_id: str
    ent_client_secret: str = field(repr=False)
    rasa_url: str
    rasa_secret: str = field(repr=False)
    actions_url: str
    actions_secret: str = field(repr=False)
    schools: tuple[School, ...]
    exit_url: str
    model: Path
    ent_bell_client_id: str | None = None
    ent_bell_client_secret: str | None = field(default=None, repr=False)
    blog_url: str | None = None
    ent_issuer: str | None = None
    listen: str = readings.LOOPBACK  # the address on which web, rasa and actions listen, each on its own port
    sessions_per_minute: int = DEFAULT_SESSIONS_PER_MINUTE
    ent_hosts: tuple[str, ...] = ()  # other origins of the same ENT, besides that of `ent_public_url`
    telegram: TelegramSettings | None = None  # None: that door does not exist
    theme: Theme | None = None  # None: our own look
    dpo: str | None = (
        None  # where to write to the data protection officer, as a pupil reads it; None: the notice says whom to ask
    )

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Read every variable; raises SettingsError (French, names the variable) at the first wrong one."""
        bell_id, bell_secret = readings.together(
            env, "PARLONS_EN_ENT_BELL_CLIENT_ID", "PARLONS_EN_ENT_BELL_CLIENT_SECRET"
        )
        return cls(
            database_url=readings.database(env, "PARLONS_EN_DATABASE"),
            server_keys=readings.keys(env, "PARLONS_EN_SERVER_KEYS"),
            public_url=readings.public_url(env, "PARLONS_EN_PUBLIC_URL"),
            ent_public_url=readings.public_url(env, "PARLONS_EN_ENT_PUBLIC_URL"),
            ent_api_url=readings.public_url(env, "PARLONS_EN_ENT_API_URL"),
            ent_client_id=readings.required(env, "PARLONS_EN_ENT_CLIENT_ID"),
            ent_client_secret=readings.required(env, "PARLONS_EN_ENT_CLIENT_SECRET"),
            rasa_url=readings.internal_url(env, "PARLONS_EN_RASA_URL"),
            rasa_secret=readings.secret(env, "PARLONS_EN_RASA_SECRET"),
            actions_url=readings.internal_url(env, "PARLONS_EN_ACTIONS_URL"),
            actions_secret=readings.secret(env, "PARLONS_EN_ACTIONS_SECRET"),
            schools=load_schools("PARLONS_EN_SCHOOLS", Path(readings.required(env, "PARLONS_EN_SCHOOLS"))),
            exit_url=readings.page(env, "PARLONS_EN_EXIT_URL"),
            model=Path(env.get("PARLONS_EN_MODEL", "").strip() or DEFAULT_MODEL),
            ent_bell_client_id=bell_id,
            ent_bell_client_secret=bell_secret,
            blog_url=readings.page(env, BLOG) if env.get(BLOG, "").strip() else None,
            ent_issuer=readings.issuer(env, "PARLONS_EN_ENT_ISSUER"),
            listen=readings.listening(env, "PARLONS_EN_LISTEN", "PARLONS_EN_LISTEN_PUBLIC"),
            sessions_per_minute=readings.at_least(
                env, "PARLONS_EN_SESSIONS_PER_MINUTE", LEAST_SESSIONS_PER_MINUTE, DEFAULT_SESSIONS_PER_MINUTE
            ),
            ent_hosts=readings.origins(env, "PARLONS_EN_ENT_HOSTS"),
            telegram=TelegramSettings.from_env(env),
            dpo=readings.words(env, DPO),
            theme=load_theme(THEME, Path(env[THEME].strip())) if env.get(THEME, "").strip() else None,
        )

    @property
    def ent_origins(self) -> tuple[str, ...]:
        """Every origin whose pages may frame the assistant, the ENT's first address first; each once."""
        return tuple(dict.fromkeys([readings.origin(self.ent_public_url), *self.ent_hosts]))

    def school(self, school_id: str) -> School | None:
        """The served school of this ENT id, or None: an unknown school has no group to write to."""
        return next((school for school in self.schools if school.id == school_id), None)

    def sharing(self, school: School) -> tuple[School, ...]:
        """The schools served whose group is that of this one: itself, and those of its circonscription."""
        return tuple(each for each in self.schools if each.group_id == school.group_id)
