"""What every model of a study file is made of."""

from __future__ import annotations

import os
from typing import Annotated

# No other package's plugin takes part in what is accepted; looking for some reads the metadata of all that is installed.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
from pydantic import BaseModel, ConfigDict, StringConstraints

Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{1,32}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Model):
    """One text in both report languages."""

    zh: Name
    en: Name

    def __getitem__(self, language: str) -> str:
        return getattr(self, language)
