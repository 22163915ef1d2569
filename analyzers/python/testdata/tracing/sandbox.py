"""Agents with a shell of which no trace is kept."""
from agents import RunConfig, Runner, SandboxAgent, set_tracing_disabled

reviewer = SandboxAgent(name="reviewer", instructions="Reviews packets.")

set_tracing_disabled(True)


async def review(text: str):
    return await Runner.run(reviewer, text, run_config=RunConfig(tracing_disabled=True))
