"""Something of its own stands before the routes."""
import uvicorn
from fastapi import FastAPI
from strands import Agent

import limits

app = FastAPI()
agent = Agent(name="between")


@app.middleware("http")
async def callers(request, call_next):
    limits.count(request.client.host)
    return await call_next(request)


@app.post("/ask")
async def ask(text: str):
    return str(agent(text))


server = uvicorn.Server(uvicorn.Config(app, host="0.0.0.0"))
server.run()
