from agents import SandboxAgent, set_tracing_disabled

reader = SandboxAgent(name="reader", instructions="Reads packets.")
set_tracing_disabled(disabled=True)
