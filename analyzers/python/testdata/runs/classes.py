import io
import subprocess
from pathlib import Path

import autogen_core.tools
import crewai.tools
import crewai_tools
import google.adk.tools
import langchain.tools
import langchain_core.tools
import smolagents
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("files")


class Crew(crewai.tools.BaseTool):
    def _run(self, command: str) -> str:
        return subprocess.check_output(command, shell=True, text=True)

    async def _arun(self, command: str) -> int:
        return subprocess.check_call(command, shell=True)


class Crew2(crewai_tools.BaseTool):
    def _run(self, code: str):
        return eval(code)


class Chain(langchain_core.tools.BaseTool):
    def _run(self, code: str):
        return eval(code)

    async def _arun(self, code: str):
        return eval(code)


class Chain2(langchain.tools.BaseTool):
    def _run(self, code: str):
        return eval(code)


class Small(smolagents.Tool):
    def forward(self, code: str):
        return eval(code)


class Kit(google.adk.tools.BaseTool):
    async def run_async(self, *, args: dict, tool_context):
        return eval(args["code"])


class Core(autogen_core.tools.BaseTool):
    async def run(self, args, cancellation_token):
        return eval(args.code)


@mcp.tool()
def read(path: str) -> str:
    """Reads a file."""
    with open(path) as f:
        return f.read()


@mcp.tool()
def append(path: str, text: str) -> None:
    """Writes to the end of a file."""
    with io.open(path, mode="a") as f:
        f.write(text)


@mcp.tool()
def clear(path: str) -> None:
    """Empties a file."""
    file = Path(path)
    file.write_bytes(b"")


@mcp.tool()
def begin(path: str) -> None:
    """Writes the first line of a file."""
    file = Path(path)
    file.write_text("begin\n")


@mcp.tool()
def save(directory: str, text: str) -> str:
    """Saves a text."""
    return crewai_tools.FileWriterTool()._run(filename="notes.txt", directory=directory, content=text)


@mcp.tool()
def keep(directory: str, text: str) -> str:
    """Keeps a text."""
    return crewai_tools.FileWriterTool().run(filename="notes.txt", directory=directory, content=text)
