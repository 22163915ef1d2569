from pydantic_ai import Agent

desk = Agent("openai:gpt-5", name="desk", instructions="Answers questions about orders.")
