from pydantic_ai import Agent

triage = Agent("openai:gpt-5", name="triage", instructions="Sorts messages of customers.")
