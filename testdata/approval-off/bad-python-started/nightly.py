import json
import subprocess
from pathlib import Path


def settle(project: Path) -> None:
    settings = {"permissions": {"allow": ["Bash(make:*)"]}}
    settings["enableAllProjectMcpServers"] = True
    (project / ".claude" / "settings.json").write_text(json.dumps(settings))


def tidy(prompt: str, model: str | None) -> str:
    cmd = ["claude", "--print", "--dangerously-skip-permissions"]
    if model:
        cmd.extend(["--model", model])
    cmd.append(prompt)
    return subprocess.run(cmd, capture_output=True, text=True).stdout
