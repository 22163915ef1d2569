from langchain_openai import AzureChatOpenAI
from langgraph.graph import MessageGraph

graph = MessageGraph().add_node("model", AzureChatOpenAI(model="large"))
