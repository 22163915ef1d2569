from langchain_openai import AzureChatOpenAI
from langgraph.prebuilt import ToolNode

node = ToolNode(tools)
model = AzureChatOpenAI(model="large")
