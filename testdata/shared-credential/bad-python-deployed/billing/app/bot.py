from pydantic_ai import Agent

bot = Agent("openai:gpt-4.1", name="billing-bot", instructions="Answers about bills.")
