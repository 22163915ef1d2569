package py

import (
	"strings"
	"testing"
)

const sample = `import os
from agents import Agent, Runner


class Settings(BaseSettings):
    """What the service is told."""

    name: str = "db.corp.io"
    retries: int = 3


async def connect(host: str, *, retries: int = 3) -> dict[str, str]:
    """Connects."""
    name = os.environ.get("HOST_NAME", "db.corp.io")
    for i in range(retries):
        if i % 2 == 0 and name not in SEEN:
            log.info("try %d of %s", i, f"{host!r}:{name}")
    return {"a": [1, 2, 3], "token": await load(name, timeout=1.5)}


`

var whole = strings.Repeat(sample, 1<<20/len(sample))

func BenchmarkLex(b *testing.B) {
	b.SetBytes(int64(len(whole)))
	b.ReportAllocs()
	for b.Loop() {
		Lex(whole)
	}
}

func BenchmarkParse(b *testing.B) {
	b.SetBytes(int64(len(whole)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(whole)
	}
}
