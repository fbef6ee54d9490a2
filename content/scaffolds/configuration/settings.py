"""What differs from one environment to another, apart from the code.

Values come from the environment (<%variable%>DATA_PATH …), then from .env, which stays on
this machine, then from <%file%>, which is the same for everybody.
"""

from pathlib import Path

from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    YamlConfigSettingsSource,
)


class Settings(BaseSettings):
    """All settings, with their types. `Settings()` reads and checks them."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_prefix="<%variable%>",
        extra="ignore",
        yaml_file="<%file%>",
    )

    data_path: Path
    model_path: Path
    features: list[str]
    target: str
<%#options%>
    <%name%>: <%type%>
<%/options%>

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What comes first wins."""
        return (
            init_settings,
            env_settings,
            dotenv_settings,
            file_secret_settings,
            YamlConfigSettingsSource(settings_cls),
        )
