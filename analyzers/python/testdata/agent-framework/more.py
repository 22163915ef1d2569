import os

from agent_framework import Agent, ChatAgent, MCPStdioTool, MCPWebsocketTool, ai_function
from agent_framework.azure import AzureAIAgentClient, AzureOpenAIChatClient, AzureOpenAIResponsesClient
from agent_framework.openai import OpenAIChatClient, OpenAIResponsesClient
from semantic_kernel.agents import AzureAIAgent, ChatCompletionAgent, OpenAIAssistantAgent


@ai_function(approval_mode="always_require")
def delete_order(id: str) -> str:
    return id


def delete_user(id: str) -> str:
    return id


clerk = ChatAgent(name="the clerk", chat_client=client, instructions=f"Sign with {os.environ['CLERK_SECRET']}.", tools=[delete_order, delete_user])
guarded = Agent(name="the guard", client=client, tools=[delete_user], middleware=[Approvals()])
files = Agent(name="the files", client=client, tools=MCPStdioTool(name="files", command="npx", args=["-y", "mcp-files@1.4.0"]))
feed = Agent(name="the feed", client=client, tools=MCPWebsocketTool(name="feed", url="wss://feed.corp.io/mcp"))
chat = OpenAIChatClient().create_agent(name="made by chat", instructions=f"Sign with {os.environ['CHAT_SECRET']}.", tools=[delete_user])
responses = OpenAIResponsesClient().create_agent(name="made by responses", tools=[delete_user], middleware=[Approvals()])
azure_chat = AzureOpenAIChatClient().create_agent(name="made by azure chat")
azure_responses = AzureOpenAIResponsesClient().create_agent(name="made by azure responses")
foundry = AzureAIAgentClient().create_agent(name="made by foundry")
as_responses = OpenAIResponsesClient().as_agent(name="as responses")
as_azure_chat = AzureOpenAIChatClient().as_agent(name="as azure chat")
as_azure_responses = AzureOpenAIResponsesClient().as_agent(name="as azure responses")
as_foundry = AzureAIAgentClient().as_agent(name="as foundry")
kernel = ChatCompletionAgent(name="the kernel", instructions=f"Sign with {os.environ['KERNEL_SECRET']}.", plugins=[delete_user])
assistant = OpenAIAssistantAgent(client=client, name="the assistant")
azure = AzureAIAgent(client=client, name="the azure agent")
