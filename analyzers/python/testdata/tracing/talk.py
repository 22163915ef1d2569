"""An agent that only talks: nothing is lost."""
from agents import Agent, RunConfig, set_tracing_disabled

talker = Agent(name="talker")
set_tracing_disabled(True)
quiet = RunConfig(tracing_disabled=True)
