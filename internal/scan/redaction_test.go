package scan

import (
	"encoding/base64"
	"fmt"
	"hash/crc32"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// plants makes made-up secrets in the shapes that the tool knows, each its own.
type plants struct {
	random *rand.Rand
	all    []string // the parts that nobody may see
}

func (p *plants) word(n int) string {
	const letters = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
	var b strings.Builder
	for range n {
		b.WriteByte(letters[p.random.IntN(len(letters))])
	}
	p.all = append(p.all, b.String())
	return b.String()
}

// github has the checksum that GitHub's tokens end in: six digits, base 62, of
// the CRC-32 of what is before.
func (p *plants) github() string {
	const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	s := p.word(30)
	sum := crc32.ChecksumIEEE([]byte(s))
	var end [6]byte
	for i := range end {
		end[5-i] = digits[sum%62]
		sum /= 62
	}
	return "ghp_" + s + string(end[:])
}

func (p *plants) anthropic() string { return "sk-ant-api03-" + p.word(93) + "AA" }
func (p *plants) openai() string    { return "sk-proj-" + p.word(74) + "T3BlbkFJ" + p.word(74) }
func (p *plants) password() string  { return p.word(20) }
func (p *plants) pem() string {
	return "-----BEGIN PRIVATE KEY-----\n" + p.word(64) + "\n" + p.word(64) + "\n" + p.word(64) + "\n-----END PRIVATE KEY-----"
}
func (p *plants) b64(s string) string {
	e := base64.StdEncoding.EncodeToString([]byte(s))
	p.all = append(p.all, e)
	return e
}

// fill replaces each «kind» by a fresh secret.
func (p *plants) fill(text string) string {
	for {
		before, rest, ok := strings.Cut(text, "«")
		if !ok {
			return text
		}
		kind, after, _ := strings.Cut(rest, "»")
		indent := ""
		if k, n, ok := strings.Cut(kind, ":"); ok {
			kind, indent = k, n
		}
		var s string
		switch kind {
		case "github":
			s = p.github()
		case "anthropic":
			s = p.anthropic()
		case "openai":
			s = p.openai()
		case "password":
			s = p.password()
		case "b64":
			s = p.b64(p.github())
		case "b64password":
			s = p.b64(p.password())
		case "aws":
			s = p.word(40)
		case "pem":
			s = strings.ReplaceAll(p.pem(), "\n", "\n"+strings.Repeat(" ", len(indent)))
		default:
			panic(kind)
		}
		text = before + s + after
	}
}

const plantedDeployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: triage-agent
  namespace: support
  annotations:
    example.com/token: «github»
    note: "curl -H 'Authorization: Bearer «github»' https://bot:«password»@api.internal/x?api_key=«password»"
  labels: {app: triage, key: «github»}
spec:
  template:
    metadata: {annotations: {vault.hashicorp.com/role: triage, example.com/pw: «anthropic»}}
    spec:
      serviceAccountName: triage
      volumes:
        - {name: v, csi: {driver: x, volumeAttributes: {password: «password», token: «github»}}}
      containers:
        - name: agent
          image: registry.example.com/triage-agent:1.4.2
          command: [sh, -c, "export TOKEN=«github»; exec agent --api-key «openai»"]
          args: [langgraph, up, "--token=«github»", --password, «password»]
          livenessProbe: {httpGet: {path: /x, httpHeaders: [{name: Authorization, value: "Bearer «password»"}]}}
          env:
            - {name: OPENAI_API_KEY, value: «openai»}
            - {name: ANTHROPIC_API_KEY, value: "«anthropic»"}
            - {name: DATABASE_URL, value: "postgres://planner:«password»@db.internal:5432/plans"}
            - {name: REDIS_URL, value: "rediss://:«password»@redis.internal:6379"}
            - {name: DB_PASSWORD, value: «password»}
            - {name: AWS_ACCESS_KEY_ID, value: AKIAXQ7T5ZJ4M2LPWR6D}
            - {name: AWS_SECRET_ACCESS_KEY, value: «aws»}
            - name: KEY
              value: |
                «pem:                »
            - {name: "«github»", value: "x"}
            - {name: OTHER, valueFrom: {secretKeyRef: {name: «github», key: «github»}}}
---
apiVersion: v1
kind: Secret
metadata: {name: triage, namespace: support}
data:
  token: «b64»
  password: «b64password»
stringData:
  other: «github»
  config.json: '{"api_key": "«openai»", "password": "«password»"}'
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: support}
data:
  OPENAI_API_KEY: «openai»
  app.yaml: |
    token: «github»
    db: mysql://root:«password»@db/x
---
apiVersion: kagent.dev/v1alpha2
kind: Agent
metadata: {name: «github», namespace: kagent}
spec: {type: Declarative, declarative: {modelConfig: m, systemMessage: "use «github» and password «password»"}}
`

const plantedTerraform = `variable "api_key" {
  default = "«openai»"
}
locals {
  token = "«github»"
  url   = "https://x:«password»@git.internal/a.git"
}
provider "github" {
  token = "«github»"
}
resource "aws_secretsmanager_secret_version" "a" {
  secret_id     = "a"
  secret_string = jsonencode({ password = "«password»", key = "«anthropic»" })
}
resource "kubernetes_secret" "a" {
  metadata { name = "a" }
  data = { token = "«github»" }
}
resource "aws_instance" "a" {
  user_data = <<EOT
export OPENAI_API_KEY=«openai»
psql postgres://a:«password»@db/x
EOT
}
resource "aws_bedrockagentcore_agent_runtime" "a" {
  agent_runtime_name    = "planner"
  environment_variables = { GITHUB_TOKEN = "«github»", DB_PASSWORD = "«password»" }
}
resource "aws_iam_user" "a" { name = "«github»" }
resource "aws_iam_access_key" "a" { user = aws_iam_user.a.name }
output "x" { value = "«github»" }
`

const plantedMCP = `{
  "mcpServers": {
    "a": { "command": "npx", "args": ["-y", "server@1.0.0", "--token", "«github»", "--api-key=«openai»"], "env": { "GITHUB_TOKEN": "«github»", "DB_PASSWORD": "«password»" } },
    "b": { "url": "https://bot:«password»@mcp.internal/mcp?api_key=«password»&x=«github»", "headers": { "Authorization": "Bearer «password»", "X-Api-Key": "«anthropic»" } },
    "c": { "command": "sh", "args": ["-c", "TOKEN=«github» exec server postgresql://u:«password»@db/x"] },
    "«github»": { "command": "uvx", "args": ["pkg@«github»"] },
    "d": { "command": "docker", "args": ["run", "-e", "TOKEN=«github»", "img:1"] },
    "e": { "url": "http://mcp.corp.internal/«github»/sse", "headers": { "Authorization": "«github»" } }
  }
}
`

const plantedGo = `package main

import (
	"github.com/openai/openai-go"
	"github.com/openai/openai-go/option"
)

// key is «github»
const key = "«openai»"

var dsn = "postgres://u:«password»@db/x"

func main() {
	c := openai.NewClient(option.WithAPIKey(key), option.WithAPIKey("«openai»"))
	_ = c
	_ = map[string]string{"Authorization": "Bearer «github»"}
}
`

const plantedEnv = `OPENAI_API_KEY=«openai»
export GITHUB_TOKEN="«github»" # was «github»
DATABASE_URL=postgres://planner:«password»@db.internal:5432/plans
DB_PASSWORD='«password»'
KEY="«pem»"
AWS_SECRET_ACCESS_KEY=«aws»
`

// planted is every position where people write secrets, and each file again
// broken in the middle: what a parser says of it may quote a line.
func planted(p *plants) map[string]string {
	files := map[string]string{
		"deploy/agent.yaml": plantedDeployment, "infra/main.tf": plantedTerraform, ".mcp.json": plantedMCP, "main.go": plantedGo, "go.mod": "module x\n", ".env": plantedEnv,
		"infra/terraform.tfvars": "api_key = \"«openai»\"\npassword = \"«password»\"\n", "key.pem": "«pem»\n",
		"policy.hcl": "path \"secret/data/«github»\" { capabilities = [\"read\"] }\n", ".codex/config.toml": "[mcp_servers.a]\ncommand = \"x\"\nargs = [\"--token\", \"«github»\"]\nenv = { TOKEN = \"«github»\" }\n",
		"chat.json": `{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}, "stringData": {"t": "«github»"}}`,
	}
	for name, cut := range map[string][]string{
		"deploy/agent.yaml": {"serviceAccountName: triage", "valueFrom: {secretKeyRef"}, "infra/main.tf": {"secret_string = jsonencode(", "token = "}, ".mcp.json": {`"env": {`, `"headers":`},
		"main.go": {"func main() {", "const key = "}, ".codex/config.toml": {"env = {", "args = ["}, "infra/terraform.tfvars": {"password = "}, "policy.hcl": {"{ cap"},
	} {
		for i, c := range cut {
			dir, base, _ := strings.Cut("broken"+fmt.Sprint(i)+"/"+name, "\n")
			files[dir+base] = strings.Replace(files[name], c, c+" «github» }{ [\"«github» ", 1)
			files["cut"+fmt.Sprint(i)+"/"+name] = files[name][:strings.Index(files[name], c)+len(c)] + " \"«github»"
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		files[name] = p.fill(files[name])
	}
	return files
}

// shortest is the shortest piece of a secret that counts as told.
const shortest = 8

// TestNoSecretIsPrinted plants secrets wherever people write them and looks for
// any piece of one in all that the tool writes. What an excerpt leaves out rests on
// how a secret looks, so several sets are planted.
func TestNoSecretIsPrinted(t *testing.T) {
	for seed := range uint64(8) {
		noSecretIsPrinted(t, seed)
	}
}

func noSecretIsPrinted(t *testing.T, seed uint64) {
	p := &plants{random: rand.New(rand.NewPCG(1, seed))}
	dir := t.TempDir()
	for name, text := range planted(p) {
		write(t, dir, name, text)
	}
	t.Chdir(dir)
	result := scanPath(t, ".")
	if n := len(result.Report.Findings); n < 40 {
		t.Errorf("only %d findings: the secrets are not seen", n)
	}
	pieces := map[string]bool{}
	for _, s := range p.all {
		for i := 0; i+shortest <= len(s); i++ {
			pieces[s[i:i+shortest]] = true
		}
		for _, shift := range []string{"", "x", "xx"} {
			// Base64 of a text that holds it, at each of the three offsets.
			e := base64.StdEncoding.EncodeToString([]byte(shift + s))[4:]
			for i := 0; i+shortest <= len(e)-4; i++ {
				pieces[e[i:i+shortest]] = true
			}
		}
	}
	for name, out := range outputs(t, result) {
		told := map[string]bool{}
		for i := 0; i+shortest <= len(out); i++ {
			if pieces[out[i:i+shortest]] {
				start, end := strings.LastIndexByte(out[:i], '\n')+1, strings.IndexByte(out[i:], '\n')
				if end < 0 {
					end = len(out) - i
				}
				told[out[max(start, i-160):min(i+end, i+40)]] = true
				i += 40
			}
		}
		for line := range told {
			t.Errorf("%s tells a secret: %s", name, line)
		}
	}
}
