"""The same for the machine that it runs on, which is where uvicorn listens unless it is told."""
import uvicorn
from fastapi import FastAPI
from pydantic_ai.messages import ModelMessage

from desk import desk

app = FastAPI()


@app.post("/ask")
async def ask(text: str, history: list[ModelMessage] = []):
    return {"answer": (await desk.run(text, message_history=history)).output}


uvicorn.run(app, port=8000)
