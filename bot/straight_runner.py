"""Runs Rasa's graph node after node, in the order that their needs make.

Rasa's own runner hands every run to dask, which plans it again each time: a third of a millisecond for the handful of nodes of ours, three
times a turn (docs/adr/0038). The nodes are Rasa's, made by its runner.
"""

from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphNode, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner

Needs = tuple[tuple[str, tuple[str, ...]], ...]


class StraightRunner:
    """Gives what the runner that it stands for gives."""

    def __init__(self, runner: DaskGraphRunner) -> None:
        self._schema: GraphSchema = runner._graph_schema  # noqa: SLF001 (Rasa shows them nowhere else)
        self._nodes: dict[str, GraphNode] = runner._instantiated_nodes  # noqa: SLF001
        self._orders: dict[tuple[str, ...], Needs] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """The output of each target.

        Raises:
            GraphRunError: an input has the name of a node, or the run failed as it does with Rasa's runner.
        """
        wanted = tuple(targets or self._schema.target_names)
        done = {name: (name, value) for name, value in (inputs or {}).items()}
        if not self._nodes.keys().isdisjoint(done):
            raise GraphRunError("an input has the name of a node")
        try:
            for name, needs in self._order(wanted):
                done[name] = self._nodes[name](*(done[need] for need in needs))
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return dict(done[name] for name in wanted)

    def _order(self, wanted: tuple[str, ...]) -> Needs:
        if wanted not in self._orders:
            nodes = self._schema.minimal_graph_schema(list(wanted)).nodes
            needs = {name: tuple(node.needs.values()) for name, node in nodes.items()}
            order = TopologicalSorter(needs).static_order()
            self._orders[wanted] = tuple((name, needs[name]) for name in order if name in needs)
        return self._orders[wanted]
