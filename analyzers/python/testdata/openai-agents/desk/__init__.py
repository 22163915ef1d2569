from agents import Agent

Agent(instructions="Help.")
