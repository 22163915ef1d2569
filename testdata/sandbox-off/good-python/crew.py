from autogen_agentchat.agents import CodeExecutorAgent
from autogen_ext.code_executors.docker import DockerCommandLineCodeExecutor
from crewai import Agent
from google.adk.agents import LlmAgent
from google.adk.code_executors import ContainerCodeExecutor

coder = Agent(role="Coder", goal="Write code", backstory="Writes code.", allow_code_execution=True)
quiet = Agent(role="Planner", goal="Plan", backstory="Plans.", allow_code_execution=False, code_execution_mode="unsafe")
runner = CodeExecutorAgent("runner", code_executor=DockerCommandLineCodeExecutor(work_dir="work"))
solver = LlmAgent(name="solver", model="gemini-2.5-pro", code_executor=ContainerCodeExecutor(image="python:3.13-slim"))
