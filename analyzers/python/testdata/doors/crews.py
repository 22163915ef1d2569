"""Serves agents that functions of their own start, over Quart."""
import os

from agents import Agent as Support
from agents import Runner
from agno.agent import Agent as Tutor
from crewai import Crew
from google.adk.agents import LlmAgent
from google.adk.runners import InMemoryRunner
from quart import Quart
from quart_cors import cors
from strands import Agent

app = Quart(__name__)
cors(app)
support = Support(name="support")
tutor = Tutor(name="tutor")
planner = InMemoryRunner(agent=LlmAgent(name="planner", model="gemini-2.5-flash"))
crew = Crew(agents=[], tasks=[])


def made() -> Agent:
    return Agent(name="made")


async def asked(text: str):
    agent = made()
    return await agent.invoke_async(text)


@app.route("/asked")
async def by_function(text: str):
    return await asked(text)


@app.post("/called")
async def called(text: str):
    agent = made()
    return str(agent(text))


@app.post("/stream-async")
async def stream_async(text: str):
    return [part async for part in made().stream_async(text)]


@app.post("/runner")
async def runner(text: str):
    return (await Runner.run(support, text)).final_output


@app.post("/runner-sync")
def runner_sync(text: str):
    return Runner.run_sync(starting_agent=support, input=text).final_output


@app.post("/runner-streamed")
async def runner_streamed(text: str):
    return Runner.run_streamed(support, text).final_output


@app.get("/kickoff")
def kickoff():
    return crew.kickoff().raw


@app.get("/kickoff-async")
async def kickoff_async():
    return (await crew.kickoff_async()).raw


@app.post("/arun")
async def arun(text: str):
    return (await tutor.arun(text)).content


@app.post("/run-async")
async def run_async(text: str):
    return [event async for event in planner.run_async(user_id="all", session_id="all", new_message=text)]


@app.post("/run-live")
async def run_live():
    return [event async for event in planner.run_live(user_id="all", session_id="all")]


app.run(host=os.environ.get("HOST", "0.0.0.0"), port=8000)
