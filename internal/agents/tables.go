package agents

import (
	"github.com/nhivet/nhivet/internal/wordset"
)

type row struct {
	text   string
	kind   kind
	weight int
	reason string
}

// variables are names that say something of their holder, as the documentation of
// SDKs and toolkits has them, and model vendors' keys that weigh less or more than
// the others, because they are used for other things as much, or for agents alone.
// Names are compared in capitals, their words joined by "_".
var variables = map[string]row{
	"GOOGLE_API_KEY":                {kind: kindModel, weight: 30, reason: "has a Google API key"},
	"HF_TOKEN":                      {kind: kindModel, weight: 20, reason: "has a token of Hugging Face"},
	"CLAUDE_CODE_OAUTH_TOKEN":       {kind: kindModel, weight: 60, reason: "has a token of Claude Code"},
	"CLAUDE_CODE_USE_BEDROCK":       {kind: kindModel, weight: 60, reason: "runs Claude Code on Bedrock"},
	"CLAUDE_CODE_USE_VERTEX":        {kind: kindModel, weight: 60, reason: "runs Claude Code on Vertex AI"},
	"LLM_API_KEY":                   {kind: kindModel, weight: model, reason: "has a key of a model"},
	"LITELLM_API_KEY":               {kind: kindModel, weight: model, reason: "has a key of a model gateway"},
	"AGENT_ID":                      {kind: kindPlumbing, weight: 10, reason: "is told its id as an agent"},
	"OPENAI_AGENTS_DISABLE_TRACING": {kind: kindPlumbing, weight: 30, reason: "uses the OpenAI Agents SDK"},
	"GITHUB_PERSONAL_ACCESS_TOKEN":  {kind: kindTool, weight: tool, reason: "has a token of GitHub"},
	"SLACK_BOT_TOKEN":               {kind: kindTool, weight: tool, reason: "has a token of Slack"},
	"NOTION_TOKEN":                  {kind: kindTool, weight: tool, reason: "has a token of Notion"},
	"BRAVE_API_KEY":                 {kind: kindTool, weight: tool, reason: "has a key of Brave search"},
	"SERPER_API_KEY":                {kind: kindTool, weight: tool, reason: "has a key of Serper search"},
	"TAVILY_API_KEY":                {kind: kindTool, weight: tool, reason: "has a key of Tavily search"},
	"EXA_API_KEY":                   {kind: kindTool, weight: tool, reason: "has a key of Exa search"},
	"FIRECRAWL_API_KEY":             {kind: kindTool, weight: tool, reason: "has a key of Firecrawl"},
	"JIRA_API_TOKEN":                {kind: kindTool, weight: tool, reason: "has a token of Jira"},
	"GRAFANA_API_KEY":               {kind: kindTool, weight: 10, reason: "has a key of Grafana"},
	"OPENAI_BASE_URL":               {kind: kindEndpoint, weight: endpoint, reason: "names a model endpoint"},
	"OPENAI_API_BASE":               {kind: kindEndpoint, weight: endpoint, reason: "names a model endpoint"},
	"ANTHROPIC_BASE_URL":            {kind: kindEndpoint, weight: endpoint, reason: "names a model endpoint"},
	"AZURE_OPENAI_ENDPOINT":         {kind: kindEndpoint, weight: endpoint, reason: "names a model endpoint"},
	"OLLAMA_BASE_URL":               {kind: kindEndpoint, weight: endpoint, reason: "names a model endpoint"},
	"OLLAMA_API_BASE":               {kind: kindEndpoint, weight: endpoint, reason: "names a model endpoint"},
	"LLM_BASE_URL":                  {kind: kindEndpoint, weight: endpoint, reason: "names a model endpoint"},
	"LLM_MODEL":                     {kind: kindEndpoint, weight: 10, reason: "names a model"},
	"MODEL_NAME":                    {kind: kindEndpoint, weight: 5, reason: "names a model"},
	"OLLAMA_HOST":                   {kind: kindPlumbing, weight: 10, reason: "names a model server"},
	"LITELLM_BASE_URL":              {kind: kindPlumbing, weight: 15, reason: "names a model gateway"},
	"OPENAI_ORG_ID":                 {kind: kindPlumbing, weight: 15, reason: "names a model vendor's organization"},
	"OPENAI_PROJECT_ID":             {kind: kindPlumbing, weight: 15, reason: "names a model vendor's project"},
	"OPENAI_CUSTOM_HEADERS":         {kind: kindPlumbing, weight: 15, reason: "sets headers of a model client"},
	"ANTHROPIC_CUSTOM_HEADERS":      {kind: kindPlumbing, weight: 15, reason: "sets headers of a model client"},
	"ANTHROPIC_PROFILE":             {kind: kindPlumbing, weight: 15, reason: "names a profile of a model client"},
	"ANTHROPIC_ORGANIZATION_ID":     {kind: kindPlumbing, weight: 15, reason: "names a model vendor's organization"},
	"ANTHROPIC_WORKSPACE_ID":        {kind: kindPlumbing, weight: 15, reason: "names a model vendor's workspace"},
	"GOOGLE_GENAI_USE_VERTEXAI":     {kind: kindModel, weight: model, reason: "calls models of Vertex AI"},
	"GOOGLE_GENAI_USE_ENTERPRISE":   {kind: kindModel, weight: model, reason: "calls Google's models"},
	"ANTHROPIC_FEDERATION_RULE_ID":  {kind: kindModel, weight: model, reason: "logs in to a model vendor by federation"},
	"ANTHROPIC_IDENTITY_TOKEN":      {kind: kindModel, weight: model, reason: "logs in to a model vendor by federation"},
	"ANTHROPIC_IDENTITY_TOKEN_FILE": {kind: kindModel, weight: model, reason: "logs in to a model vendor by federation"},
	"ANTHROPIC_SERVICE_ACCOUNT_ID":  {kind: kindModel, weight: model, reason: "logs in to a model vendor by federation"},
	"GOOGLE_CLOUD_AGENT_ENGINE_ID":  {kind: kindModel, weight: model, reason: "names an agent engine"},
	"AGENT_NAME":                    {kind: kindPlumbing, weight: 10, reason: "names an agent"},
	"MCPGATEWAY_ENDPOINT":           {kind: kindMCP, weight: mcp, reason: "names an MCP endpoint"},
	"LANGSMITH_API_KEY":             {kind: kindPlumbing, weight: 20, reason: "traces an agent"},
	"LANGCHAIN_API_KEY":             {kind: kindPlumbing, weight: 20, reason: "traces an agent"},
	"LANGFUSE_SECRET_KEY":           {kind: kindPlumbing, weight: 20, reason: "traces a model's calls"},
	"LANGSMITH_TRACING":             {kind: kindPlumbing, weight: 15, reason: "traces an agent"},
	"LANGCHAIN_TRACING_V2":          {kind: kindPlumbing, weight: 15, reason: "traces an agent"},
	"E2B_API_KEY":                   {kind: kindTool, weight: tool, reason: "holds a key of an agents' sandbox"},
}

// variableFamilies are names that begin with a text, or end with one that starts
// with "_".
var variableFamilies = []row{
	{text: "MCP_SERVER_", kind: kindMCP, weight: mcp, reason: "is told about an MCP server"},
	{text: "MCP_GATEWAY_", kind: kindMCP, weight: mcp, reason: "is told about an MCP gateway"},
	{text: "_MCP_URL", kind: kindMCP, weight: mcp, reason: "names an MCP endpoint"},
	{text: "_MCP_SERVER_URL", kind: kindMCP, weight: mcp, reason: "names an MCP endpoint"},
	{text: "_MCP_ENDPOINT", kind: kindMCP, weight: mcp, reason: "names an MCP endpoint"},
	{text: "MCP_", kind: kindMCP, weight: 15, reason: "has settings for MCP"},
	{text: "A2A_", kind: kindMCP, weight: mcp, reason: "has settings for agent-to-agent calls"},
	{text: "_A2A_URL", kind: kindMCP, weight: mcp, reason: "names an agent's endpoint"},
	{text: "OPENHANDS_", kind: kindPlumbing, weight: 30, reason: "is run by OpenHands"},
	{text: "CREWAI_", kind: kindPlumbing, weight: plumbing, reason: "is configured for an agent framework"},
	{text: "LANGGRAPH_", kind: kindPlumbing, weight: plumbing, reason: "is configured for an agent framework"},
	{text: "KAGENT_", kind: kindPlumbing, weight: 15, reason: "is configured for an agent framework"},
}

// images are compared by the path without host and tag, from the end. What only
// serves models or is a gateway never reaches the score of an agent.
var images = []row{
	{text: "kagent-dev/kagent/app", weight: strong, reason: "the image is kagent's agent runtime"},
	{text: "kagent-dev/kagent/golang-adk", weight: strong, reason: "the image is kagent's agent runtime"},
	{text: "all-hands-ai/openhands", weight: strong, reason: "the image is the coding agent OpenHands"},
	{text: "langchain/langgraph-api", weight: strong, reason: "the image serves LangGraph agents"},
	{text: "n8nio/n8n", weight: 60, reason: "the image is the automation server n8n"},
	{text: "langgenius/dify-api", weight: 60, reason: "the image is the agent platform Dify"},
	{text: "langgenius/dify-worker", weight: 60, reason: "the image is the agent platform Dify"},
	{text: "flowiseai/flowise", weight: 60, reason: "the image is the agent platform Flowise"},
	{text: "langflowai/langflow", weight: 60, reason: "the image is the agent platform Langflow"},
	{text: "anthropics/claude-code", weight: strong, reason: "the image is the coding agent Claude Code"},
	{text: "docker/mcp-gateway", weight: sdkImage, reason: "the image is an MCP gateway"},
	{text: "stacklok/toolhive*", weight: sdkImage, reason: "the image is part of ToolHive"},
	{text: "ollama/ollama", weight: 10, reason: "the image serves models"},
}

// gateways hold the keys of others and pass their calls on.
var gateways = []string{"berriai/litellm", "berriai/litellm-database", "portkeyai/gateway", "helicone/ai-gateway", "one-api", "new-api"}

type phrase struct {
	words  []string
	reason string
}

// commands are words of a command line that start an agent.
var commands = []phrase{
	{[]string{"langgraph"}, "LangGraph"},
	{[]string{"crewai"}, "CrewAI"},
	{[]string{"autogen"}, "AutoGen"},
	{[]string{"autogenstudio"}, "AutoGen Studio"},
	{[]string{"adk", "web"}, "an ADK agent"},
	{[]string{"adk", "run"}, "an ADK agent"},
	{[]string{"adk", "api", "server"}, "an ADK agent"},
	{[]string{"a2a"}, "an A2A server"},
	{[]string{"openhands"}, "OpenHands"},
	{[]string{"claude", "p"}, "Claude Code"},
	{[]string{"claude", "print"}, "Claude Code"},
	{[]string{"claude", "dangerously", "skip", "permissions"}, "Claude Code"},
	{[]string{"codex", "exec"}, "Codex"},
	{[]string{"gemini", "p"}, "the Gemini CLI"},
	{[]string{"gemini", "yolo"}, "the Gemini CLI"},
	{[]string{"goose", "run"}, "Goose"},
	{[]string{"opencode", "run"}, "opencode"},
	{[]string{"cagent", "run"}, "cagent"},
	{[]string{"well", "known", "agent", "card"}, "an A2A server"},
	{[]string{"well", "known", "agent", "json"}, "an A2A server"},
}

// labels of platforms that mark their agents, "key=value" in lower case.
var labels = map[string]row{
	"kagenti.io/type=agent":             {kind: kindLabel, weight: certain, reason: "is labelled an agent (kagenti)"},
	"rossoctl.io/type=agent":            {kind: kindLabel, weight: certain, reason: "is labelled an agent (rossoctl)"},
	"rossoctl.io/protocol=a2a":          {kind: kindLabel, weight: certain, reason: "is labelled as speaking A2A"},
	"kagenti.io/protocol=a2a":           {kind: kindLabel, weight: certain, reason: "is labelled as speaking A2A"},
	"app.kubernetes.io/component=agent": {kind: kindName, weight: named, reason: "is labelled a component agent"},
}

// labelKeys count whatever their value is.
var labelKeys = map[string]row{
	"rossoctl.io/framework":   {weight: strong, reason: "is labelled with an agent framework"},
	"kagenti.io/framework":    {weight: strong, reason: "is labelled with an agent framework"},
	"rossoctl.io/a2a":         {weight: certain, reason: "is labelled as speaking A2A"},
	"protocol.kagenti.io/a2a": {weight: certain, reason: "is labelled as speaking A2A"},
}

// vetoLabels say that it is a tool, not an agent.
var vetoLabels = map[string]string{
	"kagenti.io/type=tool":  "is labelled a tool (kagenti)",
	"rossoctl.io/type=tool": "is labelled a tool (rossoctl)",
}

// agentWords in a name claim that something acts.
var agentWords = map[string]bool{"agent": true, "agents": true, "agentic": true, "copilot": true}

// rejectedImages are called agents, or come with agents, and are none.
var rejectedImages = []string{
	"datadog/agent", "datadoghq/agent", "datadoghq/cluster-agent", "datadog/cluster-agent", "buildkite/agent", "grafana/agent", "grafana/agent-operator",
	"sysdig/agent", "elastic/elastic-agent", "beats/elastic-agent", "hashicorp/vault", "hashicorp/vault-k8s",
	"hashicorp/consul", "spiffe/spire-agent", "jenkins/inbound-agent", "jenkins/agent", "jenkins/ssh-agent",
	"jetbrains/teamcity-agent", "woodpeckerci/woodpecker-agent", "rancher/rancher-agent", "rancher/fleet-agent",
	"gitlab-org/cluster-integration/gitlab-agent/agentk", "cloudwatch-agent/cloudwatch-agent",
	"amazon/cloudwatch-agent", "amazon/amazon-ecs-agent", "zabbix/zabbix-agent", "zabbix/zabbix-agent2",
	"newrelic/infrastructure", "dynatrace/oneagent", "portainer/agent", "otel/opentelemetry-collector",
	"otel/opentelemetry-collector-contrib", "jaegertracing/jaeger-agent", "apache/skywalking-agent",
	"netdata/netdata", "wazuh/wazuh-agent", "argoproj/argocd-agent", "kubearmor/kubearmor", "puppet/puppet-agent",
}

// products are those whose "agent" is a daemon: "datadog-agent".
var products = wordset.Of(`datadog dd buildkite vault otel opentelemetry elastic apm cloudwatch spire spiffe consul jenkins
teamcity woodpecker rancher fleet cattle gitlab zabbix newrelic dynatrace sysdig jaeger netdata wazuh portainer puppet
salt chef ecs ssm nomad instana appdynamics splunk crowdstrike falcon falco nessus tetragon cilium calico konnectivity
klusterlet pyroscope honeycomb telegraf fluentd fluentbit scalr spacelift tfc tfe azp qemu`)

// vendors may stand before a product in an image's name.
var vendors = wordset.Of("aws amazon azure google gke gcp eks k8s kube")

// trades are words that make "agent" mean a daemon so often that such a name
// says nothing: "node-agent", "log-agent".
var trades = wordset.Of(`node log logs logging monitoring metrics backup snapshot build ci runner guest ssh gpg grafana
prometheus fluent kubelet pipelines cluster collector proxy sync`)
