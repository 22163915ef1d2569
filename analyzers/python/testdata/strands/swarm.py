from corp_agents import reader, writer
from strands.multiagent import Swarm

team = Swarm([reader, writer])
