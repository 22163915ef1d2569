"""A server that is made of its settings."""
import uvicorn
from fastapi import FastAPI
from strands import Agent

app = FastAPI()
agent = Agent(name="configured")


@app.post("/ask")
async def ask(text: str):
    return str(agent(text))


server = uvicorn.Server(uvicorn.Config(app, host="0.0.0.0"))
server.run()
