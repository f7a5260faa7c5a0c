"""The domain that a model was trained with, kept as JSON beside Rasa's own copy.

Rasa reads its copy four times at each start, as YAML, which takes two thirds of the start; read as JSON it is the same domain at once
(docs/adr/0038). A model trained before this has Rasa's copy only, and starts as before.
"""

import json
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes import default_recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain

FILE = "domain.json"


class KeptDomain(DomainProvider):
    """Stands for Rasa's provider in the models that it is trained into: they name it."""

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "DomainProvider":
        """The domain as it was when the model was trained."""
        with model_storage.read_from(resource) as folder:
            kept = Path(folder) / FILE
            if kept.exists():
                return cls(model_storage, resource, Domain.from_dict(json.loads(kept.read_text(encoding="utf-8"))))
        return super().load(config, model_storage, resource, execution_context, **kwargs)

    def _persist(self, domain: Domain) -> None:
        super()._persist(domain)
        with self._model_storage.write_to(self._resource) as folder:
            text = json.dumps(domain.as_dict(), ensure_ascii=False)
            (Path(folder) / FILE).write_text(text, encoding="utf-8")


def keep_domains() -> None:
    """What is trained from now on in this process keeps its domain so; Rasa's recipe has no setting for it."""
    default_recipe.DomainProvider = KeptDomain
