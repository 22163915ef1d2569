from langchain.agents import AgentExecutor

executor = AgentExecutor(agent=agent, tools=tools)
