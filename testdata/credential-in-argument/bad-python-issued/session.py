import httpx


class Session:
    def __init__(self, url: str, bearer: str) -> None:
        self.client = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {bearer}"})

    def tools(self, budget: int) -> list:
        return self.client.get("/tools", params={"budget": budget}).json()
