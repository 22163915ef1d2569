package python

import (
	"bytes"
	"strings"

	"github.com/nhivet/nhivet/internal/code"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/py"
	"github.com/nhivet/nhivet/internal/syntax"
	"github.com/nhivet/nhivet/internal/wordset"
)

// language is what is known of Python and its packages.
var language = &code.Language{
	Name: "python", Title: "Python", MaxSize: py.MaxSize,
	Parse:    func(_, source string) *syntax.Module { return &py.Parse(source).Module },
	Relevant: func(l *code.Language, source []byte) bool { return relevant(l, source) || carries(source) },
	Source:   source,
	Pairs:    pairs,
	Local:    local,
	Paths:    paths,
	Endings:  []string{".py", ".ipynb"},
	Indexes:  wordset.Of("__init__ __main__"),

	Sinks: sinks, Sets: sets, Agents: agentRows, Tools: toolRows, Makers: makerRows, Servers: serverRows,
	Controls: controlRows, Lives: lifeRows, Signers: signers, Scopes: scopeRows, Rights: rightRows,
	Spell: spell, CDK: constructs, Pulumi: "pulumi_", Whole: wordset.Of("aws_cdk"), Dumps: wordset.Of("json.dumps yaml.dump"),
	Injects: injectRows, Writers: writerRows, Gives: gives, Answers: answers, Headers: wordset.Of("authorization x-api-key"),
	Runs: runRows, Switches: switchRows, Apps: appRows, Opens: openRows, Sessions: sessionRows,
	Options: optionRows, Looks: wordset.Of("len bool isinstance type open exists isfile Path int getattr hasattr error exit read_text"),
	Programs: programRows, Interims: interimRows,
	Guards: []string{"chmod", "umask", "os.open(", "opener", "0o600"},

	// https://docs.python.org/3/library/os.html#os.environ
	// https://github.com/HBNetwork/python-decouple
	Environment: wordset.Of("os.getenv os.environ.get os.environ.pop os.environ.setdefault os.environ.__getitem__ decouple.config environs.Env().str environs.Env()"),
	Mapping:     wordset.Of("os.environ os.environb"),
	// https://docs.streamlit.io/develop/concepts/connections/secrets-management
	// https://docs.databricks.com/dev-tools/databricks-utils.html#secrets-utility-dbutilssecrets
	Stores:  wordset.Of("streamlit.secrets google.colab.userdata"),
	Through: wordset.Of("strip lstrip rstrip get_secret_value encode decode format_map removeprefix reveal"),
	Wrap:    wordset.Of("str bytes pydantic.SecretStr pydantic.types.SecretStr pydantic.v1.SecretStr pydantic.SecretBytes os.fspath haystack.utils.Secret.from_token haystack.utils.auth.Secret.from_token"),
	// https://docs.haystack.deepset.ai/docs/secret-management
	Named:       wordset.Of("haystack.utils.Secret.from_env_var haystack.utils.auth.Secret.from_env_var"),
	Factories:   wordset.Of("boto3.client boto3.Session().client boto3.session.Session().client"),
	Begins:      wordset.Of("run run_sync run_stream run_stream_events iter run_async run_live arun invoke ainvoke stream astream astream_events stream_async invoke_async kickoff kickoff_async"),
	Runners:     wordset.Of("agents.Runner.run agents.Runner.run_sync agents.Runner.run_streamed"),
	Adapts:      wordset.Of("functools.partial"),
	Shells:      wordset.Of("agents.SandboxAgent"),
	Handoffs:    wordset.Of("agents.handoff google.adk.tools.AgentTool google.adk.tools.agent_tool.AgentTool autogen_agentchat.tools.AgentTool"),
	Wrappers:    wordset.Of("McpToolset MCPToolset MCPClient McpWorkbench McpToolSpec"),
	Constructor: "__init__",
	Logs:        logs, LogSource: docLogging,
	Everyday: wordset.Of("requests httpx"),
	Shared:   wordset.Of("google azure"),
	Seconds:  wordset.Of("int float round calendar.timegm math.floor"),
	Now:      wordset.Of("time.time datetime.datetime.now datetime.datetime.utcnow datetime.datetime.today django.utils.timezone.now"),
}

// carries says whether a program is worth parsing although no module of the tables is
// imported: it names a credential that a service answers with and has somewhere to put
// one, takes one as an option, or leaves servers unverified.
func carries(text []byte) bool {
	return contains(text, secretKeys) && contains(text, outlets) || contains(text, secretOptions) || contains(text, signs)
}

var (
	secretKeys = [][]byte{[]byte("access_token\""), []byte("access_token'"), []byte("client_secret\""), []byte("client_secret'"), []byte("ClientSecret"),
		[]byte("SecretString"), []byte("AccessToken"), []byte("= input(")}
	// signs are what is worth a look by itself: certificates that nobody checks, coding agents
	// that are never asked, addresses with a password.
	signs         = [][]byte{[]byte("verify=False"), []byte("dangerously-"), []byte("enableAllProjectMcpServers"), []byte("bypassPermissions"), []byte("--yolo"), []byte("x-access-token:"), []byte("principalId"), []byte("oauth2:{")}
	outlets       = [][]byte{[]byte("write"), []byte("dump("), []byte("print("), []byte("logg")}
	secretOptions = [][]byte{[]byte("\"--token\""), []byte("\"--secret\""), []byte("\"--api-key\""), []byte("\"--password\""), []byte("-token\""), []byte("-secret\"")}
)

func contains(text []byte, list [][]byte) bool {
	for _, w := range list {
		if bytes.Contains(text, w) {
			return true
		}
	}
	return false
}

// constructs are the full names of a construct, which a package of Python has from that
// of TypeScript: @aws-cdk/aws-bedrock-alpha is aws_cdk.aws_bedrock_alpha.
// https://docs.aws.amazon.com/cdk/v2/guide/work-with-cdk-python.html
func constructs(in, name string) []string {
	module := "aws_cdk." + in
	if in[0] == '@' {
		module = strings.ReplaceAll(in[1:], "/", ".")
	}
	if on, method, ok := cutLast(name); ok && method[0] >= 'a' && method[0] <= 'z' {
		name = on + "." + spell(method)
	}
	return []string{strings.ReplaceAll(module, "-", "_") + "." + name}
}

// spell writes a name of a construct as its Python package does: roleName as role_name.
func spell(camel string) string {
	if camel == "lambda" {
		return "lambda_" // a word of the language
	}
	var b strings.Builder
	for _, r := range camel {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// source is the program in a file: of a notebook that in its cells.
func source(f *nhi.File) (*nhi.File, string) {
	if strings.HasSuffix(f.Path, ".ipynb") {
		return notebook(f)
	}
	return f, ""
}

const docLogging = "https://docs.python.org/3/library/logging.html"

// logs says whether a function writes its arguments to the output or to a log.
func logs(q string) bool {
	switch q {
	case "print", "pprint.pprint", "rich.print", "click.echo", "click.secho", "typer.echo", "typer.secho", "rich.console.Console().print", "sys.stdout.write", "sys.stderr.write":
		return true
	}
	on, method, _ := cutLast(q)
	switch method {
	case "debug", "info", "warning", "warn", "error", "critical", "exception", "log":
	default:
		return false
	}
	switch on {
	case "logging", "logging.getLogger()", "loguru.logger", "structlog.get_logger()":
		return true
	}
	return false
}

func cutLast(q string) (before, after string, ok bool) {
	i := strings.LastIndexByte(q, '.')
	if i < 0 {
		return "", q, false
	}
	return q[:i], q[i+1:], true
}
