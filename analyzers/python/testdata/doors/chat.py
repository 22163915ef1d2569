"""Serves agents of several frameworks; whoever reaches the port may ask them."""
import uvicorn
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from langchain.agents import create_agent
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from pydantic import BaseModel
from pydantic_ai import Agent

app = FastAPI(title="desk")
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_headers=["Content-Type"])
app.add_middleware(GZipMiddleware)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["desk.corp.io"])
FastAPIInstrumentor.instrument_app(app)
desk = Agent("openai:gpt-5", name="desk")
graph = create_agent("openai:gpt-5", tools=[], name="graph")


class Question(BaseModel):
    text: str


@app.get("/health")
def health():
    return {"status": "ok"}


@app.post("/run")
async def run(question: Question):
    return (await desk.run(question.text)).output


@app.get("/run-sync")
def run_sync(text: str):
    return desk.run_sync(text).output


@app.websocket("/run-stream")
async def run_stream(text: str):
    async with desk.run_stream(text) as result:
        return await result.get_output()


@app.put("/events")
async def events(question: Question):
    return [event async for event in desk.run_stream_events(question.text)]


@app.api_route("/iter", methods=["POST"])
async def steps(question: Question):
    async with desk.iter(question.text) as run:
        return [node async for node in run]


@app.post("/invoke")
def invoke(question: Question):
    return graph.invoke({"messages": question.text})


@app.post("/ainvoke")
async def ainvoke(question: Question):
    return await graph.ainvoke({"messages": question.text})


@app.post("/stream")
def stream(question: Question):
    return list(graph.stream({"messages": question.text}))


@app.post("/astream")
async def astream(question: Question):
    return [part async for part in graph.astream({"messages": question.text})]


@app.post("/astream-events")
async def astream_events(question: Question):
    async def parts():
        async for part in graph.astream_events({"messages": question.text}):
            yield part
    return [part async for part in parts()]


if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=8000)
