"""Something of its own stands before the routes."""
import uvicorn
from fastapi import FastAPI
from strands import Agent

from limits import Callers

app = FastAPI()
app.add_middleware(Callers)
agent = Agent(name="wrapped")


@app.post("/ask")
async def ask(text: str):
    return str(agent(text))


server = uvicorn.Server(uvicorn.Config(app, host="0.0.0.0"))
server.run()
