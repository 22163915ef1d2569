from corp_agents import reader, writer
from strands.multiagent import GraphBuilder

team = GraphBuilder([reader, writer])
