import os
import subprocess

from git import Repo

TOKEN = os.environ["GITHUB_TOKEN"]


def checkout(repo: str, folder: str) -> None:
    # gh is git's helper for credentials, and reads GITHUB_TOKEN from its environment.
    subprocess.run(["git", "clone", f"https://x-access-token@github.com/{repo}.git", folder], check=True, env={**os.environ, "GH_TOKEN": TOKEN})


def mirror(host: str, repo: str, folder: str, user: str) -> None:
    Repo.clone_from(f"ssh://{user}@{host}/{repo}.git", folder)


def usage() -> str:
    return subprocess.run(["curl", "-s", "-H", "@-", "https://api.github.com/rate_limit"], input=f"Authorization: Bearer {TOKEN}", text=True, capture_output=True).stdout


def draw(prompt: str, max_tokens: int) -> None:
    cmd = ["python", "draw.py", prompt]
    cmd.extend(["--max-tokens", str(max_tokens)])
    subprocess.run(cmd, check=True)
