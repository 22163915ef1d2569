"""The API of the desk."""
import os

import uvicorn
from fastapi import Depends, FastAPI, HTTPException, Security
from fastapi.middleware.cors import CORSMiddleware
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel
from pydantic_ai.messages import ModelMessage

from desk import desk

HOST = os.getenv("HOST", "0.0.0.0")

app = FastAPI()
security = HTTPBearer()
app.add_middleware(CORSMiddleware, allow_origins=["https://desk.corp.io"])


class Question(BaseModel):
    text: str
    history: list[ModelMessage] = []


def known(credentials: HTTPAuthorizationCredentials = Security(security)) -> None:
    if credentials.credentials != os.environ["DESK_TOKEN"]:
        raise HTTPException(status_code=401)


async def answer(question: Question) -> str:
    result = await desk.run(question.text, message_history=question.history)
    return result.output


@app.get("/health")
async def health():
    return {"status": "ok"}


@app.post("/ask")
async def ask(
    question: Question,
    caller: None = Depends(known),
):
    """Answers a question."""
    return {"answer": await answer(question)}


if __name__ == "__main__":
    uvicorn.run("api:app", host=HOST, port=8000)
