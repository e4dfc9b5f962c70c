"""Where the program finds its database and keeps its files.

Put here: what a user may set, under which name, and the folders that follow from it. Keep out: anything that starts,
connects or creates; importing this module must stay cheap.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Self

import platformdirs
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(ValueError):
    """A setting cannot be used; the message is one line for a person."""


class Settings(BaseSettings):
    """What the environment says, under names that begin with TAWATUR_; an empty value counts as not set."""

    model_config = SettingsConfigDict(
        env_prefix="TAWATUR_", env_ignore_empty=True, frozen=True, hide_input_in_errors=True
    )

    database_url: str | None = Field(default=None, repr=False)
    """A Postgres server to use in place of the embedded one; may hold a password, so it is never printed."""

    data_dir: Path = Field(default_factory=lambda: platformdirs.user_data_path("tawatur", appauthor=False))
    """Where the embedded database, the raw archive, reports and Data Docs live."""

    embeddings: str | None = None
    """What makes a sentence model for linking across languages, as `package.module:factory`; none is needed."""

    @field_validator("embeddings")
    @classmethod
    def _name_a_factory(cls, name: str | None) -> str | None:
        if name is not None and not re.fullmatch(r"[\w.]+:\w+", name):
            raise ValueError("must be package.module:factory")
        return name

    @field_validator("database_url")
    @classmethod
    def _use_psycopg(cls, url: str | None) -> str | None:
        if url is None:
            return None
        scheme, separator, rest = url.partition("://")
        if not separator or scheme not in ("postgres", "postgresql", "postgresql+psycopg"):
            shown = f"{scheme}://" if separator and re.fullmatch(r"[a-z0-9+]+", scheme) else "something else"
            raise ValueError(f"must begin with postgresql://, not with {shown}")
        return f"postgresql+psycopg://{rest}"

    @field_validator("data_dir")
    @classmethod
    def _make_absolute(cls, folder: Path) -> Path:
        return folder.expanduser().absolute()

    @classmethod
    def read(cls) -> Self:
        """The settings of this process's environment; raises SettingsError naming the variable at fault."""
        try:
            return cls()
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            name = f"TAWATUR_{first['loc'][0]}".upper()
            raise SettingsError(f"{name}: {first['msg'].removeprefix('Value error, ')}") from None

    @property
    def database_dir(self) -> Path:
        """The embedded server's home."""
        return self.data_dir / "postgres"

    @property
    def reports_dir(self) -> Path:
        """Finished HTML reports."""
        return self.data_dir / "reports"

    @property
    def data_docs_dir(self) -> Path:
        """The pages that Great Expectations builds."""
        return self.data_dir / "data-docs"

    @property
    def prefect_home(self) -> Path:
        """Prefect's own folder, apart from any other Prefect of the user."""
        return self.data_dir / "prefect"
