"""Agents of LangChain, LangGraph and what is built on them."""
import os

from deepagents import async_create_deep_agent, create_deep_agent
from langchain.agents import create_agent
from langchain.tools import ShellTool
from langgraph.prebuilt import create_react_agent
from langgraph.prebuilt.chat_agent_executor import create_react_agent as create_old
from langgraph_supervisor import create_supervisor
from langgraph_swarm import create_swarm

shell = ShellTool()
plain = create_agent(model, tools=[shell], system_prompt=f"Sign with {os.environ['PLAIN_SECRET']}.")
guarded = create_agent(model, tools=[shell], middleware=[HumanInTheLoopMiddleware(interrupt_on={"terminal": True})])
before = create_agent(model, tools=[shell], interrupt_before=["tools"])
after = create_agent(model, tools=[shell], interrupt_after=["model"])
react = create_react_agent(model, tools=[shell], name="first-react", prompt=f"Sign with {os.environ['REACT_SECRET']}.")
react_before = create_react_agent(model, tools=[shell], interrupt_before=["tools"])
react_after = create_react_agent(model, tools=[shell], interrupt_after=["agent"])
stated = create_old(model, tools=[shell], state_modifier=f"Sign with {os.environ['STATE_SECRET']}.")
older = create_old(model, tools=[shell], messages_modifier=f"Sign with {os.environ['NOTICE_SECRET']}.")
deep = create_deep_agent(name="deep-one", tools=[shell], system_prompt=f"Sign with {os.environ['DEEP_SECRET']}.")
asked = create_deep_agent(tools=[shell], interrupt_on={"terminal": True})
watched = create_deep_agent(tools=[shell], middleware=[Watch()])
later = async_create_deep_agent(tools=[shell], instructions=f"Sign with {os.environ['LATER_SECRET']}.")
desk = create_supervisor(agents=[react, plain], model=model, supervisor_name="front-desk", prompt=f"Sign with {os.environ['DESK_SECRET']}.")
swarm = create_swarm(agents=[react, stated], default_active_agent="first-react")
