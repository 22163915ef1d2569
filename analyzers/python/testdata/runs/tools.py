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
def careful(code: str) -> str:
    """Runs code with nothing that it could call."""
    return str(eval(code, {"__builtins__": {}}))
