package creds

import "strings"

// AgentEnv is how much the name of an environment variable says that its holder
// is an agent: the weight of the evidence (0 to 40) and its reason. Names that
// are too weak alone (API_KEY, GITHUB_TOKEN, DATABASE_URL) weigh nothing.
func AgentEnv(name string) (weight int, reason string) {
	if len(name) > 128 {
		return 0, ""
	}
	t := tokens(name)
	n := namedBy(t)
	if n.Class == ModelVendorKey {
		return 40, "holds a model key (" + n.Format.Vendor + ")"
	}
	joined := strings.Join(t, "_")
	if e, ok := agentNames[joined]; ok {
		return e.weight, e.reason
	}
	for _, e := range agentSuffixes {
		if strings.HasSuffix(joined, e.name) {
			return e.weight, e.reason
		}
	}
	for _, e := range agentPrefixes {
		if strings.HasPrefix(joined, e.name) {
			return e.weight, e.reason
		}
	}
	return 0, ""
}

type evidence struct {
	name   string
	weight int
	reason string
}

var agentNames = index([]evidence{
	{"openai_base_url", 15, "names a model endpoint"}, {"openai_api_base", 15, "names a model endpoint"}, {"openai_org_id", 15, "names a model vendor's organization"}, {"openai_project_id", 15, "names a model vendor's project"}, {"openai_custom_headers", 15, "sets headers of a model client"},
	{"anthropic_base_url", 15, "names a model endpoint"}, {"anthropic_custom_headers", 15, "sets headers of a model client"}, {"anthropic_profile", 15, "names a profile of a model client"},
	{"anthropic_federation_rule_id", 40, "logs in to a model vendor by federation"}, {"anthropic_identity_token", 40, "logs in to a model vendor by federation"}, {"anthropic_identity_token_file", 40, "logs in to a model vendor by federation"},
	{"anthropic_service_account_id", 40, "logs in to a model vendor by federation"}, {"anthropic_organization_id", 15, "names a model vendor's organization"}, {"anthropic_workspace_id", 15, "names a model vendor's workspace"},
	{"azure_openai_endpoint", 15, "names a model endpoint"}, {"google_genai_use_vertexai", 25, "uses models of Vertex AI"}, {"google_genai_use_enterprise", 25, "uses Google's models"}, {"claude_code_use_bedrock", 40, "runs a coding agent on Bedrock"}, {"claude_code_use_vertex", 40, "runs a coding agent on Vertex AI"},
	{"ollama_base_url", 15, "names a model endpoint"}, {"ollama_host", 10, "names a model server"}, {"ollama_api_base", 15, "names a model endpoint"}, {"llm_base_url", 15, "names a model endpoint"}, {"litellm_base_url", 15, "names a model gateway"}, {"model_name", 5, "names a model"}, {"llm_model", 10, "names a model"},
	{"mcp_server_url", 25, "names an MCP endpoint"}, {"mcpgateway_endpoint", 25, "names an MCP endpoint"}, {"mcp_gateway_url", 25, "names an MCP endpoint"},
	{"agent_name", 10, "names an agent"}, {"google_cloud_agent_engine_id", 40, "names an agent engine"},
	{"langsmith_api_key", 20, "traces an agent"}, {"langchain_api_key", 20, "traces an agent"}, {"langfuse_secret_key", 20, "traces a model's calls"}, {"langsmith_tracing", 15, "traces an agent"}, {"langchain_tracing_v2", 15, "traces an agent"},
	{"tavily_api_key", 10, "holds a key of a search tool made for agents"}, {"serper_api_key", 10, "holds a key of a search tool used by agents"}, {"brave_api_key", 10, "holds a key of a search tool used by agents"}, {"e2b_api_key", 15, "holds a key of an agents' sandbox"},
})

var agentSuffixes = []evidence{
	{"_mcp_url", 25, "names an MCP endpoint"}, {"_mcp_server_url", 25, "names an MCP endpoint"}, {"_mcp_endpoint", 25, "names an MCP endpoint"}, {"_a2a_url", 25, "names an agent's endpoint"},
}

var agentPrefixes = []evidence{
	{"mcp_", 25, "is configured for MCP"}, {"a2a_", 25, "is configured for agent-to-agent calls"}, {"crewai_", 25, "is configured for an agent framework"}, {"kagent_", 15, "is configured for an agent framework"}, {"langgraph_", 25, "is configured for an agent framework"},
}

func index(list []evidence) map[string]evidence {
	m := map[string]evidence{}
	for _, e := range list {
		m[e.name] = e
	}
	return m
}

// FederationEnv says whether a variable of the environment sets up a keyless
// login, and with whom.
func FederationEnv(name string) (vendor string, ok bool) {
	vendor, ok = federationNames[name]
	return
}

// The SDKs' documentation names these. AWS_ROLE_ARN is none of them: without the
// token file it does nothing for an SDK, and programs that hold a static key take
// from it which role to assume.
var federationNames = map[string]string{
	"ANTHROPIC_FEDERATION_RULE_ID": "Anthropic", "ANTHROPIC_IDENTITY_TOKEN": "Anthropic", "ANTHROPIC_IDENTITY_TOKEN_FILE": "Anthropic", "ANTHROPIC_SERVICE_ACCOUNT_ID": "Anthropic",
	"AWS_WEB_IDENTITY_TOKEN_FILE": "AWS", "AWS_CONTAINER_CREDENTIALS_FULL_URI": "AWS", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "AWS", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "AWS",
	"AZURE_FEDERATED_TOKEN_FILE": "Azure", "ARM_OIDC_TOKEN_FILE_PATH": "Azure", "ARM_USE_OIDC": "Azure", "ARM_USE_MSI": "Azure",
	"OPENAI_WORKLOAD_IDENTITY_PROVIDER_ID": "OpenAI", "OPENAI_IDENTITY_TOKEN_FILE": "OpenAI",
	"GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES": "Google",
}

// StaticEnv says whether a variable of the environment holds a static credential
// that a vendor's SDK tries before its keyless login; source is the documentation
// of that order.
func StaticEnv(name string) (vendor, source string, ok bool) {
	s, ok := staticNames[name]
	return s.vendor, s.source, ok
}

type staticName struct{ vendor, source string }

const (
	anthropicOrder = "Anthropic SDKs: an API key or auth token of the environment is used before workload identity federation"
	awsOrder       = "AWS SDKs, default credential provider chain: environment keys come before web identity and container credentials"
	azureOrder     = "Azure Identity, DefaultAzureCredential: the environment credential comes before workload identity and managed identity"
	googleOrder    = "Google Cloud, Application Default Credentials: GOOGLE_APPLICATION_CREDENTIALS comes before the attached service account"
	bedrockOrder   = "Amazon Bedrock: a bearer token of the environment is used before the AWS credential chain"
)

var staticNames = map[string]staticName{
	"ANTHROPIC_API_KEY": {"Anthropic", anthropicOrder}, "ANTHROPIC_AUTH_TOKEN": {"Anthropic", anthropicOrder},
	"AWS_ACCESS_KEY_ID": {"AWS", awsOrder}, "AWS_SECRET_ACCESS_KEY": {"AWS", awsOrder}, "AWS_BEARER_TOKEN_BEDROCK": {"AWS", bedrockOrder},
	"AZURE_CLIENT_SECRET": {"Azure", azureOrder}, "AZURE_CLIENT_CERTIFICATE_PATH": {"Azure", azureOrder},
	"GOOGLE_APPLICATION_CREDENTIALS": {"Google", googleOrder},
}

// Context says what a path says about the files in it: test, example, docs, or
// nothing.
func Context(path string) string {
	l := strings.ToLower(path)
	parts := strings.Split(l, "/")
	base := parts[len(parts)-1]
	switch {
	case strings.HasSuffix(base, "_test.go"), strings.HasPrefix(base, "test_") && strings.HasSuffix(base, ".py"), strings.HasSuffix(base, "_test.py"), base == "conftest.py",
		strings.Contains(base, ".test."), strings.Contains(base, ".spec."), strings.HasSuffix(base, "_spec.rb"), strings.HasSuffix(base, "test.java"), strings.HasSuffix(base, ".tftest.hcl"), strings.HasSuffix(base, "_test.yaml"):
		return "test"
	}
	found := ""
	for _, p := range parts[:len(parts)-1] {
		switch c := contextFolders[p]; {
		case c == "test", strings.HasSuffix(p, "-test"), strings.HasSuffix(p, "-tests"):
			return "test"
		case c != "" && found == "":
			found = c
		}
	}
	if found != "" {
		return found
	}
	switch {
	case Prompt(path):
		return "" // what an agent is told is in use, whatever its form
	case strings.Contains(base, "example"), strings.Contains(base, "sample"), strings.HasSuffix(base, ".dist"), strings.HasSuffix(base, ".template"):
		return "example"
	case strings.HasSuffix(base, ".md"), strings.HasSuffix(base, ".mdx"), strings.HasSuffix(base, ".markdown"), strings.HasSuffix(base, ".org"), strings.HasSuffix(base, ".rst"), strings.HasSuffix(base, ".adoc"):
		return "docs"
	}
	return ""
}

var contextFolders = map[string]string{
	"test": "test", "tests": "test", "testing": "test", "testdata": "test", "__tests__": "test", "__mocks__": "test", "fixtures": "test", "fixture": "test", "mocks": "test", "spec": "test", "specs": "test", "e2e": "test", "integration_tests": "test", "unittests": "test",
	"example": "example", "examples": "example", "sample": "example", "samples": "example", "demo": "example", "demos": "example", "quickstart": "example", "quickstarts": "example", "tutorial": "example", "tutorials": "example", "cookbook": "example",
	"doc": "docs", "docs": "docs", "documentation": "docs",
}
