// Package agentfile reads files that are the definition of an agent: cagent
// YAML, CrewAI crews, langgraph.json, AgentCore's .bedrock_agentcore.yaml,
// Microsoft's declarative agents, A2A cards, exports of n8n, Dify and Flowise,
// the configuration of the LiteLLM gateway, plugin manifests, and Docker's MCP
// catalogs. It says which agents a file defines, which tools and other agents
// each may call, which credentials they get, and which gates are switched off.
//
// It starts nothing and follows no address. The files of MCP clients and the
// settings of coding agents are left to others, as are manifests of Kubernetes,
// whose own kinds of agents look alike.
package agentfile

import (
	"bytes"
	"context"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
	"github.com/nhivet/nhivet/internal/wordset"
)

// Analyzer reads agent definitions. The unit is the file; for a crew, which is
// written in two files, it is their folder.
var Analyzer = &nhi.Analyzer{
	Name: "agentfile",
	Doc:  "agent definitions of frameworks: agents, their tools, delegation, credentials, approvals",
	Reads: []string{
		"cagent (Docker Agent) YAML: agents, models and providers, toolsets, sub-agents, handoffs, permissions",
		"CrewAI: agents.yaml, tasks.yaml, agents/*.jsonc: tools, MCP servers, delegation, code execution, human input",
		"LangGraph: langgraph.json: graphs, inline environment, auth",
		"Amazon Bedrock AgentCore: .bedrock_agentcore.yaml: execution roles, token lifetimes, authorizers, forwarded headers, observability",
		"Microsoft Agent Framework and Semantic Kernel YAML, manifests, workflows: connections, tools, approval modes",
		"A2A agent cards: addresses, security schemes and requirements, deprecated flows, scopes",
		"n8n, Dify and Flowise exports: agents, their tools and models, names of stored credentials, typed-in secrets, open webhooks",
		"LiteLLM gateway configuration: model keys, master key, MCP servers; plugin manifests: how they are signed in to",
		"Docker MCP catalogs: servers, images, declared secrets",
		"credentials of known formats in instructions and system messages",
	},
	Formats: table(),
	Leaves:  "code, AutoGen Studio and Langflow exports, OpenAPI documents that no manifest names, files of registries, keys that a framework reads from its vendor's own variable without saying so",
	Wants:   wants,
	Claims:  claims,
	Run:     run,
}

// format is one kind of file.
type format struct {
	// platform is the framework, as Agent.Platform says it.
	platform string
	// title is the product, kind what a file of it is.
	title, kind string
	// source is the documentation that says the fields, fixture a folder of
	// testdata made after it.
	source, fixture string
	// names are the base names by which the file is known; without any, every
	// file of the extensions may be one.
	names string
	// ext are the extensions, JSON or YAML.
	ext string
	// top are keys of which one must start a line; words must all be in the
	// bytes; of any, one.
	top   []string
	words []string
	any   []string
	// is looks at the parsed document, once the words are there.
	is func(root *tree.Node) bool
	// read states what the document says.
	read func(r *reader, root *tree.Node)
	// list says that the document is a list.
	list bool
	// folder says that the unit is the folder.
	folder bool
}

const (
	yamlFiles = ".yaml .yml"
	jsonFiles = ".json .jsonc"
)

// formats are tried in order; the first whose shape fits reads the document.
// Each is after its own documentation, which its reader names.
var formats = []format{
	{platform: "langgraph", title: "LangGraph", source: "https://docs.langchain.com/langsmith/cli#configuration-file", fixture: "langgraph", names: "langgraph.json", ext: jsonFiles, words: []string{`"graphs"`}, is: isLangGraph, read: langGraph},
	{platform: "a2a", title: "A2A agent card", kind: "JSON with skills and capabilities, such as agent-card.json", source: "https://a2a-protocol.org/latest/specification/", fixture: "a2a", ext: jsonFiles, words: []string{`"skills"`, `"capabilities"`, `"name"`}, any: []string{`"url"`, `"supportedInterfaces"`, `"defaultInputModes"`}, is: isCard, read: card},
	{platform: "n8n", title: "n8n", kind: "exported workflows with langchain nodes (JSON)", source: "https://docs.n8n.io/workflows/export-import/", fixture: "n8n", ext: jsonFiles, words: []string{"n8n-nodes-langchain.", `"nodes"`, `"connections"`}, is: isN8N, read: n8n},
	{platform: "n8n", title: "n8n", kind: "exported credentials (JSON)", source: "https://docs.n8n.io/hosting/cli-commands/#credentials_1", fixture: "n8n", ext: jsonFiles, words: []string{`"isManaged"`, `"data"`, `"type"`, `"name"`}, is: isN8NCredentials, read: n8nCredentials, list: true},
	{platform: "flowise", title: "Flowise", kind: "exported chatflows and agentflows (JSON)", source: "https://docs.flowiseai.com/using-flowise/agentflowv2", fixture: "flowise", ext: jsonFiles, words: []string{`"inputParams"`, `"baseClasses"`, `"nodes"`, `"edges"`}, is: isFlowise, read: flowise},
	{platform: "crewai", title: "CrewAI", kind: "agents/*.jsonc with role, goal and backstory", source: "https://docs.crewai.com/en/concepts/agents", fixture: "crewai", ext: jsonFiles, words: []string{`"backstory"`, `"role"`, `"goal"`}, is: isCrewAgent, read: crewAgent},
	{platform: "plugin", title: "Plugin manifest", kind: "ai-plugin.json", source: "https://platform.openai.com/docs/plugins/getting-started", fixture: "plugins", ext: jsonFiles, words: []string{`"name_for_human"`, `"schema_version"`}, is: isPlugin, read: plugin},
	{platform: "bedrock-agentcore", title: "Amazon Bedrock AgentCore", source: "https://aws.github.io/bedrock-agentcore-starter-toolkit/", fixture: "agentcore", names: ".bedrock_agentcore.yaml .bedrock_agentcore.yml bedrock_agentcore.yaml", ext: yamlFiles, words: []string{"entrypoint", "aws:"}, is: isAgentCore, read: agentCore},
	{platform: "cagent", title: "Docker Agent (cagent)", kind: "YAML with agents that have instructions, toolsets or sub-agents", source: "https://docs.docker.com/ai/cagent/reference/config/", fixture: "cagent", ext: yamlFiles, top: []string{"agents:"}, any: []string{"instruction:", "toolsets:", "sub_agents:", "handoffs:"}, is: isCagent, read: cagent},
	{platform: "crewai", title: "CrewAI", kind: "agents.yaml", source: "https://docs.crewai.com/en/concepts/agents", fixture: "crewai", ext: yamlFiles, words: []string{"role:", "goal:", "backstory:"}, is: isCrew, read: crew, folder: true},
	{platform: "crewai", title: "CrewAI", source: "https://docs.crewai.com/en/concepts/tasks", fixture: "crewai", names: "tasks.yaml tasks.yml", ext: yamlFiles, words: []string{"expected_output:", "description:"}, is: isTasks, read: tasks, folder: true},
	{platform: "agent-framework", title: "Microsoft Agent Framework, Semantic Kernel", kind: "YAML of a prompt agent, a workflow or a manifest", source: "https://learn.microsoft.com/agent-framework/", fixture: "microsoft", ext: yamlFiles, top: []string{"kind:", "template:", "type:"},
		any: []string{"instructions:", "model:", "protocols:", "environment_variables:", "trigger:", "template:"}, is: isMicrosoft, read: microsoft},
	{platform: "dify", title: "Dify", kind: "exported applications (YAML with kind: app)", source: "https://docs.dify.ai/en/guides/management/app-management", fixture: "dify", ext: yamlFiles, top: []string{"kind: app"}, any: []string{"workflow:", "model_config:"}, is: isDify, read: dify},
	{platform: "litellm", title: "LiteLLM", kind: "YAML with model_list", source: "https://docs.litellm.ai/docs/proxy/configs", fixture: "litellm", ext: yamlFiles, top: []string{"model_list:"}, words: []string{"litellm_params:"}, is: isLiteLLM, read: liteLLM},
	{platform: "docker-mcp", title: "Docker MCP catalog", kind: "YAML with registry", source: "https://docs.docker.com/ai/mcp-catalog-and-toolkit/", fixture: "docker-catalog", ext: yamlFiles, top: []string{"registry:"}, any: []string{"image:", "remote:"}, is: isCatalog, read: catalog},
}

// table is the formats as the table of formats shows them.
func table() []nhi.Format {
	var out []nhi.Format
	for _, f := range formats {
		where := f.kind
		if where == "" {
			where = strings.ReplaceAll(f.names, " ", ", ")
		}
		out = append(out, nhi.Format{Name: f.title, Files: where, Source: f.source, Fixture: f.fixture})
	}
	return out
}

func wants(name string) bool {
	base := path.Base(name)
	switch ext := path.Ext(base); ext {
	case ".json", ".jsonc":
		return !foreign[base] && !strings.HasSuffix(base, ".schema.json")
	case ".yaml", ".yml":
		return true
	}
	return false
}

// foreign names belong to large or frequent files that define no agent.
var foreign = map[string]bool{
	"package.json": true, "package-lock.json": true, "npm-shrinkwrap.json": true, "tsconfig.json": true,
	"jsconfig.json": true, "composer.json": true, "deno.json": true, "nx.json": true, "turbo.json": true,
	"lerna.json": true, "angular.json": true,
}

func claims(name string, text []byte) (string, bool) {
	if !wants(name) {
		return "", false
	}
	if wordset.Has(yamlFiles, path.Ext(name)) && starts(text, manifest) {
		return "", false
	}
	for i := range formats {
		if f := &formats[i]; f.may(name, text) {
			if f.folder {
				return path.Dir(name) + "/(crew)", true
			}
			return name, true
		}
	}
	return "", false
}

// manifest starts an object of Kubernetes, or of what looks like it.
var manifest = []string{"apiVersion:"}

// may says by name and bytes whether a file can be of the format.
func (f *format) may(name string, text []byte) bool {
	base := path.Base(name)
	if f.names != "" && !wordset.Has(f.names, base) || !wordset.Has(f.ext, path.Ext(base)) {
		return false
	}
	if len(f.top) > 0 && !starts(text, f.top) {
		return false
	}
	for _, w := range f.words {
		if !bytes.Contains(text, []byte(w)) {
			return false
		}
	}
	for _, w := range f.any {
		if bytes.Contains(text, []byte(w)) {
			return true
		}
	}
	return len(f.any) == 0
}

// starts says whether one of several keys starts a line.
func starts(text []byte, keys []string) bool {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	for _, k := range keys {
		if bytes.HasPrefix(text, []byte(k)) || bytes.Contains(text, []byte("\n"+k)) {
			return true
		}
	}
	return false
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

// maxDocuments bounds the documents of one file.
const maxDocuments = 64

// file reads one file. What is no definition after all gives no facts.
func file(f *nhi.File) *nhi.Facts {
	var roots []*tree.Node
	var notices []nhi.Notice
	if wordset.Has(jsonFiles, path.Ext(f.Path)) {
		root, n := tree.JSON(f)
		roots, notices = append(roots, root), n
	} else {
		documents, n := tree.YAML(f)
		for _, d := range documents[:min(len(documents), maxDocuments)] {
			roots = append(roots, d.Root)
		}
		notices = n
	}
	r := newReader(f)
	named := false
	var may []*format
	for i := range formats {
		if t := &formats[i]; t.may(f.Path, f.Bytes()) {
			may = append(may, t)
			named = named || t.names != ""
		}
	}
	for _, root := range roots {
		if root == nil || root.Get("apiVersion") != nil {
			continue
		}
		for _, t := range may {
			if (root.Kind == tree.Mapping && !t.list || root.Kind == tree.Sequence && t.list) && t.is(root) {
				r.platform = t.platform
				t.read(r, root)
				break
			}
		}
	}
	// A broken file matters here only when it is known to define an agent; any
	// other is somebody else's to complain about.
	if named || !r.facts.Empty() {
		for i := range notices {
			notices[i].Relevant = true
		}
		r.facts.Notices = append(r.facts.Notices, notices...)
	}
	return r.facts
}
