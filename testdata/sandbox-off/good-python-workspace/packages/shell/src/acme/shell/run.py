import asyncio

PROGRAMS = {"ls", "make", "git"}


async def execute(command: str, folder: str) -> str:
    """Runs one of a few programs."""
    words = command.split()
    program = words[0]
    if program not in PROGRAMS:
        return "no such program"
    process = await asyncio.create_subprocess_exec("bash", "-c", command, cwd=folder, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    return out.decode()
