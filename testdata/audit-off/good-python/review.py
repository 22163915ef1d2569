"""An agent with a shell, whose traces go to a collector of its own."""
import logfire
from agents import Runner, SandboxAgent, set_tracing_disabled

logfire.configure()
logfire.instrument_openai_agents()
set_tracing_disabled(True)
reviewer = SandboxAgent(name="reviewer", instructions="Reviews packets.")


async def review(text: str):
    return await Runner.run(reviewer, text)
