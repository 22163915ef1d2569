"""Tools that run what the model writes."""
import asyncio
import os
import subprocess

from strands import tool


@tool
def first(code: str):
    exec(code)


@tool
def second(command: str):
    os.system(command)


@tool
def third(command: str):
    return os.popen(command).read()


@tool
def fourth(command: str):
    return subprocess.getoutput(command)


@tool
def fifth(command: str):
    return subprocess.getstatusoutput(command)


@tool
async def sixth(command: str):
    return await asyncio.create_subprocess_shell(command)


@tool
def seventh(command: str):
    return subprocess.call(command, shell=True)


@tool
def eighth(command: str):
    return subprocess.check_call(command, shell=True)


@tool
def ninth(command: str):
    return subprocess.check_output(command, shell=True)


@tool
def tenth(command: str):
    return subprocess.Popen(command, shell=True)


@tool
def listed(command: str):
    return subprocess.run(command)
