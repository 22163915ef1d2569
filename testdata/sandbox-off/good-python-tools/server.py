import subprocess
from pathlib import Path

from crewai.tools import BaseTool
from mcp.server.fastmcp import FastMCP

from host import run_on_host

mcp = FastMCP("builder")
FOLDER = Path("/srv/notes")
STEPS = {"compile": "make all", "test": "make check"}


@mcp.tool()
async def build(step: str) -> str:
    """Runs a step of the build."""
    return await run_on_host(STEPS[step], "/srv/build")


@mcp.tool()
async def inspect(command: str) -> str:
    """Looks at the build with one of a few programs."""
    if command.split()[0] not in ("ls", "df", "uptime"):
        return "no such program"
    return await run_on_host(command, "/srv/build")


@mcp.tool()
def save_note(name: str, text: str) -> str:
    """Writes a note into the folder of notes."""
    target = (FOLDER / name).resolve()
    if not target.is_relative_to(FOLDER):
        raise ValueError("outside of the folder of notes")
    target.write_text(text)
    return "saved"


@mcp.tool()
def read_note(path: str) -> str:
    """Reads a note."""
    with open(path, "r") as f:
        return f.read()


class PythonTool(BaseTool):
    name: str = "python"
    description: str = "Runs a program in Python in a container."

    def _run(self, code: str) -> str:
        return subprocess.run(["docker", "run", "--rm", "--network", "none", "python:3.13", "python", "-c", code], capture_output=True, text=True).stdout
