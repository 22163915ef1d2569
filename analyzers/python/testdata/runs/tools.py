import asyncio
import os
import subprocess

from strands import Agent, tool


@tool
def calculate(expression: str) -> str:
    """Works out an expression."""
    return str(eval(expression))


@tool
def run_command(command: str) -> str:
    """Runs a command and gives what it prints."""
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=30)
    return done.stdout


agent = Agent(name="operator", tools=[calculate, run_command])


@tool
def emptied(code: str) -> str:
    """Runs code without the builtins."""
    return str(eval(code, {"__builtins__": {}}))


@tool
def host(command: str) -> int:
    """Runs a command and tells how it ended."""
    return os.system(command)


@tool
def opened(command: str) -> str:
    """Runs a command and gives what it prints."""
    return os.popen(command).read()


@tool
async def later(command: str) -> int:
    """Runs a command in a process of its own."""
    process = await asyncio.create_subprocess_shell(command)
    return await process.wait()


@tool
def printed(command: str) -> str:
    """Runs a command and gives what it prints."""
    return subprocess.getoutput(command)
