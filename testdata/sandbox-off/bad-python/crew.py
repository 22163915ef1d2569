from autogen_agentchat.agents import CodeExecutorAgent
from autogen_ext.code_executors.local import LocalCommandLineCodeExecutor
from crewai import Agent
from google.adk.agents import LlmAgent
from google.adk.code_executors import UnsafeLocalCodeExecutor

coder = Agent(role="Coder", goal="Write code", backstory="Writes code.", allow_code_execution=True, code_execution_mode="unsafe")
runner = CodeExecutorAgent("runner", code_executor=LocalCommandLineCodeExecutor(work_dir="work"))
solver = LlmAgent(name="solver", model="gemini-2.5-pro", code_executor=UnsafeLocalCodeExecutor())
