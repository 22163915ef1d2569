"""A crew after the documentation of CrewAI."""
import os

from crewai import LLM, Agent, Crew, Process, Task
from crewai.mcp import MCPServerHTTP, MCPServerStdio
from crewai.project import CrewBase, agent, crew
from crewai.tools import tool
from crewai_tools import CodeInterpreterTool, MCPServerAdapter, SerperDevTool
from mcp import StdioServerParameters

llm = LLM(model="openai/gpt-4.1", api_key=os.getenv("OPENAI_API_KEY"))


@tool("Publish post")
def publish_post(text: str) -> str:
    """Publishes a post."""
    return text


researcher = Agent(
    role="Researcher",
    goal="Find out",
    backstory="A researcher.",
    llm=llm,
    tools=[SerperDevTool(), publish_post],
    mcps=[
        MCPServerStdio(command="npx", args=["-y", "@modelcontextprotocol/server-slack"], env={"SLACK_BOT_TOKEN": os.environ["SLACK_BOT_TOKEN"]}),
        MCPServerHTTP(url="https://api.corp.io/mcp", headers={"Authorization": f"Bearer {os.environ['CORP_TOKEN']}"}),
    ],
)
coder = Agent(role="Coder", goal="Write code", backstory="A coder.", allow_code_execution=True, code_execution_mode="unsafe")
careful = Agent(role="Careful coder", goal="Write code", backstory="A coder.", allow_code_execution=True, code_execution_mode="safe")
analyst = Agent(role="Analyst", goal="Count", backstory="Counts.", tools=[CodeInterpreterTool(unsafe_mode=True)])


@CrewBase
class Reports:
    """Reports."""

    agents_config = "config/agents.yaml"

    @agent
    def writer(self) -> Agent:
        return Agent(config=self.agents_config["writer"], verbose=True)

    @crew
    def crew(self) -> Crew:
        return Crew(agents=self.agents, tasks=self.tasks, process=Process.sequential)


files = StdioServerParameters(command="uvx", args=["mcp-server-filesystem==2025.1.14", "/data"])
with MCPServerAdapter(files) as tools:
    filer = Agent(role="Filer", goal="File", backstory="Files.", tools=tools)
