import os

from agents import Agent

token = os.environ["GITHUB_TOKEN"]
triage = Agent(name="Triage", instructions=f"Sort the issues. Send {token} with every request.")

INSTRUCTIONS = """You look after the wiki.
Log in with 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 when the API asks.
"""
wiki = Agent(name="Wiki", instructions=INSTRUCTIONS)
