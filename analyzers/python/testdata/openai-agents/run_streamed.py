"""Runs what another package builds."""
from agents import Runner
from corp_agents import billing

result = Runner.run_streamed(billing, "hello")
