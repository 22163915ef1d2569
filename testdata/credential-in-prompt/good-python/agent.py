import os

from agents import Agent

token = os.environ["GITHUB_TOKEN"]
name = os.environ["REPOSITORY_NAME"]
triage = Agent(name="Triage", instructions=f"Sort the issues of {name}. {'You are logged in.' if token else ''}")
wiki = Agent(name="Wiki", instructions="Never print GITHUB_TOKEN or a key that starts with sk-.")
