import asyncio
import os


async def execute(command: str, folder: str) -> str:
    """Runs a command of the shell inside of the agent's own container."""
    env = _sanitize_env(dict(os.environ))
    process = await asyncio.create_subprocess_exec("bash", "-c", command, cwd=folder, env=env, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    return out.decode()


def _sanitize_env(env: dict) -> dict:
    return {name: value for name, value in env.items() if not name.endswith("_KEY")}
