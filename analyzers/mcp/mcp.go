// Package mcp reads the configuration of MCP clients: which servers an
// assistant starts or calls, what it fetches to do so, and which credentials it
// hands to them in the environment, in arguments, in headers and in addresses.
// It starts no server and follows no address. What else a coding agent's
// settings allow (analyzers/codingagent), Markdown, YAML and the manifests that
// registries and catalogues keep of servers are left to others.
package mcp

import (
	"bytes"
	"context"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// Analyzer reads MCP client files. The unit is the file.
var Analyzer = &nhi.Analyzer{
	Name: "mcp",
	Doc:  "MCP client files: servers, the packages they fetch, the credentials they get",
	Reads: []string{
		"servers by command, container or address, for every client that writes JSON or TOML",
		"credentials in env, args, headers and addresses, as literals or references",
		"versions of packages and images, folders and sockets of the host",
		"approval that is switched off, auto-approve lists",
	},
	Formats: formats(),
	Leaves:  "YAML and Markdown, catalogues and registries of servers, and what a server's own code does",
	Wants:   wants,
	Claims:  claims,
	Run:     run,
}

// wants accepts every JSON file but those whose names say that they are
// something else, and the TOML files of clients that use it.
func wants(name string) bool {
	base := path.Base(name)
	switch path.Ext(base) {
	case ".json", ".jsonc":
		return !foreign[base] && !strings.HasSuffix(base, ".schema.json")
	case ".toml":
		return base == "config.toml"
	}
	return false
}

// foreign names belong to large or frequent files that never hold a server map.
var foreign = map[string]bool{
	"package.json": true, "package-lock.json": true, "npm-shrinkwrap.json": true,
	"tsconfig.json": true, "jsconfig.json": true, "composer.json": true,
	"deno.json": true, "nx.json": true, "turbo.json": true, "lerna.json": true,
	"angular.json": true, "server.json": true,
}

// claims looks for the words without which no reader of this package finds
// anything.
func claims(name string, text []byte) (string, bool) {
	if !wants(name) {
		return "", false
	}
	if path.Ext(name) == ".toml" {
		return name, bytes.Contains(text, []byte("mcp_servers"))
	}
	if bytes.Contains(text, []byte(`mcpServers"`)) || bytes.Contains(text, []byte(`"context_servers"`)) {
		return name, true
	}
	if bytes.Contains(text, []byte(`"servers"`)) || bytes.Contains(text, []byte(`"mcp"`)) {
		if bytes.Contains(text, []byte(`"command"`)) || bytes.Contains(text, []byte(`"url"`)) {
			return name, true
		}
	}
	return "", false
}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	out := &nhi.Facts{}
	for _, f := range u.Files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out.Add(file(f))
	}
	return out, nil
}

// file reads one file. What is no client file after all gives no facts.
func file(f *nhi.File) *nhi.Facts {
	var root *tree.Node
	var notices []nhi.Notice
	if path.Ext(f.Path) == ".toml" {
		root, notices = tree.TOML(f)
	} else {
		root, notices = tree.JSON(f)
	}
	r := newReader(f)
	if root != nil && root.Kind == tree.Mapping && !manifest(root) {
		r.document(root)
	}
	// A broken file matters here only if its name says that it is a client's;
	// any other JSON file is somebody else's to complain about.
	if _, known := clientOf(f.Path); known || !r.facts.Empty() {
		for i := range notices {
			notices[i].Relevant = true
		}
		r.facts.Notices = append(r.facts.Notices, notices...)
	}
	return r.facts
}

// manifest recognises what registries and catalogues publish about a server: it
// describes what can be run, and runs nothing.
func manifest(root *tree.Node) bool {
	if strings.Contains(root.Get("$schema").Str(), "server.schema.json") {
		return true
	}
	for _, key := range [...]string{"packages", "registry", "remotes"} {
		if n := root.Get(key); n != nil && n.Kind != tree.String {
			return true
		}
	}
	return false
}

// reader collects the facts of one file.
type reader struct {
	f     *nhi.File
	facts *nhi.Facts
	agent *nhi.Agent
	// inputs are the questions that VS Code asks, by id: true where the answer
	// is masked.
	inputs map[string]bool
	// held are the credentials that are stated, and the pairs of holder and
	// credential: one variable that a server gets twice is one fact.
	held map[string]bool
	// literals counts the literals of one name and place.
	literals map[string]int
}

func newReader(f *nhi.File) *reader {
	name, known := clientOf(f.Path)
	family := ""
	if known {
		family = "mcp-client:" + project(f.Path)
	}
	return &reader{
		f:     f,
		facts: &nhi.Facts{},
		agent: &nhi.Agent{
			Key:      nhi.Key("mcp-client", f.Path),
			Name:     name + " (" + f.Path + ")",
			Kind:     "mcp-client",
			Platform: "mcp",
			Score:    clientScore,
			ActsFor:  "user",
			Family:   family,
			At:       f.At(0, 0),
		},
		inputs:   map[string]bool{},
		held:     map[string]bool{},
		literals: map[string]int{},
	}
}

// clientScore is the weight of a file that configures an assistant: strong, and
// enough by itself.
const clientScore = 80

// because states the agent, once, for a reason that stands at a span.
func (r *reader) because(reason string, at nhi.Span) {
	if len(r.facts.Agents) > 0 {
		return
	}
	r.agent.At = at
	r.agent.Score = clientScore
	r.agent.Evidence = []nhi.Evidence{{Weight: clientScore, Reason: reason, At: at}}
	r.facts.Agents = append(r.facts.Agents, r.agent)
}

// document reads server maps wherever clients keep them. What else their
// settings say is another analyzer's.
func (r *reader) document(root *tree.Node) {
	for _, in := range root.Get("inputs").Each() {
		if id := in.Get("id").Str(); id != "" {
			masked, _ := in.Get("password").Truth()
			r.inputs[id] = masked
		}
	}
	r.maps(root, nil)
}

// maps finds server maps in a mapping and in the mappings that clients nest them
// in.
func (r *reader) maps(n *tree.Node, at []string) {
	for _, shape := range shapes {
		if f := n.Field(shape.key); f != nil && shape.in(r.f.Path, at) {
			_, known := clientOf(r.f.Path)
			r.servers(f, shape.strict && !known, at)
		}
	}
	if len(at) >= maxNesting {
		return
	}
	for _, f := range n.Entries() {
		if f.Value != nil && f.Value.Kind == tree.Mapping && (len(at) == 0 || nests(at, f.Key)) {
			r.maps(f.Value, append(at[:len(at):len(at)], f.Key))
		}
	}
}

// servers reads one map of servers.
func (r *reader) servers(f *tree.Field, strict bool, at []string) {
	if f.Value == nil || f.Value.Kind != tree.Mapping {
		return
	}
	entries := f.Value.Entries()
	if strict {
		for _, e := range entries {
			if !plainServer(e.Value) {
				return
			}
		}
	}
	for _, e := range entries {
		if !isServer(e.Value) {
			continue
		}
		r.because("a map of MCP servers", f.KeySpan)
		r.server(e, at)
	}
}
