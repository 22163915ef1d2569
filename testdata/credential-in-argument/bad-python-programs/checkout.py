import os
import subprocess

from git import Repo

TOKEN = os.environ["GITHUB_TOKEN"]


def checkout(repo: str, folder: str) -> None:
    subprocess.run(["git", "clone", f"https://x-access-token:{TOKEN}@github.com/{repo}.git", folder], check=True)


def mirror(repo: str, folder: str, gitlab_token: str) -> None:
    Repo.clone_from(f"https://oauth2:{gitlab_token}@gitlab.com/{repo}.git", folder)


def usage() -> str:
    cmd = ["curl", "-s", "https://api.github.com/rate_limit"]
    cmd += ["-H", f"Authorization: Bearer {TOKEN}"]
    return subprocess.check_output(cmd, text=True)


def draw(prompt: str, api_key: str) -> None:
    cmd = ["python", "draw.py", prompt]
    cmd.extend(["--api-key", api_key])
    subprocess.run(cmd, check=True)
