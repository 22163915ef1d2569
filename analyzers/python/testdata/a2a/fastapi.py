"""Serves an agent over A2A."""
from a2a.server.apps import A2AFastAPIApplication

app = A2AFastAPIApplication(agent_card=card, http_handler=handler)
