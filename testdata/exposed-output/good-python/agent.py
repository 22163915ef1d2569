from agents import Agent, RunConfig, Runner

desk = Agent(name="Desk", instructions="Looks after orders.")
Runner.run_sync(desk, "hello", run_config=RunConfig(trace_include_sensitive_data=False))
