import ast
import subprocess

from strands import Agent, tool

ALLOWED = {"uptime", "df -h"}


@tool
def calculate(expression: str) -> str:
    """Works out an expression of literals."""
    return str(ast.literal_eval(expression))


@tool
def run_command(command: str) -> str:
    """Runs one of the commands that are allowed."""
    if command not in ALLOWED:
        return "no such command"
    return subprocess.run(command, shell=True, capture_output=True, text=True, timeout=30).stdout


@tool
def disk_usage(folder: str) -> str:
    """Tells how full a folder is."""
    return subprocess.run(["du", "-sh", "--", folder], capture_output=True, text=True, timeout=30).stdout


def build(command: str) -> int:
    # No tool: the Makefile calls it.
    return subprocess.run(command, shell=True).returncode


agent = Agent(name="operator", tools=[calculate, run_command, disk_usage])
