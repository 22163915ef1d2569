import json
import subprocess
from pathlib import Path


def settle(project: Path) -> None:
    settings = {"permissions": {"allow": ["Bash(make:*)"]}}
    settings["enableAllProjectMcpServers"] = False
    (project / ".claude" / "settings.json").write_text(json.dumps(settings))


def tidy(prompt: str, dangerous: bool = False) -> str:
    cmd = ["claude", "--print", "--allowedTools", "Read,Grep"]
    # Whoever calls this decides: bypassPermissions is for containers.
    if dangerous:
        cmd.append("--dangerously-skip-permissions")
    cmd.append(prompt)
    return subprocess.run(cmd, capture_output=True, text=True).stdout
