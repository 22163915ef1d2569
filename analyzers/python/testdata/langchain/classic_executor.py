from langchain_classic.agents import AgentExecutor

executor = AgentExecutor(agent=agent, tools=tools)
