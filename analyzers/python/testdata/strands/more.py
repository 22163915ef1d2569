import os

from strands import Agent

signer = Agent(name="the signer", system_prompt=f"Sign with {os.environ['SIGNER_SECRET']}.")
