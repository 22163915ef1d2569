import click
import httpx


@click.command()
@click.option("--url", required=True)
@click.option("--api-key", envvar="GATEWAY_API_KEY", required=True, help="Key of the gateway")
@click.option("--password", prompt=True, hide_input=True)
def call(url: str, api_key: str, password: str) -> None:
    """Calls the agent behind the gateway."""
    client = httpx.Client(base_url=url, headers=headers(api_key), auth=("agent", password))
    click.echo(client.get("/status").text)


def headers(value: str) -> dict:
    return {"Authorization": f"Bearer {value}"}
