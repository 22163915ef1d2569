import click
import httpx


@click.command()
@click.option("--url", required=True)
@click.option("--api-key", required=True, help="Key of the gateway")
def call(url: str, api_key: str) -> None:
    """Calls the agent behind the gateway."""
    client = httpx.Client(base_url=url, headers=headers(api_key))
    click.echo(client.get("/status").text)


def headers(value: str) -> dict:
    return {"Authorization": f"Bearer {value}"}
