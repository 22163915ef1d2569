"""Sessions that are handed to Langfuse and to spans."""
from langfuse import Langfuse, get_client, propagate_attributes
from pydantic_ai import Agent

agent = Agent("openai:gpt-5", name="observed")


def client(text: str):
    get_client().update_current_trace(session_id="desk", input=text)
    return agent.run_sync(text)


def other(text: str):
    Langfuse().update_current_trace(session_id="desk", input=text)
    return agent.run_sync(text)


def spread(text: str):
    with propagate_attributes(session_id="desk"):
        return agent.run_sync(text)


def span(tracer, text: str):
    with tracer.start_as_current_span("answer") as span:
        span.set_attribute("langfuse.session.id", "desk")
        return agent.run_sync(text)


def plain(tracer, text: str, session: str):
    with tracer.start_as_current_span("answer") as span:
        span.set_attribute("session.id", "desk")
        return agent.run_sync(text)


def apart(tracer, text: str, session: str):
    with tracer.start_as_current_span("answer") as span:
        span.set_attribute("session.id", session)
        return agent.run_sync(text)
