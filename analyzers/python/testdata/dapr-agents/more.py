import os

from dapr_agents import Agent, AssistantAgent, ReActAgent

first = Agent(name="the first", goal=f"Sign with {os.environ['GOAL_SECRET']}.")
second = AssistantAgent(name="the second")
third = ReActAgent(name="the third")
