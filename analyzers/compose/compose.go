// Package compose reads compose files: which services are agents or their tools,
// what they hold and where it comes from, and how far they reach into the host.
// Files are put together as docker compose does by default; other files of a
// folder are read as variants of it. Nothing is interpolated but with the
// defaults that are written: what a shell or an .env file sets is unknown.
package compose

import (
	"bytes"
	"context"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Analyzer reads the compose files of a folder as one unit.
var Analyzer = &nhi.Analyzer{
	Name: "compose",
	Doc:  "services of compose files as agents, tools and workloads, with what they hold",
	Reads: []string{
		"services: image, build, command, environment, env_file, models, profiles, with extends, include, anchors and the default override file",
		"secrets and configs, and the services that share them",
		"the container engine's socket, use_api_socket, privileged, and folders of a person's credentials that are mounted",
		"MCP gateways and servers: who calls them, what they are given, whether they ask callers who they are",
	},
	Formats: []nhi.Format{
		{Name: "Compose file", Files: "compose.yaml, docker-compose.yml and their variants", Source: "https://docs.docker.com/reference/compose-file/", Fixture: "support"},
		{Name: "Merge, extends and include", Files: "compose.override.yaml, compose.*.yaml", Source: "https://docs.docker.com/reference/compose-file/merge/", Fixture: "merged"},
		{Name: "MCP gateway in compose", Files: "docker/mcp-gateway, mcp/*", Source: "https://github.com/docker/mcp-gateway/blob/main/docs/security.md", Fixture: "gateway"},
	},
	Leaves: "values that a shell or an .env file sets, files that are included from elsewhere, networks, and what deploy says of a swarm",
	Wants:  wants,
	Claims: claims,
	Run:    run,
}

// bases and overrides are the names that docker compose looks for, in its order
// (compose-go, cli.DefaultFileNames and DefaultOverrideFileNames).
var (
	bases     = []string{"compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"}
	overrides = []string{"compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"}
)

func wants(name string) bool {
	base := strings.ToLower(path.Base(name))
	stem, ok := strings.CutSuffix(base, ".yaml")
	if !ok {
		if stem, ok = strings.CutSuffix(base, ".yml"); !ok {
			return false
		}
	}
	for _, prefix := range [...]string{"compose", "docker-compose", "podman-compose"} {
		if rest, ok := strings.CutPrefix(stem, prefix); ok && (rest == "" || strings.IndexByte(".-_", rest[0]) >= 0) {
			return true
		}
	}
	return false
}

// sections are the top-level keys one of which a compose file has.
var sections = [][]byte{[]byte("services:"), []byte("include:"), []byte("secrets:"), []byte("configs:"), []byte("models:")}

func claims(name string, text []byte) (string, bool) {
	if !wants(name) {
		return "", false
	}
	for _, s := range sections {
		if bytes.HasPrefix(text, s) || bytes.Contains(text, append([]byte{'\n'}, s...)) {
			return path.Dir(name), true
		}
	}
	return "", false
}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	r := newReader(u)
	for _, p := range r.projects(u.Files) {
		if err := ctx.Err(); err != nil {
			return r.facts, err
		}
		r.project(p)
	}
	return r.facts, nil
}

// reader is the state of one unit.
type reader struct {
	tree   nhi.Tree
	dir    string
	facts  *nhi.Facts
	files  map[string]*source
	said   map[string]bool // notices
	merged int             // fields that merging has copied
	// held are the keys of credentials that were stated, and pairs of a holder
	// and a key.
	held map[string]bool
	// scanned are the credentials of a file that can be told by their shape.
	scanned map[*nhi.File][]*nhi.Credential
	env     map[string]*environment
	images  map[string]*image
}

func newReader(u *nhi.Unit) *reader {
	r := &reader{tree: u.Tree, dir: u.Key, facts: &nhi.Facts{}, files: map[string]*source{}, said: map[string]bool{}, held: map[string]bool{},
		scanned: map[*nhi.File][]*nhi.Credential{}, env: map[string]*environment{}, images: map[string]*image{}}
	for _, f := range u.Files {
		r.files[f.Path] = r.read(f)
	}
	return r
}

// notice tells something once; what another unit reads is told there.
func (r *reader) notice(at nhi.Span, reason string) {
	if at.File != nil && r.elsewhere(at.File) {
		return
	}
	n := nhi.Notice{Reason: "compose: " + reason, Incomplete: true}
	if at.File != nil {
		n.Path, n.Line = at.File.Path, at.File.LineOf(at.Start)
	}
	if key := n.Path + n.Reason; !r.said[key] {
		r.said[key] = true
		r.facts.Notices = append(r.facts.Notices, n)
	}
}

func (r *reader) edge(kind nhi.EdgeKind, from, to string, at nhi.Span) {
	if key := string(kind) + from + "\x00" + to; !r.held[key] {
		r.held[key] = true
		r.facts.Edges = append(r.facts.Edges, &nhi.Edge{Kind: kind, From: from, To: to, Confidence: nhi.Certain, At: at})
	}
}

// elsewhere says whether a file is of another unit.
func (r *reader) elsewhere(f *nhi.File) bool {
	unit, claimed := claims(f.Path, f.Bytes())
	return claimed && unit != r.dir
}
