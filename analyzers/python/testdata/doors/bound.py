"""Serves an agent with Hypercorn."""
import asyncio

from fastapi import FastAPI
from hypercorn.asyncio import serve
from hypercorn.config import Config
from strands import Agent

app = FastAPI()
agent = Agent(name="bound")


@app.post("/ask")
async def ask(text: str):
    return str(agent(text))


async def main():
    config = Config()
    config.bind = ["0.0.0.0:8000"]
    await serve(app, config)


asyncio.run(main())
