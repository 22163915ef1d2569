import asyncio
import os
import subprocess
from functools import partial

import anyio
import pexpect
from git import Repo

TOKEN = os.environ["GITHUB_TOKEN"]
QUIET = partial(subprocess.run, capture_output=True)


def ask() -> None:
    subprocess.call(["curl", "-H", f"Authorization: Bearer {TOKEN}", "https://api.github.com/user"])
    subprocess.check_call(["curl", "-H", f"Authorization: Bearer {TOKEN}", "https://api.github.com/orgs"])
    subprocess.Popen(["curl", "-H", f"Authorization: Bearer {TOKEN}", "https://api.github.com/events"])
    os.system(f"curl -H 'Authorization: Bearer {TOKEN}' https://api.github.com/gists")
    os.popen(f"curl -H 'Authorization: Bearer {TOKEN}' https://api.github.com/emojis")
    subprocess.getoutput(f"curl -H 'Authorization: Bearer {TOKEN}' https://api.github.com/feeds")
    subprocess.getstatusoutput(f"curl -H 'Authorization: Bearer {TOKEN}' https://api.github.com/meta")
    pexpect.spawn("curl", ["-H", f"Authorization: Bearer {TOKEN}", "https://api.github.com/rate_limit"])
    pexpect.run(f"curl -H 'Authorization: Bearer {TOKEN}' https://api.github.com/licenses")
    QUIET(["curl", "-H", f"Authorization: Bearer {TOKEN}", "https://api.github.com/notifications"])


async def later() -> None:
    await asyncio.create_subprocess_shell(f"curl -H 'Authorization: Bearer {TOKEN}' https://api.github.com/zen")
    await asyncio.create_subprocess_exec("curl", "-H", f"Authorization: Bearer {TOKEN}", "https://api.github.com/octocat")
    await anyio.run_process(["curl", "-H", f"Authorization: Bearer {TOKEN}", "https://api.github.com/versions"])
    await anyio.open_process(["curl", "-H", f"Authorization: Bearer {TOKEN}", "https://api.github.com/repos"])


def remotes(name: str) -> None:
    Repo(".").create_remote("mirror", f"https://oauth2:{TOKEN}@gitlab.com/{name}.git")
    Repo(".").remote("origin").set_url(f"https://x-access-token:{TOKEN}@github.com/{name}.git")
    Repo("docs").remotes.origin.set_url(f"https://x-access-token:{TOKEN}@github.com/{name}.wiki.git")
