"""An agent after the documentation of Haystack."""
from haystack.components.agents import Agent
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.tools import tool
from haystack.utils import Secret
from haystack_integrations.tools.mcp import MCPTool, StreamableHttpServerInfo


@tool
def weather(city: str) -> str:
    """The weather."""
    return city


generator = OpenAIChatGenerator(model="gpt-4.1", api_key=Secret.from_env_var("OPENAI_API_KEY"))
agent = Agent(chat_generator=generator, tools=[weather], system_prompt="Tell the weather.")
info = StreamableHttpServerInfo(url="https://news.corp.io/mcp", token=Secret.from_env_var("NEWS_TOKEN"))
