"""Listens for its own machine only."""
import uvicorn
from fastapi import FastAPI
from strands import Agent

app = FastAPI()
agent = Agent(name="inside")


@app.post("/ask")
async def ask(text: str):
    return str(agent(text))


uvicorn.run(app, port=8000)
