"""Workflow rights: the names that the ENT shows, and the `<java class>|<method>` that a session holds (contract, 0.3) [R]."""

from __future__ import annotations

_CONVERSATION = "org.entcore.conversation.controllers"
ACTIONS = {
    "conversation.create.draft": f"{_CONVERSATION}.ConversationController|createDraft",
    "conversation.threads.list": f"{_CONVERSATION}.ConversationController|listThreads",
    "conversation.recall": f"{_CONVERSATION}.ApiController|recallMessage",
    "timeline.mixin.config": "org.entcore.timeline.controllers.TimelineController|mixinConfig",
    "timeline.publish": "org.entcore.timeline.controllers.TimelineController|publish",
    "chatbot.view": "fr.openent.chatbot.controller.ChatbotController|view",
    "workspace.document.add": "org.entcore.workspace.controllers.WorkspaceController|addDocument",
    "actualites.create.thread": "net.atos.entng.actualites.controllers.ThreadController|createThread",
}
NAMES = {action: name for name, action in ACTIONS.items()}


def action_of(right: str) -> str:
    """The action behind a name; an action stays itself."""
    return ACTIONS.get(right, right)
