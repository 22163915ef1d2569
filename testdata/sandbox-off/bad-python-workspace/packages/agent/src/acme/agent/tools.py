from agents import Agent, function_tool

from acme.shell import execute


@function_tool(name_override="bash")
async def bash(command: str) -> str:
    """Runs a command."""
    return await execute(command, "/srv/work")


agent = Agent(name="builder", instructions="You build what is asked for.", tools=[bash])
