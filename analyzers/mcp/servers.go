package mcp

import (
	"strings"

	"github.com/nhivet/nhivet/internal/wordset"
)

// does is what a server lets an agent do.
type does int

const (
	unknown does = iota
	reads
	writes
)

// vendor is what is known of a server by the package, image or host that it is
// named by.
type vendor struct {
	name string
	does does
	// remote is the vendor's own server, where a person signs in with OAuth
	// instead of storing a token.
	remote string
	// packages are names without versions, and images without their host; hosts
	// are remote servers, a leading dot meaning every host under it.
	packages string
	hosts    string
	// root is set for servers that give away the folders named as arguments.
	root bool
	// path is a part of the address behind which a secret stands.
	path string
}

// vendors are the servers that people use most. What a server does is that of
// its default tool set; what it does not say is unknown.
var vendors = []vendor{
	{name: "github", does: writes, remote: "https://api.githubcopilot.com/mcp/", hosts: "api.githubcopilot.com",
		packages: "@modelcontextprotocol/server-github mcp/github mcp/github-mcp-server github/github-mcp-server"},
	{name: "gitlab", does: writes, remote: "https://gitlab.com/api/v4/mcp", hosts: "gitlab.com",
		packages: "@modelcontextprotocol/server-gitlab @zereight/mcp-gitlab mcp/gitlab"},
	{name: "slack", does: writes, remote: "https://mcp.slack.com/mcp", hosts: "mcp.slack.com",
		packages: "@modelcontextprotocol/server-slack mcp/slack slack-mcp-server"},
	{name: "notion", does: writes, remote: "https://mcp.notion.com/mcp", hosts: "mcp.notion.com",
		packages: "@notionhq/notion-mcp-server mcp/notion"},
	{name: "atlassian", does: writes, remote: "https://mcp.atlassian.com/v1/mcp", hosts: "mcp.atlassian.com",
		packages: "mcp-atlassian sooperset/mcp-atlassian mcp/atlassian"},
	{name: "linear", does: writes, remote: "https://mcp.linear.app/mcp", hosts: "mcp.linear.app",
		packages: "linear-mcp-server mcp-server-linear"},
	{name: "sentry", does: writes, remote: "https://mcp.sentry.dev/mcp", hosts: "mcp.sentry.dev",
		packages: "@sentry/mcp-server mcp-server-sentry mcp/sentry"},
	{name: "stripe", does: writes, remote: "https://mcp.stripe.com", hosts: "mcp.stripe.com", packages: "@stripe/mcp mcp/stripe"},
	{name: "supabase", does: writes, remote: "https://mcp.supabase.com/mcp", hosts: "mcp.supabase.com",
		packages: "@supabase/mcp-server-supabase"},
	{name: "neon", does: writes, remote: "https://mcp.neon.tech/mcp", hosts: "mcp.neon.tech",
		packages: "@neondatabase/mcp-server-neon"},
	{name: "cloudflare", does: unknown, hosts: ".mcp.cloudflare.com", packages: "@cloudflare/mcp-server-cloudflare"},
	{name: "vercel", does: unknown, remote: "https://mcp.vercel.com", hosts: "mcp.vercel.com"},
	{name: "paypal", does: writes, remote: "https://mcp.paypal.com/mcp", hosts: "mcp.paypal.com", packages: "@paypal/mcp"},
	{name: "figma", does: unknown, remote: "https://mcp.figma.com/mcp", hosts: "mcp.figma.com", packages: "figma-developer-mcp"},
	{name: "asana", does: writes, remote: "https://mcp.asana.com/sse", hosts: "mcp.asana.com"},
	{name: "hubspot", does: unknown, hosts: "mcp.hubspot.com", packages: "@hubspot/mcp-server"},
	{name: "huggingface", does: unknown, remote: "https://huggingface.co/mcp", hosts: "huggingface.co hf.co"},
	{name: "grafana", does: writes, packages: "mcp-grafana mcp/grafana grafana/mcp-grafana"},
	{name: "mongodb", does: writes, packages: "mongodb-mcp-server mcp/mongodb mongodb/mongodb-mcp-server"},
	{name: "postgres", does: reads, packages: "@modelcontextprotocol/server-postgres mcp/postgres"},
	{name: "redis", does: writes, packages: "@modelcontextprotocol/server-redis mcp/redis"},
	{name: "sqlite", does: writes, packages: "mcp-server-sqlite mcp/sqlite"},
	{name: "filesystem", does: writes, root: true,
		packages: "@modelcontextprotocol/server-filesystem mcp/filesystem mcp-server-filesystem"},
	{name: "git", does: writes, packages: "mcp-server-git mcp/git"},
	{name: "kubernetes", does: writes, packages: "kubernetes-mcp-server mcp-server-kubernetes"},
	{name: "aws", does: writes, packages: "awslabs.aws-api-mcp-server"},
	{name: "aws", does: reads, packages: "awslabs.aws-documentation-mcp-server", hosts: "knowledge-mcp.global.api.aws"},
	{name: "browser", does: writes, packages: "@playwright/mcp @modelcontextprotocol/server-puppeteer mcp/puppeteer mcp/playwright"},
	{name: "memory", does: writes, packages: "@modelcontextprotocol/server-memory mcp/memory"},
	{name: "fetch", does: reads, packages: "mcp-server-fetch mcp/fetch"},
	{name: "time", does: reads, packages: "mcp-server-time mcp/time"},
	{name: "sequential-thinking", does: reads,
		packages: "@modelcontextprotocol/server-sequential-thinking mcp/sequentialthinking"},
	{name: "brave", does: reads,
		packages: "@modelcontextprotocol/server-brave-search @brave/brave-search-mcp-server mcp/brave-search"},
	{name: "google-maps", does: reads, packages: "@modelcontextprotocol/server-google-maps mcp/google-maps"},
	{name: "tavily", does: reads, packages: "tavily-mcp mcp/tavily", hosts: "mcp.tavily.com"},
	{name: "exa", does: reads, packages: "exa-mcp-server mcp/exa", hosts: "mcp.exa.ai"},
	{name: "perplexity", does: reads,
		packages: "server-perplexity-ask @perplexity-ai/mcp-server mcp/perplexity-ask"},
	{name: "context7", does: reads, packages: "@upstash/context7-mcp mcp/context7", hosts: "mcp.context7.com"},
	{name: "zapier", does: writes, hosts: "mcp.zapier.com", path: "/s/"},
	{name: "composio", does: unknown, hosts: "mcp.composio.dev .composio.dev"},
	{name: "smithery", does: unknown, hosts: "server.smithery.ai", packages: "@smithery/cli"},
	{name: "pipedream", does: unknown, hosts: "remote.mcp.pipedream.net mcp.pipedream.net"},
}

// registries are the hosts of images that stand in front of a known repository.
var registries = [...]string{"docker.io/", "ghcr.io/", "quay.io/", "public.ecr.aws/"}

// lookUp finds a server by its package, or by its host.
func lookUp(name, host string) *vendor {
	for _, prefix := range registries {
		name = strings.TrimPrefix(name, prefix)
	}
	for i := range vendors {
		v := &vendors[i]
		if name != "" && wordset.Has(v.packages, name) {
			return v
		}
		for _, h := range strings.Fields(v.hosts) {
			if host != "" && (h == host || h[0] == '.' && strings.HasSuffix(host, h)) {
				return v
			}
		}
	}
	return nil
}
