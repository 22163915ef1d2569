"""What the model and the logs get to see."""
import logging
import os

from agents import Agent

logger = logging.getLogger(__name__)
token = os.environ["GITHUB_TOKEN"]
db = os.environ["DATABASE_PASSWORD"]

logger.info("starting with %s", token)
print(f"token: {token[:4]}...")
print("set" if token else "not set")
logging.debug(f"connecting as agent:{db}")

INSTRUCTIONS = f"""You are a bot.
Use the token {token} for the API.
"""
agent = Agent(name="leaky", instructions=INSTRUCTIONS)
other = Agent(name="other", instructions="Log in with ghp_" + "x" * 36)
