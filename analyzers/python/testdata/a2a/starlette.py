"""Serves an agent over A2A."""
from a2a.server.apps import A2AStarletteApplication

app = A2AStarletteApplication(agent_card=card, http_handler=handler)
