from fastapi import FastAPI

from app.bot import bot

app = FastAPI()


@app.get("/")
async def ask(question: str):
    return await bot.run(question)
