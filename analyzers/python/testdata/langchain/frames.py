"""Agents that compute over tables, in the process itself."""
from langchain_experimental.agents import create_csv_agent, create_pandas_dataframe_agent
from langchain_experimental.agents.agent_toolkits import create_csv_agent as create_csv, create_pandas_dataframe_agent as create_pandas

frames = create_pandas_dataframe_agent(llm, df, allow_dangerous_code=True)
tables = create_csv_agent(llm, "sales.csv", allow_dangerous_code=True)
more_frames = create_pandas(llm, df, allow_dangerous_code=True)
more_tables = create_csv(llm, "sales.csv", allow_dangerous_code=True)
