"""What AgentCore calls: it asks for a signature before that."""
import uvicorn
from fastapi import FastAPI
from pydantic_ai.messages import ModelMessage

from desk import desk

app = FastAPI()


@app.get("/ping")
def ping():
    return {"status": "Healthy"}


@app.post("/invocations")
async def invocations(text: str, history: list[ModelMessage] = []):
    return {"answer": (await desk.run(text, message_history=history)).output}


uvicorn.run(app, host="0.0.0.0", port=8080)
