package tools

import (
	"strings"

	"github.com/nhivet/nhivet/internal/wordset"
)

// Does is what an MCP server lets an agent do.
type Does int

// What servers do.
const (
	Unknown Does = iota
	Reads
	Writes
)

// Server is what is known of an MCP server by the package, image or host that it is
// named by.
type Server struct {
	Name string
	Does Does
	// Remote is the vendor's own server, where a person signs in with OAuth
	// instead of storing a token.
	Remote string
	// packages are names without versions, and images without their host; hosts
	// are remote servers, a leading dot meaning every host under it.
	packages string
	hosts    string
	// Root is set for servers that give away the folders named as arguments.
	Root bool
	// Path is a part of the address behind which a secret stands.
	Path string
}

// servers are those that people use most. What a server does is that of its
// default tool set; what it does not say is unknown.
var servers = []Server{
	{Name: "github", Does: Writes, Remote: "https://api.githubcopilot.com/mcp/", hosts: "api.githubcopilot.com",
		packages: "@modelcontextprotocol/server-github mcp/github mcp/github-mcp-server github/github-mcp-server"},
	{Name: "gitlab", Does: Writes, Remote: "https://gitlab.com/api/v4/mcp", hosts: "gitlab.com",
		packages: "@modelcontextprotocol/server-gitlab @zereight/mcp-gitlab mcp/gitlab"},
	{Name: "slack", Does: Writes, Remote: "https://mcp.slack.com/mcp", hosts: "mcp.slack.com",
		packages: "@modelcontextprotocol/server-slack mcp/slack slack-mcp-server"},
	{Name: "notion", Does: Writes, Remote: "https://mcp.notion.com/mcp", hosts: "mcp.notion.com",
		packages: "@notionhq/notion-mcp-server mcp/notion"},
	{Name: "atlassian", Does: Writes, Remote: "https://mcp.atlassian.com/v1/mcp", hosts: "mcp.atlassian.com",
		packages: "mcp-atlassian sooperset/mcp-atlassian mcp/atlassian"},
	{Name: "linear", Does: Writes, Remote: "https://mcp.linear.app/mcp", hosts: "mcp.linear.app",
		packages: "linear-mcp-server mcp-server-linear"},
	{Name: "sentry", Does: Writes, Remote: "https://mcp.sentry.dev/mcp", hosts: "mcp.sentry.dev",
		packages: "@sentry/mcp-server mcp-server-sentry mcp/sentry"},
	{Name: "stripe", Does: Writes, Remote: "https://mcp.stripe.com", hosts: "mcp.stripe.com", packages: "@stripe/mcp mcp/stripe"},
	{Name: "supabase", Does: Writes, Remote: "https://mcp.supabase.com/mcp", hosts: "mcp.supabase.com",
		packages: "@supabase/mcp-server-supabase"},
	{Name: "neon", Does: Writes, Remote: "https://mcp.neon.tech/mcp", hosts: "mcp.neon.tech",
		packages: "@neondatabase/mcp-server-neon"},
	{Name: "cloudflare", Does: Unknown, hosts: ".mcp.cloudflare.com", packages: "@cloudflare/mcp-server-cloudflare"},
	{Name: "vercel", Does: Unknown, Remote: "https://mcp.vercel.com", hosts: "mcp.vercel.com"},
	{Name: "paypal", Does: Writes, Remote: "https://mcp.paypal.com/mcp", hosts: "mcp.paypal.com", packages: "@paypal/mcp"},
	{Name: "figma", Does: Unknown, Remote: "https://mcp.figma.com/mcp", hosts: "mcp.figma.com", packages: "figma-developer-mcp"},
	{Name: "asana", Does: Writes, Remote: "https://mcp.asana.com/sse", hosts: "mcp.asana.com"},
	{Name: "hubspot", Does: Unknown, hosts: "mcp.hubspot.com", packages: "@hubspot/mcp-server"},
	{Name: "huggingface", Does: Unknown, Remote: "https://huggingface.co/mcp", hosts: "huggingface.co hf.co"},
	{Name: "grafana", Does: Writes, packages: "mcp-grafana mcp/grafana grafana/mcp-grafana"},
	{Name: "mongodb", Does: Writes, packages: "mongodb-mcp-server mcp/mongodb mongodb/mongodb-mcp-server"},
	{Name: "postgres", Does: Reads, packages: "@modelcontextprotocol/server-postgres mcp/postgres"},
	{Name: "redis", Does: Writes, packages: "@modelcontextprotocol/server-redis mcp/redis"},
	{Name: "sqlite", Does: Writes, packages: "mcp-server-sqlite mcp/sqlite"},
	{Name: "filesystem", Does: Writes, Root: true,
		packages: "@modelcontextprotocol/server-filesystem mcp/filesystem mcp-server-filesystem"},
	{Name: "git", Does: Writes, packages: "mcp-server-git mcp/git"},
	{Name: "kubernetes", Does: Writes, packages: "kubernetes-mcp-server mcp-server-kubernetes"},
	{Name: "aws", Does: Writes, packages: "awslabs.aws-api-mcp-server"},
	{Name: "aws", Does: Reads, packages: "awslabs.aws-documentation-mcp-server", hosts: "knowledge-mcp.global.api.aws"},
	{Name: "browser", Does: Writes, packages: "@playwright/mcp @modelcontextprotocol/server-puppeteer mcp/puppeteer mcp/playwright"},
	{Name: "memory", Does: Writes, packages: "@modelcontextprotocol/server-memory mcp/memory"},
	{Name: "fetch", Does: Reads, packages: "mcp-server-fetch mcp/fetch"},
	{Name: "time", Does: Reads, packages: "mcp-server-time mcp/time"},
	{Name: "sequential-thinking", Does: Reads,
		packages: "@modelcontextprotocol/server-sequential-thinking mcp/sequentialthinking"},
	{Name: "brave", Does: Reads,
		packages: "@modelcontextprotocol/server-brave-search @brave/brave-search-mcp-server mcp/brave-search"},
	{Name: "google-maps", Does: Reads, packages: "@modelcontextprotocol/server-google-maps mcp/google-maps"},
	{Name: "tavily", Does: Reads, packages: "tavily-mcp mcp/tavily", hosts: "mcp.tavily.com"},
	{Name: "exa", Does: Reads, packages: "exa-mcp-server mcp/exa", hosts: "mcp.exa.ai"},
	{Name: "perplexity", Does: Reads,
		packages: "server-perplexity-ask @perplexity-ai/mcp-server mcp/perplexity-ask"},
	{Name: "context7", Does: Reads, packages: "@upstash/context7-mcp mcp/context7", hosts: "mcp.context7.com"},
	{Name: "zapier", Does: Writes, hosts: "mcp.zapier.com", Path: "/s/"},
	{Name: "composio", Does: Unknown, hosts: "mcp.composio.dev .composio.dev"},
	{Name: "smithery", Does: Unknown, hosts: "server.smithery.ai", packages: "@smithery/cli"},
	{Name: "pipedream", Does: Unknown, hosts: "remote.mcp.pipedream.net mcp.pipedream.net"},
}

// registries are the hosts of images that stand in front of a known repository.
var registries = [...]string{"docker.io/", "ghcr.io/", "quay.io/", "public.ecr.aws/"}

// Known finds an MCP server by its package, or by its host; nil when nothing is
// known of it.
func Known(name, host string) *Server {
	for _, prefix := range registries {
		name = strings.TrimPrefix(name, prefix)
	}
	for i := range servers {
		v := &servers[i]
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
