// Command desk answers tickets.
package main

import (
	"log"
	"os"
	"os/exec"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"google.golang.org/adk/agent/llmagent"
	"google.golang.org/adk/tool/mcptoolset"
)

func main() {
	cmd := exec.Command("npx", "-y", "@modelcontextprotocol/server-github")
	cmd.Env = append(os.Environ(), "GITHUB_PERSONAL_ACCESS_TOKEN="+os.Getenv("GITHUB_TOKEN"))
	github, err := mcptoolset.New(mcptoolset.Config{Transport: &mcp.CommandTransport{Command: cmd}})
	if err != nil {
		log.Fatal(err)
	}
	if _, err := llmagent.New(llmagent.Config{Name: "coder", Toolsets: []any{github}}); err != nil {
		log.Fatal(err)
	}
}
