"""An agent after the documentation of DSPy."""
import os

import dspy

dspy.configure(lm=dspy.LM("openai/gpt-4o-mini", api_key=os.environ["OPENAI_API_KEY"]))


def search_wikipedia(query: str) -> list[str]:
    return [query]


react = dspy.ReAct("question -> answer: float", tools=[search_wikipedia])
