import subprocess
import sys
from pathlib import Path

from crewai.tools import BaseTool
from mcp.server.fastmcp import FastMCP

from host import run_on_host

mcp = FastMCP("builder")


@mcp.tool()
async def build(command: str) -> str:
    """Runs a step of the build."""
    return await run_on_host(command, "/srv/build")


@mcp.tool()
def work_out(expression: str) -> str:
    """Works out a formula."""
    if not expression.strip():
        return ""
    return str(eval(expression, {"__builtins__": {}}, {}))


@mcp.tool()
def save_note(path: str, text: str) -> str:
    """Writes a note."""
    with open(path, "w") as f:
        f.write(text)
    return "saved"


@mcp.tool()
def save_report(path: str, text: str) -> str:
    """Writes a report."""
    report = Path(path)
    report.write_text(text)
    return "saved"


class PythonTool(BaseTool):
    name: str = "python"
    description: str = "Runs a program in Python."

    def _run(self, code: str) -> str:
        return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
