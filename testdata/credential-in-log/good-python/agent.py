import logging
import os

from agents import Agent

log = logging.getLogger(__name__)
token = os.environ["GITHUB_TOKEN"]
log.info("starting as %s, token %s", os.environ["AGENT_NAME"], "set" if token else "missing")
log.debug("token of %d characters: %s…", len(token), token[:4])
print(bool(token))
triage = Agent(name="Triage", instructions="Sort the issues.")
