import logging
import os

from agents import Agent

log = logging.getLogger(__name__)
token = os.environ["GITHUB_TOKEN"]
log.info("starting with token %s", token)
triage = Agent(name="Triage", instructions="Sort the issues.")
